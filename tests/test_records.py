"""A story's rows become features: the whole of several dates is told no more exactly than they are."""

from typing import Any

import pytest

from geo.feature import faults
from geo.records import context_place_feature, event_feature
from tests.made import event, place

PLACES = {"place-bburg": {key: str(value) for key, value in place("place-bburg", "Bburg", 11, 51).items()}}


def made(edtf: str, **changes: Any) -> dict[str, Any]:
    return event_feature(event(f"event-{edtf[:4]}", edtf, "place-bburg", **changes), PLACES)


@pytest.mark.parametrize(
    ("dates", "whole"),
    [
        (["1999"], "1999"),
        (["1999", "1999"], "1999"),
        (["2001-05-03", "1988~/1990"], "1988~/2001-05-03"),
        (["1991", "2020/.."], "1991/.."),
        (["1999-02-01", "1999"], "1999"),
        (["../1991", "1985/1986-01"], "../1991"),
    ],
)
def test_a_place_is_dated_from_its_first_event_to_its_last(dates: list[str], whole: str) -> None:
    """The hull keeps the words of the dates it is made of: about 1988 does not become 1 January 1988."""
    found = context_place_feature(PLACES["place-bburg"], [made(edtf) for edtf in dates])
    assert found["properties"]["edtf"] == whole
    assert set(found["properties"]["spans"]) == set(dates)
    assert list(faults(found)) == []


def test_a_place_is_as_coarsely_dated_as_its_coarsest_event() -> None:
    """A year among days makes the place's precision a year."""
    events = [made("1999", date_precision="year"), made("2001-05-03")]
    assert context_place_feature(PLACES["place-bburg"], events)["properties"]["date_precision"] == "year"


def test_a_place_where_nothing_happens_is_refused() -> None:
    """A place without any date is not shown as if it were timeless."""
    with pytest.raises(ValueError, match="nothing dated"):
        context_place_feature(PLACES["place-bburg"], [])


@pytest.mark.parametrize(
    ("verification", "certainty"),
    [("verified", "certain"), ("partly", "less-certain"), ("unverified", "uncertain")],
)
def test_verification_is_certainty(verification: str, certainty: str) -> None:
    """How well an event is verified is drawn as how certain it is."""
    facts = made("1999", verification=verification)["properties"]
    assert (facts["verification"], facts["certainty"]) == (verification, certainty)


def test_an_event_names_its_source_and_address() -> None:
    """The source's name and address travel in one text; an event without an address has the name alone."""
    assert made("1999")["properties"]["sources"] == ["An almanac https://example.org/almanac"]
    assert made("1999", source_url="")["properties"]["sources"] == ["An almanac"]

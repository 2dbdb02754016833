"""Outlines of the states a story names."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.extract.records import Candidate
from geo.library import Library
from geo.outlines import area_key, outlines, shapes
from geo.story import DATA
from tests import made
from tests.test_told import with_statements


def country(code: str) -> dict[str, object]:
    """A made-up place that is a state."""
    point = {"type": "Point", "coordinates": [1.0, 1.0]}
    facts = {"kind": "country", "country": code, "excerpt_ids": ["x-one"]}
    return made.feature(f"place-{code.lower()}", "2020", point, **facts)


def test_a_state_has_its_outline_with_the_names_and_words_of_its_place() -> None:
    """Chile's outline is called what the story calls Chile, and its excerpts light up with it."""
    ((layer, (outline,)),), problems = outlines([country("CL")], DATA / "outlines")
    assert (layer.id, problems) == ("states", [])
    assert outline["geometry"]["type"] == "MultiPolygon"
    said = {field: outline["properties"][field] for field in ("name", "place", "excerpt_ids", "in_article")}
    assert said == {"name": "Place-Cl", "place": "place-cl", "excerpt_ids": ["x-one"], "in_article": True}


def test_a_contested_state_and_a_town_have_none() -> None:
    """No outline is drawn for Ukraine or Russia, nor for what is no state."""
    town = made.feature("place-town", "2020", None, kind="city", country="CL")
    assert outlines([country("UA"), country("RU"), town], DATA / "outlines") == ([], [])


def region(geonames: int, **facts: object) -> dict[str, object]:
    """A made-up place that is a first-level division, by its number in GeoNames."""
    known: dict[str, object] = {
        "kind": "state",
        "geonames": str(geonames),
        "geometry": {"type": "Point", "coordinates": [1, 1]},
    }
    given = known | facts
    return made.feature("place-region", "2020", given.pop("geometry"), **given)


@pytest.mark.parametrize(
    ("geonames", "found"), [(4736286, "region-us-tx"), (2951839, "region-de-02"), (99592, "region-iq-01")]
)
def test_a_region_has_its_outline_by_its_number(geonames: int, found: str) -> None:
    """Texas, Bavaria and Anbar are drawn under the story's own names, each with its precision in metres."""
    ((layer, (outline,)),), problems = outlines([region(geonames)], DATA / "outlines")
    assert (layer.id, outline["id"], outline["properties"]["name"], problems) == ("regions", found, "Place-Region", [])
    assert 10_000 <= outline["properties"]["precision_m"] <= 25_000
    assert outline["properties"]["certainty"] == "less-certain"


def test_a_region_that_is_contested_or_drawn_by_hand_has_none() -> None:
    """Donetsk Oblast stays a ring, and where somebody drew Texas that drawing stands alone."""
    by_hand = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    places = [region(709716), region(4736286, geometry=by_hand)]
    assert outlines(places, DATA / "outlines") == ([], [])


def test_the_legend_has_a_group_for_outlines(tmp_path: Path) -> None:
    """A story whose own groups have no place for outlines gets one: every layer stands in the legend."""
    chile = Candidate("cl", "Chile", "country", "CL", -71.0, -30.0, 500_000, "made", 0.9, ("name",))
    draft = with_statements()
    places = (replace(draft.extraction.mentions[0], candidates=(chile,)), *draft.extraction.mentions[1:])
    library = Library(folder=tmp_path)
    draft = replace(draft, extraction=replace(draft.extraction, mentions=places))
    story = library.open(library.keep(draft, "0123456789ab", date(2023, 10, 1)))
    groups = {group["id"] for group in story.payload()["groups"]}
    assert "states" in {layer.id for layer in story.layers}
    assert {layer.group for layer in story.layers} <= groups


def test_without_a_state_nothing_is_read(tmp_path: Path) -> None:
    """A story of towns alone does not ask for outlines that may be missing."""
    assert outlines([], tmp_path) == ([], [])


def test_a_candidate_has_the_outline_of_its_area_on_a_day() -> None:
    """Chile has one today, but none before we know its borders; a town has no key, a contested state no outline."""
    known = {"kind": "country", "country": "CL", "geonames": 3895114}
    assert area_key(known) == "CL"
    assert area_key({**known, "kind": "town"}) == ""
    assert shapes({"CL", "UA"}, DATA / "outlines", date(2024, 1, 1))["CL"]["type"] == "MultiPolygon"
    assert list(shapes({"CL", "UA"}, DATA / "outlines", date(2024, 1, 1))) == ["CL"]
    assert shapes({"CL"}, DATA / "outlines", date(1990, 1, 1)) == {}

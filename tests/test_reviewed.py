"""A review as GeoJSON: what was decided, by whom, and in which words."""

import json

import pytest

from geo.export import json_bytes
from geo.reviewed import EXCERPT, collection
from tests.test_draft import SQUARE, WORDS, after


def test_every_status_travels_and_the_rejected_stay_behind() -> None:
    """Verified, not identifiable and unreviewed things say so; only a placed one has a geometry."""
    found = collection(
        after({"do": "accept", "item": "p-1"}, {"do": "reject", "item": "p-2"}, {"do": "unidentifiable", "item": "p-3"})
    )
    told = [(one["id"], one["properties"]["status"], one["geometry"] is None) for one in found["features"]]
    assert told == [("p-1", "verified", False), ("p-3", "unidentifiable", True)]
    assert json.loads(json_bytes(found)) == found


def test_a_guess_keeps_its_confidence_and_a_decision_has_none() -> None:
    """The machine's probability says nothing of what a person decided."""
    first, second, _ = collection(after({"do": "accept", "item": "p-1"}))["features"]
    assert (first["properties"]["confidence"], second["properties"]["confidence"]) == (None, 0.6)


@pytest.mark.parametrize(
    ("step", "kind"), [({"do": "move", "lon": 3, "lat": 4}, "Point"), ({"do": "draw", "geometry": SQUARE}, "Polygon")]
)
def test_what_was_placed_by_hand_says_so(step: dict[str, object], kind: str) -> None:
    """Its geometry is the person's, and no gazetteer's precision is claimed for it."""
    one = collection(after({**step, "item": "p-1"}))["features"][0]
    assert one["geometry"]["type"] == kind
    assert (one["properties"]["placed"], one["properties"]["precision_m"]) == ("by hand", None)


def test_only_short_excerpts_travel() -> None:
    """The words around a name, never more than the limit, and of this article."""
    for one in collection(after())["features"]:
        words = one["properties"]["excerpt"].strip("… ")
        assert words in WORDS
        assert len(words) <= EXCERPT
        assert one["properties"]["words"] in words

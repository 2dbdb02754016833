"""Outlines of states: whose there is one, and whose there is none."""

import json

from geo.build import states
from geo.layers import read_folder
from geo.story import DATA


def test_no_contested_state_has_an_outline() -> None:
    """Every state that is listed as contested is missing from what is shipped, and says why."""
    (_, features), *_ = read_folder(DATA / "outlines")[0]
    left_out = states.disputed()
    assert {feature["properties"]["country"] for feature in features}.isdisjoint(left_out)
    assert all(left_out.values())


def test_codes_come_from_numbers_and_what_has_none_is_left_out() -> None:
    """The source's names are its own; ISO's numbers are not."""
    shapes = [{"properties": {"name": "Fr."}, "id": "250"}, {"properties": {"name": "Nowhere"}}]
    raw = json.dumps({"objects": {"countries": {"geometries": shapes}}}).encode()
    listed = json.dumps({"FR": {"isonumeric": 250, "iso": "FR"}}).encode()
    assert states._codes(raw, listed) == {"Fr.": "FR"}

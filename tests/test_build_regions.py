"""Outlines of first-level divisions: whose there is one, whose there is none, and that they fit."""

from functools import cache
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from geo.build import regions
from geo.layers import read_folder
from geo.story import DATA

FIT_DEG = 0.35
"""How far a region may stand out of its state: both are coarse, and small islands are left out of states."""


@cache
def shipped() -> dict[str, dict[str, tuple[Any, Any]]]:
    """Properties and area of every outline, by layer and id."""
    return {
        layer.id: {one["id"]: (one["properties"], shape(one["geometry"])) for one in features}
        for layer, features in read_folder(DATA / "outlines")[0]
    }


def test_no_contested_region_has_an_outline() -> None:
    """What is listed as contested is missing from what is shipped, and says why."""
    left_out = regions.disputed()
    codes = {name.removeprefix("region-").upper().replace("-", ".") for name in shipped()["regions"]}
    assert codes.isdisjoint(left_out)
    assert {code[:2] for code in codes}.isdisjoint(left_out)
    assert all(left_out.values())


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (34.1, 44.95), (33.5, 44.6), (37.8, 48.0), (39.3, 48.57), (35.2, 47.8), (32.6, 46.6), (41.0, 43.0),
        (43.97, 42.22), (74.8, 34.1), (79.0, 34.5), (77.6, 34.2), (93.6, 27.1), (-13.2, 27.15), (44.06, 9.56),
        (21.16, 42.66), (121.5, 25.0), (35.75, 33.0), (35.2, 31.9), (33.36, 35.18), (29.6, 46.84), (-58.0, 5.5),
        (46.75, 39.82), (44.39, 35.47),
    ],
)  # fmt: skip
def test_no_outline_covers_contested_ground(lon: float, lat: float) -> None:
    """Crimea, the Donbas, Abkhazia, Kashmir, Western Sahara, Kosovo, the West Bank and their like lie in no outline."""
    found = [name for name, (_, area) in shipped()["regions"].items() if area.covers(shapely.Point(lon, lat))]
    assert found == []


@pytest.mark.parametrize("country", ["US", "CA", "DE", "FR", "BR", "MX", "NG", "AU", "IR", "PL"])
def test_regions_lie_in_their_state_and_beside_each_other(country: str) -> None:
    """No region reaches far out of its state's own outline, and no two overlap by more than rounding."""
    ours = [area for facts, area in shipped()["regions"].values() if facts["country"] == country]
    state = shipped()["states"][f"state-{country.lower()}"][1]
    assert all(area.difference(state.buffer(FIT_DEG)).area < 0.05 * area.area for area in ours)
    assert sum(area.area for area in ours) - shapely.union_all(ours).area < 0.001 * state.area


@pytest.mark.parametrize(
    ("name", "square_km"), [("us-tx", 695_662), ("de-02", 70_542), ("iq-01", 138_579), ("ru-63", 3_083_523)]
)
def test_sizes_are_near_the_published_ones(name: str, square_km: int) -> None:
    """Texas, Bavaria, Anbar and Sakha are as large as they are said to be, to five per cent."""
    _, area = shipped()["regions"][f"region-{name}"]
    assert regions.square_km(area) == pytest.approx(square_km, rel=0.05)


@pytest.mark.parametrize(("country", "since"), [("FR", "2016-01-01"), ("US", "1959-08-21"), ("PE", "2022")])
def test_a_region_says_since_when_it_is_known_to_be_so(country: str, since: str) -> None:
    """No French region before the mergers of 2016; where nobody looked further, the source's year is the first."""
    found = {facts["edtf"] for facts, _ in shipped()["regions"].values() if facts["country"] == country}
    assert found == {f"{since}/.."}


def test_units_go_where_their_towns_are_and_what_disagrees_is_left_out() -> None:
    """Two halves of a merged region are joined; a region cut in two since is none; an empty unit follows its code."""
    box = shapely.box
    units = [regions.Unit("XX", "XX.OLD", box(0, 0, 1, 1)), regions.Unit("XX", "XX.9", box(1, 0, 2, 1))]
    units += [regions.Unit("XX", "XX.CUT", box(5, 0, 6, 1)), regions.Unit("XX", "XX.NEW", box(2, 0, 3, 1))]
    towns = [(0.5, 0.5, "XX.NEW"), (1.5, 0.5, "XX.NEW"), (1.6, 0.5, "YY.1"), (5.2, 0.5, "XX.A"), (5.8, 0.5, "XX.B")]
    found = regions.parts_of(units, towns)
    assert list(found) == ["XX.NEW"]
    assert len(found["XX.NEW"]) == 3

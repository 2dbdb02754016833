"""What geo.build shipped: sizes against published figures, and layers against each other."""

import hashlib
import json
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
import shapely
from shapely import Polygon
from shapely.geometry import shape

from geo.build import cut
from geo.build.packages import INPUTS, Store
from geo.build.peacekeepers import read_lines
from geo.build.shapes import lines, polygons, to_metres
from geo.catalog import read_package
from geo.layers import read_features
from geo.story import DATA

BUDGET = {"boundaries": 450_000, "basemap": 350_000, "world": 1_000_000, "outlines": 1_600_000}
PERIODS = ("area-left-2020", "area-left-2021", "area-left-2022")
DISTRICTS = ("aghdam", "fuzuli", "jabrayil", "zangilan", "qubadli", "lachin", "kalbajar")
NARROW_M2 = 50_000
"""Five decimals of a degree round a long edge by about a metre: slivers up to this are rounding."""


@cache
def package(folder: str) -> Any:
    return json.loads((DATA / folder / "datapackage.json").read_text(encoding="utf-8"))


@cache
def features(folder: str, layer: str) -> dict[str, Any]:
    record = next(one for one in read_package(DATA / folder)[0] if one.id == layer)
    return {feature["id"]: feature for feature in read_features(record)[0]}


RESOURCES = [
    pytest.param(folder, record, id=record["name"]) for folder in BUDGET for record in package(folder)["resources"]
]


def degrees(layer: str, name: str, folder: str = "boundaries") -> Any:
    return shape(features(folder, layer)[name]["geometry"])


def metres(layer: str, name: str, folder: str = "boundaries") -> Any:
    return to_metres(degrees(layer, name, folder))


def properties(layer: str, name: str) -> Any:
    return features("boundaries", layer)[name]["properties"]


COUNTRIES = [metres("countries", f"country-{name}") for name in ("armenia", "azerbaijan")]


@pytest.mark.parametrize(
    ("layer", "name", "published_km2", "tolerance"),
    [
        ("countries", "country-armenia", (29_743, 29_743), 0.01),
        ("countries", "country-azerbaijan", (86_600, 86_600), 0.02),
        ("oblast", "oblast-nagorno-karabakh", (4_388, 4_388), 0.03),
        ("de-facto-area", "de-facto-1994", (11_458, 11_458), 0.02),
        ("area-left", "area-left-2020", (2_900, 3_170), 0.02),
        ("districts", "district-kalbajar", (1_936, 1_936), 0.08),
        ("districts", "district-lachin", (1_835, 1_835), 0.05),
    ],
)
def test_areas_are_near_the_published_ones(
    layer: str, name: str, published_km2: tuple[int, int], tolerance: float
) -> None:
    """Drawn areas agree with published figures within the tolerance stated here."""
    low, high = published_km2
    assert low * (1 - tolerance) <= metres(layer, name).area / 1e6 <= high * (1 + tolerance)


def test_armenia_and_azerbaijan_share_one_border() -> None:
    """Neither overlap nor gap is left between the two countries."""
    armenia, azerbaijan = COUNTRIES
    both = armenia.union(azerbaijan)
    assert armenia.intersection(azerbaijan).area < 1
    assert [hole for part in polygons(both) for hole in part.interiors] == []


def test_the_line_of_contact_is_the_edge_of_the_area_behind_it() -> None:
    """The line runs along the area's outline, and its ends lie on the outline of Azerbaijan."""
    line = metres("line-of-contact", "line-of-contact-1994")
    edge = metres("de-facto-area", "de-facto-1994").boundary
    assert line.difference(edge.buffer(3)).length < 1
    assert [end.distance(COUNTRIES[1].boundary) < 5 for end in shapely.get_parts(line.boundary)] == [
        True,
        True,
    ]


def test_the_area_behind_the_line_lies_in_azerbaijan() -> None:
    """No part of it reaches into Armenia or Iran."""
    assert metres("de-facto-area", "de-facto-1994").difference(COUNTRIES[1]).area < NARROW_M2


def test_the_seven_districts_lie_around_the_oblast_and_behind_the_line() -> None:
    """Seven districts that overlap neither each other nor the oblast, each with its own last day in 2020."""
    names = [f"district-{name}" for name in DISTRICTS]
    areas = [metres("districts", name) for name in names]
    assert set(features("boundaries", "districts")) == set(names)
    assert sum(area.area for area in areas) - shapely.union_all(areas).area < NARROW_M2
    around = metres("de-facto-area", "de-facto-1994").difference(metres("oblast", "oblast-nagorno-karabakh"))
    assert all(area.difference(around).area < NARROW_M2 for area in areas)
    last = {properties("districts", name)["date_end"] for name in names}
    assert len(last) == 7
    assert all(day.startswith("2020-") for day in last)


@pytest.mark.parametrize("name", PERIODS)
def test_every_documented_place_is_on_its_side(name: str) -> None:
    """In each period, the places held then lie in the area left, and those not held outside it."""
    day = date.fromisoformat(properties("area-left", name)["date_start"])
    area = metres("area-left", name)
    within = metres("oblast", "oblast-nagorno-karabakh").intersection(metres("de-facto-area", "de-facto-1994"))
    places = cut.read_places(INPUTS / "control.csv")
    assert sum(place.held_on(day) for place in places) >= 13
    assert [place.name for place in cut.misplaced(area, within, places, day)] == []
    assert area.difference(within).area < NARROW_M2


def test_the_area_left_shrinks_from_period_to_period() -> None:
    """The periods follow each other without gap or overlap, and each area lies in the one before."""
    for earlier, later in pairwise(PERIODS):
        first, second = metres("area-left", earlier), metres("area-left", later)
        assert second.difference(first).area < NARROW_M2
        assert first.area - second.area > 1e7
        ended = date.fromisoformat(properties("area-left", earlier)["date_end"])
        assert properties("area-left", later)["date_start"] == str(ended + timedelta(days=1))
    assert properties("area-left", PERIODS[-1])["date_end"] == "2023-09-20"


def test_the_zones_share_the_area_left() -> None:
    """North and South together are the area left from 12 December 2020 on; both say they are schematic."""
    north, south = (metres("peacekeeper-zones", f"zone-{name}") for name in ("north", "south"))
    assert north.intersection(south).area < NARROW_M2
    assert north.union(south).symmetric_difference(metres("area-left", PERIODS[1])).area < NARROW_M2
    for feature in features("boundaries", "peacekeeper-zones").values():
        assert "schematic" in feature["properties"]["name"]
        assert feature["properties"]["certainty"] == "uncertain"


@pytest.mark.parametrize("which", ["old", "new"])
def test_the_corridor_is_five_kilometres_wide(which: str) -> None:
    """Within Azerbaijan all land up to 2.5 km from the road, and no other, is in the corridor."""
    road, corridor = (
        metres("lachin-corridor", f"road-{which}"),
        metres("lachin-corridor", f"corridor-{which}"),
    )
    assert road.hausdorff_distance(read_lines(INPUTS / "lines.json")[f"road-{which}"]) < 2
    assert corridor.within(road.buffer(2_510))
    assert road.buffer(2_450).intersection(COUNTRIES[1]).difference(corridor).area < NARROW_M2
    assert corridor.difference(COUNTRIES[1]).area < NARROW_M2


def test_posts_are_dated_within_the_mission() -> None:
    """Nothing is older than the mission or outlasts it, and all is named in four languages."""
    for feature in features("boundaries", "peacekeeper-posts").values():
        given = feature["properties"]
        assert "2020-11-01" <= given["date_start"] <= given["date_end"] <= "2024-06-12"
        assert all(given[key] for key in ("name", "name_az", "name_hy", "name_ru"))


def test_the_land_meets_the_countries_without_slivers() -> None:
    """Land contains both countries, and has no hole along their borders but the Caspian Sea."""
    land = degrees("land", "land", "basemap")
    own = shapely.union_all([degrees("countries", name) for name in features("boundaries", "countries")])
    assert own.difference(land).area < 1e-5
    holes = [Polygon(hole) for part in polygons(land) for hole in part.interiors]
    assert [hole.area > 10 for hole in holes if hole.distance(own) < 0.1] == [True]


def test_no_border_of_the_backdrop_runs_along_armenia_or_azerbaijan() -> None:
    """Their borders come from the layer of countries alone; backdrop borders end where those begin."""
    own = shapely.union_all([degrees("countries", name) for name in features("boundaries", "countries")])
    borders = degrees("borders", "borders", "basemap")
    assert all(line.intersection(own.buffer(0.01)).length < 0.05 for line in lines(borders))


def test_no_border_crosses_the_crimean_isthmus() -> None:
    """Crimea is shown without a border to the rest of Ukraine."""
    assert degrees("borders", "borders", "basemap").disjoint(shapely.box(33, 45.6, 35, 46.3))


def test_labels_have_ranks_and_four_names() -> None:
    """Every label says when it may be shown (rank 1 to 4) and is named in four languages."""
    for feature in features("basemap", "labels").values():
        given = feature["properties"]
        assert given["kind"] in ("town", "capital", "sea", "country", "lake")
        assert given["rank"] in (1, 2, 3, 4)
        assert all(given[key] for key in ("name", "name_az", "name_hy", "name_ru"))


@pytest.mark.parametrize("folder", BUDGET)
def test_the_files_stay_small(folder: str) -> None:
    """A page that loads all of them stays light."""
    assert sum(path.stat().st_size for path in (DATA / folder).iterdir()) < BUDGET[folder]


@pytest.mark.parametrize(("folder", "record"), RESOURCES)
def test_records_tell_what_the_files_are(folder: str, record: Any) -> None:
    """Size and hash are the file's, features' licences are the layer's, packages are the pinned ones."""
    raw = (DATA / folder / record["path"]).read_bytes()
    assert (record["bytes"], record["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
    licences = {licence["name"] for licence in record["licenses"]}
    assert {f["properties"]["licence"] for f in features(folder, record["name"]).values()} <= licences
    pinned = {f"sha256:{package.sha256}" for package in Store().packages.values()}
    assert {source["hash"] for source in record["sources"] if "hash" in source} <= pinned


@pytest.mark.parametrize(("folder", "record"), RESOURCES)
def test_rings_are_right_handed_and_rounded(folder: str, record: Any) -> None:
    """RFC 7946: exterior rings counter-clockwise; no coordinate has more than five decimals."""
    for feature in features(folder, record["name"]).values():
        drawn = shape(feature["geometry"])
        assert drawn.is_valid
        assert all(part.exterior.is_ccw for part in polygons(drawn))
        points = shapely.get_coordinates(drawn)
        assert abs(points - points.round(5)).max() == 0

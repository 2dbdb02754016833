"""Peacekeepers: two schematic zones, the Lachin corridor, headquarters and posts. Areas in EPSG:32638."""

import csv
import json
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from geo.build.shapes import area_of, polygons, to_metres

CORRIDOR_HALF_WIDTH_M = 2500
OVERSHOOT_M = 80_000


def zones(area: BaseGeometry, divider: LineString) -> dict[str, Any]:
    """The area left, parted by the divider with its ends prolonged, into North and South."""
    cut = prolonged(divider, OVERSHOOT_M)
    north: list[Any] = []
    south: list[Any] = []
    for part in polygons(area):
        for piece in polygons(split(part, cut)):
            (north if _is_north(piece, cut) else south).append(piece)
    return {"zone-north": area_of(shapely.union_all(north)), "zone-south": area_of(shapely.union_all(south))}


def _is_north(piece: BaseGeometry, cut: LineString) -> bool:
    middle = piece.representative_point()
    below = LineString([(middle.x, middle.y), (middle.x, middle.y - 1e6)])
    return below.intersects(cut)


def prolonged(line: LineString, length: float) -> LineString:
    """The line prolonged west and east by `length` metres, so that it parts whatever it crosses."""
    (first_x, first_y), (last_x, last_y) = line.coords[0], line.coords[-1]
    return LineString([(first_x - length, first_y), *line.coords, (last_x + length, last_y)])


def corridor(road: LineString, azerbaijan: BaseGeometry) -> BaseGeometry:
    """Five kilometres wide: 2,500 m to each side of the road, within Azerbaijan."""
    return area_of(road.buffer(CORRIDOR_HALF_WIDTH_M, quad_segs=6).intersection(azerbaijan))


def read_lines(path: Path) -> dict[str, LineString]:
    """The lines of a JSON file {name: {"coordinates": [[lon, lat], …]}}, in EPSG:32638."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return {name: to_metres(LineString(record["coordinates"])) for name, record in records.items()}


def read_posts(path: Path) -> list[tuple[dict[str, str], Point]]:
    """The rows of posts.csv with their points in WGS 84 (EPSG:4326)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row, Point(float(row["lon"]), float(row["lat"]))) for row in csv.DictReader(file)]

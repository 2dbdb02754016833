"""The area left in 2020-2023: who held which place is documented, the line between them is not.

Each place claims the land nearest to it (Voronoi cells); the cells of one side together, corners rounded, are
that side's area. Nothing is drawn by eye, and a new documented place moves the line by itself.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPoint, Point
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from geo.build.shapes import area_of, smooth, to_metres
from geo.errors import BuildError

CORNER_M = 1500
"""Under half the least distance between opposite places (4 km), so that rounding moves none across."""
REACH_M = 60_000
SMALLEST_M2 = 5e6


@dataclass(frozen=True)
class Place:
    """A documented place: held by the Karabakh Armenian authorities until the day `lost`, or never."""

    name: str
    point: Point
    held: bool
    lost: date | None

    def held_on(self, day: date) -> bool:
        """Whether the Karabakh Armenian authorities held it on that day."""
        return self.held and (self.lost is None or day < self.lost)


def read_places(path: Path) -> list[Place]:
    """The places of a CSV (name, lon, lat, held, lost, …), points in EPSG:32638."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Place(
                row["name"],
                to_metres(Point(float(row["lon"]), float(row["lat"]))),
                row["held"] == "yes",
                date.fromisoformat(row["lost"]) if row["lost"] else None,
            )
            for row in csv.DictReader(file)
        ]


def held_area(within: BaseGeometry, places: Sequence[Place], day: date) -> BaseGeometry:
    """The part of `within` (EPSG:32638) nearest to places held on that day; raises BuildError."""
    cells = cells_of([place.point for place in places])
    side = shapely.union_all([cell for cell, place in zip(cells, places, strict=True) if place.held_on(day)])
    area = area_of(smooth(side, CORNER_M).intersection(within), SMALLEST_M2)
    for place in misplaced(area, within, places, day):
        mend = "Its nearest opposite place is too close for CORNER_M: lower it, or check the coordinates"
        raise BuildError(f"{place.name} is on the wrong side of the cut on {day}", "control.csv", mend)
    return area


def cells_of(points: Sequence[Point]) -> list[Any]:
    """The Voronoi cell of each point, in the points' order, reaching REACH_M beyond the outermost."""
    frame = MultiPoint(points).envelope.buffer(REACH_M, join_style="mitre")
    found = list(shapely.voronoi_polygons(MultiPoint(points), extend_to=frame).geoms)
    tree = STRtree(found)
    return [found[tree.query(point, predicate="within")[0]] for point in points]


def misplaced(area: BaseGeometry, within: BaseGeometry, places: Iterable[Place], day: date) -> list[Place]:
    """The places inside `within` that are on the other side than documented."""
    inside = [place for place in places if within.covers(place.point)]
    return [place for place in inside if area.covers(place.point) != place.held_on(day)]

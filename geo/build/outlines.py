"""Armenia and Azerbaijan from OpenStreetMap: lakes filled, one shared border, exclaves kept."""

import json
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.build.packages import Store
from geo.build.shapes import area_of, filled, polygons, share_out, to_metres

TOLERANCE_M = 250
SMALLEST_ISLAND_M2 = 1.5e6
EXCLAVE_M2 = (8e6, 60e6)
"""Larger than a stray field across the border, smaller than Nakhchivan: the three exclaves the source has."""
LOOSE_M = 100
"""How far an exclave may stick out of the country around it and still count as within."""


def outlines(store: Store) -> dict[str, Any]:
    """Armenia ("ARM") and Azerbaijan ("AZE") in EPSG:32638, simplified with their border in common.

    The source counts the exclaves of each twice, as land of both countries; a part of its own decides.
    """
    raw = json.loads(store.read("geo-maps", "package/map.geo.json"))
    found = {item["properties"]["A3"]: item["geometry"] for item in raw["features"]}
    land = {name: to_metres(shapely.make_valid(shape(found[name]))) for name in ("ARM", "AZE")}
    return simplified(separated(land["ARM"], land["AZE"]))


def separated(arm: BaseGeometry, aze: BaseGeometry) -> dict[str, Any]:
    """The two countries without overlap and without gap between them; lakes are part of them."""
    own = {name: _exclaves(land, other) for name, land, other in (("ARM", arm, aze), ("AZE", aze, arm))}
    whole = {"ARM": filled(arm).difference(own["AZE"]).union(own["ARM"])}
    whole["AZE"] = filled(aze).difference(whole["ARM"])
    both = shapely.union_all(list(whole.values()))
    gaps = [shapely.Polygon(hole) for part in polygons(both) for hole in part.interiors]
    return share_out(gaps, whole)


def _exclaves(land: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """The parts of a country that lie wholly within the other one."""
    low, high = EXCLAVE_M2
    around = filled(other).buffer(LOOSE_M)
    return area_of(
        shapely.union_all([part for part in polygons(land) if low < part.area < high and around.covers(part)])
    )


def simplified(countries: dict[str, Any]) -> dict[str, Any]:
    """Both outlines thinned together (Visvalingam-Whyatt), so that their border stays one line."""
    names = list(countries)
    kept = [area_of(countries[name], SMALLEST_ISLAND_M2) for name in names]
    thin = shapely.coverage_simplify(kept, TOLERANCE_M)
    return dict(zip(names, (area_of(part) for part in thin), strict=True))

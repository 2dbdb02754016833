"""Features → TopoJSON 1.0 on a grid: a line between two neighbours once, what all features say once."""

import json
from itertools import groupby, pairwise
from typing import Any

from shapely import LinearRing
from shapely.geometry import shape
from topojson.core.topology import Topology

from geo.feature import Feature

Arc = list[list[int]]
REBUILT = ("feature_id", "date_start", "date_end")
"""Properties that reading makes anew of id and edtf."""


def topology_bytes(name: str, features: list[Feature], grid: float) -> bytes:
    """Areas, sorted by `country`, whose coordinates lie on a grid of so many degrees.

    Lines are shared within a country only: each is thinned by itself.
    """
    arcs: list[Arc] = []
    shapes: list[dict[str, Any]] = []
    for _, group in groupby(features, lambda one: one["properties"]["country"]):
        neighbours = list(group)
        made = Topology([shape(one["geometry"]) for one in neighbours], prequantize=False)
        told = made.to_dict()
        for one, drawn in zip(neighbours, told["objects"]["data"]["geometries"], strict=True):
            turned = _turned(drawn, told["arcs"])
            shapes.append({"type": drawn["type"], "id": one["id"], "arcs": _shifted(turned, len(arcs))})
        arcs += [_steps(arc, grid) for arc in told["arcs"]]
    shared = _shared([one["properties"] for one in features])
    for one, drawn in zip(features, shapes, strict=True):
        left = one["properties"].items()
        drawn["properties"] = {field: value for field, value in left if field not in shared and field not in REBUILT}
    layer = {"type": "GeometryCollection", "properties": shared, "geometries": shapes}
    transform = {"scale": [grid, grid], "translate": [0, 0]}
    return _lines({"type": "Topology", "transform": transform, "objects": {name: layer}}, shapes, arcs)


def _shared(all_of: list[dict[str, Any]]) -> dict[str, Any]:
    first = all_of[0]
    return {
        field: value
        for field, value in first.items()
        if field not in REBUILT and all(other.get(field) == value for other in all_of)
    }


def _turned(drawn: dict[str, Any], arcs: list[Any]) -> Any:
    """The rings of an area by their arcs, the right way round: outer ones against the clock, holes with it."""
    several = drawn["type"] == "MultiPolygon"
    parts = [
        [_ring(ring, arcs, outer=not at) for at, ring in enumerate(part)]
        for part in (drawn["arcs"] if several else [drawn["arcs"]])
    ]
    return parts if several else parts[0]


def _ring(ring: list[int], arcs: list[Any], outer: bool) -> list[int]:
    points = [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]
    return ring if LinearRing(points).is_ccw == outer else [~number for number in reversed(ring)]


def _shifted(numbers: Any, by: int) -> Any:
    """Arc numbers, however nested, counted from `by`; ~n is n backwards."""
    if isinstance(numbers, int):
        return numbers + by if numbers >= 0 else numbers - by
    return [_shifted(number, by) for number in numbers]


def _steps(arc: list[list[float]], grid: float) -> Arc:
    whole = [[round(x / grid), round(y / grid)] for x, y in arc]
    return [whole[0], *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(whole))]


def _lines(topology: dict[str, Any], shapes: list[dict[str, Any]], arcs: list[Arc]) -> bytes:
    """JSON with a feature a line and an arc a line, so that a change shows in a diff."""
    (name, layer), *_ = topology["objects"].items()
    head = {**topology, "objects": {name: {**layer, "geometries": "GEOMETRIES"}}, "arcs": "ARCS"}
    text = _json(head)
    text = text.replace('"GEOMETRIES"', "[\n" + ",\n".join(map(_json, shapes)) + "\n]")
    return (text.replace('"ARCS"', "[\n" + ",\n".join(map(_json, arcs)) + "\n]") + "\n").encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""TopoJSON 1.0 → features: lines that outlines share are stored once, and words that all features share too."""

from collections.abc import Callable, Iterator
from typing import Any

from geo.feature import Feature, fresh_properties

Points = list[tuple[float, float]]  # longitude, latitude
DECIMALS = 5


def features_of(topology: dict[str, Any], wanted: Callable[[dict[str, Any]], bool]) -> Iterator[Feature]:
    """The features whose own and shared properties are wanted; WGS 84 (EPSG:4326).

    Raises KeyError, IndexError, TypeError, ValueError or TimespanError for what is no topology of areas.
    """
    for layer in topology["objects"].values():
        for shape in layer["geometries"]:
            given = layer.get("properties", {}) | shape["properties"]
            if wanted(given):
                yield _feature(shape, given, topology)


def arc(steps: list[list[int]], transform: dict[str, list[float]]) -> Points:
    """Whole numbers, each but the first the way from the one before it, as degrees."""
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        points.append((x * kx + tx, y * ky + ty))
    return points


def ring(numbers: list[int], arc_of: Callable[[int], Points]) -> Points:
    """Arcs laid end to end, each without the point it shares with the one before; ~n is arc n backwards."""
    points: Points = []
    for number in numbers:
        laid = arc_of(~number)[::-1] if number < 0 else arc_of(number)
        points += laid[bool(points) :]
    return points


def _feature(shape: dict[str, Any], given: dict[str, Any], topology: dict[str, Any]) -> Feature:
    several = shape["type"] == "MultiPolygon"
    parts = [
        [_rounded(numbers, topology) for numbers in part] for part in (shape["arcs"] if several else [shape["arcs"]])
    ]
    words = {field: value for field, value in given.items() if field != "edtf"}
    return {
        "type": "Feature",
        "id": shape["id"],
        "properties": fresh_properties(shape["id"], given["edtf"], **words),
        "geometry": {"type": shape["type"], "coordinates": parts if several else parts[0]},
    }


def _rounded(numbers: list[int], topology: dict[str, Any]) -> list[list[float]]:
    """A ring as GeoJSON has it; only the arcs it is made of are read."""
    points = ring(numbers, lambda number: arc(topology["arcs"][number], topology["transform"]))
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in points]

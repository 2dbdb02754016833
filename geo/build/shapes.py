"""Planar geometry in metres (UTM zone 38N, EPSG:32638), and the way back to RFC 7946 in WGS 84.

UTM 38N is made for 42-48 degrees east: over Armenia and western Azerbaijan areas are true to 0.1 %.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np
import shapely
from pyproj import Transformer
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Shape = TypeVar("Shape", bound=BaseGeometry)
DECIMALS = 5
"""Decimals of a degree that are written: about one metre, far finer than any of the data."""

_TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:32638", always_xy=True)
_TO_DEGREES = Transformer.from_crs("EPSG:32638", "EPSG:4326", always_xy=True)


def to_metres(shape: Shape) -> Shape:
    """WGS 84 (EPSG:4326) to EPSG:32638."""
    return _moved(shape, _TO_METRES)


def to_degrees(shape: Shape) -> Shape:
    """EPSG:32638 to WGS 84 (EPSG:4326)."""
    return _moved(shape, _TO_DEGREES)


def _moved(shape: Shape, way: Transformer) -> Shape:
    return shapely.transform(shape, lambda xy: np.column_stack(way.transform(xy[:, 0], xy[:, 1])))


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry; lines and points that an overlay left behind are dropped."""
    return [part for part in _parts(shape) if isinstance(part, Polygon) and not part.is_empty]


def lines(shape: BaseGeometry) -> list[LineString]:
    """The lines of any geometry, end joined to end."""
    found = [part for part in _parts(shape) if isinstance(part, LineString) and not part.is_empty]
    merged = shapely.line_merge(MultiLineString(found))
    return [part for part in _parts(merged) if isinstance(part, LineString)]


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    if isinstance(shape, shapely.GeometryCollection) or hasattr(shape, "geoms"):
        return [leaf for part in shape.geoms for leaf in _parts(part)]
    return [shape]


def area_of(shape: BaseGeometry, smallest: float = 0) -> BaseGeometry:
    """The polygonal part of a geometry, without pieces under `smallest` square units."""
    return shapely.union_all([part for part in polygons(shape) if part.area >= smallest])


def filled(shape: BaseGeometry, largest: float = float("inf")) -> BaseGeometry:
    """The geometry with its holes up to `largest` square units closed."""
    return shapely.union_all(
        [
            Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area > largest])
            for part in polygons(shape)
        ]
    )


def without_slivers(shape: BaseGeometry, width: float) -> BaseGeometry:
    """The geometry without its parts narrower than about `width`; what remains keeps its edges."""
    core = shape.buffer(-width / 2, join_style="mitre")
    return shape.intersection(area_of(core).buffer(width, join_style="mitre"))


def part_at(shape: BaseGeometry, place: BaseGeometry) -> Polygon:
    """The polygon of `shape` that holds the place."""
    return next(part for part in polygons(shape) if part.covers(place))


def share_out(pieces: Iterable[Polygon], shapes: dict[str, Any]) -> dict[str, Any]:
    """Give each piece to the shape it shares most border with; a piece that touches none is left out."""
    given: dict[str, list[Any]] = {name: [shape] for name, shape in shapes.items()}
    for piece in pieces:
        border = piece.buffer(1)
        shared = {name: border.intersection(shape.boundary).length for name, shape in shapes.items()}
        best = max(sorted(shared), key=lambda name: shared[name])
        if shared[best] > 0:
            given[best].append(piece)
    return {name: area_of(shapely.union_all(parts)) for name, parts in given.items()}


def smooth(shape: BaseGeometry, radius: float) -> BaseGeometry:
    """The geometry with corners rounded to `radius`, both ways.

    A point farther than `radius` from the boundary stays on its side: the disc of that radius around it
    survives erosion and is not reached by dilation.
    """
    return shape.buffer(-radius).buffer(2 * radius).buffer(-radius)


def geojson(shape: BaseGeometry) -> dict[str, Any]:
    """RFC 7946: rounded to DECIMALS, valid, exterior rings counter-clockwise. Takes degrees (EPSG:4326)."""
    exact = shapely.set_precision(shape, 10**-DECIMALS)
    if polygons(exact):
        exact = shapely.orient_polygons(area_of(exact))
    exact = _in_order(exact)
    return {"type": exact.geom_type, "coordinates": _rounded(exact.__geo_interface__["coordinates"])}


def _in_order(shape: BaseGeometry) -> BaseGeometry:
    """Largest part first: GEOS does not promise an order, we do."""
    parts: list[Any] = sorted(_parts(shape), key=lambda part: (-part.area, -part.length, part.bounds))
    if isinstance(shape, MultiPolygon):
        return MultiPolygon(parts)
    if isinstance(shape, MultiLineString):
        return MultiLineString(parts)
    return shape


def _rounded(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return round(float(value), DECIMALS)
    return [_rounded(part) for part in value]

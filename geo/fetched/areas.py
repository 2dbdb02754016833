"""What a service sent → features of ours: areas in WGS 84, on our grid, within the box of their source.

Anything else (other geometry, another reference system, broken rings, another place) is a FetchError that says which.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.errors import FetchError
from geo.feature import Feature, fresh_properties, geometry_faults
from geo.layers import foreign_crs, no_constant
from geo.services import Box, Source, plain

_GRID = 1e-5  # degrees: five decimals, about a metre, as in every layer of ours
_MENDED_SHARE = 0.001  # of its area; a self-crossing that thinning left is far smaller than that


@dataclass(frozen=True)
class Origin:
    """What a service says of the file it sent: address, SPDX licence, whose data, EDTF dates."""

    url: str
    licence: str
    credit: str
    valid: str


def features_of(source: Source, origin: Origin, raw: bytes, day: str) -> tuple[list[Feature], str]:
    """The features of what arrived and, in words, what was done to them; raises FetchError."""
    found = list(_outlines(source, raw))
    if not found:
        raise FetchError(f"none of its outlines lies within {_said(source.bbox)}")
    features = [
        _feature(source, origin, number, properties, outline, day)
        for number, (properties, outline, _) in enumerate(found, 1)
    ]
    mended = sum(was_mended for _, _, was_mended in found)
    changes = "Rounded to 5 decimals, rings right-handed, properties replaced by ours"
    changes += f", only outlines within {_said(source.bbox)}" if source.worldwide else ""
    changes += f", small self-crossings mended in {mended} of {len(found)}" if mended else ""
    return features, f"{changes}."


def _feature(
    source: Source, origin: Origin, number: int, given: dict[str, Any], outline: BaseGeometry, day: str
) -> Feature:
    feature_id = f"{source.layer_id}-{number}"
    status = plain(given.get("NOTE_BRK"))
    note = f"As published by {source.publisher}; fetched on {day}. The name is theirs."
    properties = fresh_properties(
        feature_id,
        origin.valid,
        kind=source.kind,
        name=plain(given.get(source.name_field)) or f"{source.title}, {number}",
        name_ru=plain(given.get("NAME_RU")),
        date_precision="year",
        precision_m=source.precision_m,
        certainty="less-certain",
        role="boundary",
        attributed_to=source.publisher,
        sources=[f"{origin.credit}: {origin.url}"],
        licence=origin.licence,
        note=f'{note} They say of its status: "{status}".' if status else note,
        worldview=source.worldview,
    )
    geometry = mapping(shapely.orient_polygons(outline))
    return {"type": "Feature", "id": feature_id, "properties": properties, "geometry": geometry}


def _outlines(source: Source, raw: bytes) -> Iterator[tuple[dict[str, Any], BaseGeometry, bool]]:
    """Each outline asked for: its properties, its shape on our grid in WGS 84, and whether it was mended."""
    for number, feature in enumerate(_collection(raw), 1):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            raise FetchError(f"its feature {number} is not an area (Polygon or MultiPolygon)")
        if source.worldwide and _elsewhere(geometry, source.bbox):
            continue
        fault = next(geometry_faults(geometry), "")
        outline = _mended(geometry) if fault else shape(geometry)
        if outline is None:
            raise FetchError(f"its feature {number} {fault}")
        _check_place(number, outline.bounds, source.bbox)
        rounded = shapely.set_precision(shapely.force_2d(outline), _GRID)
        if rounded.is_empty:
            raise FetchError(f"its feature {number} is smaller than a metre")
        properties = feature.get("properties")
        yield properties if isinstance(properties, dict) else {}, rounded, bool(fault)


def _elsewhere(geometry: dict[str, Any], box: Box) -> bool:
    """Whether an outline of a world file is none of ours, so that its faults are not ours either."""
    try:
        return not _inside(shape(geometry).bounds, box)
    except (shapely.GEOSException, ValueError, TypeError, IndexError):
        return False  # no telling: the checks that follow say what is wrong with it


def _check_place(number: int, bounds: Box, box: Box) -> None:
    if not _inside(bounds, box):
        west, south, east, north = bounds
        hint = ": latitude before longitude?" if _inside((south, west, north, east), box) else ""
        raise FetchError(f"its feature {number} lies outside {_said(box)}{hint}")


def _collection(raw: bytes) -> list[Any]:
    try:
        collection = json.loads(raw.decode("utf-8-sig"), parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"what arrived is not JSON in UTF-8 ({plain(str(error))})") from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise FetchError("what arrived is not a GeoJSON FeatureCollection")
    crs = foreign_crs(collection)
    if crs:
        raise FetchError(f"it is in another reference system ({plain(crs)})")
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        raise FetchError("it has no features")
    return features


def _mended(geometry: dict[str, Any]) -> BaseGeometry | None:
    """A self-crossing outline made valid, or None where that would change what it shows."""
    try:
        crossed = shape(geometry)
        if crossed.is_valid:
            return None  # its fault is another one, which no repair mends
        mended = shapely.make_valid(crossed, method="structure", keep_collapsed=False)
    except (shapely.GEOSException, ValueError, TypeError, IndexError):
        return None
    changed = abs(crossed.area - mended.area)
    return mended if changed < _MENDED_SHARE * mended.area else None


def _inside(bounds: Box, box: Box) -> bool:
    return box[0] <= bounds[0] and box[1] <= bounds[1] and bounds[2] <= box[2] and bounds[3] <= box[3]


def _said(box: Box) -> str:
    return f"longitude {box[0]:g} to {box[2]:g}, latitude {box[1]:g} to {box[3]:g}"

"""One feature: what it must carry, checked; every fault is said.

Features are RFC 7946: WGS 84 (EPSG:4326), longitude before latitude, geometry or null. Precision in metres.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

from shapely import GEOSException, is_valid_reason
from shapely.geometry import shape

from geo.catalog import CERTAINTIES, ID
from geo.errors import TimespanError
from geo.timespan import Timespan, parse_edtf

Feature = dict[str, Any]

PRECISIONS = ("day", "month", "year")
ROLES = ("place", "actor", "organisation", "background", "context", "boundary", "zone")
WORDS = ("kind", "name", "name_az", "name_hy", "name_ru", "attributed_to", "licence", "note", "status")
NEVER_EMPTY = ("kind", "name", "licence")
SPOKEN = ("statement", "mention", "event")  # these have no marker of their own: they belong to their place's
DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def fresh_properties(feature_id: str, edtf: str, **given: Any) -> dict[str, Any]:
    """The properties every feature carries, in their order, with `given` filled in; raises TimespanError."""
    span = parse_edtf(edtf)
    properties: dict[str, Any] = {"feature_id": feature_id, "kind": ""}
    properties |= dict.fromkeys(("name", "name_az", "name_hy", "name_ru"), "")
    properties |= {
        "edtf": edtf,
        "date_start": iso(span.start),
        "date_end": iso(span.end),
        "date_precision": "day",
    }
    properties |= {"precision_m": 0, "certainty": "certain", "role": "place", "attributed_to": ""}
    properties |= {
        "sources": [],
        "licence": "",
        "excerpt_ids": [],
        "in_article": False,
        "note": "",
        "status": "",
    }
    return properties | given


def iso(day: date | None) -> str | None:
    """A day as YYYY-MM-DD; None, an open end, stays None."""
    return None if day is None else day.isoformat()


def has_marker(feature: Mapping[str, Any]) -> bool:
    """Whether maps and pictures draw the feature itself."""
    return bool(feature["geometry"]) and feature["properties"]["kind"] not in SPOKEN


def has_points(features: Iterable[Mapping[str, Any]]) -> bool:
    """Whether there is a point among drawn features: it is drawn above lines and areas, or could not be reached."""
    return any(feature["geometry"]["type"] == "Point" for feature in features)


def faults(feature: Any) -> Iterator[str]:
    """What is wrong with a feature, one sentence a fault, naming the field; nothing for a good one."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield 'is not a feature (type must be "Feature")'
        return
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        yield "has no properties"
        return
    yield from _id_faults(feature.get("id"), properties)
    yield from _word_faults(properties)
    yield from _date_faults(properties)
    yield from geometry_faults(feature.get("geometry"))


def _id_faults(feature_id: Any, properties: dict[str, Any]) -> Iterator[str]:
    if not isinstance(feature_id, str) or not ID.fullmatch(feature_id):
        yield f"id {feature_id!r} must be text made of a-z, 0-9 and -"
    elif properties.get("feature_id") != feature_id:
        yield f"feature_id {properties.get('feature_id')!r} differs from id {feature_id!r}"


def _word_faults(properties: dict[str, Any]) -> Iterator[str]:
    for field in WORDS:
        value = properties.get(field)
        if not isinstance(value, str):
            yield f"{field} must be text"
        elif field in NEVER_EMPTY and not value:
            yield f"has no {field}"
    sources = properties.get("sources")
    if not isinstance(sources, list) or not sources or not all(isinstance(s, str) and s for s in sources):
        yield "has no sources (a list of texts)"
    excerpts = properties.get("excerpt_ids")
    if not isinstance(excerpts, list) or not all(isinstance(e, str) for e in excerpts):
        yield "excerpt_ids must be a list of texts"
    if not isinstance(properties.get("in_article"), bool):
        yield "in_article must be true or false"
    for field, allowed in (("certainty", CERTAINTIES), ("role", ROLES), ("date_precision", PRECISIONS)):
        if properties.get(field) not in allowed:
            yield f"{field} must be one of {', '.join(allowed)}"
    metres = properties.get("precision_m")
    if isinstance(metres, bool) or not isinstance(metres, int | float) or not 0 <= metres < 1e8:
        yield "precision_m must be a number of metres"


def _date_faults(properties: dict[str, Any]) -> Iterator[str]:
    try:
        span = parse_edtf(properties.get("edtf") or "")
    except TimespanError as problem:
        yield f"edtf: {problem.what} ({problem.mend})"
        return
    for field, day in (("date_start", span.start), ("date_end", span.end)):
        if properties.get(field) != iso(day):
            yield f"{field} is {properties.get(field)!r}, but edtf {span.edtf} means {iso(day)!r}"


def geometry_faults(geometry: Any) -> Iterator[str]:
    """What is wrong with a GeoJSON geometry; null is right: a thing without a place."""
    if geometry is None:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in DEPTH:
        yield f"geometry type {kind!r} is not one of {', '.join(DEPTH)}"
        return
    found = list(_coordinate_faults(geometry.get("coordinates"), DEPTH[kind]))
    if not found and "Polygon" in kind:
        found = list(_ring_faults(geometry))
    if not found:
        found = list(_shape_faults(geometry))
    yield from found[:1]


def _coordinate_faults(coordinates: Any, depth: int) -> Iterator[str]:
    if not isinstance(coordinates, list) or not coordinates:
        yield "has empty or missing coordinates"
    elif depth:
        for part in coordinates:
            yield from _coordinate_faults(part, depth - 1)
    elif len(coordinates) not in (2, 3) or not all(_is_number(value) for value in coordinates):
        yield f"coordinate {coordinates!r} is not two finite numbers"
    elif not (abs(coordinates[0]) <= 180 and abs(coordinates[1]) <= 90):
        yield f"coordinate {coordinates!r} lies outside ±180, ±90: projected, or latitude before longitude?"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _ring_faults(geometry: Feature) -> Iterator[str]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for ring in (ring for polygon in polygons for ring in polygon):
        if len(ring) < 4:
            yield f"has a ring of {len(ring)} positions; a ring needs four or more"
        elif ring[0] != ring[-1]:
            yield f"has a ring that does not close (from {ring[0]} to {ring[-1]})"


def _shape_faults(geometry: Feature) -> Iterator[str]:
    try:
        reason = is_valid_reason(shape(geometry))
    except (GEOSException, ValueError, TypeError) as error:
        reason = str(error)
    if reason != "Valid Geometry":
        yield f"has an invalid geometry ({reason})"


def spans(feature: Feature) -> list[Timespan]:
    """When the feature exists or is spoken of: its `spans` (EDTF) if it has several, else its own `edtf`."""
    properties = feature["properties"]
    return [parse_edtf(edtf) for edtf in properties.get("spans") or [properties["edtf"]]]

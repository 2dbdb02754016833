"""What an open service sent: checked, made into a layer like the bundled ones, kept outside the repository.

A fetched layer is a GeoJSON file and a record of it (the record of geo.catalog, and where and when it was
fetched). The record is replaced last and names its file, so a reader sees the old copy or the new, never half.
"""

import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.catalog import Layer, read_record
from geo.errors import FetchError, GeoError
from geo.feature import Feature, fresh_properties, geometry_faults
from geo.layers import read_features
from geo.services import LICENCES, Box, Source, plain

_WGS84 = ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", "OGC:CRS84")
_GRID = 1e-5  # degrees: five decimals, about a metre, as in every layer of ours
_MENDED_SHARE = 0.001  # of its area; a self-crossing that thinning left is far smaller than that


@dataclass(frozen=True)
class Origin:
    """What a service says of the file it sent: address, SPDX licence, whose data, EDTF dates."""

    url: str
    licence: str
    credit: str
    valid: str


@dataclass(frozen=True)
class Fetched:
    """A fetched layer, checked: its record, its features (RFC 7946), from where, and when (UTC, ISO 8601)."""

    source_id: str
    layer: Layer
    features: list[Feature]
    url: str
    fetched: str
    beside: str


def default_cache() -> Path:
    """The folder for fetched layers: the user's cache on this system, never the repository."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    usual = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    base = Path(given) if Path(given).is_absolute() else usual
    return base / "article-on-the-map" / "boundaries"


def cached(source: Source, cache: Path, tell: Callable[[FetchError], None] | None = None) -> Fetched | None:
    """The copy kept of a source, or None. A copy that is damaged is told of, left alone and not used."""
    sidecar = cache / f"{source.layer_id}.json"
    if not sidecar.is_file():
        return None
    try:
        record = json.loads(sidecar.read_text(encoding="utf-8"))
        return _read(source, record, cache)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, GeoError) as error:
        why = error.what if isinstance(error, GeoError) else f"{type(error).__name__}: {error}"
        problem = FetchError(f"the kept copy cannot be used ({why})", source.title, "Fetch it again")
        if tell:
            tell(problem)
        return None


def keep(source: Source, origin: Origin, raw: bytes, cache: Path, now: datetime) -> Fetched:
    """Check what arrived, make it a layer and keep it; raises FetchError, and then the older copy is as it was."""
    features, changes = _features(source, origin, raw, now.date().isoformat())
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    content = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    record = _record(source, origin, raw, now, changes)
    record |= {"path": f"{source.layer_id}-{sha256[:16]}.geojson", "bytes": len(content), "hash": f"sha256:{sha256}"}
    sidecar = cache / f"{source.layer_id}.json"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        older = _named_file(sidecar)
        _write(cache / record["path"], content)
        kept = _proven(source, record, cache)
        _write(sidecar, json.dumps(record, ensure_ascii=False, indent=1).encode())
        if older not in ("", record["path"]):
            (cache / older).unlink(missing_ok=True)
    except OSError as error:
        raise FetchError(f"it arrived, but cannot be kept in {cache} ({error.strerror})") from error
    return kept


def _read(source: Source, record: dict[str, Any], cache: Path) -> Fetched:
    """A record and its file, checked as every layer is."""
    layer = read_record(record, cache, source.layer_id)
    features, problems = read_features(layer)
    if problems or not features:
        raise problems[0] if problems else FetchError("has no features")
    about = record["fetched"]
    return Fetched(source.id, layer, features, about["url"], about["at"], source.beside)


def _proven(source: Source, record: dict[str, Any], cache: Path) -> Fetched:
    """The layer just written, as it will be read; raises FetchError before it replaces an older one."""
    try:
        return _read(source, record, cache)
    except GeoError as problem:
        raise FetchError(f"what arrived does not make a layer ({problem.what})") from problem


def _named_file(sidecar: Path) -> str:
    """The file that the record now in place names; "" if there is none or it names no file beside it."""
    try:
        path = json.loads(sidecar.read_text(encoding="utf-8"))["path"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return path if isinstance(path, str) and re.fullmatch(r"fetched-[a-z0-9-]+\.geojson", path) else ""


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: readers of `path` never see a part of it, not even after a power cut."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _record(source: Source, origin: Origin, raw: bytes, now: datetime, changes: str) -> dict[str, Any]:
    title, path, _ = LICENCES[origin.licence]
    day = now.date().isoformat()
    arrived = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    return {
        "name": source.layer_id,
        "title": f"{source.title}, fetched {day}",
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        "description": f"Fetched from {source.publisher} to compare with the bundled layer; "
        "names and outlines are those of the source.",
        "group": "boundaries",
        "licenses": [{"name": origin.licence, "title": title, "path": path}],
        "attribution": origin.credit,
        "retrieved": day,
        "changes": changes,
        "worldview": source.worldview,
        "precision_m": source.precision_m,
        "certainty": "less-certain",
        "valid": origin.valid,
        "style": "dashed",
        "sources": [{"title": origin.credit, "path": origin.url, "hash": arrived}],
        "fetched": {
            "url": origin.url,
            "asked": source.url,
            "at": now.astimezone(UTC).isoformat(timespec="seconds"),
            "sha256": arrived.removeprefix("sha256:"),
            "licence": origin.licence,
            "source": origin.credit,
        },
    }


def _features(source: Source, origin: Origin, raw: bytes, day: str) -> tuple[list[Feature], str]:
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
        collection = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"what arrived is not JSON in UTF-8 ({plain(str(error))})") from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise FetchError("what arrived is not a GeoJSON FeatureCollection")
    crs = collection.get("crs")
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if "crs" in collection and name not in _WGS84:
        raise FetchError(f"it is in another reference system ({plain(name) or 'unnamed'})")
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


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number in JSON")

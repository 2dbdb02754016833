"""Copies of what was fetched, on this machine: written, proven and found again.

The record is replaced last and names its file, so a reader sees the old copy or the new, never half.
"""

import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.catalog import Layer, read_record
from geo.errors import FetchError, GeoError
from geo.feature import Feature
from geo.fetched.areas import Origin, features_of
from geo.layers import read_features
from geo.services import LICENCES, Source


@dataclass(frozen=True)
class Fetched:
    """A fetched layer, checked: its record, its features (RFC 7946), from where, and when (UTC, ISO 8601)."""

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
    features, changes = features_of(source, origin, raw, now.date().isoformat())
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
    return Fetched(layer, features, about["url"], about["at"], source.beside)


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

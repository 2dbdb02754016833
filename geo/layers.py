"""Layer record → features, and → GeoDataFrame in EPSG:4326: checked once, at the door, and never again.

A file that cannot be trusted (missing, other hash, other reference system, neither GeoJSON nor TopoJSON) is refused
whole; a bad feature is left out and named.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.catalog import Layer, read_package
from geo.errors import GeoError, LayerError, TimespanError
from geo.feature import Feature, faults
from geo.topology import features_of

if TYPE_CHECKING:
    import geopandas  # type: ignore[import-untyped]

_WGS84 = ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", "OGC:CRS84")
_REBUILD = "Restore the file, or run python -m geo.build"

Wanted = Callable[[dict[str, Any]], bool]


def _all(_: dict[str, Any]) -> bool:
    return True


def read_features(layer: Layer, wanted: Wanted = _all) -> tuple[list[Feature], list[GeoError]]:
    """The good features of a layer's file, and a problem for each that is left out; raises LayerError.

    Coordinates are WGS 84 (EPSG:4326), longitude first. Features whose properties are not `wanted` are passed over
    unchecked.
    """
    collection = _read_collection(layer, wanted)
    features: list[Feature] = []
    problems: list[GeoError] = []
    seen: set[str] = set()
    for number, feature in enumerate(collection["features"], 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict) and not wanted(properties):
            continue
        found = list(faults(feature))
        name = feature.get("id") if isinstance(feature, dict) else None
        if isinstance(name, str) and name in seen:
            found.append("this id is taken by an earlier feature")
        if found:
            where = f"{layer.path.name}: feature {number} ({name})"
            problems.append(LayerError("; ".join(found), where, "It is left out: mend it in the file"))
        else:
            seen.add(str(name))
            features.append(feature)
    return features, problems


def read_folder(folder: Path, wanted: Wanted = _all) -> tuple[list[tuple[Layer, list[Feature]]], list[GeoError]]:
    """The layers of a folder's datapackage.json with their wanted features, in its order, and all that is left out."""
    records, problems = read_package(folder)
    layers = []
    for layer in records:
        try:
            features, faulty = read_features(layer, wanted)
        except GeoError as problem:
            problems.append(problem)
        else:
            problems += faulty
            layers.append((layer, features))
    return layers, problems


def load_layer(layer: Layer) -> "geopandas.GeoDataFrame":
    """The layer as a frame in EPSG:4326, one row a feature, indexed by feature_id.

    Columns are the features' properties, lists kept as lists, and the geometry. Raises LayerError for
    anything that is wrong with the file or with one of its features.
    """
    import geopandas  # slow to import, and only this function needs it

    features, problems = read_features(layer)
    if problems:
        raise problems[0]
    frame = geopandas.GeoDataFrame.from_features(features, crs="EPSG:4326")
    return frame.set_index("feature_id", drop=False)


def _read_collection(layer: Layer, wanted: Wanted) -> dict[str, Any]:
    where = layer.path.name
    raw = _read_bytes(layer)
    try:
        collection = json.loads(raw.decode("utf-8-sig"), parse_constant=no_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise LayerError(f"is not GeoJSON in UTF-8 ({error})", where, _REBUILD) from error
    if isinstance(collection, dict) and collection.get("type") == "Topology":
        return {"features": _from_topology(collection, wanted, where)}
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise LayerError("is not a GeoJSON FeatureCollection", where, _REBUILD)
    if not isinstance(collection.get("features"), list):
        raise LayerError("has no list of features", where, _REBUILD)
    crs = foreign_crs(collection)
    if crs:
        mend = "Reproject it to EPSG:4326 and remove the crs member"
        raise LayerError(f"is in another reference system ({crs})", where, mend)
    return collection


def _from_topology(topology: dict[str, Any], wanted: Wanted, where: str) -> list[Feature]:
    try:
        return list(features_of(topology, wanted))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, TimespanError) as error:
        raise LayerError(f"is no TopoJSON of areas ({type(error).__name__}: {error})", where, _REBUILD) from error


def _read_bytes(layer: Layer) -> bytes:
    where = layer.path.name
    try:
        raw = layer.path.read_bytes()
    except OSError as error:
        raise LayerError(f"the layer file cannot be read ({error.strerror})", where, _REBUILD) from error
    if layer.size is not None and len(raw) != layer.size:
        raise LayerError(f"has {len(raw)} bytes, its record says {layer.size}", where, _REBUILD)
    found = hashlib.sha256(raw).hexdigest()
    if layer.sha256 and found != layer.sha256:
        said = f"its hash is sha256:{found[:12]}…, its record says sha256:{layer.sha256[:12]}…"
        raise LayerError(f"{said}: the file was changed or damaged", where, _REBUILD)
    return raw


def foreign_crs(collection: dict[str, Any]) -> str:
    """What a collection says of its reference system, if that is not WGS 84; else "".

    RFC 7946 knows WGS 84 only; an older file that says so itself is harmless.
    """
    if "crs" not in collection:
        return ""
    crs = collection["crs"]
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    return "" if name in _WGS84 else str(name or "unnamed")


def no_constant(name: str) -> None:
    """For json.loads, which takes NaN and Infinity though JSON has no such numbers; raises ValueError."""
    raise ValueError(f"{name} is not a number in JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError(f"a member is given twice among {', '.join(key for key, _ in pairs)}")
    return members

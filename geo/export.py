"""Layers → RFC 7946 GeoJSON with sources and licence inside, and one archive of them.

WGS 84, longitude first, right-hand rings, no `crs`, stable ids, precision in metres. Each feature carries
Linked Places `when`. The window filter is the reader's: a feature is in if one of its spans shares a day with
the window.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shapely import orient_polygons
from shapely.geometry import mapping, shape

from geo.article import Excerpt
from geo.catalog import Layer
from geo.feature import Feature, spans
from geo.story import Story
from geo.timespan import Timespan, Window

Address = Callable[[str, str], str]  # (layer id, feature id) → the URI of that feature

_RECORD = ("title", "description", "attribution", "worldview", "retrieved", "changes", "certainty", "valid")
_ARTICLE = ("publisher", "author", "published", "url", "language", "sha256", "coverage_text", "attribution")
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can hold: the same bytes on any day
KEEP_APART = "Each layer has its own licence; keep layers under ODbL apart from the others."
_QUALIFIERS = "~?%"

README = """{title}

{summary}

{window}
Each .geojson file is one layer: RFC 7946, WGS 84 (EPSG:4326), longitude first, with its sources and
its licence in "metadata" and in datapackage.json. Precision (precision_m) is in metres. "excerpt_ids" lead to
"metadata.excerpts": short quotations of the article with their offsets (code points in the file with the
sha256 given there).
A line on this map is a claim of its source, not a survey; "worldview" says whose.

{attribution}
"""


def is_in(feature: Feature, window: Window | None) -> bool:
    """Whether a feature is shown within the window; None is no window at all."""
    return window is None or any(span.overlaps(window) for span in spans(feature))


def layer_collection(story: Story, layer_id: str, window: Window | None) -> dict[str, Any]:
    """One layer as a FeatureCollection; raises StoryError for an unknown layer."""
    every = story.features(layer_id)
    layer = next(layer for layer in story.layers if layer.id == layer_id)
    shown = [feature for feature in every if is_in(feature, window)]
    return {
        "type": "FeatureCollection",
        "name": layer_id,
        "metadata": {
            **_record(layer),
            "story": {"id": story.id, "title": story.title},
            "article": {field: getattr(story.article, field) for field in _ARTICLE},
            "window": {"from": str(window.start), "to": str(window.end)} if window else None,
            "features": {"here": len(shown), "in_layer": len(every)},
            "excerpts": _excerpts(story, shown),
        },
        "features": [_exported(feature) for feature in shown],
    }


def layer_geojson(story: Story, layer_id: str, window: Window | None) -> bytes:
    """The same as UTF-8 bytes: identical for identical data."""
    return json_bytes(layer_collection(story, layer_id, window))


def archive(story: Story, layer_ids: Iterable[str], window: Window | None) -> bytes:
    """A zip of the layers, one file each, with data package, README and licences; always the same bytes."""
    wanted = set(layer_ids)
    layers = [layer for layer in story.layers if layer.id in wanted]
    files = {f"{layer.id}.geojson": layer_geojson(story, layer.id, window) for layer in layers}
    resources = [_resource(layer, files[f"{layer.id}.geojson"]) for layer in layers]
    package = {"name": story.id, "title": story.title, "resources": resources}
    files["datapackage.json"] = json_bytes(package, indent=2)
    files["README.txt"] = _readme(story, window).encode()
    files["LICENCES.txt"] = _licences(layers, story).encode()
    return zipped(files)


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the files in their order: the same bytes on any day, and stored, on any machine."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MIDNIGHT_1980)
            entry.compress_type = compression
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, content)
    return held.getvalue()


def right_handed(geometry: dict[str, Any] | None) -> dict[str, Any] | None:
    """The geometry with exterior rings counter-clockwise and holes clockwise, coordinates unchanged."""
    if geometry is None or "Polygon" not in geometry["type"]:
        return geometry
    turned = mapping(orient_polygons(shape(geometry)))
    return {"type": turned["type"], "coordinates": _listed(turned["coordinates"])}


def when(span: Timespan) -> dict[str, Any]:
    """A Linked Places timespan. A missing end would mean "within the start" there, so an open one is said."""
    first, _, last = span.edtf.partition("/")
    first, last = first.rstrip(_QUALIFIERS), (last or first).rstrip(_QUALIFIERS)
    end = {"earliest": first} if last == ".." else {"in": last}
    start = {"latest": last} if first == ".." else {"in": first}
    return {"start": start, "end": end}


def urns(story: str) -> Address:
    """A URN for each feature of a story, always the same: for files that lie nowhere on the web."""
    return lambda layer, feature: uuid5(NAMESPACE_URL, f"{story}/{layer}/{feature}").urn


def _exported(feature: Feature) -> Feature:
    return {
        "type": "Feature",
        "id": feature["id"],
        "geometry": right_handed(feature["geometry"]),
        "when": {"timespans": [when(span) for span in spans(feature)]},
        "properties": feature["properties"],
    }


def _listed(coordinates: Any) -> Any:
    return [_listed(part) for part in coordinates] if isinstance(coordinates, tuple) else coordinates


def _record(layer: Layer) -> dict[str, Any]:
    told: dict[str, Any] = {field: getattr(layer, field) for field in _RECORD}
    lists = {"sources": [dict(s) for s in layer.sources], "licenses": [dict(s) for s in layer.licenses]}
    return {**told, "precision_m": layer.precision_m, **lists}


def _resource(layer: Layer, content: bytes) -> dict[str, Any]:
    file = {
        "name": layer.id,
        "path": f"{layer.id}.geojson",
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    return {**file, **_record(layer)}


def _excerpts(story: Story, features: Iterable[Feature]) -> list[dict[str, Any]]:
    """The excerpts these features lead to, in text order, as Web Annotation selectors."""
    wanted = {name for feature in features for name in feature["properties"]["excerpt_ids"]}
    return [_quoted(excerpt) for excerpt in story.article.excerpts if excerpt.id in wanted]


def _quoted(excerpt: Excerpt) -> dict[str, Any]:
    words = {field: getattr(excerpt, field) for field in ("exact", "prefix", "suffix")}
    return {
        "id": excerpt.id,
        "paragraph": excerpt.paragraph,
        "sentence": excerpt.sentence,
        "selector": [
            {"type": "TextPositionSelector", "start": excerpt.start, "end": excerpt.end},
            {"type": "TextQuoteSelector", **words},
        ],
    }


def _readme(story: Story, window: Window | None) -> str:
    days = (window.start.isoformat(), window.end.isoformat()) if window else None
    return README.format(
        title=story.title,
        summary=story.facts["summary"],
        window=window_text(days),
        attribution=story.article.attribution,
    )


def window_text(days: tuple[str, str] | None) -> str:
    """The days that features were chosen by (first and last, ISO), in a sentence."""
    if days is None:
        return "Everything, whatever its dates."
    return f"Only what exists between {days[0]} and {days[1]} (both included)."


def licence_text(licences: Iterable[Mapping[str, Any]]) -> str:
    """A layer's licences, each with its address."""
    return ", ".join(" ".join(filter(None, (one["name"], one.get("path")))) for one in licences)


def _licences(layers: list[Layer], story: Story) -> str:
    lines = [KEEP_APART, ""]
    for layer in layers:
        lines += [f"{layer.id}.geojson: {licence_text(layer.licenses)}", f"  {layer.attribution}"]
    return "\n".join([*lines, "", f"Excerpts: {story.article.attribution}", ""])


def json_bytes(data: Any, indent: int | None = None) -> bytes:
    """Strict JSON in UTF-8: the same bytes for the same data."""
    separators = (",", ": ") if indent else (",", ":")
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators).encode()

"""GPX 1.1: points as waypoints. Outlines and lines have no place in it, and whoever asks is told.

All properties stand in <extensions> under GDAL's namespace, which ogr2ogr and QGIS read as fields.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from geo.errors import FormatError
from geo.feature import Feature
from geo.formats.elements import child, document, field_text, root, tag_name
from geo.formats.table import Collection, features_left_out, without
from geo.formats.told import attribution, description, title

GPX = "http://www.topografix.com/GPX/1/1"
FIELDS = "http://osgeo.org/gdal"
_POINTS = ("Point", "MultiPoint")


def gpx(collections: Sequence[Collection]) -> bytes:
    """The points of all layers as waypoints; raises FormatError if there is no point among the features."""
    pointed = [without(one, map(is_point, one["features"])) for one in collections]
    if not any(one["features"] for one in pointed):
        what = "GPX holds points only, and there is none among these features"
        raise FormatError(what, mend="Choose a layer of points, or another format")
    made = root("gpx", {None: GPX, "ogr": FIELDS}, version="1.1", creator="article-on-the-map")
    about = child(made, "metadata")
    child(about, "name", title(collections))
    child(about, "desc", "\n".join([*left_out(collections), *map(attribution, collections)]))
    for one in pointed:
        for feature in one["features"]:
            for position in _positions(feature):
                _waypoint(made, feature, position)
    return document(made)


def is_point(feature: Feature) -> bool:
    """Whether the format holds a feature."""
    return feature["geometry"] is not None and feature["geometry"]["type"] in _POINTS


def left_out(collections: Sequence[Collection]) -> list[str]:
    """A sentence for each layer with features that are no points."""
    return features_left_out(collections, is_point, "GPX holds points only, these are areas, lines or without a place")


def _positions(feature: Feature) -> Iterator[list[float]]:
    coordinates = feature["geometry"]["coordinates"]
    yield from coordinates if feature["geometry"]["type"] == "MultiPoint" else [coordinates]


def _waypoint(made: Any, feature: Feature, position: list[float]) -> None:
    """The children in the order that the schema of GPX asks for."""
    facts = feature["properties"]
    point = child(made, "wpt", lat=repr(float(position[1])), lon=repr(float(position[0])))
    if len(position) > 2:
        child(point, "ele", repr(float(position[2])))
    child(point, "name", facts["name"])
    child(point, "desc", description(feature))
    child(point, "src", "; ".join(facts["sources"]))
    child(point, "type", facts["kind"])
    fields = child(point, "extensions")
    for name, value in facts.items():
        if value is not None:
            child(fields, f"{{{FIELDS}}}{tag_name(name)}", field_text(value))

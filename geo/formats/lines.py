"""GeoJSON (RFC 7946) and its form of one feature a line."""

from collections.abc import Sequence

from geo.export import json_bytes
from geo.formats.table import Collection


def geojson(collections: Sequence[Collection]) -> bytes:
    """One layer as a FeatureCollection with its metadata inside."""
    return json_bytes(collections[0])


def newline_delimited(collections: Sequence[Collection]) -> bytes:
    """One feature a line, each line ended by LF, no record separators: what `ogr2ogr` and `jq` read."""
    return b"".join(json_bytes(feature) + b"\n" for feature in collections[0]["features"])

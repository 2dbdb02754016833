"""GeoJSON (RFC 7946) and its two one-feature-a-line forms."""

from collections.abc import Sequence

from geo.formats.table import Collection
from geo.formats.words import json_bytes

RECORD_SEPARATOR = b"\x1e"


def geojson(collections: Sequence[Collection]) -> bytes:
    """One layer as a FeatureCollection with its metadata inside."""
    return json_bytes(collections[0])


def newline_delimited(collections: Sequence[Collection]) -> bytes:
    """One feature a line, each line ended by LF, no record separators: what `ogr2ogr` and `jq` read."""
    return b"".join(json_bytes(feature) + b"\n" for feature in collections[0]["features"])


def text_sequence(collections: Sequence[Collection]) -> bytes:
    """RFC 8142: each feature after a record separator (1E) and before LF."""
    return b"".join(RECORD_SEPARATOR + json_bytes(feature) + b"\n" for feature in collections[0]["features"])

"""GeoParquet 1.1: one layer a file, nothing left out: lists are lists, days are days, heights stay.

The layer's record is JSON under the key `metadata` of the file. Geometry is WKB in OGC:CRS84 (WGS 84, longitude first).
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet
from shapely import to_wkb, total_bounds

from geo.export import json_bytes
from geo.formats.gdal import GEOMETRY, TYPES, free
from geo.formats.table import Collection, Column, columns, geometry_kinds, shapes, values

_LISTS = {"list": pa.list_(pa.string())}


def geoparquet(collections: Sequence[Collection]) -> bytes:
    """One layer as a table with a geometry column; the same bytes twice."""
    collection = collections[0]
    arrays = {column.name: _array(collection, column) for column in columns(collection)}
    name = free(GEOMETRY, arrays)
    arrays[name] = pa.array(to_wkb(shapes(collection)), pa.binary())
    table = pa.table(arrays).replace_schema_metadata(
        {"geo": json_bytes(_geo(collection, name)), "metadata": json_bytes(collection["metadata"])}
    )
    held = pa.BufferOutputStream()
    parquet.write_table(table, held, compression="zstd")
    return bytes(held.getvalue())


def _array(collection: Collection, column: Column) -> Any:
    return pa.array(values(collection, column), _LISTS.get(column.kind) or TYPES.get(column.kind, pa.string()))


def _geo(collection: Collection, name: str) -> dict[str, Any]:
    """What the specification asks to be said of the geometry column; no `crs` there means OGC:CRS84."""
    every = shapes(collection)
    deep = {shape.geom_type for shape in every if shape is not None and shape.has_z}
    kinds = {kind for kind in geometry_kinds(collection) if kind}
    flat = {shape.geom_type for shape in every if shape is not None and not shape.has_z}
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({*(kinds & flat), *(f"{kind} Z" for kind in deep)}),
        "orientation": "counterclockwise",
    }
    if kinds:
        column["bbox"] = [float(number) for number in total_bounds([one for one in every if one is not None])]
    return {"version": "1.1.0", "primary_column": name, "columns": {name: column}}

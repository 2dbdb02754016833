"""GeoPackage, FlatGeobuf and shapefiles, written by GDAL; the same bytes twice.

Lists are JSON text, days are dates, heights are left out. Nothing here asks what day it is today.
"""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyogrio  # type: ignore[import-untyped]
from shapely import to_wkb

from geo.export import json_bytes, licence_text
from geo.formats.table import Collection, Column, columns, flat_shapes, flat_values, geometry_kinds
from geo.formats.told import attribution
from geo.formats.words import legible

NO_DAY = "1980-01-01T00:00:00.000Z"  # where a format wants the moment of writing
TYPES = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
GEOMETRY = "geometry"
_METADATA_TABLES = """
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL
 DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
 metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
 row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
 md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
 CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
 CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""
_EXTENSION = ("gpkg_metadata", "http://www.geopackage.org/spec121/#extension_metadata", "read-write")
_STANDARD = "https://specs.frictionlessdata.io/data-resource/"


def geopackage(collections: Sequence[Collection]) -> bytes:
    """All layers as tables of one GeoPackage, each with its record as JSON in gpkg_metadata."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.gpkg"
        titles = [one["metadata"]["title"] for one in collections]
        for one, title in zip(collections, titles, strict=True):
            called = title if titles.count(title) == 1 else f"{title} ({one['name']})"  # no two may be the same
            about = {"IDENTIFIER": called, "DESCRIPTION": attribution(one)}
            write_table(one, path, "GPKG", one["name"], legible(about))
        _describe(path, collections)
        return _counted_once(path.read_bytes())


def flatgeobuf(collections: Sequence[Collection]) -> bytes:
    """One layer with a spatial index; without one if a feature has no place, for the index cannot hold it."""
    collection = collections[0]
    metadata = collection["metadata"]
    indexed = bool(collection["features"]) and "" not in geometry_kinds(collection)
    about = {"TITLE": metadata["title"], "DESCRIPTION": f"{metadata['description']} {attribution(collection)}"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{collection['name']}.fgb"
        index = {"SPATIAL_INDEX": "YES" if indexed else "NO"}
        write_table(collection, path, "FlatGeobuf", collection["name"], legible(about) | index)
        return path.read_bytes()


def write_table(
    collection: Collection, path: Path, driver: str, layer: str, options: dict[str, str], kind: str | None = "Unknown"
) -> None:
    """Write one layer by GDAL; `kind` is the geometry type, None for a table without any."""
    table = columns(collection)
    arrays = {column.name: _array(collection, column) for column in table}
    geometry: dict[str, Any] = {}
    if kind is not None:
        arrays[free(GEOMETRY, arrays)] = pa.array(to_wkb(flat_shapes(collection)), pa.binary())
        geometry = {"geometry_name": list(arrays)[-1], "geometry_type": kind, "crs": "EPSG:4326"}
    pyogrio.write_arrow(pa.table(arrays), path, layer, driver, **geometry, layer_options=options)


def _array(collection: Collection, column: Column) -> Any:
    return pa.array(flat_values(collection, column), TYPES.get(column.kind, pa.string()))


def free(name: str, taken: dict[str, Any]) -> str:
    """The name, with as many _ behind it as make it new."""
    while name in taken:
        name += "_"
    return name


def _counted_once(database: bytes) -> bytes:
    """The file with SQLite's count of changes set to one: how often GDAL flushed is a matter of chance."""
    one = (1).to_bytes(4, "big")
    return database[:24] + one + database[28:92] + one + database[96:]


def _describe(path: Path, collections: Sequence[Collection]) -> None:
    """The records of the layers, and fixed moments; VACUUM leaves no trace of the ones GDAL wrote."""
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(_METADATA_TABLES)
        for table in ("gpkg_metadata", "gpkg_metadata_reference"):
            file.execute("INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, ?)", (table, *_EXTENSION))
        for number, one in enumerate(collections, 1):
            record = json_bytes({**one["metadata"], "licence": licence_text(one["metadata"]["licenses"])}).decode()
            file.execute(
                "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'application/json', ?)", (number, _STANDARD, record)
            )
            file.execute(
                "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
                (one["name"], NO_DAY, number),
            )
        file.execute("UPDATE gpkg_contents SET last_change = ?", (NO_DAY,))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("VACUUM")

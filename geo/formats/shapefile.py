"""Shapefiles: one a layer and kind of geometry, with .prj (WGS 84) and .cpg (UTF-8).

Field names have at most ten characters: FIELDS says which property is which, `field_names` names any others. A
text over 254 bytes is cut in the .dbf and whole in the layer's .csv beside it.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.formats.gdal import write_table
from geo.formats.sheet import comma_separated
from geo.formats.table import Collection, columns, flat_values, geometry_kinds, heights_left_out, without

FIELDS = {
    "date_precision": "date_prec",
    "precision_m": "precis_m",
    "attributed_to": "attributed",
    "excerpt_ids": "excerpts",
    "other_names": "oth_names",
    "other_places": "oth_places",
    "verification": "verified",
}
LONGEST_NAME, LONGEST_TEXT = 10, 254
ENDINGS = {
    "Point": "points",
    "MultiPoint": "multipoints",
    "LineString": "lines",
    "MultiLineString": "lines",
    "Polygon": "areas",
    "MultiPolygon": "areas",
    "": "without-place",
}
_KINDS = {"points": "Point", "multipoints": "MultiPoint", "lines": "LineString", "areas": "Polygon"}
_TODAY = {"DBF_DATE_LAST_UPDATE": "1980-01-01"}  # the header wants a day: always the same


def field_names(collection: Collection) -> dict[str, str]:
    """Property → field name: ASCII, at most ten characters, no two alike even without regard to case."""
    names: dict[str, str] = {}
    for column in columns(collection):
        plain = "".join(one if one.isascii() and (one.isalnum() or one == "_") else "_" for one in column.name)
        wanted = FIELDS.get(column.name, plain[:LONGEST_NAME] or "_")
        taken = {name.lower() for name in names.values()}
        number, name = 1, wanted
        while name.lower() in taken:
            number += 1
            name = f"{wanted[: LONGEST_NAME - 1 - len(str(number))]}_{number}"
        names[column.name] = name
    return names


def shapefiles(collections: Sequence[Collection]) -> dict[str, bytes]:
    """File name → content for all layers; a .csv beside those whose texts are cut."""
    files: dict[str, bytes] = {}
    for one in collections:
        table = _table(one)
        files |= _layer_files(one, table)
        if _long_texts(table):
            files[f"{one['name']}.csv"] = comma_separated([one])
    return files


def left_out(collections: Sequence[Collection]) -> list[str]:
    """A sentence for each layer with texts that are cut, or with heights."""
    said = heights_left_out(collections)
    for one in collections:
        if number := _long_texts(_table(one)):
            what = f"{number} texts are cut at {LONGEST_TEXT} bytes in the .dbf"
            said.append(f"{one['name']}: {what}; they are whole in {one['name']}.csv beside it")
    return said


def _layer_files(collection: Collection, texts: dict[str, list[Any]]) -> dict[str, bytes]:
    endings = [ENDINGS[kind] for kind in geometry_kinds(collection)]
    table = _short(collection, texts)
    with tempfile.TemporaryDirectory() as folder:
        for ending in sorted(set(endings)):
            part = without(table, (one == ending for one in endings))
            name = f"{collection['name']}-{ending}"
            options = {"ENCODING": "UTF-8", **_TODAY}
            write_table(part, Path(folder) / f"{name}.shp", "ESRI Shapefile", name, options, _KINDS.get(ending))
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _table(collection: Collection) -> dict[str, list[Any]]:
    """Every property's values, lists as texts."""
    return {column.name: flat_values(collection, column) for column in columns(collection)}


def _short(collection: Collection, table: dict[str, list[Any]]) -> Collection:
    """The same layer under its field names, texts cut; every feature has every field, so that files agree."""
    names = field_names(collection)
    cut = [[_cut(one) if _is_long(one) else one for one in column] for column in table.values()]
    fields = [names[name] for name in table]
    rows = zip(collection["features"], zip(*cut, strict=True), strict=True)
    features = [{**feature, "properties": dict(zip(fields, row, strict=True))} for feature, row in rows]
    return {**collection, "features": features}


def _cut(text: str) -> str:
    return text.encode()[: LONGEST_TEXT - 3].decode(errors="ignore") + "…"


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and 4 * len(value) > LONGEST_TEXT and len(value.encode()) > LONGEST_TEXT


def _long_texts(table: dict[str, list[Any]]) -> int:
    return sum(sum(map(_is_long, column)) for column in table.values())

"""A layer → a table: typed columns, one row a feature, for the formats that are tables.

`text`, `integer`, `number`, `boolean` and `date` are what they say; `list` is a list of texts; `json` is anything
else, or a mixture. Where a format has no lists, both are JSON text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shapely import force_2d
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.feature import Feature
from geo.formats.words import legible

Collection = dict[str, Any]  # one layer, as geo.export.layer_collection makes it
DATES = ("date_start", "date_end")
_LONG = 2**63
_FRICTIONLESS = {"text": "string", "list": "array", "json": "any"}


@dataclass(frozen=True)
class Column:
    """One property of a layer's features, and what all its values are."""

    name: str
    kind: str

    def field(self) -> dict[str, str]:
        """The column as a field of a Frictionless table schema."""
        return {"name": self.name, "type": _FRICTIONLESS.get(self.kind, self.kind)}


def columns(collection: Collection) -> list[Column]:
    """Every property that any feature of the layer has, in the order they appear."""
    rows = [feature["properties"] for feature in collection["features"]]
    names = dict.fromkeys(name for row in rows for name in row)
    return [
        Column(legible(name), _kind(name, [one for row in rows if (one := row.get(name)) is not None]))
        for name in names
    ]


def values(collection: Collection, column: Column) -> list[Any]:
    """The column's values, None where a feature has none; dates as days, numbers as one kind."""
    raw = [feature["properties"].get(column.name) for feature in collection["features"]]
    if column.kind in ("integer", "boolean"):
        return raw
    read = _READERS[column.kind]
    return [None if one is None else read(one) for one in raw]


def flat_values(collection: Collection, column: Column) -> list[Any]:
    """The same, lists as JSON text."""
    found = values(collection, column)
    return [None if one is None else flat(one) for one in found] if column.kind == "list" else found


def flat(value: Any) -> Any:
    """A list or a record as JSON text; anything else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def shapes(collection: Collection) -> list[BaseGeometry | None]:
    """The features' geometries (WGS 84), None for a thing without a place."""
    return [shape(one["geometry"]) if one["geometry"] else None for one in collection["features"]]


def flat_shapes(collection: Collection) -> list[BaseGeometry | None]:
    """The same without heights."""
    return [one if one is None else force_2d(one) for one in shapes(collection)]


def without(collection: Collection, kept: Iterable[bool]) -> Collection:
    """The layer with only the features that are kept."""
    pairs = zip(collection["features"], kept, strict=True)
    return {**collection, "features": [feature for feature, keep in pairs if keep]}


def heights_left_out(collections: Sequence[Collection]) -> list[str]:
    """A sentence for each layer whose geometries have heights, which are not written."""
    said = []
    for collection in collections:
        number = sum(1 for one in shapes(collection) if one is not None and one.has_z)
        if number:
            said.append(f"{collection['name']}: the heights of {number} features are left out")
    return said


def features_left_out(collections: Sequence[Collection], holds: Callable[[Feature], bool], why: str) -> list[str]:
    """A sentence for each layer with features that a format does not hold; `why` says what it holds instead."""
    said = []
    for one in collections:
        number = sum(not holds(feature) for feature in one["features"])
        if number:
            said.append(f"{one['name']}: {number} of {len(one['features'])} features are left out: {why}")
    return said


def geometry_kinds(collection: Collection) -> Iterator[str]:
    """The features' geometry types, "" for a thing without a place."""
    return (feature["geometry"]["type"] if feature["geometry"] else "" for feature in collection["features"])


def _kind(name: str, found: list[Any]) -> str:
    types = set(map(type, found))
    if types == {bool}:
        return "boolean"
    if types == {int} and all(-_LONG <= one < _LONG for one in found):
        return "integer"
    if types and types <= {int, float}:
        return "number" if all(int(float(one)) == one for one in found if type(one) is int) else "json"
    if types == {list} and all(type(entry) is str for one in found for entry in one):
        return "list"
    if types == {date}:
        return "date"
    if types <= {str}:
        return "date" if name in DATES and found and all(map(_is_day, found)) else "text"
    return "json"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_READERS: dict[str, Callable[[Any], Any]] = {
    "text": legible,
    "list": legible,
    "number": float,
    "date": lambda value: value if isinstance(value, date) else date.fromisoformat(value),
    "json": lambda value: json.dumps(legible(value), ensure_ascii=False),
}

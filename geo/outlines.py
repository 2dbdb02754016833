"""Outlines for the states and regions a story names: coarse, and none for one of which a part is contested."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geo.catalog import Layer
from geo.errors import GeoError
from geo.feature import Feature
from geo.layers import read_folder
from geo.timespan import Window, parse_edtf

_TOWNS = ("city", "town", "village", "capital")
_FROM_PLACE = ("name", "name_az", "name_hy", "name_ru", "excerpt_ids")


def outlines(places: Iterable[Feature], folder: Path) -> tuple[list[tuple[Layer, list[Feature]]], list[GeoError]]:
    """The layers of data/outlines, each with the features of the places' states and regions, and what was left out.

    An outline (EPSG:4326) has the names and excerpts of its place, and belongs to it. A place whose area somebody
    drew needs none. The files are read only if a place may have one.
    """
    named = {_key(place["properties"]): place for place in places if _may_have_one(place)}
    if not named:
        return [], []
    layers, problems = read_folder(folder, lambda properties: _key(properties) in named)
    drawn = [
        (layer, [_of_place(outline, named[_key(outline["properties"])]) for outline in features])
        for layer, features in layers
    ]
    return [(layer, features) for layer, features in drawn if features], problems


def _may_have_one(place: Feature) -> bool:
    properties, geometry = place["properties"], place["geometry"]
    drawn = bool(geometry) and geometry["type"] != "Point"
    return not drawn and bool(_key(properties)) and properties["kind"] not in _TOWNS


def _key(properties: Mapping[str, Any]) -> str:
    """What an outline and its place have in common: ISO's code of a state, GeoNames' number of a region."""
    code = properties.get("country") if properties.get("kind") == "country" else properties.get("geonames")
    return str(code or "")


def _of_place(outline: Feature, place: Feature) -> Feature:
    taken = {field: place["properties"][field] for field in _FROM_PLACE}
    return {**outline, "properties": outline["properties"] | taken | {"in_article": True, "place": place["id"]}}


def area_key(candidate: Mapping[str, Any]) -> str:
    """What a candidate of a review has in common with its outline; empty if it can have none."""
    return "" if candidate["kind"] in _TOWNS else _key(candidate)


def shapes(keys: Collection[str], folder: Path, day: date) -> dict[str, dict[str, Any]]:
    """The geometries (EPSG:4326) that areas have in data/outlines on a day, by their keys; none of unknown ones."""
    layers, _ = read_folder(folder, lambda properties: _key(properties) in keys)
    found = [feature for _, features in layers for feature in features]
    there = Window(day, day)
    return {
        _key(one["properties"]): one["geometry"]
        for one in found
        if parse_edtf(one["properties"]["edtf"]).overlaps(there)
    }

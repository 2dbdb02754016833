"""Outlines for the states a story names: coarse, and none for a state of which a part is contested."""

from collections.abc import Iterable
from pathlib import Path

from geo.catalog import Layer
from geo.errors import GeoError
from geo.feature import Feature
from geo.layers import read_folder

_FROM_PLACE = ("name", "name_az", "name_hy", "name_ru", "excerpt_ids")


def outlines(places: Iterable[Feature], folder: Path) -> tuple[list[tuple[Layer, list[Feature]]], list[GeoError]]:
    """The layers of data/outlines, each with the features of the states among the places, and what was left out.

    An outline (EPSG:4326) has the names and excerpts of its place, and belongs to it.
    """
    states = {one["properties"]["country"]: one for one in places if one["properties"]["kind"] == "country"}
    if not states:
        return [], []
    layers, problems = read_folder(folder)
    named = [
        (layer, [_of_place(one, states[one["properties"]["country"]]) for one in features if _among(one, states)])
        for layer, features in layers
    ]
    return [(layer, features) for layer, features in named if features], problems


def _among(outline: Feature, states: dict[str, Feature]) -> bool:
    return outline["properties"]["country"] in states


def _of_place(outline: Feature, place: Feature) -> Feature:
    taken = {field: place["properties"][field] for field in _FROM_PLACE}
    return {**outline, "properties": outline["properties"] | taken | {"in_article": True, "place": place["id"]}}

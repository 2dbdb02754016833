"""The background map: land, water, neighbours' borders and names, bundled so that no internet is needed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.feature import Feature
from geo.layers import read_folder

NAMES = "labels"  # the one layer of the background that is words, not shapes


@dataclass
class Basemap:
    """Shapes by layer id (GeoJSON, EPSG:4326) in drawing order, names as data for the reader, and credited."""

    shapes: dict[str, list[Feature]] = field(default_factory=dict)
    labels: list[dict[str, Any]] = field(default_factory=list)
    attribution: str = ""
    problems: list[GeoError] = field(default_factory=list)


def read_world(data: Path) -> Basemap:
    """The land of the world around the background, for articles from elsewhere: coarse, without borders or names."""
    layers, problems = read_folder(data / "world")
    shapes = {layer.id: features for layer, features in layers}
    return Basemap(shapes, attribution=" · ".join(layer.attribution for layer, _ in layers), problems=problems)


def read_basemap(data: Path) -> Basemap:
    """The background of every story; a layer that cannot be used is left out and named in `problems`."""
    layers, problems = read_folder(data / "basemap")
    return Basemap(
        shapes={layer.id: features for layer, features in layers if layer.id != NAMES},
        labels=[_label(feature) for layer, features in layers if layer.id == NAMES for feature in features],
        attribution=" · ".join(dict.fromkeys(layer.attribution for layer, _ in layers)),
        problems=problems,
    )


def _label(feature: Feature) -> dict[str, Any]:
    """A name for the map: `rank` 1 is shown at every zoom, 4 only near; `point` is [longitude, latitude]."""
    properties = feature["properties"]
    names = {"en": properties["name"], **{lang: properties[f"name_{lang}"] for lang in ("az", "hy", "ru")}}
    return {
        "id": feature["id"],
        "kind": properties["kind"],
        "rank": properties["rank"],
        "names": names,
        "point": feature["geometry"]["coordinates"],
    }

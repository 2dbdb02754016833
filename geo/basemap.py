"""The background map: land, water, neighbours' borders and names, bundled so that no internet is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.feature import Feature
from geo.layers import read_folder

NAMES = "labels"  # how the id of a layer ends that is words, not shapes
REACH_DEG = 8.0
MOST_NAMES = 400
DETAILED = (22.0, 32.0, 62.0, 58.0)  # west, south, east, north of the background itself, degrees


@dataclass
class Basemap:
    """Shapes by layer id (GeoJSON, EPSG:4326) in drawing order, names as data for the reader, and credited."""

    shapes: dict[str, list[Feature]] = field(default_factory=dict)
    labels: list[dict[str, Any]] = field(default_factory=list)
    attribution: str = ""
    problems: list[GeoError] = field(default_factory=list)


def read_basemap(data: Path) -> Basemap:
    """The background of every story; a layer that cannot be used is left out and named in `problems`."""
    return _read(data / "basemap")


def read_world(data: Path) -> Basemap:
    """The world around that background, for articles from elsewhere: coarse, no contested line, names of towns."""
    return _read(data / "world")


def read_both(data: Path, home: Sequence[float] | None = None) -> Basemap:
    """The background within that of the world, with the world's names near a box (degrees), or all of them."""
    near, world = read_basemap(data), read_world(data)
    credited = " · ".join(filter(None, (near.attribution, world.attribution))).split(" · ")
    return Basemap(
        shapes=world.shapes | near.shapes,
        labels=near.labels + (labels_near(world.labels, [home]) if home else world.labels),
        attribution=" · ".join(dict.fromkeys(credited)),
        problems=near.problems + world.problems,
    )


def is_elsewhere(home: Sequence[float]) -> bool:
    """Whether a box (west, south, east, north in degrees) leaves the detailed background."""
    return home[0] < DETAILED[0] or home[1] < DETAILED[1] or home[2] > DETAILED[2] or home[3] > DETAILED[3]


def _read(folder: Path) -> Basemap:
    layers, problems = read_folder(folder)
    named = {layer.id for layer, _ in layers if layer.id.endswith(NAMES)}
    return Basemap(
        shapes={layer.id: features for layer, features in layers if layer.id not in named},
        labels=[_label(feature) for layer, features in layers if layer.id in named for feature in features],
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


def labels_near(labels: list[dict[str, Any]], boxes: Iterable[Sequence[float]]) -> list[dict[str, Any]]:
    """The names within REACH_DEG of one of the boxes (west, south, east, north, EPSG:4326): the world has too many.

    Of more than MOST_NAMES those that are shown first.
    """
    around = list(boxes)
    near = [label for label in labels if any(_reaches(box, *label["point"]) for box in around)]
    return near if len(near) <= MOST_NAMES else sorted(near, key=lambda label: int(label["rank"]))[:MOST_NAMES]


def _reaches(box: Sequence[float], lon: float, lat: float) -> bool:
    west, south, east, north = box
    return west - REACH_DEG <= lon <= east + REACH_DEG and south - REACH_DEG <= lat <= north + REACH_DEG

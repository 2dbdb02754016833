"""Story → folium.Map: the only folium import and the only place that says which feature gets which style class.

folium renders its output a second time as a template, so that `{{…}}` in any string given to it would run on
the server. Therefore nothing but geometry, ids matching `[a-z0-9-]+`, numbers and class names of our own goes
in, checked here; every word travels to the browser as data (`Story.payload`) and becomes a text node there.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium

from geo.errors import LayerError
from geo.feature import has_marker, has_points

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
GEOMETRIES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
CENTRE = (39.9, 46.6)  # latitude, longitude of the bundled story; the reader fits the view itself
DECIMALS = 4  # of a degree, about 10 m: far finer than any layer, and a fifth fewer bytes to the browser
GAP = re.compile(r"(?<=[\d\]]), (?=[-\d\[])")  # the blank between two numbers or two positions
RADIUS = {"headquarters": 6.0, "battalion": 5.0, "city": 7.0, "region": 9.0, "country": 9.0}  # pixels

Feature = Mapping[str, Any]


@dataclass(frozen=True)
class MapScript:
    """What the browser runs: the script and the name of the map variable in it."""

    text: str
    name: str


def _numbers(coordinates: Any, where: str) -> Any:
    """The coordinates again, finite numbers only (degrees, EPSG:4326)."""
    if isinstance(coordinates, list | tuple):
        return [_numbers(part, where) for part in coordinates]
    if isinstance(coordinates, bool) or not isinstance(coordinates, int | float) or not math.isfinite(coordinates):
        raise LayerError(f"a coordinate is {coordinates!r}, not a number", where, "Correct the geometry")
    return round(coordinates, DECIMALS)


def at_the_door(feature: Feature) -> dict[str, Any]:
    """What of a feature folium may see: checked id, checked geometry, nothing else.

    Raises LayerError for an id outside `[a-z0-9-]+`, an unknown geometry type or a coordinate that is no number.
    """
    name = feature.get("id")
    if not isinstance(name, str) or not ID.fullmatch(name):
        raise LayerError(f"the id {name!r} has other characters than a-z, 0-9 and -", "map", "Rename the feature")
    geometry = feature["geometry"]
    if geometry.get("type") not in GEOMETRIES:
        raise LayerError(f"unknown geometry type {geometry.get('type')!r}", name, "Use a GeoJSON geometry")
    shape = {"type": geometry["type"], "coordinates": _numbers(geometry["coordinates"], name)}
    return {"type": "Feature", "id": name, "properties": {}, "geometry": shape}


def _add(m: folium.Map, name: str, features: Iterable[Feature], css: str, radius: float = 5.0) -> None:
    """One GeoJson layer, its features carrying the CSS classes `css`."""
    clean = [at_the_door(f) for f in features]
    if not clean:
        return
    marker = folium.CircleMarker(radius=radius, fill=True)
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": clean},
        style_function=lambda _: {"className": css},
        marker=marker,
        smooth_factor=0.6,
        zoom_on_click=False,
    )
    layer._id = name.replace("-", "_")  # a stable variable name: the same story gives the same bytes
    marker._id = f"{layer._id}_marker"
    layer.add_to(m)


def draw(layers: Mapping[str, Sequence[Feature]], basemap: Mapping[str, Sequence[Feature]]) -> MapScript:
    """The map of a story: background, areas and lines, then points; each in the order of its layer.

    `layers` and `basemap`: GeoJSON features (EPSG:4326) by layer id. A layer id becomes the class `layer-<id>`.
    """
    m = folium.Map(
        location=CENTRE,
        zoom_start=7,
        tiles=None,
        zoomSnap=0.25,
        zoomDelta=0.5,
        min_zoom=4,
        max_zoom=13,
        attributionControl=False,
        wheelPxPerZoomLevel=90,
    )
    m._id = "story"
    for name, features in basemap.items():
        _add(m, f"base-{name}", features, f"basemap base-{name}")
    drawn = {name: [f for f in each if has_marker(f)] for name, each in layers.items()}
    for name, located in sorted(drawn.items(), key=lambda item: has_points(item[1])):
        if not ID.fullmatch(name):
            raise LayerError(f"the layer id {name!r} has other characters than a-z, 0-9 and -", "map", "Rename it")
        kinds = dict.fromkeys(str(f["properties"]["kind"]) for f in located)
        for number, kind in enumerate(kinds):
            mine = [f for f in located if f["properties"]["kind"] == kind]
            _add(m, f"{name}-{number}", mine, f"feature layer-{name}", RADIUS.get(kind, 5.0))
    figure = m.get_root()
    figure.render()
    text = GAP.sub(",", figure.script.render())  # type: ignore[attr-defined]
    return MapScript(text, m.get_name())

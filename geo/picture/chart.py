"""The map itself, drawn into a rectangle of the page: background, layers, precision rings, names, scale, north.

Drawn from the story's own features, in the order and the colours of the reader. Positions are EPSG:3857 inside,
points (y downwards) where type is laid out.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.basemap import Basemap
from geo.catalog import Layer
from geo.feature import Feature
from geo.picture.frame import Frame, mercator, projected, ring
from geo.picture.ink import PX, VAGUE_M, Stroke, palette, stroke_of
from geo.picture.shown import Shown

RADIUS = {"headquarters": 4.6, "battalion": 4.0, "city": 5.0, "region": 6.6, "country": 6.6}  # points
OTHER_RADIUS = 3.6
_BASE = {
    "land": ("land", "", 0.0),
    "lakes": ("lake", "river", 0.5),
    "rivers": ("", "river", 1.0),
    "borders": ("", "border", 1.0),
    "borders-drawn": ("", "border", 1.0),
}


UNREVIEWED: dict[str, Any] = {"linewidth": 1.9, "linestyle": (0, (0.1, 1.8)), "capstyle": "round"}  # beside grey


def path_of(geometry: BaseGeometry) -> Path | None:
    """A geometry's rings and lines as one path, holes turned against outlines so that they stay empty."""
    parts = [part for part in shapely.get_parts(shapely.orient_polygons(geometry)) if not part.is_empty]
    pieces = [piece for part in parts for piece in _pieces(part)]
    return Path.make_compound_path(*pieces) if pieces else None


def _pieces(part: Any) -> list[Path]:
    if part.geom_type == "Polygon":
        return [Path(np.asarray(line.coords)[:, :2], closed=True) for line in (part.exterior, *part.interiors)]
    if part.geom_type in ("LineString", "LinearRing"):
        return [Path(np.asarray(part.coords)[:, :2])]
    if part.geom_type in ("MultiPolygon", "MultiLineString", "GeometryCollection"):
        return [piece for one in part.geoms for piece in _pieces(one)]
    return []


def cut(geometry: BaseGeometry, frame: Frame) -> BaseGeometry:
    """What of a geometry (EPSG:3857) the frame shows, with a margin, so that no edge follows the frame."""
    margin = (frame.east - frame.west) * 0.03
    return shapely.clip_by_rect(
        geometry, frame.west - margin, frame.south - margin, frame.east + margin, frame.north + margin
    )


def draw_base(ax: Axes, frame: Frame, base: Basemap) -> None:
    """Sea, land, lakes, rivers, neighbours' borders."""
    ax.set(xlim=(frame.west, frame.east), ylim=(frame.south, frame.north))
    ax.set_axis_off()
    sea = Rectangle((frame.west, frame.south), frame.east - frame.west, frame.north - frame.south)
    sea.set(facecolor=palette()["sea"], edgecolor="none", zorder=0)
    ax.add_patch(sea)
    for order, (name, features) in enumerate(base.shapes.items()):
        fill, line, wide = _BASE.get(name.removeprefix("world-"), _BASE["land"])
        look = {
            "facecolor": palette()[fill] if fill else "none",
            "edgecolor": palette()[line] if line else "none",
            "linewidth": wide * PX,
        }
        for feature in features:
            _patch(ax, cut(projected(shape(feature["geometry"])), frame), zorder=0.1 + order / 100, **look)


def draw_layers(ax: Axes, frame: Frame, shown: Shown) -> None:
    """Every layer that is on, areas and lines first, then rings of precision, then points."""
    for order, (layer, features) in enumerate(shown.drawn()):
        for feature in features:
            look = stroke_of(layer, feature["properties"]["kind"], feature["id"])
            chosen = feature["id"] in shown.selected
            if feature["geometry"]["type"] == "Point":
                _draw_point(ax, frame, layer, feature, look, chosen, 3 + order / 100)
            else:
                _draw_shape(ax, frame, feature, look, chosen, 1 + order / 100)


def _draw_shape(ax: Axes, frame: Frame, feature: Feature, look: Stroke, chosen: bool, zorder: float) -> None:
    geometry = cut(projected(shape(feature["geometry"])), frame)
    is_area = "Polygon" in feature["geometry"]["type"]
    if is_area and look.fill:
        _patch(ax, geometry, facecolor=look.colour, alpha=look.fill, edgecolor="none", zorder=zorder)
    if is_area and look.hatch:
        lines = {"facecolor": "none", "edgecolor": look.colour, "alpha": 0.75, "linewidth": 0, "hatch": look.hatch}
        _patch(ax, geometry, zorder=zorder, **lines)
    if chosen:
        _patch(ax, geometry, facecolor="none", edgecolor=palette()["ink"], linewidth=look.width + 1.6, zorder=zorder)
    _patch(ax, geometry, facecolor="none", edgecolor=look.colour, zorder=zorder + 0.005, **_dashed(look))


def _dashed(look: Stroke) -> dict[str, Any]:
    cap = {"capstyle": "round"} if look.round else {"capstyle": "butt"}
    return {"linewidth": look.width, "linestyle": (0, look.dash) if look.dash else "-", "joinstyle": "round", **cap}


def _draw_point(
    ax: Axes, frame: Frame, layer: Layer, feature: Feature, look: Stroke, chosen: bool, zorder: float
) -> None:
    """A dot where a place is known, a dashed ring for a region, grey if unreviewed; the selected with precision."""
    at = mercator(*feature["geometry"]["coordinates"][:2])
    if not frame.holds(at):
        return
    properties = feature["properties"]
    if chosen and properties["precision_m"]:
        _draw_ring(ax, feature)
    unit = frame.per_point
    radius = radius_of(feature) * unit
    dot = Circle(at, radius, zorder=zorder)
    vague = properties["precision_m"] > VAGUE_M
    if layer.id == "peacekeeper-posts":
        thick = look.width * (1.7 if properties["kind"] in ("headquarters", "battalion") else 1)
        dot.set(facecolor=palette()["paper"], edgecolor=look.colour, linewidth=thick)
    elif properties.get("review") == "unreviewed":
        dot.set(facecolor=palette()["paper"], edgecolor=palette()["soft"], **UNREVIEWED)
    elif vague:
        dot.set(facecolor=palette()["paper"], edgecolor=look.colour, linewidth=1.9, linestyle=(0, (2.2, 2.0)))
    else:
        dot.set(facecolor=look.colour, edgecolor=palette()["paper"], linewidth=look.width)
    ax.add_patch(dot)
    if chosen:
        around = Circle(at, radius + 1.2 * unit, zorder=zorder)
        ax.add_patch(around)
        around.set(facecolor="none", edgecolor=palette()["ink"], linewidth=1.6)


def _draw_ring(ax: Axes, feature: Feature) -> None:
    lon, lat = feature["geometry"]["coordinates"][:2]
    circle = ring(lon, lat, float(feature["properties"]["precision_m"]))
    story = palette()["story"]
    _patch(ax, circle, facecolor=story, alpha=0.06, edgecolor="none", zorder=2.5)
    _patch(ax, circle, facecolor="none", edgecolor=story, linewidth=1.1, linestyle=(0, (3, 3.75)), zorder=2.5)


def radius_of(feature: Feature) -> float:
    """How large a point is drawn, in points."""
    return RADIUS.get(feature["properties"]["kind"], OTHER_RADIUS)


def points_in(frame: Frame, shown: Shown) -> Iterable[tuple[Layer, Feature, tuple[float, float]]]:
    """The points that the frame shows: layer, feature, place on the page in points."""
    for layer, features in shown.drawn():
        for feature in features:
            if feature["geometry"]["type"] == "Point":
                at = mercator(*feature["geometry"]["coordinates"][:2])
                if frame.holds(at):
                    yield layer, feature, frame.at(at)


def _patch(ax: Axes, geometry: BaseGeometry, **look: Any) -> None:
    path = path_of(geometry)
    if path:
        ax.add_artist(PathPatch(path, **look))

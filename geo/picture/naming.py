"""The words on the map: names by rank, scale, north, whose data. No two of them overlap."""

from collections.abc import Iterator
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.patheffects import Stroke as Halo
from shapely.geometry import shape

from geo.basemap import Basemap
from geo.catalog import Layer
from geo.feature import Feature
from geo.picture.chart import points_in, radius_of
from geo.picture.frame import Frame, bar, mercator, projected
from geo.picture.ink import VAGUE_M, palette
from geo.picture.labels import Box, Name, Placed, place
from geo.picture.shown import Shown, ranges
from geo.picture.type import Run, font, width

MIN_ZOOM = {1: 0.0, 2: 6.0, 3: 7.5, 4: 9.0}  # as in labels.js
RANK = {"article-places": 1, "context-places": 3}
TOWN = 1.5  # points: radius of a town of the background
_HAIR = "\N{HAIR SPACE}"


def draw_names(
    page: Axes, frame: Frame, shown: Shown, base: Basemap, left_top: tuple[float, float], credit: str
) -> None:
    """All the words of the map, on the page's own axes; the map's left top corner is at `left_top`."""
    x, y = left_top
    taken = [*_furniture(page, frame, left_top, credit)]
    taken += [_around(at, radius_of(feature)) for _, feature, at in points_in(frame, shown)]
    room = (2.0, 2.0, frame.width - 2.0, frame.height - 2.0)
    for placed in place([*_story_names(frame, shown), *_base_names(frame, shown, base)], taken, room):
        _draw(page, placed, x, y)


def _around(at: tuple[float, float], radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _story_names(frame: Frame, shown: Shown) -> Iterator[Name]:
    """The names of the story's own points: the selected, the article's, then the others as the zoom allows."""
    found = list(points_in(frame, shown))
    found.sort(key=lambda one: (one[1]["id"] not in shown.selected, RANK.get(one[0].id, 4)))
    for layer, feature, (x, y) in found:
        must = feature["id"] in shown.selected or layer.id == "article-places"
        if must or frame.zoom >= MIN_ZOOM[RANK.get(layer.id, 4)]:
            clear = radius_of(feature) + (2.0 if feature["id"] in shown.selected else 0.6)
            yield Name(tuple(_lines(layer, feature, shown)), x, y, clear, must)


def _lines(layer: Layer, feature: Feature, shown: Shown) -> Iterator[Run]:
    colours, properties = palette(), feature["properties"]
    if layer.id != "article-places":
        look = ("sans", "keep") if layer.id == "peacekeeper-posts" else ("oblique", "context")
        yield Run(shown.name(feature), look[0], 6.0, colours[look[1]])
        return
    yield Run(shown.name(feature), "bold", 8.0, colours["ink"])
    if properties["precision_m"] > VAGUE_M:
        yield Run(f"no exact point: ± {properties['precision_m'] / 1000:,.0f} km", "sans", 5.4, colours["soft"])
    numbers = shown.numbers(feature["id"])
    if numbers and shown.quoted:
        yield Run(ranges(numbers), "bold", 5.8, colours["story"])


def _base_names(frame: Frame, shown: Shown, base: Basemap) -> Iterator[Name]:
    """The names of the background by rank; a country stands where most of it is seen."""
    lang = shown.view.lang
    taken = {shown.name(feature) for _, feature, _ in points_in(frame, shown)}
    for label in sorted(base.labels, key=lambda one: one["rank"]):
        text = label["names"].get(lang) or label["names"]["en"]
        at = mercator(*label["point"])
        if label["kind"] == "country":
            at = _seen(frame, shown, base, label["names"]["en"]) or at
        if text in taken or not frame.holds(at) or frame.zoom < MIN_ZOOM[label["rank"]]:
            continue
        x, y = frame.at(at)
        yield _base_name(label["kind"], text, x, y)


def _base_name(kind: str, text: str, x: float, y: float) -> Name:
    colours = palette()
    if kind == "country":
        return Name((Run(_HAIR.join(text.upper()), "sans", 8.4, colours["soft"]),), x, y)
    if kind in ("sea", "lake"):
        return Name((Run(text, "serif-italic", 6.6, "#5f8497"),), x, y)
    look = "bold" if kind == "capital" else "sans"
    return Name((Run(text, look, 6.4, colours["soft"]),), x, y, clear=TOWN)


def _seen(frame: Frame, shown: Shown, base: Basemap, name: str) -> tuple[float, float] | None:
    """The middle of the roomiest part of a country that the frame shows; None if its outline is not drawn."""
    areas = [f for _, features in shown.drawn() for f in features if f["properties"]["kind"] == "country"]
    outline = next((f for f in areas if f["properties"]["name"] == name and f["geometry"]["type"] != "Point"), None)
    if not outline:
        return None
    visible: Any = projected(shape(outline["geometry"])).intersection(frame.box)
    for lake in base.shapes.get("lakes", []):
        visible = visible.difference(projected(shape(lake["geometry"])))
    if visible.is_empty or visible.area < frame.box.area / 60:
        return None
    middle = shapely.maximum_inscribed_circle(visible, tolerance=frame.per_point * 4)
    return float(middle.coords[0][0]), float(middle.coords[0][1])


def _furniture(page: Axes, frame: Frame, left_top: tuple[float, float], credit: str) -> Iterator[Box]:
    """Scale bar, north and credit; yields the boxes they cover, in points of the map."""
    x, y = left_top
    colours = palette()
    long, words = bar(frame, min(90.0, frame.width / 5))
    base = frame.height - 9.0
    line = Polygon([(x + 9, y + base - 4), (x + 9, y + base), (x + 9 + long, y + base), (x + 9 + long, y + base - 4)])
    line.set(closed=False, fill=False, edgecolor=colours["ink"], linewidth=1.0, zorder=6)
    page.add_patch(line)
    _written(page, x + 9 + long / 2, y + base - 3.4, Run(words, "sans", 6.0, colours["ink"]), "center")
    yield 5.0, base - 12.0, 13.0 + long, frame.height
    tip = y + base - 20.0
    arrow = Polygon([(x + 13.5, tip), (x + 16.7, tip + 9), (x + 13.5, tip + 6.8), (x + 10.3, tip + 9)])
    arrow.set(facecolor=colours["ink"], edgecolor="none", zorder=6)
    page.add_patch(arrow)
    _written(page, x + 13.5, tip - 1.8, Run("N", "bold", 6.0, colours["ink"]), "center")
    yield 8.0, base - 30.0, 20.0, base - 10.0
    wide = width(credit, "sans", 5.2) + 6
    panel = Rectangle((x + frame.width - wide, y + frame.height - 9), wide, 9)
    panel.set(facecolor=colours["paper"], alpha=0.9, edgecolor="none", zorder=6)
    page.add_patch(panel)
    page.text(
        x + frame.width - 3, y + frame.height - 2.6, credit,
        fontproperties=font("sans", 5.2), color=colours["soft"], ha="right", va="baseline", zorder=7,
    )  # fmt: skip
    yield frame.width - wide, frame.height - 9, frame.width, frame.height


def _draw(page: Axes, placed: Placed, x: float, y: float) -> None:
    """A name where it was placed, each line towards its marker, with a halo of land under it."""
    left, top, right, _ = placed.box
    side = placed.side.split()[-1]
    ha = {"right": "left", "left": "right"}.get(side, "center")
    at = {"left": left, "right": right}.get(ha, (left + right) / 2)
    if placed.leader:
        _lead(page, placed, x, y)
    if placed.name.clear == TOWN:
        dot = Circle((x + placed.name.x, y + placed.name.y), TOWN - 0.3)
        dot.set(facecolor=palette()["soft"], edgecolor=palette()["paper"], linewidth=0.4, zorder=2.8)
        page.add_patch(dot)
    for line in placed.name.lines:
        top += line.size * 1.16
        _written(page, x + at, y + top - line.size * 0.3, line, ha)


def _lead(page: Axes, placed: Placed, x: float, y: float) -> None:
    left, top, right, bottom = placed.box
    name = placed.name
    near = (min(max(name.x, left), right), min(max(name.y, top), bottom))
    page.plot([x + name.x, x + near[0]], [y + name.y, y + near[1]], color=palette()["soft"], linewidth=0.5, zorder=2.9)


def _written(page: Axes, x: float, y: float, run: Run, ha: str) -> None:
    """Words with a halo. Two texts, so that the upper one stays text that can be selected and edited."""
    look: dict[str, Any] = {"fontproperties": font(run.font, run.size), "ha": ha, "va": "baseline"}
    halo = Halo(linewidth=2.5, foreground=palette()["land"], alpha=0.85, joinstyle="round")
    page.text(x, y, run.text, color=palette()["land"], zorder=8, path_effects=[halo], **look)
    page.text(x, y, run.text, color=run.colour, zorder=9, **look)

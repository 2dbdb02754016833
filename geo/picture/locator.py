"""A small map of where in its part of the world the other map lies."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from geo.basemap import Basemap
from geo.picture.chart import draw_base
from geo.picture.frame import Frame, mercator
from geo.picture.ink import palette
from geo.picture.labels import Name, place
from geo.picture.shown import Shown
from geo.picture.type import Run, write

WIDER = 7.0  # times the width of the other map
LEAST = 14.0  # degrees of longitude that a locator shows at least
MOST = 170.0  # and at most


def frame_around(inner: Frame, width: float, height: float) -> Frame:
    """The part of the world around a frame."""
    west, _, east, _ = inner.degrees
    span = min(max((east - west) * WIDER, LEAST), MOST)
    half = (mercator(span, 0)[0] - mercator(0, 0)[0]) / 2
    x, y = (inner.west + inner.east) / 2, (inner.south + inner.north) / 2
    tall = half * height / width
    return Frame(x - half, y - tall, x + half, y + tall, width, height)


def draw_locator(
    page: Axes, ax: Axes, frame: Frame, inner: Frame, base: Basemap, shown: Shown, left_top: tuple[float, float]
) -> None:
    """Land and borders (the story's own too), names of countries and seas that find room, the other map's frame."""
    shapes = {name: features for name, features in base.shapes.items() if name not in ("rivers", "lakes")}
    own = [f for _, features in shown.drawn() for f in features if f["properties"]["kind"] == "country"]
    draw_base(ax, frame, Basemap({**shapes, "borders-drawn": [f for f in own if f["geometry"]["type"] != "Point"]}))
    story = palette()["story"]
    least = frame.per_point * 5  # a frame too small to be seen is drawn as a spot of five points
    wide, tall = max(inner.east - inner.west, least), max(inner.north - inner.south, least)
    middle = ((inner.west + inner.east) / 2, (inner.south + inner.north) / 2)
    box = Rectangle((middle[0] - wide / 2, middle[1] - tall / 2), wide, tall)
    box.set(facecolor=story, alpha=0.25, edgecolor="none", zorder=3)
    edge = Rectangle((middle[0] - wide / 2, middle[1] - tall / 2), wide, tall)
    edge.set(facecolor="none", edgecolor=story, linewidth=1.2, zorder=4)
    ax.add_patch(box)
    ax.add_patch(edge)
    x, y = frame.at(middle)
    half = (wide / frame.per_point / 2 + 1, tall / frame.per_point / 2 + 1)
    _names(page, frame, base, shown.view.lang, left_top, [(x - half[0], y - half[1], x + half[0], y + half[1])])


def _names(
    page: Axes,
    frame: Frame,
    base: Basemap,
    lang: str,
    left_top: tuple[float, float],
    taken: Sequence[tuple[float, float, float, float]],
) -> None:
    names = []
    for label in sorted(base.labels, key=lambda one: one["rank"]):
        at = mercator(*label["point"])
        if label["kind"] not in ("country", "sea") or not frame.holds(at):
            continue
        text = label["names"].get(lang) or label["names"]["en"]
        sea = label["kind"] == "sea"
        run = Run(text, "serif-italic" if sea else "sans", 5.0, "#5f8497" if sea else palette()["soft"])
        names.append(Name((run,), *frame.at(at)))
    for placed in place(names, taken, (1.0, 1.0, frame.width - 1.0, frame.height - 1.0)):
        left, _, right, bottom = placed.box
        line = placed.name.lines[0]
        write(page, left_top[0] + (left + right) / 2, left_top[1] + bottom - 1.6, line, ha="center", zorder=8)

"""The legend as blocks of a page: every layer that is drawn with its symbol and count, and how sure lines are."""

from collections.abc import Iterator
from math import pi, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from geo.catalog import Layer
from geo.feature import has_marker
from geo.picture.chart import UNREVIEWED
from geo.picture.flow import Block, Draw, paragraph, stacked
from geo.picture.ink import Stroke, palette, stroke_of
from geo.picture.shown import Shown
from geo.picture.type import Run, write

SIZE = 6.6
SWATCH = (15.0, 8.0)  # points
INDENT = 21.0


def blocks(shown: Shown, room: float) -> list[Block]:
    """The legend in blocks of `room` points: a group of the story each, then how sure lines are."""
    groups = []
    known = {group["id"] for group in shown.story.facts["groups"]}
    for group in [*shown.story.facts["groups"], {"id": "", "title": "Besides"}]:
        mine = [layer for layer, _ in shown.drawn() if (layer.group if layer.group in known else "") == group["id"]]
        rows = [_row(shown, layer, room) for layer in mine]
        if rows and group["id"] == "article":
            rows.append(_drawn_row(_number, "Its excerpts, by their numbers below", room))
        if rows:
            groups.append(stacked([_heading(group["title"], room), *rows]))
    sure = [_drawn_row(draw, words, room) for draw, words in _sure(shown)]
    return [*groups, stacked([_heading("How sure", room), *sure])]


def left_out(shown: Shown) -> str:
    """What the picture does not show, in a sentence; "" if it shows everything."""
    off = [layer.title for layer in shown.story.layers if layer.id not in shown.view.layers]
    none = [layer.title for layer, features in shown.layers if not features]
    others = len(shown.story.article.excerpts) - len(shown.quotes)
    quotes = [f"{others} of {len(shown.story.article.excerpts)}"] if others else []
    parts = [("Switched off", off), ("Nothing on these days", none), ("Excerpts of other days", quotes)]
    return " ".join(f"{words}: {'; '.join(titles)}." for words, titles in parts if titles)


def _heading(text: str, room: float) -> Block:
    return paragraph([Run(text, "bold", SIZE, palette()["soft"])], room, after=1.0, keep=True)


def _row(shown: Shown, layer: Layer, room: float) -> Block:
    every = sum(has_marker(feature) for feature in shown.story.features(layer.id))
    here = sum(has_marker(feature) for one, features in shown.layers if one is layer for feature in features)
    count = "" if here == every else f"  {here} of {every}"
    runs = [Run(layer.title, "sans", SIZE, palette()["ink"]), Run(count, "sans", SIZE, palette()["soft"])]
    is_point = any(f["geometry"]["type"] == "Point" for f in shown.story.features(layer.id) if has_marker(f))
    is_line = all("Line" in f["geometry"]["type"] for f in shown.story.features(layer.id) if has_marker(f))
    look = stroke_of(layer)
    symbol = _dot(layer, look) if is_point else _line(look) if is_line else _area(look)
    return _with_symbol(symbol, [run for run in runs if run.text], room)


def _drawn_row(symbol: Draw, words: str, room: float) -> Block:
    return _with_symbol(symbol, [Run(words, "sans", SIZE, palette()["ink"])], room)


def _with_symbol(symbol: Draw, runs: list[Run], room: float) -> Block:
    body = paragraph(runs, room - INDENT, after=2.0)

    def draw(page: Axes, x: float, y: float) -> None:
        symbol(page, x, y + 0.4)
        body.draw(page, x + INDENT, y)

    return Block(max(body.height, SWATCH[1] + 2.5), draw)


def _area(look: Stroke) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        for extra in _looks(look):
            page.add_patch(Rectangle((x, y), *SWATCH, **extra))

    return draw


def _looks(look: Stroke) -> Iterator[dict[str, Any]]:
    if look.fill:
        yield {"facecolor": look.colour, "alpha": look.fill, "edgecolor": "none"}
    if look.hatch:
        yield {"facecolor": "none", "edgecolor": look.colour, "hatch": look.hatch, "linewidth": 0, "alpha": 0.75}
    dash = (0, look.dash) if look.dash else "-"
    yield {"facecolor": "none", "edgecolor": look.colour, "linewidth": look.width, "linestyle": dash}


def _line(look: Stroke) -> Draw:
    xs = [SWATCH[0] * step / 24 for step in range(25)]

    def draw(page: Axes, x: float, y: float) -> None:
        ys = [y + SWATCH[1] / 2 - 2.4 * sin(value / SWATCH[0] * 2 * pi) for value in xs]
        dash = (0, look.dash) if look.dash else "-"
        page.plot([x + value for value in xs], ys, color=look.colour, linewidth=look.width, linestyle=dash)

    return draw


def _dot(layer: Layer, look: Stroke) -> Draw:
    hollow = layer.id == "peacekeeper-posts"
    fill, edge = (palette()["paper"], look.colour) if hollow else (look.colour, palette()["paper"])

    def draw(page: Axes, x: float, y: float) -> None:
        middle = (x + SWATCH[0] / 2, y + SWATCH[1] / 2)
        page.add_patch(Circle(middle, 3.6, facecolor=fill, edgecolor=edge, linewidth=look.width if hollow else 0.5))

    return draw


def _sure(shown: Shown) -> Iterator[tuple[Draw, str]]:
    """How sure what is drawn can be; a sign that this story never draws is not explained."""
    ink, keep, story = palette()["ink"], palette()["keep"], palette()["story"]

    def ring(page: Axes, x: float, y: float) -> None:
        middle = (x + SWATCH[0] / 2, y + SWATCH[1] / 2)
        look = {"facecolor": palette()["paper"], "edgecolor": story, "linewidth": 1.6, "linestyle": (0, (2.0, 1.8))}
        page.add_patch(Circle(middle, 4.0, **look))

    def unreviewed(page: Axes, x: float, y: float) -> None:
        middle = (x + SWATCH[0] / 2, y + SWATCH[1] / 2)
        page.add_patch(Circle(middle, 3.6, facecolor=palette()["paper"], edgecolor=palette()["soft"], **UNREVIEWED))

    yield _straight(ink, ()), "Solid: an agreed or documented line"
    yield _straight(ink, (4.0, 3.0)), "Dashed: approximate, or disputed"
    if any(layer.style == "hatched" for layer in shown.story.layers):
        yield _area(Stroke(keep, 0.9, (2.2, 2.2), hatch="///")), "Hatched: schematic, never surveyed"
    yield ring, "Ring: a region, no exact point"
    if any(f["properties"].get("review") == "unreviewed" for _, features in shown.drawn() for f in features):
        yield unreviewed, "Grey, hollow: nobody has reviewed it yet"


def _straight(colour: str, dash: tuple[float, ...]) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        middle = y + SWATCH[1] / 2
        page.plot([x, x + SWATCH[0]], [middle] * 2, color=colour, linewidth=1.5, linestyle=(0, dash) if dash else "-")

    return draw


def _number(page: Axes, x: float, y: float) -> None:
    write(page, x + SWATCH[0] / 2, y + SWATCH[1] - 1.4, Run("1–3", "bold", 5.8, palette()["story"]), ha="center")

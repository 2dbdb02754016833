"""How things look in print: the reader's own colours, and which stroke and fill each layer has.

Colours come from `reader.css`, so that page and picture cannot drift apart. Widths and dashes are in points.
"""

import re
from dataclasses import dataclass
from functools import cache

from geo import reader
from geo.catalog import Layer

VAGUE_M = 20_000  # beyond this a place is a ring and no point, as in the reader (atlas.js)
PX = 0.75  # points in a CSS pixel
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")


@cache
def palette() -> dict[str, str]:
    """The light colours of the reader by name (`ink`, `land`, `story` …)."""
    colours: dict[str, str] = {}
    for name, value in _COLOUR.findall(reader.stylesheet()):
        colours.setdefault(name, value)  # the light ones stand first
    return colours


@dataclass(frozen=True)
class Stroke:
    """A line and what it encloses: `dash` in points, `fill` and `hatch` as opacity and pattern ("" is none)."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    fill: float = 0.0
    hatch: str = ""
    round: bool = False


def _stroke(
    colour: str, width: float, dash: str = "", fill: float = 0.0, hatch: str = "", round_: bool = False
) -> Stroke:
    dashes = tuple(float(part) * PX for part in dash.split())
    return Stroke(palette()[colour], width * PX, dashes, fill, hatch, round_)


@cache
def strokes() -> dict[str, Stroke]:
    """The layers whose look `reader.css` sets by name, in its own numbers (pixels)."""
    return {
        "countries": _stroke("country", 1.6),
        "soviet-republics": _stroke("country", 1.3, "1 4", round_=True),
        "oblast": _stroke("oblast", 2.2, "2 5", 0.05, round_=True),
        "de-facto-area": _stroke("held", 1.6, "7 5", 0.10),
        "line-of-contact": _stroke("line", 3),
        "districts": _stroke("held", 1, "3 4", 0.10),
        "area-left": _stroke("held", 2.2, "7 5", 0.20),
        "peacekeeper-zones": _stroke("keep", 1.4, "3 4", hatch="///"),
        "lachin-corridor": _stroke("keep", 1.2, "3 4", hatch="//////"),
        "peacekeeper-posts": _stroke("keep", 2),
        "article-places": _stroke("story", 2),
        "context-places": _stroke("context", 1.5),
    }


_BY_STYLE = {
    "solid": ("ink", 1.2, "", 0.0, ""),
    "dashed": ("ink", 1.2, "7 5", 0.0, ""),
    "dotted": ("ink", 1.2, "1 4", 0.0, ""),
    "hatched": ("keep", 1.2, "3 4", 0.0, "///"),
}


def stroke_of(layer: Layer, kind: str = "", feature_id: str = "") -> Stroke:
    """The stroke of a layer, with the few kinds that differ; an unknown layer is drawn by its `style`."""
    if kind == "road":
        return _stroke("keep", 2)
    if feature_id == "zone-south":
        return _stroke("keep", 1.4, "3 4", hatch="\\\\\\")
    return strokes().get(layer.id) or _stroke(*_BY_STYLE[layer.style])

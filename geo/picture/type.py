"""Type on a page of points: fonts, measuring, breaking lines. Text is text, never markup or mathematics.

The fonts are those that matplotlib brings along (DejaVu): they have Armenian, Azerbaijani and Cyrillic letters,
and give the same picture on every machine.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

_FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FILES = {
    "sans": "DejaVuSans",
    "bold": "DejaVuSans-Bold",
    "oblique": "DejaVuSans-Oblique",
    "serif": "DejaVuSerif",
    "serif-bold": "DejaVuSerif-Bold",
    "serif-italic": "DejaVuSerif-Italic",
}
_BREAK = re.compile(r"(?<=[ -])")  # a line may end after a blank or a hyphen
LEADING = 1.32  # from baseline to baseline, in sizes


@dataclass(frozen=True)
class Run:
    """Words in one look; `size` in points, `back` the colour of a marker pen behind them ("" is none)."""

    text: str
    font: str = "sans"
    size: float = 7.0
    colour: str = "#1d2126"
    back: str = ""


Line = list[tuple[float, Run]]


@lru_cache(maxsize=256)
def font(name: str, size: float) -> FontProperties:
    """One of the bundled fonts at a size in points."""
    return FontProperties(fname=str(_FOLDER / f"{_FILES[name]}.ttf"), size=size)


@lru_cache(maxsize=8192)
def width(text: str, name: str, size: float) -> float:
    """How far the pen moves over words, in points: matplotlib itself tells only how wide their ink is."""
    return _ink(f"|{text}|", name, size) - _ink("||", name, size)


def _ink(text: str, name: str, size: float) -> float:
    return float(text_to_path.get_text_width_height_descent(text, font(name, size), False)[0])


def broken(runs: list[Run], room: float) -> list[Line]:
    """The runs in lines of at most `room` points, each part with its distance from the left."""
    lines: list[Line] = [[]]
    at = 0.0
    for run in runs:
        for word in _words(run, room):
            wide = width(word.text, word.font, word.size)
            if at + width(word.text.rstrip(), word.font, word.size) > room and lines[-1]:
                lines.append([])
                at = 0.0
            _append(lines[-1], at, word)
            at += wide
    return lines


def _words(run: Run, room: float) -> list[Run]:
    """The words of a run, each with the blank or the hyphen after it; one that no line can hold is cut."""
    words = []
    for word in _BREAK.split(run.text.replace("\n", " ")):
        rest = word
        while len(rest) > 1 and width(rest.rstrip(), run.font, run.size) > room:
            fits = next((n for n in range(len(rest) - 1, 1, -1) if width(rest[:n], run.font, run.size) <= room), 1)
            words.append(replace(run, text=rest[:fits]))
            rest = rest[fits:]
        words.append(replace(run, text=rest))
    return [word for word in words if word.text]


def _append(line: Line, at: float, word: Run) -> None:
    """Words of one look become one text again: a picture with editable lines, not loose words."""
    if line and replace(line[-1][1], text="") == replace(word, text=""):
        start, before = line[-1]
        line[-1] = (start, replace(before, text=before.text + word.text))
    else:
        line.append((at, word))


def write(page: Axes, x: float, y: float, run: Run, ha: str = "left", zorder: float = 5.0) -> None:
    """Words on the page; `y` is their baseline."""
    page.text(
        x, y, run.text, fontproperties=font(run.font, run.size), color=run.colour, ha=ha, va="baseline", zorder=zorder
    )

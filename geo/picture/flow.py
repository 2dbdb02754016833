"""Blocks of a page (paragraphs, legend rows) and how they fill columns. Points, y downwards from the top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from geo.picture.type import LEADING, Run, broken, width, write

Draw = Callable[[Axes, float, float], None]


@dataclass(frozen=True)
class Block:
    """Something `height` points high, drawn with its left top corner at x, y; `keep` stays with the next."""

    height: float
    draw: Draw
    keep: bool = False


def paragraph(runs: list[Run], room: float, after: float = 3.0, indent: float = 0.0, keep: bool = False) -> Block:
    """Runs of words broken to `room` points; lines after the first begin at `indent`."""
    lines = broken(runs, room - indent)
    step = max((run.size for run in runs), default=7.0) * LEADING

    def draw(page: Axes, x: float, y: float) -> None:
        for number, line in enumerate(lines):
            base = y + step * (number + 0.78)
            for at, run in line:
                if run.back:
                    wide = width(run.text.rstrip(), run.font, run.size)
                    box = Rectangle((x + indent + at, base - run.size * 0.86), wide, run.size * 1.12)
                    box.set(facecolor=run.back, edgecolor="none", zorder=4)
                    page.add_patch(box)
                write(page, x + indent + at, base, run)

    return Block(step * len(lines) + after, draw, keep)


def numbered(number: str, runs: list[Run], room: float, colour: str, after: float = 4.0) -> Block:
    """A paragraph with a bold number in its margin."""
    body = paragraph(runs, room, after, indent=15.0)

    def draw(page: Axes, x: float, y: float) -> None:
        size = runs[0].size
        write(page, x + 11.5, y + size * LEADING * 0.78, Run(number, "bold", size, colour), ha="right")
        body.draw(page, x, y)

    return Block(body.height, draw)


def stacked(blocks: Sequence[Block]) -> Block:
    """Blocks that stay together, as one."""

    def draw(page: Axes, x: float, y: float) -> None:
        set_columns(page, [list(blocks)], x, y, 0.0)

    return Block(sum(block.height for block in blocks) + 3.0, draw)


def fill(blocks: Sequence[Block], columns: int, most: float) -> tuple[list[list[Block]], list[Block], float]:
    """Blocks in columns as even as can be, at most `most` points high: the columns, what is left, their height."""
    total = sum(block.height for block in blocks)
    height = total / columns
    tallest = max((block.height for block in blocks), default=0.0)
    height = min(max(height, tallest), most)
    while True:
        filled, left = _greedy(blocks, columns, height)
        if not left or height >= most:
            used = max((sum(block.height for block in column) for column in filled), default=0.0)
            return filled, left, used
        height = min(height + 4.0, most)


def _greedy(blocks: Sequence[Block], columns: int, height: float) -> tuple[list[list[Block]], list[Block]]:
    filled: list[list[Block]] = [[] for _ in range(columns)]
    column, used = 0, 0.0
    for number, block in enumerate(blocks):
        needs = block.height + (blocks[number + 1].height if block.keep and number + 1 < len(blocks) else 0.0)
        if used + needs > height + 0.01 and filled[column]:
            column, used = column + 1, 0.0
        if column == columns or needs > height + 0.01:
            return filled, list(blocks[number:])
        filled[column].append(block)
        used += block.height
    return filled, []


def set_columns(page: Axes, columns: list[list[Block]], x: float, y: float, step: float) -> None:
    """Draw filled columns, `step` points from the left edge of one to that of the next."""
    for number, column in enumerate(columns):
        at = y
        for block in column:
            block.draw(page, x + number * step, at)
            at += block.height

"""Names on a map: one after the other by rank, each where it covers nothing; who finds no room is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.picture.type import Run, width

Box = tuple[float, float, float, float]  # left, top, right, bottom in points, y downwards
GAP = 1.5  # points between two names
SIDES = ("right", "left", "top", "bottom", "above right", "above left", "below right", "below left")
AWAY = (0.0, 7.0, 16.0)  # how much farther from its marker a name that must stand may go, with a leader


@dataclass(frozen=True)
class Name:
    """A name, perhaps of several lines, at x, y (points); `clear` is its marker's radius; 0 centres it there."""

    lines: tuple[Run, ...]
    x: float
    y: float
    clear: float = 0.0
    must: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a name came to stand; `leader` says that a thin line should lead to its marker."""

    name: Name
    box: Box
    side: str
    leader: bool


def size_of(name: Name) -> tuple[float, float]:
    """Width and height of a name in points."""
    wide = max(width(line.text, line.font, line.size) for line in name.lines)
    return wide, sum(line.size * 1.16 for line in name.lines)


def place(names: Iterable[Name], taken: Sequence[Box], room: Box) -> list[Placed]:
    """Each name's place, in the order given; `taken` are boxes to keep clear of, all within `room`."""
    full = list(taken)
    done = []
    for name in names:
        found = next((spot for spot in _spots(name) if _fits(spot.box, full, room)), None)
        if found:
            full.append(found.box)
            done.append(found)
    return done


def _spots(name: Name) -> Iterator[Placed]:
    wide, tall = size_of(name)
    if not name.clear:
        left, top = name.x - wide / 2, name.y - tall / 2
        yield Placed(name, (left, top, left + wide, top + tall), "centre", False)
        return
    for away in AWAY if name.must else AWAY[:1]:
        for side in SIDES:
            left, top = _corner(name, side, wide, tall, name.clear + 2.0 + away)
            yield Placed(name, (left, top, left + wide, top + tall), side, away > 0)


def _corner(name: Name, side: str, wide: float, tall: float, gap: float) -> tuple[float, float]:
    """The left top corner of a name on one side of its marker."""
    left = name.x - wide / 2
    if side.endswith("right"):
        left = name.x + gap * (0.75 if " " in side else 1)
    elif side.endswith("left"):
        left = name.x - wide - gap * (0.75 if " " in side else 1)
    if side in ("right", "left"):
        return left, name.y - tall / 2
    up = side == "top" or side.startswith("above")
    return left, name.y - tall - gap * 0.8 if up else name.y + gap * 0.8


def overlap(a: Box, b: Box, gap: float = GAP) -> bool:
    """Whether two boxes come nearer to each other than `gap` points."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def _fits(box: Box, taken: Sequence[Box], room: Box) -> bool:
    inside = box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
    return inside and not any(overlap(box, other) for other in taken)

"""What was found against what is marked: figures as the field defines them.

Spans are matched one to one, exact ones first, then by the longest overlap. A place is right within 161 km (100 miles)
of the marked point. AUC is the area under the curve of the logs of the errors (Gritta et al. 2019): lower is better.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geo.extract.resolve import distance

NEAR_KM = 161.0
FARTHEST_KM = 20039.0  # half of the Earth's circumference


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


@dataclass(frozen=True)
class Spot:
    """A name and where it lies (degrees), None where that is not known; `confidence` and `role` of what was found."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    confidence: float = 0.0
    role: str = ""


Pair = tuple[Sequence[Spot], Sequence[Spot]]  # of one text: marked, found


def matched(gold: Sequence[Spanned], found: Sequence[Spanned]) -> tuple[dict[int, int], int]:
    """Which marked span goes with which found one, by index, and how many of them are exact."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    exact = {(one.start, one.end): j for j, one in reversed(list(enumerate(found)))}
    for i, one in enumerate(gold):
        j = exact.get((one.start, one.end))
        if j is not None and j not in taken:
            pairs[i] = j
            taken.add(j)
    count = len(pairs)
    overlaps = [
        (-(min(a.end, b.end) - max(a.start, b.start)), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(found)
        if a.start < b.end and b.start < a.end
    ]
    for _, i, j in sorted(overlaps):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs, count


@dataclass(frozen=True)
class Rate:
    """Precision, recall and F1 of counts."""

    right: int
    found: int
    gold: int

    @property
    def p(self) -> float:
        """Of what was found, the share that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def r(self) -> float:
        """Of what is marked, the share that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0


def recognition(pairs: Sequence[Pair]) -> tuple[Rate, Rate]:
    """Names found, exactly and with any overlap."""
    gold, found = sum(len(one) for one, _ in pairs), sum(len(one) for _, one in pairs)
    both = [matched(*pair) for pair in pairs]
    return Rate(sum(count for _, count in both), found, gold), Rate(sum(len(one) for one, _ in both), found, gold)


def errors_km(pairs: Sequence[Pair]) -> list[float]:
    """How far each name that was found and placed lies from where it is marked."""
    return [
        km
        for gold, found in pairs
        for i, j in matched(gold, found)[0].items()
        if (km := _apart(gold[i], found[j])) is not None
    ]


def joint(pairs: Sequence[Pair]) -> Rate:
    """Found and placed right, as one; what overlaps a name marked without a point does not count."""
    right = placed = marked = 0
    for gold, found in pairs:
        back = {j: i for i, j in matched(gold, found)[0].items()}
        marked += sum(one.lat is not None for one in gold)
        for j, one in enumerate(found):
            if one.lat is None or (j in back and gold[back[j]].lat is None):
                continue
            placed += 1
            km = _apart(gold[back[j]], one) if j in back else None
            right += km is not None and km <= NEAR_KM
    return Rate(right, placed, marked)


def given_errors_km(gold: Sequence[Spot], resolved: Sequence[Spot]) -> list[float]:
    """The same with the marked names given; what was not placed is as far off as can be."""
    apart = ((one, _apart(one, other)) for one, other in zip(gold, resolved, strict=True) if one.lat is not None)
    return [FARTHEST_KM if km is None else km for _, km in apart]


def near(errors: Sequence[float]) -> float:
    """The share within 161 km."""
    return sum(km <= NEAR_KM for km in errors) / len(errors) if errors else math.nan


def median(errors: Sequence[float]) -> float:
    """The median error in km."""
    return statistics.median(errors) if errors else math.nan


def auc(errors: Sequence[float]) -> float:
    """The area under the logs of the errors, by trapezoids, between 0 and 1."""
    if len(errors) < 2:
        return math.nan
    logs = sorted(math.log(min(km, FARTHEST_KM) + 1) for km in errors)
    return (sum(logs) - (logs[0] + logs[-1]) / 2) / (math.log(FARTHEST_KM) * (len(logs) - 1))


def trusted(pairs: Sequence[Pair], low: float, high: float = 1.01) -> tuple[int, int]:
    """Of the places found with a confidence from `low` to below `high`: how many there are, how many are right."""
    count = right = 0
    for gold, found in pairs:
        back = {j: i for i, j in matched(gold, found)[0].items()}
        for j, one in enumerate(found):
            unknown = one.lat is None or (j in back and gold[back[j]].lat is None)
            if unknown or not low <= one.confidence < high:
                continue
            count += 1
            km = _apart(gold[back[j]], one) if j in back else None
            right += km is not None and km <= NEAR_KM
    return count, right


def roles(pairs: Sequence[Pair]) -> tuple[int, int]:
    """Of the names found: how many have a marked role, how many were given it."""
    both = [
        (gold[i].role, found[j].role)
        for gold, found in pairs
        for i, j in matched(gold, found)[0].items()
        if gold[i].role
    ]
    return len(both), sum(a == b for a, b in both)


def _apart(a: Spot, b: Spot) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance(a.lat, a.lon, b.lat, b.lon)

"""Which place a name means: the candidates of every name in a text, weighed together.

A conditional-logit ranker weighs what speaks for each candidate (evidence.py) in rounds: what was likeliest in one round
is context for the next. "X, Y" is a rule, not a weight (qualify.py): Moscow, Idaho is in Idaho.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.extract.evidence import ALONE, AROUND, BESIDE, COLUMN, EARTH_KM, Evidence, Numbers, Rows
from geo.extract.gazetteer import Gazetteer, Match, Place
from geo.extract.qualify import allowed, contains, said_to_be_state, within
from geo.extract.recognise import Span

ROUNDS = 3
HOLDS = 3.0  # what it weighs that the text puts a place into an area of this name
_OUT = -1e3  # the score of a candidate that the text rules out
_NEAR, _FAR = (math.cos(km / EARTH_KM) for km in (50.0, 161.0))  # of two points on the unit sphere
FIXED_KM = 50.0  # how far a candidate may be from a point that a reviewer settled
Point = tuple[float, float]  # longitude, latitude
OWN = 0.5  # how far a mention's own surroundings count against those of all mentions of the name


@dataclass
class Ranked:
    """A candidate of one mention: its score, the chance that it is meant, and where the text says that it lies.

    `row` is what speaks for it, columns as in FEATURES; `near` the chance that it or a place close by is meant, a town or
    its county; `rivals` counts the candidates that lie elsewhere.
    """

    match: Match
    row: Rows
    score: float
    chance: float
    said: str = ""
    near: float = 0.0
    rivals: int = 0

    def evidence(self, name: str) -> float:
        """One of FEATURES."""
        return float(self.row[COLUMN[name]])


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres."""
    return distance(a.lat, a.lon, b.lat, b.lon)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points (degrees, WGS 84) in kilometres."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(x)))


@dataclass
class Weighed:
    """The names of a text, weighed together: for each mention that the gazetteer knows, its candidates and their scores."""

    evidence: Evidence
    around: Rows
    beside: Rows
    scores: Rows

    def places(self) -> list[Place]:
        """The likeliest place of each mention."""
        chosen = _chosen(self.evidence, self.scores)
        return [self.evidence.matches[row].place for row in self.evidence.flat[chosen]]

    def ranked(self) -> Iterator[list[Ranked]]:
        """The candidates of each mention, the likeliest first."""
        evidence = self.evidence
        chances = _softmax(evidence, self.scores)
        ends = [*evidence.begins[1:], len(evidence.flat)]
        for begin, end, said in zip(evidence.begins, ends, evidence.inside, strict=True):
            rows = evidence.flat[begin:end]
            lines = np.hstack([evidence.alone[rows], self.around[rows], self.beside[begin:end]])
            kinship = evidence.points[rows] @ evidence.points[rows].T
            near, far = (kinship >= _NEAR) @ chances[begin:end], (kinship < _FAR).sum(axis=1)
            one = [
                Ranked(
                    evidence.matches[rows[at]], lines[at], float(self.scores[begin + at]), float(chances[begin + at]),
                    said.name if evidence.held[begin + at] else "", min(1.0, float(near[at])), int(far[at]),
                )
                for at in range(len(rows))
                if self.scores[begin + at] > _OUT / 2
            ]  # fmt: skip
            yield sorted(one, key=lambda each: (-each.score, each.match.place.number))


def resolve_spans(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, first: Mapping[str, float], later: Mapping[str, float],
    rounds: int = ROUNDS,
) -> list[list[Ranked]]:  # fmt: skip
    """The candidates of each span, the likeliest first; empty for names that the gazetteer does not know."""
    weighed = weigh(text, spans, gazetteer, first, later, rounds)
    ranked = weighed.ranked() if weighed else iter(())
    return [next(ranked) if span.matches else [] for span in spans]


def weigh(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, first: Mapping[str, float], later: Mapping[str, float],
    rounds: int = ROUNDS, fixed: Mapping[tuple[int, int], Point] | None = None,
) -> Weighed | None:  # fmt: skip
    """The candidates of the spans, weighed together; None if the gazetteer knows none, which are left out.

    `fixed`: points (lon, lat) of spans that a reviewer settled: the nearest candidate is meant, and is context for others.
    """
    if not any(span.matches for span in spans):
        return None
    inside = [within(text, span, gazetteer) for span in spans]
    evidence = Evidence(text, spans, inside, gazetteer)
    mask = _mask(evidence, text, gazetteer, fixed or {})
    around = np.zeros((len(evidence.matches), len(AROUND)))
    nothing = np.zeros(len(evidence.mentions), np.int64), np.zeros(len(evidence.mentions))
    beside = evidence.beside(*nothing)
    scores = _scores(evidence, around, beside, mask, first)
    for _ in range(rounds):
        chances = _softmax(evidence, scores)
        around = evidence.around(_by_name(evidence, chances))
        best = _chosen(evidence, scores)
        chosen = evidence.flat[best]
        beside = evidence.beside(chosen, chances[best])
        scores = _scores(evidence, around, beside, mask, later)
        _settle_areas(evidence, chosen, scores)
    return Weighed(evidence, around, beside, scores)


def _mask(evidence: Evidence, text: str, gazetteer: Gazetteer, fixed: Mapping[tuple[int, int], Point]) -> Rows:
    """What is added to the scores: nothing for the candidates that are left, for the others so little that they are out."""
    told: list[float] = []
    for span, said in zip(evidence.mentions, evidence.inside, strict=True):
        left = said_to_be_state(text, span, gazetteer) or allowed(span.matches, said)
        kept = _settled(span, {match.place.number for match in left}, fixed.get((span.start, span.end)))
        told += [0.0 if match.place.number in kept else _OUT for match in span.matches]
    return np.array(told)


def _settled(span: Span, kept: set[int], point: Point | None) -> set[int]:
    """The candidate nearest to a point that a reviewer settled, else those that are left."""
    if not point:
        return kept
    far = {place.number: distance(point[1], point[0], place.lat, place.lon) for place, _ in span.matches}
    nearest = min(far, key=far.__getitem__)
    return {nearest} if far[nearest] <= FIXED_KM else kept


def _scores(evidence: Evidence, around: Rows, beside: Rows, mask: Rows, weights: Mapping[str, float]) -> Rows:
    """One score for each candidate of each mention.

    A name tends to mean the same all through a text; what stands beside a mention may say otherwise.
    """
    alone, others, close = (np.array([weights.get(name, 0.0) for name in names]) for names in (ALONE, AROUND, BESIDE))
    scores = (evidence.alone @ alone + around @ others)[evidence.flat] + beside @ close
    keys = evidence.keys[evidence.flat]
    mean = np.bincount(keys, scores) / np.maximum(np.bincount(keys), 1)
    mixed: Rows = OWN * scores + (1 - OWN) * mean[keys] + mask
    return mixed


def _settle_areas(evidence: Evidence, chosen: Numbers, scores: Rows) -> None:
    """ "Tbilisi, the capital of Georgia": the Georgia that holds Tbilisi."""
    begins = {span.start: at for at, span in enumerate(evidence.mentions)}
    for said, row in zip(evidence.inside, chosen, strict=True):
        at = begins.get(said.at)
        if at is not None:
            place = evidence.matches[row].place
            held = [contains(match, place) for match in evidence.mentions[at].matches]
            scores[evidence.begins[at] : evidence.begins[at] + len(held)] += HOLDS * np.array(held)


def _by_name(evidence: Evidence, chances: Rows) -> Rows:
    """The mean chance of each candidate of each name as written."""
    size = len(evidence.matches)
    mean: Rows = np.bincount(evidence.flat, chances, size) / np.maximum(np.bincount(evidence.flat, minlength=size), 1)
    return mean


def _chosen(evidence: Evidence, scores: Rows) -> Numbers:
    """The likeliest candidate of each mention."""
    best = np.flatnonzero(scores == np.maximum.reduceat(scores, evidence.begins)[evidence.owner])
    return best[np.unique(evidence.owner[best], return_index=True)[1]]


def _softmax(evidence: Evidence, scores: Rows) -> Rows:
    powers = np.exp(scores - np.maximum.reduceat(scores, evidence.begins)[evidence.owner])
    chances: Rows = powers / np.add.reduceat(powers, evidence.begins)[evidence.owner]
    return chances

"""Which place a name means: the candidates of every name in a text, weighed together.

A conditional-logit ranker weighs what speaks for each candidate (evidence.py) in rounds: what was likeliest in one round
is context for the next. "X, Y" is a rule, not a weight (qualify.py): Moscow, Idaho is in Idaho.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.extract.evidence import ALONE, AROUND, BESIDE, EARTH_KM, Evidence, Numbers, Rows
from geo.extract.gazetteer import Gazetteer, Match, Place
from geo.extract.qualify import allowed, contains, said_to_be_state, within
from geo.extract.recognise import Span

ROUNDS = 3
HOLDS = 3.0  # what it weighs that the text puts a place into an area of this name
FIXED_KM = 50.0  # how far a candidate may be from a point that a reviewer settled
Point = tuple[float, float]  # longitude, latitude
OWN = 0.5  # how far a mention's own surroundings count against those of all mentions of the name


@dataclass
class Ranked:
    """A candidate of one mention: its score, the chance that it is meant, and where the text says that it lies."""

    match: Match
    row: Rows
    score: float
    chance: float
    said: str = ""


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres."""
    return distance(a.lat, a.lon, b.lat, b.lon)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points (degrees, WGS 84) in kilometres."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(x)))


def resolve_spans(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, first: Mapping[str, float], later: Mapping[str, float],
    rounds: int = ROUNDS, fixed: Mapping[tuple[int, int], Point] | None = None,
) -> list[list[Ranked]]:  # fmt: skip
    """The candidates of each span, the likeliest first; empty for names that the gazetteer does not know.

    `fixed`: points (lon, lat) of spans that a reviewer settled: the nearest candidate is meant, and is context for others.
    """
    inside = [within(text, span, gazetteer) for span in spans]
    if not any(span.matches for span in spans):
        return [[] for _ in spans]
    evidence = Evidence(text, spans, inside, gazetteer)
    left = [
        said_to_be_state(text, span, gazetteer) or allowed(span.matches, said)
        for span, said in zip(evidence.mentions, evidence.inside, strict=True)
    ]
    points = [(fixed or {}).get((span.start, span.end)) for span in evidence.mentions]
    masks = [_mask(*one) for one in zip(evidence.mentions, left, points, strict=True)]
    around, beside = np.zeros((len(evidence.matches), len(AROUND))), _blank(evidence)
    scores = _scores(evidence, around, beside, masks, first)
    for _ in range(rounds):
        chances = [_softmax(score) for score in scores]
        around = evidence.around(_by_name(evidence, chances))
        chosen = np.array([rows[np.argmax(chance)] for rows, chance in zip(evidence.rows, chances, strict=True)])
        beside = evidence.beside(chosen, np.array([chance.max() for chance in chances]))
        scores = _scores(evidence, around, beside, masks, later)
        _settle_areas(evidence, chosen, scores)
    ranked = iter(_ranked(evidence, around, beside, scores))
    return [next(ranked) if span.matches else [] for span in spans]


def _mask(span: Span, left: Sequence[Match], point: Point | None) -> Rows:
    """What is added to the scores: nothing for the candidates that are left, for the others so little that they are out."""
    kept = {match.place.number for match in left}
    if point:
        far = {place.number: distance(point[1], point[0], place.lat, place.lon) for place, _ in span.matches}
        nearest = min(far, key=far.__getitem__)
        kept = {nearest} if far[nearest] <= FIXED_KM else kept
    return np.array([0.0 if match.place.number in kept else -1e3 for match in span.matches])


def _blank(evidence: Evidence) -> list[Rows]:
    nothing = np.zeros(len(evidence.rows), np.int64), np.zeros(len(evidence.rows))
    return evidence.beside(*nothing)


def _scores(
    evidence: Evidence, around: Rows, beside: list[Rows], masks: list[Rows], weights: Mapping[str, float]
) -> list[Rows]:
    alone, others, close = (np.array([weights.get(name, 0.0) for name in names]) for names in (ALONE, AROUND, BESIDE))
    base = evidence.alone @ alone + around @ others
    scores = [base[rows] + table @ close for rows, table in zip(evidence.rows, beside, strict=True)]
    return [score + mask for score, mask in zip(_one_sense(evidence, scores), masks, strict=True)]


def _settle_areas(evidence: Evidence, chosen: Numbers, scores: list[Rows]) -> None:
    """ "Tbilisi, the capital of Georgia": the Georgia that holds Tbilisi."""
    begins = {span.start: at for at, span in enumerate(evidence.mentions)}
    for said, row in zip(evidence.inside, chosen, strict=True):
        at = begins.get(said.at)
        if at is not None:
            place = evidence.matches[row].place
            scores[at] += HOLDS * np.array([contains(evidence.matches[one], place) for one in evidence.rows[at]])


def _one_sense(evidence: Evidence, scores: list[Rows]) -> list[Rows]:
    """A name tends to mean the same all through a text; what stands beside a mention may say otherwise."""
    keys = [evidence.keys[rows] for rows in evidence.rows]
    flat = np.concatenate(keys)
    mean = np.bincount(flat, np.concatenate(scores)) / np.maximum(np.bincount(flat), 1)
    return [OWN * score + (1 - OWN) * mean[key] for score, key in zip(scores, keys, strict=True)]


def _by_name(evidence: Evidence, chances: list[Rows]) -> Rows:
    """The mean chance of each candidate of each name as written."""
    flat = np.concatenate(evidence.rows)
    size = len(evidence.matches)
    return np.bincount(flat, np.concatenate(chances), size) / np.maximum(np.bincount(flat, minlength=size), 1)


def _ranked(evidence: Evidence, around: Rows, beside: list[Rows], scores: list[Rows]) -> list[list[Ranked]]:
    found = []
    for rows, table, score, said in zip(evidence.rows, beside, scores, evidence.inside, strict=True):
        chances = _softmax(score)
        lines = np.concatenate([evidence.alone[rows], around[rows], table], axis=1)
        one = [
            Ranked(evidence.matches[row], line, float(value), float(chance), said.name if line[-4] else "")
            for row, line, value, chance in zip(rows, lines, score, chances, strict=True)
            if value > -500
        ]
        found.append(sorted(one, key=lambda each: (-each.score, each.match.place.number)))
    return found


def _softmax(scores: Rows) -> Rows:
    powers = np.exp(scores - scores.max())
    chances: Rows = powers / powers.sum()
    return chances

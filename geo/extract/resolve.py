"""Which place a name means: the candidates of every name in a text, weighed together.

A conditional-logit ranker weighs population, the bond of the name to the place, and the other places of the text, in
rounds: what was likeliest in one round is context for the next. "X, Y" is a rule, not a weight: Moscow, Idaho is in
Idaho.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.extract.gazetteer import ALTERNATE, OFFICIAL, PEOPLE, Gazetteer, Match, Place
from geo.extract.names import fold
from geo.extract.recognise import Span, qualifier

ROUNDS = 3
EARTH_KM = 6371.0088
_COUNTY = re.compile(r"\b(?:County|Parish|Co\.?|district|District)$")
_SMALL = frozenset({"city", "adm2"})
_LOCAL = frozenset({"city", "adm2", "poi", "region"})


@dataclass
class Ranked:
    """A candidate of one name: its features in the last round, score, and the chance that it is meant."""

    match: Match
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0
    chance: float = 0.0


@dataclass(frozen=True)
class _Within:
    """Where a qualifier says a place lies: countries, and divisions as (country, adm1[, adm2])."""

    countries: frozenset[str] = frozenset()
    divisions: frozenset[tuple[str, ...]] = frozenset()
    short: bool = False  # "Idaho" written as an abbreviation, which no list of states is

    def holds(self, place: Place) -> bool:
        divided = (place.country, place.adm1), (place.country, place.adm1, place.adm2)
        return (place.kind != "country" and place.country in self.countries) or (
            place.kind in _SMALL | {"poi"} and any(one in self.divisions for one in divided)
        )


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
    rounds: int = ROUNDS,
) -> list[list[Ranked]]:  # fmt: skip
    """The candidates of each span, the likeliest first; empty for names that the gazetteer does not know."""
    within = [_within(text, span, gazetteer) for span in spans]
    ranked = [[Ranked(match) for match in _allowed(span, inside)] for span, inside in zip(spans, within, strict=True)]
    chosen: list[Place | None] = []
    for number in range(rounds):
        weights = first if number == 0 else later
        _describe(spans, ranked, within, chosen)
        for candidates in ranked:
            for one in candidates:
                one.score = sum(weights.get(name, 0.0) * value for name, value in one.features.items())
        _one_sense(spans, ranked, within)
        for candidates in ranked:
            candidates.sort(key=lambda one: (-one.score, one.match.place.number))
        chosen = [candidates[0].match.place if candidates else None for candidates in ranked]
    for candidates in ranked:
        _softmax(candidates)
    return ranked


def _within(text: str, span: Span, gazetteer: Gazetteer) -> _Within:
    named = qualifier(text, span.end).split(" ")
    for count in range(len(named), 0, -1):
        words = " ".join(named[:count])
        short = words in gazetteer.abbreviations
        matches = gazetteer.matches(words if short else words.rstrip("."))
        if matches:
            divisions: set[tuple[str, ...]] = set()
            countries = set()
            for place, how in matches:
                if place.kind == "adm1" and how <= OFFICIAL:
                    divisions.add((place.country, place.adm1))
                elif place.kind == "adm2":
                    divisions.add((place.country, place.adm1, place.adm2))
                elif place.kind == "country" and how < PEOPLE:
                    countries.add(place.country)
            return _Within(frozenset(countries), frozenset(divisions), short)
    return _Within()


def _allowed(span: Span, within: _Within) -> Sequence[Match]:
    """Only what lies within "X, Y", unless X and Y are a list: "Georgia, Armenia", "Kansas, Oklahoma and Texas"."""
    inside = [match for match in span.matches if within.holds(match.place)]
    beside = {division[0] for division in within.divisions if len(division) == 2}
    listed = any(
        (match.place.kind == "country" or (match.place.kind == "adm1" and match.place.country in beside))
        and match.how <= OFFICIAL
        for match in span.matches
    )
    return inside if inside and (within.short or not listed) else span.matches


def _describe(
    spans: Sequence[Span], ranked: list[list[Ranked]], within: list[_Within], chosen: list[Place | None]
) -> None:
    countries, divisions = _mentioned(spans)
    seen = {
        (span.text, place.number): (fold(span.text), place) for span, place in zip(spans, chosen, strict=False) if place
    }
    context = list(seen.values())
    shares = Counter(place.country for _, place in context if place.country)
    first = Counter((place.country, place.adm1) for _, place in context if place.adm1)
    second = Counter((place.country, place.adm1, place.adm2) for _, place in context if place.adm2)
    total = max(1, len(context))
    for span, candidates, inside in zip(spans, ranked, within, strict=True):
        folded = fold(span.text)
        others = [place for name, place in context if name != folded]
        most = max((one.match.place.population for one in candidates), default=0)
        county = _COUNTY.search(span.text) is not None
        for one in candidates:
            place = one.match.place
            small = place.kind in _SMALL
            features = _alone(span, one.match, most, county)
            features["within the qualifier"] = float(inside.holds(place))
            features["country is named"] = float(place.kind != "country" and place.country in countries)
            features["division is named"] = float(small and (place.country, place.adm1) in divisions)
            if others:
                features["share of the country"] = shares[place.country] / total if place.country else 0.0
                features["share of the division"] = first[place.country, place.adm1] / total if place.adm1 else 0.0
                features["share of the district"] = (
                    second[place.country, place.adm1, place.adm2] / total if place.adm2 else 0.0
                )
                if place.kind not in ("country", "continent"):
                    features |= _near(place, others)
            one.features = features


def _mentioned(spans: Sequence[Span]) -> tuple[set[str], set[tuple[str, str]]]:
    """Countries and first-level divisions that some name in the text may mean."""
    countries, divisions = set(), set()
    for span in spans:
        for place, how in span.matches:
            if place.kind == "country":
                countries.add(place.country)
            elif place.kind == "adm1" and how <= OFFICIAL:
                divisions.add((place.country, place.adm1))
    return countries, divisions


def _alone(span: Span, match: Match, most: int, county: bool) -> dict[str, float]:
    """What speaks for a candidate without the rest of the text."""
    place, how = match
    return {
        "population": math.log10(place.population + 1) / 7,
        "no population": float(place.population <= 0),
        f"kind {place.kind}": 1.0,
        "official": float(how == OFFICIAL),
        "alias": float(how == ALTERNATE),
        "people": float(how == PEOPLE),
        "same letters": float(place.name == span.text),
        "ours": float(place.own),
        "most populous": float(place.population == most),
        "great city": float(place.kind == "city" and place.population > 1_000_000),
        "called a county": float(county and place.kind == "adm2"),
        "called a county, is none": float(county and place.kind != "adm2"),
    }


def _near(place: Place, others: Sequence[Place]) -> dict[str, float]:
    nearest, weight = math.inf, 0.0
    for other in others:
        if abs(other.lat - place.lat) > 20:
            continue
        km = distance_km(place, other)
        weight += math.exp(-km / 200)
        if other.kind in _LOCAL:
            nearest = min(nearest, km)
    return {
        "within 50 km": float(nearest <= 50),
        "within 150 km": float(nearest <= 150),
        "within 500 km": float(nearest <= 500),
        "nearness": weight / len(others),
    }


def _one_sense(spans: Sequence[Span], ranked: list[list[Ranked]], within: list[_Within]) -> None:
    """A name means the same all through a text, unless its own qualifier says otherwise."""
    best: dict[str, dict[int, float]] = defaultdict(dict)
    for span, candidates in zip(spans, ranked, strict=True):
        known = best[fold(span.text)]
        for one in candidates:
            number = one.match.place.number
            known[number] = max(one.score, known.get(number, -math.inf))
    for span, candidates, inside in zip(spans, ranked, within, strict=True):
        if any(inside.holds(one.match.place) for one in candidates):
            continue
        known = best[fold(span.text)]
        for one in candidates:
            one.score = known[one.match.place.number]


def _softmax(candidates: list[Ranked]) -> None:
    if not candidates:
        return
    powers = [math.exp(one.score - candidates[0].score) for one in candidates]
    for one, power in zip(candidates, powers, strict=True):
        one.chance = power / sum(powers)

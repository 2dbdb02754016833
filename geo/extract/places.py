"""The places of a text: recognition, resolution and roles as one."""

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import ExtractError
from geo.extract import ner
from geo.extract.gazetteer import OFFICIAL, Gazetteer, Match, gazetteer
from geo.extract.names import fold
from geo.extract.recognise import Span, find_spans, pick
from geo.extract.records import Candidate, Mention
from geo.extract.resolve import Ranked, distance_km, resolve_spans
from geo.extract.roles import usage_of

WEIGHTS = Path(__file__).parent / "data" / "weights.json"  # which candidate is meant, and how sure
MENTION = Path(__file__).parent / "data" / "mention.json"  # which spans name places
CANDIDATES = 5
THRESHOLD = 0.45


def find_places(text: str, language: str = "en", *, recogniser: bool | None = None) -> list[Mention]:
    """The names of places in a text, in text order: what each may mean, how sure, how it is used.

    `recogniser`: whether to use the optional recogniser of names; None uses it if there is one for the language.
    Raises ExtractError if the gazetteer cannot be built or read.
    """
    used = ner.available(language) if recogniser is None else recogniser
    names = ner.entities(text, language) if used else []
    known = gazetteer()
    learned = weights(MENTION)["with names" if used else "without names"]
    spans = pick(find_spans(text, known, names), learned, THRESHOLD)
    return _mentions(text, spans, known, language)


def resolve(text: str, spans: Sequence[tuple[int, int]], language: str = "en") -> list[Mention]:
    """What given spans (start, end) of a text may mean, as `find_places` says it; one mention for each."""
    known = gazetteer()
    given = [Span(a, b, text[a:b], known.matches(text[a:b]), chance=1.0) for a, b in spans]
    return _mentions(text, given, known, language)


def search(name: str, limit: int = 8) -> list[Candidate]:
    """Places of a name or whose name begins so: our own first, then the most populous."""
    known = gazetteer()
    folded = fold(name)
    if not folded:
        return []
    found = sorted(known.matches(name), key=lambda match: (match.how, -match.place.own, -match.place.population))
    if len(folded) > 2:
        found += known.starting(folded, limit)
    first = {match.place.number: match for match in reversed(found)}
    ordered = dict.fromkeys(match.place.number for match in found)
    return [_candidate(first[number], known, ("searched for",), 0.0) for number in list(ordered)[:limit]]


@cache
def weights(path: Path = WEIGHTS) -> dict[str, Any]:
    """The learned weights; raises ExtractError if their file is missing or broken."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExtractError(f"the weights cannot be read ({error})", str(path), "Restore the file") from error
    return found


def _mentions(text: str, spans: list[Span], known: Gazetteer, language: str) -> list[Mention]:
    model = weights()
    ranked = resolve_spans(text, spans, known, model["first"], model["later"])
    chosen = [candidates[0] if candidates else None for candidates in ranked]
    return [
        _mention(text, span, candidates, chosen, known, language)
        for span, candidates in zip(spans, ranked, strict=True)
    ]


def _mention(
    text: str, span: Span, ranked: list[Ranked], chosen: list[Ranked | None], known: Gazetteer, language: str
) -> Mention:
    usage, role = usage_of(text, span)
    candidates = tuple(
        _candidate(one.match, known, _reasons(one, chosen), calibrated(span.chance, one.chance), language)
        for one in ranked[:CANDIDATES]
    )
    sure = candidates[0].confidence if candidates else 0.0
    reasons = () if candidates else ("no place of this name is known",)
    return Mention(
        span.start,
        span.end,
        span.text,
        usage,
        role,
        sure,
        candidates,
        (usage, role) == ("literal", "place") and bool(candidates),
        reasons,
    )


def calibrated(mention: float, place: float) -> float:
    """The probability that a span is a place's name and this candidate is meant, from the two models' own."""
    a, b, c = weights()["calibration"]
    z = a * logit(mention) + b * logit(place) + c
    return round(1 / (1 + math.exp(-z)), 3)


def logit(chance: float) -> float:
    """The log of the odds of a chance, kept finite."""
    kept = min(0.999, max(0.001, chance))
    return math.log(kept / (1 - kept))


def _candidate(
    match: Match, known: Gazetteer, reasons: tuple[str, ...], confidence: float, language: str = "en"
) -> Candidate:
    place = match.place
    labels, note, wikidata = known.details(place)
    region = known.name_of(place.country, place.adm1) if place.kind in ("city", "adm2") and place.adm1 else ""
    country = known.name_of(place.country) if place.kind != "country" and place.country else ""
    return Candidate(
        id=place.key, name=labels.get(language, place.name), kind=place.word, country=place.country, lon=place.lon,
        lat=place.lat, precision_m=place.precision_m, source=place.source, confidence=confidence, reasons=reasons,
        names=labels, population=place.population, note=note, geonames=place.geonames or None, wikidata=wikidata,
        admin=", ".join(part for part in (region, country) if part and part != place.name),
    )  # fmt: skip


def _reasons(one: Ranked, chosen: Sequence[Ranked | None]) -> tuple[str, ...]:
    """Why this candidate, in words that a reader can check."""
    place = one.match.place
    reasons = ["name" if one.match.how <= OFFICIAL else "another name of it"]
    if one.features.get("within the qualifier"):
        reasons.append("the text says where it lies")
    others = {other.match.place for other in chosen if other} - {place}
    same = sum(other.country == place.country for other in others)
    if same and place.country and place.kind != "country":
        reasons.append(f"{same} other place{'s' if same > 1 else ''} in the same country")
    near = min(((distance_km(place, other), other.name) for other in others if other.kind == "city"), default=None)
    if near and near[0] < 500 and place.kind == "city":
        reasons.append(f"{round(near[0])} km from {near[1]}")
    if one.features.get("most populous") and place.population:
        reasons.append("the largest of this name")
    if place.own:
        reasons.append("in our own gazetteer")
    return tuple(reasons)

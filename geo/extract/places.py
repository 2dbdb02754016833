"""The places of a text: recognition, resolution and roles as one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.errors import ExtractError
from geo.extract import ner
from geo.extract.confidence import confidence
from geo.extract.gazetteer import Gazetteer, Match, gazetteer
from geo.extract.mention_model import MentionModel, from_json
from geo.extract.names import fold
from geo.extract.reasons import Company, reasons
from geo.extract.recognise import Span, find_spans, pick, pieces
from geo.extract.records import Candidate, Mention
from geo.extract.resolve import Point, Ranked, weigh
from geo.extract.roles import usage_of

WEIGHTS = Path(__file__).parent / "data" / "weights.json"  # which candidate is meant, and how sure
MENTION = Path(__file__).parent / "data" / "mention.json"  # which spans name places
CANDIDATES = 5
THRESHOLD = 0.4
NOTHING: Mapping[tuple[int, int], Point] = MappingProxyType({})


def find_places(
    text: str, language: str = "en", *, recogniser: bool | None = None, fixed: Mapping[tuple[int, int], Point] = NOTHING
) -> list[Mention]:
    """The names of places in a text, in text order: what each may mean, how sure, how it is used.

    `recogniser`: whether to use the optional recogniser of names; None uses it if there is one for the language.
    `fixed`: points (lon, lat) that a reviewer settled, by span: the candidate there is taken, and is evidence for others.
    Raises ExtractError if the gazetteer cannot be built or read.
    """
    used = ner.available(language) if recogniser is None else recogniser
    known = gazetteer()
    spans = [span for piece in pieces(text) for span in _recognised(text, *piece, known, language, used)]
    return _mentions(text, spans, known, language, fixed)


def _recognised(text: str, start: int, end: int, known: Gazetteer, language: str, recogniser: bool) -> Iterator[Span]:
    """The names in a stretch of the text; the recogniser of names, being slow, reads the first stretches only."""
    part = text[start:end]
    used = recogniser and end <= ner.MAX_CHARACTERS
    found = find_spans(part, known, ner.entities(part, language) if used else [], language)
    for span in pick(found, _mention_model(used), THRESHOLD):
        yield replace(span, start=span.start + start, end=span.end + start, features={})


def resolve(
    text: str, spans: Sequence[tuple[int, int]], language: str = "en",
    *, fixed: Mapping[tuple[int, int], Point] = NOTHING,
) -> list[Mention]:  # fmt: skip
    """What given spans (start, end) of a text may mean, as `find_places` says it; one mention for each."""
    known = gazetteer()
    given = [Span(a, b, text[a:b], known.matches(text[a:b]), chance=1.0) for a, b in spans]
    return _mentions(text, given, known, language, fixed)


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


@cache
def _mention_model(names: bool) -> MentionModel:
    return from_json(weights(MENTION), "with names" if names else "without names")


def _mentions(
    text: str, spans: list[Span], known: Gazetteer, language: str, fixed: Mapping[tuple[int, int], Point]
) -> list[Mention]:
    model = weights()
    weighed = weigh(text, spans, known, model["first"], model["later"], fixed=fixed)
    company = Company(weighed.places() if weighed else [], known)
    ranked = weighed.ranked() if weighed else iter(())
    return [_mention(text, span, next(ranked) if span.matches else [], company, known, language) for span in spans]


def _mention(text: str, span: Span, ranked: list[Ranked], company: Company, known: Gazetteer, language: str) -> Mention:
    meant = replace(span, matches=tuple(one.match for one in ranked))  # "Canadian" is no town, save in Texas
    usage, role = usage_of(text, meant)
    learned = weights()["confidence"]
    chances = accumulate((confidence(span.chance, one, learned) for one in ranked[:CANDIDATES]), min)
    candidates = tuple(  # none is surer than the one before it
        _candidate(one.match, known, reasons(span.text, one, ranked, company, known), chance, language)
        for one, chance in zip(ranked, chances, strict=False)
    )
    sure = candidates[0].confidence if candidates else 0.0
    unknown = () if candidates else ("no place of this name is known",)
    return Mention(
        span.start,
        span.end,
        span.text,
        usage,
        role,
        sure,
        candidates,
        (usage, role) == ("literal", "place") and bool(candidates),
        unknown,
    )


def _candidate(match: Match, known: Gazetteer, why: tuple[str, ...], sure: float, language: str = "en") -> Candidate:
    place = match.place
    labels, note, wikidata = known.details(place)
    region = known.name_of(place.country, place.adm1) if place.kind in ("city", "adm2") and place.adm1 else ""
    country = known.name_of(place.country) if place.kind != "country" and place.country else ""
    return Candidate(
        id=place.key, name=labels.get(language, place.name), kind=place.word, country=place.country, lon=place.lon,
        lat=place.lat, precision_m=place.precision_m, source=place.source, confidence=sure, reasons=why,
        names=labels, population=place.population, note=note, geonames=place.geonames or None, wikidata=wikidata,
        admin=", ".join(part for part in (region, country) if part and part != place.name),
    )  # fmt: skip

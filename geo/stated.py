"""The statements of an article under review: joined anew from its places and dates as they stand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from geo.draft import DateItem, Draft, PlaceItem, State, state
from geo.extract.records import DateMention, Mention, Statement
from geo.extract.statements import find_statements
from geo.timespan import date_text

_GONE = ("rejected", "unidentifiable")


def statements(draft: Draft, now: State) -> list[tuple[Statement, list[PlaceItem], list[DateItem]]]:
    """The statements in text order, each with its places and dates; a speaker set by hand stands."""
    if draft.sha256:
        return _found_before(draft, now)
    places = sorted((one for one in now.places.values() if one.status not in _GONE), key=lambda one: one.start)
    dates = sorted((one for one in now.dates.values() if one.status != "rejected"), key=lambda one: one.start)
    published = date.fromisoformat(now.facts["published"]) if now.facts.get("published") else None
    found = find_statements(
        draft.text.text, draft.extraction.sentences, [_mention(one) for one in places], [_date(one) for one in dates],
        published, now.facts.get("language", "en"),
    )  # fmt: skip
    return [
        (_spoken(one, now.speakers), [places[n] for n in one.places], [dates[n] for n in one.dates]) for one in found
    ]


def _found_before(draft: Draft, now: State) -> list[tuple[Statement, list[PlaceItem], list[DateItem]]]:
    """Where the whole text is not here: those found when it was, without what was taken out of them since."""
    places, dates = list(now.places.values()), list(now.dates.values())
    found = []
    for one in draft.extraction.statements:
        where = [places[n] for n in one.places if places[n].status not in _GONE]
        when = [dates[n] for n in one.dates if dates[n].status != "rejected"]
        if when or not one.dates:
            dated = replace(one, edtf=when[0].edtf) if len(when) == 1 and when[0].edtf else one
            found.append((_spoken(dated, now.speakers), where, when))
    return found


def told(draft: Draft) -> list[dict[str, Any]]:
    """The statements as JSON: words, date in EDTF and in words, tense, speaker, and the items by id."""
    return [_told(draft, *one) for one in statements(draft, state(draft))]


def _told(draft: Draft, one: Statement, places: list[PlaceItem], dates: list[DateItem]) -> dict[str, Any]:
    named = {place.chosen.id if place.chosen else place.id: place for place in reversed(places)}
    return {
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "words": draft.text.text[one.start : one.end],
        "places": [{"id": item.id, "name": _label(item)} for item in reversed(named.values())],
        "dates": [item.id for item in dates],
        "edtf": one.edtf,
        "date_text": date_text(one.edtf),
        "tense": one.tense,
        "speaker": one.speaker,
        "claim": one.claim,
        "place_basis": one.place_basis,
    }


def _label(item: PlaceItem) -> str:
    return item.chosen.name if item.chosen else item.text


def _spoken(one: Statement, speakers: Mapping[int, str]) -> Statement:
    return replace(one, speaker=speakers.get(one.sentence, one.speaker))


def _mention(item: PlaceItem) -> Mention:
    return Mention(
        item.start, item.end, item.text, item.usage, item.role, item.confidence, item.candidates, item.marker
    )


def _date(item: DateItem) -> DateMention:
    return DateMention(item.start, item.end, item.text, item.edtf, item.precision, item.basis, item.reasons)

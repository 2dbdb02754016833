"""Statements: sentences that join a place, a date and a speaker.

A sentence with several dates makes a statement of each. Where it has none, its date is taken from the event that it
speaks of, from the sentences around it, or from the article's own, and its claim is "inferred". A sentence with
neither place nor date makes none, unless in it somebody says something of a government or a people, or goes on with
what is dated already. Where it names no place, geo/extract/venues.py may know one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geo.extract.records import DateMention, Mention, Sentence, Statement, Tense
from geo.extract.speakers import ARTICLE, is_quoted, speakers
from geo.extract.tense import ASIDE, tense_of
from geo.extract.venues import REACH, Venue, of_context, of_event
from geo.timespan import parse_edtf

_SINCE = re.compile(r"\b(?:since|depuis)\b[^.;,]{0,60}$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:in|at|near|to|from|outside|into|à|au|en|vers|près de) (?:the |la |le |l['’])?[A-ZÀ-Ý]")
_LATELY = 10  # statements looked back on
_RECENT = 40  # statements among which an event is looked for

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class _Found:
    """What is in one sentence: names, the places among them, and dates, by index; who speaks; which dates are asides."""

    sentence: Sentence
    words: str
    names: tuple[int, ...]
    places: tuple[int, ...]
    dates: tuple[int, ...]
    speaker: str
    aside: tuple[int, ...]  # those of the dates that stand in a relative clause


@dataclass(frozen=True)
class _Article:
    """What statements are made from."""

    text: str
    mentions: Sequence[Mention]
    dates: Sequence[DateMention]
    published: date | None
    language: str


def find_statements(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], dates: Sequence[DateMention],
    published: date | None, language: str = "en",
) -> list[Statement]:  # fmt: skip
    """The statements in text order; `places` and `dates` count in the lists given.

    Dates without a value, and mentions that are neither literal places nor shown on the map, count as not there.
    Tense and speakers are read in English and French; other languages get the past, and the article as speaker.
    """
    article = _Article(text, mentions, dates, published, language)
    places = _by_sentence(sentences, mentions)
    days = _by_sentence(sentences, dates)
    every = [
        _found(article, one, who, places.get(one.number, ()), days.get(one.number, ()))
        for one, who in zip(sentences, speakers(text, sentences), strict=True)
    ]
    asides = {number for one in every for number in one.aside}
    made: list[Statement] = []
    venues: dict[int, Venue] = {}  # by the number of the sentence that speaks of an event
    for at, found in enumerate(every):
        told = _dated(article, found)
        if set(found.dates) == set(found.aside):
            following = every[at + 1] if at + 1 < len(every) else None
            main = [one for one in (*made[-_RECENT:], *told) if not one.dates or not asides.issuperset(one.dates)]
            event = of_event(found.sentence, found.words, text, main, mentions, dates)
            if event:
                venues[found.sentence.number] = event
            told += _undated(article, found, following, main[-_LATELY:], event)
        before = [(one.sentence, one.places) for one in every[max(0, at - REACH) : at]]
        made += [_placed(article, found, one, venues, before) for one in told]
    return made


def _undated(
    article: _Article, found: _Found, following: _Found | None, lately: list[Statement], event: Venue | None
) -> list[Statement]:
    """What a sentence states beside its asides: on an event, of its places, or as somebody's claim."""
    if event:
        return [replace(_bare(article, found), edtf=event.edtf, date_precision=event.precision)]
    if found.places or _goes_on(found, lately) or (found.names and found.speaker != ARTICLE):
        inferred = _inferred(article, found, following, lately)
        return [inferred] if inferred else []
    return []


def _placed(
    article: _Article,
    found: _Found,
    one: Statement,
    venues: dict[int, Venue],
    before: Sequence[tuple[Sentence, Sequence[int]]],
) -> Statement:
    """With the place of the event; or, where the sentence names nobody who may be elsewhere, of what went before."""
    here = found.sentence.number
    event = venues.get(here) if not one.dates else None
    if one.places or event:
        return replace(one, places=(*one.places, event.place), place_basis=event.basis) if event else one
    if any(article.mentions[number].usage != "demonymic" for number in found.names) or _is_elsewhere(article, found):
        return one
    last = next((venues[here - back] for back in range(1, REACH + 1) if here - back in venues), None)
    if last and last.edtf == one.edtf:
        venues[here] = last
        return replace(one, places=(last.place,), place_basis=last.basis)
    place, basis = of_context(found.sentence, before, article.mentions)
    return one if place is None else replace(one, places=(place,), place_basis=basis)


def _by_sentence(sentences: Sequence[Sentence], found: Sequence[Mention | DateMention]) -> dict[int, list[int]]:
    """The indexes of what starts in each sentence, in text order, by the sentence's number."""
    firsts = [one.start for one in sentences]
    held: dict[int, list[int]] = {}
    for index in sorted(range(len(found)), key=lambda number: found[number].start):
        at = bisect_right(firsts, found[index].start) - 1
        if at >= 0 and found[index].start < sentences[at].end:
            held.setdefault(sentences[at].number, []).append(index)
    return held


def _found(article: _Article, sentence: Sentence, speaker: str, names: Iterable[int], days: Iterable[int]) -> _Found:
    words = article.text[sentence.start : sentence.end]
    named = tuple(names)
    places = tuple(number for number in named if _is_place(article.mentions[number]))
    dates = tuple(number for number in days if article.dates[number].edtf)
    asides = [one.span() for one in ASIDE.finditer(words)]
    aside = tuple(n for n in dates if any(a <= article.dates[n].start - sentence.start < b for a, b in asides))
    return _Found(sentence, words, named, places, dates, speaker, aside)


def _is_place(one: Mention) -> bool:
    return one.marker or (one.usage, one.role) == ("literal", "place")


def _dated(article: _Article, found: _Found) -> list[Statement]:
    """A statement for each date of a sentence, with the places nearest to it; all of them where none is."""
    by_value: dict[str, list[int]] = {}
    for number in found.dates:
        by_value.setdefault(_value(article, number), []).append(number)
    return [_explicit(article, found, value, numbers, len(by_value) > 1) for value, numbers in by_value.items()]


def _value(article: _Article, number: int) -> str:
    one = article.dates[number]
    since = _SINCE.search(article.text[max(0, one.start - 80) : one.start])
    if not since or "/" in one.edtf:
        return one.edtf
    begin = one.edtf.replace("X", "0") + "~" if "X" in one.edtf else one.edtf  # EDTF has no open span from a decade
    return f"{begin}/.."


def _explicit(article: _Article, found: _Found, value: str, numbers: list[int], several: bool) -> Statement:
    near = tuple(place for place in found.places if _nearest(article, found, place) in numbers) if several else ()
    first = article.dates[numbers[0]]
    said = numbers[0] not in found.aside or is_quoted(found.words, first.start - found.sentence.start)
    return Statement(
        found.sentence.start, found.sentence.end, found.sentence.number, near or found.places, tuple(numbers), value,
        first.precision, _tense(value, article.published, tense_of(found.words, article.language)), found.speaker if said else ARTICLE,
        "explicit",
    )  # fmt: skip


def _nearest(article: _Article, found: _Found, place: int) -> int:
    at = article.mentions[place].start
    return min(found.dates, key=lambda number: abs(article.dates[number].start - at))


def _tense(value: str, published: date | None, cue: Tense) -> Tense:
    """By the days where they lie before or after the article's; by the words where not."""
    span = parse_edtf(value)
    if value.endswith("/..") and cue != "future":
        return "ongoing"
    if published and span.end and span.end < published:
        return "past"
    return "future" if published and span.start and span.start > published else cue


def _goes_on(found: _Found, made: list[Statement]) -> bool:
    """Whether a speaker goes on in it with what is dated already."""
    last = [one for one in made if 0 < found.sentence.number - one.sentence <= REACH]
    return found.speaker != ARTICLE and any(
        found.speaker in one.speaker or one.speaker in found.speaker for one in last
    )


def _inferred(article: _Article, found: _Found, following: _Found | None, made: list[Statement]) -> Statement | None:
    tense = tense_of(found.words, article.language)
    value, precision = _carried(found, tense, made) or _next(article, found, following, tense) or ("", "day")
    if not value and article.published:
        value = article.published.isoformat() + ("/.." if tense == "future" else "")
    return replace(_bare(article, found), edtf=value, date_precision=precision) if value else None


def _bare(article: _Article, found: _Found) -> Statement:
    """A sentence's statement before its date is known."""
    return Statement(
        found.sentence.start, found.sentence.end, found.sentence.number, found.places, (), "", "day",
        tense_of(found.words, article.language), found.speaker, "inferred",
    )  # fmt: skip


def _is_elsewhere(article: _Article, found: _Found) -> bool:
    """Whether a name that nobody knows stands where a place would: "in Lower Ambley"."""
    said = [(article.dates[n].start, article.dates[n].end) for n in found.dates]
    at = (one.end() - 1 + found.sentence.start for one in _ELSEWHERE.finditer(found.words))
    return any(not any(start <= offset < end for start, end in said) for offset in at)


def _carried(found: _Found, tense: Tense, made: list[Statement]) -> tuple[str, Precision] | None:
    """The date of what was last spoken of in the same tense, if it is near."""
    near = [one for one in made if one.tense == tense and 0 < found.sentence.number - one.sentence <= REACH]
    last = next((one for one in near if one.sentence == near[-1].sentence), None)  # of several the main clause's
    return (last.edtf, last.date_precision) if last else None


def _next(article: _Article, found: _Found, following: _Found | None, tense: Tense) -> tuple[str, Precision] | None:
    """The dates of the sentence after it in the paragraph, from first to last: an opening is dated by what follows."""
    if tense != "past" or not following or following.sentence.paragraph != found.sentence.paragraph:
        return None
    numbers = [number for number in following.dates if number not in following.aside]
    spans = [parse_edtf(_value(article, number)) for number in numbers]
    days = sorted(day for one in spans for day in (one.start, one.end) if day)
    if not days:
        return None
    first, last = days[0].isoformat(), days[-1].isoformat()
    same = len({one.edtf for one in spans}) == 1
    return (spans[0].edtf if same else f"{first}/{last}"), article.dates[numbers[0]].precision

"""Where a statement belongs that names no place: where the event is that it speaks of, or where the text just was.

Such a place is inferred: it is told apart from one that the sentence names, with what it was taken from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geo.extract.records import DateMention, Mention, Sentence, Statement

REACH = 2  # sentences back within which the text has not moved on
_EVENTS = {
    word: event
    for event, words in {
        "talks": "talks negotiations négociations pourparlers",
        "meeting": "summit meeting conference sommet réunion conférence",
        "vote": "election elections vote referendum élection élections scrutin référendum",
        "trial": "trial hearing procès audience",
        "rite": "ceremony funeral mass cérémonie obsèques messe",
        "match": "match game final finale",
    }.items()
    for word in words.split()
}
_EVENT = re.compile(rf"\b(?:{'|'.join(sorted(_EVENTS, key=len, reverse=True))})\b", re.IGNORECASE)
_SUBJECT = re.compile(  # what a sentence begins with; "a" or "another" would bring in something new
    rf"[\"“«]?\s*(?:(?:the|these|this|both|les|ces|ce|cette|le|la) |l['’])?(?:[\w-]+ )?({_EVENT.pattern})",
    re.IGNORECASE,
)
_NEW = re.compile(r"[\"“«]?\s*(?:an?|another|new|other|une?|des|d['’]autres)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Venue:
    """When and where an event is, and what told so; `place` is the index of a mention."""

    place: int
    edtf: str
    precision: Literal["day", "month", "year"]
    basis: str


def of_event(
    sentence: Sentence, words: str, text: str, made: Sequence[Statement], mentions: Sequence[Mention],
    dates: Sequence[DateMention],
) -> Venue | None:  # fmt: skip
    """The event a sentence begins with, if it was said before when and where it is: its place stands nearest to its date."""
    about = _SUBJECT.match(words)
    if not about or _NEW.match(words):
        return None
    event = _EVENTS[about[1].lower()]
    for one in reversed(made):
        said = {_EVENTS[word[0].lower()] for word in _EVENT.finditer(text, one.start, one.end)}
        if one.places and one.dates and one.sentence < sentence.number and event in said and not one.place_basis:
            at = dates[one.dates[0]].start
            place = min(one.places, key=lambda number: abs(mentions[number].start - at))
            basis = f"the place of the {about[1].lower()}, as sentence {one.sentence} has it"
            return Venue(place, one.edtf, one.date_precision, basis)
    return None


def of_context(
    sentence: Sentence, before: Sequence[tuple[Sentence, Sequence[int]]], mentions: Sequence[Mention]
) -> tuple[int | None, str]:
    """The place of the nearest sentence before it that names one, if it names no other; and what it was taken from."""
    for earlier, places in reversed(before):
        if places and sentence.number - earlier.number <= REACH:
            one = len({_id(mentions[number]) for number in places}) == 1
            return (places[-1], f"the place of sentence {earlier.number}, which it goes on from") if one else (None, "")
    return None, ""


def _id(one: Mention) -> str:
    return one.candidates[0].id if one.candidates else one.text

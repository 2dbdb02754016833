"""Words that say when → EDTF level 1, by rule, in English.

Each form is a pattern and a reading. A reading knows the article's date (the dateline) and the day last mentioned
before it; it says which of the two it was reckoned from, so that another dateline moves only what hangs on it.
Durations ("more than 30 years") and sets ("every Friday") are not dates.
"""

import re
from collections.abc import Iterable
from datetime import date

from geo.extract.date_forms import FORMS
from geo.extract.date_readings import Form, Ground
from geo.extract.records import DateMention, Sentence


def find_dates(text: str, published: date | None, sentences: Iterable[Sentence] = ()) -> list[DateMention]:
    """The dates in text order, none overlapping; offsets are code points.

    Relative ones are reckoned from `published`; without it their `edtf` is empty and `reasons` says so. `sentences`
    keep "the previous day" from reaching back over more than a paragraph.
    """
    paragraphs = {sentence.start: sentence.paragraph for sentence in sentences}
    starts = sorted(paragraphs)
    found: list[DateMention] = []
    said: tuple[date, int] | None = None
    end = -1
    for match, form in _matches(text):
        if match.start("all") < end:
            continue
        start, stop = match.span("all")
        here = max((paragraphs[at] for at in starts if at <= start), default=0)
        day = said[0] if said and here - said[1] <= 1 else None
        mention = _read(match, form, Ground(text, start, stop, published, day))
        if mention is None:
            continue
        found.append(mention)
        end = stop
        if mention.precision == "day" and mention.edtf:
            said = (date.fromisoformat(mention.edtf[:10]), here)
    return found


def _matches(text: str) -> list[tuple[re.Match[str], Form]]:
    """Every form's matches; at one place the longest first, of equally long ones the form listed first."""
    every = [
        (match.start("all"), -match.end("all"), rank, match, form)
        for rank, (pattern, form) in enumerate(FORMS)
        for match in pattern.finditer(text)
    ]
    return [(match, form) for *_, match, form in sorted(every, key=lambda one: one[:3])]


def _read(match: re.Match[str], form: Form, ground: Ground) -> DateMention | None:
    words = {name: value for name, value in match.groupdict().items() if value is not None}
    try:
        reading = form(words, ground)
    except (ValueError, OverflowError):
        return None  # 31 February: words of this shape that are no date
    if reading is None:
        return None
    return DateMention(
        ground.start,
        ground.end,
        ground.text[ground.start : ground.end],
        reading.edtf,
        reading.precision,
        reading.basis,
        (reading.reason,),
    )

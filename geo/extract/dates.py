"""Words that say when → EDTF level 1, by rule: English, French, and figures in any other language.

Each form is a pattern and a reading. A reading knows the article's date (the dateline) and the dates said shortly
before it; it says which of the two it was reckoned from, so that another dateline moves only what hangs on it.
Durations ("more than 30 years") and sets ("every Friday") are not dates.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from geo.extract.date_english import ENGLISH
from geo.extract.date_figures import FIGURES
from geo.extract.date_forms import Form, Ground, Language, Words, windows_of
from geo.extract.date_french import FRENCH
from geo.extract.records import DateMention, Sentence

LANGUAGES: dict[str, Language] = {"en": ENGLISH, "fr": FRENCH}
REACH = 1  # paragraphs: how far back "the previous day" looks for its day


def find_dates(
    text: str, published: date | None, sentences: Iterable[Sentence] = (), language: str = "en"
) -> list[DateMention]:
    """The dates in text order, none overlapping; offsets are code points.

    Relative ones are reckoned from `published`; without it their `edtf` is empty and `reasons` says so. `sentences`
    keep "the previous day" from reaching back over more than a paragraph. Of a language that is not in LANGUAGES only
    what figures say is read: 2023-09-20, 20.9.2023, a year beside the word for year.
    """
    known = LANGUAGES.get(language, FIGURES)
    paragraphs = _Paragraphs(sentences)
    found: list[DateMention] = []
    end = -1
    for match, form in _matches(text, known):
        start, stop = match.span("all")
        if start < end:
            continue
        here = paragraphs.at(start)
        said = [one for one in found[-8:] if here - paragraphs.at(one.start) <= REACH]
        mention = _read(match, form, known, Ground(text, start, stop, published, said, known.points_ahead))
        if mention is not None:
            found.append(mention)
            end = stop
    return found


class _Paragraphs:
    """Which paragraph an offset is in; one paragraph if there are no sentences."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        ordered = sorted((one.start, one.paragraph) for one in sentences)
        self._starts = [start for start, _ in ordered]
        self._numbers = [number for _, number in ordered]

    def at(self, offset: int) -> int:
        after = bisect_right(self._starts, offset)
        return self._numbers[after - 1] if after else 0


def _matches(text: str, language: Language) -> list[tuple[re.Match[str], Form]]:
    """Every form's matches; at one place the longest first, of equally long ones the form listed first."""
    windows = windows_of(text)
    every = [
        (match.start("all"), -match.end("all"), rank, match, form)
        for rank, form in enumerate(language.forms)
        for match in form.matches(text, windows)
    ]
    return [(match, form) for *_, match, form in sorted(every, key=lambda one: one[:3])]


def _read(match: re.Match[str], form: Form, language: Language, ground: Ground) -> DateMention | None:
    said = {slot: value for slot, value in match.groupdict().items() if value is not None}
    try:
        reading = form.read(Words(said, language.tables), ground)
    except (ValueError, OverflowError):
        return None  # 31 February: words of this shape that are no date
    if reading is None:
        return None
    words = ground.text[ground.start : ground.end]
    return DateMention(
        ground.start, ground.end, words, reading.edtf, reading.precision, reading.basis, (reading.reason,)
    )

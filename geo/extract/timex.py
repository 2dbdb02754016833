"""Texts with dates marked as TIMEX3 marks them, and how many of those are found (tests/gold/README.md).

`{Oct. 30|1989-10-30}` is a date, `{two weeks|P2W|D}` a duration and `{every day|P1D|S}` a set, which are no dates;
`{since then|}` may be found or not. A calendar date is a year, a month or a day, perhaps with a time of day; weeks,
quarters, seasons, decades and "now" (PRESENT_REF) count among the dates found, not among the values.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import ExtractError
from geo.extract import scores
from geo.extract.dates import find_dates
from geo.extract.records import DateMention
from geo.extract.scores import Rate
from geo.extract.sentences import split

_MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)(?:\|([DS]))?\}")
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T.*)?")


@dataclass(frozen=True)
class Timex:
    """A marked span; `value` as in TIMEX3, `scored` false for durations, sets and what may be found or not."""

    start: int
    end: int
    value: str
    scored: bool


@dataclass(frozen=True)
class Marked:
    """A text, the day it was written, and what is marked in it."""

    id: str
    language: str
    published: date
    text: str
    marks: tuple[Timex, ...]


def read_marked(path: Path) -> list[Marked]:
    """The texts of a file: a line `# id | day | language` before each; raises ExtractError if one cannot be read."""
    try:
        return [_read(block) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]
    except (OSError, ValueError) as error:
        raise ExtractError(f"it cannot be read ({error})", path.name, "See README.md in the gold set") from error


def _read(block: str) -> Marked:
    head, body = block.split("\n", 1)
    name, published, language = (word.strip() for word in head.lstrip("# ").split("|"))
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        value, at = mark[2], mark.end()
        marks.append(Timex(len(text), len(text) + len(mark[1]), value, bool(value) and not mark[3]))
        text += mark[1]
    return Marked(name, language, date.fromisoformat(published), text + body[at:], tuple(marks))


@dataclass(frozen=True)
class Measured:
    """Dates found, exactly and with any overlap; calendar dates that are marked, and those given the right value."""

    exact: Rate
    overlap: Rate
    calendar: int
    values: int


def measure(texts: Sequence[Marked]) -> Measured:
    """What is found in marked texts; what overlaps a duration or a set is no false date."""
    exact = right = count = marked = calendar = values = 0
    for text in texts:
        gold = [one for one in text.marks if one.scored]
        found = find_dates(text.text, text.published, split(text.text), text.language)
        pairs, same = scores.matched(gold, found)
        spare = [one for j, one in enumerate(found) if j not in pairs.values() and not _over(one, text.marks)]
        exact, right, marked = exact + same, right + len(pairs), marked + len(gold)
        count += len(pairs) + len(spare)
        calendar += sum(bool(_CALENDAR.fullmatch(one.value)) for one in gold)
        values += sum(_same(gold[i].value, found[j]) for i, j in pairs.items())
    return Measured(Rate(exact, count, marked), Rate(right, count, marked), calendar, values)


def _over(found: DateMention, marks: Sequence[Timex]) -> bool:
    return any(one.start < found.end and found.start < one.end for one in marks if not one.scored)


def _same(value: str, found: DateMention) -> bool:
    """A calendar date, as exact as it is marked or more."""
    return bool(_CALENDAR.fullmatch(value)) and found.edtf.startswith(value.split("T")[0])

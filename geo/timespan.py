"""EDTF ↔ days: when a feature exists, and whether it exists within a window of days.

Dates are Extended Date/Time Format, level 1: `2023-09-20`, `2020-11`, `1991`, `1988~/2023-09-20`,
`2020-11-10/..` (open end). Days are calendar days without time zone; both ends of a span and of a
window are included.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from edtf import EDTFParseException
from edtf import parse_edtf as _parse
from edtf.parser.parser_classes import Date, Interval, Level1Interval, UncertainOrApproximate, Unspecified

from geo.errors import TimespanError

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SEASONS = ["spring", "summer", "autumn", "winter"]  # EDTF's months 21 to 24
_PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$", re.ASCII)
_QUALIFIER = {"~": "about ", "?": "possibly ", "%": "possibly about "}
_MEND = "Write a year, a month, a day or an interval, as 2023-09-20 or 1988~/2023-09-20"


@dataclass(frozen=True)
class Window:
    """A window of calendar days, `start` and `end` both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise TimespanError(
                f"the window starts on {self.start}, after its end on {self.end}", mend="Swap the two days"
            )


@dataclass(frozen=True)
class Timespan:
    """The days of one EDTF expression, both included; None is an open end (`..`)."""

    edtf: str
    start: date | None
    end: date | None

    def overlaps(self, window: Window) -> bool:
        """Whether at least one day is in both. A span that ends on the window's first day is still in it."""
        return (self.start is None or self.start <= window.end) and (self.end is None or self.end >= window.start)


def parse_edtf(text: str) -> Timespan:
    """The first and last day an EDTF level 1 expression may mean; raises TimespanError.

    Qualifiers (`~`, `?`, `%`) do not widen the span: `1988~` is 1988-01-01 to 1988-12-31.
    """
    if not isinstance(text, str) or not text.strip():
        raise TimespanError("there is no date", mend=_MEND)
    return _read(text.strip())


@lru_cache(maxsize=4096)
def _read(text: str) -> Timespan:
    if text.startswith("/") or text.endswith("/"):
        raise TimespanError(f'"{text}" has an unknown end', mend="Write .. for an open end")
    plain = _plain(text)
    if plain:
        return plain
    try:
        parsed = _parse(text)
    except EDTFParseException as error:
        raise TimespanError(f'"{text}" is not an EDTF date', mend=_MEND) from error
    if not isinstance(parsed, Date | UncertainOrApproximate | Unspecified | Interval | Level1Interval):
        raise TimespanError(f'"{text}" is EDTF, but not of a form used here', mend=_MEND)
    span = Timespan(text, _day(parsed.lower_strict(), text), _day(parsed.upper_strict(), text))
    if span.start and span.end and span.start > span.end:
        raise TimespanError(f'"{text}" ends before it starts', mend="Swap the two dates")
    return span


def _plain(text: str) -> Timespan | None:
    """The common case, years, months and days or two of them: the full grammar takes 4 to 40 ms a date."""
    start, slash, end = text.partition("/")
    try:
        first = _first_and_last(start)
        last = _first_and_last(end) if slash and end != ".." else first
    except ValueError:
        return None  # no such day, or a form of the grammar's own
    if last[1] < first[0]:
        return None
    return Timespan(text, first[0], None if end == ".." else last[1])


def _first_and_last(part: str) -> tuple[date, date]:
    found = _PART.fullmatch(part)
    if not found:
        raise ValueError
    year, month, day = found[1], found[2], found[3]
    first = date(int(year), int(month or 1), int(day or 1))
    end = first.replace(month=int(month or 12))
    return first, end if day else end.replace(day=monthrange(end.year, end.month)[1])


def _day(moment: Any, text: str) -> date | None:
    """`moment` is a struct_time of the edtf package, or ±infinity for an open end."""
    if isinstance(moment, float):
        return None
    try:
        return date(*moment[:3])
    except ValueError as error:
        raise TimespanError(f'"{text}" lies outside the years 1 to 9999', mend=_MEND) from error


def date_text(edtf: str) -> str:
    """The expression in words: `19–20 September 2023`, `about 1988 – 20 September 2023`, `since 2020`.

    Raises TimespanError where parse_edtf would.
    """
    edtf = parse_edtf(edtf).edtf
    start, slash, end = edtf.partition("/")
    if not slash:
        return _part_text(start)
    if start == "..":
        return "always" if end == ".." else f"until {_part_text(end)}"
    if end == "..":
        return f"since {_part_text(start)}"
    first, last = _PART.match(start), _PART.match(end)
    if first and last and first[3] and last[3] and first[1] == last[1] and not (first[4] or last[4]):
        if first[2] == last[2]:
            return f"{int(first[3])}–{_part_text(end)}"
        return f"{_part_text(start).rsplit(' ', 1)[0]} – {_part_text(end)}"
    return f"{_part_text(start)} – {_part_text(end)}"


def _part_text(part: str) -> str:
    found = _PART.match(part)
    if not found:
        return part
    year, month, day, qualifier = found.groups()
    words = [str(int(day))] if day else []
    words += [SEASONS[int(month) - 21] if int(month) > 12 else MONTHS[int(month) - 1]] if month else []
    return _QUALIFIER.get(qualifier, "") + " ".join([*words, year])

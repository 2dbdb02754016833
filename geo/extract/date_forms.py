"""What a form of words that say when is made of, in any language.

A form is a template and a reading. In a template a blank is a gap of blanks or one line feed, `{m}` is one of the
language's words for a month (`{m2}` another), and `[[…]]` is what is marked as the date where the words around it only
decide. A reading turns the words of a match into EDTF; it knows no language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from geo.extract.records import DateMention
from geo.timespan import parse_edtf

Precision = Literal["day", "month", "year"]
Basis = Literal["absolute", "dateline", "earlier"]

GAP = r"(?:[ \t\u00a0\u202f]*\n[ \t\u00a0]*(?!\n)|[ \t\u00a0\u202f]+)"
_AROUND = 80  # characters: more than any form has before or after the word it needs
_NEEDED = ("m", "feast", "w", "s", "u", "q", "c", "y")  # a form that has several cannot match without the first of them
CLAUSE_ENDS = re.compile(r"(?<!\b[ap]\.m)[.?!;][\"”’)]* |\n\n")
_JOINED = re.compile(
    r"(?:,\s*|,?\s+(?:and|or|then|through|to|et|ou|puis)\s+)(?:at\s+)?(?:\d[\d:.]*\s*(?:[ap]\.?m\.?)?\s+)?(?:(?:on|in|le|en)\s+)?",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:born|née?s?)\b[^.;]*$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|depuis)\s(?:the |le |la )?$", re.IGNORECASE)
_BORN = 30  # characters: "born in London on"
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True)
class Reading:
    """What a form says: its date (EDTF; empty where it cannot be reckoned), how exact, reckoned from what, and why."""

    edtf: str
    precision: Precision
    basis: Basis
    reason: str


@dataclass(frozen=True)
class Tables:
    """A language's words: what each means. All keys are in small letters, without full stops."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    numbers: Mapping[str, int]
    units: Mapping[str, str]  # → day, week, weekend, month, quarter, year, decade, century
    steps: Mapping[str, int]  # "last" → -1, "next" → 1; what is not in it is 0
    seasons: Mapping[str, int]  # → 21 to 24, as in EDTF
    feasts: Mapping[str, str]  # → "12-25", "11 thursday 4" (the fourth of November), "easter -2"

    def step(self, words: str) -> int:
        """The direction that words point in, all of them together: "before yesterday" is -2."""
        return sum(self.steps.get(word, 0) for word in re.split(r"[\s-]+", words.lower()))


@dataclass(frozen=True)
class Words:
    """The words of one match, by slot, and what they mean in their language."""

    said: Mapping[str, str]
    tables: Tables

    def __contains__(self, slot: str) -> bool:
        return slot in self.said

    def __getitem__(self, slot: str) -> str:
        return self.said[slot]

    def month(self, slot: str = "m") -> int:
        """1 to 12."""
        return self.tables.months[_plain(self.said[slot])]

    def day(self, slot: str = "d") -> int:
        """The day of the month."""
        return self.number(slot)

    def weekday(self, slot: str = "w") -> int:
        """Monday is 0."""
        return self.tables.weekdays[_plain(self.said[slot])]

    def number(self, slot: str = "n") -> int:
        """A count or an ordinal, in figures or in words."""
        figures = re.match(r"\d+", self.said[slot])
        return int(figures[0]) if figures else self.tables.numbers[_plain(self.said[slot])]

    def unit(self, slot: str = "u") -> str:
        """day, week, …"""
        return self.tables.units[_plain(self.said[slot])]

    def step(self, slot: str = "mod") -> int:
        """-1, 0 or 1 (days: up to 2)."""
        return self.tables.step(self.said.get(slot, ""))


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower()).rstrip(".")


@dataclass(frozen=True)
class Ground:
    """What a form is read on: the text, the match's span, the article's date, and the dates said shortly before."""

    text: str
    start: int
    end: int
    published: date | None
    said: Sequence[DateMention]
    points_ahead: Callable[[str, int, int], bool]

    @property
    def ahead(self) -> bool:
        """Whether the clause around it speaks of what is to come; "Friday and Saturday" lie on one side."""
        last = self.said[-1] if self.said else None
        if last and self.published and last.basis == "dateline" and _JOINED.fullmatch(self.text, last.end, self.start):
            first = parse_edtf(last.edtf).start
            if first and first != self.published:
                return first > self.published
        return self.points_ahead(self.text, self.start, self.end)

    @property
    def behind(self) -> bool:
        """Whether it is since then that something lasts."""
        return bool(_SINCE.search(self.before()))

    def before(self, characters: int = 16) -> str:
        """The text shortly before the match."""
        return self.text[max(0, self.start - characters) : self.start]

    def origin(self, *precisions: Precision) -> date | None:
        """The first day of the date last said that is at least so exact.

        Nothing is counted on from a birth. Where the clause speaks of what was, it is from no day to come: then of
        the days before only one near the article's counts, not one of some other year told aside.
        """
        passed = False
        for one in reversed(self.said):
            aside = (passed and one.basis == "absolute") or _BIRTH.search(self.text[: one.start][-_BORN:])
            if not one.edtf or one.precision not in precisions or aside:
                continue
            first = parse_edtf(one.edtf).start
            if not (first and self.published and first > self.published) or self.ahead:
                return first
            passed = True
        return None


Read = Callable[[Words, Ground], Reading | None]


@dataclass(frozen=True)
class Form:
    """A pattern whose group `all` is the date, and its reading; `near`: words without which it cannot match."""

    pattern: re.Pattern[str]
    read: Read
    near: re.Pattern[str] | None = None

    def matches(self, text: str, windows: "Windows") -> Iterator[re.Match[str]]:
        """All matches in a text, looked for only around the words they need."""
        for start, end in windows(self.near) if self.near else ((0, len(text)),):
            for match in self.pattern.finditer(text, start, end):
                if match.end() < end or end == len(text):  # else it may have been cut off
                    yield match


Windows = Callable[[re.Pattern[str]], Sequence[tuple[int, int]]]


def windows_of(text: str) -> Windows:
    """Where in a text a pattern's words stand, with what may belong to them; found once a pattern."""

    @cache
    def windows(near: re.Pattern[str]) -> Sequence[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for match in near.finditer(text):
            start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
        return found

    return windows


@dataclass(frozen=True)
class Language:
    """A language's tables and forms; of forms that match equally long at one place, the first counts."""

    tables: Tables
    forms: Sequence[Form]
    points_ahead: Callable[[str, int, int], bool]


def form(slots: Mapping[str, str], template: str, read: Read) -> Form:
    """A form from its template; case is ignored save in slots that say otherwise.

    The first slot of _NEEDED in it must be in all that it matches.
    """
    needed = next((slot for slot in _NEEDED if f"{{{slot}}}" in template), None)
    pattern = _SLOT.sub(lambda slot: f"(?P<{slot[1]}{slot[2]}>{slots[slot[1]]})", template)
    pattern = pattern.replace("[[", "(?P<all>", 1).replace("]]", ")", 1) if "[[" in pattern else f"(?P<all>{pattern})"
    return Form(_compiled(rf"(?<!\w){pattern}(?!\w)"), read, _compiled(rf"(?<!\w){slots[needed]}") if needed else None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", GAP), re.IGNORECASE)


def any_of(words: Iterable[str], exact: bool = False) -> str:
    """One of these words, the longest first; `exact`: in their own capital letters."""
    listed = "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))
    return f"(?-i:{listed})" if exact else f"(?:{listed})"


def not_after(*words: str) -> str:
    """Not right after one of these words."""
    return "".join(rf"(?<!\b{word}\s)".replace(" ", r"\s") for word in words)


def stated_year(words: Words, ground: Ground) -> str:
    """The year in four figures or, of the last hundred years, in two; empty if there is none."""
    if "y" in words:
        return words["y"]
    if "short" not in words:
        return ""
    latest = (ground.published or date.today()).year
    return str(latest - (latest - int(words["short"])) % 100)


def absolute(edtf: str, precision: Precision) -> Reading:
    """A date that means the same whenever the article was published."""
    return Reading(edtf, precision, "absolute", "stated in full")


def from_dateline(edtf: str, precision: Precision, published: date) -> Reading:
    """A date that moves with the article's."""
    return Reading(edtf, precision, "dateline", f"reckoned from the article's date, {published.isoformat()}")


def from_earlier(edtf: str, precision: Precision, origin: date) -> Reading:
    """A date that hangs on one said before it."""
    return Reading(edtf, precision, "earlier", f"reckoned from {origin.isoformat()}, mentioned before")


def unknown(precision: Precision) -> Reading:
    """A date that waits for the article's."""
    return Reading("", precision, "dateline", "reckoned from the article's date, which is not known")

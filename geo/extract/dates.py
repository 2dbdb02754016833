"""Words that say when → EDTF level 1, by rule, in English.

Each form is a pattern and a reading. A reading knows the article's date (the dateline) and the day last mentioned
before it; it says which of the two it was reckoned from, so that another dateline moves only what hangs on it.
Durations ("more than 30 years") and sets ("every Friday") are not dates.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from geo.extract.records import DateMention, Sentence
from geo.extract.tense import tense_at

Precision = Literal["day", "month", "year"]
Basis = Literal["absolute", "dateline", "earlier"]


@dataclass(frozen=True)
class _Reading:
    edtf: str
    precision: Precision
    basis: Basis
    reason: str


@dataclass(frozen=True)
class _Ground:
    """What a form is read on: the text, the match's span in it, the article's date, the day last mentioned."""

    text: str
    start: int
    end: int
    published: date | None
    said: date | None

    @property
    def future(self) -> bool:
        return tense_at(self.text, self.start, self.end) == "future"


# Days: a tense is misread now and then, so it outweighs distance but does not forbid.
_AGAINST_THE_TENSE = 300

_Form = Callable[[dict[str, str], _Ground], _Reading | None]

_MONTHS = ["january", "february", "march", "april", "may", "june"]
_MONTHS += ["july", "august", "september", "october", "november", "december"]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LAST_MONTH_OF = {21: 5, 22: 8, 23: 11, 24: 12}
_COUNTS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_DECADES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
COUNT = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)})"
UNIT = r"(?:day|week|month|year|decade)s?"
PART = r"(?:[ ]+(?:morning|afternoon|evening|night))?"
ABOUT = r"(?:early|mid|late|the (?:end|beginning|start|middle) of)[ -]+"
# What follows a number that is no year.
_COUNTED = (
    r"(?!\d|[,.]\d|[ ]*(?:%|percent|per cent|people|dollars|euros|troops|soldiers|peacekeepers|men|women"
    r"|million|feet|miles|"
    r"metres|meters|kilometers|kilometres|km|m\b|tons|tonnes|jobs|employees|workers|shares|members|pounds"
    r"|passengers|residents|"
    r"inhabitants|votes|homes|houses|students|times|acres|hectares|degrees|refugees|civilians)\b)"
)
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:\b(?:Highway|Route|Interstate|Flight|Room|Boeing|Airbus|No|Nos|number|Suite|Unit|Section|Chapter"
    r"|page|Page|Windows|Agenda"
    r"|population of|about|nearly|almost|over|some|only|than)\.?|[$€£#])[ ]*$"
)


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
        mention = _read(match, form, _Ground(text, start, stop, published, day))
        if mention is None:
            continue
        found.append(mention)
        end = stop
        if mention.precision == "day" and mention.edtf:
            said = (date.fromisoformat(mention.edtf[:10]), here)
    return found


def _matches(text: str) -> list[tuple[re.Match[str], _Form]]:
    """Every form's matches; at one place the longest first, of equally long ones the form listed first."""
    every = [
        (match.start("all"), -match.end("all"), rank, match, form)
        for rank, (pattern, form) in enumerate(_FORMS)
        for match in pattern.finditer(text)
    ]
    return [(match, form) for *_, match, form in sorted(every, key=lambda one: one[:3])]


def _read(match: re.Match[str], form: _Form, ground: _Ground) -> DateMention | None:
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


def _unknown(precision: Precision) -> _Reading:
    return _Reading("", precision, "dateline", "reckoned from the article's date, which is not known")


def _absolute(edtf: str, precision: Precision) -> _Reading:
    return _Reading(edtf, precision, "absolute", "stated in full")


def _from_dateline(edtf: str, precision: Precision, published: date) -> _Reading:
    return _Reading(edtf, precision, "dateline", f"reckoned from the article's date, {published.isoformat()}")


def _month(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _weekday(word: str) -> int:
    return next(n for n, name in enumerate(_DAYS) if name.startswith(word.lower().rstrip(".")[:3]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _iso(words: dict[str, str], _: _Ground) -> _Reading:
    return _absolute(date(int(words["y"]), int(words["m"]), int(words["d"])).isoformat(), "day")


def _slashed(words: dict[str, str], _: _Ground) -> _Reading:
    """American order, unless its first number can only be a day."""
    month, day, year = int(words["a"]), int(words["b"]), int(words["y"])
    if month > 12:
        month, day = day, month
    if len(words["y"]) == 2:
        year += 1900 if year > 50 else 2000
    return _absolute(date(year, month, day).isoformat(), "day")


def _day_of_month(words: dict[str, str], ground: _Ground) -> _Reading:
    month, day = _month(words["m"]), _day_number(words["d"])
    last = _day_number(words["d2"]) if "d2" in words else None
    if "y" in words:
        return _absolute(_days(int(words["y"]), month, day, last), "day")
    if ground.published is None:
        return _unknown("day")
    year = _nearest_year(month, day, words.get("w"), ground.published, ground.future)
    return _from_dateline(_days(year, month, day, last), "day", ground.published)


def _days(year: int, month: int, day: int, last: int | None) -> str:
    first = date(year, month, day)
    if last is None:
        return first.isoformat()
    if last <= day:
        raise ValueError("the range ends before it starts")
    return f"{first.isoformat()}/{date(year, month, last).isoformat()}"


def _nearest_year(month: int, day: int, weekday: str | None, published: date, future: bool) -> int:
    """The year of a day without one: the nearest of three, in the direction of the tense, and of that weekday."""
    years = [published.year + step for step in (-1, 0, 1)]
    dates = [date(year, month, day) for year in years if not (month == 2 and day == 29 and year % 4)]
    if weekday:
        dates = [one for one in dates if one.weekday() == _weekday(weekday)] or dates

    def distance(one: date) -> int:
        gap = (one - published).days
        against = (gap < 0 and future) or (gap > 0 and not future)
        return abs(gap) + (_AGAINST_THE_TENSE if against else 0)

    return min(dates, key=distance).year


def _month_of_year(words: dict[str, str], _: _Ground) -> _Reading:
    about = "~" if "about" in words else ""
    return _absolute(f"{words['y']}-{_month(words['m']):02d}{about}", "month")


def _bare_month(words: dict[str, str], ground: _Ground) -> _Reading | None:
    if ground.published is None:
        return _unknown("month")
    month, now = _month(words["m"]), ground.published
    year = now.year
    if words.get("mod", "").lower() in ("last", "this past"):
        year -= month >= now.month
    elif words.get("mod", "").lower() == "next":
        year += month <= now.month
    elif ground.future:
        year += month < now.month
    else:
        year -= month > now.month
    return _from_dateline(f"{year}-{month:02d}", "month", now)


def _month_after_preposition(words: dict[str, str], ground: _Ground) -> _Reading | None:
    """A month alone is one only after a preposition; May and March are also a verb and a walk."""
    ambiguous = words["m"] in ("May", "March", "Mar")
    return (
        None
        if ambiguous and words["before"].lower() not in ("in", "since", "until", "during")
        else _bare_month(words, ground)
    )


def _season(words: dict[str, str], ground: _Ground) -> _Reading:
    code = _SEASONS[words["s"].lower()]
    if "y" in words:
        return _absolute(f"{words['y']}-{code}", "month")
    if ground.published is None:
        return _unknown("month")
    now, over = ground.published, ground.published.month > _LAST_MONTH_OF[code]
    step = {"last": -1 if not over else 0, "next": 1 if over else 0}.get(words["mod"].lower(), 0)
    return _from_dateline(f"{now.year + step}-{code}", "month", now)


def _quarter(words: dict[str, str], ground: _Ground) -> _Reading:
    quarter = ["first", "second", "third", "fourth"].index(words["q"].lower())
    months = f"{3 * quarter + 1:02d}", f"{3 * quarter + 3:02d}"
    if "y" in words:
        return _absolute("/".join(f"{words['y']}-{month}" for month in months), "month")
    if ground.published is None:
        return _unknown("month")
    now = ground.published
    year = now.year - (quarter > (now.month - 1) // 3 or "last" in words)
    return _from_dateline("/".join(f"{year}-{month}" for month in months), "month", now)


def _decade(words: dict[str, str], _: _Ground) -> _Reading:
    if "decade" in words:
        return _absolute(f"{words['decade'][:3]}X", "year")
    if "short" in words:
        return _absolute(f"19{words['short'][0]}X", "year")
    return _absolute(f"19{_DECADES.index(words['word'].lower()) + 2}X", "year")


def _year(words: dict[str, str], ground: _Ground) -> _Reading | None:
    before = ground.text[max(0, ground.start - 16) : ground.start]
    year, latest = int(words["y"]), (ground.published or date.today()).year + 60
    if year > latest or _NOT_A_YEAR_BEFORE.search(before):
        return None
    if year < 1800 and not re.search(r"\b(?:in|since|of|by|until|during|year|from|to|before|after)[ ]+$", before):
        return None
    return _absolute(words["y"] + ("~" if "about" in words else ""), "year")


def _years(words: dict[str, str], _: _Ground) -> _Reading | None:
    first, last = words["y"], words["y2"]
    last = first[: 4 - len(last)] + last
    return _absolute(f"{first}/{last}", "year") if int(first) < int(last) else None


def _short_year(words: dict[str, str], ground: _Ground) -> _Reading:
    pivot = (ground.published or date.today()).year % 100
    century = 2000 if int(words["y"]) <= pivot else 1900
    return _absolute(str(century + int(words["y"])), "year")


def _moved_weekday(words: dict[str, str], ground: _Ground) -> _Reading:
    """ "last Friday", "next Monday"."""
    if ground.published is None:
        return _unknown("day")
    now, weekday = ground.published, _weekday(words["w"])
    if words["mod"].lower() in ("last", "this past", "past", "the previous"):
        day = now - timedelta((now.weekday() - weekday) % 7 or 7)
    elif words["mod"].lower() in ("next", "this coming", "the following", "coming"):
        day = now + timedelta((weekday - now.weekday()) % 7 or 7)
    else:
        day = _near(now, weekday, ground.future)
    return _from_dateline(day.isoformat(), "day", now)


def _near(now: date, weekday: int, future: bool) -> date:
    """The nearest such weekday in the tense's direction; the article's own weekday is its own day."""
    ahead = (weekday - now.weekday()) % 7
    return now + timedelta(ahead if future or ahead == 0 else ahead - 7)


def _plain_weekday(words: dict[str, str], ground: _Ground) -> _Reading | None:
    if re.search(r"\b(?:every|each)[ ]+$", ground.text[max(0, ground.start - 8) : ground.start], re.I):
        return None  # a set of days, not a day
    if ground.published is None:
        return _unknown("day")
    day = _near(ground.published, _weekday(words["w"]), ground.future)
    return _from_dateline(day.isoformat(), "day", ground.published)


def _bracketed(words: dict[str, str], ground: _Ground) -> _Reading:
    """ "tomorrow [Thursday]": the editor's weekday decides, whatever day the speaker spoke on."""
    if ground.published is None:
        return _unknown("day")
    weekday, now = _weekday(words["w"]), ground.published
    day = next(d for step in (0, 1, -1, 2, -2, 3, -3) if (d := now + timedelta(step)).weekday() == weekday)
    return replace(_from_dateline(day.isoformat(), "day", now), reason=f"the {_DAYS[weekday].title()} nearest to {now}")


def _deictic(words: dict[str, str], ground: _Ground) -> _Reading:
    if ground.published is None:
        return _unknown("day")
    word = re.sub(r"\s+", " ", words["r"].lower())
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    day = ground.published + timedelta(steps.get(word, 0))
    return _from_dateline(day.isoformat(), "day", ground.published)


def _step(words: dict[str, str], ground: _Ground) -> _Reading | None:
    """ "the previous day", "the week after": from the day last mentioned."""
    word = words.get("r", words.get("r2", "")).lower()
    step = {"previous": -1, "preceding": -1, "before": -1, "following": 1, "next": 1, "after": 1}.get(word, 0)
    origin = ground.said or ground.published
    if origin is None:
        return _unknown("day")
    edtf, precision = _moved(origin, words["u"], step)
    if ground.said is None:
        return _from_dateline(edtf, precision, origin)
    return _Reading(edtf, precision, "earlier", f"reckoned from {origin.isoformat()}, mentioned before")


def _this_unit(words: dict[str, str], ground: _Ground) -> _Reading | None:
    if ground.published is None:
        return _unknown("day")
    modifier = words["mod"].lower()
    step = -1 if "last" in modifier else 1 if "next" in modifier else 0
    edtf, precision = _moved(ground.published, words["u"], step)
    return _from_dateline(edtf, precision, ground.published)


def _away(words: dict[str, str], ground: _Ground) -> _Reading | None:
    """ "two weeks ago", "three days later", "in two days' time"."""
    word = words.get("r", "in").lower()
    if word == "in" and not ground.future:
        return None  # "in two weeks" of work: a duration
    backwards = word in ("ago", "earlier", "before")
    origin = ground.said if word in ("earlier", "later", "before") and ground.said else ground.published
    if origin is None:
        return _unknown("day")
    count = _number(words["n"])
    edtf, precision = _moved(origin, words["u"], -count if backwards else count)
    if "about" in words:
        edtf = "/".join(f"{part}~" for part in edtf.split("/")) if "X" not in edtf else edtf
    if origin is ground.said and origin != ground.published:
        return _Reading(edtf, precision, "earlier", f"reckoned from {origin.isoformat()}, mentioned before")
    return _from_dateline(edtf, precision, origin)


def _moved(origin: date, unit: str, count: int) -> tuple[str, Precision]:
    unit = unit.lower().removesuffix("s")
    if unit == "day":
        return (origin + timedelta(count)).isoformat(), "day"
    if unit in ("week", "weekend"):
        monday = origin + timedelta(7 * count - origin.weekday())
        first = monday + timedelta(5) if unit == "weekend" else monday
        return f"{first.isoformat()}/{(monday + timedelta(6)).isoformat()}", "day"
    if unit == "month":
        year, month = divmod(origin.year * 12 + origin.month - 1 + count, 12)
        return f"{year:04d}-{month + 1:02d}", "month"
    if unit == "year":
        return f"{origin.year + count:04d}", "year"
    return f"{(origin.year + 10 * count) // 10:03d}X", "year"


def _form(pattern: str, reading: _Form, flags: re.RegexFlag = re.NOFLAG) -> tuple[re.Pattern[str], _Form]:
    """The group `all` is what is marked as the date; words around it only decide."""
    marked = pattern if "(?P<all>" in pattern else f"(?P<all>{pattern})"
    return re.compile(marked, flags), reading


_FORMS: list[tuple[re.Pattern[str], _Form]] = [
    _form(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)", _iso),
    _form(r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b", _slashed),
    _form(
        rf"\b(?:(?P<w>{WEEKDAY}),?[ ]+)?(?P<m>{MONTH})[ ]+(?P<d>{DAY})(?:[ ]?[-–][ ]?(?P<d2>{DAY}))?"
        rf"(?:,?[ ]+(?P<y>{YEAR}))?(?!\d|,\d{{3}}|[ ]*(?:percent|million)\b)",
        _day_of_month,
    ),
    _form(
        rf"\b(?:(?P<w>{WEEKDAY}),?[ ]+)?(?:the[ ]+)?(?P<d>{DAY})(?:[ ]?[-–][ ]?(?P<d2>{DAY}))?(?:[ ]+of)?"
        rf"[ ]+(?P<m>{MONTH})(?:,?[ ]+(?P<y>{YEAR}))?(?!\w)",
        _day_of_month,
    ),
    _form(rf"\b(?P<about>{ABOUT})?(?P<m>{MONTH}),?[ ]+(?:of[ ]+)?(?P<y>{YEAR})\b", _month_of_year),
    _form(
        rf"\b(?:the[ ]+)?(?P<q>first|second|third|fourth)[ -]+quarter(?:[ ]+(?:of[ ]+)?(?:(?P<y>{YEAR})"
        rf"|(?P<last>last)[ ]+year|this[ ]+year))?\b",
        _quarter,
        re.I,
    ),
    _form(rf"\b(?:the[ ]+)?(?P<s>spring|summer|fall|autumn|winter)[ ]+(?:of[ ]+)?(?P<y>{YEAR})\b", _season, re.I),
    _form(r"\b(?P<mod>last|this|next)[ ]+(?P<s>spring|summer|fall|autumn|winter)\b", _season, re.I),
    _form(
        rf"(?:\bthe[ ]+)?(?:{ABOUT})?(?:\b(?P<decade>1[89]\d0|20\d0)s|[’'](?P<short>[3-9]0)s)\b"
        rf"|\bthe[ ]+(?:{ABOUT})?(?P<word>{'|'.join(_DECADES)})\b",
        _decade,
        re.I,
    ),
    _form(
        rf"\b(?P<mod>last|this past|past|this coming|coming|this|next|the previous"
        rf"|the following)[ ]+(?P<w>{WEEKDAY}){PART}",
        _moved_weekday,
        re.I,
    ),
    _form(rf"\b(?:today|tomorrow|yesterday)[ ]*[\[(][ ]*(?P<w>{WEEKDAY})[ ]*[\])]", _bracketed, re.I),
    _form(rf"\b(?P<w>{WEEKDAY})(?!s){PART}(?!\w)", _plain_weekday),
    _form(r"\bthe[ ]+(?P<r>day[ ]+(?:before[ ]+yesterday|after[ ]+tomorrow))\b", _deictic, re.I),
    _form(rf"\b(?P<r>today|tonight|tomorrow|yesterday){PART}\b", _deictic, re.I),
    _form(r"\b(?P<r>this[ ]+(?:morning|afternoon|evening)|last[ ]+night)\b", _deictic, re.I),
    _form(r"\bthe[ ]+(?P<r>previous|preceding|following|next|same)[ ]+(?P<u>day|week|month|year)\b", _step, re.I),
    _form(
        r"\bthe[ ]+(?P<u>day|week|month|year)[ ]+(?P<r2>before|after)\b(?![ ]+(?:the|that|he|she|it|they|a"
        r"|yesterday|tomorrow)\b)",
        _step,
        re.I,
    ),
    _form(
        r"\b(?P<mod>last|this|next|earlier this|later this|the current|late last|early last|early next"
        r"|late this|early this)[ ]+"
        r"(?P<u>weekend|week|month|year|decade)\b",
        _this_unit,
        re.I,
    ),
    _form(rf"\b(?P<mod>last|next|this past|this)[ ]+(?P<m>{MONTH})(?!\w)", _bare_month),
    _form(
        rf"\b(?:(?P<about>about|almost|nearly|more than|over|some|around"
        rf"|just over)[ ]+)?(?P<n>{COUNT})(?:[ ]+and[ ]+a[ ]+half)?[ ]+"
        rf"(?P<u>{UNIT})[ ]+(?P<r>ago|earlier|later|from now|before)\b",
        _away,
        re.I,
    ),
    _form(rf"\bin[ ]+(?P<n>{COUNT})[ ]+(?P<u>{UNIT})(?:['’s]{{0,2}}[ ]+time)?\b", _away, re.I),
    _form(rf"\b(?P<y>{YEAR})[-–](?P<y2>{YEAR}|\d\d)\b(?!-)", _years),
    _form(rf"(?<![\w/.-])(?P<about>{ABOUT})?(?P<y>{YEAR})(?![\w/-]){_COUNTED}", _year),
    _form(r"\b(?:in|since|of|until|from|before|after)[ ]+(?P<all>[’'](?P<y>\d\d))\b(?!s)", _short_year, re.I),
    _form(
        rf"\b(?P<before>(?:[Ii]n|[Ss]ince|of|[Bb]y|[Uu]ntil|[Ff]or|[Dd]uring|[Ff]rom|[Tt]hrough|[Bb]etween"
        rf"|[Bb]efore|[Aa]fter|to|and"
        rf"|[Ee]arly|[Ll]ate|[Mm]id))[ -]+(?P<all>(?P<m>{MONTH}))(?!\w|\.?,?[ ]+\d|[ ]+[A-Z])",
        _month_after_preposition,
    ),
]

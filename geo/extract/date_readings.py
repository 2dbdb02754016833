"""What a form of words means: the words of a match, and the ground it is read on → EDTF and what it was reckoned from."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from geo.extract.tense import tense_at
from geo.timespan import MONTHS

Precision = Literal["day", "month", "year"]
Basis = Literal["absolute", "dateline", "earlier"]


@dataclass(frozen=True)
class Reading:
    """What a form says: its date, how exact, what it was reckoned from, and that in words."""

    edtf: str
    precision: Precision
    basis: Basis
    reason: str


@dataclass(frozen=True)
class Ground:
    """What a form is read on: the text, the match's span in it, the article's date, the day last mentioned."""

    text: str
    start: int
    end: int
    published: date | None
    said: date | None

    @property
    def future(self) -> bool:
        """Whether the clause around it speaks of what is to come."""
        return tense_at(self.text, self.start, self.end) == "future"


# Days: a tense is misread now and then, so it outweighs distance but does not forbid.
_AGAINST_THE_TENSE = 300

Form = Callable[[dict[str, str], Ground], Reading | None]

_MONTHS = [name.lower() for name in MONTHS]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LAST_MONTH_OF = {21: 5, 22: 8, 23: 11, 24: 12}
COUNTS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
DECADES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:\b(?:Highway|Route|Interstate|Flight|Room|Boeing|Airbus|No|Nos|number|Suite|Unit|Section|Chapter"
    r"|page|Page|Windows|Agenda"
    r"|population of|about|nearly|almost|over|some|only|than)\.?|[$€£#])[ ]*$"
)


def _unknown(precision: Precision) -> Reading:
    return Reading("", precision, "dateline", "reckoned from the article's date, which is not known")


def _absolute(edtf: str, precision: Precision) -> Reading:
    return Reading(edtf, precision, "absolute", "stated in full")


def _from_dateline(edtf: str, precision: Precision, published: date) -> Reading:
    return Reading(edtf, precision, "dateline", f"reckoned from the article's date, {published.isoformat()}")


def _month(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _weekday(word: str) -> int:
    return next(n for n, name in enumerate(_DAYS) if name.startswith(word.lower().rstrip(".")[:3]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word.lower()]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def iso(words: dict[str, str], _: Ground) -> Reading:
    """ "2023-09-20"."""
    return _absolute(date(int(words["y"]), int(words["m"]), int(words["d"])).isoformat(), "day")


def slashed(words: dict[str, str], _: Ground) -> Reading:
    """American order, unless its first number can only be a day."""
    month, day, year = int(words["a"]), int(words["b"]), int(words["y"])
    if month > 12:
        month, day = day, month
    if len(words["y"]) == 2:
        year += 1900 if year > 50 else 2000
    return _absolute(date(year, month, day).isoformat(), "day")


def day_of_month(words: dict[str, str], ground: Ground) -> Reading:
    """ "September 20", "20-21 September 2023": without a year, the nearest in the tense."""
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


def month_of_year(words: dict[str, str], _: Ground) -> Reading:
    """ "September 2023", "late September 2023"."""
    about = "~" if "about" in words else ""
    return _absolute(f"{words['y']}-{_month(words['m']):02d}{about}", "month")


def bare_month(words: dict[str, str], ground: Ground) -> Reading | None:
    """ "last September", or a month after a preposition: of the year that the tense asks for."""
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


def month_after_preposition(words: dict[str, str], ground: Ground) -> Reading | None:
    """A month alone is one only after a preposition; May and March are also a verb and a walk."""
    ambiguous = words["m"] in ("May", "March", "Mar")
    return (
        None
        if ambiguous and words["before"].lower() not in ("in", "since", "until", "during")
        else bare_month(words, ground)
    )


def season(words: dict[str, str], ground: Ground) -> Reading:
    """ "spring 2020", "last winter", as the seasons of EDTF."""
    code = _SEASONS[words["s"].lower()]
    if "y" in words:
        return _absolute(f"{words['y']}-{code}", "month")
    if ground.published is None:
        return _unknown("month")
    now, over = ground.published, ground.published.month > _LAST_MONTH_OF[code]
    step = {"last": -1 if not over else 0, "next": 1 if over else 0}.get(words["mod"].lower(), 0)
    return _from_dateline(f"{now.year + step}-{code}", "month", now)


def quarter(words: dict[str, str], ground: Ground) -> Reading:
    """ "the third quarter of 2020": its first and last month."""
    quarter = ["first", "second", "third", "fourth"].index(words["q"].lower())
    months = f"{3 * quarter + 1:02d}", f"{3 * quarter + 3:02d}"
    if "y" in words:
        return _absolute("/".join(f"{words['y']}-{month}" for month in months), "month")
    if ground.published is None:
        return _unknown("month")
    now = ground.published
    year = now.year - (quarter > (now.month - 1) // 3 or "last" in words)
    return _from_dateline("/".join(f"{year}-{month}" for month in months), "month", now)


def decade(words: dict[str, str], _: Ground) -> Reading:
    """ "the 1990s", "the nineties"."""
    if "decade" in words:
        return _absolute(f"{words['decade'][:3]}X", "year")
    if "short" in words:
        return _absolute(f"19{words['short'][0]}X", "year")
    return _absolute(f"19{DECADES.index(words['word'].lower()) + 2}X", "year")


def year_alone(words: dict[str, str], ground: Ground) -> Reading | None:
    """ "1991", unless it counts something or numbers a road."""
    before = ground.text[max(0, ground.start - 16) : ground.start]
    year, latest = int(words["y"]), (ground.published or date.today()).year + 60
    if year > latest or _NOT_A_YEAR_BEFORE.search(before):
        return None
    if year < 1800 and not re.search(r"\b(?:in|since|of|by|until|during|year|from|to|before|after)[ ]+$", before):
        return None
    return _absolute(words["y"] + ("~" if "about" in words else ""), "year")


def year_range(words: dict[str, str], _: Ground) -> Reading | None:
    """ "1988-94"."""
    first, last = words["y"], words["y2"]
    last = first[: 4 - len(last)] + last
    return _absolute(f"{first}/{last}", "year") if int(first) < int(last) else None


def short_year(words: dict[str, str], ground: Ground) -> Reading:
    """ "in '91"."""
    pivot = (ground.published or date.today()).year % 100
    century = 2000 if int(words["y"]) <= pivot else 1900
    return _absolute(str(century + int(words["y"])), "year")


def moved_weekday(words: dict[str, str], ground: Ground) -> Reading:
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


def plain_weekday(words: dict[str, str], ground: Ground) -> Reading | None:
    """ "Wednesday": the nearest in the tense."""
    if re.search(r"\b(?:every|each)[ ]+$", ground.text[max(0, ground.start - 8) : ground.start], re.I):
        return None  # a set of days, not a day
    if ground.published is None:
        return _unknown("day")
    day = _near(ground.published, _weekday(words["w"]), ground.future)
    return _from_dateline(day.isoformat(), "day", ground.published)


def bracketed(words: dict[str, str], ground: Ground) -> Reading:
    """ "tomorrow [Thursday]": the editor's weekday decides, whatever day the speaker spoke on."""
    if ground.published is None:
        return _unknown("day")
    weekday, now = _weekday(words["w"]), ground.published
    day = next(d for step in (0, 1, -1, 2, -2, 3, -3) if (d := now + timedelta(step)).weekday() == weekday)
    return replace(_from_dateline(day.isoformat(), "day", now), reason=f"the {_DAYS[weekday].title()} nearest to {now}")


def deictic(words: dict[str, str], ground: Ground) -> Reading:
    """ "today", "yesterday", "last night"."""
    if ground.published is None:
        return _unknown("day")
    word = re.sub(r"\s+", " ", words["r"].lower())
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    day = ground.published + timedelta(steps.get(word, 0))
    return _from_dateline(day.isoformat(), "day", ground.published)


def step_from_day(words: dict[str, str], ground: Ground) -> Reading | None:
    """ "the previous day", "the week after": from the day last mentioned."""
    word = words.get("r", words.get("r2", "")).lower()
    step = {"previous": -1, "preceding": -1, "before": -1, "following": 1, "next": 1, "after": 1}.get(word, 0)
    origin = ground.said or ground.published
    if origin is None:
        return _unknown("day")
    edtf, precision = _moved(origin, words["u"], step)
    if ground.said is None:
        return _from_dateline(edtf, precision, origin)
    return Reading(edtf, precision, "earlier", f"reckoned from {origin.isoformat()}, mentioned before")


def this_unit(words: dict[str, str], ground: Ground) -> Reading | None:
    """ "this week", "last year"."""
    if ground.published is None:
        return _unknown("day")
    modifier = words["mod"].lower()
    step = -1 if "last" in modifier else 1 if "next" in modifier else 0
    edtf, precision = _moved(ground.published, words["u"], step)
    return _from_dateline(edtf, precision, ground.published)


def away(words: dict[str, str], ground: Ground) -> Reading | None:
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
        return Reading(edtf, precision, "earlier", f"reckoned from {origin.isoformat()}, mentioned before")
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

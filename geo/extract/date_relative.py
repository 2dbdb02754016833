"""Readings of dates that hang on another: on the article's, or on one said before."""

import re
from dataclasses import replace
from datetime import date, timedelta

from geo.extract.date_forms import (
    CLAUSE_ENDS,
    Ground,
    Precision,
    Reading,
    Words,
    from_dateline,
    from_earlier,
    unknown,
)

_LONG_PAST = 62  # days before the article: of such a story "the 10th" is told
_NEEDED: dict[str, tuple[Precision, ...]] = {  # how exact a date must be to be counted on from
    "year": ("day", "month", "year"),
    "decade": ("day", "month", "year"),
    "century": ("day", "month", "year"),
    "month": ("day", "month"),
    "quarter": ("day", "month"),
}


def weekday(words: Words, ground: Ground) -> Reading:
    """ "Wednesday": the nearest in the tense; the article's own weekday is its own day."""
    if ground.published is None:
        return unknown("day")
    return from_dateline(_near(ground.published, words.weekday(), ground.ahead).isoformat(), "day", ground.published)


def _near(now: date, weekday: int, ahead: bool) -> date:
    days = (weekday - now.weekday()) % 7
    return now + timedelta(days if ahead or days == 0 else days - 7)


def weekday_pair(words: Words, ground: Ground) -> Reading:
    """ "the night from Tuesday to Wednesday"."""
    if ground.published is None:
        return unknown("day")
    last = _near(ground.published, words.weekday("w2"), ground.ahead)
    first = last - timedelta((words.weekday("w2") - words.weekday()) % 7)
    return from_dateline(f"{first.isoformat()}/{last.isoformat()}", "day", ground.published)


def day_of_month(words: Words, ground: Ground) -> Reading | None:
    """ "on the 10th": of the month of a story long past, else the nearest in the tense."""
    if ground.published is None:
        return unknown("day")
    now, day = ground.published, words.day()
    told = ground.origin("day", "month")
    if told and (now - told).days > _LONG_PAST:
        month = 12 * told.year + told.month - 1 + (day < told.day)
        return from_earlier(_day_of(month, day).isoformat(), "day", told)
    month = 12 * now.year + now.month - 1 + ((day < now.day) if ground.ahead else -(day > now.day))
    return from_dateline(_day_of(month, day).isoformat(), "day", now)


def _day_of(month: int, day: int) -> date:
    return date(month // 12, month % 12 + 1, day)


def moved_weekday(words: Words, ground: Ground) -> Reading:
    """ "last Friday", "next Monday"; "this Friday" is of this week, unless it is over and still to come."""
    if ground.published is None:
        return unknown("day")
    now, wanted, step = ground.published, words.weekday(), words.step()
    if step < 0:
        day = now - timedelta((now.weekday() - wanted) % 7 or 7)
    elif step > 0:
        day = now + timedelta((wanted - now.weekday()) % 7 or 7)
    else:
        day = now + timedelta(wanted - now.weekday())
        day += timedelta(7 if ground.ahead and day < now else 0)
    return from_dateline(day.isoformat(), "day", now)


def weekday_after(words: Words, ground: Ground) -> Reading:
    """ "the following Monday", "the previous Friday": seen from the day last said."""
    origin = ground.origin("day") or ground.published
    if origin is None:
        return unknown("day")
    step = words.step()
    gap = step * (words.weekday() - origin.weekday()) % 7 or 7
    return _hung((origin + timedelta(step * gap)).isoformat(), "day", origin, ground)


def weekday_of_week(words: Words, ground: Ground) -> Reading:
    """ "Tuesday of last week"."""
    if ground.published is None:
        return unknown("day")
    now = ground.published
    day = now + timedelta(words.weekday() - now.weekday() + 7 * words.step())
    return from_dateline(day.isoformat(), "day", now)


def weekday_weeks_away(words: Words, ground: Ground) -> Reading:
    """ "a week ago Monday", "two weeks from Tuesday": that weekday before or after the article, and the weeks on."""
    if ground.published is None:
        return unknown("day")
    now, ahead = ground.published, "ago" not in words
    weeks = 7 * words.number() * (1 if ahead else -1)
    return from_dateline((_near(now, words.weekday(), ahead) + timedelta(weeks)).isoformat(), "day", now)


def bracketed(words: Words, ground: Ground) -> Reading:
    """ "tomorrow [Thursday]": the editor's weekday decides, whatever day the speaker spoke on."""
    if ground.published is None:
        return unknown("day")
    now = ground.published
    near = (now + timedelta(step) for step in (0, 1, -1, 2, -2, 3, -3))
    day = next(day for day in near if day.weekday() == words.weekday())
    return replace(from_dateline(day.isoformat(), "day", now), reason=f"the {day:%A} nearest to {now.isoformat()}")


def deictic(words: Words, ground: Ground) -> Reading:
    """ "today", "yesterday", "last night": days from the article's."""
    if ground.published is None:
        return unknown("day")
    day = ground.published + timedelta(words.step("rel"))
    return from_dateline(day.isoformat(), "day", ground.published)


def to_the_day(words: Words, ground: Ground) -> Reading:
    """ "a week ago today", "a year ago today"."""
    if ground.published is None:
        return unknown("day")
    now, unit, count = ground.published, words.unit(), -words.number()
    if unit in ("month", "year"):
        months = 12 * now.year + now.month - 1 + count * (12 if unit == "year" else 1)
        day = date(months // 12, months % 12 + 1, now.day)
    else:
        day = now + timedelta(count * (7 if unit == "week" else 1))
    return from_dateline((day + timedelta(words.step("rel"))).isoformat(), "day", now)


def month_years_ago(words: Words, ground: Ground) -> Reading:
    """ "a year ago this month"."""
    if ground.published is None:
        return unknown("month")
    now = ground.published
    return from_dateline(_month(12 * (now.year - words.number()) + now.month - 1 + words.step()), "month", now)


def half_unit(words: Words, ground: Ground) -> Reading:
    """ "half a century ago", "half a decade later": about that year."""
    back = words["way"].lower() == "ago"
    origin = ground.published if back else ground.origin(*_NEEDED["year"]) or ground.published
    if origin is None:
        return unknown("year")
    years = (50 if words.unit() == "century" else 5) * words.step("way")
    edtf = f"{origin.year + years:04d}~"
    return from_dateline(edtf, "year", origin) if back else _hung(edtf, "year", origin, ground, *_NEEDED["year"])


def quarter_said(words: Words, ground: Ground) -> Reading:
    """ "the quarter": the one that ends on the day said with it, else the one last said, else the one just over."""
    if ground.published is None:
        return unknown("month")
    now = ground.published
    if "m" in words:
        year = int(words["y"]) if "y" in words else now.year + _turn(words.month() - now.month, ground.ahead)
        last = 12 * year + words.month() - 1
        return from_dateline(f"{_month(last - 2)}/{_month(last)}", "month", now)
    last_said = _part_of_year(ground)
    if last_said:
        return replace(from_earlier(last_said, "month", now), reason=f"the one mentioned before, {last_said}")
    return _moved_from_dateline(words, ground, 0 if ground.ahead else -1)


def _turn(months: int, ahead: bool) -> int:
    """The year, from this one, of a month that is so many months ahead."""
    return int(months < 0) if ahead else -int(months > 1)


def _part_of_year(ground: Ground) -> str:
    """The quarter or half of a year that was last said, if nothing else was said since."""
    last = ground.said[-1].edtf if ground.said else ""
    return last if re.fullmatch(r"\d{4}-\d\d/\d{4}-\d\d", last) else ""


def year_before(words: Words, ground: Ground) -> Reading:
    """ "a year earlier", "the year-ago quarter": of the quarter last said, the same one of the year before."""
    part = _part_of_year(ground)
    if part and ground.published:
        edtf = re.sub(r"\d{4}", lambda year: f"{int(year[0]) - 1:04d}", part)
        return replace(from_earlier(edtf, "month", ground.published), reason=f"a year before {part}, mentioned before")
    return ago(words, ground) if words["way"].lower() == "ago" else away(words, ground)


def this_unit(words: Words, ground: Ground) -> Reading:
    """ "this week", "last year", "the end of the month"."""
    if words.unit() == "weekend" and not words.step():
        return weekend(words, ground)
    return _moved_from_dateline(words, ground, words.step())


def weekend(_: Words, ground: Ground) -> Reading:
    """ "the weekend": the last one, or the one to come."""
    if ground.published is None:
        return unknown("day")
    over = ground.published.weekday() < 5 and not ground.ahead
    edtf, precision = _moved(ground.published, "weekend", -1 if over else 0)
    return from_dateline(edtf, precision, ground.published)


def clock(_: Words, ground: Ground) -> Reading | None:
    """ "at 3:34 a.m.": on the day last said, else on the article's; on no day of a year long past."""
    last = ground.said[-1].end if ground.said else 0
    if ground.said and not CLAUSE_ENDS.search(ground.text, last, ground.start):
        return None  # the sentence has a date
    origin = ground.origin("day") or ground.published
    if ground.said and ground.origin("day") is None:
        return None
    return _hung(origin.isoformat(), "day", origin, ground) if origin else unknown("day")


def next_to(words: Words, ground: Ground) -> Reading:
    """ "the previous day", "the week after", "that year": seen from the date last said."""
    return _counted(words, ground, words.step())


def ago(words: Words, ground: Ground) -> Reading:
    """ "two weeks ago", "in two days' time", "two and a half years ago"."""
    step = words.step("way")
    if "half" in words and words.unit() == "year" and ground.published:
        number = 12 * ground.published.year + ground.published.month - 1 + step * (12 * _count(words) + 6)
        return from_dateline(f"{number // 12}~", "year", ground.published)
    return _moved_from_dateline(words, ground, step * _count(words), "about" in words)


def ahead(words: Words, ground: Ground) -> Reading:
    """ "two days from now"."""
    return _moved_from_dateline(words, ground, _count(words), "about" in words)


def in_so_long(words: Words, ground: Ground) -> Reading | None:
    """ "in two weeks": a date if the clause looks ahead, else a duration."""
    return ago(words, ground) if ground.ahead else None


def away(words: Words, ground: Ground) -> Reading:
    """ "three days later", "a year earlier": counted from the date last said."""
    return _counted(words, ground, words.step("way") * _count(words), "about" in words)


def _count(words: Words) -> int:
    return words.number() if "n" in words else 1  # "the year-ago quarter"


def _moved_from_dateline(words: Words, ground: Ground, count: int, about: bool = False) -> Reading:
    if ground.published is None:
        return unknown(_moved(date(2000, 1, 1), words.unit(), 0)[1])
    edtf, precision = _moved(ground.published, words.unit(), count)
    return from_dateline(_about(edtf) if about else edtf, precision, ground.published)


def _counted(words: Words, ground: Ground, count: int, about: bool = False) -> Reading:
    unit = words.unit()
    origin = ground.origin(*_NEEDED.get(unit, ("day",))) or ground.published
    if origin is None:
        return unknown(_moved(date(2000, 1, 1), unit, 0)[1])
    edtf, precision = _moved(_after_night(origin, ground) if count < 0 and unit == "day" else origin, unit, count)
    return _hung(_about(edtf) if about else edtf, precision, origin, ground, *_NEEDED.get(unit, ("day",)))


def _after_night(origin: date, ground: Ground) -> date:
    """What "the day before" is counted from: of "the night from Monday to Tuesday" it is Tuesday."""
    last = ground.said[-1] if ground.said else None
    morrow = origin + timedelta(1)
    night = last and re.search(r"\b(?:nuit|night)\b", last.text) and last.edtf == f"{origin}/{morrow}"
    return morrow if night else origin


def _hung(edtf: str, precision: Precision, origin: date, ground: Ground, *needed: Precision) -> Reading:
    if ground.origin(*(needed or ("day",))) is None:
        return from_dateline(edtf, precision, origin)
    return from_earlier(edtf, precision, origin)


def _about(edtf: str) -> str:
    return edtf if "X" in edtf else "/".join(f"{part}~" for part in edtf.split("/"))


def _moved(origin: date, unit: str, count: int) -> tuple[str, Precision]:
    """The unit that lies `count` units from the one that holds `origin`."""
    if unit == "day":
        return (origin + timedelta(count)).isoformat(), "day"
    if unit in ("week", "weekend"):
        monday = origin + timedelta(7 * count - origin.weekday())
        first = monday + timedelta(5) if unit == "weekend" else monday
        return f"{first.isoformat()}/{(monday + timedelta(6)).isoformat()}", "day"
    if unit == "month":
        return _month(12 * origin.year + origin.month - 1 + count), "month"
    if unit == "quarter":
        number = 12 * origin.year + 3 * ((origin.month - 1) // 3 + count)
        return f"{_month(number)}/{_month(number + 2)}", "month"
    if unit == "year":
        return f"{origin.year + count:04d}", "year"
    if unit == "decade":
        return f"{origin.year // 10 + count:03d}X", "year"
    return f"{origin.year // 100 + count:02d}XX", "year"


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"

"""Readings of calendar dates: days, months, feasts."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from geo.extract.date_forms import (
    Ground,
    Reading,
    Words,
    absolute,
    from_dateline,
    from_earlier,
    stated_year,
    unknown,
)

Value = Callable[[int], str]  # a year → the day or days in it, as EDTF; raises ValueError if it has no such day

# A tense is misread now and then, so it outweighs distance but does not forbid.
_AGAINST_THE_TENSE, _AGAINST_A_WORD = 250, 1000  # days
_AGAINST_THE_TENSE_MONTHS = 7.5
_SAME_STORY, _NEXT_IN_STORY = 200, 62  # characters, days: how far a day stated in full lends its year
_ON = re.compile(r",\s+(?:on\s+|le\s+)?")
_DAYS_OF_WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def iso(words: Words, _: Ground) -> Reading:
    """ "2023-09-20", "20230920T1000Z"."""
    figures = re.sub(r"[-/.]", "", words["iso"])[:8]
    return absolute(date(int(figures[:4]), int(figures[4:6]), int(figures[6:])).isoformat(), "day")


def month_first(words: Words, _: Ground) -> Reading:
    """ "9/20/2023", the American order, unless its first number can only be a day."""
    return _in_figures(int(words["a"]), int(words["b"]), words["yy"])


def day_first(words: Words, _: Ground) -> Reading:
    """ "20/9/2023", the order of most of the world."""
    return _in_figures(int(words["b"]), int(words["a"]), words["yy"])


def _in_figures(month: int, day: int, figures: str) -> Reading:
    if month > 12:
        month, day = day, month
    year = int(figures)
    if len(figures) == 2:
        year += 1900 if year > 50 else 2000
    return absolute(date(year, month, day).isoformat(), "day")


def day(words: Words, ground: Ground) -> Reading:
    """ "Wednesday, September 20", with or without a year."""
    return _in_year(words, ground, lambda year: date(year, words.month(), words.day()).isoformat())


def days(words: Words, ground: Ground) -> Reading | None:
    """ "9–12 May", "28 June to 3 July": from the first to the last of them."""
    last = words.month("m2") if "m2" in words else words.month()
    turn = (last, words.day("d2")) < (words.month(), words.day())
    if turn and "m2" not in words:
        return None

    def span(year: int) -> str:
        first = date(int(words["y2"]) if "y2" in words else year - turn, words.month(), words.day())
        return f"{first.isoformat()}/{date(year, last, words.day('d2')).isoformat()}"

    return _in_year(words, ground, span)


def days_in_a_row(words: Words, ground: Ground) -> Reading | None:
    """ "9 and 10 May": only if nothing lies between them."""
    return days(words, ground) if words.day("d2") == words.day() + 1 else None


def _in_year(words: Words, ground: Ground, value: Value) -> Reading:
    """The day in the year stated, else in that of the sentence, else in the nearest that the tense allows."""
    if "y" in words:
        return absolute(value(int(words["y"])), "day")
    told = _told_year(ground, value)
    if told:
        return told
    if ground.published is None:
        value(2000)  # 31 February is no day of any year
        return unknown("day")
    return from_dateline(_nearest(value, ground.published, words, ground.ahead), "day", ground.published)


def _nearest(value: Value, published: date, words: Words, ahead: bool) -> str:
    """Of the days in three years, the nearest in the direction of the tense, and on the weekday that is said with it."""
    values = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            values.append(value(year))
        except ValueError:
            continue  # 29 February
    if not values:
        raise ValueError("no such day")
    if "w" in words:
        values = [one for one in values if date.fromisoformat(one[:10]).weekday() == words.weekday()] or values
    step = words.step()  # "last March 10" says itself which way it looks
    against = _AGAINST_A_WORD if step else _AGAINST_THE_TENSE

    def distance(one: str) -> int:
        gap = (date.fromisoformat(one[:10]) - published).days
        return abs(gap) + (against if gap * (step or (1 if ahead else -1)) < 0 else 0)

    return min(values, key=distance)


def _told_year(ground: Ground, value: Value) -> Reading | None:
    """ "Last year, on 9 August": that year. "It began on 19 August 1991 and failed on 21 August": that of the day before."""
    last = ground.said[-1] if ground.said else None
    if last and re.fullmatch(r"\d{4}", last.edtf) and _ON.fullmatch(ground.text, last.end, ground.start):
        return Reading(value(int(last.edtf)), "day", "earlier", f"of {last.edtf}, mentioned before")
    if last is None or last.basis == "dateline" or last.precision != "day" or not last.edtf or ground.ahead:
        return None
    between = ground.text[last.end : ground.start]
    if len(between) > _SAME_STORY or "\n\n" in between:
        return None
    origin = date.fromisoformat(last.edtf[:10])
    if ground.published and origin.year >= ground.published.year:
        return None
    told = value(origin.year)
    soon = 0 <= (date.fromisoformat(told[:10]) - origin).days <= _NEXT_IN_STORY
    return from_earlier(told, "day", origin) if soon else None


def month(words: Words, ground: Ground) -> Reading:
    """ "September 2023", "late September", "last September", "March ’98"."""
    about = "~" if "about" in words else ""
    stated = stated_year(words, ground)
    if stated:
        return absolute(f"{stated}-{words.month():02d}{about}", "month")
    if ground.published is None:
        return unknown("month")
    year = _year_of_month(words.month(), words, ground, ground.published)
    return from_dateline(f"{year}-{words.month():02d}{about}", "month", ground.published)


def month_to_come(words: Words, ground: Ground) -> Reading:
    """ "March delivery", "the May contract": the next one, or this one."""
    if ground.published is None:
        return unknown("month")
    year = ground.published.year + (words.month() < ground.published.month)
    return from_dateline(f"{year}-{words.month():02d}", "month", ground.published)


def _year_of_month(number: int, words: Words, ground: Ground, now: date) -> int:
    step = words.step()
    if step < 0:
        return now.year - (number >= now.month)
    if step > 0:
        return now.year + (number <= now.month)
    if "mod" in words:
        return now.year

    def distance(year: int) -> float:
        gap = 12 * (year - now.year) + number - now.month
        if gap > 0 and ground.behind:
            return _AGAINST_A_WORD
        against = (gap < 0 and ground.ahead) or (gap > 0 and not ground.ahead)
        return abs(gap) + (_AGAINST_THE_TENSE_MONTHS if against else 0)

    return min((now.year - 1, now.year, now.year + 1), key=distance)


def month_that_year(words: Words, ground: Ground) -> Reading | None:
    """ "In 2006 … that August": of the year last said."""
    origin = ground.origin("day", "month", "year")
    return from_earlier(f"{origin.year}-{words.month():02d}", "month", origin) if origin else None


def months(words: Words, ground: Ground) -> Reading:
    """ "from June to October 1995": from the first to the last."""
    first, last = words.month(), words.month("m2")
    if "y" in words:
        year = int(words["y"])
        start = int(words["y2"]) if "y2" in words else year - (first > last)
        return absolute(f"{start}-{first:02d}/{year}-{last:02d}", "month")
    if ground.published is None:
        return unknown("month")
    year = _year_of_month(last, words, ground, ground.published)
    return from_dateline(f"{year - (first > last)}-{first:02d}/{year}-{last:02d}", "month", ground.published)


def month_of_a_year(words: Words, ground: Ground) -> Reading:
    """ "June last year", "3 June next year"."""
    if ground.published is None:
        return unknown("month")
    year = ground.published.year + words.step()
    if "d" in words:
        return from_dateline(date(year, words.month(), words.day()).isoformat(), "day", ground.published)
    return from_dateline(f"{year}-{words.month():02d}", "month", ground.published)


def day_of_moved_month(words: Words, ground: Ground) -> Reading:
    """ "the 15th of this month"."""
    if ground.published is None:
        return unknown("day")
    year, index = divmod(ground.published.year * 12 + ground.published.month - 1 + words.step(), 12)
    return from_dateline(date(year, index + 1, words.day()).isoformat(), "day", ground.published)


def weekday_and_day(words: Words, ground: Ground) -> Reading | None:
    """ "Friday the 13th": the nearest such day in the tense's direction."""
    if ground.published is None:
        return unknown("day")
    ahead = 1 if ground.ahead else -1
    days = (ground.published + timedelta(ahead * number) for number in range(400))
    found = (one for one in days if one.weekday() == words.weekday() and one.day == words.day())
    return from_dateline(next(found).isoformat(), "day", ground.published)


def feast(words: Words, ground: Ground) -> Reading:
    """ "New Year's Day", "Christmas 1989", "Good Friday"."""
    rule = words.tables.feasts[re.sub(r"\s+", " ", words["feast"].lower().replace("’", "'"))]
    if rule[:4].isdigit():
        return absolute(rule, "day")
    if "y" in words:
        return absolute(_feast_day(rule, int(words["y"])).isoformat(), "day")
    if ground.published is None:
        return unknown("day")
    value = _nearest(lambda number: _feast_day(rule, number).isoformat(), ground.published, words, ground.ahead)
    return from_dateline(value, "day", ground.published)


def _feast_day(rule: str, number: int) -> date:
    parts = rule.split()
    if parts[0] == "easter":
        sunday: date = easter(number)
        return sunday + timedelta(int(parts[1]))
    if len(parts) == 1:
        return date(number, int(rule[:2]), int(rule[3:]))
    weekday, nth = _DAYS_OF_WEEK.index(parts[1]), int(parts[2])
    if nth < 0:
        last = date(number + int(parts[0]) // 12, int(parts[0]) % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(number, int(parts[0]), 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))

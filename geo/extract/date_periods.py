"""Readings of seasons, quarters, years, decades and centuries."""

import re
from datetime import date

from geo.extract.date_forms import Ground, Reading, Words, absolute, from_dateline, stated_year, unknown

_LAST_MONTH_OF = {21: 5, 22: 8, 23: 11, 24: 12}


def season(words: Words, ground: Ground) -> Reading:
    """ "spring 2020", "last winter", as the seasons of EDTF."""
    code = words.tables.seasons[words["s"].lower()]
    stated = stated_year(words, ground)
    if stated:
        return absolute(f"{stated}-{code}", "month")
    if ground.published is None:
        return unknown("month")
    now, step = ground.published, words.step() or (1 if ground.ahead else -1 if "mod" not in words else 0)
    over = now.month > _LAST_MONTH_OF[code]
    year = now.year + (-1 if step < 0 and not over else 1 if step > 0 and over else 0)
    return from_dateline(f"{year}-{code}", "month", now)


def quarter(words: Words, ground: Ground) -> Reading:
    """ "the third quarter of 2020", "the first half of last year": its first and last month."""
    size = 6 if "half" in words else 3
    number = words.number("q")
    span = f"-{size * (number - 1) + 1:02d}", f"-{size * number:02d}"
    if number > 12 // size:
        raise ValueError("no such part of a year")
    if "y" in words:
        return absolute("/".join(words["y"] + part for part in span), "month")
    if ground.published is None:
        return unknown("month")
    now = ground.published
    year = now.year + words.step()
    if "mod" not in words:
        year += (size * number < now.month) if ground.ahead else -(size * (number - 1) + 1 > now.month)
    return from_dateline("/".join(f"{year}{part}" for part in span), "month", now)


def decade(words: Words, _: Ground) -> Reading:
    """ "the 1990s", "the ’90s", "the nineties"; "the 1800s" are a century."""
    if "decade" in words:
        named = words["decade"]
        return absolute(f"{named[:2]}XX" if named[2:] == "00" and named < "2000" else f"{named[:3]}X", "year")
    if "short" in words:
        tens = re.sub(r"\D", "", words["short"])[0]
        return absolute(f"19{tens}X", "year")
    return absolute(f"19{str(words.number('tens'))[0]}X", "year")


def century(words: Words, _: Ground) -> Reading | None:
    """ "the 19th century"."""
    number = words.number("c")
    return absolute(f"{number - 1:02d}XX", "year") if 10 <= number <= 21 else None


def year(words: Words, ground: Ground) -> Reading | None:
    """ "1991"; before 1800 only where a word before it says that it is a year (slot `sure`)."""
    number, latest = int(words["y"]), (ground.published or date.today()).year + 60
    if number > latest or (number < 1800 and "sure" not in words):
        return None
    return absolute(words["y"] + ("~" if "about" in words else ""), "year")


def years(words: Words, _: Ground) -> Reading | None:
    """ "1988-94", "from 1988 to 1994"."""
    first, last = words["y"], words["z"]
    last = first[: 4 - len(last)] + last
    return absolute(f"{first}/{last}", "year") if first < last else None


def short_year(words: Words, ground: Ground) -> Reading:
    """ "in '91"."""
    return absolute(stated_year(words, ground), "year")

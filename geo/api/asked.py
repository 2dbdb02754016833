"""The query of a request → what is wanted: days, box, language, page. What cannot be read is refused, never guessed.

Days are YYYY-MM-DD, both included; `datetime` also takes months and years, as EDTF writes them. A box is
west,south,east,north in degrees (OGC:CRS84); west may be larger than east where it crosses the 180th meridian.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

from shapely import intersects
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry
from starlette.datastructures import QueryParams

from geo.errors import GeoError, RequestError
from geo.formats.table import Collection, shapes, without
from geo.timespan import Window, parse_edtf
from geo.view import LANGUAGES

MOST, USUAL = 10_000, 1_000  # features a page
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
_DAY = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?:T{_TIME})?", re.ASCII | re.IGNORECASE)  # RFC 3339
_SPAN = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)  # a year, or a month of one
JSON_NAMES = ("json", "geojson")
_INTEGER = re.compile(r"\d{1,4000}")


@dataclass(frozen=True)
class Asked:
    """What a request wants of a layer. None is everything."""

    window: Window | None = None
    bbox: tuple[float, float, float, float] | None = None
    lang: str = "en"
    limit: int = USUAL
    offset: int = 0


def read(params: QueryParams, names: Iterable[str]) -> Asked:
    """The wishes of a query; raises RequestError (400) for a parameter that is unknown, repeated or unreadable."""
    allowed = list(names)
    given: dict[str, str] = {}
    for name, value in params.multi_items():
        if name not in allowed:
            known = f"Choose from {', '.join(allowed)}" if allowed else "Leave the query out"
            raise RequestError(400, f'there is no parameter "{_short(name)}" here', "query", known)
        if name in given:
            raise RequestError(400, "is given twice", name, "Give it once")
        given[name] = value
    asked = Asked(window=_between(given.get("from"), given.get("to")))
    for name, value in given.items():
        if name in _READERS:
            asked = replace(asked, **_READERS[name](value))
    return asked


def chosen(collection: Collection, bbox: tuple[float, float, float, float] | None) -> Collection:
    """The layer with only what touches the box; a thing without a place is in no box."""
    if bbox is None:
        return collection
    west, south, east, north = bbox
    parts = [(west, east)] if west <= east else [(west, 180), (-180, east)]
    area = MultiPolygon([box(first, south, last, north) for first, last in parts])
    found = without(collection, [_touches(area, shape) for shape in shapes(collection)])
    counted = {**collection["metadata"]["features"], "here": len(found["features"])}
    return {**found, "metadata": {**collection["metadata"], "bbox": list(bbox), "features": counted}}


def named(collection: Collection, lang: str) -> Collection:
    """The layer with `name` in that language where it is known, and `name_en` beside it."""
    if lang == "en":
        return collection
    features = []
    for feature in collection["features"]:
        facts = feature["properties"]
        names = {"name": facts[f"name_{lang}"] or facts["name"], "name_en": facts["name"]}
        features.append({**feature, "properties": {**facts, **names}})
    return {**collection, "features": features}


def _touches(area: BaseGeometry, shape: BaseGeometry | None) -> bool:
    return shape is not None and bool(intersects(area, shape))


def _between(first: str | None, last: str | None) -> Window | None:
    if first is None and last is None:
        return None
    start = date.min if first is None else _day("from", first)
    end = date.max if last is None else _day("to", last)
    return _window("from, to", start, end)


def _window(where: str, start: date, end: date) -> Window:
    try:
        return Window(start, end)
    except GeoError as error:
        raise RequestError(400, error.what, where, error.mend) from error


def _day(where: str, text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError as error:
        raise RequestError(400, f'"{_short(text)}" is no day', where, "Write it as 2023-09-20") from error


def _datetime(text: str) -> dict[str, Any]:
    """An instant, or two with a slash between, either open (`..` or nothing)."""
    first, slash, last = text.partition("/")
    if not slash:
        last = first
    elif {first, last} <= {"", ".."}:
        return {"window": None}
    start = date.min if slash and first in ("", "..") else _ends(first)[0]
    end = date.max if slash and last in ("", "..") else _ends(last)[1]
    return {"window": _window("datetime", start, end)}


def _ends(text: str) -> tuple[date, date]:
    """The first and the last day of a moment, a day, a month or a year."""
    if not _SPAN.fullmatch(text):
        day = _day("datetime", text)
        return day, day
    try:
        span = parse_edtf(text)
    except GeoError as error:
        raise RequestError(400, f'"{text}" is no month or year', "datetime", "Write it as 2023-09 or 2023") from error
    return span.start or date.min, span.end or date.max


def _bbox(text: str) -> dict[str, Any]:
    mend = "Write west,south,east,north in degrees, as 45.3,39.2,48.0,40.9"
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:  # with heights, which nothing here has
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(map(isfinite, numbers)):
        raise RequestError(400, f'"{_short(text)}" is not four numbers', "bbox", mend)
    west, south, east, north = numbers
    if not (-180 <= min(west, east) <= max(west, east) <= 180 and -90 <= south <= north <= 90):
        raise RequestError(400, f'"{_short(text)}" is no box on the Earth', "bbox", mend)
    return {"bbox": (west, south, east, north)}


def _lang(text: str) -> dict[str, Any]:
    if text not in LANGUAGES:
        raise RequestError(400, f'"{_short(text)}" is no language here', "lang", f"Choose from {', '.join(LANGUAGES)}")
    return {"lang": text}


def _form(text: str) -> dict[str, Any]:
    """Nothing to choose: JSON is all there is. Clients say so all the same."""
    if text.lower() not in JSON_NAMES:
        raise RequestError(400, f'"{_short(text)}" is no format here', "f", f"Choose from {', '.join(JSON_NAMES)}")
    return {}


def _limit(text: str) -> dict[str, Any]:
    number = _integer("limit", text)
    if number < 1:
        raise RequestError(400, "a page of no features", "limit", "Ask for 1 or more")
    return {"limit": min(number, MOST)}


def _integer(where: str, text: str) -> int:
    if not (text.isascii() and _INTEGER.fullmatch(text)):
        raise RequestError(400, f'"{_short(text)}" is not a whole number', where, "Write digits")
    return int(text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


_READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "bbox": _bbox,
    "f": _form,
    "lang": _lang,
    "datetime": _datetime,
    "limit": _limit,
    "offset": lambda text: {"offset": _integer("offset", text)},
}

"""An address (URL) → window of days, selection, layers, language. What cannot be read is said, never obeyed.

Keys: `v` (version of these keys, 1; links of 0.1.0 have none and read the same), `from`, `to` (YYYY-MM-DD, both
included), `sel` (a feature id), `layers` (ids that are on, comma between), `lang`, `story`, `at` (zoom/latitude/
longitude of the map's middle, WGS 84), `cmp` (two days to compare, comma between) and `split` (where the divider
between them stands, percent of the map's width). A key that is absent means the story's own default. `reader/view.js`
reads and writes the same in the browser; tests/links.json keeps links of every release.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.errors import ViewError
from geo.story import Story
from geo.timespan import Window

LANGUAGES = ("en", "az", "hy", "ru")
DEFAULT_STORY = "nagorno-karabakh-2023"
VERSION = "1"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,6})?)"
_CAMERA = re.compile(rf"{_NUMBER}/(-?{_NUMBER})/(-?{_NUMBER})")


@dataclass(frozen=True)
class Camera:
    """Where the map looks: zoom, then latitude and longitude of its middle in degrees (WGS 84)."""

    zoom: float
    lat: float
    lng: float

    def __str__(self) -> str:
        """As the address writes it: a hundredth of a zoom step, and about ten metres."""
        return "/".join((_plain(self.zoom, 2), _plain(self.lat, 4), _plain(self.lng, 4)))


def _plain(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class View:
    """What is shown: days (both ends included), one selected feature or None, layers on, names' language.

    `at` is None where the story's own frame is shown; `compare` are the left and the right date, `split` where the
    divider stands (percent).
    """

    window: Window
    selected: str | None
    layers: tuple[str, ...]
    lang: str = "en"
    at: Camera | None = None
    compare: Window | None = None
    split: int = 50

    @property
    def days(self) -> Window:
        """The days on the screen: from the left date to the right one where two are compared, else the window."""
        return self.compare or self.window

    def query(self, story: Story) -> dict[str, str]:
        """The keys of the address that shows this view; what is the story's default is left out."""
        usual = default_view(story)
        keys = {"story": story.id} if story.id != DEFAULT_STORY else {}
        if self.window.start != usual.window.start:
            keys["from"] = self.window.start.isoformat()
        if self.window.end != usual.window.end:
            keys["to"] = self.window.end.isoformat()
        if self.selected:
            keys["sel"] = self.selected
        if self.layers != usual.layers:
            keys["layers"] = ",".join(self.layers)
        if self.lang != usual.lang:
            keys["lang"] = self.lang
        if self.at:
            keys["at"] = str(self.at)
        if self.compare:
            keys |= {"cmp": f"{self.compare.start},{self.compare.end}", "split": str(self.split)}
        return {"v": VERSION, **keys} if keys else keys

    def told(self) -> dict[str, Any]:
        """The view as the reader in the browser begins with it: days as YYYY-MM-DD, ids, numbers."""
        return {
            "from": self.window.start.isoformat(),
            "to": self.window.end.isoformat(),
            **{"sel": self.selected, "layers": list(self.layers), "lang": self.lang},
            "at": [self.at.zoom, self.at.lat, self.at.lng] if self.at else None,
            "cmp": [self.compare.start.isoformat(), self.compare.end.isoformat()] if self.compare else None,
            "split": self.split,
        }


def default_view(story: Story) -> View:
    """What a story shows when the address asks for nothing."""
    return View(story.window, None, story.layers_on)


def parse_view(query: Mapping[str, Any], story: Story) -> tuple[View, list[str]]:
    """The view an address asks for, and one message for each thing in it that is ignored. Never raises.

    Days must lie within the story's extent; ids must exist in this story.
    """
    messages: list[str] = []
    if "story" in query and query["story"] != story.id:
        messages.append(_ignored("story", query["story"], f"this is {story.id}"))
    if query.get("v", VERSION) != VERSION:
        why = f"this map reads links of version {VERSION}; the story's own view is shown"
        return default_view(story), [*messages, _ignored("v", query["v"], why)]
    compare = _compare(query, story, messages)
    view = View(
        window=_window(query, story, messages),
        selected=_selected(query, story, messages),
        layers=_layers(query, story, messages),
        lang=_lang(query, messages),
        at=_at(query, messages),
        compare=compare,
        split=_split(query, messages) if compare else 50,
    )
    return view, messages


def _window(query: Mapping[str, Any], story: Story, messages: list[str]) -> Window:
    asked = {key: _day(key, query[key], story, messages) for key in ("from", "to") if key in query}
    start, end = asked.get("from") or story.window.start, asked.get("to") or story.window.end
    if start <= end:
        return Window(start, end)
    given = " and ".join(f"{key}={day}" for key, day in asked.items() if day)
    usual = f"{story.window.start} to {story.window.end}"
    what = f"ignored: {given} (the window would end on {end}, before it starts on {start})"
    messages.append(str(ViewError(what, mend=f"Shown instead: {usual}")))
    return story.window


def _day(key: str, value: Any, story: Story, messages: list[str]) -> date | None:
    extent = story.extent
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError(value)
        day = date.fromisoformat(value)
    except ValueError:
        messages.append(_ignored(key, value, "not a day; write it as 2023-09-20"))
        return None
    if not extent.start <= day <= extent.end:
        messages.append(_ignored(key, value, f"outside {extent.start} to {extent.end}"))
        return None
    return day


def _selected(query: Mapping[str, Any], story: Story, messages: list[str]) -> str | None:
    value = query.get("sel")
    if value is None or value == "":
        return None
    if isinstance(value, str) and value in story.feature_ids():
        return value
    messages.append(_ignored("sel", value, "there is no such feature in this story"))
    return None


def _layers(query: Mapping[str, Any], story: Story, messages: list[str]) -> tuple[str, ...]:
    value = query.get("layers")
    if value is None:
        return story.layers_on
    if not isinstance(value, str):
        messages.append(_ignored("layers", value, "not a list of layer ids with commas between"))
        return story.layers_on
    asked = [name for name in dict.fromkeys(value.split(",")) if name]
    known = tuple(layer.id for layer in story.layers)
    unknown = [name for name in asked if name not in known]
    if unknown:
        messages.append(_ignored("layers", ",".join(unknown), "there is no such layer in this story"))
    on = tuple(name for name in known if name in asked)
    return story.layers_on if unknown and not on else on


def _lang(query: Mapping[str, Any], messages: list[str]) -> str:
    value = query.get("lang", "en")
    if isinstance(value, str) and value in LANGUAGES:
        return value
    messages.append(_ignored("lang", value, f"not one of {', '.join(LANGUAGES)}"))
    return "en"


def _at(query: Mapping[str, Any], messages: list[str]) -> Camera | None:
    value = query.get("at")
    if value is None:
        return None
    found = _CAMERA.fullmatch(value) if isinstance(value, str) else None
    if not found:
        messages.append(_ignored("at", value, "not a zoom, latitude and longitude; write it as 7.5/39.91/46.52"))
        return None
    camera = Camera(round(float(found[1]), 2), round(float(found[2]), 4), round(float(found[4]), 4))
    if camera.zoom <= 20 and abs(camera.lat) <= 85 and abs(camera.lng) <= 180:
        return camera
    messages.append(_ignored("at", value, "outside the map"))
    return None


def _compare(query: Mapping[str, Any], story: Story, messages: list[str]) -> Window | None:
    value = query.get("cmp")
    if value is None:
        if "split" in query:
            messages.append(_ignored("split", query["split"], "there are no two dates to compare: cmp is missing"))
        return None
    days = [_day("cmp", part, story, []) for part in value.split(",")] if isinstance(value, str) else []
    if len(days) != 2 or not days[0] or not days[1]:
        why = f"not two days from {story.extent.start} to {story.extent.end}; write them as 2019-06-01,2021-06-01"
        messages.append(_ignored("cmp", value, why))
        return None
    if days[0] > days[1]:
        messages.append(_ignored("cmp", value, "the first day is after the second"))
        return None
    return Window(days[0], days[1])


def _split(query: Mapping[str, Any], messages: list[str]) -> int:
    value = query.get("split", "50")
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}", value) and int(value) <= 100:
        return int(value)
    messages.append(_ignored("split", value, "not a whole number from 0 to 100"))
    return 50


def _ignored(key: str, value: Any, why: str) -> str:
    """One line that names the key and enough of its value to find it, printable whatever was given."""
    said = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
    short = said if len(said) <= 60 else said[:59] + "…"
    return str(ViewError(f"ignored: {key}={short} ({why})"))

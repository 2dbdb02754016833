"""An address (URL) → window of days, selection, layers, language. What cannot be read is said, never obeyed.

Keys: `from`, `to` (YYYY-MM-DD, both included), `sel` (a feature id), `layers` (ids that are on, comma
between), `lang`, `story`. A key that is absent means the story's own default.
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
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class View:
    """What is shown: days (both ends included), one selected feature or None, layers on, names' language."""

    window: Window
    selected: str | None
    layers: tuple[str, ...]
    lang: str = "en"

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
        return keys


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
    view = View(
        window=_window(query, story, messages),
        selected=_selected(query, story, messages),
        layers=_layers(query, story, messages),
        lang=_lang(query, messages),
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


def _ignored(key: str, value: Any, why: str) -> str:
    """One line that names the key and enough of its value to find it, printable whatever was given."""
    said = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
    short = said if len(said) <= 60 else said[:59] + "…"
    return str(ViewError(f"ignored: {key}={short} ({why})"))

"""story.json: what a story says of itself, every field checked before anything is made of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from geo.errors import GeoError, StoryError
from geo.timespan import Window, parse_edtf

Facts = dict[str, Any]
LONGEST = 300  # characters of a title: more is no title, and no picture has room for it


class _Days(msgspec.Struct):
    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")


class _Named(_Days):
    id: str
    label: str


class _Group(msgspec.Struct):
    id: str
    title: str


class _Chapter(msgspec.Struct):
    title: str
    points: list[str]


class _Told(msgspec.Struct):
    """The fields and their types; data/README.md says what they mean. Layers and links are checked one by one."""

    id: str
    title: str
    summary: str
    window: _Days
    extent: _Days
    home: tuple[float, float, float, float]
    presets: list[_Named]
    groups: list[_Group]
    layers: list[Any]
    layers_off: list[str]
    links: dict[str, Any]
    pairs: list[_Named] = []
    method: list[_Chapter] = []
    boundaries: Literal["on", "off", "none"] = "on"
    draft: str = ""
    excerpts_share_limit: float = 1.0


REQUIRED = tuple(field.name for field in msgspec.structs.fields(_Told) if field.required)


def read_facts(slug: str, folder: Path) -> Facts:
    """What a story's folder says of it; raises StoryError that names the field."""
    where = f"{slug}/story.json"
    try:
        facts: Facts = msgspec.json.decode((folder / "story.json").read_bytes(), type=dict)
        missing = [name for name in REQUIRED if name not in facts]
        if missing:
            raise StoryError(f"has no {', '.join(missing)}", where, "Complete it: data/README.md lists its fields")
        _check(msgspec.convert(facts, _Told))
        for ends in (facts["window"], facts["extent"], *facts["presets"], *facts.get("pairs", [])):
            window_of(ends)
    except StoryError:
        raise
    except (OSError, ValueError, RecursionError, GeoError) as error:
        raise StoryError(
            f"cannot be read ({error})", where, "Mend the file: data/README.md lists its fields"
        ) from error
    return facts


def window_of(ends: Mapping[str, str]) -> Window:
    """The days `from` one `to` another, both included; raises GeoError or ValueError."""
    start, end = (parse_edtf(ends[end]).start for end in ("from", "to"))
    if start is None or end is None:
        raise ValueError("a window needs two days")
    return Window(start, end)


def _check(told: _Told) -> None:
    if not 0 < len(told.title) <= LONGEST:
        raise ValueError(f"the title has {len(told.title):,} characters, not 1 to {LONGEST}")
    west, south, east, north = told.home
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError("home is not west, south, east, north in degrees")

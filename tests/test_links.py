"""Links that were given out stay good: each still shows what it showed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from geo.story import Story, open_story
from geo.timespan import Window
from geo.view import DEFAULT_STORY, Camera, View, default_view, parse_view

LINKS = json.loads((Path(__file__).parent / "links.json").read_text(encoding="utf-8"))
GIVEN = [(release, each) for release, links in LINKS.items() if release != "about" for each in links]


@pytest.fixture(scope="module")
def bundled() -> Story:
    return open_story(DEFAULT_STORY)


def shown(told: dict[str, Any], story: Story) -> View:
    """The view that a link's record describes."""
    usual = default_view(story)
    start, end = (date.fromisoformat(told[key]) if key in told else None for key in ("from", "to"))
    return replace(
        usual,
        window=Window(start or usual.window.start, end or usual.window.end),
        selected=told.get("sel"),
        layers=tuple(told.get("layers", usual.layers)),
        lang=told.get("lang", "en"),
        at=Camera(*told["at"]) if "at" in told else None,
        compare=Window(*map(date.fromisoformat, told["cmp"])) if "cmp" in told else None,
        split=told.get("split", 50),
    )


@pytest.mark.parametrize(("release", "given"), GIVEN, ids=[f"{release}: {each['link']}" for release, each in GIVEN])
def test_a_link_of_any_release_shows_what_it_showed(release: str, given: dict[str, Any], bundled: Story) -> None:
    """A link made by this release or an earlier one opens as it did, and nothing in it is refused."""
    query = dict(parse_qsl(given["link"], keep_blank_values=True))
    assert parse_view(query, bundled) == (shown(given["shows"], bundled), [])


def test_links_of_this_release_are_written_alike(bundled: Story) -> None:
    """What is read from a link of this release is written as the same link again."""
    for given in LINKS["unreleased"]:
        query = dict(parse_qsl(given["link"]))
        assert parse_view(query, bundled)[0].query(bundled) == query

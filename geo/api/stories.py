"""Which stories the data addresses serve. This is the one place that says so.

Only those that come with the program (or with the folder that MAP_DATA names). What somebody made of an article of
their own stays on their machine.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.story import DATA, Story, list_stories, open_story


@dataclass(frozen=True)
class Stories:
    """The ids of the stories there are; and one of them, opened, or StoryError."""

    names: Callable[[], list[str]]
    open: Callable[[str], Story]


def bundled(folder: Path | None = None) -> Stories:
    """The stories of a data folder, each opened once."""
    folder = folder or Path(os.environ.get("MAP_DATA", DATA))
    return Stories(lambda: list_stories(folder), lru_cache(maxsize=16)(lambda story: open_story(story, folder)))

"""Which stories the data addresses serve. This is the one place that says so.

Only those that come with the program (or with the folder that MAP_DATA names). What somebody made of an article of
their own stays on their machine, unless SERVE_OWN_STORIES is `on`.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.desk import default_folder
from geo.errors import GeoError
from geo.library import Library
from geo.story import DATA, Story


@dataclass(frozen=True)
class Stories:
    """The ids of the stories there are; one of them, opened; its files by name; or GeoError."""

    names: Callable[[], list[str]]
    open: Callable[[str], Story]
    files: Callable[[str], dict[str, bytes]]

    def all(self) -> list[Story]:
        """All that open: one that is broken takes no other with it."""
        found = []
        for name in self.names():
            with suppress(GeoError):
                found.append(self.open(name))
        return found


def served(folder: Path | None = None) -> Stories:
    """The stories of a data folder, and one's own where the environment says so; each version opened once."""
    own = default_folder() if os.environ.get("SERVE_OWN_STORIES") == "on" else None
    library = Library(folder or Path(os.environ.get("MAP_DATA", DATA)), own)
    opened = lru_cache(maxsize=16)(lambda name, version: library.open(name))

    def versioned(name: str) -> Story:
        return opened(name, next((one.version for one in library.stories() if one.id == name), ""))

    return Stories(lambda: [one.id for one in library.stories()], versioned, library.files)

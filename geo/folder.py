"""A story's folder → its files by name, as they travel: always the same ones, in the same order.

A story that draws boundaries takes them along, in `boundaries/`: its links and its map need them.
"""

import json
from pathlib import Path

from geo.errors import StoryError

TOLD = (
    *("story.json", "excerpts.json", "mentions.csv", "statements.csv", "places.csv", "context_events.csv"),
    "figures.csv",
)
REVIEWED = ("text.txt", "review.json", "steps.jsonl")  # only of a story made from one's own article
BOUNDARIES = "boundaries"


def files_of(folder: Path, shared: Path) -> dict[str, bytes]:
    """The files of a story's folder; `shared` is where its boundaries are, if it has none in its own.

    Raises StoryError where story.json is missing or cannot be read, OSError for any other file.
    """
    found = {name: (folder / name).read_bytes() for name in (*TOLD, *REVIEWED) if (folder / name).is_file()}
    try:
        boundaries = json.loads(found["story.json"]).get("boundaries", "on")
    except (KeyError, ValueError, AttributeError, RecursionError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        raise StoryError(what, f"{folder.name}/story.json", "Restore the file") from error
    if boundaries != "on":
        return found  # they are merely offered beside it
    layers = boundaries_of(folder, shared)
    paths = sorted([*layers.glob("datapackage.json"), *layers.glob("*.geojson")])
    return found | {f"{BOUNDARIES}/{path.name}": path.read_bytes() for path in paths}


def boundaries_of(folder: Path, shared: Path) -> Path:
    """The folder of the boundaries that a story draws: its own before the shared one."""
    own = folder / BOUNDARIES
    return own if own.is_dir() else shared

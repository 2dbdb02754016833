"""`python -m geo.pack STORY -o story.zip`: any story as a story pack; `python -m geo.pack story.zip` takes one in."""

import argparse
import sys
from pathlib import Path

from geo.command import status
from geo.desk import default_folder
from geo.library import Library
from geo.pack import pack, unpack
from geo.story import DATA


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m geo.pack", description=__doc__)
    parser.add_argument("story", metavar="STORY", help="a story's id, as nagorno-karabakh-2023; or a pack to take in")
    parser.add_argument("-o", "--output", type=Path, help="the zip; without it, STORY is a pack to take in")
    parser.add_argument("--copy", action="store_true", help="take it in as a copy, if this story is here already")
    parser.add_argument("--data", type=Path, default=DATA, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Write a pack or take one in; 1 and a message if that cannot be done."""
    asked = _arguments(argv)
    library = Library(asked.data, default_folder())
    work = _write if asked.output else _take_in
    return status(lambda: work(library, asked))


def _write(library: Library, asked: argparse.Namespace) -> None:
    library.open(asked.story)  # what cannot be opened here could not be taken in elsewhere
    made = pack(library.files(asked.story))
    asked.output.write_bytes(made)
    print(f"{asked.output}: {len(made):,} bytes")


def _take_in(library: Library, asked: argparse.Namespace) -> None:
    name = library.take_in(unpack(Path(asked.story).read_bytes()), asked.copy)
    print(f"{name}: among your stories")


if __name__ == "__main__":
    sys.exit(main())

"""`python -m geo.publish STORY -o story.html`: a story as one HTML file that needs no server and no network.

Social networks show a picture only from an address, never from inside a page: give --url, where the file will be
found, and the picture is written beside it (story.png); publish both.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

from geo import picture
from geo.command import status
from geo.library import open_any
from geo.publish import publish
from geo.story import DATA
from geo.view import LANGUAGES, default_view


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m geo.publish", description=__doc__)
    parser.add_argument("story", help="the story's id, as nagorno-karabakh-2023")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the HTML file")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the names on the map")
    parser.add_argument(
        "--url", default="", metavar="BASE", help="the folder it will be published in, as https://…/maps/"
    )
    parser.add_argument("--data", type=Path, default=DATA, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Write the file, and the picture if it has an address; 1 and a message if that cannot be done."""
    asked = _arguments(argv)
    return status(lambda: _write(asked))


def _write(asked: argparse.Namespace) -> None:
    address = urljoin(asked.url.rstrip("/") + "/", asked.output.name) if asked.url else ""
    story = open_any(asked.story, asked.data)
    view = replace(default_view(story), lang=asked.lang)
    made = publish(story, view, address=address, data=asked.data)
    asked.output.write_bytes(made)
    print(f"{asked.output}: {len(made):,} bytes")
    if address:
        card = asked.output.with_suffix(".png")
        card.write_bytes(picture.draw(story, view, "png", "card", data=asked.data))
        print(f"{card}: {card.stat().st_size:,} bytes, for link previews at {address}")


if __name__ == "__main__":
    sys.exit(main())

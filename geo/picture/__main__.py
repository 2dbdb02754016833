"""`python -m geo.picture STORY -o map.png|svg|pdf`: a picture of a story, at the days and with the layers asked for."""

import argparse
import sys
from pathlib import Path

from geo.command import status
from geo.errors import ViewError
from geo.library import open_any
from geo.picture import FORMATS, KINDS, draw
from geo.story import DATA
from geo.view import parse_view


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m geo.picture", description=__doc__)
    parser.add_argument("story", help="the story's id, as nagorno-karabakh-2023")
    parser.add_argument("-o", "--output", type=Path, required=True, help=f"a file ending in {', '.join(FORMATS)}")
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0])
    parser.add_argument("--from", dest="start", help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="end", help="last day, included")
    parser.add_argument("--layers", help="ids of the layers to show, comma between")
    parser.add_argument("--sel", help="id of a feature to select")
    parser.add_argument("--lang", help="language of the names: en, az, hy, ru")
    parser.add_argument("--bbox", help="west,south,east,north in degrees; write --bbox=-5,… if it begins with a minus")
    parser.add_argument("--address", default="", help="where the story can be seen, printed in the foot")
    parser.add_argument("--data", type=Path, default=DATA, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def bounds_of(text: str) -> tuple[float, ...]:
    """West, south, east, north from `45.3,39.15,48,40.85`; raises ViewError."""
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != 4:
        raise ViewError(f'"{text}" is not four numbers', "bbox", "Write west,south,east,north in degrees")
    return numbers


def main(argv: list[str] | None = None) -> int:
    """Draw and write the file; 1 and a message if that cannot be done."""
    asked = _arguments(argv)
    return status(lambda: _write(asked))


def _write(asked: argparse.Namespace) -> None:
    keys = {"from": asked.start, "to": asked.end, "layers": asked.layers, "sel": asked.sel, "lang": asked.lang}
    story = open_any(asked.story, asked.data)
    view, messages = parse_view({key: value for key, value in keys.items() if value is not None}, story)
    if messages:
        raise ViewError("; ".join(messages).removesuffix("."))
    form = asked.output.suffix.removeprefix(".").lower()
    bounds = bounds_of(asked.bbox) if asked.bbox else None
    drawn = draw(story, view, form, asked.kind, bounds=bounds, data=asked.data, address=asked.address)
    asked.output.write_bytes(drawn)
    print(f"{asked.output}: {len(drawn):,} bytes")


if __name__ == "__main__":
    sys.exit(main())

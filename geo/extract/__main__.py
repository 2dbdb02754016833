"""`python -m geo.extract ARTICLE … [-o OUT]`: articles → stories, without the app.

Each article (txt, md, html, docx or pdf) becomes a story that nobody has reviewed yet. With `-o pack.zip` or `-o pack/`
it is written as a story pack, zipped or unpacked; without it, it is among your stories in the app. A folder stands for
every file in it; its packs go into the folder that -o names. Status 1 if any article could not be read.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from geo.desk import default_folder
from geo.draft import FACTS
from geo.errors import GeoError, PackError
from geo.found import draft_from
from geo.ingest import read_bytes
from geo.library import Library, story_id
from geo.pack import PACKAGE, contents, pack
from geo.told import story_files

OPTIONS = {
    "published": ("--date", "YYYY-MM-DD", "date of publication: “on Wednesday” is reckoned from it"),
    "title": ("--title", "WORDS", "title of the article"),
    "publisher": ("--publisher", "WORDS", "who published it"),
    "author": ("--author", "WORDS", "who wrote it"),
    "language": ("--language", "CODE", "en, fr, …; else as found in the text"),
    "url": ("--url", "ADDRESS", "where it was published; it is not fetched"),
}


def main(arguments: list[str] | None = None) -> int:
    """Take in every article; 0 if all could be read, else 1, and each that could not is named at the end."""
    given = _parser().parse_args(arguments)
    facts = {name: getattr(given, name) or "" for name in FACTS if name in OPTIONS}
    facts["right"] = "whole" if given.right_to_whole else ""
    several = len(given.articles) > 1 or any(path.is_dir() for path in given.articles)
    paths = list(_files(given.articles))
    failed: list[str] = []
    for number, path in enumerate(paths, 1):
        try:
            told = _take_in(path, facts, given.out, several)
        except (GeoError, OSError) as error:
            told = f"left out: {error}"
            failed.append(f"{path}: {error}")
        print(f"[{number}/{len(paths)}] {path.name}: {told}", flush=True)
    if failed or not paths:
        print("\n".join(["Not taken in:", *failed] if failed else ["There is no article there."]), file=sys.stderr)
    return 1 if failed or not paths else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo.extract", description="Articles → stories, without the app.")
    parser.add_argument("articles", nargs="+", type=Path, metavar="ARTICLE", help="a file, or a folder of files")
    parser.add_argument("-o", "--out", type=Path, help="a .zip or a folder; without it, among your stories in the app")
    for name, (option, value, told) in OPTIONS.items():
        parser.add_argument(option, dest=name, metavar=value, help=told)
    parser.add_argument("--right-to-whole", action="store_true", help="you may publish the whole text: put it in")
    return parser


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    """Every file, a folder's in the order of their names, hidden ones left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        else:
            yield path


def _take_in(path: Path, facts: dict[str, str], out: Path | None, several: bool) -> str:
    """Read one article and write its story, one of several into a folder by its id; what came of it, in words."""
    draft = draft_from(read_bytes(path.read_bytes(), path.name), facts)
    draft_id = hashlib.sha256(draft.text.text.encode()).hexdigest()[:12]
    found = f"{len(draft.extraction.mentions)} names, {len(draft.extraction.dates)} dates"
    if out is None:
        return f"{found} → {Library(folder=default_folder()).keep(draft, draft_id, date.today())}"
    name = story_id(draft.facts["title"], draft_id)
    if several:
        out = out.with_suffix("") / f"{name}.zip" if out.suffix == ".zip" else out / name
    _write(out, story_files(draft, name, draft_id, date.today()))
    return f"{found} → {out}"


def _write(out: Path, files: dict[str, bytes]) -> None:
    """A zip by its ending, else a folder: a new one, or one that held a pack before."""
    if out.suffix == ".zip":
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_suffix(".part")
        part.write_bytes(pack(files))
        part.replace(out)
        return
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / PACKAGE).exists())):
        raise PackError("something else is there", str(out), "Name another folder")
    out.mkdir(parents=True, exist_ok=True)
    for file, content in contents(files).items():
        (out / file).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())

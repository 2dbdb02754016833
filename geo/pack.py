"""A story ↔ one zip: a Frictionless data package of its files, always the same bytes; checked before it is taken in.

Without a stated right to the whole text, text.txt travels with every word blank that is not quoted: the offsets stay,
so that the review can go on elsewhere, on the quoted words.
"""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from geo.catalog import ID
from geo.desk import NAME
from geo.draft import Draft, review
from geo.errors import GeoError, PackError
from geo.export import json_bytes, zipped
from geo.story import open_story
from geo.told import FILES, REVIEW, TEXT, Review, draft_of
from geo.told.quotes import blanked

PACKAGE, README = "datapackage.json", "README.txt"
NAMES = {*FILES, PACKAGE, README}
LAYERS = ("article-places", "article-statements", "article-mentions")  # what every page counts on
BYTES = 60_000_000  # of all files, unpacked
RATIO = 200  # unpacked to packed
_TYPES = {".json": "application/json", ".csv": "text/csv", ".txt": "text/plain", ".jsonl": "application/jsonl"}
_WORDS = """{title}

A story pack of "An article, on the map": one article, its places, dates and statements, and the review they came from.
Import it on the page "Your own article", or unpack it: datapackage.json describes every file (Frictionless Data
Package, with sha256 hashes), and the tables are CSV in UTF-8. Coordinates are WGS 84 (EPSG:4326), precision_m is in
metres, dates are EDTF, offsets are Unicode code points. "review" says how far a person has looked at a record:
verified, unverified, unreviewed or unidentifiable.

{text}

{attribution}
{credits}
"""
_PART = "text.txt holds only the quoted words; all others are blank, so that the offsets stay."
_WHOLE = "text.txt is the whole article: whoever made this pack states the right to publish it."


def pack(files: Mapping[str, bytes]) -> bytes:
    """One's own story, its files by name, as a zip: identical bytes for identical files."""
    return zipped(contents(files), zipfile.ZIP_STORED)


def contents(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a pack holds, by name: what may travel of the story, its description and a read-me."""
    story, head = json.loads(files["story.json"]), json.loads(files["excerpts.json"])
    draft = draft_of(files)
    whole = review(draft)["facts"].get("right") == "whole" and not draft.sha256
    sent = dict(files) if whole else {**files, **_part(files, draft, head)}
    readme = _WORDS.format(
        title=story["title"],
        text=_WHOLE if whole else _PART,
        attribution=head["article"]["attribution"],
        credits="\n".join(dict.fromkeys(layer["attribution"] for layer in story["layers"])),
    ).encode()
    ordered = {name: sent[name] for name in FILES if name in sent}
    package = json_bytes(_package(story, head, ordered), indent=1)
    return {PACKAGE: package, README: readme, **ordered}


def unpack(content: bytes) -> dict[str, bytes]:
    """A pack's story files by name; raises PackError for anything unsafe, unknown, missing or changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            _check_entries(pack.infolist(), len(content))
            held = {entry.filename: pack.read(entry) for entry in pack.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise PackError(f"it cannot be read as a zip ({error})", mend="Export the pack again") from error
    _check_hashes(held)
    files = {name: held[name] for name in FILES}
    _check_story(files)
    return files


def id_of(files: Mapping[str, bytes]) -> str:
    """The id a story says it has."""
    return str(json.loads(files["story.json"])["id"])


def _part(files: Mapping[str, bytes], draft: Draft, head: dict[str, Any]) -> dict[str, bytes]:
    """The text with its unquoted words blank, and the review without the notices that were set apart."""
    kept = msgspec.json.decode(files[REVIEW], type=Review)
    kept = replace(kept, text=replace(kept.text, set_apart=()))
    text = blanked(draft.text.text, _spans(draft, head)).encode()
    return {TEXT: text, REVIEW: msgspec.json.encode(kept)}


def _spans(draft: Draft, head: dict[str, Any]) -> list[tuple[int, int]]:
    """What may travel: the excerpts with their surroundings, and the names and dates under review."""
    spans = [(one.start, one.end) for one in draft.extraction.mentions]
    spans += [(one.start, one.end) for one in draft.extraction.dates]
    spans += [(int(step["start"]), int(step["end"])) for step in draft.log if step.get("do") == "add"]
    for excerpt in head["excerpts"]:
        position, quote = excerpt["selector"]
        spans.append((position["start"] - len(quote["prefix"]), position["end"] + len(quote["suffix"])))
    return spans


def _package(story: dict[str, Any], head: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    layers = story["layers"]
    sources = {source["title"]: source for layer in layers for source in layer["sources"]}
    licences = {licence["name"]: licence for layer in layers for licence in layer["licenses"]}
    return {
        "name": story["id"],
        "title": story["title"],
        "description": story["summary"],
        "profile": "data-package",
        "sources": list(sources.values()),
        "licenses": list(licences.values()),
        "article": head["article"],
        "resources": [_resource(name, content) for name, content in files.items()],
    }


def _resource(name: str, content: bytes) -> dict[str, Any]:
    path = Path(name)
    return {
        "name": path.stem.replace("_", "-"),
        "path": name,
        "format": path.suffix[1:],
        "mediatype": _TYPES[path.suffix],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """By the zip's own list, before anything is unpacked."""
    if len(entries) > len(NAMES):
        raise PackError(f"it holds {len(entries):,} files, a story pack has {len(NAMES)}", mend="Export the pack again")
    total = sum(entry.file_size for entry in entries)
    if total > BYTES or total > RATIO * max(size, 1):
        raise PackError(f"unpacked it would have {total:,} bytes", mend=f"A story pack has at most {BYTES:,}")
    names = [entry.filename for entry in entries]
    for entry in entries:
        if entry.filename not in NAMES or names.count(entry.filename) > 1:
            raise PackError(f"“{entry.filename[:60]}” does not belong into a story pack", mend="Take it out of the zip")
        mode = entry.external_attr >> 16
        if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)) or entry.flag_bits & 1:
            raise PackError("it is not a plain file", entry.filename, "Export the pack again")


def _check_hashes(held: Mapping[str, bytes]) -> None:
    missing = [name for name in (PACKAGE, *FILES) if name not in held]
    if missing:
        raise PackError(f"it has no {', '.join(missing)}", mend="Export the pack again, from the story")
    try:
        resources = json.loads(held[PACKAGE])["resources"]
        said = {str(one["path"]): str(one["hash"]) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackError(f"cannot be read ({type(error).__name__})", PACKAGE, "Export the pack again") from error
    for name in FILES:
        if said.get(name) != f"sha256:{hashlib.sha256(held[name]).hexdigest()}":
            raise PackError("its hash is not the one the pack says: changed or damaged", name, "Export the pack again")


def _check_story(files: Mapping[str, bytes]) -> None:
    """Whether the story opens, and its review can be played again."""
    try:
        name = id_of(files)
        if not NAME.fullmatch(json.loads(files["story.json"])["draft"]):
            raise PackError("it names no review", "story.json", "Export the pack again")
        if not ID.fullmatch(name) or len(name) > 80:
            raise PackError(f"“{name[:60]}” is no id of a story", "story.json", "Use a-z, 0-9 and -")
        with TemporaryDirectory() as folder:
            place = Path(folder) / name
            place.mkdir()
            for file, content in files.items():
                (place / file).write_bytes(content)
            story = open_story(name, own=Path(folder))
        missing = [layer for layer in LAYERS if layer not in {one.id for one in story.layers}]
        if missing:
            why = f" ({story.problems[0]})" if story.problems else ""
            raise PackError(f"it has no layer {', '.join(missing)}{why}", "story.json", "Export the pack again")
        review(draft_of(files))
    except PackError:
        raise
    except GeoError as problem:
        raise PackError(problem.what, problem.where, problem.mend) from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackError(f"the story cannot be read ({error})", "story.json", "Export the pack again") from error

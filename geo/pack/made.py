"""A story's files → a zip that describes itself.

Without a stated right to the whole text, text.txt travels with every word blank that is not quoted: the offsets stay,
so that the review can go on elsewhere, on the quoted words. A story without text.txt has nothing but its excerpts.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from geo.catalog import Layer, read_record
from geo.draft import Draft, review
from geo.errors import PackError
from geo.export import KEEP_APART, json_bytes, licence_text, zipped
from geo.folder import BOUNDARIES, TOLD
from geo.story import Story
from geo.told import REVIEW, TEXT, Review, draft_of
from geo.told.quotes import blanked

PACKAGE, README, LICENCES = "datapackage.json", "README.txt", "LICENCES.txt"
LAYERS = f"{BOUNDARIES}/{PACKAGE}"
_TYPES = {
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".jsonl": "application/jsonl",
}
_WORDS = """{title}

A story pack of "An article, on the map": one article, its places, dates and statements,
{more}.
Import it on the page "Your own article" or with "python -m geo.pack FILE", or unpack it: datapackage.json describes
every file (Frictionless Data Package, with sha256 hashes), and the tables are CSV in UTF-8. Coordinates are WGS 84
(EPSG:4326), precision_m is in metres, dates are EDTF, offsets are Unicode code points.{review}
Licences are in LICENCES.txt.

{text}

{attribution}
{credits}
"""
_STATUS = '\n"review" says how far a person has looked at a record: verified, unverified, unreviewed or unidentifiable.'
_NONE = "Of the article, only short excerpts are in it."
_PART = "text.txt holds only the quoted words; all others are blank, so that the offsets stay."
_WHOLE = "text.txt is the whole article: whoever made this pack states the right to publish it."

Record = dict[str, Any]


def pack(files: Mapping[str, bytes]) -> bytes:
    """A story, its files by name (geo.folder), as a zip: identical bytes for identical files."""
    return zipped(contents(files), zipfile.ZIP_STORED)


def contents(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a pack holds, by name: what may travel of the story, its description, read-me and licences.

    Raises PackError for a story that lacks a file, CatalogError for a layer that does not say what it must.
    """
    drawn = _drawn(files)
    missing = [name for name in (*TOLD, *drawn) if name not in files]
    if missing:
        raise PackError(f"the story has no {', '.join(missing)}", mend="Restore its files")
    story, head = json.loads(files["story.json"]), json.loads(files["excerpts.json"])
    said, sent = _text(files, head)
    own = _own(story)
    layers = [*own, *drawn.values()]
    readme = _WORDS.format(
        title=story["title"],
        more="and the review they came from" if REVIEW in files else "and the boundaries drawn with them",
        review=_STATUS if REVIEW in files else "",
        text=said,
        attribution=head["article"]["attribution"],
        credits="\n".join(dict.fromkeys(layer.attribution for layer in layers if layer.attribution)),
    )
    package = _package(story, head, layers) | {"resources": [_resource(*one, drawn) for one in sent.items()]}
    papers = {README: readme.encode(), LICENCES: _licences(own, head, drawn).encode()}
    return {PACKAGE: json_bytes(package, indent=1), **papers, **sent}


def left_out(story: Story, files: Mapping[str, bytes]) -> list[str]:
    """The titles of the layers on the story's map that its pack does not hold: whoever opens it has their own."""
    held = {layer.id for layer in (*_own(json.loads(files["story.json"])), *_drawn(files).values())}
    return [layer.title for layer in story.layers if layer.id not in held]


def _text(files: Mapping[str, bytes], head: Record) -> tuple[str, dict[str, bytes]]:
    """What is to be said of the article's text, and the files with as much of it as may travel."""
    if TEXT not in files:
        return _NONE, dict(files)
    draft = draft_of(files)
    if review(draft)["facts"].get("right") == "whole" and not draft.sha256:
        return _WHOLE, dict(files)
    return _PART, {**files, **_part(files, draft, head)}


def _part(files: Mapping[str, bytes], draft: Draft, head: Record) -> dict[str, bytes]:
    """The text with its unquoted words blank, and the review without the notices that were set apart."""
    kept = msgspec.json.decode(files[REVIEW], type=Review)
    kept = replace(kept, text=replace(kept.text, set_apart=()))
    text = blanked(draft.text.text, _spans(draft, head)).encode()
    return {TEXT: text, REVIEW: msgspec.json.encode(kept)}


def _spans(draft: Draft, head: Record) -> list[tuple[int, int]]:
    """What may travel: the excerpts with their surroundings, and the names and dates under review."""
    spans = [(one.start, one.end) for one in draft.extraction.mentions]
    spans += [(one.start, one.end) for one in draft.extraction.dates]
    spans += [(int(step["start"]), int(step["end"])) for step in draft.log if step.get("do") == "add"]
    try:
        for excerpt in head["excerpts"]:
            position, quote = excerpt["selector"]
            spans.append((position["start"] - len(quote["prefix"]), position["end"] + len(quote["suffix"])))
    except (KeyError, TypeError, ValueError) as error:
        raise PackError("an excerpt has no readable place in the text", "excerpts.json", "Correct the file") from error
    return spans


def _own(story: Record) -> list[Layer]:
    """The layers made from the story's tables."""
    told = enumerate(story["layers"], 1)
    return [read_record(one, Path(), f"story.json: layer {number}", has_file=False) for number, one in told]


def _drawn(files: Mapping[str, bytes]) -> dict[str, Layer]:
    """The boundaries that the story draws, by the names of their files; raises PackError where they cannot be read."""
    if LAYERS not in files:
        return {}
    try:
        told = enumerate(json.loads(files[LAYERS])["resources"], 1)
        layers = [read_record(one, Path(BOUNDARIES), f"{LAYERS}: resource {number}") for number, one in told]
    except (ValueError, KeyError, TypeError) as error:
        raise PackError(f"cannot be read ({error})", LAYERS, "Restore the file") from error
    return {layer.path.as_posix(): layer for layer in layers}


def _package(story: Record, head: Record, layers: Iterable[Layer]) -> Record:
    sources = {source["title"]: source for layer in layers for source in layer.sources}
    licences = {licence["name"]: licence for layer in layers for licence in layer.licenses}
    return {
        "name": story["id"],
        "title": story["title"],
        "description": story["summary"],
        "profile": "data-package",
        "sources": list(sources.values()),
        "licenses": list(licences.values()),
        "article": head["article"],
    }


def _resource(name: str, content: bytes, drawn: Mapping[str, Layer]) -> Record:
    path = Path(name)
    file = {
        "name": "-".join(path.with_suffix("").parts).replace("_", "-"),
        "path": name,
        "format": path.suffix[1:],
        "mediatype": _TYPES[path.suffix],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    about = drawn.get(name)
    return file | {"title": about.title, "sources": about.sources, "licenses": about.licenses} if about else file


def _licences(own: Iterable[Layer], head: Record, drawn: Mapping[str, Layer]) -> str:
    """The licence of each layer and of each file of boundaries, and whose the excerpts are."""
    lines = [f"{one.id}: {licence_text(one.licenses)}" for one in own]
    lines += [f"{path}: {licence_text(one.licenses)}\n  {one.attribution}" for path, one in drawn.items()]
    return "\n".join([KEEP_APART, "", *lines, "", f"Excerpts: {head['article']['attribution']}", ""])

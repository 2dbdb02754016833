"""A zip → a story's files: what is unsafe, unknown, missing or changed is refused before anything is written."""

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo.catalog import ID
from geo.desk import NAME
from geo.draft import review
from geo.errors import GeoError, PackError
from geo.folder import BOUNDARIES, REVIEWED, TOLD
from geo.pack.made import LAYERS, LICENCES, PACKAGE, README
from geo.story import Story, open_story
from geo.told import draft_of

NAMES = (PACKAGE, README, LICENCES, *TOLD, *REVIEWED, LAYERS)
NEEDED = ("article-places", "article-statements", "article-mentions")  # layers that every page counts on
FILES = 100
BYTES = 60_000_000  # of all files, unpacked
RATIO = 200  # unpacked to packed
_DRAWN = re.compile(rf"{BOUNDARIES}/{ID.pattern}\.geojson")
_AGAIN = "Export the pack again"


def unpack(content: bytes) -> dict[str, bytes]:
    """A pack's story files by name; raises PackError for anything unsafe, unknown, missing or changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            _check_entries(pack.infolist(), len(content))
            held = {entry.filename: pack.read(entry) for entry in pack.infolist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise PackError(f"it cannot be read as a zip ({error})", mend=_AGAIN) from error
    drawn = sorted(name for name in held if name == LAYERS or _DRAWN.fullmatch(name))
    reviewed = [name for name in REVIEWED if name in held]
    wanted = [*TOLD, *(REVIEWED if reviewed else ()), *([LAYERS] if drawn else ())]
    _check_hashes(held, wanted)
    files = {name: held[name] for name in dict.fromkeys([*TOLD, *reviewed, *drawn])}
    _check_story(files)
    return files


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """By the zip's own list, before anything is unpacked."""
    if len(entries) > FILES:
        raise PackError(f"it holds {len(entries):,} files, a story pack at most {FILES}", mend=_AGAIN)
    total = sum(entry.file_size for entry in entries)
    if total > BYTES or total > RATIO * max(size, 1):
        raise PackError(f"unpacked it would have {total:,} bytes", mend=f"A story pack has at most {BYTES:,}")
    names = [entry.filename for entry in entries]
    for entry in entries:
        known = entry.filename in NAMES or _DRAWN.fullmatch(entry.filename)
        if not known or names.count(entry.filename) > 1:
            raise PackError(f"“{entry.filename[:60]}” does not belong into a story pack", mend="Take it out of the zip")
        mode = entry.external_attr >> 16
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackError("it is packed in a way that story packs are not", entry.filename, _AGAIN)
        if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)) or entry.flag_bits & 1:
            raise PackError("it is not a plain file", entry.filename, _AGAIN)


def _check_hashes(held: Mapping[str, bytes], wanted: Iterable[str]) -> None:
    """All that is wanted is there, and every file but the papers is what the package says."""
    missing = [name for name in (PACKAGE, *wanted) if name not in held]
    if missing:
        raise PackError(f"it has no {', '.join(missing)}", mend="Export the pack again, from the story")
    try:
        resources = json.loads(held[PACKAGE])["resources"]
        said = {str(one["path"]): str(one["hash"]) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackError(f"cannot be read ({type(error).__name__})", PACKAGE, _AGAIN) from error
    lost = sorted(set(said) - set(held))
    if lost:
        raise PackError(f"it has no {', '.join(lost)[:200]}", mend="Export the pack again, from the story")
    for name in sorted(set(held) - {PACKAGE, README, LICENCES}):
        if said.get(name) != f"sha256:{hashlib.sha256(held[name]).hexdigest()}":
            raise PackError("its hash is not the one the pack says: changed or damaged", name, _AGAIN)


def _check_story(files: Mapping[str, bytes]) -> None:
    """Whether the story opens, and its review, if it has one, can be played again."""
    try:
        facts = json.loads(files["story.json"])
        _check_names(str(facts["id"]), facts.get("draft", ""), reviewed=REVIEWED[0] in files)
        story = _opened(str(facts["id"]), files)
        missing = [layer for layer in NEEDED if layer not in {one.id for one in story.layers}]
        if missing:
            why = f" ({story.problems[0]})" if story.problems else ""
            raise PackError(f"it has no layer {', '.join(missing)}{why}", "story.json", _AGAIN)
        if REVIEWED[0] in files:
            review(draft_of(files))
    except PackError:
        raise
    except GeoError as problem:
        raise PackError(problem.what, problem.where, problem.mend) from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackError(f"the story cannot be read ({error})", "story.json", _AGAIN) from error


def _check_names(name: str, draft: Any, reviewed: bool) -> None:
    if reviewed and not NAME.fullmatch(draft):
        raise PackError("it names no review", "story.json", _AGAIN)
    if draft and not reviewed:
        raise PackError("the review it names is not in it", "story.json", _AGAIN)
    if not ID.fullmatch(name) or len(name) > 80:
        raise PackError(f"“{name[:60]}” is no id of a story", "story.json", "Use a-z, 0-9 and -")


def _opened(name: str, files: Mapping[str, bytes]) -> Story:
    with TemporaryDirectory() as folder:
        place = Path(folder) / name
        for file, content in files.items():
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            (place / file).write_bytes(content)
        return open_story(name, own=Path(folder))

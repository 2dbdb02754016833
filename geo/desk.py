"""Drafts on this machine: each step is on disk before anybody hears of it, so that a killed server loses nothing.

STORIES_DIR names the folder; without it, it is the user's data folder. A draft is `base.json` (the text and what was
found) and `steps.jsonl` (one step a line, only ever added to).
"""

import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path
from typing import Any

import msgspec

from geo.draft import Draft, apply, review
from geo.errors import DraftError, GeoError
from geo.extract.records import Extraction, Text
from geo.kept import bring_back, locked, put_away, sync, write

NAME = re.compile(r"[0-9a-f]{12}")
_ROOM = "Choose another STORIES_DIR, or make room on the disk"


@dataclass(frozen=True)
class _Base:
    text: Text
    facts: dict[str, str]
    extraction: Extraction
    sha256: str = ""


@dataclass(frozen=True)
class Listed:
    """A draft in the list: how far its review is, and when it was last worked on (UTC)."""

    id: str
    title: str
    reviewed: int
    total: int
    changed: datetime


def default_folder() -> Path:
    """$STORIES_DIR, or a folder of the user's own data."""
    given = os.environ.get("STORIES_DIR")
    if given:
        return Path(given).expanduser()
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "article-on-the-map"


def new_id() -> str:
    """An id that no draft has."""
    return uuid.uuid4().hex[:12]


class Desk:
    """The drafts in one folder."""

    def __init__(self, folder: Path) -> None:
        self._drafts = folder / "drafts"
        self._gone = folder / "deleted"

    def has(self, name: str) -> bool:
        """Whether there is a draft of this id."""
        return bool(NAME.fullmatch(name)) and (self._drafts / name).is_dir()

    def new(self, draft: Draft, name: str = "") -> str:
        """Keep a new draft; its id. Written beside its place first: a broken write leaves no half of a draft.

        A draft of the `name` asked for that is here already stays as it is: another tab was faster.
        """
        name = name if NAME.fullmatch(name) else new_id()
        with self._alone("kept"):
            if not self.has(name):
                self._write(draft, self._drafts / f".{name}", self._drafts / name)
        return name

    def open(self, name: str) -> Draft:
        """A draft after all its steps; raises DraftError if there is none or it is broken."""
        folder = self._folder(name)
        try:
            base = msgspec.json.decode((folder / "base.json").read_bytes(), type=_Base)
            log = _steps((folder / "steps.jsonl").read_bytes())
        except (OSError, msgspec.MsgspecError) as error:
            raise DraftError(f"the draft cannot be read ({error})", str(folder), "Take the article in again") from error
        return Draft(base.text, base.facts, base.extraction, tuple(log), base.sha256)

    def record(self, name: str, action: dict[str, Any]) -> Draft:
        """Take one step and write it down; raises DraftError, writing nothing."""
        path = self._folder(name) / "steps.jsonl"
        try:
            with locked(path) as file:
                before = self.open(name)
                after = apply(before, action)
                if after is not before:
                    whole = path.read_bytes().rfind(b"\n") + 1  # more is what a killed server left of its last line
                    _append(file, whole, _line(after.log[-1]))
        except OSError as error:
            raise DraftError(f"the step cannot be kept ({error})", str(path), f"{_ROOM}, and take it again") from error
        return after

    def drafts(self) -> list[Listed]:
        """All drafts that can be read, the one last worked on first."""
        found = [one for path in self._drafts.glob("*") if NAME.fullmatch(path.name) and (one := self._listed(path))]
        return sorted(found, key=lambda one: one.changed, reverse=True)

    def delete(self, name: str) -> None:
        """Put a draft away; `restore` brings it back. Only the one put away last is kept. Raises DraftError."""
        with self._alone("put away"):
            put_away(self._folder(name), self._gone)

    def restore(self) -> str | None:
        """Bring back the draft that was put away last; its id, None if there is none. Raises DraftError."""
        with self._alone("brought back"):
            return bring_back(self._gone, self._drafts)

    @contextmanager
    def _alone(self, done: str) -> Iterator[None]:
        """Nobody else makes, deletes or restores a draft; what the disk refuses is a DraftError."""
        try:
            self._drafts.mkdir(parents=True, exist_ok=True)
            with locked(self._drafts / ".lock"):
                yield
        except OSError as error:
            raise DraftError(f"it cannot be {done} ({error})", str(self._drafts), _ROOM) from error

    def _write(self, draft: Draft, part: Path, place: Path) -> None:
        shutil.rmtree(part, ignore_errors=True)  # what a killed server left
        part.mkdir()
        base = _Base(draft.text, draft.facts, draft.extraction, draft.sha256)
        write(part / "base.json", msgspec.json.encode(base))
        write(part / "steps.jsonl", b"".join(_line(step) for step in draft.log))
        sync(part)
        part.rename(place)
        sync(self._drafts)

    def _listed(self, path: Path) -> Listed | None:
        try:
            shown = review(self.open(path.name))
        except GeoError:
            return None
        changed = datetime.fromtimestamp((path / "steps.jsonl").stat().st_mtime, UTC)
        progress = shown["progress"]
        title = shown["facts"].get("title") or "Untitled article"
        return Listed(path.name, title, progress["reviewed"], progress["total"], changed)

    def _folder(self, name: str) -> Path:
        folder = self._drafts / name
        if not NAME.fullmatch(name) or not folder.is_dir():
            raise DraftError(f'there is no draft "{name[:40]}" on this machine', mend="Choose one of the list")
        return folder


def _append(file: int, end: int, line: bytes) -> None:
    """Write a line at `end`, in place of what follows there, and make it safe; raises OSError, leaving none of it."""
    os.ftruncate(file, end)
    os.lseek(file, end, os.SEEK_SET)
    try:
        if os.write(file, line) < len(line):  # a disk that fills up says so only at the next write
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        os.fsync(file)
    except OSError:
        os.ftruncate(file, end)  # a step that was refused must not stand
        raise


def _line(step: dict[str, Any]) -> bytes:
    return json.dumps(step, ensure_ascii=False).encode() + b"\n"


def _steps(content: bytes) -> list[dict[str, Any]]:
    """The whole lines; what follows the last was being written when the server died, and was never confirmed."""
    return [msgspec.json.decode(line, type=dict[str, Any]) for line in content.split(b"\n")[:-1]]

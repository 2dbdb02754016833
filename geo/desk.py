"""Drafts on this machine: each step is on disk before anybody hears of it, so that a killed server loses nothing.

STORIES_DIR names the folder; without it, it is the user's data folder. A draft is `base.json` (the text and what was
found) and `steps.jsonl` (one step a line, only ever added to).
"""

import fcntl
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from geo.draft import Draft, apply, review
from geo.errors import DraftError, GeoError
from geo.extract.records import Extraction, Text

NAME = re.compile(r"[0-9a-f]{12}")


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
        """Keep a new draft; its id. Written beside its place first: a broken write leaves no half of a draft."""
        name = name if NAME.fullmatch(name) else new_id()
        part = self._drafts / f".{name}"
        try:
            part.mkdir(parents=True)
            base = _Base(draft.text, draft.facts, draft.extraction, draft.sha256)
            _write(part / "base.json", msgspec.json.encode(base))
            _write(part / "steps.jsonl", b"".join(_line(step) for step in draft.log))
            part.rename(self._drafts / name)
        except OSError as error:
            raise DraftError(f"it cannot be kept ({error})", str(self._drafts), "Choose another STORIES_DIR") from error
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
        with _locked(path) as file:
            before = self.open(name)
            after = apply(before, action)
            if after is not before:
                whole = path.read_bytes()
                os.ftruncate(file, whole.rfind(b"\n") + 1)  # what a killed server left of its last line
                os.lseek(file, 0, os.SEEK_END)
                os.write(file, _line(after.log[-1]))
                os.fsync(file)
        return after

    def drafts(self) -> list[Listed]:
        """All drafts that can be read, the one last worked on first."""
        found = [one for path in self._drafts.glob("*") if NAME.fullmatch(path.name) and (one := self._listed(path))]
        return sorted(found, key=lambda one: one.changed, reverse=True)

    def delete(self, name: str) -> None:
        """Put a draft away; `restore` brings it back. Only the one put away last is kept."""
        folder = self._folder(name)
        shutil.rmtree(self._gone, ignore_errors=True)
        self._gone.mkdir(parents=True)
        folder.rename(self._gone / name)

    def restore(self) -> str | None:
        """Bring back the draft that was put away last; its id, None if there is none."""
        for path in self._gone.glob("*"):
            path.rename(self._drafts / path.name)
            return path.name
        return None

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


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _line(step: dict[str, Any]) -> bytes:
    return json.dumps(step, ensure_ascii=False).encode() + b"\n"


def _steps(content: bytes) -> list[dict[str, Any]]:
    """The whole lines; what follows the last was being written when the server died, and was never confirmed."""
    return [msgspec.json.decode(line, type=dict[str, Any]) for line in content.split(b"\n")[:-1]]


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, open for writing and ours alone: two tabs may work on one draft."""
    file = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)

"""The stories there are: the bundled ones, and those of one's own in STORIES_DIR, saved whole or not at all.

A saved story is a folder `stories/<id>/`. A new version is written beside it, made safe on the disk, and then takes its
place; whoever finds only the old one set aside (the machine died in between) puts it back first.
"""

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.catalog import ID
from geo.desk import default_folder, new_id
from geo.draft import Draft, state
from geo.errors import GeoError, StoryError
from geo.export import json_bytes
from geo.folder import BOUNDARIES, REVIEWED, files_of
from geo.kept import bring_back, locked, put_away, sync, write
from geo.story import DATA, Story, list_stories, open_story
from geo.told import draft_of, story_files
from geo.told.facts import title_of

PART, OLD = ".part", ".old"
_MEND = "Choose another STORIES_DIR, or make room on the disk"


@dataclass(frozen=True)
class Shelved:
    """A story in the list; `draft` is the review it came from, empty for a bundled one."""

    id: str
    title: str
    own: bool
    draft: str = ""
    version: str = ""  # another one at every save


@dataclass(frozen=True)
class Library:
    """The bundled stories of a data folder, and one's own under another folder."""

    data: Path = DATA
    folder: Path | None = None

    @property
    def _own(self) -> Path | None:
        return self.folder / "stories" if self.folder else None

    def stories(self) -> list[Shelved]:
        """The bundled ones, then one's own by title; one that cannot be read is left out."""
        bundled = [self._shelved(self.data / "stories" / name, own=False) for name in list_stories(self.data)]
        known = {one.id for one in bundled if one}
        with self._held() as own:
            paths = sorted(own.glob("*/story.json")) if own else []
            mine = [self._shelved(path.parent, own=True) for path in paths if ID.fullmatch(path.parent.name)]
        found = [one for one in mine if one and one.id not in known]
        return [one for one in bundled if one] + sorted(found, key=lambda one: (one.title.lower(), one.id))

    def open(self, name: str) -> Story:
        """One story, whichever folder it is in; raises GeoError if there is none or it cannot be read."""
        if name in list_stories(self.data):
            return open_story(name, self.data)
        known = [one.id for one in self.stories()]
        if name not in known:
            mend = f"Choose one of: {', '.join(known) or 'none yet'}"
            raise StoryError(f'there is no story "{name[:60]}"', mend=mend)
        with self._held() as own:
            return open_story(name, self.data, own)

    def files(self, name: str) -> dict[str, bytes]:
        """The files of a story by name, with the boundaries it draws; raises StoryError if there is none."""
        if name in list_stories(self.data):
            return files_of(self.data / "stories" / name, self.data / BOUNDARIES)
        with self._held() as own:
            return files_of(self._there(own, name), self.data / BOUNDARIES)

    def keep(self, draft: Draft, draft_id: str, day: date) -> str:
        """Save a reviewed draft as a story, in place of the one saved from it before; its id."""
        known = next((one.id for one in self.stories() if one.own and one.draft == draft_id), None)
        name = known or story_id(title_of(state(draft)), draft_id)
        self.save(name, story_files(draft, name, draft_id, day))
        return name

    def save(self, name: str, files: Mapping[str, bytes]) -> None:
        """Write a story, whole or not at all; raises StoryError."""
        try:
            with self._held(write=True) as own:
                assert own
                part = own / f".{name}{PART}"
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                for file, content in files.items():
                    (part / file).parent.mkdir(exist_ok=True)
                    write(part / file, content)
                for folder in {(part / file).parent for file in files} | {part}:
                    sync(folder)
                self._swap(own, name, part)
        except OSError as error:
            raise StoryError(f"it cannot be saved ({error})", name, _MEND) from error

    def text(self, name: str) -> str:
        """The whole text of one's own story, empty where this machine has only what it quotes."""
        files = self.files(name)
        if REVIEWED[0] not in files:
            return ""
        draft = draft_of(files)
        return "" if draft.sha256 else draft.text.text

    def take_in(self, files: Mapping[str, bytes], as_copy: bool = False) -> str:
        """Save a story that came as a pack; its id. Raises StoryError if that id is taken, unless it may be a copy."""
        facts = json.loads(files["story.json"])
        name = str(facts["id"])
        taken = {taken for one in self.stories() for taken in (one.id, one.draft) if taken}
        if not taken & {name, facts.get("draft")}:
            self.save(name, files)
            return name
        if self._same(name, files):
            raise StoryError("this story is here already, letter by letter", name, "There is nothing to take in")
        if not as_copy:
            mend = "Import it as a copy, or delete that one first"
            raise StoryError("another story of this id or from the same review is here", name, mend)
        draft = new_id()
        copy = story_id(facts["title"], draft)
        facts |= {"id": copy, **({"draft": draft} if facts.get("draft") else {})}
        self.save(copy, {**files, "story.json": json_bytes(facts, indent=1)})
        return copy

    def draft(self, name: str) -> Draft:
        """The review that a story came from, as it was when it was saved."""
        return draft_of(self.files(name))

    def delete(self, name: str) -> None:
        """Put one's own story away; `restore` brings it back. Only the one put away last is kept."""
        try:
            with self._held(write=True) as own:
                put_away(self._there(own, name), self._gone())
        except OSError as error:
            raise StoryError(f"it cannot be put away ({error})", name, _MEND) from error

    def restore(self) -> str | None:
        """Bring back the story put away last; its id, None if there is none. Raises StoryError if its id is taken."""
        try:
            with self._held(write=True) as own:
                assert own
                return bring_back(self._gone(), own)
        except FileExistsError as error:
            what = "there is a story of this id again"
            raise StoryError(what, str(error.filename), "Delete that one first") from error
        except OSError as error:
            raise StoryError(f"it cannot be brought back ({error})", mend=_MEND) from error

    def _same(self, name: str, files: Mapping[str, bytes]) -> bool:
        try:
            return self.files(name) == dict(files)
        except StoryError:
            return False  # it is the review that is here, under another id

    def _gone(self) -> Path:
        assert self.folder
        return self.folder / "deleted-stories"

    def _there(self, own: Path | None, name: str) -> Path:
        folder = own / name if own and ID.fullmatch(name) else None
        if not folder or not (folder / "story.json").is_file():
            raise StoryError(f'there is no story "{name[:60]}" of your own', mend="Choose one of the list")
        return folder

    def _shelved(self, folder: Path, own: bool) -> Shelved | None:
        try:
            facts = json.loads((folder / "story.json").read_text(encoding="utf-8"))
            if not own:
                return Shelved(folder.name, str(facts["title"]), own)
            version = str((folder / "story.json").stat().st_mtime_ns)
            return Shelved(folder.name, str(facts["title"]), own, str(facts.get("draft", "")), version)
        except (OSError, ValueError, KeyError, TypeError, GeoError):
            return None

    def _swap(self, own: Path, name: str, part: Path) -> None:
        place, old = own / name, own / f".{name}{OLD}"
        if place.exists():
            place.rename(old)
        part.rename(place)
        sync(own)
        shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def _held(self, write: bool = False) -> Iterator[Path | None]:
        """One's own stories, mended first, and nobody else writing; None if there is no such folder yet."""
        own = self._own
        if own is None or not (write or own.is_dir()):
            yield None
            return
        if not write and not os.access(own, os.W_OK):
            yield own  # where nothing can be written, nobody is writing
            return
        own.mkdir(parents=True, exist_ok=True)
        with locked(own / ".lock"):
            _mend(own)
            yield own


def open_any(name: str, data: Path = DATA) -> Story:
    """A bundled story, or one of one's own in STORIES_DIR; raises StoryError that names those there are."""
    return Library(data, default_folder()).open(name)


def _mend(own: Path) -> None:
    """Put back what was set aside by a save that never ended; what was half written was never confirmed."""
    for old in own.glob(f".*{OLD}"):
        place = own / old.name[1 : -len(OLD)]
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(place)
    for part in own.glob(f".*{PART}"):
        shutil.rmtree(part, ignore_errors=True)


def story_id(title: str, draft_id: str) -> str:
    """A readable id that no other draft's story has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:40].strip("-")
    return "-".join(filter(None, (words, draft_id[:8])))

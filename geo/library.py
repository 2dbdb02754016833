"""The stories there are: the bundled ones, and those of one's own in STORIES_DIR, saved whole or not at all.

A saved story is a folder `stories/<id>/`. What is there already is looked up, and the change made, under one lock: two
who save or take in the same at once make one story of it.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geo.catalog import ID
from geo.desk import default_folder, new_id
from geo.draft import Draft, state
from geo.errors import GeoError, StoryError
from geo.export import json_bytes
from geo.folder import BOUNDARIES, REVIEWED, files_of
from geo.kept import bring_back, locked, mend, put_away, write_folder
from geo.story import DATA, Story, list_stories, open_story
from geo.told import draft_of, story_files
from geo.told.facts import title_of

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
        with self._held() as own:
            return self._listed(own)

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
            return self._files(None, name)  # nobody writes there: no lock is waited for
        with self._held() as own:
            return self._files(own, name)

    def keep(self, draft: Draft, draft_id: str, day: date) -> str:
        """Save a reviewed draft as a story, in place of the one saved from it before; its id. Raises StoryError."""
        usual = story_id(title_of(state(draft)), draft_id)
        files = story_files(draft, usual, draft_id, day)  # takes seconds for a long article: nobody waits for it
        with self._changed("saved", usual) as own:
            name = next((one.id for one in self._listed(own) if one.own and one.draft == draft_id), usual)
            write_folder(own, name, _with_facts(files, id=name))
        return name

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
        with self._changed("saved", name) as own:
            taken = {taken for one in self._listed(own) for taken in (one.id, one.draft) if taken}
            if taken & {name, facts.get("draft")}:
                self._check_copy(own, name, files, as_copy)
                name, files = _copied(facts, files)
            write_folder(own, name, files)
        return name

    def draft(self, name: str) -> Draft:
        """The review that a story came from, as it was when it was saved."""
        return draft_of(self.files(name))

    def delete(self, name: str) -> None:
        """Put one's own story away; `restore` brings it back. Only the one put away last is kept. Raises StoryError."""
        with self._changed("put away", name) as own:
            put_away(self._there(own, name), self._gone())

    def restore(self) -> str | None:
        """Bring back the story put away last; its id, None if there is none. Raises StoryError if its id is taken."""
        with self._changed("brought back") as own:
            try:
                return bring_back(self._gone(), own)
            except FileExistsError as error:
                what = "there is a story of this id again"
                raise StoryError(what, str(error.filename), "Delete that one first") from error

    def _listed(self, own: Path | None) -> list[Shelved]:
        bundled = [self._shelved(self.data / "stories" / name, own=False) for name in list_stories(self.data)]
        known = {one.id for one in bundled if one}
        paths = sorted(own.glob("*/story.json")) if own else []
        mine = [self._shelved(path.parent, own=True) for path in paths if ID.fullmatch(path.parent.name)]
        found = [one for one in mine if one and one.id not in known]
        return [one for one in bundled if one] + sorted(found, key=lambda one: (one.title.lower(), one.id))

    def _files(self, own: Path | None, name: str) -> dict[str, bytes]:
        bundled = name in list_stories(self.data)
        return files_of(self.data / "stories" / name if bundled else self._there(own, name), self.data / BOUNDARIES)

    def _check_copy(self, own: Path, name: str, files: Mapping[str, bytes], as_copy: bool) -> None:
        """Raise StoryError unless what is here already is another story, and a copy was asked for."""
        if self._same(own, name, files):
            raise StoryError("this story is here already, letter by letter", name, "There is nothing to take in")
        if not as_copy:
            what = "another story of this id or from the same review is here"
            raise StoryError(what, name, "Import it as a copy, or delete that one first")

    def _same(self, own: Path, name: str, files: Mapping[str, bytes]) -> bool:
        try:
            return self._files(own, name) == dict(files)
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

    @contextmanager
    def _changed(self, done: str, name: str = "") -> Iterator[Path]:
        """One's own stories to change, nobody else meanwhile; what the disk refuses is a StoryError."""
        try:
            with self._held(write=True) as own:
                assert own
                yield own
        except OSError as error:
            raise StoryError(f"it cannot be {done} ({error})", name, _MEND) from error

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
            mend(own)
            yield own


def open_any(name: str, data: Path = DATA) -> Story:
    """A bundled story, or one of one's own in STORIES_DIR; raises StoryError that names those there are."""
    return Library(data, default_folder()).open(name)


def _copied(facts: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """A copy's id and files: another story, from a review of its own."""
    draft = new_id()
    name = story_id(facts["title"], draft)
    return name, _with_facts(files, id=name, **({"draft": draft} if facts.get("draft") else {}))


def _with_facts(files: Mapping[str, bytes], **facts: str) -> dict[str, bytes]:
    """A story's files, with other words in its story.json."""
    return {**files, "story.json": json_bytes(json.loads(files["story.json"]) | facts, indent=1)}


def story_id(title: str, draft_id: str) -> str:
    """A readable id that no other draft's story has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:40].strip("-")
    return "-".join(filter(None, (words, draft_id[:8])))

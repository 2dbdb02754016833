"""The stories of one's own on disk: whole or not at all, whatever happens in between."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from geo import kept
from geo.draft import Draft, apply
from geo.errors import GeoError, StoryError
from geo.library import Library, story_id
from geo.pack import pack
from tests.test_draft import made

DAY = date(2023, 10, 1)
DRAFT = "0123456789ab"
# Saves a second version and dies at the moment named, as a machine dies: nothing is cleaned up.
KILLED = """
import os, signal, sys
from pathlib import Path
from geo import kept, library
from tests.test_library import DAY, DRAFT, second
moment, folder = sys.argv[1], Path(sys.argv[2])
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if moment == "writing": kept.sync = die
if moment == "half a file": kept.write = lambda path, content: (path.write_bytes(content[:9]), die())
if moment == "swapping":
    rename = Path.rename
    Path.rename = lambda self, target: die() if self.name.endswith(".part") else rename(self, target)
if moment == "tidying": kept.shutil.rmtree = lambda path, **_: die() if str(path).endswith(".old") else None
library.Library(folder=folder).keep(second(), DRAFT, DAY)
"""

# Says that it is ready, then takes in a pack and says what came of it.
IMPORTING = """
import sys
from pathlib import Path
from geo.errors import StoryError
from geo.library import Library
from geo.pack import unpack
files = unpack(Path(sys.argv[1]).read_bytes())
print("ready", flush=True)
try:
    print(Library(folder=Path(sys.argv[2])).take_in(files))
except StoryError as error:
    print(error.what)
"""
HERE = "this story is here already, letter by letter"


def second() -> Draft:
    """The draft after one more step."""
    return apply(made(), {"id": "a", "do": "facts", "name": "title", "value": "Sun"})


def test_a_story_is_listed_beside_the_bundled_one(tmp_path: Path) -> None:
    """Title, whose it is and which review it came from; saving again replaces it under the same id."""
    shelf = Library(folder=tmp_path)
    first = shelf.keep(made(), DRAFT, DAY)
    assert [(one.title, one.own, one.draft) for one in shelf.stories()][1:] == [("Rain", True, DRAFT)]
    version = shelf.stories()[-1].version
    assert shelf.keep(second(), DRAFT, DAY) == first
    assert [(one.title, one.version != version) for one in shelf.stories() if one.own] == [("Sun", True)]
    assert shelf.open(first).title == "Sun"
    assert not shelf.stories()[0].own


@pytest.mark.parametrize("moment", ["writing", "half a file", "swapping", "tidying"])
def test_a_kill_while_saving_leaves_a_whole_story(tmp_path: Path, moment: str) -> None:
    """The old one as it was, or the new one whole; the next save works."""
    shelf = Library(folder=tmp_path)
    name = shelf.keep(made(), DRAFT, DAY)
    before = shelf.files(name)
    done = subprocess.run([sys.executable, "-c", KILLED, moment, tmp_path], cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == -signal.SIGKILL
    title = "Sun" if moment == "tidying" else "Rain"
    assert [one.title for one in shelf.stories() if one.own] == [title]
    assert (shelf.files(name) == before) == (title == "Rain")
    assert shelf.open(name).problems == []
    assert shelf.keep(second(), DRAFT, DAY) == name
    assert {path.name for path in (tmp_path / "stories").iterdir()} == {".lock", name}


def test_a_full_disk_is_told_and_the_old_story_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is said; nothing half is left in the list."""
    shelf = Library(folder=tmp_path)
    name = shelf.keep(made(), DRAFT, DAY)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "write", full)
    with pytest.raises(GeoError, match="No space left"):
        shelf.keep(second(), DRAFT, DAY)
    assert shelf.open(name).title == "Rain"


def test_a_folder_that_is_no_id_is_no_story(tmp_path: Path) -> None:
    """Ids are a-z, 0-9 and -; what a list names can be opened."""
    shelf = Library(folder=tmp_path)
    name = shelf.keep(made(), DRAFT, DAY)
    for other in ("Upper", "two--dashes", "-dash", "a b"):
        shutil.copytree(tmp_path / "stories" / name, tmp_path / "stories" / other)
    assert [one.id for one in shelf.stories() if one.own] == [name]


def test_stories_that_can_only_be_read_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder nobody here may write needs no lock; saving and deleting there say why they cannot."""
    shelf = Library(folder=tmp_path)
    name = shelf.keep(made(), DRAFT, DAY)
    (tmp_path / "stories" / ".lock").unlink()
    opened = os.open

    def read_only(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return int(opened(path, flags, *mode))

    monkeypatch.setattr(os, "open", read_only)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert [one.id for one in shelf.stories() if one.own] == [name]
    assert shelf.open(name).title == "Rain"
    for change in (lambda: shelf.delete(name), lambda: shelf.keep(second(), DRAFT, DAY)):
        with pytest.raises(GeoError, match="Permission denied"):
            change()


def test_a_torn_folder_hides_no_other_story(tmp_path: Path) -> None:
    """A broken story.json, or a folder without one, is left out of the list."""
    shelf = Library(folder=tmp_path)
    name = shelf.keep(made(), DRAFT, DAY)
    for other, content in (("torn", "{"), ("odd", "[]"), ("empty", None)):
        (tmp_path / "stories" / other).mkdir()
        if content:
            (tmp_path / "stories" / other / "story.json").write_text(content)
    assert [one.id for one in shelf.stories() if one.own] == [name]
    with pytest.raises(GeoError):
        shelf.open("torn")


def test_deleting_can_be_undone(tmp_path: Path) -> None:
    """The story put away last comes back letter by letter; not over another one that took its place."""
    shelf = Library(folder=tmp_path)
    name = shelf.keep(made(), DRAFT, DAY)
    files = shelf.files(name)
    shelf.delete(name)
    assert [one for one in shelf.stories() if one.own] == []
    assert shelf.restore() == name
    assert shelf.files(name) == files
    assert shelf.restore() is None
    shelf.delete(name)
    shelf.keep(made(), DRAFT, DAY)
    with pytest.raises(GeoError, match="again"):
        shelf.restore()


@pytest.mark.parametrize("name", ["", "..", "../drafts", "nagorno-karabakh-2023", "no-such", "a/b"])
def test_only_own_stories_can_be_deleted(tmp_path: Path, name: str) -> None:
    """Neither a bundled one nor anything outside the folder."""
    Library(folder=tmp_path).keep(made(), DRAFT, DAY)
    with pytest.raises(GeoError, match="no story"):
        Library(folder=tmp_path).delete(name)


def test_an_id_is_readable_whatever_the_title(tmp_path: Path) -> None:
    """Letters of other scripts fall away, never the draft's own part."""
    assert story_id("Floods: “Bahir Dar”!", DRAFT) == "floods-bahir-dar-01234567"
    assert story_id("Élections à Orléans", DRAFT) == story_id("E\u0301lections a\u0300 Orle\u0301ans", DRAFT)
    assert story_id("Élections à Orléans", DRAFT) == "elections-a-orleans-01234567"
    assert story_id("Наводнение", DRAFT) == "01234567"


def at_once(work: list[Callable[[], str]]) -> list[str]:
    """What each comes to, all begun together; a StoryError by what it says."""
    gate = Barrier(len(work))

    def one(do: Callable[[], str]) -> str:
        gate.wait()
        try:
            return do()
        except StoryError as error:
            return error.what

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))


def test_one_pack_taken_in_by_many_at_once_is_one_story(tmp_path: Path) -> None:
    """One of them takes it in, the others hear that it is here; the same of copies of a story that is here."""
    source, shelf = Library(folder=tmp_path / "from"), Library(folder=tmp_path / "to")
    name = source.keep(made(), DRAFT, DAY)
    files = source.files(name)
    assert sorted(at_once([lambda: shelf.take_in(files)] * 6)) == sorted([name, *[HERE] * 5])
    other = source.files(source.keep(second(), DRAFT, DAY))
    copies = at_once([lambda: shelf.take_in(other, as_copy=True)] * 4)
    assert sorted(one.id for one in shelf.stories() if one.own) == sorted([name, *copies])
    assert shelf.files(name) == files


def test_processes_that_take_in_one_pack_make_one_story(tmp_path: Path) -> None:
    """Two servers on one folder: neither overwrites what the other has just taken in."""
    source, home = Library(folder=tmp_path / "from"), tmp_path / "to" / "stories"
    name = source.keep(made(), DRAFT, DAY)
    (tmp_path / "story.zip").write_bytes(pack(source.files(name)))
    home.mkdir(parents=True)
    call = [sys.executable, "-c", IMPORTING, str(tmp_path / "story.zip"), str(tmp_path / "to")]
    root = Path(__file__).parents[1]
    with kept.locked(home / ".lock"):  # all wait here until all are ready
        running = [subprocess.Popen(call, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        for process in running:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
    said = [process.communicate()[0].strip() for process in running]
    assert sorted(said) == sorted([name, HERE, HERE])
    assert [one.id for one in Library(folder=tmp_path / "to").stories() if one.own] == [name]


def test_a_draft_saved_twice_at_once_is_one_story(tmp_path: Path) -> None:
    """Two tabs save one draft, under two titles: the second takes the place of the first."""
    shelf = Library(folder=tmp_path)
    names = at_once([lambda: shelf.keep(made(), DRAFT, DAY), lambda: shelf.keep(second(), DRAFT, DAY)] * 2)
    assert len(set(names)) == 1
    assert [one.id for one in shelf.stories() if one.own] == [names[0]]

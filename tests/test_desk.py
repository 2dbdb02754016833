"""Drafts on disk: nothing that was confirmed is lost."""

import os
from pathlib import Path

import pytest

from geo.desk import Desk, default_folder
from geo.draft import state
from geo.errors import GeoError
from tests.test_draft import made


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    """Another server opens the same draft after the same steps."""
    name = Desk(tmp_path).new(made())
    done = Desk(tmp_path).record(name, {"id": "a", "do": "move", "item": "p-1", "lon": 3, "lat": 4})
    again = Desk(tmp_path).open(name)
    assert again == done
    assert state(again).places["p-1"].point == (3.0, 4.0)


def test_a_server_killed_while_writing_loses_only_what_it_never_confirmed(tmp_path: Path) -> None:
    """Half a line at the end is left out, and the next step stands whole behind what was there."""
    desk = Desk(tmp_path)
    name = desk.new(made())
    desk.record(name, {"id": "a", "do": "reject", "item": "p-1"})
    steps = tmp_path / "drafts" / name / "steps.jsonl"
    steps.write_bytes(steps.read_bytes() + b'{"id": "b", "do": "rej')
    assert [step["id"] for step in desk.open(name).log] == ["a"]
    desk.record(name, {"id": "c", "do": "reject", "item": "p-2"})
    assert [step["id"] for step in desk.open(name).log] == ["a", "c"]


def test_a_refused_step_is_not_written(tmp_path: Path) -> None:
    """The log holds only steps that hold."""
    desk = Desk(tmp_path)
    name = desk.new(made())
    with pytest.raises(GeoError):
        desk.record(name, {"id": "a", "do": "dance"})
    assert desk.open(name).log == ()


def test_the_list_tells_how_far_each_review_is(tmp_path: Path) -> None:
    """Title and progress; a broken draft does not hide the others."""
    desk = Desk(tmp_path)
    name, broken = desk.new(made()), desk.new(made())
    (tmp_path / "drafts" / broken / "base.json").write_text("{")
    desk.record(name, {"id": "a", "do": "reject", "item": "p-1"})
    (listed,) = desk.drafts()
    assert (listed.id, listed.title, listed.reviewed, listed.total) == (name, "Rain", 1, 5)
    with pytest.raises(GeoError, match="cannot be read"):
        desk.open(broken)


def test_deleting_can_be_undone(tmp_path: Path) -> None:
    """The draft put away last comes back whole."""
    desk = Desk(tmp_path)
    name = desk.new(made())
    desk.delete(name)
    assert desk.drafts() == []
    assert desk.restore() == name
    assert desk.open(name) == made()
    assert desk.restore() is None


def test_a_draft_that_comes_back_takes_nobodys_place(tmp_path: Path) -> None:
    """Where its name is taken again, undo says so and leaves both."""
    desk = Desk(tmp_path)
    name = desk.new(made())
    desk.delete(name)
    desk.new(made(), name)
    with pytest.raises(GeoError, match="one of this name again"):
        desk.restore()
    desk.delete(name)
    assert desk.restore() == name


def test_two_tabs_open_one_draft_and_half_a_draft_is_no_obstacle(tmp_path: Path) -> None:
    """The second to make it finds the first's steps; what a killed server left of it is written over."""
    desk = Desk(tmp_path)
    (tmp_path / "drafts" / ".0123456789ab").mkdir(parents=True)
    assert desk.new(made(), "0123456789ab") == "0123456789ab"
    desk.record("0123456789ab", {"id": "a", "do": "reject", "item": "p-1"})
    assert Desk(tmp_path).new(made(), "0123456789ab") == "0123456789ab"
    assert len(desk.open("0123456789ab").log) == 1


@pytest.mark.parametrize("fails", ["write", "fsync"])
def test_a_full_disk_loses_no_step_that_was_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """A step that cannot be made safe is refused in words and does not stand; what was there before does."""

    def half(file: int, content: bytes) -> int:
        return wrote(file, content[:9])

    def unsafe(file: int) -> None:
        raise OSError(28, "No space left on device")

    desk = Desk(tmp_path)
    name = desk.new(made())
    desk.record(name, {"id": "a", "do": "reject", "item": "p-1"})
    wrote = os.write
    monkeypatch.setattr(os, fails, {"write": half, "fsync": unsafe}[fails])
    with pytest.raises(GeoError, match="No space left"):
        desk.record(name, {"id": "b", "do": "reject", "item": "p-2"})
    monkeypatch.undo()
    assert [step["id"] for step in desk.open(name).log] == ["a"]
    assert len(desk.record(name, {"id": "b", "do": "reject", "item": "p-2"}).log) == 2


@pytest.mark.parametrize("name", ["", "..", "../x", "0" * 12, "a/b"])
def test_an_unknown_draft_is_an_error(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder."""
    with pytest.raises(GeoError, match="no draft"):
        Desk(tmp_path).open(name)


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """STORIES_DIR decides; else the user's data folder."""
    monkeypatch.setenv("STORIES_DIR", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("STORIES_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "article-on-the-map"

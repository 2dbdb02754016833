"""Drafts on disk: nothing that was confirmed is lost."""

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

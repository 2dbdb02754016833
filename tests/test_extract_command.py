"""`python -m geo.extract`: articles become stories without the app."""

from pathlib import Path

import pytest

from geo.extract.__main__ import main
from geo.library import Library
from geo.pack import unpack
from geo.story import open_story

RAIN = "Heavy rain fell on Tuesday in Bahir Dar, in northern Ethiopia. Nobody was hurt. " + "It went on and on. " * 9


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "rain.txt"
    path.parent.mkdir()
    path.write_text(RAIN)
    return path


def test_an_article_becomes_a_pack(article: Path, tmp_path: Path) -> None:
    """A zip by its ending, with the date and the facts given; it can be taken in."""
    out = tmp_path / "rain.zip"
    facts = ["--date", "2023-08-24", "--title", "Rain", "--publisher", "The Echo"]
    assert main([str(article), *facts, "-o", str(out)]) == 0
    shelf = Library(folder=tmp_path / "shelf")
    story = shelf.open(shelf.take_in(unpack(out.read_bytes())))
    assert (story.title, story.article.publisher, story.article.published) == ("Rain", "The Echo", "24 August 2023")
    places = {place["properties"]["name"]: place["properties"] for place in story.features("article-places")}
    assert places["Bahir Dar"]["review"] == "unreviewed"
    assert places["Bahir Dar"]["edtf"] == "2023-08-22"


def test_a_folder_holds_what_a_zip_holds(article: Path, tmp_path: Path) -> None:
    """Without a .zip the pack is unpacked; it is written again, but never into somebody's other folder."""
    out = tmp_path / "pack"
    assert main([str(article), "-o", str(out)]) == main([str(article), "-o", str(out)]) == 0
    assert (out / "datapackage.json").is_file()
    assert "\u2003" in (out / "text.txt").read_text()
    assert main([str(article), "-o", str(out), "--right-to-whole"]) == 0
    assert (out / "text.txt").read_text().startswith(RAIN[:60])
    assert main([str(article), "-o", str(article.parent)]) == 1


def test_without_out_it_is_among_ones_own_stories(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app shows it as soon as it is asked, with the whole text for the reader of this machine."""
    monkeypatch.setenv("STORIES_DIR", str(tmp_path / "mine"))
    assert main([str(article)]) == 0
    shelf = Library(folder=tmp_path / "mine")
    (own,) = [one for one in shelf.stories() if one.own]
    assert shelf.text(own.id).startswith("Heavy rain")
    assert open_story(own.id, own=tmp_path / "mine" / "stories").problems == []


def test_a_bad_file_of_a_folder_is_named_at_the_end(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are taken in, with progress; the status says that one is missing."""
    (article.parent / "empty.txt").write_text("")
    (article.parent / "zoo.md").write_text("# The zoo\n\nThe zoo of Bahir Dar closed on 3 May 2021.\n")
    assert main([str(article.parent), "-o", str(tmp_path / "packs")]) == 1
    said = capsys.readouterr()
    steps = [line.split(":")[0] for line in said.out.splitlines()]
    assert steps == ["[1/3] empty.txt", "[2/3] rain.txt", "[3/3] zoo.md"]
    assert "empty.txt" in said.err
    assert "rain" not in said.err
    assert [path.name[:7] for path in sorted((tmp_path / "packs").iterdir())] == ["heavy-r", "the-zoo"]


@pytest.mark.parametrize("arguments", [["no-such-file.txt"], ["rain.txt", "--date", "soon"]])
def test_what_cannot_be_read_is_status_1(
    article: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A missing file, a date that is none: said, and nothing written."""
    monkeypatch.chdir(article.parent)
    assert main([*arguments, "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()

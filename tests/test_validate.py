"""`python -m geo.validate` finds what is wrong with shipped data and says how to mend it."""

from pathlib import Path
from typing import Any

import pytest

from geo.validate import main
from tests.made import SLUG, TEXT, edit_json, edit_row, feature, package


def run(data: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    status = main([str(data), *more])
    return status, capsys.readouterr().err.splitlines()


def test_good_data_passes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong: exit status 0, no problem printed."""
    assert run(data, capsys) == (0, [])


def test_good_data_passes_against_the_text(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the article's own text at hand, the excerpts are proven."""
    text = tmp_path / "article.txt"
    text.write_bytes(TEXT.encode())
    assert run(data, capsys, "--article", str(text)) == (0, [])


CLOCKWISE: dict[str, Any] = {"type": "Polygon", "coordinates": [[[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]]}


def spoil_ring(data: Path) -> None:
    good = [feature("area-two", "2005/..")]
    package(data / "boundaries", {"areas": [feature(geometry=CLOCKWISE)], "others": good})


def spoil_null(data: Path) -> None:
    package(data / "basemap", {"land": [feature("land-one", geometry=None)]})


def spoil_stray(data: Path) -> None:
    (data / "basemap" / "stray.geojson").write_text("{}")


def spoil_hash(data: Path) -> None:
    (data / "basemap" / "land.geojson").write_text("{}")


def spoil_package(data: Path) -> None:
    (data / "basemap" / "datapackage.json").unlink()


def spoil_share(data: Path) -> None:
    edit_json(data / "stories" / SLUG / "story.json", lambda facts: facts.update(excerpts_share_limit=0.1))


def spoil_words(data: Path) -> None:
    edit_row(data / "stories" / SLUG / "statements.csv", "statement-one", date_words="on 4 May")


def spoil_figure(data: Path) -> None:
    path = data / "stories" / SLUG / "figures.csv"
    path.write_text(path.read_text().replace("An almanac", ""))


def spoil_story(data: Path) -> None:
    (data / "stories" / SLUG / "story.json").write_text("{")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_ring, "areas.geojson: area-one: geometry: has rings against the right-hand rule"),
        (spoil_null, "land.geojson: land-one: geometry: is null"),
        (spoil_stray, "stray.geojson: no usable record"),
        (spoil_hash, "land.geojson"),
        (spoil_package, "datapackage.json"),
        (spoil_share, "excerpts.json"),
        (spoil_words, "statements.csv: statement-one: date_words"),
        (spoil_figure, "figures.csv: line 2"),
        (spoil_story, "story.json"),
    ],
)
def test_each_fault_is_one_line_and_exit_status_1(
    data: Path, capsys: pytest.CaptureFixture[str], spoil: Any, said: str
) -> None:
    """One fault, one line: file, record, field, problem and how to mend it."""
    spoil(data)
    status, lines = run(data, capsys)
    assert status == 1
    assert len(lines) == 1, lines
    assert said in lines[0]
    assert lines[0].count(". ") >= 1


def test_the_wrong_text_is_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that is not the article's fails by its hash and by each excerpt."""
    text = tmp_path / "article.txt"
    text.write_bytes(TEXT.replace("Aville", "Cville").encode())
    status, lines = run(data, capsys, "--article", str(text))
    assert status == 1
    assert "sha256" in lines[0]
    assert any("x-two" in line for line in lines)


def test_a_text_that_is_not_there_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing article file is one line, not a traceback."""
    status, lines = run(data, capsys, "--article", "nowhere.txt")
    assert (status, len(lines)) == (1, 1)
    assert "nowhere.txt" in lines[0]


def test_words_of_the_article_outside_excerpts_are_found(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A note that quotes the article at length is found when the text is at hand."""
    text = tmp_path / "article.txt"
    text.write_bytes(TEXT.encode())
    hidden = TEXT[TEXT.index(". Bburg") : TEXT.index("\nDelayed") + 20]
    edit_json(data / "stories" / SLUG / "story.json", lambda facts: facts.update(summary=f"So: {hidden}"))
    status, lines = run(data, capsys, "--article", str(text))
    assert status == 1
    assert "story.json: holds words of the article" in lines[0]


def test_what_is_shipped_is_good(capsys: pytest.CaptureFixture[str]) -> None:
    """The bundled data has no problem at all, and the command says how much it looked at."""
    status = main([])
    shown = capsys.readouterr()
    assert shown.err == ""
    assert status == 0
    assert "31 excerpts" in shown.out

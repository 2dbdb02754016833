"""A table is read row by row; a bad row is named, the others stay."""

from pathlib import Path

import pytest

from geo.errors import StoryError
from geo.tables import read_table

COLUMNS = ("id", "name")


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_come_in_order_with_their_words_untouched(tmp_path: Path, encoding: str) -> None:
    """Armenian, Azerbaijani, quotes and commas come through, with or without a byte order mark."""
    path = write(tmp_path / "t.csv", 'id,name\nb,"Xankəndi, ""Ստեփանակերտ"""\na,=1+1\n', encoding)
    rows, problems = read_table(path, COLUMNS)
    assert rows == [{"id": "b", "name": 'Xankəndi, "Ստեփանակերտ"'}, {"id": "a", "name": "=1+1"}]
    assert problems == []


@pytest.mark.parametrize(
    ("line", "said"), [("A!,x", "a-z, 0-9"), ("a,x,y", "fields"), ("b", "fields"), ("good,x", "taken")]
)
def test_a_bad_row_is_named_by_line(tmp_path: Path, line: str, said: str) -> None:
    """A bad id, too many or few fields, an id taken: the line is named and left out."""
    rows, problems = read_table(write(tmp_path / "t.csv", f"id,name\ngood,x\n{line}\nlast,x\n"), COLUMNS)
    assert [row["id"] for row in rows] == ["good", "last"]
    assert "t.csv: line 3" in str(problems[0])
    assert said in str(problems[0])


@pytest.mark.parametrize(("text", "said"), [("id,label\na,x\n", "name"), ("", "id, name"), ('id,name\na,"x', "table")])
def test_a_table_that_cannot_be_read_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    """A missing column, an empty file, an open quote: the file is named and what it lacks."""
    with pytest.raises(StoryError, match=r"t\.csv") as refused:
        read_table(write(tmp_path / "t.csv", text), COLUMNS)
    assert said in str(refused.value)


def test_a_table_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    """Latin-1 or UTF-16 is refused with the advice to save as UTF-8."""
    for encoding in ("latin-1", "utf-16"):
        with pytest.raises(StoryError, match="UTF-8"):
            read_table(write(tmp_path / "t.csv", "id,name\na,é\n", encoding), COLUMNS)

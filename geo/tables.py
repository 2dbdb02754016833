"""A CSV table of records with an id → rows of text. Every row that cannot be read is named."""

import csv
from pathlib import Path

from geo.catalog import ID
from geo.errors import GeoError, StoryError

Row = dict[str, str]


def read_table(path: Path, columns: tuple[str, ...]) -> tuple[list[Row], list[GeoError]]:
    """The good rows of a table, in their order, and a problem for each that is left out.

    The table must have all `columns`, the first of them being the id; raises StoryError if it cannot be read.
    """
    rows = read_rows(path, columns)
    good: list[Row] = []
    problems: list[GeoError] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        fault = _fault(row, columns, seen)
        if fault:
            where = f"{path.name}: line {number} ({row.get(columns[0])})"
            problems.append(StoryError(fault, where, "It is left out: mend the line"))
        else:
            seen.add(row[columns[0]])
            good.append(row)
    return good, problems


def read_rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """All rows of a table that has these columns; raises StoryError if it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            rows = list(reader)
    except FileNotFoundError as error:
        raise StoryError("there is no such file", path.name, "Restore the table") from error
    except (OSError, ValueError, csv.Error) as error:
        mend = "Save the table as CSV in UTF-8"
        raise StoryError(f"cannot be read as a table ({error})", path.name, mend) from error
    if missing:
        raise StoryError(f"has no column {', '.join(missing)}", path.name, "Restore its heading")
    return rows


def _fault(row: Row, columns: tuple[str, ...], seen: set[str]) -> str:
    if None in row or any(row[column] is None for column in columns):
        return "has more or fewer fields than the heading"
    row_id = row[columns[0]]
    if not ID.fullmatch(row_id):
        return f'{columns[0]} "{row_id}" must be made of a-z, 0-9 and -'
    return "this id is taken by an earlier line" if row_id in seen else ""

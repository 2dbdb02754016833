"""CSV that no spreadsheet takes for a formula: one layer a file, geometry as WKT.

UTF-8 with a byte order mark (Excel reads Armenian only so), RFC 4180: comma, quotes, CRLF.

A text that begins with one of = + - @ TAB CR LF, or with an apostrophe, gets an apostrophe in front; nothing else
does. So whoever reads the file takes one apostrophe off each text that begins with one, and has the text again.
Numbers stay numbers: a negative longitude is not a formula.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from shapely import to_wkt
from shapely.geometry.base import BaseGeometry

from geo.formats.table import Collection, columns, flat_values, shapes

GUARD = "'"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GEOMETRY = "WKT"


def guarded(text: str) -> str:
    """The text as a cell that is never a formula."""
    return GUARD + text if text.startswith((GUARD, *FORMULA)) else text


def unguarded(cell: str) -> str:
    """The text of a guarded cell."""
    return cell.removeprefix(GUARD)


def comma_separated(collections: Sequence[Collection]) -> bytes:
    """One layer as a table; the last column is the geometry as WKT, empty for a thing without a place."""
    collection = collections[0]
    table = columns(collection)
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow([*(guarded(column.name) for column in table), GEOMETRY])
    cells = [[_cell(value) for value in flat_values(collection, column)] for column in table]
    writer.writerows(zip(*cells, _wkt(shapes(collection)), strict=True))
    return held.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _wkt(geometries: list[BaseGeometry | None]) -> list[str]:
    texts = to_wkt(np.array(geometries, dtype=object), rounding_precision=-1)
    return ["" if one is None else str(one) for one in texts]

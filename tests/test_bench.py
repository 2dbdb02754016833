"""The bench's own arithmetic and writing; what it measures is no test."""

from pathlib import Path

import pytest

from geo.errors import GeoError
from tests.bench.report import BEGIN, END, Measured, put_into, rows, table
from tests.bench.sessions import Memory
from tests.bench.traffic import Bytes
from tests.bench.visits import Interaction, Visits


def measured(took_ms: float, moving: int = 0) -> Measured:
    """A page whose every interaction took so long."""
    each = Interaction([took_ms] * 3, [100, 200, 300], [1.0, 2.0, 3.0])
    visits = Visits(cold_ms=2000, first_ms=[900, 1000, 1100], click=each, step=each, moving=Bytes(down=moving))
    return Measured(visits, Memory(100, {1: 110.0, 10: 120.0, 30: 130.0}), start_s=1.0)


@pytest.mark.parametrize(("app_ms", "plain_ms", "met"), [(40, 400, True), (40, 399, False), (50, 5000, False)])
def test_a_target_is_met_only_if_both_its_halves_are(app_ms: float, plain_ms: float, met: bool) -> None:
    """Click and step must be under 50 ms and at least ten times faster than the plain page."""
    lines = {row.figure: row for row in rows(measured(app_ms), measured(plain_ms), [900.0])}
    assert lines["Click to excerpt"].met is met
    assert lines["One date step"].met is met


def test_first_features_are_held_against_the_bare_page() -> None:
    """1,000 ms beside a bare page of 800 ms is just within 1.25 times; beside 799 ms it is not."""
    for bare, met in ((800.0, True), (799.0, False)):
        assert rows(measured(40), measured(400), [bare])[0].met is met


def test_a_byte_during_a_drag_is_told() -> None:
    """Whatever goes over the wire while a handle moves misses the target, in bold."""
    row = next(r for r in rows(measured(40, moving=1), measured(400), [900.0]) if "dragged" in r.figure)
    assert "**not met**" in str(row)


def test_the_readme_gets_the_table_between_its_marks(tmp_path: Path) -> None:
    """The block is replaced, what stands around it stays; without the marks nothing is written."""
    readme = tmp_path / "README.md"
    readme.write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", encoding="utf-8")
    put_into(readme, table(rows(measured(40), measured(400), [900.0]), "How."))
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"Before\n{BEGIN}\n| figure")
    assert text.endswith(f"How.\n{END}\nAfter\n")
    assert "old" not in text
    readme.write_text("no marks", encoding="utf-8")
    with pytest.raises(GeoError, match="marks"):
        put_into(readme, "x")
    assert readme.read_text(encoding="utf-8") == "no marks"

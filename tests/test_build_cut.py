"""The area left follows from who held which place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from geo.build import cut
from geo.build.cut import Place
from geo.errors import BuildError

DAY = date(2021, 6, 1)


def _place(x: float, y: float, held: bool, lost: date | None = None) -> Place:
    return Place(f"{x} {y}", Point(x, y), held, lost)


LATTICE = st.lists(
    st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.booleans()),
    min_size=4,
    max_size=25,
    unique_by=lambda place: place[:2],
)


@given(LATTICE)
def test_the_cut_separates_the_sides(spots: list[tuple[int, int, bool]]) -> None:
    """Wherever places 4 km or more apart lie, each ends up on the side that held it."""
    within = box(-30_000, -30_000, 30_000, 30_000)
    places = [_place(4000 * x, 4000 * y, held) for x, y, held in spots]
    area = cut.held_area(within, places, DAY)
    assert cut.misplaced(area, within, places, DAY) == []
    assert area.difference(within).is_empty


def test_the_edge_runs_half_way_between_two_sides() -> None:
    """Between one place of each side the edge is equally far from both."""
    within = box(0, 0, 40_000, 20_000)
    places = [_place(10_000, y, True) for y in (5_000, 15_000)] + [_place(30_000, y, False) for y in (5_000, 15_000)]
    assert cut.held_area(within, places, DAY).symmetric_difference(box(0, 0, 20_000, 20_000)).area < 1e5


def test_a_lost_place_takes_its_land_away_on_its_day() -> None:
    """The area shrinks on the day a place is lost, not before."""
    within = box(0, 0, 40_000, 20_000)
    lost = date(2022, 3, 24)
    places = [_place(10_000, 5_000, True), _place(10_000, 15_000, True, lost), _place(30_000, 10_000, False)]
    before = cut.held_area(within, places, date(2022, 3, 23))
    after = cut.held_area(within, places, lost)
    assert before.covers(Point(10_000, 15_000))
    assert not after.covers(Point(10_000, 15_000))
    assert after.area < before.area


def test_opposite_places_too_close_for_the_rounding_are_named() -> None:
    """If rounding the corners would swallow a place, the build stops and names it."""
    within = box(0, 0, 40_000, 40_000)
    ring = [(x, y) for x in (19_000, 20_000, 21_000) for y in (19_000, 20_000, 21_000)]
    places = [_place(x, y, (x, y) == (20_000, 20_000)) for x, y in ring]
    with pytest.raises(BuildError, match="20000 20000 is on the wrong side"):
        cut.held_area(within, places, DAY)

"""Two made-up countries with an exclave, a lake and one border."""

from datetime import date

import pytest
import shapely
from shapely import MultiPolygon, Polygon, box

from geo.build import outlines

DAY = date(2021, 6, 1)


def test_an_exclave_belongs_to_its_own_country_only() -> None:
    """Land counted twice in the source goes to the country whose separate part it is; lakes are filled."""
    west = Polygon(
        box(0, 0, 50_000, 50_000).exterior,
        [box(10_000, 10_000, 12_000, 12_000).exterior],
    )
    exclave = box(60_000, 20_000, 65_000, 25_000)
    east = box(50_000, 0, 100_000, 50_000)
    found = outlines.separated(MultiPolygon([west, exclave]), east)
    assert found["ARM"].covers(exclave)
    assert found["ARM"].intersection(found["AZE"]).area == 0
    assert found["ARM"].union(found["AZE"]).area == pytest.approx(100_000 * 50_000)


def test_the_common_border_stays_one_line_when_thinned() -> None:
    """After thinning, the two countries neither overlap nor leave a gap."""
    border = [(50_000 + 90 * (i % 2), 500 * i) for i in range(101)]
    west = Polygon([(0, 0), *border, (0, 50_000)])
    east = box(0, 0, 100_000, 50_000).difference(west)
    thin = outlines.simplified({"ARM": west, "AZE": east})
    assert shapely.get_num_coordinates(thin["ARM"]) < 50
    assert shapely.coverage_is_valid(list(thin.values()))
    assert thin["ARM"].union(thin["AZE"]).area == pytest.approx(100_000 * 50_000)

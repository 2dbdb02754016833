"""Zones and corridor on made-up ground."""

from datetime import date

import pytest
from shapely import LineString, MultiPolygon, Point, box

from geo.build import peacekeepers

DAY = date(2021, 6, 1)


def test_zones_share_the_area_along_the_divider() -> None:
    """North and South together are the area, do not overlap, and North lies north."""
    area = MultiPolygon([box(0, 0, 10_000, 10_000), box(12_000, 6_000, 14_000, 9_000)])
    zones = peacekeepers.zones(area, LineString([(4_000, 5_000), (6_000, 5_500)]))
    north, south = zones["zone-north"], zones["zone-south"]
    assert north.intersection(south).area == 0
    assert north.union(south).symmetric_difference(area).area < 1
    assert north.covers(Point(13_000, 7_000))
    assert south.covers(Point(5_000, 1_000))


def test_the_corridor_is_five_kilometres_wide_and_stays_in_the_country() -> None:
    """Across the road it measures 5,000 m; beyond the border there is nothing."""
    road = LineString([(0, 0), (20_000, 0)])
    country = box(5_000, -50_000, 50_000, 50_000)
    corridor = peacekeepers.corridor(road, country)
    across = corridor.intersection(LineString([(12_000, -9_000), (12_000, 9_000)]))
    assert across.length == pytest.approx(5_000)
    assert country.covers(corridor)

"""Planar geometry in metres and the way back to RFC 7946."""

from datetime import date

import pytest
from shapely import LineString, MultiPolygon, Polygon, box

from geo.build import shapes

DAY = date(2021, 6, 1)


def test_metres_and_degrees_are_inverse() -> None:
    """To EPSG:32638 and back moves nothing by more than a millimetre; a degree of latitude is 111 km."""
    line = LineString([(46.75, 39.0), (46.75, 40.0)])
    assert shapes.to_degrees(shapes.to_metres(line)).equals_exact(line, 1e-8)
    assert shapes.to_metres(line).length == pytest.approx(111_000, rel=0.002)


def test_geojson_follows_rfc_7946() -> None:
    """Exterior rings run counter-clockwise, holes clockwise, and coordinates have five decimals."""
    shape = Polygon([(0, 0), (0, 3.1234567), (3, 3), (3, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    written = shapes.geojson(shape)
    outer, hole = written["coordinates"]
    assert written["type"] == "Polygon"
    assert Polygon(outer).exterior.is_ccw
    assert not Polygon(hole).exterior.is_ccw
    assert [0.0, 3.12346] in outer


def test_parts_are_written_largest_first() -> None:
    """The order of parts does not depend on the order in which they were made."""
    small, large = box(0, 0, 1, 1), box(5, 5, 9, 9)
    assert shapes.geojson(MultiPolygon([small, large])) == shapes.geojson(MultiPolygon([large, small]))


def test_slivers_go_and_the_rest_keeps_its_corners() -> None:
    """A spur narrower than the width is cut off; the square it hangs on is unchanged."""
    square, spur = box(0, 0, 1000, 1000), box(1000, 500, 3000, 510)
    kept = shapes.without_slivers(square.union(spur), 100)
    assert kept.intersection(box(1200, 0, 3000, 1000)).is_empty
    assert kept.covers(square)


def test_a_gap_goes_to_the_neighbour_with_the_longer_edge() -> None:
    """A gap between two areas is given whole to one of them."""
    west, east, gap = box(0, 0, 10, 10), box(12, 4, 20, 6), box(10, 0, 12, 10)
    given_to = shapes.share_out([gap], {"west": west, "east": east})
    assert given_to["west"].area == pytest.approx(120)
    assert given_to["east"].area == pytest.approx(16)


@pytest.mark.parametrize(("largest", "holes"), [(float("inf"), 0), (2, 1)])
def test_holes_are_filled_up_to_a_size(largest: float, holes: int) -> None:
    """Only holes up to the given area are closed."""
    ring = box(0, 0, 9, 9).difference(box(1, 1, 2, 2)).difference(box(4, 4, 8, 8))
    (left,) = shapes.polygons(shapes.filled(ring, largest))
    assert len(left.interiors) == holes

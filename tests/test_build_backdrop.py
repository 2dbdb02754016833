"""Land and borders on made-up ground."""

from datetime import date

from shapely import LineString, Point, Polygon, box

from geo.build import backdrop

DAY = date(2021, 6, 1)


def test_the_backdrop_takes_our_outline_and_leaves_no_gap() -> None:
    """Where the neighbours' border lies off ours, the seam is closed; on the coast ours alone counts."""
    neighbour = box(42, 40, 45, 42)
    theirs, ours = box(45, 40, 47, 42), box(45.02, 40, 46.95, 42)
    whole = backdrop.land({"Georgia": neighbour, "Armenia": theirs, "Azerbaijan": Polygon()}, ours)
    assert whole.covers(Point(45.01, 41))
    assert not whole.covers(Point(46.97, 41))
    assert isinstance(whole, Polygon)
    assert len(whole.interiors) == 0


def test_borders_of_our_two_countries_and_unrecognised_lines_are_left_out() -> None:
    """Armenia's and Azerbaijan's borders come from elsewhere; the line across the Crimean isthmus is none."""
    line = [LineString([(44, 42), (45, 42.5)])]
    shared = {
        frozenset(("Georgia", "Russia")): line,
        frozenset(("Georgia", "Armenia")): [LineString([(44, 41), (45, 41)])],
        frozenset(("Russia", "Ukraine")): [LineString([(33.6, 46.1), (34.5, 46.0)])],
    }
    assert backdrop.borders(shared, box(46, 39, 47, 40)).equals(line[0])


def test_no_contested_line_is_drawn_in_the_world() -> None:
    """A line whose state, or whose pair of states, is listed as contested is left out; any other stays."""
    line = [LineString([(70, 20), (71, 21)])]
    shared = {
        frozenset(("India", "Pakistan")): line,
        frozenset(("Jordan", "Israel")): line,
        frozenset(("France", "Spain")): [LineString([(0, 43), (1, 43)])],
    }
    assert backdrop.world_borders(shared).equals(LineString([(0, 43), (1, 43)]))

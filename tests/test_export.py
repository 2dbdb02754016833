"""What is downloaded is RFC 7946, says whose it is, and holds what the screen shows."""

import hashlib
import io
import json
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, MultiPolygon, Polygon, box, mapping, shape

from geo.errors import StoryError
from geo.export import archive, is_in, layer_collection, layer_geojson, right_handed, when
from geo.story import DATA, Story, open_story
from geo.timespan import Window, parse_edtf
from tests.made import SLUG, feature, package

DAYS = st.dates(date(1980, 1, 1), date(2030, 12, 31))
COORDINATES = st.tuples(st.floats(-180, 180).map(lambda x: round(x, 5)), st.floats(-90, 90).map(lambda y: round(y, 5)))


def doubled_area(ring: list[list[float]]) -> float:
    """Twice the signed area by the shoelace rule: positive if counter-clockwise."""
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) * -1


def as_json(geometry: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(mapping(geometry)))
    return found


@given(st.lists(COORDINATES, min_size=3, max_size=12), st.booleans())
@settings(deadline=None)
def test_any_polygon_leaves_with_its_ring_counter_clockwise(points: Any, turned: bool) -> None:
    """Whatever way a ring came in, it goes out by the right-hand rule, with the same positions."""
    hull = MultiPoint(points).convex_hull
    if not isinstance(hull, Polygon) or hull.area < 1e-6:
        return
    given_ring = hull.exterior.coords[::-1] if turned else hull.exterior.coords
    geometry = right_handed(as_json(Polygon(given_ring)))
    assert geometry is not None
    ring = geometry["coordinates"][0]
    assert doubled_area(ring) > 0
    assert ring[0] == ring[-1]
    assert {tuple(position) for position in ring} == set(hull.exterior.coords)


@given(st.lists(st.tuples(st.integers(-17, 16), st.integers(-8, 7), st.booleans()), min_size=1, max_size=6))
@settings(deadline=None)
def test_holes_leave_clockwise(cells: list[tuple[int, int, bool]]) -> None:
    """Exterior rings counter-clockwise, holes clockwise, in polygons of any number of parts."""
    parts = []
    for x, y, turned in {(x, y): (x, y, t) for x, y, t in cells}.values():
        shell = box(x * 10 + 1, y * 10 + 1, x * 10 + 9, y * 10 + 9)
        hole = box(x * 10 + 3, y * 10 + 3, x * 10 + 5, y * 10 + 5)
        rings = [ring.exterior.coords[::-1] if turned else ring.exterior.coords for ring in (shell, hole)]
        parts.append(Polygon(rings[0], [rings[1]]))
    geometry = right_handed(as_json(MultiPolygon(parts)))
    assert geometry is not None
    assert len(geometry["coordinates"]) == len(parts)
    for exterior, hole in geometry["coordinates"]:
        assert doubled_area(exterior) > 0 > doubled_area(hole)


@pytest.mark.parametrize("geometry", [None, {"type": "Point", "coordinates": [1, 2]}])
def test_what_has_no_rings_leaves_as_it_came(geometry: Any) -> None:
    """A point, and a thing without a place, are not touched."""
    assert right_handed(geometry) == geometry


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2023-09-20", {"start": {"in": "2023-09-20"}, "end": {"in": "2023-09-20"}}),
        ("1988~/2023-09-20", {"start": {"in": "1988"}, "end": {"in": "2023-09-20"}}),
        ("2020/..", {"start": {"in": "2020"}, "end": {"earliest": "2020"}}),
        ("../1991", {"start": {"latest": "1991"}, "end": {"in": "1991"}}),
    ],
)
def test_when_is_linked_places(edtf: str, expected: Any) -> None:
    """Start and end are both said, an open end as the earliest it can be: none at all means otherwise."""
    assert when(parse_edtf(edtf)) == expected


def test_a_collection_has_sources_and_licence_inside(story: Story) -> None:
    """A file that travels alone still says whose it is, how exact, and how many features were left out."""
    found = layer_collection(story, "areas", None)
    assert "crs" not in found
    assert found["name"] == "areas"
    told = found["metadata"]
    assert told["licenses"][0]["name"] == "CC0-1.0"
    assert told["sources"] == [{"title": "us"}]
    assert told["worldview"] == "nobody's"
    assert told["article"]["publisher"] == "The Aville Post"
    assert told["window"] is None
    assert [one["id"] for one in told["excerpts"]] == ["x-one"]
    assert found["features"][0]["id"] == found["features"][0]["properties"]["feature_id"] == "area-one"
    assert found["features"][0]["when"] == {"timespans": [{"start": {"in": "2001"}, "end": {"in": "2003"}}]}


def test_the_window_leaves_out_what_is_not_there(story: Story) -> None:
    """Only features that share a day with the window are in, and the file says which days."""
    early = layer_collection(story, "others", Window(date(2004, 1, 1), date(2004, 12, 31)))
    late = layer_collection(story, "others", Window(date(2004, 1, 1), date(2005, 1, 1)))
    assert (len(early["features"]), len(late["features"])) == (0, 1)
    assert early["metadata"]["features"] == {"here": 0, "in_layer": 1}
    assert late["metadata"]["window"] == {"from": "2004-01-01", "to": "2005-01-01"}


@given(DAYS, DAYS)
@settings(deadline=None)
def test_the_count_downloaded_is_the_count_on_the_screen(bundled: Story, a: date, b: date) -> None:
    """The download's filter and the spans given to the reader agree in any window."""
    window = Window(min(a, b), max(a, b))
    first, last = str(window.start), str(window.end)
    shown = {
        one["id"]
        for one in bundled.payload()["features"]
        if any((s is None or s <= last) and (e is None or e >= first) for s, e in one["spans"])
    }
    kept = {one["id"] for layer in bundled.layers for one in bundled.features(layer.id) if is_in(one, window)}
    assert kept == shown


def test_an_unknown_layer_cannot_be_downloaded(story: Story) -> None:
    """Asking for what does not exist names what does."""
    with pytest.raises(StoryError, match="areas"):
        layer_geojson(story, "arias", None)


def test_the_archive_holds_a_file_a_layer_and_its_papers(story: Story) -> None:
    """Every layer is a file of its own with its hash in the data package; licences are never mixed."""
    pack = zipfile.ZipFile(io.BytesIO(archive(story, ["areas", "article-places"], None)))
    papers = ["datapackage.json", "README.txt", "LICENCES.txt"]
    assert pack.namelist() == ["areas.geojson", "article-places.geojson", *papers]
    for resource in json.loads(pack.read("datapackage.json"))["resources"]:
        content = pack.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert "CC0-1.0" in pack.read("LICENCES.txt").decode()
    assert "The fair at Aville" in pack.read("README.txt").decode()


def test_the_archive_is_the_same_bytes_on_any_day(story: Story, data: Path) -> None:
    """Two archives of the same data are the same file."""
    ids = [layer.id for layer in story.layers]
    window = Window(date(2001, 1, 1), date(2002, 1, 1))
    assert archive(story, ids, window) == archive(open_story(SLUG, data), reversed(ids), window)


def test_an_archive_of_nothing_is_still_an_archive(story: Story) -> None:
    """No layers: the papers alone."""
    assert len(zipfile.ZipFile(io.BytesIO(archive(story, [], None))).namelist()) == 3


def test_a_download_opens_in_gdal_with_what_was_in_it(data: Path, tmp_path: Path) -> None:
    """GDAL reads the file back: ids, names in four scripts, outlines, and no reference system but WGS 84."""
    import geopandas  # type: ignore[import-untyped]

    one = feature(name_az="Xankəndi", name_hy="Ստեփանակերտ", name_ru="Степанакерт", note='quotes "and"\nlines')
    package(data / "boundaries", {"areas": [one]})
    path = tmp_path / "areas.geojson"
    path.write_bytes(layer_geojson(open_story(SLUG, data), "areas", None))
    frame = geopandas.read_file(path)
    row = frame.iloc[0]
    assert frame.crs == "EPSG:4326"
    assert (row["feature_id"], row["name_hy"], row["note"]) == (
        "area-one",
        "Ստեփանակերտ",
        'quotes "and"\nlines It is named.',
    )
    assert row.geometry.equals(shape(one["geometry"]))


LAYERS = [layer.id for layer in open_story("nagorno-karabakh-2023", DATA).layers]


@pytest.mark.parametrize("layer_id", LAYERS)
def test_every_shipped_layer_is_exported_whole(bundled: Story, layer_id: str) -> None:
    """Every layer: strict JSON, no crs, unique ids, right-hand rings, dates and sources on each feature."""
    found = json.loads(layer_geojson(bundled, layer_id, None), parse_constant=pytest.fail)
    assert "crs" not in found
    assert found["metadata"]["sources"]
    assert found["metadata"]["licenses"]
    ids = [one["id"] for one in found["features"]]
    assert len(ids) == len(set(ids)) == len(bundled.features(layer_id)) > 0
    for one in found["features"]:
        assert one["when"]["timespans"]
        assert one["properties"]["sources"]
        geometry = one["geometry"]
        if geometry and "Polygon" in geometry["type"]:
            polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            for exterior, *holes in polygons:
                assert doubled_area(exterior) > 0
                assert all(doubled_area(hole) < 0 for hole in holes)

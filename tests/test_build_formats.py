"""The unusual formats, each written by hand and read back."""

import json
import sqlite3
import struct
from datetime import date

import pytest
import shapely
from shapely import LineString, Polygon, box

from geo.build import formats

DAY = date(2021, 6, 1)


def _echarts_ring(points: list[tuple[float, float]]) -> tuple[str, list[int]]:
    units = [(round(x * 1024), round(y * 1024)) for x, y in points]
    offset, text, last = list(units[0]), "", units[0]
    for unit in units:
        for delta in (unit[0] - last[0], unit[1] - last[1]):
            text += chr((delta << 1 ^ delta >> 31) + 64)
        last = unit
    return text, offset


def test_echarts_regions_are_decoded() -> None:
    """A ring written as characters comes back within half a unit of 1/1024 degree."""
    corners = [(46.0, 40.0), (46.5, 40.0), (46.5, 39.5), (46.0, 39.5), (46.0, 40.0)]
    text, offset = _echarts_ring(corners)
    feature = {
        "properties": {"name": "A"},
        "geometry": {"type": "Polygon", "coordinates": [text], "encodeOffsets": [offset]},
    }
    region = formats.echarts(json.dumps({"features": [feature]}).encode())["A"]
    assert region.symmetric_difference(Polygon(corners)).area < 1e-9


def test_a_topology_gives_countries_and_the_lines_they_share() -> None:
    """Two squares side by side share exactly the edge between them."""
    topo = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "East"}},
                ]
            }
        },
    }
    countries, shared = formats.topology(json.dumps(topo).encode())
    assert {name: shape.area for name, shape in countries.items()} == {"West": 1, "East": 1}
    assert [line.wkt for line in shared[frozenset(("West", "East"))]] == ["LINESTRING (1 0, 1 1)"]


@pytest.mark.parametrize(("flag", "envelope"), [(0, 0), (1, 32)])
def test_geopackage_lines_are_read_by_name(flag: int, envelope: int) -> None:
    """Only rows of that name are taken, whatever envelope the header carries."""
    line = LineString([(46, 39), (47, 40)])
    blob = b"GP\0" + bytes([1 | flag << 1]) + b"\0" * (4 + envelope) + shapely.to_wkb(line)
    database = sqlite3.connect(":memory:")
    database.execute("create table lines (fid integer primary key, geom blob, name text)")
    database.executemany("insert into lines (geom, name) values (?, ?)", [(blob, "ours"), (blob, "other")])
    database.commit()
    assert formats.geopackage_lines(database.serialize(), "lines", "ours") == [line]


def test_rivers_outside_the_box_are_left_out() -> None:
    """A river is kept, under its number in the file, if one of its points lies in the box."""
    near, far = [(46.0, 40.0), (46.5, 40.5)], [(10.0, 40.0), (11.0, 40.0)]
    data = struct.pack("<8f", *[value for line in (far, near) for point in line for value in point])
    meta = b"-1 -1 2 40.0 40.0 0 16 0\n-1 -1 2 40.0 40.5 16 16 1\n"
    assert formats.gshhg_lines(meta, data, (41, 37, 51, 43)) == {1: LineString(near)}


def _shp_head(words: int) -> bytes:
    return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words)


def test_a_shapefile_without_a_table_is_read() -> None:
    """Outlines alone, without the .dbf that would name them, are enough."""
    ring = struct.pack("<10d", 0, 0, 0, 1, 1, 1, 1, 0, 0, 0)
    record = struct.pack("<i4d3i", 5, 0, 0, 1, 1, 1, 5, 0) + ring
    rest = struct.pack("<2i8d", 1000, 5, 0, 0, 1, 1, 0, 0, 0, 0)
    body = struct.pack(">2i", 1, len(record) // 2) + record
    shp = _shp_head((100 + len(body)) // 2) + rest + body
    shx = _shp_head(54) + rest + struct.pack(">2i", 50, len(record) // 2)
    (shape,) = formats.shapefile_shapes(shp, shx)
    assert shape.equals(box(0, 0, 1, 1))


def test_a_ring_across_the_antimeridian_becomes_two_parts_at_its_sides() -> None:
    """Land from 170° to -170° is no band around the earth."""
    ring = [(170.0, 60.0), (-170.0, 60.0), (-170.0, 65.0), (170.0, 65.0), (170.0, 60.0)]
    parts = formats._on_the_map(formats._polygon([formats._unwrapped(ring)]))
    assert sorted(part.bounds for part in parts) == [(-180, 60, -170, 65), (170, 60, 180, 65)]


def test_a_ring_around_the_pole_reaches_it() -> None:
    """Antarctica's outline never comes back to where it began; its land does not end at 180°."""
    ring = [(float(lon), -70.0) for lon in (-180, -90, 0, 90, 180)]
    (land,) = formats._on_the_map(formats._polygon([formats._unwrapped([*ring, (-90.0, -70.0), ring[0]])]))
    assert land.bounds == (-180, -90, 180, -70)

"""The unusual formats: ECharts' UTF8Encoding, TopoJSON, GeoPackage, GSHHG rivers, shapefiles without a table.

Each function takes bytes and gives shapely geometry in WGS 84 (EPSG:4326), longitude first.
"""

import io
import json
import sqlite3
import struct
import zipfile
from collections import defaultdict
from itertools import pairwise

import geopandas  # type: ignore[import-untyped]
import shapely
from shapely import LineString, MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geo.topology import Points, arc, ring

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def echarts(raw: bytes) -> dict[str, BaseGeometry]:
    """The regions of an ECharts map by name: coordinates are zigzag deltas of 1/1024 degree, as text."""
    regions = {}
    for feature in json.loads(raw)["features"]:
        shape = feature["geometry"]
        parts, offsets = shape["coordinates"], shape["encodeOffsets"]
        if shape["type"] == "Polygon":
            parts, offsets = [parts], [offsets]
        made = [
            _polygon([_echarts_ring(*ring) for ring in zip(*part, strict=True)])
            for part in zip(parts, offsets, strict=True)
        ]
        regions[feature["properties"]["name"]] = shapely.make_valid(MultiPolygon(made))
    return regions


def _echarts_ring(text: str, offset: list[int]) -> Points:
    x, y = offset
    ring = []
    for at in range(0, len(text), 2):
        dx, dy = (code >> 1 ^ -(code & 1) for code in (ord(text[at]) - 64, ord(text[at + 1]) - 64))
        x, y = x + dx, y + dy
        ring.append((x / 1024, y / 1024))
    return ring


def topology(raw: bytes) -> tuple[dict[str, BaseGeometry], dict[frozenset[str], list[LineString]]]:
    """A TopoJSON's countries by name, and the lines that two of them share."""
    topo = json.loads(raw)
    arcs = [arc(steps, topo["transform"]) for steps in topo["arcs"]]
    countries: dict[str, BaseGeometry] = {}
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in topo["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [[_unwrapped(ring(numbers, arcs.__getitem__)) for numbers in part] for part in parts]
        made = [_on_the_map(_polygon(part)) for part in rings]
        countries[name] = shapely.make_valid(MultiPolygon([p for part in made for p in part]))
        for index in (index for part in parts for numbers in part for index in numbers):
            owners[~index if index < 0 else index].add(name)
    shared: dict[frozenset[str], list[LineString]] = defaultdict(list)
    for number, names in sorted(owners.items()):
        if len(names) == 2:
            shared[frozenset(names)].append(LineString(arcs[number]))
    return countries, shared


def _unwrapped(ring: Points) -> Points:
    """A ring without the leap from 180° to -180°; one around a pole is closed along it."""
    turned, turns = ring[:1], 0
    for (before, _), (x, y) in pairwise(ring):
        turns += (before - x > 180) - (x - before > 180)
        turned.append((x + 360 * turns, y))
    if turns:
        pole = 90.0 if turned[0][1] > 0 else -90.0
        turned += [(turned[-1][0], pole), (turned[0][0], pole), turned[0]]
    return turned


def _on_the_map(shape: Polygon) -> list[Polygon]:
    """The parts of an unwrapped polygon, each between 180° west and 180° east."""
    parts: list[Polygon] = []
    for turn in (-1, 0, 1):
        strip = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        here = shapely.make_valid(shape).intersection(strip)
        parts += [
            part
            for part in shapely.get_parts(translate(here, -360 * turn))
            if part.geom_type == "Polygon" and not part.is_empty
        ]
    return parts


def _polygon(rings: list[Points]) -> Polygon:
    """A polygon; rings that quantising shrank to nothing are dropped."""
    outer, *holes = rings
    return Polygon(outer, [hole for hole in holes if len(hole) > 3]) if len(outer) > 3 else Polygon()


def geopackage_lines(raw: bytes, table: str, name: str) -> list[BaseGeometry]:
    """The geometries of a GeoPackage table whose column `name` has this value, in the table's order."""
    return _geometries(raw, f'select geom from "{table}" where name = ? order by fid', name)  # noqa: S608


def geopackage_shapes(raw: bytes, table: str) -> list[BaseGeometry]:
    """All geometries of a GeoPackage table, in its order."""
    return _geometries(raw, f'select geom from "{table}" order by fid')  # noqa: S608


def _geometries(raw: bytes, query: str, *values: str) -> list[BaseGeometry]:
    database = sqlite3.connect(":memory:")
    database.deserialize(raw)
    return [shapely.from_wkb(_wkb(blob)) for (blob,) in database.execute(query, values)]


def _wkb(blob: bytes) -> bytes:
    """A GeoPackage geometry is a header (its length told by three bits of byte 3), then plain WKB."""
    return blob[8 + _ENVELOPE_BYTES[blob[3] >> 1 & 7] :]


def gshhg_lines(meta: bytes, data: bytes, box: tuple[float, float, float, float]) -> dict[int, LineString]:
    """GSHHG lines by their number in the file, those that touch box (west, south, east, north in degrees).

    A line of `meta`: level, area, points, south, north, offset, bytes, id; `data`: pairs of 32-bit floats.
    """
    west, south, east, north = box
    lines = {}
    for number, row in enumerate(meta.decode("ascii").splitlines()):
        fields = row.split()
        low, high, offset, size = float(fields[3]), float(fields[4]), int(fields[5]), int(fields[6])
        if high < south or low > north:
            continue
        values = struct.unpack(f"<{size // 4}f", data[offset : offset + size])
        points = list(zip(values[::2], values[1::2], strict=True))
        if any(west <= x <= east and south <= y <= north for x, y in points):
            lines[number] = LineString(points)
    return lines


def shapefile_shapes(shp: bytes, shx: bytes) -> list[BaseGeometry]:
    """The shapes of a shapefile that has no attribute table, in the file's order, null shapes left out."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("shapes.shp", shp)
        archive.writestr("shapes.shx", shx)
    frame = geopandas.read_file(io.BytesIO(zipped.getvalue()))
    return [shapely.make_valid(shape) for shape in frame.geometry if shape is not None]

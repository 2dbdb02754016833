"""Whatever is in a layer comes back from every format, but for what the format's line in LOSSES allows."""

import csv
import io
import json
import math
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pyogrio  # type: ignore[import-untyped]
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet  # type: ignore[import-untyped]
from shapely import from_wkb, from_wkt
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.export import layer_collection, right_handed
from geo.feature import Feature
from geo.formats import FORMATS, write
from geo.formats.shapefile import field_names
from geo.formats.sheet import unguarded
from geo.formats.table import Collection
from geo.story import open_story
from tests.made import SLUG, feature, story_data

Row = tuple[dict[str, Any], BaseGeometry | None]
Rows = dict[str, Row]

WORDS = (
    "",
    "=1+1",
    "-5 troops",
    "'quoted'",
    "Xankəndi",
    "Ստեփանակերտ",
    "Степанакерт",
    'a "b"\nc',
    "{{7*7}}",
    "ə" * 300,
)
TEXT = st.sampled_from(WORDS) | st.text(max_size=12)
DEGREES = st.integers(-1_700_000, 1_700_000).map(lambda number: number / 1e4)
NORTH = st.integers(-800_000, 800_000).map(lambda number: number / 1e4)
EXTRA = st.fixed_dictionaries(
    {
        "words": TEXT,
        "number": st.none() | st.floats(-1e6, 1e6).map(lambda number: round(number, 6)),
        "count": st.none() | st.integers(-(2**31), 2**31),
        "flag": st.booleans(),
        "several": st.lists(TEXT, max_size=3),
        "a_name_that_is_long": TEXT,
    }
)


def outlined(west: float, south: float) -> Any:
    hole = box(west + 0.2, south + 0.2, west + 0.4, south + 0.4)
    return box(west, south, west + 1, south + 1).difference(hole)


POINTS = st.tuples(DEGREES, NORTH).map(lambda at: {"type": "Point", "coordinates": list(at)})
LINES = st.lists(st.tuples(DEGREES, NORTH), min_size=2, max_size=5, unique=True).map(
    lambda line: {"type": "LineString", "coordinates": [list(at) for at in line]}
)
AREAS = st.tuples(DEGREES, NORTH).map(lambda at: right_handed(json.loads(json.dumps(mapping(outlined(*at))))))
GEOMETRIES = st.none() | POINTS | LINES | AREAS
ROWS = st.lists(st.tuples(GEOMETRIES, EXTRA), min_size=1, max_size=6)

# What may be lost. "nul": NUL is U+FFFD; "empty": an empty text is nothing; "lines": CR is LF; "controls": what XML
# cannot hold is U+FFFD; "cut": texts end at 254 bytes; "blanks": texts lose blanks at their ends; "points": the rest.
# A value may come back as its text (JSON for lists), and a day as its midnight: formats without types have no others.
LOSSES: dict[str, set[str]] = {
    "geojson": set(),
    "geojsonl": set(),
    "topojson": set(),
    "parquet": {"nul"},
    "gpkg": {"nul"},
    "fgb": {"nul"},
    "csv": {"nul", "empty"},
    "shp": {"nul", "empty", "cut", "blanks"},
    "kml": {"nul", "empty", "lines", "controls", "blanks"},
    "gpx": {"nul", "empty", "lines", "controls", "blanks", "points"},
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A made-up layer, whose features the tests replace."""
    data = tmp_path_factory.mktemp("data")
    story_data(data)
    return layer_collection(open_story(SLUG, data), "areas", None)


def made(template: Collection, rows: list[tuple[Any, dict[str, Any]]]) -> Collection:
    features = [
        feature(f"thing-{number}", geometry=geometry, **extra) | {"when": template["features"][0]["when"]}
        for number, (geometry, extra) in enumerate(rows)
    ]
    return {**template, "features": features}


def as_is(one: Feature) -> tuple[str, Row]:
    return one["id"], (one["properties"], shape(one["geometry"]) if one["geometry"] else None)


def from_geojson(content: bytes, _: Collection) -> Rows:
    return dict(map(as_is, json.loads(content)["features"]))


def from_lines(content: bytes, _: Collection) -> Rows:
    return dict(as_is(json.loads(line)) for line in content.splitlines())


def from_csv(content: bytes, _: Collection) -> Rows:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    found: Rows = {}
    for row in rows:
        wkt = row.pop("WKT")
        facts = {unguarded(name): unguarded(cell) for name, cell in row.items()}
        found[facts["feature_id"]] = facts, from_wkt(wkt) if wkt else None
    return found


def from_parquet(content: bytes, _: Collection) -> Rows:
    rows = parquet.read_table(io.BytesIO(content)).to_pylist()
    shapes = [row.pop("geometry") for row in rows]
    return {row["feature_id"]: (row, from_wkb(wkb) if wkb else None) for row, wkb in zip(rows, shapes, strict=True)}


def frame_rows(frame: Any, prefix: str = "") -> Rows:
    found: Rows = {}
    for row in frame.to_dict("records"):
        shaped = row.pop("geometry", None)
        facts = {name.removeprefix(prefix): value for name, value in row.items()}
        found[facts["feature_id"]] = facts, shaped
    return found


def opened(content: bytes, suffix: str, layer: str | None = None, prefix: str = "") -> Rows:
    """The file as GDAL reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{suffix}"
        path.write_bytes(content)
        return frame_rows(pyogrio.read_dataframe(path, layer=layer), prefix)


def from_topojson(content: bytes, collection: Collection) -> Rows:
    """Properties as they stand; outlines as GDAL joins them from the arcs."""
    objects = json.loads(content)["objects"]
    read = opened(content, "topojson") if any(one["geometry"] for one in collection["features"]) else {}
    found = {one["id"]: one["properties"] for one in objects[collection["name"]]["geometries"]}
    return {name: (facts, read[name][1] if name in read else None) for name, facts in found.items()}


def from_shapefiles(content: bytes, collection: Collection) -> Rows:
    names = {field: name for name, field in field_names(collection).items()}
    found: Rows = {}
    archive = zipfile.ZipFile(io.BytesIO(content))
    with tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        for path in sorted(Path(folder).glob("*.dbf")):
            shapes = path.with_suffix(".shp")
            found |= frame_rows(pyogrio.read_dataframe(shapes if shapes.exists() else path).rename(columns=names))
    return found


def from_kml(content: bytes, _: Collection) -> Rows:
    rows = opened(content, "kml")
    return {name: ({**facts, "name": facts["Name"]}, at) for name, (facts, at) in rows.items()}


def from_gpx(content: bytes, _: Collection) -> Rows:
    """Properties as the elements hold them, for GDAL guesses types and takes line ends out; positions as GDAL reads."""
    spaces = {"gpx": "http://www.topografix.com/GPX/1/1"}
    found: Rows = {}
    read = opened(content, "gpx", "waypoints", "ogr_")
    for point in fromstring(content).iterfind("gpx:wpt", spaces):
        facts = {one.tag.partition("}")[2]: one.text or "" for one in point.iterfind("gpx:extensions/*", spaces)}
        found[facts["feature_id"]] = facts, read[facts["feature_id"]][1]
    return found


READERS: dict[str, Callable[[bytes, Collection], Rows]] = {
    "geojson": from_geojson,
    "geojsonl": from_lines,
    "csv": from_csv,
    "parquet": from_parquet,
    "gpkg": lambda content, _: opened(content, "gpkg"),
    "fgb": lambda content, _: opened(content, "fgb"),
    "topojson": from_topojson,
    "shp": from_shapefiles,
    "kml": from_kml,
    "gpx": from_gpx,
}


def allowed(text: str, losses: set[str]) -> str:
    """The text as it may come back."""
    if "controls" in losses:
        text = "".join(one if one in "\t\n\r" or " " <= one < "\ufffe" or one > "\uffff" else "\ufffd" for one in text)
    if "nul" in losses:
        text = text.replace("\0", "\ufffd")
    if "lines" in losses:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if "blanks" in losses else text


def same(sent: Any, back: Any, losses: set[str]) -> bool:
    """Whether a value came back."""
    if back is pandas.NaT or (isinstance(back, float) and math.isnan(back)):
        back = None
    if sent is None or (sent == "" and "empty" in losses):
        return back is None or back == ""
    if isinstance(sent, bool):
        return back in (sent, str(sent).lower())
    if isinstance(sent, list | dict):
        if isinstance(back, list):
            return bool(back == [allowed(one, losses) for one in sent])
        if "cut" in losses and back and back.endswith("…"):
            return True
        pairs = zip(json.loads(back), sent, strict=True)
        return all(one in (words, allowed(words, losses & {"nul"}), allowed(words, losses)) for one, words in pairs)
    if isinstance(sent, str):
        wanted = allowed(sent, losses)
        given_back = str(back)[:10] if isinstance(back, date) else back or ""
        given_back = given_back.strip() if "blanks" in losses else given_back
        if "cut" in losses and len(wanted.encode()) > 254:
            return bool(wanted.startswith(given_back.removesuffix("…")) and len(given_back.encode()) <= 254)
        return bool(given_back == wanted)
    return math.isclose(float(back), sent, rel_tol=1e-12)


def agree(collection: Collection, back: Rows, losses: set[str]) -> None:
    wanted = [one for one in collection["features"] if "points" not in losses or is_point(one)]
    assert set(back) == {one["id"] for one in wanted}
    for one in wanted:
        facts, found = back[one["id"]]
        for name, value in one["properties"].items():
            assert same(value, facts.get(name), losses), (name, value, facts.get(name))
        sent = shape(one["geometry"]) if one["geometry"] else None
        assert (found is None) == (sent is None)
        if sent is not None and found is not None:
            assert sent.hausdorff_distance(found) <= 1e-7


def is_point(one: Feature) -> bool:
    return bool(one["geometry"] and one["geometry"]["type"] == "Point")


@pytest.mark.parametrize("name", sorted(LOSSES))
@given(rows=ROWS)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_comes_back(template: Collection, name: str, rows: list[tuple[Any, dict[str, Any]]]) -> None:
    """Every feature by its id, every property and outline, save what the format's line of losses says."""
    collection = made(template, rows)
    if name == "gpx" and not any(map(is_point, collection["features"])):
        return
    agree(collection, READERS[name](write([collection], name), collection), LOSSES[name])


def test_every_format_is_tried() -> None:
    """No format is without its line; Linked Places has tests of its own."""
    assert set(LOSSES) | {"lpf"} == set(FORMATS)
    assert set(LOSSES) == set(READERS)

"""A layer is checked once, at the door."""

from pathlib import Path
from typing import Any

import pytest

from geo.catalog import Layer, read_package
from geo.errors import LayerError
from geo.layers import load_layer, read_features
from tests.made import BOWTIE, feature, package


def layer_of(folder: Path, *features: Any, **members: Any) -> Layer:
    layers, problems = read_package(package(folder, {"areas": list(features)}, **members))
    assert problems == []
    return layers[0]


def refused(layer: Layer) -> str:
    with pytest.raises(LayerError) as error:
        read_features(layer)
    said = str(error.value)
    assert "areas.geojson" in said
    return said


def test_a_good_layer_becomes_a_frame(tmp_path: Path) -> None:
    """The frame is in EPSG:4326, indexed by id, with lists kept as lists and dates as text."""
    frame = load_layer(layer_of(tmp_path, feature(), feature("area-two", "2020-11-10/..")))
    assert frame.crs == "EPSG:4326"
    assert list(frame.index) == ["area-one", "area-two"]
    assert frame.loc["area-one", "sources"] == ["made up"]
    assert frame.loc["area-two", "date_start"] == "2020-11-10"
    assert frame.loc["area-two", "edtf"] == "2020-11-10/.."


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A layer without its file is refused and the file named."""
    layer = layer_of(tmp_path, feature())
    layer.path.unlink()
    assert "cannot be read" in refused(layer)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """One changed byte is enough: the hash differs and the message says so."""
    layer = layer_of(tmp_path, feature())
    layer.path.write_bytes(layer.path.read_bytes().replace(b"Area-One", b"Area-Two"))
    assert "hash" in refused(layer)


def test_a_shortened_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """A truncated file is refused with both sizes, in bytes."""
    layer = layer_of(tmp_path, feature())
    layer.path.write_bytes(layer.path.read_bytes()[:-10])
    assert "bytes" in refused(layer)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe{\x00}\x00",
        b'{"type": "Topology"}',
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": NaN}',
        b'{"type": "FeatureCollection", "features": [], "features": []}',
        b"[" * 100_000,
    ],
)
def test_what_is_not_geojson_is_refused(tmp_path: Path, content: bytes) -> None:
    """A corrupt file of the right hash is still refused, whatever is wrong with it."""
    layer = layer_of(tmp_path, feature())
    layer.path.write_bytes(content)
    refused(Layer(**{**layer.__dict__, "size": None, "sha256": ""}))


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        {"type": "name", "properties": {"name": "EPSG:999999"}},
        {"type": "link", "properties": {"href": "http://example.org"}},
        None,
    ],
)
def test_another_reference_system_is_refused(tmp_path: Path, crs: Any) -> None:
    """Only WGS 84 comes in; the message says to reproject."""
    said = refused(layer_of(tmp_path, feature(), crs=crs))
    assert "EPSG:4326" in said


def test_a_crs_member_that_says_wgs84_is_harmless(tmp_path: Path) -> None:
    """GDAL writes CRS84 into every file: that is the same as nothing."""
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    features, problems = read_features(layer_of(tmp_path, feature(), crs=named))
    assert (len(features), problems) == (1, [])


def geometry(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (feature(geometry=BOWTIE), "Self-intersection"),
        (feature(geometry=geometry("Polygon", [[[1, 1], [2, 1], [2, 2], [1, 2]]])), "does not close"),
        (feature(geometry=geometry("Polygon", [[[1, 1], [2, 1], [1, 1]]])), "ring of 3"),
        (feature(geometry=geometry("Polygon", [])), "empty"),
        (feature(geometry=geometry("Point", ["10", "20"])), "finite numbers"),
        (feature(geometry=geometry("Point", [True, 1])), "finite numbers"),
        (feature(geometry=geometry("Point", [460000, 4400000])), "projected"),
        (feature(geometry=geometry("Point", [40.1, 146.5])), "latitude before longitude"),
        (feature(geometry=geometry("LineString", [[1, 1]])), "geometry"),
        (feature(geometry=geometry("Circle", [1, 1])), "Circle"),
        (feature(geometry={"coordinates": [1, 1]}), "geometry type"),
        (feature(geometry=7), "geometry type"),
        (feature(edtf="2001") | {"id": "area-three"}, "differs"),
        (feature("Area_One"), "a-z, 0-9"),
        (feature() | {"properties": None}, "no properties"),
        (feature() | {"type": "Geometry"}, "not a feature"),
        ("text", "not a feature"),
        (feature(sources=[]), "sources"),
        (feature(sources="someone"), "sources"),
        (feature(edtf="2001", date_start=None), "date_start"),
        (feature(date_end="2004-01-01"), "date_end"),
        (feature(licence=""), "licence"),
        (feature(certainty="high"), "certainty"),
        (feature(role="hero"), "role"),
        (feature(precision_m=-1), "precision_m"),
        (feature(date_precision="hour"), "date_precision"),
        (feature(note=None), "note"),
        (feature(excerpt_ids="x-one"), "excerpt_ids"),
        (feature(in_article="yes"), "in_article"),
    ],
)
def test_a_bad_feature_is_left_out_and_named(tmp_path: Path, bad: Any, said: str) -> None:
    """One bad feature is named with its file, number and fault; the others stay."""
    features, problems = read_features(layer_of(tmp_path, feature("good-one"), bad))
    assert [kept["id"] for kept in features] == ["good-one"]
    assert len(problems) == 1
    assert "areas.geojson: feature 2" in str(problems[0])
    assert said in str(problems[0])


@pytest.mark.parametrize("edtf", ["", "2020-13-45", "2020-11-10/"])
def test_a_feature_without_a_date_is_left_out_and_named(tmp_path: Path, edtf: str) -> None:
    """A feature whose edtf is missing or unreadable is not shown as if it were timeless."""
    bad = feature("area-two")
    bad["properties"]["edtf"] = edtf
    features, problems = read_features(layer_of(tmp_path, feature(), bad))
    assert len(features) == 1
    assert "edtf" in str(problems[0])


def test_coordinates_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    """1e400 is infinity once read, and no place on earth."""
    layer = layer_of(tmp_path, feature(geometry=geometry("Point", [1, 2])))
    spoiled = layer.path.read_text().replace("[1, 2]", "[1e400, 2]")
    layer.path.write_text(spoiled)
    features, problems = read_features(Layer(**{**layer.__dict__, "size": None, "sha256": ""}))
    assert features == []
    assert "finite" in str(problems[0])


def test_an_id_taken_twice_is_named(tmp_path: Path) -> None:
    """The second feature of an id is left out: links go by id."""
    features, problems = read_features(layer_of(tmp_path, feature(), feature(edtf="2005")))
    assert (len(features), len(problems)) == (1, 1)
    assert "taken" in str(problems[0])


def test_a_feature_without_a_place_is_good(tmp_path: Path) -> None:
    """Geometry null is a thing without a place, not an error."""
    features, problems = read_features(layer_of(tmp_path, feature(geometry=None)))
    assert (len(features), problems) == (1, [])


def test_load_layer_refuses_a_layer_with_a_bad_feature(tmp_path: Path) -> None:
    """Who asks for a frame gets a whole one or an error, never less than was in the file."""
    with pytest.raises(LayerError, match="sources"):
        load_layer(layer_of(tmp_path, feature(), feature("area-two", sources=[])))

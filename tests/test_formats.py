"""Every format is opened again, and says what it leaves out."""

import io
import json
import zipfile
from pathlib import Path

import geojson_validator
import geopandas  # type: ignore[import-untyped]
import pyogrio  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet  # type: ignore[import-untyped]
from shapely.geometry import shape

from geo.errors import FormatError
from geo.export import layer_collection
from geo.formats import FORMATS, left_out, pack, write
from geo.formats.sheet import guarded, unguarded
from geo.story import Story, open_story

LAYERS = [layer.id for layer in open_story("nagorno-karabakh-2023").layers]
MATTERS_OF_TASTE = ("holes", "excessive_vertices")


@pytest.mark.parametrize("name", ["geojson", "geojsonl", "csv", "kml", "gpkg", "fgb", "topojson", "shp"])
def test_gdal_opens_what_was_written_with_every_feature_in_it(bundled: Story, tmp_path: Path, name: str) -> None:
    """Each layer on its own: as many features as went in or a word about it, and the same bytes twice."""
    for layer in bundled.layers:
        collection = layer_collection(bundled, layer.id, None)
        path = tmp_path / f"{layer.id}.{FORMATS[name].suffix}"
        path.write_bytes(write([collection], name))
        assert path.read_bytes() == write([collection], name)
        found = sum(len(pyogrio.read_dataframe(path, layer=part)) for part, _ in pyogrio.list_layers(path))
        skipped = sum(one["geometry"] is None for one in collection["features"]) if name == "topojson" else 0
        assert found == len(collection["features"]) - skipped
        assert bool(skipped) == any("skip" in sentence for sentence in left_out([collection], name))


def test_gdal_opens_gpx_with_every_point_in_it(bundled: Story, tmp_path: Path) -> None:
    """As many waypoints as points went in, of all layers together."""
    layers = [layer_collection(bundled, layer.id, None) for layer in bundled.layers]
    path = tmp_path / "story.gpx"
    path.write_bytes(write(layers, "gpx"))
    points = sum(FORMATS["gpx"].holds(one) for layer in layers for one in layer["features"])
    assert len(pyogrio.read_dataframe(path, layer="waypoints")) == points > 0


@pytest.mark.parametrize("layer_id", LAYERS)
def test_an_independent_validator_finds_nothing(bundled: Story, layer_id: str) -> None:
    """Structure, winding, closed rings, self-crossing, bounds: geojson-validator has no word to say."""
    collection = json.loads(write([layer_collection(bundled, layer_id, None)], "geojson"))
    assert geojson_validator.validate_structure(collection) == {}
    collection["features"] = [one for one in collection["features"] if one["geometry"]]
    found = geojson_validator.validate_geometries(collection)
    assert found["invalid"] == {}
    assert {key for key in found["problematic"] if key not in MATTERS_OF_TASTE} == set()


def test_geopandas_opens_geoparquet_in_the_right_reference_system(bundled: Story) -> None:
    """Lists are lists, outlines are outlines, longitude comes first; the layer's record is in the file."""
    collection = layer_collection(bundled, "countries", None)
    content = write([collection], "parquet")
    frame = geopandas.read_parquet(io.BytesIO(content))
    assert frame.crs == "OGC:CRS84"
    assert list(frame["sources"].iloc[0]) == collection["features"][0]["properties"]["sources"]
    assert frame.geometry.iloc[0].equals(shape(collection["features"][0]["geometry"]))
    assert json.loads(parquet.read_schema(io.BytesIO(content)).metadata[b"metadata"]) == collection["metadata"]


def test_shared_borders_are_stored_once(bundled: Story) -> None:
    """TopoJSON of districts that touch is smaller than their GeoJSON."""
    one = layer_collection(bundled, "districts", None)
    assert len(write([one], "topojson")) < len(write([one], "geojson"))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_archive_has_a_read_me_and_the_licences(bundled: Story, name: str) -> None:
    """Whatever the format, sources and licences of every layer lie beside the data."""
    layers = [layer_collection(bundled, layer, None) for layer in ("countries", "article-places")]
    held = zipfile.ZipFile(io.BytesIO(pack(layers, name)))
    assert {"README.txt", "LICENCES.txt"} < set(held.namelist())
    assert "ODbL-1.0" in held.read("LICENCES.txt").decode()
    assert "OpenStreetMap" in held.read("README.txt").decode()


def test_an_unknown_format_names_those_there_are(story: Story) -> None:
    """The message lists what can be chosen."""
    with pytest.raises(FormatError, match="gpkg"):
        write([layer_collection(story, "areas", None)], "dwg")


def test_gpx_says_what_it_leaves_out_and_refuses_areas_alone(story: Story) -> None:
    """Areas with points: a sentence. Areas alone: refused."""
    areas = layer_collection(story, "areas", None)
    assert "1 of 1" in left_out([areas], "gpx")[0]
    with pytest.raises(FormatError, match="points"):
        write([areas], "gpx")
    both = zipfile.ZipFile(io.BytesIO(pack([areas, layer_collection(story, "article-places", None)], "gpx")))
    assert "1 of 1 features are left out" in both.read("README.txt").decode()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "plain", ""])
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    """An apostrophe goes in front where it must, and comes off again."""
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))
    assert unguarded(guarded(text)) == text


def test_a_shapefile_archive_tells_its_fields(story: Story) -> None:
    """Shapes, reference system, encoding, and what each short name stands for."""
    held = zipfile.ZipFile(io.BytesIO(pack([layer_collection(story, "areas", None)], "shp")))
    assert {"areas-areas.shp", "areas-areas.prj", "areas-areas.cpg", "README.txt"} <= set(held.namelist())
    assert "precis_m = precision_m" in held.read("README.txt").decode()


def test_two_layers_of_one_title_stand_in_one_geopackage(story: Story, tmp_path: Path) -> None:
    """Titles are a writer's: a GeoPackage, which wants them unique, gets the layers' names beside them."""
    collections = [layer_collection(story, name, None) for name in ("areas", "others")]
    for one in collections:
        one["metadata"]["title"] = "Borders"
    (tmp_path / "story.gpkg").write_bytes(write(collections, "gpkg"))
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "story.gpkg")] == ["areas", "others"]

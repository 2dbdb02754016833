"""Every format is opened again, and says what it leaves out."""

import io
import zipfile
from pathlib import Path

import pyogrio  # type: ignore[import-untyped]
import pytest

from geo.errors import FormatError
from geo.export import layer_collection
from geo.formats import FORMATS, left_out, pack, write
from geo.formats.sheet import guarded, unguarded
from geo.story import Story


@pytest.mark.parametrize("name", ["geojson", "geojsonl", "csv", "kml", "gpkg", "fgb"])
def test_gdal_opens_what_was_written_with_every_feature_in_it(bundled: Story, tmp_path: Path, name: str) -> None:
    """Each layer on its own: as many features as went in, and the same bytes twice."""
    for layer in bundled.layers:
        collection = layer_collection(bundled, layer.id, None)
        path = tmp_path / f"{layer.id}.{FORMATS[name].suffix}"
        path.write_bytes(write([collection], name))
        assert path.read_bytes() == write([collection], name)
        assert len(pyogrio.read_dataframe(path)) == len(collection["features"])


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

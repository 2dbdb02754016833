"""A layer record without source, licence, hash, view or precision cannot exist."""

from pathlib import Path
from typing import Any

import pytest

from geo.catalog import REQUIRED, read_package
from tests.made import edit_json, feature, package, record, write_json


def only_problem(folder: Path) -> str:
    layers, problems = read_package(folder)
    assert layers == []
    assert len(problems) == 1
    return str(problems[0])


def test_layers_come_in_the_order_of_the_package(tmp_path: Path) -> None:
    """The order of the records is the drawing order."""
    layers, problems = read_package(package(tmp_path, {"b": [feature()], "a": [feature("area-two")]}))
    assert ([layer.id for layer in layers], problems) == (["b", "a"], [])
    assert layers[0].licence == "CC0-1.0"
    assert layers[0].path == tmp_path / "b.geojson"


@pytest.mark.parametrize("field", REQUIRED)
def test_a_record_that_lacks_a_field_is_refused_and_the_field_named(tmp_path: Path, field: str) -> None:
    """Each required field is really required; the message names the file and the field."""
    write_json(tmp_path / "datapackage.json", {"resources": [record("areas", **{field: None})]})
    said = only_problem(tmp_path)
    assert field in said
    assert "datapackage.json" in said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Areas {{7*7}}", "a-z, 0-9"),
        ("hash", "md5:1234", "sha256"),
        ("bytes", -1, "bytes"),
        ("precision_m", "1 km", "precision_m"),
        ("precision_m", True, "precision_m"),
        ("certainty", "very", "certain, less-certain, uncertain"),
        ("valid", "2020-11-10/", "valid"),
        ("sources", [{"path": "x"}], "sources"),
        ("licenses", "ODbL", "licenses"),
        ("licenses", [{"name": "x", "path": "https://x.org/\r\nX-Evil: 1"}], "licenses: a path"),
        ("licenses", [{"name": "x", "path": "javascript:alert(1)"}], "licenses: a path"),
        ("sources", [{"title": "x", "path": 5}], "sources: a path"),
        ("style", "glitter", "solid, dashed, hatched, dotted"),
        ("path", "../elsewhere.geojson", "out of the folder"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(tmp_path: Path, field: str, value: Any, said: str) -> None:
    """A wrong value is refused with the field and what it should be."""
    write_json(tmp_path / "datapackage.json", {"resources": [record("areas", **{field: value})]})
    assert said in only_problem(tmp_path)


def test_a_bad_record_does_not_take_the_good_ones_with_it(tmp_path: Path) -> None:
    """Only the bad record is left out, and it is named."""
    folder = package(tmp_path, {"areas": [feature()], "others": [feature("area-two")]})
    edit_json(folder / "datapackage.json", lambda data: data["resources"][0].pop("worldview"))
    layers, problems = read_package(folder)
    assert [layer.id for layer in layers] == ["others"]
    assert "areas" in str(problems[0])


def test_two_layers_cannot_share_a_name(tmp_path: Path) -> None:
    """The second layer of a name is left out and named."""
    write_json(tmp_path / "datapackage.json", {"resources": [record("areas"), record("areas")]})
    layers, problems = read_package(tmp_path)
    assert (len(layers), len(problems)) == (1, 1)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": 3}', '{"name": "x"}', "\xff"])
def test_a_package_that_cannot_be_read_is_one_problem(tmp_path: Path, text: str) -> None:
    """A broken datapackage.json is one clear message that names the file."""
    (tmp_path / "datapackage.json").write_text(text, encoding="latin-1")
    assert "datapackage.json" in only_problem(tmp_path)


def test_a_missing_package_is_one_problem(tmp_path: Path) -> None:
    """A folder without datapackage.json says so and how to get it."""
    said = only_problem(tmp_path)
    assert "there is no such file" in said
    assert "geo.build" in said

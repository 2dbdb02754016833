"""What is written: the same bytes every time, and nothing undescribed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shapely import Point, box

from geo.build import __main__ as build_main
from geo.build import packages, shelf
from geo.errors import BuildError

DAY = date(2021, 6, 1)

WORDS: dict[str, dict[str, Any]] = {
    "a-1": {
        "edtf": "1991/2020",
        "kind": "area",
        "name": "A",
        "role": "boundary",
        "licence": "CC0-1.0",
        "sources": ["s"],
    }
}


def test_a_feature_carries_its_words_and_dates() -> None:
    """Names and dates come from the words, the id is the same in both places."""
    feature = shelf.Words(WORDS).feature("a-1", box(0, 0, 1, 1))
    assert feature["id"] == feature["properties"]["feature_id"] == "a-1"
    assert feature["properties"]["date_start"] == "1991-01-01"
    assert feature["properties"]["date_end"] == "2020-12-31"


def test_missing_and_leftover_words_stop_the_build() -> None:
    """A feature without words, and words without a feature, are both named."""
    words = shelf.Words(WORDS)
    with pytest.raises(BuildError, match=r"features\.json: b-2: has no words"):
        words.feature("b-2", Point(0, 0))
    with pytest.raises(BuildError, match="nothing was built for a-1"):
        words.check_all_used()


def _write(folder: Path) -> dict[str, bytes]:
    made = {
        record["name"]: [shelf.Words(WORDS).feature("a-1", box(0, 0, 1 / 3, 1))]
        for record in json.loads((packages.INPUTS / "basemap.json").read_text(encoding="utf-8"))["resources"]
    }
    shelf.write_folder(folder / "basemap", made, packages.Store().packages)
    return {path.name: path.read_bytes() for path in (folder / "basemap").iterdir()}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of the same features are equal byte for byte, records and hashes included."""
    first, second = _write(tmp_path / "one"), _write(tmp_path / "two")
    assert first == second
    assert set(first) == {f"{name}.geojson" for name in ("land", "borders", "lakes", "rivers", "labels")} | {
        "datapackage.json"
    }


def test_a_layer_without_a_description_stops_the_build(tmp_path: Path) -> None:
    """Built and described layers must be the same."""
    with pytest.raises(BuildError, match=r"described and built layers differ: .*lakes"):
        shelf.write_folder(tmp_path / "basemap", {"land": []}, packages.Store().packages)


def test_check_names_the_file_that_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shipped file that a fresh build would write otherwise is named; equal ones pass."""

    def build(_sources: Path, data: Path) -> None:
        for name in ("basemap/land.geojson", "boundaries/countries.geojson"):
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (data / name).write_text("{}")

    monkeypatch.setattr(build_main, "build", build)
    build(tmp_path, tmp_path / "data")
    build_main.check(tmp_path, tmp_path / "data")
    (tmp_path / "data/basemap/land.geojson").write_text("{ }")
    with pytest.raises(BuildError, match=r"differs from a fresh build: basemap/land\.geojson\."):
        build_main.check(tmp_path, tmp_path / "data")

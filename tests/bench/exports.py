"""`python -m tests.bench.exports`: 10,000 features in every format, beside GeoDataFrame.to_file and its kin."""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import geopandas  # type: ignore[import-untyped]
from shapely.geometry import box

from geo.export import layer_collection
from geo.formats import FORMATS, write
from geo.formats.table import Collection
from geo.story import open_story
from geo.view import DEFAULT_STORY
from tests.bench.report import put_into
from tests.browser.app_server import ROOT
from tests.made import feature

FEATURES, ROUNDS = 10_000, 3
MARKS = ("<!-- exports -->", "<!-- /exports -->")
DRIVERS = {"gpkg": "GPKG", "fgb": "FlatGeobuf", "kml": "LIBKML", "geojsonl": "GeoJSONSeq", "geojson": "GeoJSON"}
Writer = Callable[[Path], object]


def collection() -> Collection:
    """Half points, half squares, with the properties that every feature has."""
    when = {"timespans": [{"start": {"in": "2001"}, "end": {"in": "2003"}}]}
    features = []
    for number in range(FEATURES):
        west, south = number % 100 * 0.1, number // 100 * 0.1
        corners = box(west, south, west + 0.05, south + 0.05).exterior.coords
        square = {"type": "Polygon", "coordinates": [[list(at) for at in corners]]}
        geometry = square if number % 2 else {"type": "Point", "coordinates": [west, south]}
        one = feature(f"thing-{number}", geometry=geometry, name_az="Xankəndi", note="A note of some words.")
        features.append(one | {"when": when})
    return {**layer_collection(open_story(DEFAULT_STORY), "districts", None), "name": "things", "features": features}


def plain(frame: Any) -> dict[str, Writer]:
    """How one would write each format without us; TopoJSON and Linked Places have no way in geopandas."""
    flat = frame.assign(sources=frame["sources"].str.join("; "), excerpt_ids="")
    points = flat.iloc[::2]

    def shapefiles(path: Path) -> None:
        points.to_file(path / "points.shp")
        flat.iloc[1::2].to_file(path / "areas.shp")

    writers: dict[str, Writer] = {
        name: lambda path, driver=driver: flat.to_file(path / "plain", driver=driver)  # type: ignore[misc]
        for name, driver in DRIVERS.items()
    }
    extensions = {"GPX_USE_EXTENSIONS": "YES"}
    return writers | {
        "csv": lambda path: flat.to_wkt().to_csv(path / "plain.csv"),
        "parquet": lambda path: frame.to_parquet(path / "plain.parquet"),
        "gpx": lambda path: points.to_file(path / "plain.gpx", driver="GPX", dataset_options=extensions),
        "shp": shapefiles,
    }


def seconds(writer: Writer) -> float:
    """The median processor time of a few rounds, each into a fresh folder."""
    took = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()
            writer(Path(folder))
            took.append(time.process_time() - begun)
    return median(took)


def rows() -> list[str]:
    """One line of the table for each format."""
    layer = collection()
    frame = geopandas.GeoDataFrame.from_features(layer["features"], crs="EPSG:4326")
    others, lines = plain(frame), []
    for name, known in FORMATS.items():
        mine = seconds(lambda folder, name=name: (folder / "file").write_bytes(write([layer], name)))  # type: ignore[misc]
        theirs = f"{seconds(others[name]):.2f} s" if name in others else "–"
        size = len(write([layer], name)) / 1e6
        lines.append(f"| {known.title} | {mine:.2f} s | {theirs} | {size:.1f} MB |")
    begun = time.process_time()
    frame.to_json(to_wgs84=True, show_bbox=True, drop_id=True)
    lines.append(f"| GeoDataFrame.to_json, in memory | | {time.process_time() - begun:.2f} s | |")
    return lines


def main() -> None:
    """Measure and print; `--readme` also puts the table into the README."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.exports", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="replace the table in README.md")
    wanted = parser.parse_args()
    words = (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}; {FEATURES:,} features, half points and half squares, processor time, median of "
        f"{ROUNDS} rounds. Ours has sources, licence and all properties in it, the same bytes twice; lists are "
        "texts in the plain files, shapefile texts are cut without a word, and GPX holds the points alone."
    )
    head = f"| {FEATURES:,} features | ours | plain geopandas | size of ours |\n|---|---|---|---|"
    block = "\n".join([head, *rows(), "", words])
    print(block)
    if wanted.readme:
        put_into(ROOT / "README.md", block, MARKS)


if __name__ == "__main__":
    main()

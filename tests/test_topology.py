"""TopoJSON written by the build and read back: the same areas, and no line twice."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from geo.build.arcs import topology_bytes
from geo.build.shelf import make_feature
from geo.catalog import Layer, read_record
from geo.errors import LayerError
from geo.layers import read_features
from geo.topology import features_of
from tests import made

WEST, EAST = shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2).difference(shapely.box(3, 1, 3.5, 1.5))
ISLAND = shapely.box(3, 1, 3.5, 1.5)
ISLES = shapely.union_all([shapely.box(-179, 5, -178, 6), shapely.box(-177, 5, -176, 6)])


def areas() -> list[Any]:
    drawn = {"west": WEST, "east": EAST, "island": ISLAND, "isles": ISLES}
    words = {"kind": "region", "licence": "CC0-1.0", "sources": ["made"], "country": "XX"}
    return [make_feature(name, "2020/..", area, name=name.title(), **words) for name, area in drawn.items()]


def test_areas_come_back_as_they_were() -> None:
    """Outlines, holes, dates and words survive; rings are the right way round; a common border is one line."""
    raw = json.loads(topology_bytes("made", areas(), 0.01))
    back = list(features_of(raw, lambda _: True))
    for before, after in zip(areas(), back, strict=True):
        assert after["properties"] == before["properties"]
        assert shape(after["geometry"]).equals(shape(before["geometry"]))
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape(after["geometry"])))
    assert len(raw["arcs"]) == len({json.dumps(arc) for arc in raw["arcs"]}) < sum(map(_rings, back)) + 2
    assert "licence" in raw["objects"]["made"]["properties"]


def _rings(feature: Any) -> int:
    return sum(1 + len(part.interiors) for part in shapely.get_parts(shape(feature["geometry"])))


def test_only_what_is_wanted_is_read() -> None:
    """A damaged outline that nobody asked for does no harm."""
    raw = json.loads(topology_bytes("made", areas(), 0.01))
    raw["objects"]["made"]["geometries"][0]["arcs"] = [[999]]
    (one,) = features_of(raw, lambda properties: properties["name"] == "Isles")
    assert one["id"] == "isles"


def test_a_damaged_topology_is_refused_by_name(tmp_path: Path) -> None:
    """An outline of lines that are not there: the file is named and nothing is drawn."""
    raw = json.loads(topology_bytes("made", areas(), 0.01))
    raw["objects"]["made"]["geometries"][0]["arcs"] = [[999]]
    with pytest.raises(LayerError, match=r"made\.topojson: is no TopoJSON of areas"):
        read_features(_layer(tmp_path / "made.topojson", raw))


def _layer(path: Path, raw: Any) -> Layer:
    content = json.dumps(raw).encode()
    path.write_bytes(content)
    return read_record(made.record("made", content, path=path.name), path.parent, "made")

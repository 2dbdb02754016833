"""TopoJSON 1.0: borders that features share are stored once; coordinates are neither rounded nor simplified.

Where two borders run along each other, a line may get a vertex of the other's; it keeps its course. The `metadata`
of each layer stands beside its geometries. Heights are left out.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from geo.export import json_bytes
from geo.formats.table import Collection, flat_shapes, heights_left_out


def topojson(collections: Sequence[Collection]) -> bytes:
    """All layers as objects of one topology; a thing without a place is a geometry of type null."""
    shapes = [shape for one in collections for shape in flat_shapes(one)]
    topology = _topology([shape for shape in shapes if shape is not None])
    geometries = iter(topology.pop("geometries"))
    objects = {
        one["name"]: {
            "type": "GeometryCollection",
            "metadata": one["metadata"],
            "geometries": [_object(feature, geometries) for feature in one["features"]],
        }
        for one in collections
    }
    return json_bytes({"type": "Topology", "objects": objects, **topology})


def left_out(collections: Sequence[Collection]) -> list[str]:
    """A sentence for each layer with heights, or with things that have no place."""
    said = heights_left_out(collections)
    for one in collections:
        if number := sum(feature["geometry"] is None for feature in one["features"]):
            said.append(f"{one['name']}: programs that use GDAL skip {number} features without a place")
    return said


def _topology(shapes: list[Any]) -> dict[str, Any]:
    """The arcs, their bounds, and the geometries in their order."""
    if not shapes:
        return {"arcs": [], "geometries": []}
    from topojson.core.topology import Topology  # only here: it takes long to load

    made = Topology(shapes, prequantize=False).to_dict()
    geometries = made["objects"]["data"]["geometries"]
    return {"bbox": list(made["bbox"]), "arcs": made["arcs"], "geometries": geometries}


def _object(feature: dict[str, Any], geometries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    found = next(iter(geometries)) if feature["geometry"] else {"type": None}
    about = {"id": feature["id"], "properties": feature["properties"]}
    return {name: value for name, value in found.items() if name != "id"} | about

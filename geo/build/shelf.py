"""What is written: features with their words, records with their hashes. Same input, same bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.build.arcs import topology_bytes
from geo.build.packages import INPUTS, Package
from geo.build.shapes import geojson
from geo.errors import BuildError
from geo.feature import fresh_properties

Feature = dict[str, Any]
MEDIA = {"geojson": "application/geo+json", "topojson": "application/json"}


class Words:
    """The words of inputs/features.json by feature id: every feature must have some, all must be used."""

    def __init__(self, records: dict[str, dict[str, Any]]) -> None:
        self.records = records
        self.used: set[str] = set()

    @classmethod
    def read(cls, path: Path = INPUTS / "features.json") -> "Words":
        """The committed words."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def feature(self, feature_id: str, shape: BaseGeometry) -> Feature:
        """A feature with its words; shape in WGS 84 (EPSG:4326). Raises BuildError for an unknown id."""
        if feature_id not in self.records:
            raise BuildError("has no words", f"features.json: {feature_id}", "Write its names, dates and sources")
        self.used.add(feature_id)
        given = dict(self.records[feature_id])
        return make_feature(feature_id, given.pop("edtf"), shape, **given)

    def check_all_used(self) -> None:
        """Raise BuildError when words were written for a feature that the build does not make."""
        unused = sorted(set(self.records) - self.used)
        if unused:
            raise BuildError(f"nothing was built for {', '.join(unused)}", "features.json", "Remove the words")


def make_feature(feature_id: str, edtf: str, shape: BaseGeometry, **given: Any) -> Feature:
    """An RFC 7946 feature with every property of the contract; shape in WGS 84 (EPSG:4326)."""
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": fresh_properties(feature_id, edtf, **given),
        "geometry": geojson(shape),
    }


def collection_bytes(features: list[Feature]) -> bytes:
    """A FeatureCollection, one feature a line, so that a change shows in a diff."""
    rows = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n").encode()


def write_folder(folder: Path, made: dict[str, list[Feature]], packages: dict[str, Package]) -> None:
    """Write a data package: a file a layer and datapackage.json, from inputs/<folder name>.json.

    Raises BuildError when the layers made and the layers described differ.
    """
    described = json.loads((INPUTS / f"{folder.name}.json").read_text(encoding="utf-8"))
    names = [record["name"] for record in described["resources"]]
    if sorted(names) != sorted(made):
        differ = ", ".join(sorted(set(names) ^ set(made)))
        raise BuildError(f"described and built layers differ: {differ}", f"{folder.name}.json", "Mend the list")
    folder.mkdir(parents=True, exist_ok=True)
    described["resources"] = [
        _resource(record, folder, _content(record, made[record["name"]]), packages) for record in described["resources"]
    ]
    text = json.dumps(described, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_bytes((text + "\n").encode())


def _content(record: dict[str, Any], features: list[Feature]) -> bytes:
    if record.get("format") == "topojson":
        return topology_bytes(record["name"], features, record.pop("grid"))
    return collection_bytes(features)


def _resource(record: dict[str, Any], folder: Path, content: bytes, packages: dict[str, Package]) -> dict[str, Any]:
    form = record.pop("format", "geojson")
    path = f"{record['name']}.{form}"
    (folder / path).write_bytes(content)
    own = record.pop("own_sources", [])
    sources = [packages[key].source() for key in record.pop("packages")] + own
    return {
        "name": record.pop("name"),
        "title": record.pop("title"),
        "path": path,
        "format": form,
        "mediatype": MEDIA[form],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        **record,
        "sources": sources,
    }

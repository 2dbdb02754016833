"""datapackage.json → layer records. A record without source, licence, hash, view or precision cannot exist.

A folder of layers is a Frictionless Data Package: one resource a layer, its file beside it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import CatalogError, GeoError
from geo.timespan import parse_edtf

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ADDRESS = re.compile(r"(?:https?://[!#-;=?-~]+)?")  # none, or one that can stand in a header, in XML and in quotes
CERTAINTIES = ("certain", "less-certain", "uncertain")
STYLES = ("solid", "dashed", "hatched", "dotted")
FILE_FIELDS = ("bytes", "hash")
WORD_FIELDS = ("title", "path", "retrieved", "changes", "worldview", "certainty", "valid")
REQUIRED = ("name", *WORD_FIELDS, *FILE_FIELDS, "sources", "licenses", "precision_m")


@dataclass(frozen=True)
class Layer:
    """One layer: what it shows, from whom, under which licence, how exact, and whose view it takes.

    `precision_m` is in metres; `valid` is EDTF; `size` (bytes) and `sha256` describe the file as shipped and
    are None and "" for the layers a story makes from its own tables.
    """

    id: str
    title: str
    group: str
    path: Path
    description: str
    sources: tuple[Mapping[str, str], ...]
    licenses: tuple[Mapping[str, str], ...]
    attribution: str
    retrieved: str
    changes: str
    worldview: str
    precision_m: int
    certainty: str
    valid: str
    style: str
    size: int | None = None
    sha256: str = ""

    @property
    def licence(self) -> str:
        """The licences' SPDX ids, joined."""
        return " AND ".join(licence["name"] for licence in self.licenses)


def read_package(folder: Path) -> tuple[list[Layer], list[GeoError]]:
    """The usable layer records of a folder, in their order, and a problem for each that is not usable."""
    path = folder / "datapackage.json"
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        if not isinstance(resources, list):
            raise TypeError("resources is not a list")
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "Restore the file, or run python -m geo.build"
        return [], [CatalogError(f"cannot be read as a data package ({_why(error)})", str(path), mend)]
    layers: list[Layer] = []
    problems: list[GeoError] = []
    for number, record in enumerate(resources, 1):
        try:
            layer = read_record(record, folder, f"{path}: resource {number}")
            if layer.id in {other.id for other in layers}:
                raise CatalogError("this name is taken", f"{path}: {layer.id}", "Give it its own name")
            layers.append(layer)
        except GeoError as problem:
            problems.append(problem)
    return layers, problems


def read_record(record: Any, folder: Path, where: str, *, has_file: bool = True) -> Layer:
    """One layer record; raises CatalogError that names every missing or unusable field.

    `has_file` is False for a layer that a story makes from its own tables: it has no size and no hash.
    """
    if not isinstance(record, dict):
        raise CatalogError("is not a record", where, "Write a JSON object with the fields of a layer")
    name = record.get("name")
    where = f"{where} ({name})" if isinstance(name, str) and name else where
    faults = list(_faults(record, has_file))
    if faults:
        raise CatalogError("; ".join(faults), where, "Complete the record: data/README.md lists its fields")
    path = folder / record["path"]
    if not path.resolve().is_relative_to(folder.resolve()):
        raise CatalogError("path leads out of the folder", where, "Keep the file beside its datapackage.json")
    return Layer(
        id=record["name"],
        path=path,
        sources=tuple(record["sources"]),
        licenses=tuple(record["licenses"]),
        precision_m=record["precision_m"],
        size=record["bytes"] if has_file else None,
        sha256=record["hash"].removeprefix("sha256:") if has_file else "",
        **{field: record[field] for field in WORD_FIELDS if field != "path"},
        **{field: str(record.get(field, "")) for field in ("group", "description", "attribution")},
        style=record.get("style", "solid"),
    )


def _faults(record: dict[str, Any], has_file: bool) -> Iterator[str]:
    wanted = REQUIRED if has_file else tuple(field for field in REQUIRED if field not in FILE_FIELDS)
    missing = [field for field in wanted if record.get(field) in (None, "", [])]
    if missing:
        yield "has no " + ", ".join(missing)
    present = {field: record[field] for field in wanted if field not in missing}
    yield from _field_faults(present)
    if record.get("style", "solid") not in STYLES:
        yield f"style must be one of {', '.join(STYLES)}"


def _field_faults(present: dict[str, Any]) -> Iterator[str]:
    for field, value in present.items():
        if field in (*WORD_FIELDS, "name", "hash") and not isinstance(value, str):
            yield f"{field} must be text"
        elif field == "name" and not ID.fullmatch(value):
            yield f'name "{value}" must be made of a-z, 0-9 and -'
        elif field == "certainty" and value not in CERTAINTIES:
            yield f"certainty must be one of {', '.join(CERTAINTIES)}"
        elif field == "hash" and not re.fullmatch(r"sha256:[0-9a-f]{64}", value):
            yield "hash must be sha256: and 64 hexadecimal digits"
        elif field in ("bytes", "precision_m") and not (type(value) is int and value >= 0):
            yield f"{field} must be a whole number, zero or more"
        elif field in ("sources", "licenses"):
            yield from _list_faults(field, value, "title" if field == "sources" else "name")
        elif field == "valid":
            try:
                parse_edtf(value)
            except GeoError as problem:
                yield f"valid: {problem.what}"


def _list_faults(field: str, value: Any, key: str) -> Iterator[str]:
    entries: list[Any] = value if isinstance(value, list) else [None]
    if not all(isinstance(entry, dict) and isinstance(entry.get(key), str) for entry in entries):
        yield f"{field} must be a list of records that each have a {key}"
    elif not all(isinstance(path := entry.get("path", ""), str) and ADDRESS.fullmatch(path) for entry in entries):
        yield f"{field}: a path must be an address (https://…)"


def _why(error: Exception) -> str:
    return "there is no such file" if isinstance(error, FileNotFoundError) else f"{type(error).__name__}: {error}"

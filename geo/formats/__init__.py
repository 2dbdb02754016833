"""Layers → the formats other programs read, and an archive with read-me and licences beside the data.

The caller passes layers as `geo.export.layer_collection` makes them. `left_out` says what a format cannot hold.
CSV, GeoJSON by lines, FlatGeobuf and GeoJSON hold one layer a file; the others hold all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.errors import FormatError
from geo.export import zipped
from geo.formats import gdal, gpx, kml, lines, shapefile, sheet
from geo.formats.table import Collection, heights_left_out
from geo.formats.told import record, title, window


@dataclass(frozen=True)
class Format:
    """A format: the ending of its files, whether one file holds all layers, how it is written, what it leaves out."""

    suffix: str
    whole: bool
    write: Callable[[Sequence[Collection]], bytes]
    left_out: Callable[[Sequence[Collection]], list[str]] = lambda _: []


FORMATS = {
    "geojson": Format("geojson", False, lines.geojson),
    "geojsonl": Format("geojsonl", False, lines.newline_delimited),
    "csv": Format("csv", False, sheet.comma_separated),
    "kml": Format("kml", True, kml.kml),
    "gpx": Format("gpx", True, gpx.gpx, gpx.left_out),
    "gpkg": Format("gpkg", True, gdal.geopackage, heights_left_out),
    "fgb": Format("fgb", False, gdal.flatgeobuf, heights_left_out),
    "shp": Format("zip", True, lambda layers: zipped(shapefile.shapefiles(layers)), shapefile.left_out),
}


def write(collections: Sequence[Collection], name: str) -> bytes:
    """One file in that format; raises FormatError if it is unknown or cannot hold these layers in one file."""
    known = _known(name)
    if not collections or (len(collections) > 1 and not known.whole):
        what = f"{name} holds one layer a file, {len(collections)} were asked for"
        raise FormatError(what, mend="Choose one layer, or take the archive")
    return known.write(collections)


def left_out(collections: Sequence[Collection], name: str) -> list[str]:
    """A sentence for each thing that the format cannot hold; nothing if it holds all."""
    return _known(name).left_out(collections)


def pack(collections: Sequence[Collection], name: str) -> bytes:
    """A zip of the data with README.txt, which has sources and licences and all that is left out; same bytes twice."""
    known = _known(name)
    if not collections:
        raise FormatError("no layer was chosen", mend="Choose one layer or more")
    if name == "shp":
        files = shapefile.shapefiles(collections)
    elif known.whole:
        files = {f"story.{known.suffix}": known.write(collections)}
    else:
        files = {f"{one['name']}.{known.suffix}": known.write([one]) for one in collections}
    told = ["\n".join(record(one)) for one in collections]
    fields = [_fields(one) for one in collections] if name == "shp" else []
    papers = [title(collections), window(collections), *known.left_out(collections), *fields, *told]
    return zipped(files | {"README.txt": ("\n\n".join(papers) + "\n").encode()})


def _fields(collection: Collection) -> str:
    names = (f"{field} = {name}" for name, field in shapefile.field_names(collection).items())
    return f"Fields of {collection['name']}: {', '.join(names)}"


def _known(name: str) -> Format:
    if name not in FORMATS:
        raise FormatError(f'there is no format "{name}"', mend=f"Choose one of {', '.join(FORMATS)}")
    return FORMATS[name]

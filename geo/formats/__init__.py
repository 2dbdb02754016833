"""Layers → the formats other programs read, and an archive with read-me and licences beside the data.

The caller passes layers as `geo.export.layer_collection` makes them. `left_out` says what a format cannot hold.
CSV, GeoJSON, GeoJSON by lines, FlatGeobuf and GeoParquet hold one layer a file; the others hold all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.errors import FormatError
from geo.export import KEEP_APART, licence_text, zipped
from geo.feature import Feature
from geo.formats import gdal, gpx, kml, lines, linked_places, parquet, shapefile, sheet, topology
from geo.formats.table import Collection, heights_left_out
from geo.formats.told import record, title, window


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending and media type of its files, and what it can hold.

    `whole`: one file holds all layers. `tells`: sources and licence stand inside the file. `holds`: whether a
    feature is in the file at all.
    """

    title: str
    suffix: str
    media: str
    whole: bool
    tells: bool
    write: Callable[[Sequence[Collection]], bytes]
    left_out: Callable[[Sequence[Collection]], list[str]] = lambda _: []
    holds: Callable[[Feature], bool] = lambda _: True


GEOJSON = "application/geo+json"
FORMATS = {
    "geojson": Format("GeoJSON", "geojson", GEOJSON, False, True, lines.geojson),
    "gpkg": Format(
        "GeoPackage", "gpkg", "application/geopackage+sqlite3", True, True, gdal.geopackage, heights_left_out
    ),
    "csv": Format("CSV, a spreadsheet", "csv", "text/csv; charset=utf-8", False, False, sheet.comma_separated),
    "kml": Format("KML, for Google Earth", "kml", "application/vnd.google-earth.kml+xml", True, True, kml.kml),
    "gpx": Format("GPX, points only", "gpx", "application/gpx+xml", True, True, gpx.gpx, gpx.left_out, gpx.is_point),
    "shp": Format(
        "Shapefile", "shp.zip", "application/zip", True, True, lambda layers: pack(layers, "shp"), shapefile.left_out
    ),
    "parquet": Format("GeoParquet", "parquet", "application/vnd.apache.parquet", False, True, parquet.geoparquet),
    "fgb": Format("FlatGeobuf", "fgb", "application/flatgeobuf", False, True, gdal.flatgeobuf, heights_left_out),
    "topojson": Format("TopoJSON", "topojson", "application/json", True, True, topology.topojson, topology.left_out),
    "geojsonl": Format(
        "GeoJSON, one feature a line", "geojsonl", "application/x-ndjson", False, False, lines.newline_delimited
    ),
    "lpf": Format(
        "Linked Places, for gazetteers",
        "lpf.json",
        "application/ld+json",
        True,
        True,
        linked_places.linked_places,
        linked_places.left_out,
        linked_places.is_place,
    ),
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
    licences = [f"{one['name']}: {licence_text(one['metadata']['licenses'])}" for one in collections]
    texts = {"README.txt": "\n\n".join(papers), "LICENCES.txt": "\n".join([KEEP_APART, "", *licences])}
    return zipped(files | {name: (text + "\n").encode() for name, text in texts.items()})


def _fields(collection: Collection) -> str:
    names = (f"{field} = {name}" for name, field in shapefile.field_names(collection).items())
    return f"Fields of {collection['name']}: {', '.join(names)}"


def _known(name: str) -> Format:
    if name not in FORMATS:
        raise FormatError(f'there is no format "{name}"', mend=f"Choose one of {', '.join(FORMATS)}")
    return FORMATS[name]

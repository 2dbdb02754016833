"""KML 2.2: a folder a layer, a placemark a feature, its first and last day as a time span.

Words are text, never markup. Readers show a <description> as HTML, so its text is escaped for HTML and once more
for XML; the balloon shows nothing else. <name> and the values in <ExtendedData> are the exact words.
"""

import html
from collections.abc import Iterable, Sequence
from typing import Any

from geo.feature import Feature
from geo.formats.elements import child, document, field_text, root, xml_text
from geo.formats.table import Collection
from geo.formats.told import description, record, title, window

KML = "http://www.opengis.net/kml/2.2"
LINE, FILL = "ff5a4a3a", "335a4a3a"  # aabbggrr: a fill one can look through


def kml(collections: Sequence[Collection]) -> bytes:
    """All layers in one document."""
    made = root("kml", {None: KML})
    held = child(made, "Document")
    child(held, "name", title(collections))
    child(held, "description", html.escape(window(collections), quote=False))
    _style(held)
    for collection in collections:
        folder = child(held, "Folder", id=f"layer-{collection['name']}")
        child(folder, "name", collection["metadata"]["title"])
        child(folder, "description", html.escape("\n".join(record(collection)), quote=False))
        for feature in collection["features"]:
            _placemark(folder, feature)
    return document(made)


def _style(held: Any) -> None:
    style = child(held, "Style", id="plain")
    line = child(style, "LineStyle")
    child(line, "color", LINE)
    child(line, "width", "2")
    child(child(style, "PolyStyle"), "color", FILL)
    child(child(style, "BalloonStyle"), "text", "$[description]")


def _placemark(folder: Any, feature: Feature) -> None:
    """The children in the order that the schema of KML asks for."""
    facts = feature["properties"]
    mark = child(folder, "Placemark", id=f"feature-{feature['id']}")
    child(mark, "name", facts["name"])
    child(mark, "description", html.escape(f"{facts['name']}.\n{description(feature)}", quote=False))
    _time_span(mark, facts)
    child(mark, "styleUrl", "#plain")
    data = child(mark, "ExtendedData")
    for name, value in facts.items():
        if value is not None:
            child(child(data, "Data", name=xml_text(name)), "value", field_text(value))
    if feature["geometry"]:
        _geometry(mark, feature["geometry"]["type"], feature["geometry"]["coordinates"])


def _time_span(mark: Any, facts: dict[str, Any]) -> None:
    days = {"begin": facts["date_start"], "end": facts["date_end"]}
    if any(days.values()):
        span = child(mark, "TimeSpan")
        for end, day in days.items():
            if day:
                child(span, end, day)


def _geometry(parent: Any, kind: str, coordinates: Any) -> None:
    if kind.startswith("Multi"):
        many = child(parent, "MultiGeometry")
        for part in coordinates:
            _geometry(many, kind.removeprefix("Multi"), part)
    elif kind == "Polygon":
        polygon = child(parent, "Polygon")
        for number, ring in enumerate(coordinates):
            boundary = child(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            child(child(boundary, "LinearRing"), "coordinates", _positions(ring))
    else:
        child(child(parent, kind), "coordinates", _positions([coordinates] if kind == "Point" else coordinates))


def _positions(positions: Iterable[list[float]]) -> str:
    return " ".join(",".join(repr(float(number)) for number in position) for position in positions)

"""/ogc: OGC API - Features, part 1: every layer of every story is a collection, named story.layer."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from shapely import total_bounds
from starlette.requests import Request

from geo.api import asked
from geo.api.addresses import Addresses
from geo.api.answer import Reply, json_reply
from geo.api.data import Handler
from geo.api.stories import Stories
from geo.catalog import Layer
from geo.errors import RequestError
from geo.export import layer_collection, licence_text
from geo.feature import Feature
from geo.formats import GEOJSON
from geo.formats.table import shapes
from geo.story import Story

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS = [f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")]
ANY_QUERY = ("f",)
ITEMS_QUERY = ("bbox", "datetime", "limit", "offset", *ANY_QUERY)
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
JSON = "application/json"


def handlers(stories: Stories) -> dict[str, Handler]:
    """Path → what answers it."""

    def landing(request: Request) -> Reply:
        asked.read(request.query_params, ANY_QUERY)
        return json_reply(_landing(Addresses(request)))

    def conformance(request: Request) -> Reply:
        asked.read(request.query_params, ANY_QUERY)
        return json_reply({"conformsTo": CONFORMS})

    def collections(request: Request) -> Reply:
        asked.read(request.query_params, ANY_QUERY)
        at = Addresses(request)
        told = [_collection(story, layer, at) for story in stories.all() for layer in story.layers]
        return json_reply({"links": [_link("self", at.ogc("collections"))], "collections": told})

    def collection(request: Request) -> Reply:
        asked.read(request.query_params, ANY_QUERY)
        return json_reply(_collection(*_found(stories, request), Addresses(request)))

    def items(request: Request) -> Reply:
        wanted = asked.read(request.query_params, ITEMS_QUERY)
        return json_reply(_page(request, *_found(stories, request), wanted), GEOJSON)

    def item(request: Request) -> Reply:
        asked.read(request.query_params, ANY_QUERY)
        return json_reply(_item(request, *_found(stories, request)), GEOJSON)

    return {
        "/ogc": landing,
        "/ogc/": landing,
        "/ogc/conformance": conformance,
        "/ogc/collections": collections,
        "/ogc/collections/{collection}": collection,
        "/ogc/collections/{collection}/items": items,
        "/ogc/collections/{collection}/items/{item}": item,
    }


def _link(rel: str, href: str, media: str = JSON, **more: str) -> dict[str, str]:
    return {"rel": rel, "href": href, "type": media, **more}


def _landing(at: Addresses) -> dict[str, Any]:
    return {
        "title": "An article, on the map",
        "description": "The layers of newspaper stories: places, dated statements, boundaries and zones.",
        "links": [
            _link("self", at.ogc()),
            _link("service-desc", at.ogc("api"), OPENAPI),
            _link("conformance", at.ogc("conformance")),
            _link("data", at.ogc("collections")),
        ],
    }


def _found(stories: Stories, request: Request) -> tuple[Story, Layer]:
    """The story and the layer that a collection's id names."""
    asked_for = request.path_params["collection"]
    name, _, layer_id = asked_for.partition(".")
    if name in stories.names():
        story = stories.open(name)
        for layer in story.layers:
            if layer.id == layer_id:
                return story, layer
    raise RequestError(404, f'there is no collection "{asked_for[:60]}"', mend="Choose one of /ogc/collections")


def _collection(story: Story, layer: Layer, at: Addresses) -> dict[str, Any]:
    name = f"{story.id}.{layer.id}"
    licences = [_link("license", one["path"], "text/html") for one in layer.licenses if "path" in one]
    return {
        "id": name,
        "title": layer.title,
        "description": f"{layer.description} {layer.attribution}. Licence: {licence_text(layer.licenses)}.",
        "attribution": layer.attribution,
        "extent": _extent(story, layer),
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            _link("self", at.ogc("collections", name)),
            _link("items", at.items(name), GEOJSON, title=layer.title),
            *licences,
        ],
    }


def _extent(story: Story, layer: Layer) -> dict[str, Any]:
    """Bounds in degrees and the first and last day; null is an open end."""
    features = story.features(layer.id)
    placed = [shape for shape in shapes({"features": features}) if shape is not None]
    ends = [_end(features, "date_start", min), _end(features, "date_end", max)]
    extent: dict[str, Any] = {"temporal": {"interval": [ends]}}
    if placed:
        extent["spatial"] = {"bbox": [[float(one) for one in total_bounds(placed)]], "crs": CRS84}
    return extent


def _end(features: list[Feature], field: str, pick: Callable[[list[str]], str]) -> str | None:
    days = [feature["properties"][field] for feature in features]
    return None if None in days or not days else f"{pick(days)}T00:00:00Z"


def _page(request: Request, story: Story, layer: Layer, wanted: asked.Asked) -> dict[str, Any]:
    """One page of features, and the way to the next."""
    found = asked.chosen(layer_collection(story, layer.id, wanted.window), wanted.bbox)
    every, last = found["features"], wanted.offset + wanted.limit
    shown = every[wanted.offset : last]
    at, name = Addresses(request), f"{story.id}.{layer.id}"
    own = request.url.query
    links = [_link("self", at.items(name) + (f"?{own}" if own else ""), GEOJSON)]
    links.append(_link("collection", at.ogc("collections", name)))
    if last < len(every):
        links.append(_link("next", f"{at.items(name)}?{_turned(request, last, wanted.limit)}", GEOJSON))
    if wanted.offset:
        before = _turned(request, max(0, wanted.offset - wanted.limit), wanted.limit)
        links.append(_link("prev", f"{at.items(name)}?{before}", GEOJSON))
    counts = {"numberMatched": len(every), "numberReturned": len(shown)}
    return {"type": "FeatureCollection", "links": links, **counts, "metadata": found["metadata"], "features": shown}


def _turned(request: Request, offset: int, limit: int) -> str:
    """The same query for another page."""
    return urlencode({**dict(request.query_params), "limit": limit, "offset": offset})


def _item(request: Request, story: Story, layer: Layer) -> dict[str, Any]:
    wanted = request.path_params["item"]
    at, name = Addresses(request), f"{story.id}.{layer.id}"
    for feature in layer_collection(story, layer.id, None)["features"]:
        if feature["id"] == wanted:
            links = [_link("self", at.items(name, wanted), GEOJSON), _link("collection", at.ogc("collections", name))]
            return {**feature, "links": links}
    raise RequestError(404, f'there is no feature "{wanted[:60]}"', name, f"Choose one of {at.items(name)}")

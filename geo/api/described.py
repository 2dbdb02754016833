"""The OpenAPI 3.0 descriptions of /api/v1 and /ogc, with the stories, layers and formats there are."""

from typing import Any

from starlette.requests import Request

from geo.api import asked, ogc
from geo.api.addresses import Addresses
from geo.api.answer import PROBLEM, Reply, json_reply
from geo.api.data import ANNOTATIONS, ENDINGS, LAYER_QUERY, LINKED_DATA, PACK, Handler
from geo.api.stories import Stories
from geo.formats import FORMATS, GEOJSON
from geo.view import LANGUAGES

JSON = "application/json"
_BOX = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
_DAY = {"type": "string", "format": "date"}
_DAYS = "A moment, day, month or year, or two with a slash between; `..` for an open end. All that exists then."
# name → schema and what it does
_QUERY: dict[str, tuple[dict[str, Any], str]] = {
    "from": (_DAY, "First day, included. Without `from` and `to`: everything, whatever its dates."),
    "to": (_DAY, "Last day, included"),
    "bbox": (_BOX, "west,south,east,north in degrees (OGC:CRS84). What has no place is in no box."),
    "lang": ({"type": "string", "enum": list(LANGUAGES)}, "Language of `name`, where known; `name_en` stands beside."),
    "datetime": ({"type": "string"}, _DAYS),
    "f": ({"type": "string", "enum": list(asked.JSON_NAMES)}, "The format; there is only one"),
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": asked.MOST, "default": asked.USUAL},
        "Features a page",
    ),
    "offset": ({"type": "integer", "minimum": 0, "default": 0}, "Features before this page"),
}


def handlers(stories: Stories) -> dict[str, Handler]:
    """Path → what answers it."""

    def api(request: Request) -> Reply:
        asked.read(request.query_params, ())
        base = f"{Addresses(request).base}/api/v1"
        return json_reply(_document("An article, on the map: data", base, _data_paths(stories)), ogc.OPENAPI)

    def features(request: Request) -> Reply:
        asked.read(request.query_params, ogc.ANY_QUERY)
        base = Addresses(request).ogc()
        return json_reply(_document("An article, on the map: features", base, _ogc_paths(stories)), ogc.OPENAPI)

    return {"/api/v1/openapi.json": api, "/ogc/api": features}


def _document(title: str, base: str, paths: dict[str, Any]) -> dict[str, Any]:
    problem = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}}
        | {"detail": {"type": "string"}, "instance": {"type": "string"}},
    }
    told = "Read only. Each feature carries its sources and licence; each layer has its own licence."
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "version": "1.0.0", "description": told},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": {"Problem": problem}},
    }


def _data_paths(stories: Stories) -> dict[str, Any]:
    opened = stories.all()
    story = _in_path("story", [one.id for one in opened])
    layer = _in_path("layer", sorted({layer.id for one in opened for layer in one.layers}))
    medias = list(dict.fromkeys(one.media for one in FORMATS.values()))
    in_format = [story, layer, _in_path("format", list(ENDINGS)), *map(_in_query, LAYER_QUERY)]
    files = _get("layer", "A layer in one of the formats", medias, in_format, 422)
    return {
        "/stories": _get("stories", "The stories there are", [JSON]),
        "/stories/{story}": _get("story", "A story: its article, layers and links", [JSON], [story]),
        "/stories/{story}/layers/{layer}.{format}": files,
        "/stories/{story}/annotations.jsonld": _get("annotations", "W3C Web Annotations", [ANNOTATIONS], [story]),
        "/stories/{story}/linked-places.json": _get("places", "Linked Places", [LINKED_DATA], [story]),
        "/stories/{story}/pack.zip": _get("pack", "The whole story as one zip, to import elsewhere", [PACK], [story]),
        "/openapi.json": _get("description", "This document", [ogc.OPENAPI]),
    }


def _ogc_paths(stories: Stories) -> dict[str, Any]:
    opened = stories.all()
    collection = _in_path("collectionId", [f"{one.id}.{layer.id}" for one in opened for layer in one.layers])
    item, page = _in_path("featureId"), [collection, *map(_in_query, ogc.ITEMS_QUERY)]
    form = [*map(_in_query, ogc.ANY_QUERY)]
    one = [collection, item, *form]
    return {
        "/": _get("getLandingPage", "Landing page", [JSON], form),
        "/api": _get("getApi", "This document", [ogc.OPENAPI], form),
        "/conformance": _get("getConformance", "The conformance classes", [JSON], form),
        "/collections": _get("getCollections", "The collections", [JSON], form),
        "/collections/{collectionId}": _get("describeCollection", "A collection", [JSON], [collection, *form]),
        "/collections/{collectionId}/items": _get("getFeatures", "Features, page by page", [GEOJSON], page),
        "/collections/{collectionId}/items/{featureId}": _get("getFeature", "A feature", [GEOJSON], one),
    }


def _get(
    name: str, summary: str, medias: list[str], parameters: list[dict[str, Any]] | None = None, *more: int
) -> dict[str, Any]:
    """A path with GET alone; each may refuse a query (400), and what is not there (404)."""
    answers: dict[str, Any] = {"200": {"description": summary, "content": {media: {} for media in medias}}}
    refused = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    problems = {400: "A query that cannot be read", 404: "No such thing", 422: "The format cannot hold this"}
    named = any(one["in"] == "path" for one in parameters or [])
    for status, words in problems.items():
        if status in (400, *more) or (status == 404 and named):
            answers[str(status)] = {"description": words, "content": refused}
    operation = {"operationId": name, "summary": summary, "parameters": parameters or [], "responses": answers}
    return {"get": operation}


def _in_path(name: str, values: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"enum": values} if values else {})}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(name: str) -> dict[str, Any]:
    schema, told = _QUERY[name]
    style = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {"name": name, "in": "query", "required": False, "description": told, "schema": schema, **style}

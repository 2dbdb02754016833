"""/api/v1: stories and their layers in every format, annotations, Linked Places."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from geo.annotations import annotations
from geo.api import asked
from geo.api.addresses import Addresses
from geo.api.answer import Reply, json_reply
from geo.api.stories import Stories
from geo.catalog import Layer
from geo.errors import RequestError
from geo.export import layer_collection
from geo.formats import FORMATS, Format, linked_places, write
from geo.pack import pack
from geo.payload import layer_payload, story_payload
from geo.story import Story

LAYER_QUERY = ("from", "to", "bbox", "lang")
LINKED_DATA = "application/ld+json"
ANNOTATIONS = f'{LINKED_DATA}; profile="http://www.w3.org/ns/anno.jsonld"'
PACK = "application/zip"
ENDINGS = {one.suffix: name for name, one in FORMATS.items()}

Handler = Callable[[Request], Reply]


def handlers(stories: Stories) -> dict[str, Handler]:
    """Path → what answers it."""

    def listed(request: Request) -> Reply:
        asked.read(request.query_params, ())
        at = Addresses(request)
        return json_reply({"stories": [_short(one, at) for one in stories.all()], "links": at.api_links()})

    def story(request: Request) -> Reply:
        asked.read(request.query_params, ())
        return json_reply(_told(stories.open(request.path_params["story"]), Addresses(request)))

    def layer(request: Request) -> Reply:
        name, _, ending = request.path_params["file"].partition(".")
        return _layer(request, stories.open(request.path_params["story"]), name, ending)

    def annotated(request: Request) -> Reply:
        asked.read(request.query_params, ())
        found, at = stories.open(request.path_params["story"]), Addresses(request)
        return json_reply(annotations(found, at.annotations(found.id), at.feature(found.id)), ANNOTATIONS)

    def linked(request: Request) -> Reply:
        asked.read(request.query_params, ())
        found, at = stories.open(request.path_params["story"]), Addresses(request)
        layers = [layer_collection(found, one.id, None) for one in found.layers]
        return Reply(linked_places.linked_places(layers, at.feature(found.id)), LINKED_DATA)

    def packed(request: Request) -> Reply:
        asked.read(request.query_params, ())
        name = stories.open(request.path_params["story"]).id
        return Reply(pack(stories.files(name)), PACK, {"Content-Disposition": f'attachment; filename="{name}.zip"'})

    return {
        "/api/v1/stories": listed,
        "/api/v1/stories/{story}": story,
        "/api/v1/stories/{story}/layers/{file}": layer,
        "/api/v1/stories/{story}/annotations.jsonld": annotated,
        "/api/v1/stories/{story}/linked-places.json": linked,
        "/api/v1/stories/{story}/pack.zip": packed,
    }


def _layer(request: Request, story: Story, name: str, ending: str) -> Reply:
    """One layer in one format; raises RequestError for a format that does not exist."""
    if ending not in ENDINGS:
        mend = f"Choose one of {', '.join(ENDINGS)}"
        raise RequestError(404, f'there is no format "{ending[:60]}"', story.id, mend)
    wanted = asked.read(request.query_params, LAYER_QUERY)
    collection = asked.chosen(layer_collection(story, name, wanted.window), wanted.bbox)
    body = write([asked.named(collection, wanted.lang)], ENDINGS[ending])
    shown = {"Content-Disposition": f'inline; filename="{story.id}_{name}.{ending}"'}
    licences = [one["path"] for one in collection["metadata"]["licenses"] if "path" in one]
    shown |= {"Link": ", ".join(f'<{path}>; rel="license"' for path in licences)} if licences else {}
    return Reply(body, FORMATS[ENDINGS[ending]].media, shown)


def _short(story: Story, at: Addresses) -> dict[str, Any]:
    about = story_payload(story.facts, story.article)
    return {name: about[name] for name in ("id", "title", "summary", "language")} | {"href": at.story(story.id)}


def _told(story: Story, at: Addresses) -> dict[str, Any]:
    """What is known of a story, and where its data are."""
    return {
        **story_payload(story.facts, story.article),
        **{name: story.facts[name] for name in ("window", "extent", "presets", "home")},
        "layers": [_told_layer(story, layer, at) for layer in story.layers],
        "problems": [str(problem) for problem in story.problems],
        "links": at.story_links(story.id, FORMATS["lpf"].media, ANNOTATIONS, PACK),
    }


def _told_layer(story: Story, layer: Layer, at: Addresses) -> dict[str, Any]:
    links = [_link(one, at.layer(story.id, layer.id, one.suffix)) for one in FORMATS.values()]
    about = layer_payload(layer, layer.id in story.layers_on)
    return about | {"features": len(story.features(layer.id)), "links": links}


def _link(form: Format, href: str) -> dict[str, str]:
    return {"rel": "item", "href": href, "type": form.media, "title": form.title}

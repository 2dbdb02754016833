"""The addresses of everything, absolute: as the request came in, or as PUBLIC_URL says where a proxy stands between."""

import os

from starlette.requests import Request

from geo.export import Address

Link = dict[str, str]


class Addresses:
    """Addresses for one request."""

    def __init__(self, request: Request) -> None:
        self.base = (os.environ.get("PUBLIC_URL") or str(request.base_url)).rstrip("/")

    def story(self, story: str) -> str:
        """What is known of a story."""
        return f"{self.base}/api/v1/stories/{story}"

    def layer(self, story: str, layer: str, ending: str) -> str:
        """A layer in a format."""
        return f"{self.story(story)}/layers/{layer}.{ending}"

    def annotations(self, story: str) -> str:
        """The annotations of a story's article."""
        return f"{self.story(story)}/annotations.jsonld"

    def ogc(self, *path: str) -> str:
        """An address under /ogc."""
        return "/".join([f"{self.base}/ogc", *path])

    def items(self, collection: str, *path: str) -> str:
        """The features of a collection, or one of them."""
        return self.ogc("collections", collection, "items", *path)

    def feature(self, story: str) -> Address:
        """The address of each feature of a story: its item in OGC API - Features."""
        return lambda layer, feature: self.items(f"{story}.{layer}", feature)

    def api_links(self) -> list[Link]:
        """From the list of stories to the descriptions."""
        api = {"rel": "service-desc", "href": f"{self.base}/api/v1/openapi.json", "type": "application/openapi+json"}
        return [api, {"rel": "related", "href": self.ogc(), "type": "application/json", "title": "OGC API - Features"}]

    def story_links(self, story: str, places: str, annotations: str, pack: str) -> list[Link]:
        """From a story to what it has besides layers, each with its media type."""
        return [
            {"rel": "self", "href": self.story(story), "type": "application/json"},
            {"rel": "related", "href": f"{self.story(story)}/linked-places.json", "type": places},
            {"rel": "related", "href": self.annotations(story), "type": annotations},
            {"rel": "related", "href": f"{self.story(story)}/pack.zip", "type": pack, "title": "Story pack"},
            {"rel": "alternate", "href": f"{self.base}/?story={story}", "type": "text/html"},
        ]

"""The data at stable addresses beside the app: /api/v1 and, for QGIS and its kin, /ogc (OGC API - Features).

Starlette routes; whoever serves them mounts `routes()`. Read only, open to every origin, each answer with an ETag.
"""

from starlette.routing import Route

from geo.api import data, described, ogc
from geo.api.answer import Answer, nothing_here
from geo.api.stories import Stories, bundled


def routes(stories: Stories | None = None) -> list[Route]:
    """All addresses, without those of the app itself; what does not exist under them is told as a problem."""
    stories = stories or bundled()
    found = {**data.handlers(stories), **ogc.handlers(stories), **described.handlers(stories)}
    missing = dict.fromkeys(("/api", "/api/{rest:path}", "/ogc/{rest:path}"), nothing_here)
    return [Route(path, Answer(handler)) for path, handler in {**found, **missing}.items()]

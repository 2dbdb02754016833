"""The data at stable addresses beside the app: /api/v1 and, for QGIS and its kin, /ogc (OGC API - Features).

Starlette routes. Read only, open to every origin, each answer with an ETag. Nothing else of geo is loaded before the
first request, so that a server starts at once.
"""

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from geo.api.stories import Stories

PREFIXES = ("/api", "/ogc")


def routes(stories: "Stories | None" = None) -> list[Route]:
    """All addresses; what does not exist under them is told as a problem. Without `stories`: those of the program."""
    from geo.api import data, described, ogc
    from geo.api.answer import Answer, nothing_here
    from geo.api.stories import served

    stories = stories or served()
    found = {**data.handlers(stories), **ogc.handlers(stories), **described.handlers(stories)}
    missing = dict.fromkeys(("/api", "/api/{rest:path}", "/ogc/{rest:path}"), nothing_here)
    return [Route(path, Answer(handler)) for path, handler in {**found, **missing}.items()]


def late_routes() -> list[Route]:
    """The same addresses, loaded at the first request to one of them."""
    late = _Late()
    return [Route(prefix + rest, late) for prefix in PREFIXES for rest in ("", "/{rest:path}")]


class _Late:
    """An ASGI application that makes the addresses when it is first asked."""

    def __init__(self) -> None:
        self.app: Starlette | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.app is None:
            self.app = await run_in_threadpool(lambda: Starlette(routes=routes()))
        await self.app(scope, receive, send)

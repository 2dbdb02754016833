"""Scripts and words that a browser fetches by address, beside Streamlit's messages: once, packed, and ahead of them.

Only what is bundled with the program is kept here; one's own stories travel in the messages of the open page alone.
"""

import gzip
import hashlib

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA = {"js": "text/javascript", "json": "application/json"}
FOREVER = "public, max-age=31536000, immutable"  # an address is the hash of what stands there
_kept: dict[str, bytes] = {}
_ahead: dict[str, str] = {}
_served = False


def routes() -> list[Route]:
    """The addresses, for whoever serves the app; without them `address` gives none."""
    global _served
    _served = True
    return [Route("/reader/{name}", _answer)]


def is_served() -> bool:
    """Whether this server has the addresses (`streamlit run app.py` alone has not)."""
    return _served


def address(text: str, kind: str) -> str:
    """The address of a text, relative to the app's; `kind` is one of MEDIA."""
    body = text.encode()
    name = f"{hashlib.sha256(body).hexdigest()[:20]}.{kind}"
    if name not in _kept:
        _kept[name] = gzip.compress(body, 6, mtime=0)
    return f"reader/{name}"


def fetch_ahead(story: str, module: str, words: str) -> None:
    """Tell whoever asks for this story's map (its id; the usual one has "") that these two addresses are needed."""
    low = "fetchpriority=low"  # Streamlit's own scripts come first
    _ahead[story] = f"<{module}>; rel=modulepreload; {low}, <{words}>; rel=preload; as=fetch; crossorigin; {low}"


async def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    packed = _kept.get(name)
    if packed is None:
        return Response("There is nothing here.", 404, media_type="text/plain")
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    media = MEDIA[name.rpartition(".")[2]]
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), headers=headers, media_type=media)
    return Response(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=media)


class FetchAhead:
    """Names a story's script and words in the head of the map's page, so that they come while Streamlit starts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with one more header on the way back."""
        link = _ahead.get(Request(scope).query_params.get("story", "")) if _is_map(scope) else None
        if not link:
            await self.app(scope, receive, send)
            return

        async def with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Link", link)
            await send(message)

        await self.app(scope, receive, with_link)


def _is_map(scope: Scope) -> bool:
    return bool(scope["type"] == "http" and scope["path"] == "/")

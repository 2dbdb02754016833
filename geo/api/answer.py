"""One address as an ASGI application: GET and HEAD with a strong ETag, gzip and CORS; problems as RFC 9457."""

import gzip
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from geo.errors import FormatError, GeoError, RequestError, StoryError
from geo.export import json_bytes

METHODS = "GET, HEAD, OPTIONS"
PROBLEM = "application/problem+json"
SMALL = 1_000  # bytes: less is not worth packing
_PACKED = ("application/vnd.apache.parquet", "application/zip")
_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition"}
_PREFLIGHT = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "*"}


@dataclass(frozen=True)
class Reply:
    """A document and its media type."""

    body: bytes
    media: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(data: Any, media: str = "application/json") -> Reply:
    """A JSON document: the same bytes for the same data."""
    return Reply(json_bytes(data), media)


class Answer:
    """An endpoint for starlette.routing.Route; `make` runs in a thread and may raise any GeoError."""

    def __init__(self, make: Callable[[Request], Reply]) -> None:
        self.make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        response = await run_in_threadpool(self._respond, Request(scope, receive))
        await response(scope, receive, send)

    def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**_OPEN, **_PREFLIGHT, "Allow": METHODS})
        try:
            if request.method not in METHODS.split(", "):
                mend = f"Use one of {METHODS}"
                raise RequestError(405, f"{request.method} is not possible here: the data are read only", mend=mend)
            return _delivered(request, self.make(request))
        except GeoError as problem:
            return _refused(request, problem)
        except Exception:  # the trace goes to the log, never to the visitor
            logging.getLogger(__name__).exception("%s failed", request.url.path)
            return _refused(request, RequestError(500, "something failed here", mend="Tell whoever runs this server"))


def nothing_here(request: Request) -> Reply:
    """For every address that does not exist."""
    mend = "Start from /api/v1/openapi.json or /ogc"
    raise RequestError(404, "there is no such address", request.url.path[:200], mend)


def _delivered(request: Request, reply: Reply) -> Response:
    """The document, packed if the client takes gzip; 304 if it has it already."""
    tag = hashlib.sha256(reply.body).hexdigest()[:32]
    body, headers = reply.body, {**_OPEN, "Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding"}
    if reply.media not in _PACKED and len(body) >= SMALL and _takes_gzip(request):
        body = gzip.compress(body, 6, mtime=0)
        tag, headers["Content-Encoding"] = f"{tag}-gzip", "gzip"
    headers |= {"ETag": f'"{tag}"', **reply.headers}
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or f'"{tag}"' in {one.strip().removeprefix("W/") for one in known.split(",")}:
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(len(body))
    content = b"" if request.method == "HEAD" else body
    return Response(content, headers=headers | {"Content-Type": reply.media})


def _takes_gzip(request: Request) -> bool:
    """Whether gzip is among the encodings a client accepts, and not with a weight of zero."""
    for part in request.headers.get("accept-encoding", "").split(","):
        name, *weights = (piece.strip().lower() for piece in part.split(";"))
        if name == "gzip":
            return not any(weight.startswith("q=") and not weight[2:].strip("0.") for weight in weights)
    return False


def _refused(request: Request, problem: GeoError) -> Response:
    status = _status(problem)
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(problem),
        "instance": request.url.path[:200],
    }
    headers = {**_OPEN, "Cache-Control": "no-store", "Content-Type": PROBLEM}
    body = json_bytes(told)
    if status == 405:
        headers["Allow"] = METHODS
    headers["Content-Length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, status, headers)


def _status(problem: GeoError) -> int:
    if isinstance(problem, RequestError):
        return problem.status
    if isinstance(problem, StoryError):
        return 404
    return 422 if isinstance(problem, FormatError) else 500

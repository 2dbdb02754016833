"""What a server answers: the page within its limits, or what its refusal means for whoever wants the article."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult

from urllib3 import BaseHTTPResponse

from geo.errors import FetchError
from geo.web.guard import PASTE, Guard, too_slow

TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_PLAIN = (None, "", "identity", "gzip", "x-gzip", "deflate")


@dataclass(frozen=True)
class Page:
    """What came: the address it came from in the end, its bytes, its kind and the encoding the server stated."""

    url: str
    body: bytes
    ending: str
    charset: str


def received(response: BaseHTTPResponse, parts: SplitResult, guard: Guard, ends: float) -> Page:
    """The page that a server answered with; raises FetchError with what to do instead."""
    if response.status != HTTPStatus.OK:
        raise _refused(response.status)
    kind, _, rest = response.headers.get("Content-Type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in TYPES:
        raise FetchError(
            f"it is not an article but {kind[:60] or 'of an unknown kind'}: pages, text and PDF are taken in"
        )
    if response.headers.get("Content-Encoding", "").strip().lower() not in _PLAIN:
        raise FetchError("the page came packed in a way that cannot be read")
    body = _body(response, guard, ends)
    return Page(parts.geturl(), body, TYPES[kind], _charset(rest))


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40]
    return ""


def _body(response: BaseHTTPResponse, guard: Guard, ends: float) -> bytes:
    """The body unpacked, within the limits; a body cut short is an error, not a short article."""
    too_large = FetchError(f"the page has more than {guard.body_bytes / 1_000_000:g} MB", mend=PASTE)
    stated = response.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > guard.body_bytes:
        raise too_large
    body = bytearray()
    while chunk := response.read(65_536, decode_content=True):
        body += chunk
        if len(body) > guard.body_bytes:
            raise too_large
    if time.monotonic() >= ends:  # the line was cut: what came is not all
        raise too_slow(guard)
    if not body.strip():
        raise FetchError("the page is empty")
    return bytes(body)


def _refused(status: int) -> FetchError:
    """What a status means for whoever wants the article, and what to do."""
    said = {
        401: ("the site asks for a login (401)", "Log in with your browser and paste the text"),
        402: ("the site asks for payment (402)", "If you may read it, open it in your browser and paste the text"),
        403: ("the site does not let programs read this page (403)", PASTE),
        404: ("there is no such page (404)", "Check the address"),
        410: ("the page was taken down (410)", "Paste the text if you have it"),
        429: ("the site says that it was asked too often (429)", "Wait some minutes, or paste the text"),
        451: ("the page is closed for legal reasons (451)", "Paste the text if you may read it"),
    }
    if status in said:
        what, mend = said[status]
        return FetchError(what, mend=mend)
    if status >= 500:
        return FetchError(f"the site has a problem of its own ({status})", mend="Try again later, or paste the text")
    return FetchError(f"the site answered {status} instead of the page", mend=PASTE)

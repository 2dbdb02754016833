"""An article at an address, fetched with guards and taken in: no way into this machine's own network.

Every name is resolved once, every address it has is checked, and the connection goes to the checked address itself, so
that no second answer of the name service counts. Redirects are checked in the same way. No cookies, no proxies of the
environment, no scripts, at most ten addresses a minute. FETCH_URLS=off in the environment switches fetching off.
"""

import ipaddress
import os
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPException
from urllib.parse import SplitResult, urljoin

from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError

from geo.errors import FetchError, IngestError
from geo.extract.records import Text
from geo.ingest import read_bytes
from geo.web.address import checked, is_public, not_public, port_of, resolve_name
from geo.web.answer import TYPES, Page, received
from geo.web.guard import PASTE, Guard, too_slow
from geo.web.line import Line, open_line
from geo.web.pace import Pace

__all__ = ["Guard", "fetch_guarded", "fetch_text", "is_public", "resolve_name"]

USER_AGENT = "article-on-the-map/0.1 (fetches one article when its reader asks)"
_OFF = ("off", "0", "no", "false")
_PACE = Pace()


def fetch_text(url: str) -> Text:
    """The article at an http or https address; raises FetchError or IngestError with what to do instead."""
    if os.environ.get("FETCH_URLS", "").strip().lower() in _OFF:
        raise FetchError("fetching from the web is switched off here (FETCH_URLS=off)", mend=PASTE)
    _PACE.turn()
    return fetch_guarded(url, Guard(resolve_name, is_public))


def fetch_guarded(url: str, guard: Guard) -> Text:
    """`fetch_text` under another guard."""
    try:
        page = _page(url, guard)
    except FetchError as problem:
        raise FetchError(problem.what, problem.where or _shown(url), problem.mend or PASTE) from problem
    try:
        text = read_bytes(page.body, f"page{page.ending}", page.charset or None)
    except IngestError as problem:
        raise IngestError(problem.what, _shown(page.url), problem.mend) from problem
    return replace(text, url=page.url)


def _page(url: str, guard: Guard) -> Page:
    ends = time.monotonic() + guard.seconds
    parts = checked(url, guard)
    for _ in range(guard.redirects + 1):
        answer = _ask(parts, guard, ends)
        if isinstance(answer, Page):
            return answer
        following = checked(_joined(parts.geturl(), answer), guard)
        if parts.scheme == "https" and following.scheme == "http":
            raise FetchError("the page leads from https to an address without encryption, which is not followed")
        parts = following
    raise FetchError(f"the page leads to another again and again, more than {guard.redirects} times")


def _joined(url: str, where: str) -> str:
    """Where a redirect leads, which may be told from the address that was asked."""
    try:
        return urljoin(url, where)
    except ValueError as problem:
        raise FetchError("the page leads to something that is no address") from problem


def _ask(parts: SplitResult, guard: Guard, ends: float) -> Page | str:
    """One request: the page, or the address it leads to."""
    host, port = parts.hostname or "", parts.port or port_of(parts.scheme)
    addresses = _addresses(host, port, guard, ends)
    try:
        with open_line(addresses, port, host if parts.scheme == "https" else "", guard, ends) as line:
            return _answer(line, parts, guard, ends)
    except ssl.SSLCertVerificationError as problem:
        raise FetchError(f"its certificate is not to be trusted: {problem.verify_message}") from problem
    except (OSError, HTTPError, HTTPException, ValueError) as problem:
        if time.monotonic() >= ends or isinstance(problem, TimeoutError):
            raise too_slow(guard) from problem
        if isinstance(problem, ssl.SSLError):
            raise FetchError("a safe connection (TLS) could not be made") from problem
        if isinstance(problem, DecodeError):
            raise FetchError("the page came packed in a way that cannot be read") from problem
        raise FetchError("the connection failed or broke off", mend="Try again later, or paste the text") from problem


def _addresses(host: str, port: int, guard: Guard, ends: float) -> list[str]:
    """The addresses of a host, all of them public; the name service too has to answer in time."""
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return _all_public([host], guard)
    answer: list[str] = []
    problems: list[Exception] = []

    def look_up() -> None:
        try:
            answer.extend(guard.resolve(host, port))
        except (OSError, UnicodeError) as problem:
            problems.append(problem)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, ends - time.monotonic()))
    if thread.is_alive():
        raise too_slow(guard)
    if problems or not answer:
        raise FetchError(
            f"no host of the name {host} is known", mend="Check the address, and that you are online; or paste the text"
        )
    return _all_public(answer, guard)


def _all_public(addresses: list[str], guard: Guard) -> list[str]:
    """One private address among several is enough to refuse the name."""
    if not all(guard.is_public(address) for address in addresses):
        raise not_public()
    return addresses


def _answer(line: Line, parts: SplitResult, guard: Guard, ends: float) -> Page | str:
    left = max(0.1, ends - time.monotonic())
    host = parts.hostname or ""
    connection = HTTPConnection(host, parts.port or port_of(parts.scheme), timeout=left)
    connection.sock = line.socket  # ours, to the checked address: the connection opens none of its own
    if line.socket:
        line.socket.settimeout(left)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc,
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(TYPES),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
    response = connection.getresponse()
    if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
        return response.headers["Location"]
    return received(response, parts, guard, ends)


def _shown(url: str) -> str:
    """An address as it may stand in a message: short, without control characters, user names or passwords."""
    shown = "".join(sign for sign in url.strip() if sign.isprintable())
    before, slashes, after = shown.partition("//")
    authority, slash, path = after.partition("/")
    return f"{before}{slashes}{authority.rpartition('@')[2]}{slash}{path}"[:200]

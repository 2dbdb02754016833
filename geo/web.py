"""An article at an address, fetched with guards and taken in: no way into this machine's own network.

Every name is resolved once, every address it has is checked, and the connection goes to the checked address itself, so
that no second answer of the name service counts. Redirects are checked in the same way. No cookies, no proxies of the
environment, no scripts. FETCH_URLS=off in the environment switches fetching off.
"""

import ipaddress
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.client import HTTPException
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import certifi
import idna
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError

from geo.errors import FetchError, IngestError
from geo.extract.records import Text
from geo.ingest import read_bytes

USER_AGENT = "article-on-the-map/0.1 (fetches one article when its reader asks)"
_PASTE = "Open it in your browser and paste the text instead"
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_PLAIN = (None, "", "identity", "gzip", "x-gzip", "deflate")
_OFF = ("off", "0", "no", "false")

# Networks that ipaddress calls global, or that carry an IPv4 address inside: 6to4 relays, NAT64, Teredo, 6to4,
# IPv4-compatible, the old site-local ones.
_CLOSED = [
    ipaddress.ip_network(net)
    for net in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),
        *("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16"),
        *("3fff::/20", "5f00::/16", "fec0::/10", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
]
_OPEN_IPV6 = ipaddress.ip_network("2000::/3")  # all that has been given out for the public
_LOCAL_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "onion", "arpa")


@dataclass(frozen=True)
class Guard:
    """What may be asked, and how much: ports, seconds in all, bytes after unpacking, redirects.

    `resolve` and `is_public` decide where a name leads and whether that may be asked; `context` verifies certificates.
    """

    resolve: Callable[[str, int], list[str]]
    is_public: Callable[[str], bool]
    ports: tuple[int, ...] = (80, 443)
    seconds: float = 20
    body_bytes: int = 5_000_000
    redirects: int = 5
    context: Callable[[], ssl.SSLContext] | None = None


@dataclass(frozen=True)
class _Page:
    """What came: the address it came from in the end, its bytes, its kind and the encoding the server stated."""

    url: str
    body: bytes
    ending: str
    charset: str


def fetch_text(url: str) -> Text:
    """The article at an http or https address; raises FetchError or IngestError with what to do instead."""
    if os.environ.get("FETCH_URLS", "").strip().lower() in _OFF:
        raise FetchError("fetching from the web is switched off here (FETCH_URLS=off)", mend=_PASTE)
    return fetch_guarded(url, Guard(resolve_name, is_public))


def fetch_guarded(url: str, guard: Guard) -> Text:
    """`fetch_text` under another guard."""
    try:
        page = _page(url, guard)
    except FetchError as problem:
        raise FetchError(problem.what, problem.where or _shown(url), problem.mend or _PASTE) from problem
    try:
        text = read_bytes(page.body, f"page{page.ending}", page.charset or None)
    except IngestError as problem:
        raise IngestError(problem.what, _shown(page.url), problem.mend) from problem
    return replace(text, url=page.url)


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, and nothing but that."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.scope_id or ip not in _OPEN_IPV6:
            return False
    if any(ip in network for network in _CLOSED if network.version == ip.version):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_unspecified)


def resolve_name(name: str, port: int) -> list[str]:
    """All addresses of a host, IPv4 and IPv6; raises OSError where it has none."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _page(url: str, guard: Guard) -> _Page:
    ends = time.monotonic() + guard.seconds
    parts = _checked(url, guard)
    for _ in range(guard.redirects + 1):
        answer = _ask(parts, guard, ends)
        if isinstance(answer, _Page):
            return answer
        following = _checked(urljoin(parts.geturl(), answer), guard)
        if parts.scheme == "https" and following.scheme == "http":
            raise FetchError("the page leads from https to an address without encryption, which is not followed")
        parts = following
    raise FetchError(f"the page leads to another again and again, more than {guard.redirects} times")


def _checked(url: str, guard: Guard) -> SplitResult:
    """The address taken apart and written in one way only; raises FetchError where it may not be asked."""
    url = url.strip()
    if (
        not url
        or len(url) > 4_000
        or "\\" in url
        or any(sign.isspace() or ord(sign) < 33 or ord(sign) == 127 for sign in url)
    ):
        raise FetchError("it is not a web address", mend="Give an address such as https://example.org/article")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise FetchError("it is not a web address", mend="Check it for typing errors") from problem
    if parts.scheme not in ("http", "https"):
        raise FetchError(
            f"only http and https addresses are fetched, not {parts.scheme[:20] or 'this'}", mend="Give a web address"
        )
    if "@" in parts.netloc:
        raise FetchError(
            "addresses with a user name or password are not fetched", mend="Leave out what stands before the @"
        )
    if (port or _port(parts.scheme)) not in guard.ports:
        raise FetchError(f"port {port} is not asked, only 80 and 443", mend="Leave out the port")
    host = _host(parts.hostname or "")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port not in (None, _port(parts.scheme)) else "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"), "")


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _host(name: str) -> str:
    """A host's name in ASCII, or its address as ipaddress writes it; odd spellings of numbers are refused."""
    if ":" in name or not name:
        return _literal(name)
    try:
        ascii_name = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as problem:
        raise FetchError(
            f"the host's name cannot be one: {name[:80]!r}", mend="Check it for typing errors"
        ) from problem
    ascii_name = ascii_name.lower().rstrip(".")
    labels = ascii_name.split(".")
    # A last label that is a number makes it an IP address to any browser, however it is spelled: 127.1, 0x7f000001.
    if labels[-1].isdigit() or labels[-1].startswith("0x"):
        return _literal(ascii_name)
    allowed = all(label and len(label) <= 63 and set(label) <= _LETTERS for label in labels)
    if not allowed or len(ascii_name) > 253:
        raise FetchError(f"the host's name cannot be one: {name[:80]!r}", mend="Check it for typing errors")
    if labels[-1] in _LOCAL_NAMES or len(labels) == 1:
        raise _not_public()
    return ascii_name


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


def _literal(name: str) -> str:
    try:
        return str(ipaddress.ip_address(name))
    except ValueError as problem:
        raise FetchError(
            f"the host's name cannot be one: {name[:80]!r}", mend="Check it for typing errors"
        ) from problem


def _not_public() -> FetchError:
    return FetchError("the address is in this machine's own or a private network, which is never asked", mend=_PASTE)


def _ask(parts: SplitResult, guard: Guard, ends: float) -> _Page | str:
    """One request: the page, or the address it leads to."""
    host, port = parts.hostname or "", parts.port or _port(parts.scheme)
    addresses = _addresses(host, port, guard, ends)
    try:
        with _line(addresses, port, host if parts.scheme == "https" else "", guard, ends) as line:
            return _answer(line, parts, guard, ends)
    except ssl.SSLCertVerificationError as problem:
        raise FetchError(f"its certificate is not to be trusted: {problem.verify_message}") from problem
    except (OSError, HTTPError, HTTPException, ValueError) as problem:
        if time.monotonic() >= ends or isinstance(problem, TimeoutError):
            raise _too_slow(guard) from problem
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
        raise _too_slow(guard)
    if problems or not answer:
        raise FetchError(
            f"no host of the name {host} is known", mend="Check the address, and that you are online; or paste the text"
        )
    return _all_public(answer, guard)


def _all_public(addresses: list[str], guard: Guard) -> list[str]:
    """One private address among several is enough to refuse the name."""
    if not all(guard.is_public(address) for address in addresses):
        raise _not_public()
    return addresses


def _too_slow(guard: Guard) -> FetchError:
    return FetchError(
        f"the page did not come within {guard.seconds:g} seconds", mend="Try again later, or paste the text"
    )


class _Line:
    """A connection to a checked address that is cut when its time is over, however slowly bytes drip in."""

    def __init__(self, ends: float) -> None:
        self.socket: socket.socket | None = None
        self.timer = threading.Timer(max(0.0, ends - time.monotonic()), self.cut)
        self.timer.daemon = True

    def cut(self) -> None:
        with suppress(OSError):
            if self.socket:
                # Of the plain socket: an SSLSocket's own shutdown would drop the encryption under a read.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)

    def close(self) -> None:
        self.timer.cancel()
        if self.socket:
            self.socket.close()


@contextmanager
def _line(addresses: list[str], port: int, name: str, guard: Guard, ends: float) -> Iterator[_Line]:
    """Connect to one of the addresses; with `name`, over TLS with a certificate for that name."""
    line = _Line(ends)
    try:
        line.socket = _connected(addresses, port, ends)
        line.timer.start()
        if name:
            context = guard.context() if guard.context else _context()
            line.socket = context.wrap_socket(line.socket, server_hostname=name, do_handshake_on_connect=False)
            line.socket.do_handshake()
        yield line
    finally:
        line.close()


def _connected(addresses: list[str], port: int, ends: float) -> socket.socket:
    """A socket to the first address that answers; the numbers are used as they are, nothing is resolved again."""
    problem: OSError = TimeoutError()
    for address in addresses[:4]:
        left = ends - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=min(left, 8))
        except OSError as failed:
            problem = failed
    raise problem


def _context() -> ssl.SSLContext:
    """Certificates of certifi and of the system; names are checked, TLS 1.2 at least."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _answer(line: _Line, parts: SplitResult, guard: Guard, ends: float) -> _Page | str:
    left = max(0.1, ends - time.monotonic())
    host = parts.hostname or ""
    connection = HTTPConnection(host, parts.port or _port(parts.scheme), timeout=left)
    connection.sock = line.socket  # ours, to the checked address: the connection opens none of its own
    if line.socket:
        line.socket.settimeout(left)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc,
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(_TYPES),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
    response = connection.getresponse()
    if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
        return response.headers["Location"]
    return _received(response, parts, guard, ends)


def _received(response: BaseHTTPResponse, parts: SplitResult, guard: Guard, ends: float) -> _Page:
    if response.status != HTTPStatus.OK:
        raise _refused(response.status)
    kind, _, rest = response.headers.get("Content-Type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in _TYPES:
        raise FetchError(
            f"it is not an article but {kind[:60] or 'of an unknown kind'}: pages, text and PDF are taken in"
        )
    if response.headers.get("Content-Encoding", "").strip().lower() not in _PLAIN:
        raise FetchError("the page came packed in a way that cannot be read")
    body = _body(response, guard, ends)
    return _Page(parts.geturl(), body, _TYPES[kind], _charset(rest))


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40]
    return ""


def _body(response: BaseHTTPResponse, guard: Guard, ends: float) -> bytes:
    """The body unpacked, within the limits; a body cut short is an error, not a short article."""
    too_large = FetchError(f"the page has more than {guard.body_bytes / 1_000_000:g} MB", mend=_PASTE)
    stated = response.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > guard.body_bytes:
        raise too_large
    body = bytearray()
    while chunk := response.read(65_536, decode_content=True):
        body += chunk
        if len(body) > guard.body_bytes:
            raise too_large
    if time.monotonic() >= ends:  # the line was cut: what came is not all
        raise _too_slow(guard)
    if not body.strip():
        raise FetchError("the page is empty")
    return bytes(body)


def _refused(status: int) -> FetchError:
    """What a status means for whoever wants the article, and what to do."""
    said = {
        401: ("the site asks for a login (401)", "Log in with your browser and paste the text"),
        402: ("the site asks for payment (402)", "If you may read it, open it in your browser and paste the text"),
        403: ("the site does not let programs read this page (403)", _PASTE),
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
    return FetchError(f"the site answered {status} instead of the page", mend=_PASTE)


def _shown(url: str) -> str:
    """An address as it may stand in a message: short, without control characters, user names or passwords."""
    shown = "".join(sign for sign in url.strip() if sign.isprintable())
    before, slashes, after = shown.partition("//")
    authority, slash, path = after.partition("/")
    return f"{before}{slashes}{authority.rpartition('@')[2]}{slash}{path}"[:200]

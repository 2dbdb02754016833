"""Web addresses: written in one way, and only those of the public internet."""

import ipaddress
import socket
from urllib.parse import SplitResult, quote, urlsplit

import idna

from geo.errors import FetchError
from geo.web.guard import PASTE, Guard

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
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


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


def checked(url: str, guard: Guard) -> SplitResult:
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
    if (port or port_of(parts.scheme)) not in guard.ports:
        raise FetchError(f"port {port} is not asked, only 80 and 443", mend="Leave out the port")
    host = _host(parts.hostname or "")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port not in (None, port_of(parts.scheme)) else "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"), "")


def port_of(scheme: str) -> int:
    """The port of a scheme where an address names none."""
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
        raise not_public()
    return ascii_name


def _literal(name: str) -> str:
    try:
        return str(ipaddress.ip_address(name))
    except ValueError as problem:
        raise FetchError(
            f"the host's name cannot be one: {name[:80]!r}", mend="Check it for typing errors"
        ) from problem


def not_public() -> FetchError:
    """The error of an address that is never asked."""
    return FetchError("the address is in this machine's own or a private network, which is never asked", mend=PASTE)

"""What a fetch may cost, and which addresses may be asked at all."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from geo.errors import FetchError
from geo.services import plain

HOSTS = ("geoboundaries.org", "github.com", "githubusercontent.com")  # geoBoundaries keeps its files at GitHub


@dataclass(frozen=True)
class Limits:
    """How long, how often and where a source may be asked: seconds, attempts, redirects, hosts, schemes.

    `total_s` bounds one layer, waits included. It is checked between reads, so a slow answer can overrun it by
    one read at most.
    """

    connect_s: float = 10
    read_s: float = 15
    total_s: float = 120
    attempts: int = 4
    first_wait_s: float = 1
    redirects: int = 3
    hosts: tuple[str, ...] = HOSTS
    schemes: tuple[str, ...] = ("https",)


LIMITS = Limits()


def checked_host(limits: Limits, url: str) -> str:
    """The host of an address we may ask; raises FetchError for any other address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise FetchError(f'it leads to "{plain(url)}", which is no address') from error
    if parts.scheme not in limits.schemes:
        raise FetchError(f'it leads to "{plain(url)}", which is not {" or ".join(limits.schemes)}')
    if "\\" in url or "@" in parts.netloc:  # readers of addresses differ on what the host is
        raise FetchError(f'it leads to "{plain(url)}", whose host is not plain')
    if not any(host == known or host.endswith(f".{known}") for known in limits.hosts):
        raise FetchError(f'it leads to the host "{plain(host)}", which is not one of {", ".join(limits.hosts)}')
    return host

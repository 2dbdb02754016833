"""What an address may cost: the limits of one fetch, and who decides where it may lead."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

from geo.errors import FetchError

PASTE = "Open it in your browser and paste the text instead"


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


def too_slow(guard: Guard) -> FetchError:
    """The error of a page that did not come in time."""
    return FetchError(
        f"the page did not come within {guard.seconds:g} seconds", mend="Try again later, or paste the text"
    )

"""The bytes at an address, through requests: certificates verified, size and time bounded, asked again after troubles.

Every redirect is checked before it is followed. What arrives is no web page and no pointer, but may be anything else.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests
from requests import Session as Session
from urllib3.exceptions import HTTPError

from geo.errors import FetchError
from geo.fetch.bounds import Limits, checked_host
from geo.services import MEGABYTE, Source, plain

USER_AGENT = "article-on-the-map/0.1 (renews boundary layers when a reader asks; python-requests)"

_TYPES = ("application/json", "application/geo+json", "application/vnd.geo+json")
_UNSURE = ("text/plain", "application/octet-stream", "binary/octet-stream", "")  # how GitHub sends JSON
_JITTER = random.SystemRandom().uniform


@dataclass(frozen=True)
class Progress:
    """Where a fetch stands: stage is asking, waiting, receiving or checking; `total` bytes is None if not told."""

    source: Source
    stage: str
    text: str
    received: int = 0
    total: int | None = None


Tell = Callable[[Progress], None]
Sleep = Callable[[float], None]


@dataclass
class Run:
    """One fetch under way: its session, its bounds, and whom to tell."""

    source: Source
    session: Session
    limits: Limits
    sleep: Sleep
    progress: Tell | None
    ends: float

    def tell(self, stage: str, text: str, received: int = 0, total: int | None = None) -> None:
        """Tell whoever waits where it stands; `received` and `total` in bytes."""
        if self.progress:
            self.progress(Progress(self.source, stage, text, received, total))

    def left(self) -> float:
        """Seconds left, more than 0; raises FetchError when the time is up."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise FetchError(f"it took longer than {self.limits.total_s:g} seconds")
        return left


class _PassingError(Exception):
    """A trouble that may be gone in a moment; `wait_s` is how long the service asks to wait, if it does."""

    def __init__(self, what: str, wait_s: float | None = None) -> None:
        super().__init__(what)
        self.wait_s = wait_s


def new_session() -> Session:
    """A session that names us, uses the system's proxy, and sends nobody's password (.netrc is not read)."""
    session = Session()
    session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/geo+json, application/json"})
    session.auth = _no_auth
    return session


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def get(run: Run, url: str, most: int) -> bytes:
    """The decoded body at an address, asked for again after passing troubles, within the time of the run."""
    host = checked_host(run.limits, url)
    attempt = 1
    while True:
        run.tell("asking", f"Asking {host}" if attempt == 1 else f"Asking {host}, attempt {attempt}")
        try:
            return _ask(run, url, most)
        except _PassingError as trouble:
            if attempt == run.limits.attempts:
                raise FetchError(f"{trouble}, {attempt} times") from trouble
            _wait(run, attempt, trouble)
        attempt += 1


def _wait(run: Run, attempt: int, trouble: _PassingError) -> None:
    """Twice as long each time, and never in step with others who wait; as long as asked, if that was asked."""
    backoff = run.limits.first_wait_s * 2.0 ** (attempt - 1) * _JITTER(0.5, 1.5)
    seconds = max(backoff, trouble.wait_s or 0)
    if seconds >= run.left():
        raise FetchError(f"{trouble}; waiting {seconds:.0f} seconds more would take too long") from trouble
    run.tell("waiting", f"{str(trouble).capitalize()}; trying again in {seconds:.0f} s")
    run.sleep(seconds)


def _ask(run: Run, url: str, most: int) -> bytes:
    """One attempt; raises _PassingError for what may pass, FetchError for what will not."""
    try:
        with _open(run, url) as response:
            _check_status(response)
            _check_type(response)
            body = _body(run, response, most)
    except requests.exceptions.SSLError as error:
        raise FetchError(f"{urlsplit(url).hostname} shows no certificate that can be verified") from error
    except (requests.ConnectionError, requests.Timeout, HTTPError) as error:
        raise _PassingError(_connection_words(error)) from error
    except requests.RequestException as error:
        raise FetchError(f"it cannot be asked ({type(error).__name__})") from error
    except ValueError as error:  # requests reads the address of a redirect, even of one it is not to follow
        raise FetchError("it leads to something that is no address") from error
    _check_start(body)
    return body


def _connection_words(error: Exception) -> str:
    if isinstance(error, requests.ConnectTimeout):
        return "it could not be reached in time"
    if isinstance(error, requests.Timeout) or "timed out" in str(error).lower():
        return "it fell silent"
    if isinstance(error, requests.ConnectionError):
        return "it could not be reached"
    return "the answer broke off"


def _open(run: Run, url: str) -> requests.Response:
    """The answer at the end of at most `redirects` redirects, each to an address we may ask."""
    for _ in range(run.limits.redirects + 1):
        checked_host(run.limits, url)
        times = (min(run.limits.connect_s, run.left()), min(run.limits.read_s, run.left()))
        response = run.session.get(url, stream=True, allow_redirects=False, timeout=times, verify=True)
        if not response.is_redirect:
            return response
        response.close()
        url = urljoin(url, response.headers["Location"])
    raise FetchError(f"it redirects more than {run.limits.redirects} times")


def _check_status(response: requests.Response) -> None:
    status = response.status_code
    said = f"it answered {status} {plain(response.reason, 40)}".rstrip()
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _PassingError(said, _seconds(response.headers.get("Retry-After", "")))
    if status != HTTPStatus.OK:
        raise FetchError(said)


def _seconds(told: str) -> float | None:
    """Retry-After, seconds or a date, as seconds from now."""
    if told.strip().isdecimal():
        return float(told)
    try:
        return (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):  # TypeError: a date without a zone
        return None


def _check_type(response: requests.Response) -> None:
    told = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if told not in (*_TYPES, *_UNSURE):
        raise FetchError(f"it sent {plain(told)}, not GeoJSON")


def _body(run: Run, response: requests.Response, most: int) -> bytes:
    """The decoded body, read as it comes so that neither a huge nor a dripping one is waited for."""
    told = response.headers.get("Content-Length", "")
    total = int(told) if told.isdecimal() and "Content-Encoding" not in response.headers else None
    too_much = f"it is larger than {most / MEGABYTE:g} MB"
    if total is not None and total > most:
        raise FetchError(too_much)
    body = bytearray()
    while chunk := response.raw.read1(65_536, decode_content=True):
        body += chunk
        if len(body) > most:
            raise FetchError(too_much)
        run.left()
        run.tell("receiving", f"{len(body) / MEGABYTE:.1f} MB received", len(body), total)
    return bytes(body)


def _check_start(body: bytes) -> None:
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        raise FetchError("it sent a web page, not GeoJSON")
    if start.startswith(b"version https://git-lfs"):
        raise FetchError("it sent a pointer to a large file (Git LFS), not the file")

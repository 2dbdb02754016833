"""Fresh boundaries from open services, asked for by hand; whatever fails, what is bundled stays in use.

Nothing is fetched at import or at start. Requests go to the hosts in HOSTS alone, over https, with certificates
verified; size and time are bounded. `python -m geo.fetch --help` says how to call it from a shell.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from geo.errors import FetchError
from geo.fetched import Fetched, Origin, cached, default_cache, keep
from geo.services import MEGABYTE, Source, licence_id, plain, sources

HOSTS = ("geoboundaries.org", "github.com", "githubusercontent.com")  # geoBoundaries keeps its files at GitHub
USER_AGENT = "article-on-the-map/0.1 (renews boundary layers when a reader asks; python-requests)"

_DESCRIPTION_BYTES = 200_000
_TYPES = ("application/json", "application/geo+json", "application/vnd.geo+json")
_UNSURE = ("text/plain", "application/octet-stream", "binary/octet-stream", "")  # how GitHub sends JSON
_JITTER = random.SystemRandom().uniform


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


@dataclass(frozen=True)
class Progress:
    """Where a fetch stands: stage is asking, waiting, receiving or checking; `total` bytes is None if not told."""

    source: Source
    stage: str
    text: str
    received: int = 0
    total: int | None = None


@dataclass(frozen=True)
class Outcome:
    """How one source of several went: `fetched` or `problem`, and how many of how many are done."""

    source: Source
    fetched: Fetched | None
    problem: FetchError | None
    done: int
    of: int


Tell = Callable[[Progress], None]
Sleep = Callable[[float], None]


@dataclass
class _Run:
    """One fetch under way: its session, its bounds, and whom to tell."""

    source: Source
    session: requests.Session
    limits: Limits
    sleep: Sleep
    progress: Tell | None
    ends: float

    def tell(self, stage: str, text: str, received: int = 0, total: int | None = None) -> None:
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


def fetch_layer(
    source: Source,
    *,
    cache: Path,
    session: requests.Session | None = None,
    progress: Tell | None = None,
    limits: Limits = LIMITS,
    sleep: Sleep = time.sleep,
) -> Fetched:
    """Fetch one source, check it and keep it in `cache`; takes `limits.total_s` seconds at the most.

    Raises FetchError, a plain message that ends in what stays in use; an older copy is then as it was.
    """
    ends = time.monotonic() + limits.total_s
    with ExitStack() as stack:
        run = _Run(source, session or stack.enter_context(new_session()), limits, sleep, progress, ends)
        try:
            origin = _described(run) if source.described else _published(source)
            raw = _get(run, origin.url, source.most_bytes)
            if len(raw) < source.least_bytes:
                raise FetchError(f"only {len(raw)} bytes arrived, fewer than {source.least_bytes}")
            run.tell("checking", f"Checking {len(raw) / MEGABYTE:.1f} MB", len(raw), len(raw))
            return keep(source, origin, raw, cache, datetime.now(UTC))
        except FetchError as problem:
            raise FetchError(problem.what, source.title, _what_stays(source, cache)) from problem


def fetch_all(
    wanted: Iterable[Source],
    *,
    cache: Path,
    session: requests.Session | None = None,
    progress: Tell | None = None,
    limits: Limits = LIMITS,
    sleep: Sleep = time.sleep,
) -> Iterator[Outcome]:
    """Fetch one source after another and yield how each went; a failure does not stop the others."""
    chosen = tuple(wanted)
    for done, source in enumerate(chosen, 1):
        fetched = problem = None
        try:
            fetched = fetch_layer(source, cache=cache, session=session, progress=progress, limits=limits, sleep=sleep)
        except FetchError as error:
            problem = error
        yield Outcome(source, fetched, problem, done, len(chosen))


def new_session() -> requests.Session:
    """A session that names us, uses the system's proxy, and sends nobody's password (.netrc is not read)."""
    session = requests.Session()
    session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/geo+json, application/json"})
    session.auth = _no_auth
    return session


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _what_stays(source: Source, cache: Path) -> str:
    older = cached(source, cache)
    bundled = f'The bundled layer "{source.beside}" stays in use'
    return f"{bundled}, and the copy fetched on {older.layer.retrieved} is kept" if older else bundled


def _published(source: Source) -> Origin:
    return Origin(source.url, source.licence, source.publisher, source.valid)


def _described(run: _Run) -> Origin:
    """What geoBoundaries says of a boundary: the smaller of its two files, its licence, source and year."""
    raw = _get(run, run.source.url, _DESCRIPTION_BYTES)
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FetchError("its description is not JSON in UTF-8") from error
    told = told if isinstance(told, dict) else {}
    url = told.get("simplifiedGeometryGeoJSON") or told.get("gjDownloadURL")
    if not isinstance(url, str) or not url:
        raise FetchError("its description names no GeoJSON file (simplifiedGeometryGeoJSON)")
    licence = licence_id(_text(told, "boundaryLicense"))
    credit = ", ".join(part for part in (run.source.publisher, _text(told, "boundarySource")) if part)
    year = re.match(r"(1[89]|20)\d\d", _text(told, "boundaryYearRepresented"))
    if not year:
        raise FetchError("its description tells no year (boundaryYearRepresented)")
    return Origin(url, licence, credit, f"{year[0]}/..")


def _text(told: dict[str, Any], field: str) -> str:
    return plain(told.get(field))


def _get(run: _Run, url: str, most: int) -> bytes:
    """The decoded body at an address, asked for again after passing troubles, within the time of the run."""
    host = _checked_host(run.limits, url)
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


def _wait(run: _Run, attempt: int, trouble: _PassingError) -> None:
    """Twice as long each time, and never in step with others who wait; as long as asked, if that was asked."""
    backoff = run.limits.first_wait_s * 2.0 ** (attempt - 1) * _JITTER(0.5, 1.5)
    seconds = max(backoff, trouble.wait_s or 0)
    if seconds >= run.left():
        raise FetchError(f"{trouble}; waiting {seconds:.0f} seconds more would take too long") from trouble
    run.tell("waiting", f"{str(trouble).capitalize()}; trying again in {seconds:.0f} s")
    run.sleep(seconds)


def _ask(run: _Run, url: str, most: int) -> bytes:
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


def _open(run: _Run, url: str) -> requests.Response:
    """The answer at the end of at most `redirects` redirects, each to an address we may ask."""
    for _ in range(run.limits.redirects + 1):
        _checked_host(run.limits, url)
        times = (min(run.limits.connect_s, run.left()), min(run.limits.read_s, run.left()))
        response = run.session.get(url, stream=True, allow_redirects=False, timeout=times, verify=True)
        if not response.is_redirect:
            return response
        response.close()
        url = urljoin(url, response.headers["Location"])
    raise FetchError(f"it redirects more than {run.limits.redirects} times")


def _checked_host(limits: Limits, url: str) -> str:
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


def _body(run: _Run, response: requests.Response, most: int) -> bytes:
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


def main(
    argv: Sequence[str] | None = None,
    *,
    known: Sequence[Source] | None = None,
    session: requests.Session | None = None,
    limits: Limits = LIMITS,
    sleep: Sleep = time.sleep,
) -> int:
    """The command: progress on stderr, kept files on stdout; 0 if all went well, 1 if anything failed."""
    table = tuple(known if known is not None else sources())
    parser = argparse.ArgumentParser(prog="python -m geo.fetch", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--list", action="store_true", help="list the sources and what is kept of them; fetch nothing")
    ids = [source.id for source in table]
    parser.add_argument("--only", action="append", choices=ids, metavar="ID", help=f"one of: {', '.join(ids)}")
    parser.add_argument("--cache", type=Path, default=default_cache(), metavar="DIR", help="default: %(default)s")
    given = parser.parse_args(argv)
    chosen = [source for source in table if not given.only or source.id in given.only]
    if given.list:
        for source in chosen:
            kept = cached(source, given.cache, _say)
            print(f"{source.id}: {source.title}; {f'fetched {kept.fetched}' if kept else 'not fetched'}")
        return 0
    failed = 0
    for outcome in fetch_all(chosen, cache=given.cache, session=session, progress=_show, limits=limits, sleep=sleep):
        failed += outcome.problem is not None
        if outcome.fetched:
            print(outcome.fetched.layer.path)
        else:
            _say(outcome.problem)
    return 1 if failed else 0


def _show(progress: Progress) -> None:
    if progress.stage != "receiving" or progress.received == progress.total:
        _say(f"{progress.source.id}: {progress.text}")


def _say(words: object) -> None:
    print(words, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

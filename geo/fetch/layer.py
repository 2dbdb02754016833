"""A source → its layer: described or published, fetched, checked and kept; one source, or one after another."""

import json
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.errors import FetchError
from geo.fetch.bounds import LIMITS, Limits
from geo.fetch.transfer import Run, Session, Sleep, Tell, get, new_session
from geo.fetched import Fetched, Origin, cached, keep
from geo.services import MEGABYTE, Source, licence_id, plain

_DESCRIPTION_BYTES = 200_000


@dataclass(frozen=True)
class Outcome:
    """How one source of several went: `fetched` or `problem`, and how many of how many are done."""

    source: Source
    fetched: Fetched | None
    problem: FetchError | None
    done: int
    of: int


def fetch_layer(
    source: Source,
    *,
    cache: Path,
    session: Session | None = None,
    progress: Tell | None = None,
    limits: Limits = LIMITS,
    sleep: Sleep = time.sleep,
) -> Fetched:
    """Fetch one source, check it and keep it in `cache`; takes `limits.total_s` seconds at the most.

    Raises FetchError, a plain message that ends in what stays in use; an older copy is then as it was.
    """
    ends = time.monotonic() + limits.total_s
    with ExitStack() as stack:
        run = Run(source, session or stack.enter_context(new_session()), limits, sleep, progress, ends)
        try:
            origin = _described(run) if source.described else _published(source)
            raw = get(run, origin.url, source.most_bytes)
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
    session: Session | None = None,
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


def _what_stays(source: Source, cache: Path) -> str:
    older = cached(source, cache)
    bundled = f'The bundled layer "{source.beside}" stays in use'
    return f"{bundled}, and the copy fetched on {older.layer.retrieved} is kept" if older else bundled


def _published(source: Source) -> Origin:
    return Origin(source.url, source.licence, source.publisher, source.valid)


def _described(run: Run) -> Origin:
    """What geoBoundaries says of a boundary: the smaller of its two files, its licence, source and year."""
    raw = get(run, run.source.url, _DESCRIPTION_BYTES)
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

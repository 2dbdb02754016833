"""`python -m geo.fetch`: fresh boundaries from open services, kept in the user's cache."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from geo.fetch import LIMITS, Limits, Progress, fetch_all
from geo.fetch.transfer import Session, Sleep
from geo.fetched import cached, default_cache
from geo.services import Source, sources


def main(
    argv: Sequence[str] | None = None,
    *,
    known: Sequence[Source] | None = None,
    session: Session | None = None,
    limits: Limits = LIMITS,
    sleep: Sleep = time.sleep,
) -> int:
    """The command: progress on stderr, kept files on stdout; 0 if all went well, 1 if anything failed."""
    table = tuple(known if known is not None else sources())
    parser = argparse.ArgumentParser(prog="python -m geo.fetch", description=__doc__)
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

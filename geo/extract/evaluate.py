"""`python -m geo.extract.evaluate [--corpora FOLDER] [--json OUT] [--markdown]`: how well places and dates are found.

Prints figures for the gold set of this repository and for LGL, TR-News and GeoWebNews where their XML is given, with
the optional recogniser of names and without it. A corpus that the shipped weights were learned from is scored with
weights learned from the others; nothing of that is kept.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.extract import held_out, measured, ner, report
from geo.extract.gold import GOLD

CORPORA = {"lgl.xml": "LGL", "TR-News.xml": "TR-News", "GWN.xml": "GeoWebNews"}


def main(arguments: list[str] | None = None) -> int:
    """The command line; status 1 if something cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m geo.extract.evaluate", description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="the folder of the gold set")
    parser.add_argument("--corpora", type=Path, help="a folder with " + ", ".join(CORPORA))
    parser.add_argument("--mode", choices=("with", "without", "both"), default="both", help="the recogniser of names")
    parser.add_argument("--limit", type=int, help="only the first documents of each corpus, to try it out")
    parser.add_argument("--json", type=Path, help="a file for all figures")
    parser.add_argument("--markdown", action="store_true", help="print the table of the README instead")
    given = parser.parse_args(arguments)
    try:
        found = _runs(given.gold, given.corpora, _modes(given.mode), given.limit, quiet=given.markdown)
    except GeoError as problem:
        print(problem, file=sys.stderr)
        return 1
    if given.markdown:
        print(report.markdown(found))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _modes(wanted: str) -> list[bool]:
    """Whether the recogniser is used: both ways, unless it is not installed or not asked for."""
    if not ner.available("en"):
        print("Without the recogniser of names: the extra `ner` is not installed", file=sys.stderr)
        return [False]
    return {"with": [True], "without": [False], "both": [True, False]}[wanted]


def _runs(
    gold: Path, corpora: Path | None, modes: Sequence[bool], limit: int | None, quiet: bool
) -> list[dict[str, Any]]:
    paths = [corpora / name for name in CORPORA if (corpora / name).exists()] if corpora else []
    jobs: list[tuple[Callable[..., list[dict[str, Any]]], tuple[Any, ...]]] = []
    jobs += [(measured.gold_set, (gold, names)) for names in modes]
    for path in paths:
        others = [one for one in paths if one != path] if held_out.mark_of(path) in held_out.learned_from() else []
        jobs.append((measured.corpus, (path, CORPORA[path.name], modes, others, limit)))
    jobs += [(measured.speed, (gold, paths, names)) for names in modes]
    found = []
    for job, values in jobs:
        for figures in _alone(job, values):
            found.append(figures)
            if not quiet:
                print(report.plain(figures), flush=True)
    return found


def _alone(job: Callable[..., list[dict[str, Any]]], values: tuple[Any, ...]) -> list[dict[str, Any]]:
    """A job in a process of its own: its memory is its own, and no weights or caches are left over from another."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(job, *values).result()


if __name__ == "__main__":
    sys.exit(main())

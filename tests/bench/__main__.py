"""`python -m tests.bench`: the app beside a plain st_folium page and a bare page, in one run."""

import argparse
import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser

from geo.story import open_story
from geo.view import DEFAULT_STORY
from tests.bench.cdn import serve_cdn
from tests.bench.hands import HERE, App, Hands, Plain
from tests.bench.report import Measured, put_into, rows, table
from tests.bench.servers import Server, serve
from tests.bench.sessions import memory_by_sessions
from tests.bench.visits import ROUNDS, first_ms, measure
from tests.browser.app_server import ROOT, chromium

BARE_SHOWS = "() => document.querySelector('[data-testid=stMarkdownContainer]').textContent.includes('One line')"


def _measured(browser: Browser, hands: Hands, logs: Path, cdn: str) -> Measured:
    """One page on a server of its own for the visits, and on a fresh one for the sessions."""
    _say(f"{hands.title}: visits")
    with serve(hands.script, logs / f"{hands.name}.log", BENCH_CDN=cdn) as server:
        visits, start_s = measure(browser, server, hands), server.started_seconds
    _say(f"{hands.title}: sessions")
    with serve(hands.script, logs / f"{hands.name}-sessions.log", BENCH_CDN=cdn) as server:
        return Measured(visits, memory_by_sessions(server), start_s)


def _bare(browser: Browser, server: Server) -> list[float]:
    """First text of the bare page, after one visit that is not counted."""
    return [first_ms(browser, server, "/", BARE_SHOWS) for _ in range(ROUNDS + 1)][1:]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    """Measure, print the table; `--readme` also puts it into the README."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="replace the table in README.md")
    wanted = parser.parse_args()
    story = open_story(DEFAULT_STORY)
    with ExitStack() as stack:
        logs = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cdn, browser = stack.enter_context(serve_cdn()), stack.enter_context(chromium())
        _say("bare page")
        with serve(HERE / "bare_app.py", logs / "bare.log") as server:
            bare = _bare(browser, server)
        app, plain = (_measured(browser, hands, logs, cdn) for hands in (App(story), Plain(story)))
    words = (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, headless Chromium, server and browser on one machine; {ROUNDS} fresh windows. "
        "In-page times run from the input event to the second animation frame after the change shows. The plain page "
        "gets its CDN files from this machine and draws the same bundled background, without tiles. "
        "Sessions are WebSocket sessions without a browser."
    )
    block = table(rows(app, plain, bare), words)
    print(block)
    if wanted.readme:
        put_into(ROOT / "README.md", block)


if __name__ == "__main__":
    main()

"""A real server of the app on a free port, and a real Chromium that may talk to it alone."""

import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # no other host is ever found
]
DESKTOP = {"width": 1280, "height": 1000}
PHONE = {"width": 375, "height": 740}


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    data: Path | None = None, log: Path | None = None, port: int | None = None, stories: Path | None = None
) -> Iterator[str]:
    """The app's address while it runs; `data`: another data folder than the bundled one; `stories`: one's own."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "asgi.py", "--server.port", str(port)]
    own = str(stories or tempfile.mkdtemp(prefix="stories-"))  # never the drafts of whoever runs the tests
    env = {**os.environ, "STORIES_DIR": own, **({"MAP_DATA": str(data)} if data else {})}
    output = (log or Path(own) / "server.log").open("wb")
    process = subprocess.Popen(
        [*command, "--server.headless", "true"], cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
    )
    try:
        _wait_until_healthy(port, process, Path(output.name))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
        output.close()


def _wait_until_healthy(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    pause = Event()
    for _ in range(START_SECONDS * 10):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            pause.wait(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")


@dataclass
class Visitor:
    """One browser context: what it asked of other hosts, and what went wrong in its pages."""

    context: BrowserContext
    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "/", ready: str = ".reader.ready") -> Page:
        """A page of the app, once its content stands."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)
        page.goto(self.address + path)
        try:
            page.wait_for_selector(ready, timeout=60_000)
        except PlaywrightTimeout as error:
            raise AssertionError(f"{path} has no {ready}, but: {page.inner_text('body')[:900]}") from error
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        """What the Content-Security-Policy refuses is told on the console alone."""
        if "Content Security Policy" in said.text:
            self.errors.append(said.text)


@contextmanager
def visitor(browser: Browser, address: str, **options: Any) -> Iterator[Visitor]:
    """A fresh private window; what it asks of other hosts is noted (and they are not found, see FLAGS).

    Noted, not routed: routing costs each request a way to us and back, and switches the browser's cache off.
    """
    context = browser.new_context(**{"viewport": DESKTOP, "accept_downloads": True, **options})
    context.set_default_timeout(20_000)
    guest = Visitor(context, address)

    def note(request: Request) -> None:
        if not request.url.startswith((address, "blob:", "data:")):
            guest.foreign.append(request.url)

    context.on("request", note)
    try:
        yield guest
    finally:
        context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that CHROMIUM names; `make test` finds or installs one."""
    path = os.environ.get("CHROMIUM")
    if not path:
        raise RuntimeError("CHROMIUM names no browser. Run make test, or CHROMIUM=/usr/bin/chromium pytest.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()

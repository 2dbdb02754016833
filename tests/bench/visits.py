"""Visits that are measured: first features, click to excerpt, a date step, and a handle that is dragged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.bench.hands import PLACES, Hands
from tests.bench.servers import Server
from tests.bench.traffic import Bytes, Wire

CLOCK = Path(__file__).with_name("clock.js").read_text(encoding="utf-8")
ROUNDS = 5  # fresh private windows
SETTLE_MS = 1500  # after an interaction, so that the rerun it starts is counted with it
PATIENCE_MS = 60_000
DRAG_STEPS = 20


@dataclass
class Interaction:
    """One kind of interaction, each list one value a time: ms in the page, bytes, ms of the server's processor."""

    took_ms: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def in_words(self) -> tuple[float, float, float]:
        """Medians: ms in the page, bytes over the wire, ms of the server's processor."""
        return median(self.took_ms), median(self.bytes), median(self.cpu_ms)


@dataclass
class Visits:
    """What was measured of one page."""

    cold_ms: float = 0
    first_ms: list[float] = field(default_factory=list)
    click: Interaction = field(default_factory=Interaction)
    step: Interaction = field(default_factory=Interaction)
    moving: Bytes = field(default_factory=Bytes)


@contextmanager
def window(browser: Browser, server: Server, path: str, first: str) -> Iterator[tuple[Page, Wire]]:
    """A fresh private window on the page, its clock started with the navigation, once the first features show."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.add_init_script(f"{CLOCK}\nif (window === window.top) window.benchClock.fromNavigation({first});")
    context.set_default_timeout(PATIENCE_MS)
    try:
        page = context.new_page()
        wire = Wire(page, server.address)
        page.goto(server.address + path)
        page.wait_for_function("() => window.benchClock.first", timeout=PATIENCE_MS)
        yield page, wire
    finally:
        context.close()


def first_ms(browser: Browser, server: Server, path: str, first: str) -> float:
    """Milliseconds from the start of the navigation to the second frame with the first features."""
    with window(browser, server, path, first) as (page, _):
        return float(page.evaluate("window.benchClock.first"))


def measure(browser: Browser, server: Server, hands: Hands) -> Visits:
    """All of it, the first visit of a fresh server included."""
    visits = Visits(cold_ms=first_ms(browser, server, hands.path, hands.first))
    for number in range(ROUNDS):
        with window(browser, server, hands.path, hands.first) as (page, wire):
            visits.first_ms.append(float(page.evaluate("window.benchClock.first")))
            page.wait_for_timeout(SETTLE_MS)
            for place in PLACES:
                at = hands.where(page, place)
                with _counted(visits.click, page, wire, server, "click", hands.told(place)):
                    page.mouse.click(*at)
            hands.prepare_steps(page)
            for forward in (True, False):
                with _counted(visits.step, page, wire, server, hands.step_event, hands.moved(forward)):
                    hands.step(page, forward)
            if number == 0:
                visits.moving = _dragged(page, wire, hands)
    return visits


@contextmanager
def _counted(into: Interaction, page: Page, wire: Wire, server: Server, event: str, shows: str) -> Iterator[None]:
    """Time, bytes and processor time of what is done inside, the rerun it starts included."""
    before, cpu = wire.read(), server.cpu_ms()
    page.evaluate(f"() => window.benchClock.arm('{event}', {shows})")
    yield
    page.wait_for_function("() => window.benchClock.took !== null", timeout=PATIENCE_MS)
    into.took_ms.append(float(page.evaluate("window.benchClock.took")))
    page.wait_for_timeout(SETTLE_MS)
    into.bytes.append((wire.read() - before).total)
    into.cpu_ms.append(server.cpu_ms() - cpu)


def _dragged(page: Page, wire: Wire, hands: Hands) -> Bytes:
    """What goes over the wire while a handle is held and moved; it is let go only afterwards."""
    x, y = hands.handle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    before = wire.read()
    for number in range(DRAG_STEPS):
        page.mouse.move(x + 6 * number, y)
        page.wait_for_timeout(50)
    moving = wire.read() - before
    page.mouse.up()
    page.wait_for_timeout(SETTLE_MS)
    return moving

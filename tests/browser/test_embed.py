"""The map inside another's page: a host on another site, in a sandbox, with no cookie."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.app_server import DESKTOP, PHONE

SANDBOX = "allow-scripts allow-same-origin allow-popups"
# What a host page needs to let the frame be as high as the map says; the README shows the same.
LISTENER = """addEventListener("message", (event) => {
  const frame = document.getElementById("map");
  if (event.source === frame.contentWindow && event.data?.type === "article-on-the-map:height")
    frame.style.height = `${event.data.height}px`;
});"""


@contextmanager
def host(address: str, query: str, sandbox: str) -> Iterator[str]:
    """A page of another site (localhost is none of 127.0.0.1's) with words, the frame and more words."""
    words = "<p>Words of the host.</p>" * 30
    frame = f'<iframe id="map" title="A map" src="{address}/?{query}" sandbox="{sandbox}" style="width:100%"></iframe>'
    look = '<meta name="viewport" content="width=device-width"><title>Host</title>'
    page = f"<!doctype html><html lang=en>{look}<script>{LISTENER}</script><body>{words}{frame}{words}"

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def visit(
    browser: Browser, address: str, query: str = "embed=1", sandbox: str = SANDBOX, **look: object
) -> Iterator[Page]:
    """The host page; ends with no script error."""
    with host(address, query, sandbox) as url:
        context: BrowserContext = browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **look})  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        try:
            page.goto(url)
            yield page
            assert errors == []
        finally:
            context.close()


def frame_of(page: Page) -> Frame:
    """The frame's own document, once the reader stands in it."""
    page.frame_locator("#map").locator(".reader.ready").wait_for(timeout=60_000)
    return page.frames[1]


def zoom(frame: Frame) -> float:
    return float(frame.evaluate("document.querySelector('.reader').reader.map.getZoom()"))


def pointer_over(page: Page, frame: Frame) -> None:
    page.evaluate("document.getElementById('map').scrollIntoView()")  # a frame out of sight paints nothing
    box = frame.locator(".map").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def until(move: Callable[[], None], script: str, where: Page | Frame, arg: object) -> None:
    """Move until `script`, a function of `arg`, is true, as a hand does: a frame may miss a touch."""
    for _ in range(5):
        move()
        with suppress(PlaywrightTimeout):
            where.wait_for_function(script, arg=arg, timeout=3_000)
            return
    raise AssertionError(f"five moves of the hand had no effect: {script}")


@pytest.mark.parametrize("query", ["embed=1", "embed=true"])
def test_the_reader_stands_alone(browser: Browser, address: str, query: str) -> None:
    """No links to other pages, no cookie; map, legend and card work; the height is told and followed."""
    with visit(browser, address, query) as page:
        frame = frame_of(page)
        assert frame.locator("[data-testid=stPageLink]").count() == 0
        frame.get_by_text("Legend and layers").click()
        frame.locator('.legend [data-layer-id="countries"]').get_by_role("checkbox").uncheck()
        expect(frame.locator('.map path[data-feature-id="country-armenia"]')).to_be_hidden()
        frame.locator('.map path[data-feature-id="place-yevlakh"]').focus()
        page.keyboard.press("Enter")
        expect(frame.get_by_label("Selected feature").get_by_role("heading", name="Yevlakh")).to_be_visible()
        page.wait_for_function(
            """() => { const {height} = document.getElementById('map').getBoundingClientRect(); return height > 700 }"""
        )
        assert frame.evaluate(
            "(m => m.scrollHeight <= m.clientHeight + 1)(document.querySelector('[data-testid=stMain]'))"
        ), "nothing scrolls inside the frame"
        assert page.context.cookies(address) == []


def test_the_full_map_opens_with_the_same_view(browser: Browser, address: str) -> None:
    """The link back carries what was selected, and opens outside the frame."""
    with visit(browser, address, "embed=1&lang=hy") as page:
        frame = frame_of(page)
        frame.locator('.map path[data-feature-id="place-yevlakh"]').focus()
        page.keyboard.press("Enter")
        link = frame.get_by_role("link", name="Open the full map")
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
        with page.context.expect_page() as opened:
            link.click()
        full = opened.value
        full.wait_for_selector(".reader.ready", timeout=60_000)
        assert "embed" not in urlsplit(full.url).query
        expect(full.get_by_label("Selected feature").get_by_role("heading", level=3)).to_contain_text("Եվլախ")
        expect(full.get_by_role("link", name="Sources")).to_be_visible()


def test_the_wheel_scrolls_past_the_map(browser: Browser, address: str) -> None:
    """The wheel is the page's, and a hint says how to zoom; with Ctrl held, or after a click, it is the map's."""
    nearer = "zoom => document.querySelector('.reader').reader.map.getZoom() > zoom"
    with visit(browser, address) as page:
        frame = frame_of(page)

        def wheel(way: int) -> None:
            pointer_over(page, frame)
            page.mouse.wheel(0, way)

        pointer_over(page, frame)
        before, top = zoom(frame), page.evaluate("scrollY")
        until(lambda: wheel(120), "top => scrollY > top", page, top)
        expect(frame.locator(".gesture-hint")).to_contain_text("to zoom with the wheel")
        assert zoom(frame) == before
        page.keyboard.down("Control")
        until(lambda: wheel(-120), nearer, frame, before)
        page.keyboard.up("Control")
        near = zoom(frame)
        pointer_over(page, frame)
        page.mouse.down()
        page.mouse.up()
        until(lambda: wheel(-120), nearer, frame, near)


CENTRE = "String(document.querySelector('.reader').reader.map.getCenter())"


def fingers(page: Page, frame: Frame, *ways: tuple[int, int]) -> None:
    """As many fingers as ways, set down side by side in the middle of the map and moved, each its way (x, y pixels)."""
    pointer_over(page, frame)
    box = frame.locator(".map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = page.context.new_cdp_session(page)
    starts = [(x + 40 * number, y) for number in range(len(ways))]

    def touch(kind: str, part: float | None) -> None:
        points = [
            {"x": left + part * way[0], "y": top + part * way[1], "id": number}
            for number, ((left, top), way) in enumerate(zip(starts, ways, strict=True))
            if part is not None
        ]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if part is not None else []})

    touch("touchStart", 0)
    for step in range(1, 15):
        touch("touchMove", step / 14)
        page.evaluate("new Promise(requestAnimationFrame)")  # the page takes it in, as it does between real moves
    touch("touchEnd", None)
    hand.detach()


@pytest.fixture
def handheld(browser: Browser, address: str) -> Iterator[Page]:
    with visit(browser, address, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        yield page


def test_one_finger_scrolls_past_the_map(handheld: Page) -> None:
    """One finger is the page's, and a hint says so; the map stays where it is."""
    page, frame = handheld, frame_of(handheld)
    pointer_over(page, frame)
    before, top = frame.evaluate(CENTRE), page.evaluate("scrollY")
    until(lambda: fingers(page, frame, (0, -140)), "top => scrollY > top + 50", page, top)
    expect(frame.locator(".gesture-hint")).to_contain_text("two fingers")
    assert frame.evaluate(CENTRE) == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_fingers_move_the_map(handheld: Page) -> None:
    """Two fingers are the map's: side by side they move it, apart they zoom it; the page stays where it is."""
    page, frame = handheld, frame_of(handheld)
    pointer_over(page, frame)
    top, before = page.evaluate("scrollY"), frame.evaluate(CENTRE)
    moved = f"before => {CENTRE} !== before"
    until(lambda: fingers(page, frame, (0, -80), (0, -80)), moved, frame, before)
    near = zoom(frame)
    nearer = "zoom => document.querySelector('.reader').reader.map.getZoom() > zoom"
    until(lambda: fingers(page, frame, (-60, 0), (60, 0)), nearer, frame, near)
    assert page.evaluate("scrollY") == top
    assert page.evaluate("visualViewport.scale") == 1


def test_the_hosts_history_is_left_alone(browser: Browser, address: str) -> None:
    """What is done on the map adds no step to the host page's Back."""
    with visit(browser, address) as page:
        frame = frame_of(page)
        steps = page.evaluate("history.length")
        frame.locator("[data-preset]").first.click()
        frame.locator('.map path[data-feature-id="place-yevlakh"]').focus()
        page.keyboard.press("Enter")
        expect(frame.get_by_label("Selected feature")).to_be_visible()
        assert page.evaluate("history.length") == steps


def test_a_sandbox_without_an_origin_is_refused_by_streamlit(browser: Browser, address: str) -> None:
    """With allow-scripts alone nothing comes up: the README says that allow-same-origin is needed."""
    with host(address, "embed=1", "allow-scripts") as url:
        context = browser.new_context()
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.goto(url, wait_until="networkidle")
        assert page.frames[1].locator(".reader").count() == 0
        assert any("CORS" in text for text in refused)
        context.close()

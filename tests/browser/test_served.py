"""What `make run` serves around the app: downloads in any format, a policy that nothing breaks, frames."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pyogrio  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect

from tests.browser.app_server import Visitor, visitor

VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective + " " + event.blockedURI));
"""


def test_the_policy_stands_in_nobody_s_way(guest: Visitor) -> None:
    """Map, pages, the own-article page with its uploader: no violation, as the browser itself counts them."""
    guest.context.add_init_script(VIOLATIONS)
    page = guest.open()
    page.locator('.map path[data-feature-id="place-yevlakh"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".details h3")).to_contain_text("Yevlakh")
    for path in ("/article", "/layers", "/sources", "/own_article"):
        page = guest.open(path, ready=".prose h1")
        assert page.evaluate("violations") == []
    page.get_by_role("tab", name="File").click()
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"It happened in Yevlakh on 21 September 2023."}
    page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_text("a.txt")).to_be_visible()
    assert page.evaluate("violations") == []


def test_the_policy_is_in_force(guest: Visitor) -> None:
    """A script that is not the server's own does not run: what the other test does not see could happen."""
    page = guest.context.new_page()
    page.goto(f"{guest.address}/sources")
    page.wait_for_selector(".prose h1", timeout=60_000)
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.ran") is None


def test_a_format_is_chosen_and_nothing_moves(phone: Visitor, tmp_path: Path) -> None:
    """On a phone: GeoPackage of everything, one file with all layers; the page stays where it is."""
    page = phone.open("/layers", ready=".prose h1")
    page.get_by_text("Everything", exact=True).tap()
    page.get_by_role("combobox", name="Format").tap()
    page.get_by_role("option", name="GeoPackage").tap()
    expect(page.get_by_role("listitem").filter(has_text="one GeoPackage file")).to_be_visible()
    button = page.locator(".st-key-download button:visible")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    with page.expect_download() as waiting:
        button.tap()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.suffix == ".gpkg"
    assert len(pyogrio.list_layers(path)) == 15
    assert button.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_what_a_format_cannot_hold_is_said_before(guest: Visitor) -> None:
    """GPX of the districts: the button is off and the reason stands below it."""
    page = guest.open("/layers", ready=".prose h1")
    page.get_by_text("Everything", exact=True).click()
    page.get_by_role("combobox", name="Format").click()
    page.get_by_role("option", name="GPX").click()
    expect(page.get_by_text("features are left out").first).to_be_visible()  # the page stands again
    page.get_by_role("combobox", name="Layers").click()
    page.get_by_role("option", name="The seven surrounding districts").click()
    expect(page.get_by_text("7 of 7 features are left out")).to_be_visible()
    expect(page.locator(".st-key-download button:visible")).to_be_disabled()


def test_the_page_names_addresses_that_answer(guest: Visitor) -> None:
    """The addresses for other programs are those of this server, and are there."""
    page = guest.open("/layers", ready=".prose h1")
    expect(page.get_by_role("heading", name="Addresses of the data")).to_be_visible()
    shown = page.locator("[data-testid=stCode] code")
    expect(shown).to_have_count(5)
    for address in shown.all_inner_texts():
        assert address.startswith(guest.address)
        with urllib.request.urlopen(address.strip()) as answer:
            assert answer.status == 200


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Another site, which frames the map: localhost is not 127.0.0.1."""
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


def test_only_the_embedded_map_stands_in_another_site_s_frame(browser: Browser, address: str, tmp_path: Path) -> None:
    """`?embed=1` is shown in a frame elsewhere; the app without it is refused by the browser."""
    frames = f'<iframe name="yes" src="{address}/?embed=1"></iframe><iframe name="no" src="{address}/sources"></iframe>'
    (tmp_path / "index.html").write_text(frames, encoding="utf-8")
    with site(tmp_path) as other, visitor(browser, address) as someone:
        page = someone.context.new_page()
        page.goto(other)
        page.frame_locator("[name=yes]").locator(".reader.ready").wait_for(timeout=60_000)
        assert page.frame_locator("[name=no]").locator("#root").count() == 0

"""The address holds the whole view: links of every release open, back and forward work, nothing moves by itself."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.library import Library
from tests.browser.app_server import Visitor, free_port, serve, visitor
from tests.browser.test_map import on_map, python_heard_of, still
from tests.test_told import with_statements

LINKS = json.loads((Path(__file__).parents[1] / "links.json").read_text(encoding="utf-8"))
SOME = [LINKS["0.1.0"][2], LINKS["0.1.0"][4], *LINKS["unreleased"]]


def asked(page: Page) -> dict[str, str]:
    """What the address says now."""
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query).items()}


SEEN = """root => { const {state} = root.reader.store, map = root.reader.map, c = map.getCenter();
    return {sel: state.selected, lang: state.lang, layers: [...state.layers].sort(), days: [state.from, state.to],
            compared: Boolean(state.compare), split: state.split,
            at: [map.getZoom(), +c.lat.toFixed(2), +c.lng.toFixed(2)]} }"""


def seen(page: Page) -> dict[str, object]:
    """What the reader shows now, in the words of an address."""
    found: dict[str, object] = page.locator(".reader").evaluate(SEEN)
    return found


def sees_again(page: Page, before: dict[str, object]) -> None:
    """Wait until the reader shows what it showed."""
    script = f"""before => {{ const root = document.querySelector(".reader");
        return root?.reader && JSON.stringify(({SEEN})(root)) === JSON.stringify(before) }}"""
    page.wait_for_function(script, arg=before)


def selected(page: Page, name: str) -> None:
    expect(page.get_by_label("Selected feature").get_by_role("heading", level=3)).to_contain_text(name)


@pytest.mark.parametrize("given", SOME, ids=[each["link"] for each in SOME])
def test_links_of_every_release_open(guest: Visitor, given: dict[str, dict[str, object]]) -> None:
    """What a link was given out for is on the screen, and nothing in it is refused."""
    page = guest.open(f"/?{given['link']}")
    told, state = given["shows"], seen(page)
    expect(page.locator(".notices p")).to_have_count(0)
    assert state["sel"] == told.get("sel")
    assert state["lang"] == told.get("lang", "en")
    assert state["compared"] == ("cmp" in told)
    if "at" in told:
        zoom, lat, lng = (round(float(part), 2) for part in told["at"])  # type: ignore[attr-defined]
        assert state["at"] == [zoom, pytest.approx(lat, abs=0.011), pytest.approx(lng, abs=0.011)]
    for layer in told.get("layers", []):  # type: ignore[attr-defined]
        expect(page.locator(f'.legend [data-layer-id="{layer}"]').get_by_role("checkbox")).to_be_checked()


def test_browser_and_python_read_a_link_alike(page: Page) -> None:
    """The view that a link asks for is the same whether the page is opened with it or goes back to it."""
    for given in [*LINKS["0.1.0"], *LINKS["unreleased"]]:
        query = dict(parse_qsl(given["link"], keep_blank_values=True))
        page.locator(".reader").evaluate("(root, query) => root.reader.restore(query)", query)
        state = seen(page)
        assert state["sel"] == given["shows"].get("sel")
        assert state["lang"] == given["shows"].get("lang", "en")
        assert state["split"] == given["shows"].get("split", 50)
        if "layers" in given["shows"]:
            assert state["layers"] == sorted(given["shows"]["layers"])


def test_back_and_forward_restore_the_view(page: Page) -> None:
    """Each deliberate step is one step back; the same map node stays, and its links to other pages follow."""
    page.locator(".map").evaluate("node => { node.dataset.witness = 'same' }")
    start = seen(page)
    on_map(page, "place-yevlakh").click(force=True)
    selected(page, "Yevlakh")
    page.locator('[data-excerpt-id="x-e11"] .quote').click()
    selected(page, "")
    still(page)
    at_baku = seen(page)
    page.get_by_label("Language of place names").select_option("hy")
    python_heard_of("lang=hy", page)
    page.go_back()
    expect(page.get_by_label("Language of place names")).to_have_value("en")
    assert seen(page) == at_baku
    page.go_back()
    selected(page, "Yevlakh")
    page.go_back()
    expect(page.get_by_label("Selected feature")).to_be_hidden()
    assert seen(page) == start
    assert asked(page) == {}
    page.go_forward()
    selected(page, "Yevlakh")
    page.go_forward()
    expect(on_map(page, "place-baku")).to_have_attribute("aria-current", "true")
    assert seen(page) == at_baku
    python_heard_of("sel=statement-e11", page)
    expect(page.locator(".map[data-witness=same]")).to_be_visible()


def test_drags_and_pans_are_no_steps(page: Page) -> None:
    """Moving the map and holding a handle rewrite the address in place: one step back leaves them all."""
    page.locator("[data-preset]").first.click()
    steps = page.evaluate("history.length")
    page.locator(".reader").evaluate("root => root.reader.map.setView([40.1, 46.9], 9, {animate: false})")
    page.get_by_label("From", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert asked(page)["at"] == "9/40.1/46.9"
    assert asked(page)["from"] == "2023-09-16"
    assert page.evaluate("history.length") == steps
    page.go_back()
    expect(page.locator(".window-title")).to_have_text("19–21 Sept 2023")
    assert asked(page) == {}


def test_back_from_another_page_comes_to_the_view(page: Page) -> None:
    """From the map to the article and back by the browser's own button: the view is as it was left."""
    page.locator("[data-preset]").first.click()
    on_map(page, "place-baku").focus()
    page.keyboard.press("Enter")
    python_heard_of("sel=place-baku", page)
    before = seen(page)
    page.get_by_role("link", name="Article", exact=True).click()
    expect(page.get_by_role("heading", name="The article, excerpt by excerpt")).to_be_visible()
    page.go_back()
    page.wait_for_selector(".reader.ready")
    selected(page, "Bak")
    assert seen(page) == before
    page.go_back()
    expect(page.get_by_label("Selected feature")).to_be_hidden()
    page.go_forward()
    selected(page, "Bak")


def test_back_from_one_story_to_another(browser: Browser, tmp_path: Path) -> None:
    """The browser's own buttons lead from a story to the one before it, as it was left, and forward again."""
    name = Library(folder=tmp_path).keep(with_statements(), "0123456789ab", date(2023, 10, 1))
    with serve(stories=tmp_path) as address, visitor(browser, address) as guest:
        page = guest.open()
        on_map(page, "place-yevlakh").focus()
        page.keyboard.press("Enter")
        still(page)
        python_heard_of("sel=place-yevlakh", page)
        before = seen(page)
        title = page.get_by_role("heading", level=1)
        own = Library(folder=tmp_path).open(name).title
        page.get_by_role("combobox", name="Story").click()
        page.get_by_role("option", name=own).click()
        expect(title).to_have_text(own)
        page.go_back()
        expect(title).to_contain_text("Nagorno-Karabakh")
        selected(page, "Yevlakh")
        assert seen(page) == before
        page.go_forward()
        expect(title).to_have_text(own)
        expect(page.get_by_label("Selected feature")).to_be_hidden()
        page.go_back()
        selected(page, "Yevlakh")
        for _ in range(2):
            page.get_by_role("combobox", name="Story").click()
            page.get_by_role("option", name=own).click()
            page.wait_for_url("**story=**")  # asked for, and not yet shown
            page.go_back()
            page.wait_for_function("() => !location.search.includes('story=')")
            expect(title).to_contain_text("Nagorno-Karabakh")
            sees_again(page, before)
        assert guest.errors == []


def test_the_place_of_the_map_survives_reload_and_pages(page: Page) -> None:
    """Where the map looks comes back after a reload, and by the links of the other pages."""
    page.locator(".reader").evaluate("root => root.reader.map.setView([40.1, 46.9], 9.25, {animate: false})")
    before = seen(page)
    python_heard_of(r"at=9\.25", page)
    page.reload()
    page.wait_for_selector(".reader.ready")
    assert seen(page) == before
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", name="Sources and method")).to_be_visible()
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_selector(".reader.ready")
    assert seen(page) == before


def test_a_window_of_another_size_keeps_the_place(page: Page) -> None:
    """Making the window smaller and larger changes neither the address nor where the map looks."""
    page.locator(".reader").evaluate("root => root.reader.map.setView([40.1, 46.9], 9, {animate: false})")
    address, before = page.url, seen(page)
    for width, height in ((701, 640), (1111, 801), (1280, 1000)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            """() => { const {map} = document.querySelector('.reader').reader;
                return map.getSize().x === map.getContainer().clientWidth }"""
        )
        assert seen(page) == before
    assert page.url == address


def test_home_is_no_place_of_its_own(page: Page) -> None:
    """Back at the whole story the address is bare again."""
    page.locator(".reader").evaluate("root => root.reader.map.setView([40.1, 46.9], 9, {animate: false})")
    assert "at" in asked(page)
    page.get_by_role("button", name="Back to the whole story").click()
    page.wait_for_function("() => !location.search")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("v=7&lang=hy", "v=7"),
        ("at=12", "at=12"),
        ("at=7/0/400", "outside the map"),
        ("cmp=2019-06-01", "cmp=2019-06-01"),
        ("cmp=2019-06-01,2021-06-01&split=x", "split=x"),
    ],
)
def test_junk_is_said_and_not_obeyed(guest: Visitor, query: str, said: str) -> None:
    """A version or a value that cannot be read is named; the story's own view stands."""
    page = guest.open(f"/?{query}")
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_label("Language of place names")).to_have_value("en")


def test_a_restarted_server_finds_the_view(browser: Browser) -> None:
    """The server goes and comes back: the map still stands where it stood, and the links to the other pages know it."""
    port = free_port()
    with visitor(browser, f"http://127.0.0.1:{port}") as guest:
        with serve(port=port):
            page = guest.open("/?lang=ru")
            page.get_by_role("link", name="Sources").click()
            expect(page.get_by_role("heading", name="Sources and method")).to_be_visible()
            page.get_by_role("link", name="Map", exact=True).click()
            page.wait_for_selector(".reader.ready")
            page.locator(".reader").evaluate("root => root.reader.map.setView([40.1, 46.9], 9, {animate: false})")
            on_map(page, "place-baku").focus()
            page.keyboard.press("Enter")
            still(page)
            python_heard_of("sel=place-baku", page)
            before, address = seen(page), asked(page)
        with serve(port=port):
            page.wait_for_function("() => !document.querySelector('[data-testid=stConnectionStatus]')", timeout=60_000)
            expect(on_map(page, "place-baku")).to_have_attribute("aria-current", "true", timeout=60_000)
            for _ in range(5):  # a click before the page knows that the server went is lost
                page.get_by_role("link", name="Sources").click(timeout=60_000)
                with suppress(AssertionError):
                    expect(page.get_by_role("heading", name="Sources and method")).to_be_visible(timeout=15_000)
                    break
            page.get_by_role("link", name="Map", exact=True).click()
            page.wait_for_selector(".reader.ready")
            assert seen(page) == before
            assert asked(page) == address

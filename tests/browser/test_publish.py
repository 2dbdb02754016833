"""The one-file HTML in a real browser, from the disk, without any network: everything works, nothing is asked."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.export import layer_geojson
from geo.notebook import Frame
from geo.notebook import open_story as open_explorable
from geo.publish import publish
from geo.story import Story, open_story
from tests.browser.app_server import DESKTOP
from tests.browser.test_hostile import HOSTILE, hostile_data

HIDDEN = re.compile(r"\boff\b")
YEVLAKH = '.map path[data-feature-id="place-yevlakh"]'


@contextmanager
def opened(browser: Browser, file: Path, hash_: str = "", **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A file from the disk in a window without network, and what it asked for or complained of."""
    context = browser.new_context(**{"viewport": DESKTOP, "offline": True, "accept_downloads": True, **options})
    context.set_default_timeout(20_000)
    page = context.new_page()
    wrong: list[str] = []
    own = file.as_uri()
    page.on(
        "request",
        lambda asked: None if asked.url.split("#")[0] == own or _inside(asked.url) else wrong.append(asked.url),
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    try:
        page.goto(own + hash_)
        if options.get("java_script_enabled", True):
            page.wait_for_selector(".reader.ready")
        yield page, wrong
    finally:
        context.close()


def _inside(address: str) -> bool:
    return address.startswith(("data:", "blob:"))


@pytest.fixture(scope="module")
def file(bundled: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("published") / "story.html"
    made.write_bytes(publish(bundled))
    return made


def test_everything_works_from_the_disk(browser: Browser, file: Path) -> None:
    """Place to words, words to place, search, dates and layers work; nothing is asked, nothing complains."""
    with opened(browser, file) as (page, wrong):
        page.locator(YEVLAKH).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".details h3")).to_have_text("Yevlakh")
        expect(page.locator('.excerpt[data-excerpt-id="x-e08"]')).to_have_attribute("aria-current", "true")
        page.get_by_role("combobox", name="Find a place").fill("Bakı")
        page.keyboard.press("Enter")
        expect(page.locator(".details h3")).to_have_text("Baku")
        page.locator('[data-preset="whole"]').click()
        expect(page.locator(".map path.layer-line-of-contact")).not_to_have_class(HIDDEN)
        page.locator('[data-layer-id="line-of-contact"] input').uncheck()
        expect(page.locator(".map path.layer-line-of-contact")).to_have_class(HIDDEN)
        assert page.locator(".plot .tick").first.evaluate("node => getComputedStyle(node).left") != "auto"
        assert wrong == []


def test_online_tiles_are_not_offered(browser: Browser, file: Path) -> None:
    """The file's policy forbids them, so there is no switch for them, and no word of them."""
    with opened(browser, file) as (page, _):
        expect(page.locator(".legend")).to_contain_text("How sure")
        expect(page.locator(".legend")).not_to_contain_text("online tiles")


def test_the_address_holds_the_view(browser: Browser, file: Path) -> None:
    """What is shown stands after #; opened again, it is shown again; what is wrong there is told and ignored."""
    with opened(browser, file) as (page, wrong):
        page.locator('[data-preset="as-of-20-september-2023"]').click()
        page.locator(YEVLAKH).focus()
        page.keyboard.press("Enter")
        page.get_by_label("Language of place names").select_option("az")
        page.wait_for_function("location.hash.includes('lang=az') && location.hash.includes('sel=place-yevlakh')")
        kept = page.evaluate("location.hash")
        assert wrong == []
    with opened(browser, file, kept) as (page, wrong):
        expect(page.locator(".details h3")).to_have_text("Yevlax")
        expect(page.locator(".window-title")).to_have_text("20 Sept 2023")
        page.evaluate("location.hash = '#sel=place-baku'")
        expect(page.locator(".details h3")).to_have_text("Baku")
        assert wrong == []
    with opened(browser, file, "#from=soon&sel=nowhere") as (page, _):
        expect(page.get_by_role("alert")).to_contain_text("from=soon")
        expect(page.get_by_role("alert")).to_contain_text("sel=nowhere")
        expect(page.locator(".window-title")).to_have_text("19–21 Sept 2023")


@pytest.mark.parametrize("layer", ["article-places", "context-events", "countries"])
def test_downloads_are_the_apps_own(browser: Browser, file: Path, bundled: Story, layer: str) -> None:
    """Visible or everything: the file made in the page is the one that the app gives."""
    with opened(browser, file) as (page, wrong):
        page.locator(".downloads summary").click()
        buttons = page.locator(f'.downloads li[data-layer-id="{layer}"] button')
        for button, window in zip(buttons.all(), (bundled.window, None), strict=True):
            with page.expect_download() as download:
                button.click()
            assert json.loads(download.value.path().read_text()) == json.loads(layer_geojson(bundled, layer, window))
        assert wrong == []


def test_it_is_a_picture_and_text_without_scripts(browser: Browser, file: Path) -> None:
    """Without JavaScript: the picture shows, the words are there, nothing is asked and nothing empty stands about."""
    with opened(browser, file, java_script_enabled=False) as (page, wrong):
        picture = page.locator("img.picture")
        expect(picture).to_be_visible()
        assert picture.bounding_box()["width"] > 800  # type: ignore[index]
        expect(page.get_by_role("listitem").first).to_contain_text("more than 30 years of conflict")
        expect(page.locator(".downloads")).to_be_hidden()
        assert wrong == []


def test_hostile_words_stay_words(browser: Browser, tmp_path: Path) -> None:
    """Markup, templates and line separators in a story are shown as they are, with and without scripts."""
    data = hostile_data(tmp_path / "data")
    story = open_story("fair", data)
    for excerpt in story.article.excerpts:
        assert excerpt.exact == HOSTILE
    story.facts["title"] = f"{HOSTILE}\u2028x"
    made = tmp_path / "hostile.html"
    made.write_bytes(publish(story, data=data))
    with opened(browser, made) as (page, wrong):
        expect(page.locator(".reader h1")).to_contain_text(HOSTILE)
        expect(page.locator(".words").first).to_have_text(HOSTILE)
        page.locator(".downloads summary").click()
        expect(page.locator(".downloads")).to_contain_text("{{ 7*7 }}")
        assert page.evaluate("window.pwned") is None
        assert page.locator("img, iframe, .reader script").count() == 0
        assert wrong == []
    with opened(browser, made, java_script_enabled=False) as (page, wrong):
        expect(page.locator("q").first).to_have_text(HOSTILE)
        assert page.locator("img").count() == 1
        assert page.locator("iframe").count() == 0
        assert wrong == []


def test_a_notebook_shows_the_map(browser: Browser, tmp_path: Path) -> None:
    """The output of explore() is the working map, in a frame that cannot reach the notebook around it."""
    frame = open_explorable("nagorno-karabakh-2023").explore(sel="place-yevlakh")
    assert isinstance(frame, Frame)
    output = tmp_path / "output.html"
    output.write_text(f"<!doctype html><meta charset=utf-8><body>{frame._repr_mimebundle_()['text/html']}")
    context = browser.new_context(viewport={"width": DESKTOP["width"], "height": DESKTOP["height"]}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(output.as_uri())
    inner = page.frame_locator("iframe")
    expect(inner.locator(".reader.ready .details h3")).to_have_text("Yevlakh")
    inner.locator('.map path[data-feature-id="place-azerbaijan"]').focus()
    page.keyboard.press("Enter")
    expect(inner.locator(".details h3")).to_have_text("Azerbaijan")
    assert page.frames[1].evaluate("() => { try { return top.document.title } catch { return 'closed' } }") == "closed"
    assert [address for address in asked if not _inside(address)] == [output.as_uri()]
    context.close()

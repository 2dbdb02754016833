"""Every page passes axe's rules, in both themes and both widths; what the keyboard can do besides."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import DESKTOP, PHONE, Visitor, visitor
from tests.browser.test_links import asked, selected
from tests.browser.test_map import EXCERPTS, STORY, on_map, still

PAGES = {
    "/?sel=place-yevlakh": ".reader.ready",
    "/?cmp=2019-06-01,2021-06-01&split=50": ".reader.ready",
    "/?embed=1&sel=place-yevlakh": ".reader.ready",
    "/article": ".prose h1",
    "/layers": ".prose h1",
    "/sources": ".prose h1",
    "/compare": "h1",
    "/share": ".copies",
    "/own_article": "textarea",
}
LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "dark phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True, "color_scheme": "dark"},
}


def found_by_axe(page: Page) -> list[str]:
    """Serious and critical findings: rule, where, and what is wrong there."""
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in violations
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious(browser: Browser, address: str, look: str) -> None:
    """On no page, in no theme and at no width does axe find anything serious."""
    found = {}
    with visitor(browser, address, reduced_motion="reduce", **LOOKS[look]) as guest:
        for path, ready in PAGES.items():
            page = guest.open(path, ready=ready)
            found[path] = found_by_axe(page)
            page.close()
    assert {path: what for path, what in found.items() if what} == {}


def test_overlapping_features_are_all_reached(page: Page) -> None:
    """A click where areas lie on each other opens the topmost, and its card offers the others, back and forth."""
    page.locator(".reader").evaluate("root => root.reader.map.setView([39.95, 46.75], 9, {animate: false})")
    box = page.locator(".map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.get_by_label("Selected feature")
    first = card.get_by_role("heading", level=3).inner_text()
    others = card.locator(".also-here button")
    assert others.count() >= 2
    name = others.last.inner_text()
    others.last.click()
    expect(card.get_by_role("heading", level=3)).to_have_text(name)
    expect(card.locator(".also-here")).to_contain_text(first)
    expect(card.locator(".also-here")).not_to_contain_text(name)
    page.locator('[data-excerpt-id="x-e11"] .quote').click()
    expect(card.locator(".also-here")).to_have_count(0)


def test_guided_reading_by_arrows(page: Page) -> None:
    """In the article the arrows lead through the statements in the order of the text; the map comes along."""
    order = [name for excerpt in STORY.article.excerpts for name in excerpt.statements]
    order = list(dict.fromkeys(order))
    page.get_by_role("region", name="Article excerpts").focus()
    for key, at in (("ArrowRight", 0), ("ArrowRight", 1), ("ArrowLeft", 0), ("ArrowLeft", 0), ("End", -1), ("Home", 0)):
        page.keyboard.press(key)
        assert asked(page)["sel"] == order[at]
    page.keyboard.press("End")
    still(page)
    last = next(x for x in EXCERPTS.values() if order[-1] in x.statements)
    expect(page.locator(f'[data-excerpt-id="{last.id}"]')).to_have_attribute("aria-current", "true")
    assert page.evaluate("document.activeElement.className") == "article"


def test_a_question_mark_lists_the_keys(guest: Visitor) -> None:
    """The list of keys opens with ? and with a button, and closes with Escape; in a field ? is a letter."""
    page = guest.open("/?sel=place-baku")
    keys = page.get_by_role("dialog", name="Keys")
    page.locator(".map").focus()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    selected(page, "Bak")
    page.get_by_role("combobox", name="Find a place").press("?")
    expect(keys).to_be_hidden()
    page.get_by_role("button", name="Keys of this page").click()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    expect(on_map(page, "place-baku")).to_have_attribute("aria-current", "true")

"""Two dates side by side on one map."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import Visitor
from tests.browser.test_links import asked
from tests.browser.test_map import on_map

WAR = "/?cmp=2019-06-01,2021-06-01&split=50"


def reached_at(page: Page, feature_id: str) -> tuple[bool, bool]:
    """Whether a feature can be hit left of the divider, and right of it."""
    script = """([id]) => {
        const divider = document.querySelector('.divider').getBoundingClientRect();
        const cut = divider.left + divider.width / 2;
        const path = document.querySelector(`.map path[data-feature-id="${id}"]`), map = document.querySelector('.map');
        const box = map.getBoundingClientRect(), found = [false, false];
        for (let x = box.left + 2; x < box.right; x += 12)
            for (let y = box.top + 40; y < box.bottom; y += 12)
                if (Math.abs(x - cut) > 3 && document.elementsFromPoint(x, y).includes(path))
                    found[x < cut ? 0 : 1] = true;
        return found }"""
    left, right = page.evaluate(script, [feature_id])
    return bool(left), bool(right)


def divider_at(page: Page, percent: int) -> None:
    expect(page.get_by_role("slider", name="Divider between the two dates")).to_have_attribute(
        "aria-valuenow", str(percent)
    )


def test_each_side_shows_its_own_date(guest: Visitor) -> None:
    """In 2019 the area behind the line of contact is on the left alone, in 2021 the zones on the right alone."""
    page = guest.open(WAR)
    for name in ("compared-dates .date-left", "compared-dates .date-right"):
        expect(page.locator(f".{name}")).to_be_visible()
    expect(page.locator(".compared-dates")).to_contain_text(re.compile("1 June 2019.*1 June 2021"))
    divider = page.get_by_role("slider", name="Divider between the two dates")
    divider.focus()
    page.keyboard.press("Home")
    assert reached_at(page, "de-facto-1994") == (False, False)
    assert reached_at(page, "zone-north") == (False, True)
    page.keyboard.press("End")
    assert reached_at(page, "de-facto-1994") == (True, False)
    assert reached_at(page, "zone-north") == (False, False)
    assert reached_at(page, "country-armenia") == (True, False)


def test_the_divider_follows_hand_and_keys(guest: Visitor) -> None:
    """Arrows, Shift, Home, End and the pointer move it; it says where it stands, and so does the address."""
    page = guest.open(WAR)
    divider = page.get_by_role("slider", name="Divider between the two dates")
    divider.focus()
    for key, percent in (("ArrowRight", 52), ("Shift+ArrowLeft", 42), ("Home", 0), ("ArrowLeft", 0), ("End", 100)):
        page.keyboard.press(key)
        divider_at(page, percent)
    expect(divider).to_have_attribute("aria-valuetext", "100 %: 1 June 2019 on the left, 1 June 2021 on the right")
    assert asked(page)["split"] == "100"
    page.keyboard.press("Home")
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    grip, box = divider.bounding_box(), page.locator(".map").bounding_box()
    assert grip
    assert box
    before = page.locator(".reader").evaluate("root => String(root.reader.map.getCenter())")
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, grip["y"] + 90, steps=5)
    page.mouse.up()
    divider_at(page, 80)
    assert asked(page)["split"] == "80"
    assert page.locator(".reader").evaluate("root => String(root.reader.map.getCenter())") == before


def test_the_cut_stays_at_the_divider_when_the_map_moves(guest: Visitor) -> None:
    """After panning and zooming the drawing is still cut where the divider stands."""
    page = guest.open(WAR)
    script = """() => { const d = document.querySelector('.divider').getBoundingClientRect();
        const r = document.querySelector('#reader-left rect');
        const svg = document.querySelector('.leaflet-overlay-pane svg');
        const at = new DOMPoint(+r.getAttribute('x') + +r.getAttribute('width'), 0).matrixTransform(svg.getScreenCTM());
        return Math.abs(at.x - d.left - d.width / 2) }"""
    assert page.evaluate(script) < 2
    for move in ("panBy([83, 41], {animate: false})", "setZoom(9, {animate: false})", "panBy([-200, 10])"):
        page.locator(".reader").evaluate(f"root => {{ root.reader.map.{move} }}")
        page.wait_for_function(f"() => ({script})() < 2")


def test_what_differs_is_told_and_leads_to_it(guest: Visitor) -> None:
    """A list in words for both sides, reached by keyboard; it follows the dates."""
    page = guest.open(WAR)
    told = page.get_by_role("region", name="What differs")
    expect(told.get_by_role("status")).to_contain_text(re.compile(r"Only on the left: \d+\. Only on the right: \d+"))
    left = told.locator("section").first
    expect(left.get_by_role("heading", level=3)).to_have_text("Only on the left, 1 June 2019")
    line = left.locator('[data-feature-id="line-of-contact-1994"]')
    line.focus()
    page.keyboard.press("Enter")
    expect(on_map(page, "line-of-contact-1994")).to_have_attribute("aria-current", "true")
    page.locator('[data-pair="18-21-september-2023"]').click()
    expect(left.get_by_role("heading", level=3)).to_have_text("Only on the left, 18 Sept 2023")
    expect(left.locator('[data-feature-id="line-of-contact-1994"]')).to_have_count(0)


def test_comparing_comes_and_goes_cleanly(page: Page) -> None:
    """The two ends of the window become the two dates; leaving brings the window and the whole map back."""
    page.get_by_role("button", name="Compare two dates").click()
    expect(page.locator(".window-title")).to_have_text("19 Sept 2023 and 21 Sept 2023")
    assert asked(page)["cmp"] == "2023-09-19,2023-09-21"
    page.locator('[data-pair="2019-2021"]').click()
    page.get_by_role("button", name="Compare two dates").click()
    expect(page.locator(".window-title")).to_have_text("19–21 Sept 2023")
    expect(page.locator(".divider")).to_be_hidden()
    expect(page.get_by_role("region", name="What differs")).to_be_hidden()
    assert page.locator(".map .only-left, .map .only-right").count() == 0
    assert asked(page) == {}
    page.go_back()
    expect(page.locator(".window-title")).to_have_text("1 June 2019 and 1 June 2021")
    expect(page.locator(".divider")).to_be_visible()


@pytest.mark.parametrize("percent", [0, 50, 100])
def test_both_dates_are_visible_on_a_phone(phone: Visitor, percent: int) -> None:
    """Wherever the divider stands, both dates can be read, and nothing scrolls sideways."""
    page = phone.open(f"/?cmp=2019-06-01,2021-06-01&split={percent}")
    box = page.locator(".map").bounding_box()
    assert box
    for side in ("left", "right"):
        label = page.locator(f".date-{side}").bounding_box()
        assert label
        assert label["x"] >= box["x"] - 1
        assert label["x"] + label["width"] <= box["x"] + box["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_both_dates_are_in_print(guest: Visitor) -> None:
    """On paper the two dates and the divider between them stand on the map."""
    page = guest.open(WAR)
    page.emulate_media(media="print")
    for css in (".date-left", ".date-right", ".divider"):
        expect(page.locator(css)).to_be_visible()


def test_what_is_taken_away_holds_what_is_compared(guest: Visitor) -> None:
    """Downloads reach from the left date to the right one and say so; a picture is of the date that is chosen."""
    page = guest.open(f"/layers{WAR[1:]}", ready=".st-key-download")
    expect(page.get_by_role("listitem").filter(has_text="2019-06-01 to 2021-06-01")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Two dates are compared")).to_be_visible()
    page = guest.open(f"/share{WAR[1:]}", ready=".copies .copy-row")
    page.get_by_role("radiogroup", name="Date of the pictures").get_by_text("2021-06-01").click()
    for _ in range(3):  # Python has to hear of the choice first
        with page.expect_download(timeout=60_000) as download:
            page.get_by_role("button", name="Locator as SVG").click()
        if "2019" not in download.value.suggested_filename:
            break
    assert download.value.suggested_filename.endswith("_2021-06-01_2021-06-01_locator.svg")

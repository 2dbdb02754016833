"""Each promise of the review, seen in a real browser: keys, touch, two tabs, a stop, and what is told aloud."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.app_server import Visitor, visitor
from tests.browser.test_accessible import LOOKS, found_by_axe
from tests.browser.test_own_article import NOTHING_WAITS, WORDS, downloaded, items, progress, review
from tests.browser.test_own_story import READER, centre

LONG = (" ".join(WORDS.split()) + " ") * 1_200  # read for seconds; a browser takes many lines in slowly
SELECT = """([word]) => {
    const pieces = [...document.querySelectorAll('.review-words span')];
    const node = pieces.find(s => s.textContent.includes(word)).firstChild;
    const at = node.data.indexOf(word);
    getSelection().setBaseAndExtent(node, at, node, at + word.length) }"""


def current(page: Page) -> Locator:
    return page.locator('.found[aria-current="true"]')


def test_keys_move_and_choose(guest: Visitor) -> None:
    """J and K go on and back, as the two buttons do; a number chooses that candidate, and the choice is kept."""
    page = review(guest)
    expect(current(page)).to_have_attribute("data-item", "p-1")
    second = page.locator(".found").nth(1).get_attribute("data-item") or ""
    page.keyboard.press("j")
    expect(current(page)).to_have_attribute("data-item", second)
    page.keyboard.press("k")
    expect(current(page)).to_have_attribute("data-item", "p-1")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    page = review(guest, "Rain fell in Valencia. Later it fell in Cuenca.")
    name = page.locator(".candidate").nth(1).get_attribute("data-candidate")
    page.keyboard.press("2")
    expect(page.locator('.found[aria-label="Valencia: place, verified"]')).to_be_visible()
    page.keyboard.press("k")
    expect(page.locator('.candidate[aria-pressed="true"]')).to_have_attribute("data-candidate", name or "")


def test_every_status_is_in_the_download(guest: Visitor) -> None:
    """Verified, not identifiable and unreviewed stand in the file, and what is no place does not pass for one."""
    page = review(guest)
    page.keyboard.press("a")
    page.locator(".found", has_text="Addis Ababa").click()
    page.keyboard.press("n")
    page.locator(".found", has_text="Moscow").click()
    page.keyboard.press("r")
    progress(page, f"3 of {items(page)} reviewed")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.reload()
    page.wait_for_selector(".review.ready")
    told = {one["properties"]["words"]: one["properties"]["status"] for one in downloaded(page)["features"][1:]}
    assert told["Addis Ababa"] == "unidentifiable"
    assert "unreviewed" in told.values()
    assert told.get("Moscow", "rejected") == "rejected"


def test_what_has_no_date_is_not_accepted(guest: Visitor) -> None:
    """The reason stands above, and the item stays at hand."""
    page = review(guest, day="")
    page.locator(".found-date", has_text="Tuesday").click()
    page.keyboard.press("a")
    expect(page.locator(".review-problem")).to_contain_text("has no date yet")
    expect(current(page)).to_have_text("Tuesday")
    progress(page, f"0 of {items(page)} reviewed")


def test_a_missed_place_is_added_by_touch(phone: Visitor) -> None:
    """The button beside the selected words works with a finger, though a tap takes the selection away first."""
    page = review(phone)
    total = items(page)
    page.locator(".review-text").scroll_into_view_if_needed()
    page.evaluate(SELECT, ["Buses"])
    add = page.get_by_role("button", name="Add as a place")
    add.scroll_into_view_if_needed()
    page.evaluate("getSelection().removeAllRanges()")
    add.tap()
    progress(page, f"0 of {total + 1} reviewed")
    expect(page.locator(".review-quote mark")).to_have_text("Buses")


def test_a_missed_place_is_added_by_typing_its_words(guest: Visitor) -> None:
    """Enter adds the first place where they stand; words that do not stand there are told."""
    page = review(guest)
    total = items(page)
    missed = page.get_by_label("Words that were missed")
    missed.fill("Atlantis")
    missed.press("Enter")
    expect(page.locator(".review-missed p")).to_contain_text("does not stand in the text")
    missed.fill("students")
    missed.press("Enter")
    progress(page, f"0 of {total + 1} reviewed")
    expect(current(page)).to_have_text("students")


def test_a_place_is_marked_by_keyboard(guest: Visitor) -> None:
    """The space bar marks what lies under the cross in the middle of the map; Escape marks nothing."""
    page = review(guest)
    page.get_by_role("button", name="Mark on the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Nothing was marked.")).to_be_visible()
    page.get_by_role("button", name="Mark on the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator('.found[aria-label="Bahir Dar: place, verified"]').first).to_be_visible()
    progress(page, f"1 of {items(page)} reviewed")


def test_an_area_is_drawn_by_touch(phone: Visitor) -> None:
    """Taps on the map are corners, also where a marker stands."""
    page = review(phone)
    page.get_by_role("button", name="Draw an area").tap()
    x, y = centre(page, ".review-map")
    for dx, dy in ((-60, -50), (60, -50), (0, 0), (-60, 50)):
        page.touchscreen.tap(x + dx, y + dy)
    page.get_by_role("button", name="Area is done").tap()
    expect(page.locator('.found[aria-label="Bahir Dar: place, verified"]').first).to_be_visible()


def test_a_state_is_drawn_as_its_outline(guest: Visitor) -> None:
    """Where borders are known and uncontested, the outline takes the ring's place, for the item and for others."""
    page = review(guest, "Rain fell in Portugal. Later it fell in Slovenia.")
    expect(page.locator("path.current-outline")).to_have_count(1)
    expect(page.locator("path.settled-outline")).to_have_count(1)
    expect(page.locator(".review-map path.precision-ring")).to_have_count(0)


def test_who_does_not_see_the_page_is_told(guest: Visitor) -> None:
    """After a key: what became of the item, and which one is at hand."""
    page = review(guest)
    page.keyboard.press("a")
    live = page.locator(".review > .sr-only")
    expect(live).to_contain_text("Bahir Dar: verified.")
    expect(live).to_contain_text(f"2 of {items(page)}.")
    page.get_by_role("button", name="Not a").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.review-card').contains(document.activeElement)")


def test_two_tabs_on_one_draft_know_of_each_other(guest: Visitor) -> None:
    """Both say so, a step of one is seen in the other, none counts twice, and alone again nothing is said."""
    one = review(guest)
    total = items(one)
    other = guest.open(one.url.removeprefix(guest.address), ready=".review.ready")
    for page in (one, other):
        expect(page.get_by_text("open in another tab")).to_be_visible()
    one.bring_to_front()
    one.keyboard.press("a")
    progress(other, f"1 of {total} reviewed")
    other.bring_to_front()
    other.keyboard.press("j")
    other.keyboard.press("j")
    other.keyboard.press("r")
    progress(one, f"2 of {total} reviewed")
    progress(other, f"2 of {total} reviewed")
    other.close()
    expect(one.get_by_text("open in another tab")).to_be_hidden()


def test_steps_of_two_tabs_wait_side_by_side(guest: Visitor) -> None:
    """What one tab has not sent yet is not written over by the other."""
    one = review(guest)
    draft = one.url.partition("draft=")[2]
    step = {"id": "0-first", "do": "reject", "item": "p-2"}
    one.evaluate("([key, step]) => localStorage.setItem(key, JSON.stringify(step))", [f"review-{draft}-0-first", step])
    one.keyboard.press("a")
    progress(one, f"1 of {items(one)} reviewed")
    other = guest.open(one.url.removeprefix(guest.address), ready=".review.ready")
    progress(other, f"2 of {items(one)} reviewed")
    progress(one, f"2 of {items(one)} reviewed")


def test_a_long_text_can_be_stopped_and_is_not_lost(guest: Visitor) -> None:
    """While it is read, the page says how far it is, also after a reload; a stop leaves the text and no draft."""
    page = guest.open("/own_article", ready="textarea")
    area = page.get_by_label("The article's text")
    area.fill(LONG, timeout=60_000)
    area.blur()
    page.get_by_role("button", name="Find places and dates").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Find places and dates")).to_be_visible()
    assert area.input_value() == LONG
    assert "draft=" not in page.url


def test_an_example_is_one_press_away(guest: Visitor) -> None:
    """It fills the form, is read, says everywhere that it is invented, and becomes a map from within the review."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_role("button", name="Try an example").click()
    expect(page.get_by_label("The article's text")).to_contain_text("night train")
    page.get_by_role("button", name="Find places and dates").click()
    page.wait_for_selector(".review.ready", timeout=90_000)
    total = items(page)
    for at in range(total):
        progress(page, f"{at} of {total} reviewed")
        page.keyboard.press("a" if page.locator('[data-hold="accept"]').is_enabled() else "r")
    page.get_by_role("button", name="Show it on the map").click()
    page.wait_for_selector(READER, timeout=60_000)
    expect(page.locator(".kicker")).to_contain_text("An invented example")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious_in_the_review(browser: Browser, address: str, look: str) -> None:
    """Neither for a place, with a search and a drawing begun, nor for a date, nor when all is settled."""
    found: dict[str, Any] = {}
    with visitor(browser, address, reduced_motion="reduce", **LOOKS[look]) as guest:
        page = review(guest)
        found["place"] = found_by_axe(page)
        page.get_by_label("Another place").fill("Gondar")
        page.get_by_role("button", name="Find", exact=True).click()
        page.get_by_role("button", name="Draw an area").click()
        found["drawing"] = found_by_axe(page)
        page.keyboard.press("Escape")
        page.locator(".found-date", has_text="1996").click()
        found["date"] = found_by_axe(page)
        for _ in range(items(page)):
            page.keyboard.press("r")
        expect(page.locator(".review-done")).to_be_visible()
        page.evaluate(NOTHING_WAITS)
        found["done"] = found_by_axe(page)
    assert {state: what for state, what in found.items() if what} == {}


def test_every_target_is_large_enough_for_a_finger(phone: Visitor) -> None:
    """Buttons, fields and boxes of the card and the head are 44 px high; deciding needs no scrolling."""
    page = review(phone)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.review :is(button, select, input, summary)')]
            .filter(n => n.checkVisibility() && !n.closest('.review-statements') && !n.closest('.leaflet-control'))
            .map(n => [n.outerHTML.slice(0, 80), (n.closest('label.check') ?? n).getBoundingClientRect().height])
            .filter(([, height]) => height < 44)"""
    )
    assert small == []
    box = page.get_by_role("button", name="Accept").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740


def test_a_form_filled_by_keyboard_alone(guest: Visitor) -> None:
    """Tab and Enter lead from the text to the review, without a mouse."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_label("The article's text").focus()
    page.keyboard.insert_text(WORDS)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Find places and dates":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".review.ready", timeout=90_000)

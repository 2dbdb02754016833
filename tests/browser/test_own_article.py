"""One's own article, as a journalist meets it: pasted, reviewed by keys, kept through a reload, downloaded."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

from tests.browser.app_server import Visitor, free_port, serve, visitor

WORDS = """Floods cut off villages near Bahir Dar

Heavy rain fell on Tuesday in Bahir Dar, in northern Ethiopia, officials said. Buses from Addis Ababa were turned back.

In Moscow, Idaho, students collected money. The last such flood came in 1996. <img src=x onerror=alert(1)> {{7*7}}
"""
NOTHING_WAITS = """() => new Promise((done, fail) => {
    const waits = () => Object.keys(localStorage).some((key) => key.startsWith("review-"));
    const look = (left) => (!waits() ? done() : left ? setTimeout(look, 50, left - 1) : fail("steps still wait"));
    look(400);
})"""


def review(guest: Visitor, words: str = WORDS, day: str = "2023-08-24") -> Page:
    """The review of a pasted text."""
    return fill(guest.open("/own_article", ready="textarea"), words, day)


def fill(page: Page, words: str, day: str) -> Page:
    """From the form to the review."""
    page.get_by_role("textbox", name="Date of publication").fill(day)
    page.get_by_label("The article's text").fill(words)
    page.get_by_label("The article's text").blur()
    page.get_by_role("button", name="Find places and dates").first.click()
    page.wait_for_selector(".review.ready", timeout=90_000)
    return page


def progress(page: Page, text: str) -> None:
    expect(page.locator(".review-count")).to_have_text(text)


def items(page: Page) -> int:
    return int(page.locator(".review-count").inner_text().split()[2])


def downloaded(page: Page) -> dict[str, Any]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as GeoJSON").click()
    found: dict[str, Any] = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    return found


def test_a_pasted_article_is_reviewed_by_keys_and_survives_a_reload(guest: Visitor) -> None:
    """Accept, reject, undo and redo by keys; another window shows the same; the download tells each status."""
    page = review(guest)
    total = items(page)
    progress(page, f"0 of {total} reviewed")
    page.keyboard.press("a")
    page.keyboard.press("r")
    progress(page, f"2 of {total} reviewed")
    page.keyboard.press("u")
    progress(page, f"1 of {total} reviewed")
    page.keyboard.press("Control+Shift+Z")
    progress(page, f"2 of {total} reviewed")
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()
    page.reload()
    page.wait_for_selector(".review.ready")
    progress(page, f"2 of {total} reviewed")
    first = downloaded(page)["features"][0]
    assert (first["properties"]["words"], first["properties"]["status"]) == ("Bahir Dar", "verified")
    assert [round(degrees) for degrees in first["geometry"]["coordinates"]] == [37, 12]


def test_words_of_an_article_are_never_markup(guest: Visitor) -> None:
    """HTML and templates in a text stand there as they were written."""
    page = review(guest)
    expect(page.locator(".review-words")).to_contain_text("<img src=x onerror=alert(1)> {{7*7}}")
    assert page.locator(".review-words img").count() == 0


def test_a_name_is_chosen_for_all_its_mentions(guest: Visitor) -> None:
    """One choice for all: the one at hand is verified, the other waits unverified."""
    page = review(guest)
    page.get_by_label("For all 2 mentions").check()
    page.locator(".candidate").first.click()
    expect(page.locator('.found[aria-label="Bahir Dar: place, verified"]')).to_have_count(1)
    expect(page.locator('.found[aria-label="Bahir Dar: place, unverified"]')).to_have_count(1)


def test_a_missed_place_is_added_by_selecting_its_words(guest: Visitor) -> None:
    """Selected words become an item, with the gazetteer's candidates, or one found under another name."""
    page = review(guest)
    total = items(page)
    page.evaluate(
        """() => { const spans = [...document.querySelectorAll('.review-words span')];
            const node = spans.find(s => s.textContent.includes('students')).firstChild;
            const at = node.data.indexOf('students');
            getSelection().setBaseAndExtent(node, at, node, at + 8) }"""
    )
    page.get_by_role("button", name="Add as a place").click()
    progress(page, f"0 of {total + 1} reviewed")
    expect(page.locator(".review-quote mark")).to_have_text("students")
    page.get_by_label("Another place").fill("Khankendi")
    page.get_by_role("button", name="Find").click()
    page.locator(".review-search .candidate").first.click()
    expect(page.locator('.found[aria-label="students: place, verified"]')).to_be_visible()


def test_the_articles_date_moves_only_relative_dates(guest: Visitor) -> None:
    """Tuesday follows another date of publication, 1996 stays."""
    page = review(guest)
    page.get_by_text("About the article").click()
    page.get_by_label("Date of publication").fill("2023-08-31")
    page.get_by_label("Date of publication").dispatch_event("change")
    page.locator(".found-date", has_text="Tuesday").click()
    expect(page.get_by_label("Date (EDTF)")).to_have_value("2023-08-29")
    page.locator(".found-date", has_text="1996").click()
    expect(page.get_by_label("Date (EDTF)")).to_have_value("1996")


def test_a_file_is_taken_in(guest: Visitor) -> None:
    """An uploaded page is read as the article it holds."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_role("tab", name="File").click()
    html = (
        "<html lang=en><title>Rain</title><p>Heavy rain fell in Addis Ababa. It did not stop for three days.</p></html>"
    )
    given = FilePayload(name="a.html", mimeType="text/html", buffer=html.encode())
    for _ in range(5):  # a file given while the page is drawn anew is lost: whoever does not see it gives it again
        page.locator("input[type=file]").first.set_input_files(given)
        with suppress(NotInTime):
            page.get_by_text("a.html").wait_for(timeout=2000)
            break
    page.get_by_role("button", name="Find places and dates").first.click()
    page.wait_for_selector(".review.ready", timeout=90_000)
    expect(page.locator(".found-place", has_text="Addis Ababa")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [("", "", "empty"), ("Rain in Rome.", "soon", "soon"), ("x" * 2_500_000, "", "characters")],
)
def test_a_text_that_cannot_be_taken_in_is_told(guest: Visitor, words: str, day: str, said: str) -> None:
    """A message that names the problem; what was typed stays."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_role("textbox", name="Date of publication").fill(day)
    page.get_by_label("The article's text").fill(words)
    page.get_by_label("The article's text").blur()
    page.get_by_role("button", name="Find places and dates").first.click()
    expect(page.get_by_test_id("stText").filter(has_text=said)).to_be_visible()
    expect(page.get_by_label("The article's text")).to_have_value(words)


def test_an_inner_address_is_refused(guest: Visitor) -> None:
    """This machine's own network is never asked."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_role("tab", name="Address").click()
    page.get_by_label("The article's address").fill("http://127.0.0.1:8501/")
    page.get_by_label("The article's address").blur()
    page.get_by_role("button", name="Find places and dates").first.click()
    expect(
        page.get_by_test_id("stText").filter(has_text="never asked").or_(page.get_by_text("port 8501"))
    ).to_be_visible()


def test_the_review_fits_a_phone(phone: Visitor) -> None:
    """Nothing sticks out sideways, and the card lies above the text, not over it."""
    page = review(phone)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    card, text = (page.locator(css).bounding_box() for css in (".review-card", ".review-text"))
    assert card
    assert text
    assert card["y"] + card["height"] <= text["y"] + 1


def test_a_server_that_dies_loses_no_step(browser: Browser, tmp_path: Path) -> None:
    """Steps taken while it is away are kept in the browser, and stand once it is back."""
    port = free_port()
    with visitor(browser, f"http://127.0.0.1:{port}") as someone:
        with serve(port=port, stories=tmp_path, log=tmp_path / "first.log"):
            page = review(someone)
            total = items(page)
            page.keyboard.press("a")
            expect(page.get_by_role("button", name="Undo")).to_be_enabled()
            page.evaluate(NOTHING_WAITS)
        page.keyboard.press("a")
        page.keyboard.press("r")
        progress(page, f"3 of {total} reviewed")
        with serve(port=port, stories=tmp_path, log=tmp_path / "second.log"):
            page.reload()
            page.wait_for_selector(".review.ready")
            progress(page, f"3 of {total} reviewed")
            page.evaluate(NOTHING_WAITS)
        (steps,) = tmp_path.glob("drafts/*/steps.jsonl")
        assert [json.loads(line)["do"] for line in steps.read_text().splitlines()] == ["accept", "accept", "reject"]


def test_a_step_that_does_not_hold_is_told(guest: Visitor) -> None:
    """A date that is none is refused where nobody can miss it; the next step takes the message away."""
    page = review(guest)
    page.locator(".found-date", has_text="1996").click()
    page.get_by_label("Date (EDTF)").fill("someday")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator(".review-problem")).to_contain_text("someday")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".review-problem")).to_have_text("")


def test_the_articles_day_is_asked_for(guest: Visitor) -> None:
    """Where dates wait for it, the question stands above; answered, Tuesday has its date."""
    page = review(guest, day="")
    page.get_by_label("Published on").fill("2023-08-24")
    expect(page.get_by_label("Published on")).to_be_hidden()
    page.locator(".found-date", has_text="Tuesday").click()
    expect(page.get_by_label("Date (EDTF)")).to_have_value("2023-08-22")

"""One's own article becomes a story: saved, shown like the bundled one, packed, put away and brought back."""

import json
from typing import Any

from playwright.sync_api import Download, Locator, Page, expect

from geo.library import Library
from geo.pack import pack
from geo.view import DEFAULT_STORY
from tests.browser.app_server import Visitor
from tests.browser.test_own_article import WORDS, downloaded, fill, progress, review
from tests.test_pack import entries, rehashed

TITLE = "Floods cut off villages near Bahir Dar"
READER = ".reader.ready:not(.review):not(.prose)"


def saved(page: Page) -> None:
    """From the review to the map of its story."""
    page.get_by_role("button", name="Save and show on the map").click()
    page.wait_for_selector(READER, timeout=60_000)


def got(page: Page, button: Locator) -> Download:
    with page.expect_download() as waiting:
        button.click()
    return waiting.value


def place(page: Page, name: str) -> Locator:
    return page.locator(f'path.layer-article-places[aria-label="{name}"]')


def to(page: Page, link: str, shown: str) -> None:
    page.get_by_role("link", name=link, exact=True).click()
    expect(page.get_by_role("heading", name=shown)).to_be_visible()


def test_from_a_pasted_article_to_a_pack_and_back(guest: Visitor) -> None:
    """Paste, review, save, look, download, pack, delete, undo, delete, take in: nothing is lost on the way."""
    page = review(guest)
    total = int(page.locator(".review-count").inner_text().split()[2])
    page.keyboard.press("a")
    page.keyboard.press("a")
    progress(page, f"2 of {total} reviewed")
    saved(page)
    expect(page.get_by_role("combobox").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(".whole-text")).to_contain_text("Buses from Addis Ababa were turned back")
    place(page, "Bahir Dar").focus()
    page.keyboard.press("Enter")
    expect(page.locator('.excerpt[aria-current="true"]').first).to_contain_text("Bahir Dar")
    place(page, "Addis Ababa").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".details .badge")).to_have_text("Not reviewed")
    address = page.url

    to(page, "Layers", "Layers and downloads")
    page.get_by_role("combobox", name="Layers").click()
    page.get_by_role("option", name="Places the article names").click()
    expect(page.get_by_role("listitem").filter(has_text="In it: Places the article names")).to_be_visible()
    file = got(page, page.locator(".st-key-download button:visible"))
    features: list[dict[str, Any]] = json.loads(file.path().read_text(encoding="utf-8"))["features"]
    reviewed = {one["properties"]["name"]: one["properties"]["review"] for one in features}
    assert reviewed["Bahir Dar"] == "verified"
    assert reviewed["Addis Ababa"] == "unreviewed"

    to(page, "Your own article", "Your stories")
    row = page.locator('[data-testid="stVerticalBlock"], [data-testid="stHorizontalBlock"]').filter(
        has=page.get_by_text(TITLE), has_not=page.get_by_role("heading")
    )
    pack = got(page, row.get_by_role("button", name="Story pack").first)
    content = pack.path().read_bytes()
    row.get_by_role("button", name="Delete").first.click()
    expect(page.get_by_text(f"Deleted: {TITLE}")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"Deleted: {TITLE}")).to_have_count(0)
    row.get_by_role("button", name="Delete").first.click()
    expect(page.get_by_text(f"Deleted: {TITLE}")).to_be_visible()
    page.get_by_text("Import a story pack").click()
    page.locator("input[type=file]").last.set_input_files(
        {"name": pack.suggested_filename, "mimeType": "application/zip", "buffer": content}
    )
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_selector(READER, timeout=60_000)
    assert page.url.split("&")[0] == address.split("&")[0]
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_what_is_known_of_the_article_is_given_before_it_is_read(guest: Visitor) -> None:
    """Title and publisher stand in the review, on the map, and in the credit."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_text("Title, publisher, author").click()
    page.get_by_role("textbox", name="Title").fill("Rain over Lake Tana")
    page.get_by_role("textbox", name="Publisher").fill("The Echo")
    page = fill(page, WORDS, "2023-08-24")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rain over Lake Tana")
    saved(page)
    expect(page.locator(".kicker")).to_have_text("The Echo · 24 August 2023")
    expect(page.locator(".credits")).to_contain_text("“Rain over Lake Tana”, The Echo, 24 August 2023")


def test_a_bad_pack_is_told_in_words(guest: Visitor) -> None:
    """What it is and what is wrong with it; nothing else changes."""
    page = guest.open("/own_article", ready="textarea")
    page.get_by_text("Import a story pack").click()
    page.locator("input[type=file]").last.set_input_files(
        {"name": "odd.zip", "mimeType": "application/zip", "buffer": b"PK nothing"}
    )
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_test_id("stText").filter(has_text="odd.zip: it cannot be read as a zip")).to_be_visible()


def take_in(page: Page, name: str, content: bytes) -> None:
    page.get_by_text("Import a story pack").click()
    page.locator("input[type=file]").last.set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": content}
    )
    page.get_by_text("As a copy, if this story is here already").click()
    page.get_by_role("button", name="Import", exact=True).click()


def test_a_story_without_a_review_is_taken_in(guest: Visitor) -> None:
    """The bundled one says that it is here; another reading of it is a story beside it, with its boundaries."""
    packed = pack(Library().files(DEFAULT_STORY))
    page = guest.open("/own_article", ready="textarea")
    take_in(page, "same.zip", packed)
    expect(page.get_by_test_id("stText").filter(has_text="letter by letter")).to_be_visible()
    held = entries(packed)
    held["story.json"] = json.dumps({**json.loads(held["story.json"]), "title": "Another reading"}).encode()
    page = guest.open("/own_article", ready="textarea")
    take_in(page, "other.zip", rehashed(held))
    page.wait_for_selector(READER, timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Another reading")
    expect(page.locator('.legend [data-layer-id="countries"]').get_by_role("checkbox")).to_be_checked()
    expect(page.locator(".notices p")).to_have_count(0)
    page.get_by_role("link", name="Your own article").click()
    row = page.get_by_test_id("stHorizontalBlock").filter(has_text="Another reading")
    expect(row.get_by_role("button", name="Show on the map").first).to_be_visible()
    expect(row.get_by_role("button", name="Go on reviewing")).to_have_count(0)
    row.get_by_role("button", name="Delete").first.click()
    expect(page.get_by_text("Deleted: Another reading")).to_be_visible()


def test_the_bundled_story_is_one_choice_away(guest: Visitor) -> None:
    """The picker leads to either story and back, each with its own days; the address says which."""
    page = review(guest)
    saved(page)
    own = page.url
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Three days in Nagorno-Karabakh").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Three days in Nagorno-Karabakh")
    expect(page.locator(".window-title")).to_have_text("19–21 Sept 2023")
    assert "story=" not in page.url
    again = guest.open(own.removeprefix(guest.address), ready=READER)
    expect(again.get_by_role("heading", level=1)).to_have_text(TITLE)


def centre(page: Page, css: str) -> tuple[float, float]:
    box = page.locator(css).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_marker_is_dragged_to_where_it_belongs(guest: Visitor) -> None:
    """The place is where it was put, verified, on the saved map too."""
    page = review(guest)
    x, y = centre(page, ".pin.chosen")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=6)
    page.mouse.up()
    expect(page.locator('.found[aria-label="Bahir Dar: place, verified"]').first).to_be_visible()
    page.locator(".found", has_text="Bahir Dar").first.click()
    expect(page.get_by_text("Its marker was placed by hand.")).to_be_visible()
    found = downloaded(page)["features"][0]
    assert found["properties"]["placed"] == "by hand"
    assert found["geometry"]["coordinates"][0] > 37.5
    saved(page)
    page.locator('path.review-verified[aria-label="Bahir Dar"]').focus()
    page.keyboard.press("Enter")
    page.locator(".details .sources summary").click()
    expect(page.locator(".details .sources")).to_contain_text("placed by hand")


def test_an_area_is_drawn_corner_by_corner(guest: Visitor) -> None:
    """Clicks are corners, a button ends; the area is on the saved map and can be selected."""
    page = review(guest)
    page.get_by_role("button", name="Draw an area").click()
    x, y = centre(page, ".review-map")
    for dx, dy in ((-80, -50), (60, -60), (70, 55), (-60, 60)):
        page.mouse.click(x + dx, y + dy)
    page.get_by_role("button", name="Area is done").click()
    expect(page.locator('.found[aria-label="Bahir Dar: place, verified"]').first).to_be_visible()
    page.locator(".found", has_text="Bahir Dar").first.click()
    expect(page.get_by_text("Its area was drawn by hand.")).to_be_visible()
    expect(page.locator("path.drawn-area")).to_have_count(1)
    saved(page)
    area = page.locator("path.layer-article-places.outline")
    area.focus()
    page.keyboard.press("Enter")
    expect(area).to_have_attribute("aria-current", "true")
    expect(page.locator(".details h3")).to_have_text("Bahir Dar")


def test_escape_gives_up_an_area(guest: Visitor) -> None:
    """Nothing is drawn and nothing decided; the keys work again."""
    page = review(guest)
    page.get_by_role("button", name="Draw an area").click()
    page.mouse.click(*centre(page, ".review-map"))
    page.keyboard.press("Escape")
    expect(page.get_by_text("Nothing was drawn")).to_be_visible()
    expect(page.get_by_role("button", name="Draw an area")).to_be_visible()
    expect(page.locator(".review-count")).to_contain_text("0 of")
    expect(page.locator(".review-map.drawing")).to_have_count(0)


def test_the_saved_story_fits_a_phone(phone: Visitor) -> None:
    """Nothing sticks out sideways, neither in the list nor on the map."""
    page = review(phone)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    saved(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    to(page, "Your own article", "Your stories")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375

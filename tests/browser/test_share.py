"""The page Share: what it offers is the view, copies by keyboard, and downloads without a rerun."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import Visitor

VIEW = "?from=2023-09-20&sel=place-yevlakh&lang=az"


def asked(link: str) -> dict[str, list[str]]:
    """The keys of a link; the version of the keys is nobody's wish."""
    return {key: values for key, values in parse_qs(urlsplit(link).query).items() if key != "v"}


@pytest.fixture
def share(guest: Visitor) -> Page:
    """The page for a view, ready."""
    guest.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = guest.open(f"/share{VIEW}", ready=".copies .copy-row")
    expect(page.get_by_label("BibTeX", exact=True)).to_be_visible()
    return page


def test_links_lead_to_the_view(share: Page, guest: Visitor) -> None:
    """The link to this view shows it; the link to the story is the story's own view."""
    link = share.get_by_label("Link to this view", exact=True).input_value()
    assert asked(link) == asked(VIEW)
    assert share.get_by_label("Link to the story", exact=True).input_value() == f"{guest.address}/"
    page = guest.open(link.removeprefix(guest.address))
    expect(page.locator(".details h3")).to_have_text("Yevlax")


def test_copying_works_by_keyboard_and_says_so(share: Page) -> None:
    """Enter on a button copies its text, says "Copied", and keeps the focus where it was."""
    button = share.get_by_role("button", name="Copy: Link to this view")
    button.focus()
    share.keyboard.press("Enter")
    expect(share.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    link = share.get_by_label("Link to this view", exact=True).input_value()
    assert share.evaluate("navigator.clipboard.readText()") == link
    expect(button).to_be_focused()


def test_the_code_to_embed_follows_the_options(share: Page, guest: Visitor) -> None:
    """Size and controls are in the code; what it frames is the same view."""
    code = share.get_by_label("Code for your page", exact=True)
    expect(code).to_have_value(re.compile(r'width="100%" height="720"'))
    [framed] = re.findall(r'src="([^"]*)"', code.input_value())
    assert framed.startswith(f"{guest.address}/?")
    assert asked(unescape(framed)) == {**asked(VIEW), "embed": ["1"]}
    share.get_by_label("Height in pixels").fill("500")
    share.keyboard.press("Enter")
    expect(code).to_have_value(re.compile(r'height="500"'))
    share.get_by_text("Fit the height to the content").click()
    expect(code).to_have_value(re.compile(r"article-on-the-map:height"))
    share.get_by_text("Everything", exact=True).click()
    expect(code).not_to_have_value(re.compile("embed=1"))


def test_annotations_are_taken_from_the_page_of_layers(guest: Visitor) -> None:
    """A W3C AnnotationCollection with all names and statements."""
    page = guest.open("/layers", ready=".st-key-annotations")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Download the annotations").click()
    found = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert (found["type"], found["total"]) == ("AnnotationCollection", len(found["first"]["items"]))
    assert download.value.suggested_filename == "nagorno-karabakh-2023_annotations.jsonld"


def test_a_long_download_shows_that_it_is_made(share: Page, guest: Visitor) -> None:
    """The button turns while the file is drawn, and the others stay usable; place, view and selection stay too."""
    button = share.get_by_role("button", name="Sheet as PDF, A4")
    button.scroll_into_view_if_needed()
    place = "document.querySelector('[data-testid=stMain]').scrollTop"
    before = share.evaluate(place)
    with share.expect_download(timeout=60_000):
        button.click()
        expect(button).to_be_disabled()
        expect(share.get_by_role("button", name="Map as SVG")).to_be_enabled()
    expect(button).to_be_enabled()
    assert share.evaluate(place) == before
    assert asked(share.url) == asked(VIEW)
    share.get_by_role("link", name="Map", exact=True).click()
    expect(share.locator(".details h3")).to_have_text("Yevlax")


@pytest.mark.parametrize(
    ("button", "name", "magic"),
    [
        ("Download as one HTML file", "nagorno-karabakh-2023.html", b"<!doctype html>"),
        ("Download as a story pack", "nagorno-karabakh-2023.zip", b"PK"),
        ("Sheet as PDF, A4", "nagorno-karabakh-2023_2023-09-20_2023-09-21_sheet.pdf", b"%PDF"),
        ("Map as SVG", "nagorno-karabakh-2023_2023-09-20_2023-09-21_chart.svg", b"<?xml"),
        ("Locator as PNG", "nagorno-karabakh-2023_2023-09-20_2023-09-21_locator.png", b"\x89PNG"),
        ("QR code as SVG", "nagorno-karabakh-2023_qr.svg", b"<?xml"),
    ],
)
def test_downloads_are_made_when_asked_for(share: Page, button: str, name: str, magic: bytes) -> None:
    """Each button gives its file, and the page stays as it was."""
    share.get_by_role("button", name="Copy: Citation").click()
    said = share.get_by_role("status").filter(has_text="Copied")
    expect(said).to_have_count(1)
    with share.expect_download(timeout=60_000) as download:
        share.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == name
    assert download.value.path().read_bytes().startswith(magic)
    expect(said).to_have_count(1)

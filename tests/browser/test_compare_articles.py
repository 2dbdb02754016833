"""Two articles on one map: whose a place is, the words of both, and what differs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.app_server import Visitor, serve, visitor
from tests.made import SLUG, edit_json, edit_row, story_data


@pytest.fixture(scope="module")
def two_articles(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """The made-up story, and the same told by another paper that dates the fair a week later."""
    data = tmp_path_factory.mktemp("two") / "data"
    first = story_data(data)
    second = first.with_name("fete")
    shutil.copytree(first, second)
    edit_json(second / "story.json", lambda facts: facts.update(id="fete", title="Another fair"))
    edit_json(second / "excerpts.json", lambda held: held["article"].update(publisher="The Bburg Globe"))
    edit_row(second / "statements.csv", "statement-one", edtf="2001-05-10")
    with serve(Path(data)) as address, visitor(browser, address) as guest:
        yield guest


def test_a_place_of_both_lights_up_the_words_of_both(two_articles: Visitor) -> None:
    """Aville is drawn once, as named in both; clicking it marks an excerpt of each article."""
    page = two_articles.open(f"/compare?stories={SLUG}&stories=fete")
    expect(page.locator("[data-layer-id=shared]")).to_contain_text("In both")
    place = page.locator("path[data-feature-id=ab-place-aville]")
    expect(place).to_have_count(1)
    place.click()
    for excerpt in ("a-x-one", "b-x-one"):
        expect(page.locator(f"[data-excerpt-id={excerpt}]")).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-excerpt-id=b-x-one]").locator("xpath=ancestor::section[1]")).to_contain_text(
        "B, The Bburg Globe"
    )


def test_what_differs_is_told_with_the_words_of_both(two_articles: Visitor) -> None:
    """The day of the fair differs: both days and both quotations stand side by side."""
    page = two_articles.open(f"/compare?stories={SLUG}&stories=fete")
    row = page.locator("tr", has_text="Date").first
    expect(row).to_contain_text("A: 3 May 2001")
    expect(row).to_contain_text("B: 10 May 2001")
    expect(row.locator(".quote")).to_have_count(2)


def test_the_choice_is_in_the_address_and_one_article_is_too_few(two_articles: Visitor) -> None:
    """What is chosen can be linked to; with one article left, the page says what comparing takes."""
    page = two_articles.open("/compare")
    page.wait_for_url(f"**/compare?stories={SLUG}&stories=fete")
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("Comparing takes two articles")).to_be_visible()

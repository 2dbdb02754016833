"""Statements and coreference in the review of one's own article."""

from playwright.sync_api import expect

from tests.browser.app_server import Visitor
from tests.browser.test_own_article import downloaded, review

WORDS = "Floods hit Valencia on Tuesday, the mayor said. The town was cut off. <img src=x onerror=alert(1)>"


def test_words_lead_to_their_name_and_a_speaker_is_set_by_hand(guest: Visitor) -> None:
    """ "The town" leads to Valencia and back; a speaker typed in stands after a reload and in the download."""
    page = review(guest, WORDS)
    page.locator(".found", has_text="The town").click()
    page.locator(".review-chain button", has_text="Valencia").click()
    expect(page.locator('.found[aria-current="true"]')).to_have_text("Valencia")
    expect(page.locator(".review-chain button")).to_have_text("“The town”")
    expect(page.locator(".review-statements li")).to_have_count(2)
    first = page.locator(".review-statements input").first
    expect(first).to_have_value("the mayor")
    first.fill("Anne <b>Roux</b>")
    first.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.reload()
    page.wait_for_selector(".review.ready")
    expect(page.locator(".review-statements input").first).to_have_value("Anne <b>Roux</b>")
    assert downloaded(page)["metadata"]["statements"][0]["speaker"] == "Anne <b>Roux</b>"


def test_a_statement_leads_to_its_place(guest: Visitor) -> None:
    """The place's name in a statement makes it the item at hand; words of the article are never markup."""
    page = review(guest, WORDS)
    page.locator(".review-statements li").last.get_by_role("button", name="Valencia").click()
    expect(page.locator('.found[aria-current="true"]')).to_have_text("The town")
    assert page.locator(".review-statements img, .review-statements b b").count() == 0

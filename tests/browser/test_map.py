"""The story on the map, as a visitor meets it."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from geo.story import Story, open_story
from tests.browser.app_server import Visitor, visitor

STORY = open_story("nagorno-karabakh-2023")
EXCERPTS = {excerpt.id: excerpt for excerpt in STORY.article.excerpts}


def on_map(page: Page, feature_id: str) -> Locator:
    return page.locator(f'.map path[data-feature-id="{feature_id}"]')


def visible_on_map(page: Page) -> set[str]:
    """The ids of the story features that are drawn now."""
    script = "nodes => nodes.filter(n => getComputedStyle(n).display !== 'none').map(n => n.dataset.featureId)"
    return set(page.locator(".map path[data-feature-id]").evaluate_all(script))


def state(page: Page) -> dict[str, Any]:
    """Where the map stands, to the metre."""
    script = """root => { const m = root.reader.map, c = m.getCenter();
        return {zoom: m.getZoom(), lat: +c.lat.toFixed(5), lng: +c.lng.toFixed(5)} }"""
    found: dict[str, Any] = page.locator(".reader").evaluate(script)
    return found


def still(page: Page) -> None:
    """Wait until the map has arrived where it was sent."""
    page.wait_for_function(
        """() => { const m = document.querySelector('.reader').reader.map, at = m.getCenter() + '/' + m.getZoom();
            const calm = window.lastSeen === at; window.lastSeen = at; return calm && !m._animatingZoom }""",
        polling=250,
    )


def set_days(page: Page, first: str, last: str) -> None:
    page.get_by_label("First day").fill(first)
    page.get_by_label("First day").dispatch_event("change")
    page.get_by_label("Last day").fill(last)
    page.get_by_label("Last day").dispatch_event("change")


def arrives_in_pane(page: Page, excerpt_id: str) -> None:
    """Wait until the whole excerpt lies inside the visible part of the article."""
    script = """id => { const box = (css) => document.querySelector(css).getBoundingClientRect();
        const a = box(`[data-excerpt-id="${id}"]`), pane = box('.article');
        return a.top >= pane.top && a.bottom <= Math.min(pane.bottom, innerHeight) }"""
    page.wait_for_function(script, arg=excerpt_id)


def test_click_on_yevlakh_shows_its_excerpts(page: Page) -> None:
    """A click on Yevlakh scrolls its first excerpt into view and marks exactly the quoted words."""
    on_map(page, "place-yevlakh").click(force=True)
    ids = next(f for f in STORY.features("article-places") if f["id"] == "place-yevlakh")["properties"]["excerpt_ids"]
    marked = page.locator(".article .words[role=mark]")
    expect(marked).to_have_text([EXCERPTS[name].exact for name in ids])
    arrives_in_pane(page, ids[0])
    expect(on_map(page, "place-yevlakh")).to_have_attribute("aria-current", "true")
    card = page.get_by_label("Selected feature")
    expect(card.get_by_role("heading", name="Yevlakh")).to_be_visible()
    for word in ("Yevlax", "Եվլախ", "Евлах", "± "):
        expect(card).to_contain_text(word)
    assert page.locator(".tick[aria-current=true]").count() >= 5, "the timeline shows the talks"


def test_a_sentence_takes_the_map_to_its_place(page: Page) -> None:
    """A click on an excerpt about Baku brings Baku into the middle of the map."""
    page.locator('[data-excerpt-id="x-e11"] .quote').click()
    expect(on_map(page, "place-baku")).to_have_attribute("aria-current", "true")
    still(page)
    gap = page.locator(".reader").evaluate(
        "root => root.reader.map.distance(root.reader.map.getCenter(), [40.37767, 49.89201])"
    )
    assert gap < 60_000, f"{gap} m from Baku"
    expect(page.get_by_label("Selected feature")).to_contain_text("people contacted locally")


def test_a_tick_of_the_timeline_takes_the_map_to_its_place(page: Page) -> None:
    """A click on a mark in the timeline selects its statement everywhere."""
    page.locator('.tick[data-feature-id="statement-e08"]').click()
    expect(on_map(page, "place-yevlakh")).to_have_attribute("aria-current", "true")
    expect(page.locator('[data-excerpt-id="x-e08"]')).to_have_attribute("aria-current", "true")


def test_hover_links_text_and_map(page: Page) -> None:
    """Pointing at a name in the text lights up its marker."""
    page.locator('.article .mention[data-feature-id="place-yevlakh"]').first.hover()
    expect(on_map(page, "place-yevlakh")).to_have_class(re.compile(r"\bhovered\b"))


def test_an_actor_has_no_marker_and_says_why(page: Page) -> None:
    """Moscow in “under the aegis of Moscow” is an actor: selectable in the text, absent from the map."""
    page.locator('.article .mention[data-feature-id="mention-m04"]').click()
    expect(page.get_by_label("Selected feature")).to_contain_text("An actor, not a place")
    assert on_map(page, "mention-m04").count() == 0
    assert not [name for name in visible_on_map(page) if "moscow" in name or "kremlin" in name]


def test_in_2019_the_line_of_contact_stands_and_later_zones_are_gone(page: Page) -> None:
    """Boundaries are those of the chosen day."""
    set_days(page, "2019-06-01", "2019-06-01")
    shown = visible_on_map(page)
    assert "line-of-contact-1994" in shown
    assert "de-facto-1994" in shown
    assert not [name for name in shown if name.startswith(("area-left", "zone-", "corridor-", "post-"))]
    assert "oblast-nagorno-karabakh" not in shown


def test_both_ends_of_the_window_are_included(page: Page) -> None:
    """The last day of the line of contact still shows it; the day after does not."""
    set_days(page, "2020-09-27", "2020-09-27")
    assert "line-of-contact-1994" in visible_on_map(page)
    set_days(page, "2020-09-28", "2020-09-28")
    assert "line-of-contact-1994" not in visible_on_map(page)


@pytest.mark.parametrize("preset", [p["id"] for p in STORY.facts["presets"]])
def test_presets_show_exactly_what_exists_in_their_days(page: Page, preset: str) -> None:
    """What the map draws is what the data says exists, for each preset and every layer that is on."""
    page.locator(f'[data-preset="{preset}"]').click()
    days = next(p for p in STORY.facts["presets"] if p["id"] == preset)
    assert visible_on_map(page) == expected_on_map(STORY, days["from"], days["to"])


def expected_on_map(story: Story, first: str, last: str) -> set[str]:
    spoken = ("statement", "mention", "event")
    return {
        f["id"]
        for f in story.payload()["features"]
        if f["layer"] in story.layers_on
        and f["kind"] not in spoken
        and any((a or "0") <= last and (b or "9") >= first for a, b in f["spans"])
    }


def test_hidden_selection_offers_to_move_the_window(page: Page) -> None:
    """A statement of 1991 is outside the chosen days: the card offers to go there."""
    page.locator('[data-excerpt-id="x-e13"] .excerpt-head').click()
    card = page.get_by_label("Selected feature")
    expect(card).to_contain_text("Outside the chosen days")
    card.get_by_role("button", name=re.compile("Move the dates")).click()
    expect(card).not_to_contain_text("Outside the chosen days")
    expect(page.locator(".window-title")).to_contain_text("1991")


def test_counts_are_told_in_words(page: Page) -> None:
    """The window's title and the counts follow the dates."""
    expect(page.locator(".shown-count")).to_contain_text(re.compile(r"7 of 7 places · \d+ of 23 statements"))
    set_days(page, "1995-01-01", "1995-01-02")
    expect(page.locator(".shown-count")).to_contain_text(re.compile(r"\d of 7 places · 1 of 23 statements"))


@pytest.mark.parametrize("spelling", ["Xankəndi", "Ստեփանակերտ", "Степанакерт", "Khankendi", "vararakn", "stepan"])
def test_search_finds_one_place_by_any_of_its_names(page: Page, spelling: str) -> None:
    """Every spelling of Stepanakert / Khankendi finds that one place."""
    box = page.get_by_role("combobox", name="Find a place")
    box.fill(spelling)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Stepanakert / Khankendi")
    named = [text for text in options.all_inner_texts() if "Khankendi" in text.split("\n")[0]]
    assert len([t for t in named if t.startswith("Stepanakert / Khankendi")]) == 1
    box.press("Enter")
    expect(page.get_by_label("Selected feature").get_by_role("heading", level=3)).to_contain_text("Stepanakert")


def test_names_change_with_the_language(page: Page) -> None:
    """Armenian labels replace the English ones, on the map and for assistive technology."""
    page.get_by_label("Language of place names").select_option("hy")
    expect(on_map(page, "place-yevlakh")).to_have_attribute("aria-label", "Եվլախ")
    expect(page.locator(".names .name", has_text="Եվլախ").first).to_be_visible()


def test_a_name_at_the_edge_stays_in_the_frame(page: Page) -> None:
    """A place near the right edge of the map has its name on the other side, whole."""
    page.locator(".reader").evaluate(
        """root => { const map = root.reader.map, half = map.getSize().divideBy(2);
            map.setView([40.62, 47.15], 9, {reset: true});
            map.setView(map.containerPointToLatLng([24, half.y]), 9, {reset: true}) }"""
    )
    name = page.locator(".names .of-article-places", has_text="Yevlakh").bounding_box()
    box = page.locator(".map").bounding_box()
    assert name
    assert box
    assert box["x"] + box["width"] - 80 < name["x"] + name["width"] < box["x"] + box["width"]


def test_everything_is_reachable_and_named(page: Page) -> None:
    """Each feature drawn and each marked span is focusable and has an accessible name."""
    nodes = page.locator(".map path[data-feature-id], .article [data-feature-id]")
    unnamed = "n => n.tabIndex < 0 || !n.getAttribute('aria-label')"
    bad = nodes.evaluate_all(f"nodes => nodes.filter({unnamed}).map(n => n.outerHTML.slice(0, 120))")
    assert nodes.count() > 60
    assert bad == []


def test_keyboard_alone(page: Page) -> None:
    """Without a mouse: a marker opens, the dates move, Escape closes and gives the focus back."""
    on_map(page, "place-yevlakh").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Selected feature").get_by_role("heading", name="Yevlakh")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Selected feature")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.featureId") == "place-yevlakh"
    page.get_by_label("From", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".window-title")).to_have_text("20–21 Sept 2023")
    page.get_by_label("To", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".window-title")).to_have_text("20 Sept 2023")
    mention = page.locator('.article .mention[data-feature-id="place-baku"]').first
    mention.focus()
    page.keyboard.press("Enter")
    expect(on_map(page, "place-baku")).to_have_attribute("aria-current", "true")


def test_step_play_and_reset(page: Page) -> None:
    """A step moves both ends by one day; play moves on by itself; reset brings the story's days back."""
    page.get_by_role("button", name="Step forward").click()
    expect(page.locator(".window-title")).to_have_text("20–22 Sept 2023")
    page.get_by_role("button", name="Step back").click()
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".window-title")).to_have_text("20–22 Sept 2023")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Reset the dates").click()
    expect(page.locator(".window-title")).to_have_text("19–21 Sept 2023")


def test_layers_switch_and_legend_is_open(page: Page) -> None:
    """The legend is open; switching a layer off hides its features and says so."""
    row = page.locator('.legend [data-layer-id="peacekeeper-zones"]')
    expect(row).to_be_visible()
    assert {"zone-north", "zone-south"} <= visible_on_map(page)
    row.get_by_role("checkbox").uncheck()
    assert not {"zone-north", "zone-south"} & visible_on_map(page)
    expect(row).to_contain_text("off")


def test_context_is_off_and_marked(page: Page) -> None:
    """Context events are off at first; when on, an unverified one carries its mark."""
    assert not [name for name in visible_on_map(page) if name == "place-stepanakert-khankendi"]
    page.locator('.legend [data-layer-id="context-places"]').get_by_role("checkbox").check()
    page.locator('.legend [data-layer-id="context-events"]').get_by_role("checkbox").check()
    page.locator("[data-preset]").last.click()
    expect(page.locator(".tick.event.doubtful").first).to_be_attached()
    page.locator(".tick.event").first.click()
    expect(page.get_by_label("Selected feature")).to_contain_text("Not from the article")


def test_a_rerun_never_moves_the_map(page: Page) -> None:
    """After Python has run again the same map node stands at the same place."""
    page.locator(".map").evaluate("node => { node.dataset.witness = 'same' }")
    page.locator(".reader").evaluate("root => root.reader.map.setView([40.1, 46.9], 9, {animate: false})")
    before = state(page)
    page.locator("[data-preset]").first.click()
    python_heard_of("to=2023-09-20", page)
    assert state(page) == before
    expect(page.locator(".map[data-witness=same]")).to_be_visible()


def python_heard_of(query: str, page: Page) -> None:
    """Python has run with the new view once the links to the other pages carry it."""
    expect(page.get_by_role("link", name="Article", exact=True)).to_have_attribute("href", re.compile(query))


def test_the_address_brings_the_same_view_back(guest: Visitor) -> None:
    """Window, selection, layers and language live in the address: a second private window shows the same."""
    page = guest.open()
    page.locator("[data-preset]").first.click()
    page.locator('.legend [data-layer-id="oblast"]').get_by_role("checkbox").uncheck()
    page.get_by_label("Language of place names").select_option("az")
    on_map(page, "place-baku").focus()
    page.keyboard.press("Enter")
    path = page.url.removeprefix(guest.address)
    other = guest.open(path)
    for part in (".window-title", ".shown-count", ".details h3"):
        assert other.locator(part).inner_text() == page.locator(part).inner_text()
    assert visible_on_map(other) == visible_on_map(page)
    expect(on_map(other, "place-baku")).to_have_attribute("aria-label", "Bakı")


def test_days_typed_exactly_are_in_the_address(guest: Visitor) -> None:
    """What the two date fields say is in the address, and comes back from it."""
    page = guest.open()
    set_days(page, "2020-11-10", "2020-12-15")
    assert page.url.endswith("?v=1&from=2020-11-10&to=2020-12-15")
    page.reload()
    expect(page.get_by_label("First day")).to_have_value("2020-11-10")
    expect(page.get_by_label("Last day")).to_have_value("2020-12-15")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("sel=place-atlantis", "place-atlantis"),
        ("from=2023-09-21&to=2023-09-19", "2023-09-19"),
        ("to=9999-99-99", "9999-99-99"),
        ("layers=dragons", "dragons"),
        ("lang=xx", "lang=xx"),
        ("sel=![x](http://example.org/p.png)", "example.org"),
    ],
)
def test_a_bad_address_is_told_and_ignored(guest: Visitor, query: str, said: str) -> None:
    """An address that asks for something impossible gives one message that names it; the map works."""
    page = guest.open(f"/?{query}")
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator(".window-title")).to_have_text("19–21 Sept 2023")
    assert visible_on_map(page)


def test_refused_tiles_fall_back_with_a_message(browser: Any, address: str) -> None:
    """Online tiles are a choice that names its host; when they are refused the bundled background stays."""
    from tests.browser.app_server import visitor

    with visitor(browser, address) as guest:
        page = guest.open()
        assert guest.foreign == []
        choice = page.get_by_label(re.compile("online tiles"))
        choice.click()
        expect(page.get_by_role("alert")).to_contain_text("tile.openstreetmap.org")
        expect(choice).not_to_be_checked()
        assert all("tile.openstreetmap.org" in url for url in guest.foreign)


def test_the_phone_reaches_everything(phone: Visitor) -> None:
    """At 375 px nothing scrolls sideways, and map, dates, article and legend are one tap away with 44 px targets."""
    page = phone.open()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.locator(
        ".jump button, .controls button, .presets button, .tools select, .layer-row, .excerpt-head"
    ).evaluate_all(
        "nodes => nodes.filter(n => !n.hidden && n.getBoundingClientRect().height < 43.5).map(n => n.outerHTML)"
    )
    assert small == []
    for part in ("Dates", "Article", "Legend", "Map"):
        page.get_by_role("navigation", name="Parts of this page").get_by_role("button", name=part).click()
        expect(
            page.locator({"Dates": ".timeline", "Article": ".article", "Legend": ".legend", "Map": ".map"}[part])
        ).to_be_in_viewport()
    page.locator('.article .mention[data-feature-id="place-yevlakh"]').first.tap()
    expect(on_map(page, "place-yevlakh")).to_have_attribute("aria-current", "true")
    expect(page.locator(".map")).to_be_in_viewport(ratio=0.9)


def test_a_finger_selects_the_marker_it_is_on(phone: Visitor) -> None:
    """A tap on or beside a marker selects it, though the map is not wholly on the screen; no tooltip stays behind."""
    for beside in (0, 20):
        page = phone.open()
        box = page.locator('.map [data-feature-id="place-yevlakh"]').bounding_box()
        assert box
        page.touchscreen.tap(box["x"] + box["width"] / 2 + beside, box["y"] + box["height"] / 2)
        page.wait_for_url("**sel=place-yevlakh**")
        expect(page.locator(".map .tip")).to_be_hidden()


@pytest.mark.parametrize("size", [(740, 360), (320, 568), (768, 1024)])
def test_no_screen_hides_the_selection(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """On a phone on its side, a small one or a tablet, nothing lies over the selected marker; on the phones, nor over
    the first of its words."""
    width, height = size
    uncovered = """node => { const {x, y, width, height} = node.getClientRects()[0];
        return node.contains(document.elementFromPoint(x + width / 2, y + height / 2)) }"""
    with visitor(browser, address, viewport={"width": width, "height": height}, has_touch=True, is_mobile=True) as it:
        page = it.open("/?sel=place-yevlakh")
        for part in ('.map [data-feature-id="place-yevlakh"]', *((".words[role='mark']",) if width < 768 else ())):
            expect(page.locator(part).first).to_be_in_viewport()
            assert page.locator(part).first.evaluate(uncovered), part


def test_forced_colours_keep_the_side_of_the_palette(browser: Browser, address: str) -> None:
    """With forced colours on a white page the map takes its light colours, on a black one its dark colours."""
    for scheme in ("light", "dark"):
        with visitor(browser, address, forced_colors="active", color_scheme=scheme) as guest:
            expect(guest.open().locator(".reader")).to_have_attribute("data-theme", scheme)


@pytest.mark.parametrize(("path", "ready"), [("/", ".reader.ready h1"), ("/sources", ".prose h1")])
def test_dark_pages_are_printed_on_white(browser: Browser, address: str, path: str, ready: str) -> None:
    """Whoever reads in the dark prints dark words on white paper."""
    with visitor(browser, address, color_scheme="dark") as guest:
        page = guest.open(path, ready=ready)
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator("h1").first).to_have_css("color", "rgb(29, 33, 38)")
        expect(page.locator(".stApp")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_doubts_about_figures_are_shown(guest: Visitor) -> None:
    """A figure that one source alone gives, or that is disputed, says so in its row."""
    rows = guest.open("/sources", ready=".prose table").get_by_role("row")
    expect(rows.filter(has_text="killed 20 Sept 2023")).to_contain_text("disputed; another page says 8")


def test_a_screen_reader_hears_the_article_and_who_says_it(page: Page) -> None:
    """A marked name is read with the article's own word first; a statement with its date and who says it."""
    article = page.get_by_role("region", name="Article excerpts")
    expect(article.get_by_role("button", name="Moscow (government of Russia)")).to_have_count(1)
    told = article.get_by_role("button", name=re.compile("^20 September 2023 I. Aliyev .quoted.: "))
    expect(told).not_to_have_count(0)


def test_downloads_hold_what_the_screen_shows(guest: Visitor) -> None:
    """The file of the visible window has as many features as the map says, each of them once."""
    page = guest.open("/?from=2019-06-01&to=2019-06-01")
    on_screen = {
        row.get_attribute("data-layer-id"): row.locator(".count").inner_text()
        for row in page.locator(".legend [data-layer-id]").all()
    }
    page.get_by_role("link", name="Layers").click()
    page.wait_for_selector(".prose h1")
    for layer, title in {
        "districts": "The seven surrounding districts",
        "line-of-contact": "Line of contact, 1994–2020",
        "article-statements": "Dated statements of the article",
    }.items():
        shown = int(on_screen[layer].split(" of ")[0])
        page.get_by_role("combobox", name="Layers").click()
        page.get_by_role("option", name=title, exact=True).click()
        expect(page.get_by_role("listitem").filter(has_text=f"In it: {title}")).to_be_visible()
        with page.expect_download() as waiting:
            page.locator(".st-key-download button:visible").click()
        collection = json.loads(waiting.value.path().read_text(encoding="utf-8"))
        assert len(collection["features"]) == shown
        assert "crs" not in collection
        assert len({feature["id"] for feature in collection["features"]}) == shown
        assert collection["metadata"]["sources"]


def test_pages_keep_the_view(guest: Visitor) -> None:
    """From the map to the article and back: the window and the selection stay."""
    page = guest.open("/?from=2019-06-01&to=2019-06-02&lang=ru")
    page.get_by_role("link", name="Article", exact=True).click()
    expect(page.get_by_role("heading", name="The article, excerpt by excerpt")).to_be_visible()
    page.locator('[data-excerpt-id="x-e08"]').get_by_role("link", name="Show on the map").click()
    page.wait_for_selector(".reader.ready")
    expect(page.locator(".window-title")).to_have_text("1–2 June 2019")
    expect(page.get_by_label("Selected feature")).to_contain_text("Outside the chosen days")


@pytest.mark.parametrize("path", ["/article", "/layers", "/sources"])
def test_every_page_works_when_opened_first(guest: Visitor, path: str) -> None:
    """Each page stands on its own, without the map opened before."""
    page = guest.open(path, ready=".prose h1")
    expect(page.get_by_role("link", name="Map", exact=True)).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0


def test_words_lead_back_to_lines(page: Page) -> None:
    """The statement on the peacekeepers leads to their zones, and a zone leads to the statement's words."""
    page.locator('[data-excerpt-id="x-e23"] .excerpt-head').click()
    card = page.get_by_label("Selected feature")
    card.get_by_role("button", name="Peacekeepers' zone North (schematic)").click()
    expect(on_map(page, "zone-north")).to_have_attribute("aria-current", "true")
    expect(page.locator('[data-excerpt-id="x-e23"] .words[role=mark]')).to_have_text(EXCERPTS["x-e23"].exact)


def test_the_whole_text_is_read_in_the_browser_alone(page: Page) -> None:
    """A text of one's own that holds some of the excerpts is shown whole with these in place, and goes nowhere."""
    text = f"\n\nBefore. {EXCERPTS['x-e11'].exact}, and {EXCERPTS['x-e05'].exact}. <b>After.</b>\n"
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request.url))
    page.on("websocket", lambda socket: sent.append(socket.url))
    page.locator(".full-text summary").click()
    file = FilePayload(name="mine.txt", mimeType="text/plain", buffer=text.encode())
    page.locator(".full-text input").set_input_files(file)
    expect(page.locator(".full-text [role=status]")).to_contain_text(f"2 of {len(EXCERPTS)} excerpts")
    assert page.locator(".whole-text").inner_text().strip() == text.strip()
    page.locator('.whole-text .mention[data-feature-id="place-baku"]').click()
    expect(on_map(page, "place-baku")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Back to the excerpts").click()
    expect(page.locator('[data-excerpt-id="x-e11"]')).to_have_attribute("aria-current", "true")
    assert page.locator(".excerpts [data-excerpt-id]").count() == len(EXCERPTS)
    assert sent == []

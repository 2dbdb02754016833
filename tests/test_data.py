"""Every shipped record, one by one: new data brings its own test."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.article import Excerpt, Mention, read_article, share_quoted
from geo.catalog import Layer, read_package
from geo.feature import Feature, spans
from geo.layers import load_layer
from geo.story import DATA, Story, open_story
from geo.timespan import parse_edtf

FOLDER = DATA / "stories" / "nagorno-karabakh-2023"
ARTICLE = read_article(FOLDER)
STORY = open_story(FOLDER.name)
QUOTED_AT_MOST = 0.60  # of the part of the article that was available
LAYERS = [layer for name in ("boundaries", "basemap", "world", "outlines") for layer in read_package(DATA / name)[0]]
FEATURES = [feature for layer in STORY.layers for feature in STORY.features(layer.id)]
STATEMENTS = STORY.features("article-statements")
MENTIONS = STORY.features("article-mentions")
EVENTS = STORY.features("context-events")
PAYLOAD = STORY.payload()
PLACES = {
    *("place-yevlakh", "place-baku", "place-nagorno-karabakh", "place-azerbaijan"),
    *("place-caucasus", "place-south-caucasus", "place-ukraine"),
}


def name_of(record: Any) -> str:
    return str(record["id"]) if isinstance(record, dict) else str(record.id)


def one(feature_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in PAYLOAD["features"] if f["id"] == feature_id)
    return found


def test_the_bundled_story_has_no_problems() -> None:
    """Nothing shipped is left out."""
    assert [str(problem) for problem in STORY.problems] == []


@pytest.mark.parametrize("layer", LAYERS, ids=name_of)
def test_every_layer_loads(layer: Layer) -> None:
    """Every bundled layer is whole: size, hash, ids, dates, sources, geometry."""
    frame = load_layer(layer)
    assert frame.crs == "EPSG:4326"
    assert len(frame) > 0
    assert layer.title
    assert layer.description


@pytest.mark.parametrize("layer", STORY.layers, ids=name_of)
def test_every_layer_of_the_story_stands_in_a_group(layer: Layer) -> None:
    """The layer control finds every layer under one of the story's groups."""
    assert layer.group in {group["id"] for group in STORY.facts["groups"]}


@pytest.mark.parametrize("feature", FEATURES, ids=name_of)
def test_every_feature_is_dated_sourced_and_linked(feature: Feature) -> None:
    """A date, a source, excerpts that exist; what is in the article has one, context has none."""
    facts = feature["properties"]
    known = {excerpt.id for excerpt in ARTICLE.excerpts}
    assert spans(feature)
    assert facts["sources"]
    assert set(facts["excerpt_ids"]) <= known
    assert facts["in_article"] is False or facts["excerpt_ids"]
    assert facts["role"] != "context" or not facts["in_article"]


@pytest.mark.parametrize("excerpt", ARTICLE.excerpts, ids=name_of)
def test_every_excerpt_is_short_and_leads_to_features(excerpt: Excerpt) -> None:
    """An excerpt is a clause, not a paragraph; some feature carries it; no markup of ours is in it."""
    assert 15 <= len(excerpt.exact) <= 110
    assert excerpt.exact == excerpt.exact.strip()
    assert "\n" not in excerpt.exact
    assert any(excerpt.id in f["properties"]["excerpt_ids"] for f in FEATURES)


def test_excerpts_do_not_overlap_and_rise_through_the_text() -> None:
    """Every excerpt starts after the one before it has ended."""
    ends = [0, *(excerpt.end for excerpt in ARTICLE.excerpts)]
    assert all(end <= excerpt.start for end, excerpt in zip(ends, ARTICLE.excerpts, strict=False))


def test_at_most_sixty_percent_of_what_was_available_is_quoted() -> None:
    """Excerpts, prefixes, suffixes and mentions together stay under the stated limit."""
    assert STORY.facts["excerpts_share_limit"] == QUOTED_AT_MOST
    assert 0.4 < share_quoted(ARTICLE) <= QUOTED_AT_MOST


def test_the_notice_after_the_article_is_never_quoted() -> None:
    """The file's last two sentences are not article text."""
    assert max(excerpt.end for excerpt in ARTICLE.excerpts) <= ARTICLE.text_end == 2699
    assert "67.88" not in (FOLDER / "excerpts.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("mention", ARTICLE.mentions, ids=name_of)
def test_every_mention_has_its_role_and_its_excerpt(mention: Mention) -> None:
    """A mention in an excerpt is marked there; a literal one leads to its place; only those have points."""
    facts = one(mention.id)
    around = ARTICLE.excerpt_around(mention)
    assert facts["excerpt_ids"]
    assert (facts["point"] is not None) == mention.marker
    assert (facts["place"] is not None) == (mention.usage == "literal")
    if around:
        marks = next(e for e in PAYLOAD["excerpts"] if e["id"] == around.id)["marks"]
        mark = next(m for m in marks if m["mention_id"] == mention.id)
        assert around.exact[mark["start"] : mark["end"]] == mention.text
        assert mark["feature_id"] == (mention.place if mention.usage == "literal" else mention.id)


def test_sixteen_mentions_deserve_a_marker_at_seven_places() -> None:
    """Sixty mentions; the sixteen that fix a place all lie in excerpts."""
    marked = [mention for mention in ARTICLE.mentions if mention.marker]
    assert len(ARTICLE.mentions) == 60
    assert len(marked) == 16
    assert {mention.place for mention in marked} == PLACES
    assert all(ARTICLE.excerpt_around(mention) for mention in marked)
    assert {feature["id"] for feature in STORY.features("article-places")} == PLACES


@pytest.mark.parametrize("feature", STATEMENTS, ids=name_of)
def test_every_statement_says_who_and_when(feature: Feature) -> None:
    """A statement has a title, a speaker, a tense and an excerpt; a quoted person's is worded as a claim."""
    facts = feature["properties"]
    assert facts["title"]
    assert facts["attributed_to"]
    assert facts["excerpt_ids"]
    if re.match(r"I\. Aliyev|E\. Amirbayov|V\. Putin", facts["attributed_to"]):
        assert re.search(r"\b(says|expects)\b", facts["title"])


def test_twenty_three_statements() -> None:
    """All dated statements of the available text are there."""
    assert len(STATEMENTS) == 23


@pytest.mark.parametrize("number", [20, 21])
def test_what_moscow_says_is_not_plotted_in_moscow(number: int) -> None:
    """A government is not a point: those statements have no place, and their role is an actor's."""
    facts = one(f"statement-e{number}")
    assert (facts["point"], facts["place"], facts["role"]) == (None, None, "actor")


def test_the_ceasefire_is_not_plotted_in_moscow() -> None:
    """The aegis of Moscow is no place of signature."""
    assert one("statement-e05")["place"] == "place-nagorno-karabakh"


def test_the_address_is_not_plotted_in_baku() -> None:
    """Where the address was given is not stated, and the note says so."""
    facts = one("statement-e09")
    assert facts["place"] == "place-nagorno-karabakh"
    assert "not stated" in facts["note"]


def test_the_talks_at_yevlakh_are_one_marker_with_all_their_excerpts() -> None:
    """The one place of the talks carries everything the article says of them."""
    told = {
        name
        for feature in STATEMENTS
        if feature["properties"]["place"] == "place-yevlakh"
        for name in feature["properties"]["excerpt_ids"]
    }
    yevlakh = set(one("place-yevlakh")["excerpt_ids"])
    assert told | {"x-e12"} == yevlakh
    assert {"x-e08", "x-e08b", "x-e14", "x-e15", "x-e16", "x-e17", "x-e18", "x-e18b"} <= yevlakh


def test_the_end_of_the_mission_is_kept_out_of_the_article() -> None:
    """The article says since 2020, with no end; what came after is context."""
    assert one("statement-e23")["edtf"] == "2020/.."
    assert "2024" not in one("statement-e23")["note"]


def test_loaded_words_stand_only_inside_the_quotation() -> None:
    """A speaker's term for the authorities is in the excerpt and in no name, title or note of ours."""
    for path in FOLDER.iterdir():
        held = path.read_text(encoding="utf-8")
        assert held.count("puppet") == (1 if path.name in ("excerpts.json", "mentions.csv") else 0), path.name
    assert not [f["id"] for f in PAYLOAD["features"] if "puppet" in str(f)]


@pytest.mark.parametrize("feature", EVENTS, ids=name_of)
def test_every_context_event_is_apart_from_the_article(feature: Feature) -> None:
    """A context event has its own source, its verification, a place, and no excerpt."""
    facts = feature["properties"]
    assert facts["in_article"] is False
    assert facts["excerpt_ids"] == []
    assert feature["geometry"]["type"] == "Point"
    assert facts["verification"] == "unverified" or re.search(r"https?://", facts["sources"][0])
    assert {"verified": "certain", "partly": "less-certain", "unverified": "uncertain"}[facts["verification"]] == facts[
        "certainty"
    ]


def test_doubtful_events_are_marked() -> None:
    """131 events, ten of them verified in part and three not at all."""
    marks = [feature["properties"]["verification"] for feature in EVENTS]
    assert (len(marks), marks.count("partly"), marks.count("unverified")) == (131, 10, 3)


def test_context_is_off_by_default() -> None:
    """What the article does not mention is shown only when asked for."""
    off = {layer["id"] for layer in PAYLOAD["layers"] if not layer["on"]}
    assert off == {"context-places", "context-events"}


@pytest.mark.parametrize("figure", STORY.figures, ids=lambda row: f"{row['topic']}-{row['indicator']}")
def test_every_figure_has_a_source(figure: dict[str, str]) -> None:
    """A number without a source is no figure."""
    assert figure["source"]
    assert figure["url"].startswith("http")


def test_the_payload_is_small() -> None:
    """The whole story travels to the reader in under 350 kB."""
    import json

    assert len(json.dumps(PAYLOAD, ensure_ascii=False).encode()) < 350_000


def test_windows_and_presets_lie_within_the_extent() -> None:
    """The timeline reaches over every window offered."""
    for window in (STORY.facts["window"], *STORY.facts["presets"]):
        assert STORY.extent.start <= date.fromisoformat(window["from"]) <= STORY.extent.end
        assert STORY.extent.start <= date.fromisoformat(window["to"]) <= STORY.extent.end


@pytest.mark.parametrize("layer", STORY.layers, ids=name_of)
def test_no_feature_exists_outside_its_layers_dates(layer: Layer) -> None:
    """A layer's stated validity covers all its features."""
    valid = parse_edtf(layer.valid)
    for feature in STORY.features(layer.id):
        for span in spans(feature):
            assert valid.start is None or (span.start and span.start >= valid.start), feature["id"]
            assert valid.end is None or (span.end and span.end <= valid.end), feature["id"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_tables_are_plain_utf8_with_line_feeds(path: Path) -> None:
    """Tables open anywhere: UTF-8, line feeds, no cell that a spreadsheet would run."""
    held = path.read_bytes()
    assert b"\r" not in held
    assert not held.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(held.decode("utf-8").splitlines()):
        assert not [cell for cell in row if cell[:1] in ("=", "@", "+")]


def test_the_same_story_opens_the_same_again() -> None:
    """Opening is deterministic: the payload is equal, order and all."""
    again: Story = open_story(FOLDER.name)
    assert again.payload() == PAYLOAD

"""Annotations say what stands in the article, where it stands, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.annotations import annotations
from geo.article import selectors
from geo.export import json_bytes
from geo.story import Story, open_story
from tests.made import SLUG, TEXT, edit_json


def targets(found: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, str] | None]]:
    """Each target's position, and its quotation if there is one."""
    for one in found["first"]["items"]:
        for target in one["target"]:
            position, *quotes = target["selector"]
            yield position, quotes[0] if quotes else None


def test_quotations_stand_where_the_positions_say(story: Story) -> None:
    """Exact words, prefix and suffix are the text's own at exactly these code points."""
    quoted = 0
    for position, quote in targets(annotations(story)):
        if quote:
            start, prefix, suffix = position["start"], quote.get("prefix", ""), quote.get("suffix", "")
            assert TEXT[start : position["end"]] == quote["exact"]
            assert TEXT[start - len(prefix) : start] == prefix
            assert TEXT[position["end"] :].startswith(suffix)
            quoted += 1
    assert quoted == 5


def test_bundled_quotations_agree_with_the_excerpts(bundled: Story) -> None:
    """No word is quoted that is not in an excerpt at the same place."""
    held = {start + at: letter for _, start, words in selectors(bundled.article) for at, letter in enumerate(words)}
    for position, quote in targets(annotations(bundled)):
        if quote:
            start = position["start"] - len(quote.get("prefix", ""))
            words = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert "".join(held[start + at] for at in range(len(words))) == words


def test_there_is_one_for_each_mention_and_each_statement(bundled: Story) -> None:
    """All of them, under ids of their own, in a collection that counts them; the same bytes twice."""
    found = annotations(bundled, "https://example.org/a", lambda layer, name: f"https://example.org/{layer}/{name}")
    items = found["first"]["items"]
    count = len(bundled.features("article-mentions")) + len(bundled.features("article-statements"))
    assert found["total"] == len(items) == len({one["id"] for one in items}) == count
    assert json_bytes(annotations(bundled)) == json_bytes(annotations(bundled))


@pytest.mark.parametrize("motivation", ["identifying", "describing"])
def test_each_has_what_the_model_asks_for(bundled: Story, motivation: str) -> None:
    """Context, type, id, motivation, bodies with a purpose, a source and selectors of the two kinds."""
    found = annotations(bundled)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    chosen = [one for one in found["first"]["items"] if one["motivation"] == motivation]
    assert chosen
    for one in chosen:
        assert one["type"] == "Annotation"
        assert {body["type"] for body in one["body"]} <= {"TextualBody", "SpecificResource"}
        assert all(body["purpose"] in ("identifying", "tagging", "describing") for body in one["body"])
        for target in one["target"]:
            assert target["source"]["id"].startswith("ni:///sha-256;")
            kinds = [selector["type"] for selector in target["selector"]]
            assert kinds in (["TextPositionSelector", "TextQuoteSelector"], ["TextPositionSelector"])


def test_a_name_is_identified_by_its_place_and_an_office_by_its_name(story: Story) -> None:
    """A literal mention leads to the feature of the place; words for somebody say who is meant."""
    found = annotations(story, "a", lambda layer, name: f"{layer}/{name}")
    items = {one["id"]: one for one in found["first"]["items"]}
    assert items["a#mention-one"]["body"][0]["source"] == "article-places/place-aville"
    assert items["a#mention-two"]["body"][0]["value"] == "the mayor of Aville"


def test_words_outside_every_excerpt_keep_their_position_alone(story: Story) -> None:
    """A mention whose words are not held is not quoted."""
    found = annotations(story, "a")
    lone = next(one for one in found["first"]["items"] if one["id"] == "a#mention-four")
    assert [one["type"] for one in lone["target"][0]["selector"]] == ["TextPositionSelector"]


def test_they_need_no_layers_of_an_article(data: Path) -> None:
    """A story whose mentions and statements are gone has none, and still is a collection."""
    edit_json(data / "stories" / SLUG / "story.json", lambda facts: facts.update(layers=[]))
    assert annotations(open_story(SLUG, data))["total"] == 0

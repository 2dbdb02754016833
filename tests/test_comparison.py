"""Stories compared: one place is one place, whose ids are whose, and what is asked of the reader."""

from pathlib import Path
from typing import Any

import pytest

from geo.article import Article, Excerpt, Mention
from geo.catalog import read_record
from geo.comparison import Comparison, compare
from geo.disagreement import disagreements
from geo.errors import StoryError
from geo.feature import Feature
from geo.story import Story
from tests import made

AVILLE, BBURG = ("place-aville", "Aville", 10.0, 50.0), ("place-bburg", "Bburg", 11.0, 51.0)
Placed = tuple[str, str, float, float]
Sentence = tuple[str, str, str]  # words, EDTF, place


def told(slug: str, places: list[Placed], sentences: list[Sentence], written: dict[str, str] | None = None) -> Story:
    """A made-up story: its places, a statement a sentence, and a mention a place in `written`."""
    excerpts, at = [], 0
    for number, (words, _, _) in enumerate(sentences):
        excerpts.append(Excerpt(f"x-{number}", 1, number, at, at + len(words), "", words, "", (f"statement-{number}",)))
        at += len(words) + 1
    mentions = tuple(
        Mention(f"m-{n}", "", 0, len(text), text, "literal", "place", place, True, "", "certain", 1, "", "")
        for n, (place, text) in enumerate((written or {}).items())
    )
    article = Article(
        slug, f"The {slug}", "", "2001-05-04", "", "en", slug, 0, at + 1, 1.0, "all", f"© {slug}",
        tuple(excerpts), mentions,
    )  # fmt: skip
    story = Story(slug, slug.title(), article, made.story_facts() | {"id": slug})
    layers = [read_record(made.record(name), Path(), name, has_file=False) for name in ("areas", "article-places")]
    story.add(layers[0], [made.feature()])
    story.add(layers[1], [_place(*place) for place in places])
    layer = read_record(made.record("article-statements"), Path(), "s", has_file=False)
    story.add(layer, [_statement(number, *sentence) for number, sentence in enumerate(sentences)])
    return story


def _place(name: str, label: str, lon: float, lat: float) -> Feature:
    point = {"type": "Point", "coordinates": [lon, lat]}
    words: dict[str, Any] = {"kind": "city", "role": "place", "in_article": True}
    return _named(made.feature(name, "2001", point, **words), label)


def _statement(number: int, words: str, edtf: str, place: str) -> Feature:
    facts: dict[str, Any] = {"kind": "statement", "title": words, "place": place, "excerpt_ids": [f"x-{number}"]}
    return _named(made.feature(f"statement-{number}", edtf, None, **facts), words)


def _named(feature: Feature, name: str) -> Feature:
    return {**feature, "properties": feature["properties"] | {"name": name}}


def layer_of(compared: Comparison) -> dict[str, str]:
    return {item["id"]: item["layer"] for item in compared.payload["features"]}


def test_each_place_is_in_the_layer_of_those_that_name_it() -> None:
    """A place that both know is there once; the others say whose they are."""
    compared = compare([told("post", [AVILLE, BBURG], []), told("globe", [AVILLE], [])])
    layers = layer_of(compared)
    assert layers["ab-place-aville"] == "shared"
    assert layers["a-place-bburg"] == "only-a"
    assert [feature["id"] for feature in compared.layers["shared"]] == ["ab-place-aville"]


def test_a_name_makes_one_place_of_two_ids_only_where_it_is_near() -> None:
    """Aville under another id 10 km off is Aville; an Aville on another continent is not."""
    near, far = ("gn-1", "Aville", 10.1, 50.0), ("gn-2", "Aville", 80.0, 20.0)
    assert "shared" in compare([told("post", [AVILLE], []), told("globe", [near], [])]).layers
    assert "shared" not in compare([told("post", [AVILLE], []), told("globe", [far], [])]).layers


def test_a_place_with_two_names_meets_either() -> None:
    """ "Aville / Avillakert" is the same as "Avillakert"."""
    both = ("gn-1", "Aville / Avillakert", 10.0, 50.0)
    compared = compare([told("post", [both], []), told("globe", [("gn-2", "Avillakert", 10.0, 50.0)], [])])
    assert list(compared.layers) == ["areas", "shared"]


def test_ids_of_two_stories_never_meet() -> None:
    """Both stories have a statement-0 and an x-0: each keeps its own, and links lead to what is there."""
    fair = [("The fair opened", "2001-05-03", "place-aville")]
    compared = compare([told("post", [AVILLE], fair), told("globe", [AVILLE], fair)])
    ids = [item["id"] for item in compared.payload["features"]]
    assert len(ids) == len(set(ids))
    assert {"a-statement-0", "b-statement-0"} <= set(ids)
    excerpts = {excerpt["id"]: excerpt for excerpt in compared.payload["excerpts"]}
    assert excerpts["b-x-0"]["statement_ids"] == ["b-statement-0"]
    statement = next(item for item in compared.payload["features"] if item["id"] == "b-statement-0")
    assert statement["excerpt_ids"] == ["b-x-0"]
    assert statement["place"] == "ab-place-aville"


def test_what_surrounds_both_is_there_once() -> None:
    """A boundary of both stories is drawn once; windows and boxes reach around both."""
    compared = compare([told("post", [AVILLE], []), told("globe", [BBURG], [])])
    assert [layer["id"] for layer in compared.payload["layers"]].count("areas") == 1
    assert compared.payload["window"] == {"from": "2001-05-02", "to": "2001-05-04"}


@pytest.mark.parametrize("count", [1, 5])
def test_one_story_cannot_be_compared_nor_five(count: int) -> None:
    """What can be compared is said."""
    with pytest.raises(StoryError, match="two to four"):
        compare([told(f"post-{number}", [AVILLE], []) for number in range(count)])


def test_the_same_story_twice_is_no_comparison() -> None:
    """Nor the same one twice."""
    with pytest.raises(StoryError, match="different"):
        compare([told("post", [AVILLE], [])] * 2)


def rows(mine: list[Sentence], theirs: list[Sentence]) -> list[tuple[str, list[str]]]:
    compared = compare([told("post", [AVILLE], mine), told("globe", [AVILLE], theirs)])
    return [(row.kind, [said.value for said in row.said]) for row in disagreements(compared)]


def test_names_that_differ_are_told() -> None:
    """One town under two names is a row; under one name in two cases it is none."""
    post = told("post", [AVILLE], [], {"place-aville": "Aville"})
    other = told("globe", [AVILLE], [], {"place-aville": "the Avillakert"})
    assert [(row.kind, row.said[1].value) for row in disagreements(compare([post, other]))] == [("name", "Avillakert")]
    assert disagreements(compare([post, told("globe", [AVILLE], [], {"place-aville": "AVILLE"})])) == []


def test_dates_of_what_seems_one_event_are_told_where_they_cannot_both_be() -> None:
    """The same event on two days is a row; on a day and in its month it is none."""
    one = ("The ceasefire agreement was signed", "2001-05-03", "place-aville")
    late = ("A ceasefire agreement signed by both", "2001-05-07", "place-aville")
    assert rows([one], [late]) == [("date", ["3 May 2001", "7 May 2001"])]
    assert rows([one], [(late[0], "2001-05", "place-aville")]) == []
    assert rows([one], [("The band played music loudly", "2001-05-07", "place-aville")]) == []


def test_figures_of_one_thing_are_told_where_none_agrees() -> None:
    """Different numbers of the same thing are a row; a number that both have is none, and a date is no number."""
    one = ("About 2,000 Russian peacekeepers came on 3 May", "2001-05-03", "place-aville")
    assert rows([one], [("Only 1 960 peacekeepers came", "2001-05-03", "place-aville")]) == [
        ("figure", ["2,000 Russian peacekeepers", "1,960 peacekeepers"])
    ]
    assert rows([one], [("There were 2000 peacekeepers on 4 May", "2001-05-03", "place-aville")]) == []
    assert rows([("Five people left", "2001", "place-aville")], [("7 people left", "2001", "place-aville")]) == [
        ("figure", ["5 people", "7 people"])
    ]

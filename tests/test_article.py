"""Excerpts and mentions: offsets and words must agree, with each other and with the text."""

import os
from pathlib import Path
from typing import Any

import pytest

from geo.article import Article, check_against, read_article, selectors, share_quoted
from geo.errors import ArticleError
from geo.story import DATA
from tests.made import TEXT, edit_json, edit_row, excerpt, write_json


def only_problem(folder: Path) -> str:
    problems = read_article(folder).problems
    assert len(problems) == 1, [str(problem) for problem in problems]
    return str(problems[0])


def position(record: dict[str, Any]) -> dict[str, Any]:
    selector: dict[str, Any] = record["selector"][0]
    return selector


def test_excerpts_come_in_text_order(story_folder: Path) -> None:
    """Whatever the order in the file, excerpts are read in the order of the article."""
    edit_json(story_folder / "excerpts.json", lambda data: data["excerpts"].reverse())
    article = read_article(story_folder)
    assert [one.id for one in article.excerpts] == ["x-one", "x-two"]
    assert article.problems == ()


def test_a_mention_knows_its_excerpt(story_folder: Path) -> None:
    """A mention lies in the excerpt that holds all its words, or in none."""
    article = read_article(story_folder)
    found = {one.id: article.excerpt_around(one) for one in article.mentions}
    assert {name: one and one.id for name, one in found.items()} == {
        "mention-one": "x-one",
        "mention-two": "x-two",
        "mention-three": "x-two",
        "mention-four": None,
    }


def test_an_excerpt_that_does_not_fit_its_offsets_is_left_out_and_named(story_folder: Path) -> None:
    """A length that disagrees with the offsets is seen without the article; the other excerpt stays."""
    edit_json(story_folder / "excerpts.json", lambda data: position(data["excerpts"][1]).update(end=99))
    article = read_article(story_folder)
    assert [one.id for one in article.excerpts] == ["x-one"]
    assert [one.id for one in article.mentions] == [
        "mention-one", "mention-four", "mention-two", "mention-three",
    ]  # fmt: skip
    assert "excerpts.json: x-two" in only_problem(story_folder)


def test_a_shifted_excerpt_disagrees_with_its_mentions(story_folder: Path) -> None:
    """An excerpt moved by one code point no longer agrees with the mentions laid on the same text."""

    def shift(data: dict[str, Any]) -> None:
        at = position(data["excerpts"][0])
        at.update(start=at["start"] + 1, end=at["end"] + 1)

    edit_json(story_folder / "excerpts.json", shift)
    problems = [str(problem) for problem in read_article(story_folder).problems]
    assert any("mention-one" in said and "'A'" in said for said in problems)


def test_excerpts_that_overlap_must_agree_letter_by_letter(story_folder: Path) -> None:
    """Two excerpts that say different letters for one offset are a problem that names both."""
    other = excerpt("x-three", "fair at Aville", ["statement-one"])
    other["selector"][1]["exact"] = "fair in Avill"[:13] + "e"
    edit_json(story_folder / "excerpts.json", lambda data: data["excerpts"].append(other))
    said = only_problem(story_folder)
    assert "x-three" in said
    assert "x-one" in said


@pytest.mark.parametrize(("start", "end"), [(-1, 10), (0, 10), (20, 10), (100, 140)])
def test_offsets_outside_the_articles_own_text_are_refused(story_folder: Path, start: int, end: int) -> None:
    """Offsets before the text, after it (in the notice), or reversed are refused."""
    other = excerpt("x-three", "sent its band", ["statement-one"], start=start, end=end)
    edit_json(story_folder / "excerpts.json", lambda data: data["excerpts"].append(other))
    assert "not within the article's text" in only_problem(story_folder)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda one: one.pop("selector"), "selector"),
        (lambda one: one.update(selector=[]), "TextPositionSelector"),
        (lambda one: one.update(id="X one"), "a-z, 0-9"),
        (lambda one: one.update(id="x-two"), "taken"),
        (lambda one: one.update(sentence="first"), "first"),
        (lambda one: one.update(statements=[]), "there is no date"),
        (lambda one: one.update(edtf="2020-11-10/"), "Write .. for an open end"),
    ],
)
def test_an_excerpt_that_cannot_be_read_is_named(story_folder: Path, spoil: Any, said: str) -> None:
    """A broken record names its file and number, what is wrong, and is left out."""
    edit_json(
        story_folder / "excerpts.json",
        lambda data: data["excerpts"].append(excerpt("x-three", "sent its band", ["statement-one"])),
    )
    edit_json(story_folder / "excerpts.json", lambda data: spoil(data["excerpts"][2]))
    problem = only_problem(story_folder)
    assert "excerpts.json: excerpt 3" in problem
    assert said in problem


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"usage": "poetic"}, "usage"),
        ({"role": "hero"}, "role"),
        ({"certainty": "high"}, "certainty"),
        ({"marker": "maybe"}, "marker"),
        ({"marker": "yes", "usage": "metonymic"}, "literal"),
        ({"start": "ten"}, "ten"),
        ({"text": "Aville!"}, "code points"),
        ({"text": ""}, "exactly if an excerpt holds"),
    ],
)
def test_a_mention_that_does_not_hold_is_left_out_and_named(story_folder: Path, change: Any, said: str) -> None:
    """A bad mention names its line's id and the field; only a literal one can have a marker."""
    edit_row(story_folder / "mentions.csv", "mention-one", **change)
    problem = only_problem(story_folder)
    assert "mention-one" in problem
    assert said in problem
    assert len(read_article(story_folder).mentions) == 3


def test_an_unreadable_file_of_excerpts_is_an_error(story_folder: Path) -> None:
    """Without its excerpts a story is nothing: the error names the file."""
    write_json(story_folder / "excerpts.json", {"article": {}})
    with pytest.raises(ArticleError, match=r"excerpts\.json"):
        read_article(story_folder)


def test_the_text_itself_proves_every_selector(story_folder: Path) -> None:
    """Against the right text there is nothing to say."""
    assert check_against(read_article(story_folder), TEXT) == []


def test_another_text_is_refused_by_its_hash_and_its_words(story_folder: Path) -> None:
    """Against a changed text, the hash and each excerpt that moved are named."""
    said = [str(problem) for problem in check_against(read_article(story_folder), TEXT[1:])]
    assert "sha256" in said[0]
    assert any("x-one" in one for one in said)


def test_a_quotation_that_occurs_twice_needs_a_prefix_or_suffix(story_folder: Path) -> None:
    """Words that are not unique in the article must be made so."""
    twice = excerpt("x-three", "Aville", ["statement-one"])
    edit_json(story_folder / "excerpts.json", lambda data: data["excerpts"].append(twice))
    said = [str(problem) for problem in check_against(read_article(story_folder), TEXT)]
    assert len(said) == 1
    assert "more than once" in said[0]
    twice["selector"][1]["prefix"] = "fair at "
    edit_json(story_folder / "excerpts.json", lambda data: data["excerpts"].__setitem__(2, twice))
    assert check_against(read_article(story_folder), TEXT) == []


def test_the_share_quoted_counts_each_letter_once(story_folder: Path) -> None:
    """Overlapping excerpts and mentions do not count twice."""
    article = read_article(story_folder)
    letters = {n for _, start, words in selectors(article) for n in range(start, start + len(words))}
    quoted = "The fair at Aville opened on 3 May" + "says the mayor of Aville"
    assert len(letters) == len(quoted)
    assert share_quoted(article) == pytest.approx(len(quoted) / len(TEXT[1 : TEXT.index("\nNotice")]))


def bundled_article() -> Article:
    return read_article(DATA / "stories" / "nagorno-karabakh-2023")


if os.environ.get("ARTICLE_TEXT"):

    def test_bundled_excerpts_are_the_articles_own_words() -> None:
        """With the article at hand, every bundled selector is proven against its text."""
        text = Path(os.environ["ARTICLE_TEXT"]).read_bytes().decode("utf-8")
        assert [str(problem) for problem in check_against(bundled_article(), text)] == []


@pytest.mark.parametrize("number", ["Infinity", "NaN", "1e999"])
def test_a_number_that_is_none_is_an_error(story_folder: Path, number: str) -> None:
    """JSON has no infinity; Python's reader would take it, and every download would fail later."""
    path = story_folder / "excerpts.json"
    path.write_text(path.read_text().replace('"coverage": 1.0', f'"coverage": {number}'))
    with pytest.raises(ArticleError, match=r"excerpts\.json"):
        read_article(story_folder)


def test_an_article_is_named_by_a_real_hash(story_folder: Path) -> None:
    """Downloads name the text by its sha256: what is none is refused at the door."""
    edit_json(story_folder / "excerpts.json", lambda data: data["article"].update(sha256="abc"))
    with pytest.raises(ArticleError, match="sha256"):
        read_article(story_folder)

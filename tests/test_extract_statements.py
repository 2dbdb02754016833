"""Statements: place, date and speaker of a sentence, joined. Texts of our own, and the bundled story."""

from datetime import date

import pytest

from geo.extract.dates import find_dates
from geo.extract.extraction import extract
from geo.extract.places import find_places
from geo.extract.records import Extraction, Mention, Statement, Text
from geo.extract.sentences import split
from geo.extract.speakers import ARTICLE, speakers
from geo.extract.statements import find_statements
from geo.extract.tense import tense_of
from tests.story_text import article_text, needs_article, rows

DAY = date(2024, 5, 16)  # a Thursday


def found(text: str, published: date | None = DAY) -> Extraction:
    """With the gazetteer alone, so that it is the same wherever it runs."""
    sentences = split(text)
    mentions, dates = find_places(text, recogniser=False), find_dates(text, published, sentences)
    told = find_statements(text, sentences, mentions, dates, published)
    return Extraction(tuple(sentences), tuple(mentions), tuple(dates), tuple(told))


def only(text: str) -> Statement:
    (one,) = found(text).statements
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam held, the mayor said.", ["the mayor"]),
        ("The mayor, Anne Roux, said the dam held.", ["Anne Roux"]),
        ("On Tuesday, police announced that the dam held.", ["police"]),
        ("According to the ministry of health, the dam held.", ["the ministry of health"]),
        ('"The dam held," said a farmer who was there.', ["a farmer"]),
        ('"The dam held," Roux said. "It will hold. We are sure."', ["Roux"] * 3),
        ('"It held. We saw it," said a farmer.', ["a farmer"] * 2),
        ("The mayor said it held. She added that it would.", ["The mayor", "The mayor"]),
        ("The governor was quoted as saying that it held.", ["The governor"]),
        ("Smith, 45, said Monday it held.", ["Smith"]),
        ("The text provides for talks. It specifies where.", ["The text", "The text"]),
        ("The dam was reported to have held. Peru declared an emergency.", [ARTICLE, ARTICLE]),
        ("« Le barrage a tenu », a déclaré mardi le général Kalume.", ["le général Kalume"]),
        ("« Il tient », a dit Roux. « Nous veillons », a-t-il ajouté.", ["Roux", "Roux"]),
        ("Le barrage a tenu, a annoncé le ministère.", ["le ministère"]),
        ("Selon la mairie, le barrage a tenu.", ["la mairie"]),
        ('"It held," said their captain, Ann Roe, after the flood.', ["Ann Roe"]),
        ("Oslo announced a truce and broke it, a spokesman said yesterday.", ["a spokesman"]),
        ("A day after Oslo announced a truce, the mayor said it held.", ["the mayor"]),
        ("BERGEN, Norway - Oslo said that it held.", ["Oslo"]),
        ('"It held," recounted a farmer. "It did," she continued.', ["a farmer", "a farmer"]),
        ("« Il tient », raconte un fermier.", ["un fermier"]),
        ("« Il tient », dit Irina, 54 ans, vendeuse.", ["Irina"]),
        ("« Nous attendons encore les secours », tempère un délégué.", ["un délégué"]),
        ("« Le vent tourne », raconte un pompier de Port-Vendres.", ["un pompier de Port-Vendres"]),
        ("« Nous attendons » dans la nuit la mairie.", [ARTICLE]),
        (
            "« Oui », dit un fermier. Le ministre, Paul Quil, est venu. « Non », a-t-il dit.",
            ["un fermier", ARTICLE, "Paul Quil"],
        ),
        ('Anne Roux came by train. "It held," she joked.', [ARTICLE, "Anne Roux"]),
        ('"It held," Dorothy Kale, 84, of Bowling Green, told the court.', ["Dorothy Kale"]),
        ("A court here on Wednesday told the owner to pay.", ["A court"]),
        ('"', [ARTICLE]),
    ],
)
def test_who_says_a_sentence(text: str, expected: list[str]) -> None:
    """By a verb of saying, by "according to", or because a quotation runs on; otherwise the article."""
    assert speakers(text, split(text)) == expected


@pytest.mark.parametrize(
    ("sentence", "language", "tense"),
    [
        ("Talks will be held in Oslo.", "en", "future"),
        ("They won't come.", "en", "future"),
        ("Talks on the town, which fell in May, will be held.", "en", "future"),
        ("The minister said talks would be held.", "en", "past"),
        ("The road closed due to the snow.", "en", "past"),
        ("Fighting is continuing in the town.", "en", "ongoing"),
        ("Les pourparlers reprendront à Oslo.", "fr", "future"),
        ("Le barrage a cédé.", "fr", "past"),
        ("Les combats continuent.", "fr", "ongoing"),
    ],
)
def test_the_tense_is_the_main_clauses(sentence: str, language: str, tense: str) -> None:
    """The first cue decides, and what stands in a relative clause is no cue."""
    assert tense_of(sentence, language) == tense


def test_a_statement_joins_place_date_and_speaker() -> None:
    """All four in one sentence: the excerpt is the sentence, the indexes lead to the words."""
    text = "It was dry. Rain fell in Oslo on Monday, the mayor said."
    all_ = found(text)
    (one,) = all_.statements
    assert text[one.start : one.end] == "Rain fell in Oslo on Monday, the mayor said."
    assert [all_.mentions[n].text for n in one.places] == ["Oslo"]
    assert [all_.dates[n].text for n in one.dates] == ["Monday"]
    assert (one.edtf, one.date_precision, one.tense) == ("2024-05-13", "day", "past")
    assert (one.speaker, one.claim, one.sentence) == ("the mayor", "explicit", 2)


def test_two_dates_are_two_statements_each_with_its_places() -> None:
    """A sentence that tells of two days makes a statement of each, with the place nearest to its date."""
    all_ = found("Rain fell in Oslo on Monday before snow covered Bergen on Tuesday.")
    joined = [(one.edtf, [all_.mentions[n].text for n in one.places]) for one in all_.statements]
    assert joined == [("2024-05-13", ["Oslo"]), ("2024-05-14", ["Bergen"])]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Rain fell on Monday. Oslo was flooded.", ["2024-05-13", "2024-05-13"]),  # the sentence before
        ("Oslo was flooded. It began on Monday.", ["2024-05-13", "2024-05-13"]),  # the sentence after
        ("Oslo was flooded.", ["2024-05-16"]),  # the article's own day
        ("Oslo will be flooded.", ["2024-05-16/.."]),  # some day after it
    ],
)
def test_a_date_that_is_not_there_is_inferred(text: str, edtf: list[str]) -> None:
    """From the sentences around it or the article's date, and the statement says so."""
    told = found(text).statements
    assert [one.edtf for one in told] == edtf
    assert [one.claim for one in told if not one.dates] == ["inferred"]


def test_an_aside_does_not_date_the_sentence() -> None:
    """What "which …" says of the past is a statement of the article; the main clause is one of its own."""
    aside, main = found("Talks on Oslo, which flooded in 1991, will be held, the mayor said.").statements
    assert (aside.edtf, aside.speaker, aside.tense) == ("1991", ARTICLE, "past")
    assert (main.edtf, main.speaker, main.tense) == ("2024-05-16/..", "the mayor", "future")


def test_since_is_open_and_under_way() -> None:
    """ "Since March" has a beginning and no end."""
    one = only("Boats have been stationed in Oslo since March.")
    assert (one.edtf, one.date_precision, one.tense) == ("2024-03/..", "month", "ongoing")


@pytest.mark.parametrize("text", ["Nothing was heard.", "Moscow condemned it.", "", "Nobody spoke. Nobody came."])
def test_neither_place_nor_date_makes_none(text: str) -> None:
    """A sentence without a literal place and without a date states nothing that a map could show."""
    assert found(text).statements == ()


def test_a_speaker_who_goes_on_makes_statements() -> None:
    """A quotation that runs on after a dated claim is carried on, without a place."""
    told = found(
        'Oslo will be closed on Friday, Roux said. "Nobody will be let in," Roux said. Nobody minded.'
    ).statements
    assert [(one.edtf, one.speaker) for one in told[1:]] == [("2024-05-17", "Roux")]


def places_of(all_: Extraction) -> list[tuple[list[str], str]]:
    return [([all_.mentions[n].text for n in one.places], one.place_basis) for one in all_.statements]


def test_the_place_of_what_went_before_is_inferred_and_told_so() -> None:
    """Where a sentence names no place it has that of the sentence before, if that is one; its basis names it."""
    first, second = places_of(found("Rain fell in Oslo on Monday. On Tuesday it stopped."))
    assert first == (["Oslo"], "")
    assert second == (["Oslo"], "the place of sentence 1, which it goes on from")


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell in Oslo and Bergen on Monday. On Tuesday it stopped.",  # which of them?
        "Rain fell in Oslo on Monday. On Tuesday it stopped in Lower Ambley.",  # somewhere that nobody knows
        "Rain fell in Oslo on Monday. Moscow said on Tuesday that it had stopped.",  # who is elsewhere
    ],
)
def test_no_place_is_inferred_where_it_may_be_another(text: str) -> None:
    """Two places, an unknown name, or a government that speaks: the statement has none."""
    assert places_of(found(text))[-1] == ([], "")


def test_an_event_keeps_its_day_and_place() -> None:
    """What is said of the talks later is on their day and at their place, and so is what follows."""
    told = found(
        "Talks will be held on Saturday in Oslo. Rain fell in Bergen. The talks will be short, Roux said. "
        "“Two people will come,” Roux said."
    )
    later = [one for one in told.statements if one.sentence >= 3]
    assert [one.edtf for one in later] == ["2024-05-18", "2024-05-18"]
    assert [told.mentions[n].text for one in later for n in one.places] == ["Oslo", "Oslo"]
    assert all("talks" in one.place_basis for one in later)


def test_since_a_decade_is_an_open_span() -> None:
    """EDTF has no open span from 197X: it begins about its first year."""
    assert only("Oslo has grown since the 1970s.").edtf == "1970~/.."


def test_without_any_date_there_is_no_statement() -> None:
    """Where the article's date is not known and no sentence has one, nothing is made up."""
    assert found("Oslo was flooded on Monday.", None).statements == ()


def test_what_a_review_changes_changes_the_statements() -> None:
    """Called again with fewer mentions, or with a date that has no value, only what is left is joined."""
    text = "Rain fell in Oslo on Monday."
    all_ = found(text)
    again = find_statements(text, all_.sentences, [], all_.dates, DAY)
    assert [(one.places, one.edtf) for one in again] == [((), "2024-05-13")]
    actor = [Mention(13, 17, "Oslo", "metonymic", "actor", 0.9)]
    assert find_statements(text, all_.sentences, actor, [], DAY) == []


def test_other_languages_are_told_what_they_lack() -> None:
    """A language without rules keeps its places and says what is not read."""
    messages = " ".join(extract(Text("Es regnete in Oslo."), DAY, "de").messages)
    assert "English and French" in messages


@needs_article
def test_the_statements_of_the_bundled_story() -> None:
    """Of 23 statements made by hand, those found in their sentence, and of these the right date, place and speaker."""
    text, published = article_text(), date(2023, 9, 20)
    all_ = extract(Text(text), published)
    places = {row["id"]: row["name"] for row in rows("places.csv").values()}
    counts = {"sentence": 0, "date": 0, "place": 0, "tense": 0}
    for row in rows("statements.csv").values():
        here = [one for one in all_.statements if one.sentence == int(row["sentence"])]
        counts["sentence"] += bool(here)
        counts["date"] += any(one.edtf == row["edtf"] for one in here)
        counts["tense"] += any(one.tense == row["tense"] for one in here)
        named = [[all_.mentions[n].candidates[0].name for n in one.places] for one in here]
        counts["place"] += any(
            (places.get(row["place"], "") in names) if row["place"] else not names for names in named
        )
    assert counts["sentence"] >= 21
    assert counts["date"] >= 14
    assert counts["place"] >= 13
    assert counts["tense"] >= 18

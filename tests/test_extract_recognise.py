"""Which words of a text name places: candidates, clues, the learned model and the choice between overlapping spans."""

import json

import numpy as np
import pytest

from geo.extract import ner
from geo.extract.clues import add_elsewhere
from geo.extract.gazetteer import gazetteer
from geo.extract.mention_model import MentionModel, as_json, from_json
from geo.extract.places import find_places
from geo.extract.recognise import find_spans, pick
from geo.extract.spans import Entity, Span, candidates, words_of
from geo.extract.train_mentions import fit

# Sentences of our own about other regions and times, and the places they name.
NEWS = {
    "Floods cut the road between Kisumu and Nairobi on Friday, the Kenyan government said.": "Kisumu|Nairobi|Kenyan",
    "In Osaka, Mayor Kenji Tanaka met investors from South Korea and Vietnam.": "Osaka|South Korea|Vietnam",
    "Peru and Chile signed the treaty in Lima in 1929.": "Peru|Chile|Lima",
    "A ferry sank off Zanzibar, Tanzania, with 200 aboard.": "Zanzibar|Tanzania",
    "Troops crossed the Danube near Novi Sad after Belgrade's ultimatum.": "Danube|Novi Sad|Belgrade",
    "Snow closed schools in Duluth, Minn., and across northern Wisconsin.": "Duluth|Minn.|Wisconsin",
    "Le président a quitté Bamako pour Dakar lundi.": "Bamako|Dakar",
    "Les combats ont repris près de Stepanakert.": "Stepanakert",
}
NOBODY = [
    "Mme Florence and M. Paris went home.",
    "Reading is fun, said Mr. London, and Ms. Austin agreed.",
    "The Best Price Was Offered On Monday, May 3.",
]


def span(start: int, end: int, **clues: float) -> Span:
    return Span(start, end, "x" * (end - start), (), features=clues)


# A model of one clue: "odds" 4 is likely (0.88), 2 is even, none is unlikely (0.12).
BY_ODDS = MentionModel(
    {}, {"odds": 0}, np.ones((1, 1), np.float32), np.zeros(1, np.float32), np.ones(1, np.float32), -2.0
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He left the United States. Nobody knew.", "United States"),
        ("The Paris-based firm, a trans-Pacific deal", "Paris"),
        ("The Paris-based firm, a trans-Pacific deal", "Pacific"),
        ("They live on Qwxyz Street in town.", "Qwxyz Street"),
        ("CHARLESTON, W.Va. -- The road is shut.", "W.Va."),
        ("d’Erevan à Bakou", "Erevan"),
        ("They met at Lake Qwxyz.", "Lake Qwxyz"),
        ("Harwinston's mayor left.", "Harwinston"),
        ("off St. Qwxyz he sailed", "St. Qwxyz"),
        ("a storm in British\n    Columbia, Canada", "British\n    Columbia"),
    ],
)
def test_every_form_of_a_name_is_a_candidate(text: str, wanted: str) -> None:
    """Names before a full stop, in compounds, with a generic word, unknown to the gazetteer: all are weighed."""
    found = candidates(text, words_of(text), gazetteer(), [])
    assert wanted in {text[start:end] for start, end in found}


def test_what_the_recogniser_names_is_a_candidate() -> None:
    """A name of lower-case words is weighed where the recogniser marks it, without its article."""
    text = "Fighting went on in the al-qwxyz area."
    spans = find_spans(text, gazetteer(), [Entity(20, 37, "LOC")])
    assert [(one.text, one.label) for one in spans if one.start == 24] == [("al-qwxyz area", "LOC")]


def test_a_whole_name_is_picked_rather_than_its_parts() -> None:
    """ "Trinidad and Tobago" is one place if it is as likely as each half, two if it is not; the unlikely is out."""
    left, right, unlikely = span(0, 8, odds=4.0), span(13, 19, odds=4.0), span(30, 40)
    whole, doubtful = span(0, 19, odds=4.0), span(0, 19, odds=2.0)
    assert pick([left, whole, right, unlikely], BY_ODDS, 0.4) == [whole]
    assert pick([left, doubtful, right, unlikely], BY_ODDS, 0.4) == [left, right]
    assert unlikely.chance < 0.4 < left.chance


def test_what_is_learned_is_the_same_read_back() -> None:
    """A model learns two clues that count together; written as JSON and read again, it gives the same chances."""
    rows = [{"in": float(n % 2), "title": float(n % 3 == 0)} for n in range(12_000)]
    learned = fit(rows, [row["in"] > row["title"] for row in rows], {"reading": 3})
    spans = [span(0, 3, **{"in": 1.0}), span(4, 8, **{"in": 1.0, "title": 1.0}), span(9, 12, unheard=5.0)]
    place, person, neither = learned.chances(spans)
    assert place > 0.5 > max(person, neither)
    again = from_json(json.loads(json.dumps(as_json({"one": learned}))), "one")
    assert np.allclose(again.chances(spans), [place, person, neither], atol=0.02)
    assert again.common == {"reading": 3}


def test_the_same_words_elsewhere_count() -> None:
    """A name's clues at its other places are known at each of them, its own left out."""
    spans = [Span(0, 4, "Baku", (), features={"preposition": 1.0}), Span(9, 13, "Baku", ())]
    add_elsewhere(spans)
    assert "elsewhere: preposition" not in spans[0].features
    assert spans[1].features["elsewhere: preposition"] == 1.0


@pytest.mark.parametrize(
    "recogniser", [False, pytest.param(True, marks=pytest.mark.skipif(not ner.available("en"), reason="make ner"))]
)
@pytest.mark.parametrize(("text", "names"), NEWS.items())
def test_names_of_any_region_are_found(text: str, names: str, recogniser: bool) -> None:
    """The places of short texts about other regions are found, and nothing else."""
    assert "|".join(one.text for one in find_places(text, recogniser=recogniser)) == names


@pytest.mark.parametrize("text", NOBODY)
def test_people_and_common_words_are_no_places(text: str) -> None:
    """Names of people that towns bear too, and words that begin a sentence or a headline, are left alone."""
    assert [one.text for one in find_places(text, recogniser=False)] == []

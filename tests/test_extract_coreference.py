"""Words that go back to a place named before. With the gazetteer alone; texts of our own, and the bundled story."""

import pytest

from geo.extract.coreference import link
from geo.extract.places import find_places
from geo.extract.records import Mention
from geo.extract.resolve import distance
from geo.extract.sentences import split
from tests.story_text import article_text, needs_article, rows

NEAR_KM = 161


def linked(text: str) -> list[Mention]:
    return link(text, split(text), find_places(text, recogniser=False))


def chains(text: str) -> list[tuple[str, str]]:
    """Words, and the name they go back to."""
    found = linked(text)
    return [(one.text, found[one.refers_to].text) for one in found if one.refers_to is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods hit Valencia. The town was cut off.", [("The town", "Valencia")]),
        ("Floods hit Valencia. People fled the old city on foot.", [("the old city", "Valencia")]),
        ("Peru is dry. Rain fell in the country's north.", [("the country", "Peru")]),
        ("Clashes broke out in Nagorno-Karabakh. The enclave is cut off.", [("The enclave", "Nagorno-Karabakh")]),
        ("In the capital, Lima, crowds met. Later the capital was calm.", [("the capital", "Lima")]),
        ("Moscow said so. Troops entered Kursk, and people left the city.", [("the city", "Kursk")]),
        ("Troops entered Kursk. Nobody was hurt there.", [("there", "Kursk")]),
        (
            "Azerbaijan is calm. Baku insisted on talks on its territory.",
            [("its territory", "Azerbaijan")],
        ),
        (
            "Nagorno-Karabakh is calm. Tbilisi lies in the Caucasus. It wants influence in the region.",
            [("the region", "Caucasus")],
        ),
        ("The village of Dobo lies near Aru. People in the village are poor.", [("the village", "Dobo")]),
        ("Il pleut à Marseille. La ville est coupée du monde.", [("La ville", "Marseille")]),
        ("On se bat dans le Haut-Karabagh. L'enclave est encerclée.", [("L'enclave", "Haut-Karabagh")]),
        (
            "Trains reach Kaliningrad, an exclave of Russia, at noon. People left the exclave.",
            [("the exclave", "Kaliningrad")],
        ),
        (
            "Des trains vont à Kaliningrad, l'enclave russe. Rien n'arrive à l'enclave ni au port.",
            [("l'enclave", "Kaliningrad")],
        ),
        (
            "Bamako a appelé Alger. On se bat à Gao et à Mopti, au Mali. Dans la capitale, tout est calme.",
            [("la capitale", "Bamako")],
        ),
        ("Il neige au Pérou. Dans le pays, les routes sont coupées.", [("le pays", "Pérou")]),
    ],
)
def test_words_go_back_to_the_nearest_place_of_their_kind(text: str, expected: list[tuple[str, str]]) -> None:
    """A town to a town, an enclave to an area, a country to a country; in English and in French."""
    assert chains(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fighting spread from Goma to Bukavu. The town fell on Friday.",
        "Floods hit Valencia. The city council met.",
        "Floods hit Valencia. The neighbouring town was spared.",
        "Floods hit Valencia. The country mourned.",
        "Peru is dry. The town is dry.",
        "Rain fell in Valencia. There were no boats.",
        "They met in the town of Valencia.",
        "Floods hit Valencia and the village of Qwimbleton Lane. The village was cut off.",
        "The town is quiet.",
        "Il pleut à Marseille. La région de Lyon est épargnée.",
        "",
    ],
)
def test_what_is_not_sure_is_not_linked(text: str) -> None:
    """Two places that fit equally, another kind, another noun behind it, nothing before: no link."""
    assert chains(text) == []


def test_a_link_is_less_sure_than_its_name_and_says_why() -> None:
    """The candidates are the name's, less sure; the reasons name it; indexes count in the list given back."""
    text = "Rain fell in Oslo. Floods hit Valencia. The town was cut off from Madrid."
    found = linked(text)
    phrase = next(one for one in found if one.text == "The town")
    assert phrase.refers_to is not None
    name = found[phrase.refers_to]
    assert name.text == "Valencia"
    assert [one.id for one in phrase.candidates] == [one.id for one in name.candidates]
    assert phrase.confidence == phrase.candidates[0].confidence < name.confidence
    assert phrase.reasons == ("goes back to “Valencia”, in the sentence before",)
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_who_governs_the_country_is_no_place() -> None:
    """ "The country's president" goes back to it and gets no marker; "the country's north" does."""
    marked = {one.text: one.marker for one in linked("Peru is dry. The country's president spoke.")}
    assert marked["The country"] is False
    marked = {one.text: one.marker for one in linked("Peru is dry. The country's north is drier.")}
    assert marked["The country"] is True


def _km(one: Mention, place: dict[str, str]) -> float:
    return distance(one.candidates[0].lat, one.candidates[0].lon, float(place["lat"]), float(place["lon"]))


@needs_article
@pytest.mark.parametrize("recogniser", [False, None])
def test_all_markers_of_the_bundled_story_are_found(recogniser: bool | None) -> None:
    """All sixteen, named or not, within 161 km of where the story has them; at most one marker more."""
    text = article_text()
    found = link(text, split(text), find_places(text, recogniser=recogniser))
    markers = [one for one in found if one.marker]
    places = rows("places.csv")
    gold = [row for row in rows("mentions.csv").values() if row["marker"] == "yes"]
    right = {
        (row["id"], one.start)
        for row in gold
        for one in markers
        if one.start < int(row["end"]) and int(row["start"]) < one.end and _km(one, places[row["place"]]) < NEAR_KM
    }
    assert len(gold) == 16
    assert {name for name, _ in right} == {row["id"] for row in gold}
    assert len(markers) - len({start for _, start in right}) <= 1

"""French names that the words before them place, in sentences of our own."""

import pytest

from geo.extract.places import find_places


def names(text: str) -> list[str]:
    """What is found in a French text without the recogniser of names."""
    return [one.text for one in find_places(text, "fr", recogniser=False)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ils dorment dans un gymnase de Bron.", ["Bron"]),
        ("Les blessés des hôpitaux de Colmar et de Mulhouse.", ["Colmar", "Mulhouse"]),
        ("Le feu brûle entre Cerbère et Banyuls-sur-Mer.", ["Cerbère", "Banyuls-sur-Mer"]),
        ("À Sovetsk, on attend.", ["Sovetsk"]),
        ("Bonn a adressé ses condoléances.", ["Bonn"]),
        ("Le pont aérien avec La Réunion a débuté.", ["La Réunion"]),
    ],
)
def test_a_name_is_found_where_french_words_place_it(text: str, found: list[str]) -> None:
    """After "à", "de" and a noun of places, in a list of places, and as the subject if everybody knows the town."""
    assert names(text) == found


@pytest.mark.parametrize(
    "text", ["L'aéroport de Sévaré est fermé.", "Elle est née à Tralonca.", "Le quartier de Kawéni."]
)
def test_a_name_that_the_gazetteer_lacks_is_found_after_a_noun_of_places(text: str) -> None:
    """It has no candidates, so that a person can place it."""
    found = find_places(text, "fr", recogniser=False)
    assert [one.candidates for one in found] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Le projet de loi de Martin est à Paul.",
        "La fuite a été signalée rue Léon-Blum.",
        "Selon Météo-France, il pleuvra.",
        "Nadia Bron a parlé. Le discours de Bron a plu.",
        "Une chapelle a brûlé.",
        "Ils ont promis un contrat de Vulcor.",
    ],
)
def test_what_is_no_place_is_not_found(text: str) -> None:
    """People, parts of hyphened names, articles and unknown names after a bare "de"."""
    assert names(text) == []


def test_a_name_placed_once_is_found_throughout_the_text() -> None:
    """Where "à Meyzieu" says what it is, "Meyzieu" alone is it too."""
    assert names("Il vit à Meyzieu. Pour lui, Meyzieu est calme.") == ["Meyzieu", "Meyzieu"]

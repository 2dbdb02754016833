"""French names of places, whole, and texts that are long."""

import pytest

from geo.extract.gazetteer import gazetteer
from geo.extract.places import find_places
from geo.extract.recognise import PIECE, pieces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le train venait du Dakota du Nord.", ["Dakota du Nord"]),
        ("Il est arrivé en Arabie saoudite lundi.", ["Arabie saoudite"]),
        ("La République démocratique du Congo a fermé ses frontières.", ["République démocratique du Congo"]),
        ("Il vit en Côte d'Ivoire.", ["Côte d'Ivoire"]),
        ("La foule attend à Saint-Pierre-des-Corps.", ["Saint-Pierre-des-Corps"]),
        ("Un navire a coulé en mer Noire.", ["mer Noire"]),
        ("Elle a quitté les États-Unis et l'Afrique du Sud.", ["États-Unis", "Afrique du Sud"]),
    ],
)
def test_a_french_name_is_found_whole(text: str, names: list[str]) -> None:
    """The longest name of the gazetteer wins over its parts, with the small words inside it."""
    assert [one.text for one in find_places(text, "fr", recogniser=False)] == names


def test_a_french_given_name_is_no_place() -> None:
    """ "Jean-Pierre" after "de" names nobody's town."""
    assert find_places("La maison de Jean-Pierre a brûlé.", "fr", recogniser=False) == []


def test_english_texts_are_read_as_before() -> None:
    """Without the language, lower-case words are in no name."""
    assert "mer Noire" not in [one.text for one in find_places("He saw mer Noire on a map.", "en", recogniser=False)]


def test_a_long_text_is_read_in_pieces_that_lose_nothing() -> None:
    """The pieces are the text again, none is too long, and they are cut between paragraphs."""
    text = ("It rained. " * 300 + "\n\n") * 100
    parts = [text[start:end] for start, end in pieces(text)]
    assert "".join(parts) == text
    assert len(parts) > 1
    assert max(map(len, parts)) <= PIECE
    assert all(part.endswith("\n") for part in parts)


def test_offsets_hold_beyond_the_first_piece() -> None:
    """A name in a later piece is found where it stands in the whole text."""
    text = "It rained all day long. " * 4500 + "The train to Yerevan was late."
    found = find_places(text, recogniser=False)
    assert len(text) > PIECE
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.text for one in found] == ["Yerevan"]


def test_a_wide_region_is_better_known_than_a_village_of_its_name() -> None:
    """ "The Middle East" is no neighbourhood in Maryland, nor "the Atlantic" a town in Iowa."""
    found = find_places("Wars in the Middle East continue. Ships cross the Atlantic to Chicago.", recogniser=False)
    kinds = {one.text: one.candidates[0].kind for one in found}
    assert kinds["Middle East"] == "region"
    assert kinds["Atlantic"] == "ocean"
    assert gazetteer().matches("Atlantic")

"""Names of places in languages without rules of their own."""

from datetime import date

import pytest

from geo.extract.cases import listed_names
from geo.extract.extraction import extract
from geo.extract.gazetteer import gazetteer
from geo.extract.records import Text
from geo.extract.spans import words_of


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "В Казани обрушилась крыша, раненых увезли в Москву.", [("Казани", "RU"), ("Москву", "RU")]),
        ("ru", "Переговоры о Нагорном Карабахе начались в Ереване.", [("Нагорном Карабахе", "AZ"), ("Ереване", "AM")]),
        ("az", "Bakıda yanğın olub, yaralılar Sumqayıta aparılıb.", [("Bakıda", "AZ"), ("Sumqayıta", "AZ")]),
        ("hy", "Երևանում հրդեհ է բռնկվել։", [("Երևանում", "AM")]),
        ("tr", "Ankara'da yangın çıktı.", [("Ankara'da", "TR")]),
        ("es", "Los heridos fueron trasladados a Ciudad Real.", [("Ciudad Real", "ES")]),
        ("de", "Die Verletzten kamen nach München.", [("München", "DE")]),
    ],
)
def test_a_name_is_found_whatever_its_case(language: str, text: str, found: list[tuple[str, str]]) -> None:
    """With its ending as it stands in the text, and the place it means; the messages say that there are no rules."""
    it = extract(Text(text), date(2024, 6, 6), language)
    assert [(one.text, one.candidates[0].country) for one in it.mentions] == found
    assert any("gazetteer alone" in message for message in it.messages)


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "Victoria habló con Martín."), ("de", "Das Bergen dauerte, sie mussten im Freien Essen.")],
)
def test_what_towns_share_with_others_is_not_listed(language: str, text: str) -> None:
    """Given names in any language; German nouns that no preposition places."""
    assert list(listed_names(text, words_of(text), gazetteer(), language)) == []

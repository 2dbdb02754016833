"""Dates in French words, and in the figures of any other language."""

from datetime import date

import pytest

from geo.extract.dates import find_dates
from geo.extract.sentences import split

WEDNESDAY = date(2023, 9, 20)
FRENCH = [
    ("Le cessez-le-feu a été signé mercredi 20 septembre.", ["2023-09-20"]),
    ("L'offensive a été lancée la veille.", ["2023-09-19"]),
    ("Il meurt le 3 mars 1996 ; le lendemain, on l'enterre.", ["1996-03-03", "1996-03-04"]),
    ("Des négociations auront lieu demain [jeudi] à Yevlakh.", ["2023-09-21"]),
    ("Les pourparlers se tiendront le 21 septembre.", ["2023-09-21"]),
    ("Elle a déclaré son indépendance en 1991.", ["1991"]),
    ("Des soldats sont déployés depuis 2020.", ["2020"]),
    ("Il est mort il y a trois ans.", ["2020"]),
    ("Le mois dernier, la semaine prochaine, cette année.", ["2023-08", "2023-09-25/2023-10-01", "2023"]),
    ("L’an dernier et l'année prochaine", ["2022", "2024"]),
    ("Le 1er mai 2010, à Santiago", ["2010-05-01"]),
    ("Dans la nuit du 3 au 4 juin, l'armée a tiré.", ["2023-06-03/2023-06-04"]),
    ("dans la nuit de mardi à mercredi", ["2023-09-19/2023-09-20"]),
    ("Du 28 juin au 3 juillet 1996", ["1996-06-28/1996-07-03"]),
    ("entre le 9 et le 12 mai", ["2023-05-09/2023-05-12"]),
    ("En septembre 2020, fin 2022, mi-mars 2021", ["2020-09", "2022~", "2021-03~"]),
    ("mardi dernier, lundi prochain, hier soir, avant-hier", ["2023-09-19", "2023-09-25", "2023-09-19", "2023-09-18"]),
    ("Le scrutin aura lieu dimanche.", ["2023-09-24"]),
    ("L'attaque de dimanche a tué dix personnes.", ["2023-09-17"]),
    ("les années 1990 et le XIXe siècle", ["199X", "18XX"]),
    ("de 1991 à 1994, puis 1995-1997", ["1991/1994", "1995/1997"]),
    ("Noël 1989 et l'hiver dernier", ["1989-12-25", "2022-24"]),
    ("Le 3 mars 1996, il partit. Trois jours plus tard, il revint.", ["1996-03-03", "1996-03-06"]),
    ("d'ici la fin de l'année, au troisième trimestre 2024", ["2023", "2024-07/2024-09"]),
    ("le 20/09/2023 et le 5.6.2023", ["2023-09-20", "2023-06-05"]),
    ("Les années 90, les années trente, la fin des années 1980", ["199X", "193X", "198X"]),
    ("Le sommet s'ouvre jeudi. Le vent devrait faiblir vendredi.", ["2023-09-21", "2023-09-22"]),
    (
        "Depuis octobre, en fin de semaine, ce week-end on a dansé.",
        ["2022-10", "2023-09-18/2023-09-24", "2023-09-16/2023-09-17"],
    ),
    ("À 15 heures, une bombe a explosé ; après 15 heures de vol", ["2023-09-20"]),
    ("chaque 14 juillet, la nuit dernière, 24-12-2012", ["2023-09-19", "2012-12-24"]),
    ("Pendant trente ans, tous les vendredis, chaque lundi, plus de 30 ans, 2000 personnes", []),
]


@pytest.mark.parametrize(("text", "values"), FRENCH)
def test_french_dates_have_the_same_records(text: str, values: list[str]) -> None:
    """Each form of a story of Wednesday 20 September 2023 has its value."""
    assert [one.edtf for one in find_dates(text, WEDNESDAY, split(text), "fr")] == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ru", "В 1991 году; 20.09.2023; 2020 г.; 1500 человек; 1950 рублей", ["1991", "2023-09-20", "2020"]),
        ("az", "2020-ci ildə, 2023-09-20", ["2020", "2023-09-20"]),
        ("hy", "1991 թ.", ["1991"]),
        ("de", "im Jahr 1991 kamen 2000 Menschen am Mittwoch", ["1991"]),
    ],
)
def test_other_languages_are_read_in_figures_only(language: str, text: str, values: list[str]) -> None:
    """Where the words are not known, only what figures say for certain is a date, and it hangs on nothing."""
    found = find_dates(text, WEDNESDAY, split(text), language)
    assert [(one.edtf, one.basis) for one in found] == [(value, "absolute") for value in values]

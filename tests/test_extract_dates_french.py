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


FURTHER = [  # the article is of Thursday 13 June 2024
    ("Le 10, ils ont pris la ville.", ["2024-06-10"]),
    ("Le conseil se réunira le 3.", ["2024-07-03"]),
    ("Le siège commença en janvier 1942. Le 10, la ville tomba.", ["1942-01", "1942-01-10"]),
    ("Il y a 3 blessés, le 2, rue Foch est vide.", []),
    ("Dans la nuit de lundi à mardi, il a plu. La veille, il faisait beau.", ["2024-06-10/2024-06-11", "2024-06-10"]),
    ("Le marché se tient le mardi et le samedi.", []),
    ("Il y a une quinzaine de jours, il est parti.", ["2024-05-29~"]),
    ("L'exposition dure du lundi 3 au vendredi 7 juin.", ["2024-06-03/2024-06-07"]),
    ("Ce vendredi, la ministre est attendue.", ["2024-06-14"]),
    ("Le magasin ouvre de 9 h à 17 h.", []),
    ("Au mois d'août, tout fermera.", ["2024-08"]),
    ("Au printemps, les travaux commenceront.", ["2025-21"]),
    ("Le 11-Septembre a eu lieu avant le 8-Mai.", ["2001-09-11", "2024-05-08"]),
    ("Lundi, il a plu. Il est arrivé le lendemain de Paris.", ["2024-06-10", "2024-06-11"]),
]


@pytest.mark.parametrize(("text", "values"), FURTHER)
def test_days_of_the_month_nights_and_habits(text: str, values: list[str]) -> None:
    """ "Le 10" is of the nearest month or the story's; the eve of a night is its first day; habits are none."""
    assert [one.edtf for one in find_dates(text, date(2024, 6, 13), split(text), "fr")] == values


@pytest.mark.parametrize(("text", "values"), FRENCH)
def test_french_dates_have_the_same_records(text: str, values: list[str]) -> None:
    """Each form of a story of Wednesday 20 September 2023 has its value."""
    assert [one.edtf for one in find_dates(text, WEDNESDAY, split(text), "fr")] == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ru", "В 1991 году; 20.09.2023; 2020 г.; 1500 человек; 1950 рублей", ["1991", "2023-09-20", "2020"]),
        ("az", "2020-ci ildə, 2023-09-20", ["2020", "2023-09-20"]),
        ("ru", "3 мая 2023 года, в мае, 3 мая", ["2023-05-03"]),
        ("az", "3 may 2023-cü il", ["2023-05-03"]),
        ("hy", "1991 թ.", ["1991"]),
        ("hy", "2023 թվականի մայիսի 3-ին", ["2023-05-03"]),
        ("tr", "3 Mayıs 2023 günü", ["2023-05-03"]),
        ("es", "el 3 de mayo de 2023", ["2023-05-03"]),
        ("de", "am 3. Mai 2023, am 31. Februar 2023", ["2023-05-03"]),
        ("de", "im Jahr 1991 kamen 2000 Menschen am Mittwoch", ["1991"]),
    ],
)
def test_of_other_languages_only_what_has_a_year_is_read(language: str, text: str, values: list[str]) -> None:
    """Figures, and a day and a month's name with its year, are dates for certain, and hang on nothing."""
    found = find_dates(text, WEDNESDAY, split(text), language)
    assert [(one.edtf, one.basis) for one in found] == [(value, "absolute") for value in values]

"""Names that French words place: "un gymnase de Bron", "de Colmar et de Mulhouse", "transportés à Sélestat".

The model of names was learned from English, where "de" says nothing. A name that the gazetteer has is therefore taken
where the words before it place something there; one that it lacks only after a noun that nothing but a place follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.extract.gazetteer import OFFICIAL, PEOPLE, Gazetteer, Match
from geo.extract.names import fold
from geo.extract.people import given_names, surnames
from geo.extract.spans import MAX_WORDS, Word

_TOWN, _CITY, _GREAT = 5_000, 50_000, 200_000  # inhabitants: of what "de" places, of a namesake of people, of a subject
_FEWEST = 4  # letters of a name that the gazetteer lacks
_SITES = (
    "ville|villes|village|villages|commune|communes|bourg|bourgade|hameau|quartier|quartiers|faubourg|banlieue|agglomération|métropole|"
    "gare|aéroport|aérodrome|port|rade|baie|plage|plages|forêt|massif|col|vallée|plaine|île|presqu['’]île|région|canton|"
    "département|province|district|camp|bidonville|hôpital|hôpitaux|prison|stade|gymnase|usine|raffinerie|centrale|barrage|"
    "cathédrale|marché|préfecture|mairie|environs|hauteurs|abords|alentours|périphérie|nord|sud|est|ouest|nord-est|nord-ouest|"
    "sud-est|sud-ouest|centre|large|sortie|entrée|portes|habitants|habitantes|riverains|maire|originaire|route|parquet|tribunal"
)
_SITE = re.compile(rf"\b(?:{_SITES}|près|loin|autour|partis?|parties?|venue?s?) (?:d[eu] |d['’])$", re.IGNORECASE)
_AT = re.compile(
    r"(?:\b[Àà]|\b(?:[Vv]ers|[Dd]epuis|[Ee]ntre|via|rejoindre|rejoint|quitté|gagner|traversé|[Ee]n|[Aa]ux?|[Dd]ans (?:le|la|les|l['’]))) ?$"
)
_STAYS = re.compile(  # "né à", "en visite à": whoever is told of is there
    r"\b(?:visite|arriv[ée]e?s?|née?s?|basée?s?|située?s?|réunie?s?|installée?s?|rendue?s?|transportée?s?|conduite?s?|évacuée?s?|hospitalisée?s?|"
    r"habite|habitent|vit|vivent|réside|résident|morte?s?|tuée?s?|survenue?s?|détenue?s?|enterrée?s?|organisée?s?|usine|siège|école|domicile|à l['’]est|à l['’]ouest) à $"
)
_WITHIN = re.compile(r"[\w)] ?\($")
_OF = re.compile(r"(?P<noun>\S+) (?:d[eu]|des) $|(?P<elided>\S+) d['’]$")
_LIST = re.compile(r"(?:, | et | ou |, et )(?:(?:à|de|en|au|aux|la|le|les) |[dl]['’])?")
_SUBJECT = re.compile(r"(?:^|[.!?»] |\n)$")
_BROKEN = re.compile(r"[.,;:!?()«»“”\"]|\n\s*\n")
_GOES_ON = re.compile(r"[ -][A-ZÀ-Ý]|['’][A-ZÀ-Ý]")
_NAME_BEFORE = re.compile(  # a capital there is a name's, unless it only begins the sentence
    r"(?<!\w)(?!(?:À|A|Au|Aux|De|Des|Du|Le|La|Les|En|Et|Ou|Un|Une|Mais|Selon|Vers|Sur|Sous|Dans|Pour|Par|Entre|Chez|Depuis|Même|"
    r"Comme|Quand|Si|Car|Avec|Sans|Contre|Hors|Dès|Face) )(?:[A-ZÀ-Ý][\w’'-]*|M\.) $"
)
_VERB = re.compile(r",? [a-zà-ÿ]")


@dataclass(frozen=True)
class _Name:
    """A longest name: its span, what stands before it, and the places it may mean (none if the gazetteer lacks it)."""

    start: int
    end: int
    folded: str
    before: str
    matches: tuple[Match, ...]

    @property
    def is_given(self) -> bool:
        """Whether people are given it."""
        return self.folded in given_names()

    @property
    def is_borne(self) -> bool:
        """Whether people bear it."""
        return self.is_given or self.folded in surnames()

    def holds(self, inhabitants: int) -> bool:
        """Whether it is a town's name that is so large, or an area's that nobody bears; a byname only of a city or in France."""
        return any(
            place.population >= max(inhabitants, 0 if how <= OFFICIAL or place.country == "FR" else _CITY)
            if place.kind == "city"
            else how <= OFFICIAL and not self.is_borne
            for place, how in self.matches
        )

    @property
    def is_great(self) -> bool:
        """Whether everybody knows the town, or it is a country's name."""
        return any(
            place.kind == "country" or (how <= OFFICIAL and place.kind == "city" and place.population >= _GREAT)
            for place, how in self.matches
        )


def placed_names(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """The spans of the names that the words before them place somewhere, and of the same names elsewhere in the text."""
    persons = _persons(text, words)
    names = [one for one in _names(text, words, gazetteer) if one.folded not in persons]
    found: list[_Name] = []
    for one in names:
        goes_on = found and one.matches and _LIST.fullmatch(text, found[-1].end, one.start)
        if goes_on or _is_placed(text, one):
            found.append(one)
    sure = {one.folded for one in found if not one.is_borne}
    sure |= {one.folded for one in names if _AT.search(one.before) and not one.is_given}
    again = [one for one in names if one.folded in sure and one.matches and not _AT.search(one.before)]
    return sorted({(one.start, one.end) for one in (*found, *again)})


def part_of_a_name(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a span is a part of a hyphened name that is no place's: "Léon" of "Léon-Blum", "France" of "Météo-France"."""
    first, last = start, end
    while first and (text[first - 1].isalnum() or text[first - 1] == "-"):
        first -= 1
    while last < len(text) and (text[last].isalnum() or text[last] == "-"):
        last += 1
    parts = text[first:last].split("-")
    return len(parts) > 1 and (first, last) != (start, end) and any(_is_no_place(part, gazetteer) for part in parts)


def _is_no_place(part: str, gazetteer: Gazetteer) -> bool:
    return part[:1].isupper() and (fold(part) in given_names() or not gazetteer.exact(fold(part)))


def _persons(text: str, words: Sequence[Word]) -> set[str]:
    """What people of this text are called last: "Belkacem" of "Nadia Belkacem"."""
    found = set()
    for one, other in pairwise(words):
        given = one.text[0].isupper() and len(one.text) > 2 and fold(one.text) in given_names()
        if given and other.text[0].isupper() and text[one.end : other.start] == " ":
            found.add(fold(other.text))
    return found


def _names(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[_Name]:
    """Every longest name, known or a single unknown word, that is no part of a longer run of capitals."""
    done = 0
    for first, word in enumerate(words):
        if word.start < done or not word.text[0].isupper() or word.possessive:
            continue
        end, matches = _longest(text, words[first : first + MAX_WORDS], gazetteer)
        done = end
        before = text[max(0, word.start - 40) : word.start]
        if not (_GOES_ON.match(text, end) or _NAME_BEFORE.search(before)):
            yield _Name(word.start, end, fold(text[word.start : end]), before, matches)


def _longest(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> tuple[int, tuple[Match, ...]]:
    """Where the longest name that the gazetteer has ends, and what it may mean; else the first word."""
    for last in reversed(words):
        name = text[words[0].start : last.end]
        if not _BROKEN.search(name):
            matches = tuple(match for match in gazetteer.exact(fold(name)) if match.how < PEOPLE)
            if matches:
                return last.end, matches
    return words[0].end, ()


def _is_placed(text: str, one: _Name) -> bool:
    """Whether the words around it place something there; a name that people are given is left to the model."""
    if one.is_given:
        return False
    site = _SITE.search(one.before)
    if not one.matches:
        word = text[one.start : one.end]
        return (
            bool(site or _STAYS.search(one.before)) and len(word) >= _FEWEST and not word.isupper() and not one.is_borne
        )
    if site or _WITHIN.search(one.before):
        return True
    least = _CITY if one.is_borne else 0
    if _AT.search(one.before):
        return one.holds(least)
    of = _OF.search(one.before)
    if of:
        return not (of["noun"] or of["elided"])[0].isupper() and one.holds(max(least, _TOWN))
    return bool(_SUBJECT.search(one.before) and _VERB.match(text, one.end)) and not one.is_borne and one.is_great

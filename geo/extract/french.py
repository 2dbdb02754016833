"""French names of places: "Dakota du Nord", "Arabie saoudite", "mer Noire". English has no lower-case words in them.

The recogniser learned from English texts. In a French one the longest name that the gazetteer has therefore stands
before its parts, where it is an area's or the words around it place something there.
"""

import re
from collections.abc import Iterator, Sequence

from geo.extract.gazetteer import OFFICIAL, PEOPLE, Gazetteer, Match, Place
from geo.extract.names import fold
from geo.extract.people import given_names
from geo.extract.spans import MAX_WORDS, Word

SURE = 0.7  # the chance, at least, that such a name is one of a place
_GREAT = 500_000  # inhabitants of a division that is known by its name alone
_KINDS = frozenset("mer océan golfe bande péninsule îles île détroit".split())  # in lower case before a name
_LINKED = re.compile(r"[\w]['’\-]|\s[a-zà-ÿ]|^L(?:a|es?)\s")
_BROKEN = re.compile(r"[.,;:!?()«»“”\"]|\n\s*\n")
_IN = re.compile(r"\b(?:à|aux?|en|dans|vers|pour|par|entre|depuis|des?|du|d['’])\s*$", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.!?»:][\s\"“«]*|\n\s*)$")
_OF = re.compile(r"\b(?:à|aux?|en|dans|vers|depuis|des?|du|les?|la|[dl]['’])\s*$", re.IGNORECASE)


def whole_names(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The span of each longest name that the gazetteer has, from its first to its last word, in text order."""
    done = 0
    for first, word in enumerate(words):
        if word.start < done or not (word.text[0].isupper() or word.text in _KINDS):
            continue
        for last in reversed(words[first : first + MAX_WORDS]):
            if _is_name(text, word.start, last.end, gazetteer):
                done = last.end
                yield word.start, done
                break


def _is_name(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    name = text[start:end]
    if _BROKEN.search(name) or all(part in given_names() for part in fold(name).split()):
        return False
    found = [match for match in gazetteer.exact(fold(name)) if match.how < PEOPLE]
    before = text[max(0, start - 10) : start]
    article = name.startswith(("La ", "Le ", "Les "))
    if _LINKED.search(name) and not (article and _BEGINS.search(before)):
        return any(map(_is_area, found)) or bool(found and _IN.search(before))
    return any(_is_area(match) and _is_great(match.place) for match in found) and bool(_OF.search(before))


def _is_area(match: Match) -> bool:
    place, how = match
    return place.kind == "country" or (how <= OFFICIAL and (place.own or place.kind == "adm1"))


def _is_great(place: Place) -> bool:
    return place.own or place.kind == "country" or place.population > _GREAT

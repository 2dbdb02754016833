""" "X, Y": where the text itself says that a place lies, and which candidates that leaves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.extract.gazetteer import OFFICIAL, PEOPLE, Gazetteer, Match, Place
from geo.extract.names import fold
from geo.extract.recognise import Span

_NAME = r"((?:[A-Z][\w.'’-]*)(?:\s+(?:of\s+)?[A-Z][\w'’-]*){0,3})"
_KIND = r"(?:the|an?)\s+(?:[\w-]+\s+){0,2}?(?:capital|city|town|village|port|suburb|resort|district|region)(?:\s+city)?\s+(?:of|in)\s+"
_AFTER = re.compile(
    rf"(?:\s*,\s*(?:(?:{_KIND}|in\s+)(?:the\s+)?)?(?:(?:northern|southern|eastern|western|central)\s+)?"
    rf"|\s*\(\s*|\s+in\s+(?:\w+\s+)?){_NAME}"
)
_NEXT = re.compile(rf"\s*,\s*{_NAME}")
_OWNER = re.compile(r"([A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?)(?:'s|’s|s['’])\s(?:(?:capital|city|town)(?: of)?\s)?$")
_STATE = re.compile(r" state\b(?! (?:TV|television|media|radio|news|broadcaster|visit|security|bank|oil)\b)")
_TOWNS = frozenset({"city", "adm2"})
_INSIDE = frozenset({"city", "adm2", "poi", "region", "water"})


@dataclass(frozen=True)
class Within:
    """Where a text says a place lies: countries, and divisions as (country, adm1[, adm2]); `name` as it is written."""

    name: str = ""
    countries: frozenset[str] = frozenset()
    divisions: frozenset[tuple[str, ...]] = frozenset()
    at: int = -1  # where that name begins in the text
    short: bool = False  # "Idaho" written as an abbreviation, which no list of states is

    def holds(self, place: Place) -> bool:
        """Whether a place lies there; a country lies in nothing, a division in countries alone."""
        divided = (place.country, place.adm1), (place.country, place.adm1, place.adm2)
        return (place.kind != "country" and place.country in self.countries) or (
            place.kind in _INSIDE and any(one in self.divisions for one in divided)
        )


def within(text: str, span: Span, gazetteer: Gazetteer) -> Within:
    """Where the words around a span say it lies: "X, Y", "X (Y)", "X in Y", "X, Z County, Y", "Y's X"."""
    said = _AFTER.match(text, span.end, span.end + 80)
    if said:
        first = _meant(said, gazetteer)
        further = _NEXT.match(text, said.end(), said.end() + 60)
        if further and all(len(one) == 3 for one in first.divisions) and not first.countries:
            second = _meant(further, gazetteer)
            if second.divisions or second.countries:
                return second
        if first.name:
            return first
    owner = _OWNER.search(text, max(0, span.start - 40), span.start)
    return _meant(owner, gazetteer) if owner else Within()


def allowed(matches: Sequence[Match], inside: Within) -> Sequence[Match]:
    """Only what lies within "X, Y", unless X and Y are a list: "Georgia, Armenia", "Kansas, Oklahoma and Texas".

    What people are called is no town: "Canadian" is one in Texas alone.
    """
    found = [match for match in matches if inside.holds(match.place)]
    beside = {division[0] for division in inside.divisions if len(division) == 2}
    listed = any(
        (match.place.kind == "country" or (match.place.kind == "adm1" and match.place.country in beside))
        and match.how <= OFFICIAL
        for match in matches
    )
    if found and (inside.short or not listed):
        return found
    if any(match.how == PEOPLE for match in matches):
        return [match for match in matches if match.how == PEOPLE or match.place.kind not in _TOWNS]
    return matches


def said_to_be_state(text: str, span: Span, gazetteer: Gazetteer) -> list[Match]:
    """What "Washington state" names, where the words after a name call it a state; "Georgia state television" does not."""
    found = gazetteer.exact(fold(f"{span.text} state")) if _STATE.match(text, span.end) else ()
    return [match for match in found if match.place.kind == "adm1"]


def contains(area: Match, place: Place) -> bool:
    """Whether what a name may mean is a country or division that holds a place."""
    return _areas("", 0, [area], False).holds(place)


def _meant(found: re.Match[str], gazetteer: Gazetteer) -> Within:
    """The countries and divisions that the longest beginning of the words found names."""
    named = found.group(1).split(" ")
    for count in range(len(named), 0, -1):
        name = " ".join(named[:count])
        short = name in gazetteer.abbreviations
        matches = gazetteer.matches(name if short else name.rstrip("."))
        if matches:
            return _areas(name if short else name.rstrip("."), found.start(1), matches, short)
    return Within()


def _areas(name: str, at: int, matches: Sequence[Match], short: bool) -> Within:
    divisions: set[tuple[str, ...]] = set()
    countries = set()
    for place, how in matches:
        if place.kind == "adm1" and how <= OFFICIAL:
            divisions.add((place.country, place.adm1))
        elif place.kind == "adm2":
            divisions.add((place.country, place.adm1, place.adm2))
        elif place.kind == "country" and how < PEOPLE:
            countries.add(place.country)
    if not divisions and not countries:
        return Within()
    return Within(name, frozenset(countries), frozenset(divisions), at, short)

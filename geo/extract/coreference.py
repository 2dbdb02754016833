"""Words that go back to a place named before: "the enclave", "the town", "its territory", "there".

By kind: what is called a town goes back to a town, an enclave to an area, a country to a country. The nearest sentence
that names such a place decides; where it names two, or none is near and the text has several, there is no link.
English and French.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.extract.recognise import Span
from geo.extract.records import Mention, Sentence
from geo.extract.roles import usage_of

MEMORY = 200  # places spoken of last: what was named before them is not looked at again
REACH = 2  # sentences back within which the nearest place of a kind is meant
LESS_SURE = 0.8  # of the confidence of what the words go back to
WIDE_M = 200_000  # a region of several countries

_TOWNS = frozenset({"city", "town", "village", "capital", "capital city", "municipality"})
_NO_AREAS = _TOWNS | frozenset(
    "country continent sea ocean river lake canal strait mountains mountain landmark airport road bridge cathedral "
    "institution monastery pass building kremlin corridor".split()
)
_CLASS = {
    noun: kind
    for kind, nouns in {
        "town": "town city village settlement municipality ville village cité bourgade localité municipalité",
        "country": "country nation republic pays république",
        "area": "enclave exclave territory region province peninsula oblast territoire région péninsule",
        "capital": "capital capitale",
    }.items()
    for noun in nouns.split()
}
# A noun that says what kind of area it is keeps its meaning through a text: what was called the enclave stays it.
_KEPT = frozenset("enclave exclave territory province peninsula oblast territoire péninsule".split())
_NOUNS = "|".join(_CLASS)
_NO_ADJECTIVE = (
    r"(?:the|a|an|of|in|on|at|to|for|from|by|with|and|or|but|as|is|are|was|were|has|had|have|will|that|this|which|who|whose|when|"
    r"where|other|another|neighbou?ring|next|nearby|surrounding|adjacent|first|second|third|last|new|main|only|rest|home|host|"
    r"twin|two|three|mother|\w+est|out|over|into|than)"
)
_ADJECTIVES_FR = r"séparatiste|sécessionniste|disputée?|contestée?|montagneu(?:x|se)|assiégée?|entière?|autoproclamée?|frontali(?:er|ère)|côti(?:er|ère)"
_FOLLOWS = (  # no other noun: "the city council" is no city
    r"(?=['’]s\b|\s*(?:[.,;:!?)\]”\"»–—]|$)|\s+(?:[-–—]|(?:in|on|at|to|for|from|with|by|and|or|but|as|is|are|was|were|be|has|had|have|will|"
    r"would|can|could|may|might|must|should|that|which|who|where|when|while|since|until|during|after|before|over|under|near|"
    r"between|than|if|so|because|into|via|along|across|about|against|around|despite|within|without|amid|today|yesterday|tomorrow|"
    r"last|this|next|itself|also|now|then|remains?|lies|fell|"
    r"et|ou|ni|mais|dans|en|sur|pour|par|avec|qui|que|où|est|sont|était|a|ont|avait|sera|au|aux|à|depuis|alors|se|ne|vers|contre|sans|"
    r"sous|comme|dont|lors|avant|après|afin|ce|cette|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,}ed)\b))"
)
_PHRASE = re.compile(
    r"\b(?P<det>[Tt]he|[Tt]his|[Tt]hat|[Ll]['’]|[Ll][ae]|[Cc]et(?:te)?|[Cc]e|[Dd]u|[Aa]u)(?:\s+|(?<=['’]))"
    rf"(?:(?!{_NO_ADJECTIVE}\s)[a-zà-ÿ-]+\s+){{0,3}}?(?P<noun>{_NOUNS})(?:\s(?:{_ADJECTIVES_FR}))?"
    rf"(?:{_FOLLOWS}|(?P<within>(?=\s+(?:of|du|de la|des)\s)))"
)
_APPOSED = re.compile(  # right after a name: "Kaliningrad, l'enclave russe"
    rf"(?: \([^)]{{1,30}}\))?,? (?:[Tt]he |an? |l['’]|l[ae] |une? )(?:[a-zà-ÿ-]+ ){{0,2}}?(?P<noun>{'|'.join(sorted(_KEPT))})\b"
)
_OWN_LAND = re.compile(r"\b(?:[Ii]ts|[Ss]on|[Ll]eur) (?:own |entire |propre )?(?:territory|soil|territoire|sol)\b")
_THERE = re.compile(
    r"(?<![.!?”\"“»«\n] )(?<!\b(?:out|get|got|all) )(?<!\b(?:over|been|from|than) )(?<=[a-zà-ÿ,] )(?P<noun>there|là-bas|sur place)"
    r"(?=[.,;:!?)”\"»]|\s+(?:on|in|for|since|after|before|by|to|as|when|and|but|last|this|et|depuis|en|pour|où)\b)"
)
_INFLUENCE = re.compile(
    r"\b(?:influence|power|presence|role|stability|security|peace|tensions?|countries|states|powers|présence|rôle|stabilité|sécurité|paix|"
    r"puissances?|États)\s+(?:\w+\s+)?(?:in|of|across|throughout|dans|de|à travers)\s+$"
)
_CAPITAL_BEFORE = re.compile(r"\bcapitale?,? (?:of |de )?$")


@dataclass(frozen=True)
class _Known:
    """A place spoken of: the mention, the name that it goes back to, and the noun it was called by, if any."""

    mention: Mention
    name: Mention
    noun: str = ""

    @property
    def place(self) -> str:
        return self.name.candidates[0].id if self.name.candidates else ""

    @property
    def kind(self) -> str:
        return self.name.candidates[0].kind if self.name.candidates else ""

    @property
    def country(self) -> str:
        return self.name.candidates[0].country if self.name.candidates else ""


def link(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the words that surely go back to one of them, in text order; `refers_to` counts in that list."""
    ends = [one.end for one in mentions]
    firsts = [one.start for one in sentences]
    known: list[_Known] = []
    made: list[_Known] = []
    at = 0
    for start, end, noun, find in _phrases(text):
        following = bisect_right(ends, start)  # the first mention that is not all before
        known += [one for mention in mentions[at:following] for one in _named(text, mention)]
        at = max(at, following)
        if following < len(mentions) and _stands_in_the_way(text, end, mentions[following]):
            continue
        before = known[-MEMORY:]
        here = _Place(text, firsts, start, noun)
        found = find(here, before)
        if found and found.name.candidates:
            name = _last_named(found, before)
            made.append(_Known(_mention(here, end, name), name, noun))
            known.append(made[-1])
    return _merged(mentions, made)


def _named(text: str, mention: Mention) -> Iterator[_Known]:
    """A place spoken of by its name; once more with what it is called right after it: "X, the enclave …"."""
    called = _APPOSED.match(text, mention.end) if mention.candidates else None
    if called and mention.usage == "literal":
        yield _Known(mention, mention, called["noun"])
    yield _Known(mention, mention)


def _stands_in_the_way(text: str, end: int, following: Mention) -> bool:
    """A name within the words, or right after them: "the capital, Baku"."""
    return following.start < end or text[end : following.start] in (", ", " (", " – ", " — ")


def _merged(mentions: Sequence[Mention], found: list[_Known]) -> list[Mention]:
    names = {one.mention.start: one.name.start for one in found}
    merged = sorted([*mentions, *(one.mention for one in found)], key=lambda one: one.start)
    at = {one.start: number for number, one in enumerate(merged)}
    return [replace(one, refers_to=at[names[one.start]]) if one.start in names else one for one in merged]


@dataclass(frozen=True)
class _Place:
    """Where words stand that may go back to a place; `firsts` are the offsets at which sentences begin."""

    text: str
    firsts: Sequence[int]
    start: int
    noun: str

    def number(self, offset: int) -> int:
        """The number of the sentence that an offset lies in."""
        return bisect_right(self.firsts, offset)


_Find = Callable[[_Place, list[_Known]], _Known | None]


def _phrases(text: str) -> Iterator[tuple[int, int, str, _Find]]:
    found: list[tuple[int, int, str, _Find]] = [
        (one.start(), one.end(), one["noun"], _of_a_kind)
        for one in _PHRASE.finditer(text)
        if one["within"] is None or one["det"].lower() in ("this", "that", "ce", "cet", "cette")
    ]
    found += [(one.start(), one.end(), "own", _own_country) for one in _OWN_LAND.finditer(text)]
    found += [(one.start(), one.end(), "there", _any_place) for one in _THERE.finditer(text)]
    return iter(sorted(found, key=lambda one: one[:2]))


def _of_a_kind(here: _Place, before: list[_Known]) -> _Known | None:
    kind = _CLASS[here.noun]
    if kind == "capital":
        return _capital(here, before)
    if here.noun in ("region", "région") and _INFLUENCE.search(here.text[max(0, here.start - 60) : here.start]):
        return _only([one for one in before if _is_wide(one, before)])
    called = _only([one for one in before if one.noun == here.noun]) if here.noun in _KEPT else None
    fitting = [one for one in before if _fits(one, kind)]
    so_called = [one for one in fitting if _is_called(here, one)]
    people = [one for one in before if kind == "country" and one.kind == "country"]
    return (
        called or _nearest(here, so_called) or _nearest(here, fitting) or (None if fitting else _nearest(here, people))
    )


def _capital(here: _Place, before: list[_Known]) -> _Known | None:
    """The only town called the capital or acting as one; of several, the one of the country that most places are in."""
    towns = [one for one in before if one.kind in _TOWNS]
    found = [one for one in towns if _is_capital(here.text, one)]
    if found and _only(found):
        return found[-1]
    countries = Counter(one.country for one in before if one.mention.marker and one.country)
    capitals = found or [one for one in towns if one.kind.startswith("capital")]
    first = next((country for country, _ in countries.most_common(1)), "")
    return _only([one for one in capitals if one.country == first])


def _is_called(here: _Place, one: _Known) -> bool:
    """ "The village of Dobo": a village by its own words."""
    start = one.name.start
    return here.text[max(0, start - len(here.noun) - 4) : start] in (f"{here.noun} of ", f"{here.noun} de ")


def _fits(one: _Known, kind: str) -> bool:
    """Whether a place is of a kind; a town that stands for a government is no town here."""
    if one.mention.usage not in ("literal", "metonymic") or one.mention.role == "background":
        return False
    if kind == "town":
        unknown = not one.kind  # may be the town that is meant
        return (unknown or one.kind in _TOWNS) and one.mention.usage == "literal"
    return one.kind == "country" if kind == "country" else one.kind != "" and one.kind not in _NO_AREAS


def _is_capital(text: str, one: _Known) -> bool:
    """A town called the capital, or that stands for a government."""
    told = one.name.start and _CAPITAL_BEFORE.search(text[max(0, one.name.start - 20) : one.name.start])
    return one.kind in _TOWNS and bool(told or one.mention.usage == "metonymic")


def _is_wide(one: _Known, before: list[_Known]) -> bool:
    """A region of several countries: not one that was called an enclave or the like."""
    first = one.name.candidates[0]
    called = any(other.place == one.place and other.noun in _KEPT for other in before)
    return one.kind == "region" and not first.country and first.precision_m >= WIDE_M and not called


def _own_country(here: _Place, before: list[_Known]) -> _Known | None:
    """ "its territory": of whoever acts nearest before it in the sentence; a capital acts for its country."""
    same = [one for one in before if here.number(one.mention.start) == here.number(here.start)]
    actors = [one for one in same if one.mention.role == "actor" and one.mention.usage == "metonymic"]
    if not actors:
        return None
    actor = actors[-1]
    country = actor.name.candidates[0].country
    named = [one for one in before if one.kind == "country" and one.mention.usage in ("literal", "metonymic")]
    return actor if actor.kind == "country" else _only([o for o in named if o.name.candidates[0].country == country])


def _any_place(here: _Place, before: list[_Known]) -> _Known | None:
    return _nearest(here, [one for one in before if one.mention.marker], reach=1, beyond=False)


def _nearest(here: _Place, fitting: list[_Known], reach: int = REACH, *, beyond: bool = True) -> _Known | None:
    """The only one of the nearest sentence that has any; the only one of the text where none is near."""
    number = here.number(here.start)
    for back in range(reach + 1):
        there = [one for one in fitting if here.number(one.mention.start) == number - back]
        if there:
            return _only(there)
    return _only(fitting) if beyond else None


def _last_named(found: _Known, before: list[_Known]) -> Mention:
    """Where the place was last called by its name; a people's name only if nothing else is there."""
    names = [
        o.name for o in before if o.place == found.place and not o.noun and o.name.usage in ("literal", "metonymic")
    ]
    return names[-1] if names else found.name


def _only(found: list[_Known]) -> _Known | None:
    """The last of them, if all are the same place."""
    return found[-1] if len({one.place for one in found}) == 1 else None


def _mention(here: _Place, end: int, name: Mention) -> Mention:
    text, start = here.text, here.start
    usage, role = usage_of(text, Span(start, end, text[start:end], ()))
    apart = here.number(start) - here.number(name.start)
    where = {0: "in the same sentence", 1: "in the sentence before"}.get(apart, f"{apart} sentences before")
    candidates = tuple(
        replace(one, confidence=round(one.confidence * LESS_SURE, 3), reasons=(f"as “{name.text}”", *one.reasons))
        for one in name.candidates
    )
    return Mention(
        start, end, text[start:end], usage, role, candidates[0].confidence, candidates,
        marker=(usage, role) == ("literal", "place"), reasons=(f"goes back to “{name.text}”, {where}",),
    )  # fmt: skip

"""Which words of a text might name a place: runs of capitalised words and their parts. Far too many; `recognise` weighs them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from geo.extract.gazetteer import Gazetteer, Match
from geo.extract.names import fold

MAX_WORDS = 6  # of a name that the gazetteer knows
MAX_RUN = 8  # of a name with "of", "the" and the like inside
# What a name of a place ends with …
TAILS = frozenset(
    "street st avenue ave road rd boulevard blvd lane drive highway route parkway bridge river creek lake bay sea ocean "
    "gulf strait island islands isle mountain mountains mount hill hills valley park square plaza station airport harbor "
    "harbour port beach forest desert canyon canal county parish township borough district province region state city "
    "town village church cathedral mosque temple museum hospital university college school stadium arena center centre "
    "hall court house palace castle tower building hotel prison jail cemetery fort base camp peninsula cape coast heights "
    "falls springs grove ridge point dam reservoir market mall theatre theater library academy institute gardens garden "
    "estate gate wall terminal zone area territory republic kingdom oblast governorate prefecture rue place pont lac mont "
    "fleuve île".split()
)
# … and begins with.
HEADS = frozenset(
    "lake mount mt st fort ft cape port gulf bay river rio highway route interstate rue place avenue boulevard lac mont "
    "camp san santa los las el new north south east west university republic isle state province county district city "
    "town village strait sea stade".split()
)
_LINKS = frozenset(
    "of de da do du des la le les el al del di den der van von and the upon on sur en y".split()  # inside a name
)
_STOPPED = frozenset("st mt ft ste pt dr jr".split())  # written with a full stop inside a name
_WORD = re.compile(
    r"[dDlL]['’](?=[A-ZÀ-Ý])|(?:[A-Z][a-z]{0,2}\.){2,}|[^\W\d_](?:\w|['’\-&](?=\w))*|\d+"  # d'|Erevan, U.S., Moore's
)
_COURTESY = re.compile(r"\b(?:Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|M\.)\s$")  # whoever bears a place's name is none
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Entity:
    """A name that the recogniser marked, with its label (OntoNotes)."""

    start: int
    end: int
    label: str


@dataclass
class Span:
    """Words that may name a place, and what they may mean."""

    start: int
    end: int
    text: str
    matches: tuple[Match, ...]
    label: str = ""  # of the name that the recogniser sees here, empty if none
    within: bool = False  # whether that name is longer than these words
    features: dict[str, float] = field(default_factory=dict)
    least: float = 0.0  # what the chance is at least
    chance: float = 0.0


class Word(NamedTuple):
    """One word with its span; `possessive` if "'s" followed and was left out."""

    start: int
    end: int
    text: str
    possessive: bool

    @property
    def named(self) -> bool:
        """Whether it may stand in a name: a capital or a number."""
        return self.text[0].isupper() or self.text[0].isdigit()


KEPT = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG", "MISC", "PERSON"})


Listed = dict[tuple[int, int], tuple[Match, ...]]


def words_of(text: str) -> list[Word]:
    """The words and numbers of a text in order."""
    words = []
    for found in _WORD.finditer(text):
        word = found.group()
        bare = POSSESSIVE.sub("", word) or word
        words.append(Word(found.start(), found.start() + len(bare), bare, bare != word))
    return words


def runs(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The longest runs of capitalised words, as first and last word: "Bank of the River Kura", "St. Louis"."""
    at = 0
    while at < len(words):
        last = at
        if words[at].text[0].isupper():
            to = at
            while to + 1 < len(words) and _joined(text, words[to], words[to + 1]):
                to += 1
                if words[to].named:
                    last = to
                elif words[to].text not in _LINKS or to - last > 2:
                    break
            yield at, last
        at = last + 1


def _joined(text: str, one: Word, other: Word) -> bool:
    """Whether only a gap stands between two words; lines may be wrapped, paragraphs are not."""
    gap = text[one.end : other.start]
    stopped = len(one.text) == 1 or one.text.lower() in _STOPPED
    blank = not gap.strip() and gap.count("\n") < 2
    return not one.possessive and (blank or (gap == ". " and stopped))


def candidates(text: str, words: Sequence[Word], gazetteer: Gazetteer, entities: Sequence[Entity]) -> Listed:
    """Every span that may name a place, with what the gazetteer has under exactly this name, in text order."""
    found: Listed = {}
    for first, last in runs(text, words):
        run = words[first : last + 1]
        for one, other in _parts(run):
            _add(found, text, one, other, gazetteer)
        for start, end in _pieces(run):
            found.setdefault((start, end), ())
    for word in words:
        if "-" in word.text and not gazetteer.exact(fold(word.text)):
            _add_hyphened(found, word, gazetteer)
    for entity in entities:
        if entity.label in KEPT and text[entity.start : entity.start + 1].isalnum():
            found.setdefault((entity.start, entity.end), ())
    return {
        (start, end): matches
        for (start, end), matches in sorted(found.items())
        if not _COURTESY.search(text[max(0, start - 6) : start])
    }


def _parts(run: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """First and last word of every part of a run."""
    for at, one in enumerate(run):
        if one.text[0].isupper():
            yield from ((one, other) for other in run[at : at + MAX_WORDS] if other.named)


def _add(found: Listed, text: str, one: Word, other: Word, gazetteer: Gazetteer) -> None:
    """What the gazetteer knows; single words and names of streets, rivers and the like even if it does not."""
    start, end = one.start, other.end
    name = text[start:end]
    if text[end : end + 1] == "." and f"{name}." in gazetteer.abbreviations:
        found[start, end + 1] = gazetteer.matches(f"{name}.")
    if name in gazetteer.abbreviations or (len(name) > 1 and gazetteer.exact(fold(name))):
        found[start, end] = gazetteer.matches(name)
    elif len(name) > 1 and (one is other or other.text.lower() in TAILS or one.text.lower() in HEADS):
        found.setdefault((start, end), ())


def _pieces(run: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The parts of a run between its links, and the whole."""
    pieces: list[list[Word]] = [[]]
    for word in run:
        if word.named:
            pieces[-1].append(word)
        elif pieces[-1]:
            pieces.append([])
    full = [piece for piece in pieces if piece]
    yield from ((piece[0].start, piece[-1].end) for piece in full)
    if len(full) > 1 and len(run) <= MAX_RUN:
        yield run[0].start, run[-1].end


def _add_hyphened(found: Listed, word: Word, gazetteer: Gazetteer) -> None:
    """ "Iran" and "Iraq" of "Iran-Iraq", "Pacific" of "trans-Pacific"."""
    at = word.start
    for part in word.text.split("-"):
        known = part in gazetteer.abbreviations or (len(part) > 1 and gazetteer.exact(fold(part)))
        if known and part[0].isupper():
            found[at, at + len(part)] = gazetteer.matches(part)
        at += len(part) + 1

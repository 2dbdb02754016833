"""Names of places in languages without rules of their own: as the gazetteer has them, or with a case ending.

"в Москве", "Bakıda", "Երևանում": Russian, Azerbaijani and Armenian put the case at the end of the name, Turkish behind
an apostrophe. The ending is taken off and the name looked up again.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from geo.extract.gazetteer import OFFICIAL, PEOPLE, Gazetteer, Match
from geo.extract.names import fold
from geo.extract.people import given_names, surnames
from geo.extract.spans import Word

MOST_WORDS = 3
_SHORTEST = 3  # letters of a stem
_KNOWN, _WELL_KNOWN = 15_000, 100_000  # inhabitants of a town that is meant by its own name, by another
# What each language ends its cases with, and what the nominative may end in instead.
_ENDINGS = {
    "ru": "ыми ими ами ями ого его ому ему ией ыми ой ей ом ем ём ым им ых их ах ях ам ям ью ию ии ую юю а я у ю е и ы",
    "az": "dakı dəki nın nin nun nün dan dən nı ni nu nü ya yə da də ın in un ün la lə a ə ı i u ü",
    "hy": "ում ից ով ին ի ը ն",
}
_NOMINATIVES = {"ru": ("", "а", "я", "ь", "й", "о", "е", "ы", "и", "ый", "ий", "ая", "ое", "ия")}
_GERMAN = re.compile(
    r"\b(?:[Ii]n|[Nn]ach|[Aa]us|[Bb]ei|[Vv]on|[Vv]or|[Bb]is|[Zz]wischen|[Ss]tadt|[Nn]ahe|[Rr]aum) $"
)  # all nouns have capitals


def listed_names(
    text: str, words: Sequence[Word], gazetteer: Gazetteer, language: str
) -> Iterator[tuple[tuple[int, int], tuple[Match, ...]]]:
    """The span of each longest name that the gazetteer has, whatever its case, with the places it may mean, in text order."""
    done = 0
    for first, word in enumerate(words):
        if word.start < done or not word.text[0].isupper():
            continue
        if language == "de" and not _GERMAN.search(text[max(0, word.start - 10) : word.start]):
            continue
        for count in range(min(MOST_WORDS, len(words) - first), 0, -1):
            last = words[first + count - 1]
            matches = _meant(text[word.start : last.end], gazetteer, language)
            if matches:
                done = last.end
                yield (word.start, done), matches
                break


@lru_cache(10_000)
def _meant(name: str, gazetteer: Gazetteer, language: str) -> tuple[Match, ...]:
    """The places of a name as it is written, else without its case ending; none that only few people know by it."""
    parts = [part for part in name.split(" ") if part]
    if " ".join(parts) != name or any(_is_borne(fold(part)) for part in parts):
        return ()
    for forms in product(*[_forms(part, language) for part in parts]):
        matches = tuple(one for one in gazetteer.exact(fold(" ".join(forms))) if one.how < PEOPLE)
        if any(map(_is_known, matches)):
            return matches
    return ()


def _is_borne(folded: str) -> bool:
    return folded in given_names() or folded in surnames()


def _forms(word: str, language: str) -> list[str]:
    """A word as it is written, then without each ending that it has, in each form that the nominative may have."""
    stems = [word.removesuffix(end) for end in _ENDINGS.get(language, "").split() if word.endswith(end)]
    full = [stem + tail for stem in stems if len(stem) >= _SHORTEST for tail in _NOMINATIVES.get(language, ("",))]
    bare = re.split("['’]", word)[0]
    return list(dict.fromkeys([word, *([bare] if len(bare) >= _SHORTEST else []), *full]))


def _is_known(one: Match) -> bool:
    place = one.place
    least = _KNOWN if one.how <= OFFICIAL else _WELL_KNOWN
    return (
        place.own
        or place.kind == "country"
        or (one.how <= OFFICIAL and place.kind != "city")
        or place.population >= least
    )

"""Where compared stories differ: names of one place, dates of what seems one event, figures of what seems one thing.

Found by words that both share, so each row is a question to the reader, with the words of both, and no verdict.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from geo.article import Excerpt
from geo.comparison import Comparison, Joined
from geo.extract.names import fold
from geo.feature import Feature
from geo.story import Story
from geo.timespan import Timespan, date_text, parse_edtf

STEM = 6  # letters: what a word is compared by, so that "launched" meets "launching"
ALIKE = 0.5  # of the shorter statement's words, for two statements to be about one event
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = frozenset(
    "that this with from they their have been were will would about after before under over into which when where "
    "than then there these those said says also more most some such only other between against dans pour avec sont "
    "cette leur plus mais entre après avant".split()
)
_SPELLED = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?P<number>\d{{1,3}}(?:[,.\u00a0\u202f ]\d{{3}})+|\d+|{'|'.join(_SPELLED)})(?![\w.,:/%]*\d)"
    r"(?P<after>(?:[ \u00a0][^\W\d_][\w'’-]*){1,3})",
    re.IGNORECASE,
)
_ENDS = frozenset("of in on at to for and or from by with who that were was are is have had de du des en et à".split())
_NO_UNIT = frozenset(
    "january february march april may june july august september october november december janvier février mars avril "
    "mai juin juillet août septembre octobre novembre décembre".split()
)


@dataclass(frozen=True)
class Said:
    """What one story says: its letter, the value, and the words it stands in."""

    letter: str
    value: str
    words: str


@dataclass(frozen=True)
class Disagreement:
    """One row: what kind of thing, about what, and what each story says of it."""

    kind: Literal["name", "date", "figure"]
    about: str
    said: tuple[Said, ...]


def disagreements(compared: Comparison) -> list[Disagreement]:
    """All rows: names first, then dates, then figures."""
    return [*_names(compared), *_dates(compared), *_figures(compared)]


def _names(compared: Comparison) -> Iterator[Disagreement]:
    for one in compared.places:
        written = {letter: _written(compared.stories[letter], place) for letter, place in one.features.items()}
        written = {letter: words for letter, words in written.items() if words}
        folded = [set(map(fold, words)) for words in written.values()]
        if len(folded) > 1 and not set.intersection(*folded):
            said = (Said(letter, ", ".join(words), "") for letter, words in written.items())
            yield Disagreement("name", _label(one), tuple(said))


def _written(story: Story, place: Feature) -> list[str]:
    """The names by which the article calls a place; "the town" is no name."""
    here = (mention.text for mention in story.article.mentions if mention.place == place["id"])
    found = (text.removeprefix("the ").removeprefix("The ") for text in here)
    return list(dict.fromkeys(text for text in found if text[:1].isupper()))


def _dates(compared: Comparison) -> Iterator[Disagreement]:
    for (one, mine), (other, theirs) in _statements_apart(compared):
        here = _where(compared, one, mine) == _where(compared, other, theirs)
        words = {letter: _quotes(compared, letter, fact) for letter, fact in ((one, mine), (other, theirs))}
        if here and not _meet(mine, theirs) and _alike(*words.values()) >= ALIKE:
            said = (
                Said(letter, date_text(fact["properties"]["edtf"]), words[letter])
                for letter, fact in ((one, mine), (other, theirs))
            )
            yield Disagreement("date", str(mine["properties"]["title"]), tuple(said))


def _statements_apart(compared: Comparison) -> Iterator[tuple[tuple[str, Feature], tuple[str, Feature]]]:
    """Every pair of dated statements of two stories."""
    told = {letter: story.features_if_any("article-statements") for letter, story in compared.stories.items()}
    for one, other in combinations(told, 2):
        yield from (((one, mine), (other, theirs)) for mine in told[one] for theirs in told[other])


def _quotes(compared: Comparison, letter: str, feature: Feature) -> str:
    wanted = feature["properties"]["excerpt_ids"]
    return " … ".join(one.exact for one in compared.stories[letter].article.excerpts if one.id in wanted)


def _where(compared: Comparison, letter: str, feature: Feature) -> str:
    """The place of a statement, by its id in the comparison."""
    place = feature["properties"]["place"]
    return next((o.id for o in compared.places if letter in o.features and o.features[letter]["id"] == place), "")


def _meet(one: Feature, other: Feature) -> bool:
    a, b = (parse_edtf(feature["properties"]["edtf"]) for feature in (one, other))
    return _begins(a) <= _ends(b) and _begins(b) <= _ends(a)


def _begins(span: Timespan) -> str:
    return str(span.start or "")


def _ends(span: Timespan) -> str:
    return str(span.end or "~")


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in map(fold, _WORD.findall(words)) if word not in _STOP}


def _alike(one: str, other: str) -> float:
    """The share of the shorter one's words that both have; 0 unless at least two are shared."""
    a, b = _stems(one), _stems(other)
    shared = len(a & b)
    return shared / min(len(a), len(b)) if shared > 1 else 0.0


def _figures(compared: Comparison) -> Iterator[Disagreement]:
    counted = {letter: list(_counts(story)) for letter, story in compared.stories.items()}
    for one, other in combinations(counted, 2):
        mine, theirs = _by_unit(counted[one]), _by_unit(counted[other])
        for unit in mine:
            if unit in theirs and not {n for n, *_ in mine[unit]} & {n for n, *_ in theirs[unit]}:
                said = [
                    Said(letter, f"{number:,} {thing}", excerpt.exact)
                    for letter, found in ((one, mine[unit]), (other, theirs[unit]))
                    for number, thing, excerpt in found
                ]
                yield Disagreement("figure", mine[unit][0][1], tuple(said))


Count = tuple[int, str, Excerpt]


def _by_unit(counts: list[Count]) -> dict[str, list[Count]]:
    units: dict[str, list[Count]] = {}
    for count in counts:
        units.setdefault(fold(count[1].split()[-1])[:STEM].rstrip("s"), []).append(count)
    return units


def _counts(story: Story) -> Iterator[Count]:
    """Numbers of something in the excerpts: "2,000 Russian peacekeepers"; no dates, no years."""
    for excerpt in story.article.excerpts:
        for match in _NUMBER.finditer(excerpt.exact):
            thing = _thing(match["after"].split())
            if thing and fold(thing.split()[0]) not in _NO_UNIT:
                yield _value(match["number"]), thing, excerpt


def _thing(after: list[str]) -> str:
    """The words up to the first in small letters, which mostly is the noun."""
    small = next((place for place, word in enumerate(after) if word[0].islower()), None)
    return "" if small is None or after[small] in _ENDS else " ".join(after[: small + 1])


def _value(number: str) -> int:
    word = number.lower()
    return _SPELLED.index(word) + 2 if word in _SPELLED else int(re.sub(r"\D", "", number))


def _label(one: Joined) -> str:
    properties: dict[str, Any] = next(iter(one.features.values()))["properties"]
    return str(properties["name"])

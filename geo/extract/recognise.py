"""Which words of a text name places: spans that may → the chance that each does.

Any run of capitalised words may; clues speak for and against, and learned weights (data/mention.json) weigh them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from geo.extract import clues
from geo.extract.cases import listed_names
from geo.extract.clues import PLACED, qualifier
from geo.extract.french import SURE, whole_names
from geo.extract.french_placed import part_of_a_name, placed_names
from geo.extract.gazetteer import OFFICIAL, Gazetteer
from geo.extract.mention_model import MentionModel
from geo.extract.spans import POSSESSIVE, Entity, Listed, Span, Word, candidates, runs, words_of

OURS = 0.6  # the chance, at least, of a place of our own tables: they know their area, the corpora hardly do
PIECE = 100_000  # characters that are read at once: all their spans and clues are in memory together
_LEAST = 1e-6  # what a span at the threshold itself is worth
_GAP = re.compile(r"\s{2}")  # within no name
_LOWER = re.compile(r"\b[a-z]{3,}\b")


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """A long text as stretches of at most PIECE characters, cut between paragraphs where there are any."""
    start = 0
    while len(text) - start > PIECE:
        cuts = (text.rfind(gap, start + PIECE // 2, start + PIECE) for gap in ("\n\n", "\n", ". ", " "))
        end = next((cut + 1 for cut in cuts if cut >= 0), start + PIECE)
        yield start, end
        start = end
    yield start, len(text)


def find_spans(text: str, gazetteer: Gazetteer, entities: Sequence[Entity], language: str = "en") -> list[Span]:
    """Every span that may name a place, with its features, in text order; spans may overlap."""
    words = words_of(text)
    names = list(_split(text, entities, gazetteer))
    named = {(one.start, one.end): one for one in names}
    at = {offset: one for one in entities for offset in range(one.start, one.end)}
    run_of = {number: run for run in runs(text, words) for number in range(run[0], run[1] + 1)}
    lower = set(_LOWER.findall(text))
    starts = [word.start for word in words]
    french = language == "fr"
    whole = _whole_names(text, words, gazetteer, language)
    outers = {offset: outer for outer in sorted(whole) for offset in range(*outer)}
    found = whole | candidates(text, words, gazetteer, names)
    spans = []
    for (start, end), listed in sorted(found.items()):
        if french and part_of_a_name(text, start, end, gazetteer):
            continue
        outer = outers.get(start, (start, end))
        if outer != (start, end) and end <= outer[1]:
            continue
        exact, around = named.get((start, end)), at.get(start)
        label = around.label if around else ""
        within = around is not None and exact is None and not _GAP.search(text[around.start : around.end])
        listed = listed or whole.get((start, end), ())
        span = Span(start, end, text[start:end], listed or gazetteer.matches(text[start:end]), label, within)
        span.least = SURE if (start, end) in whole else 0.0
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first, bisect_left(starts, end) - 1)
        span.features = clues.of_name(text, span, exact, around) | clues.of_words(text, span, lower, gazetteer)
        span.features |= clues.of_form(words[first : last + 1], span.text) | clues.of_matches(span, bool(listed))
        span.features |= clues.of_neighbours(text, words, first, last, run_of.get(first, (first, last)))
        span.features = clues.joined(span.features)
        spans.append(span)
    clues.add_elsewhere(spans)
    return spans


def _whole_names(text: str, words: Sequence[Word], gazetteer: Gazetteer, language: str) -> Listed:
    """Names that stand before their parts, with what they may mean where that is not simply what they are listed under."""
    if language == "fr":
        return dict.fromkeys([*whole_names(text, words, gazetteer), *placed_names(text, words, gazetteer)], ())
    return {} if language == "en" else dict(listed_names(text, words, gazetteer, language))


def pick(spans: Sequence[Span], model: MentionModel, threshold: float) -> list[Span]:
    """The spans that name places, in text order; sets every `chance`.

    Of all sets without overlaps the one that covers most letters, weighed by how far their chance is above the
    threshold: a whole name is worth as much as its two parts.
    """
    for span, chance in zip(spans, model.chances(spans), strict=True):
        span.chance = max(chance, span.least, OURS if _ours(span) else 0.0)
    able = sorted((span for span in spans if span.chance >= threshold), key=lambda span: (span.end, span.start))
    ends = [span.end for span in able]
    best, before = [0.0], [0]  # of the first n spans: the sum, and how many are left once the last one is taken
    for number, span in enumerate(able):
        worth = (span.chance - threshold + _LEAST) * (span.end - span.start)
        before.append(bisect_right(ends, span.start, hi=number))
        best.append(max(best[-1], best[before[-1]] + worth))
    kept, left = [], len(able)
    while left:
        taken = best[left] > best[left - 1]
        kept += [able[left - 1]] if taken else []
        left = before[left] if taken else left - 1
    return kept[::-1]


def _ours(span: Span) -> bool:
    """Whether something is said to be in, at or near a place of our own tables: "at the White House"."""
    own = any(match.place.own and match.how <= OFFICIAL for match in span.matches)
    return own and "preposition" in span.features


def _split(text: str, entities: Sequence[Entity], gazetteer: Gazetteer) -> Iterator[Entity]:
    """The recogniser's names, trimmed; "Omaha, Nebraska" as one name is two."""
    for one in entities:
        start, end = _trimmed(text, one.start, one.end)
        yield Entity(start, end, one.label)
        if one.label == "GPE" and "," in text[start:end] and not gazetteer.matches(text[start:end]):
            at = start
            for part in text[start:end].split(","):
                name = part.strip()
                here = text.find(name, at)
                if name:
                    yield Entity(here, here + len(name), one.label)
                at += len(part) + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if words[:4].lower() == "the ":
        start += 4
    words = text[start:end]
    return start, end - len(words) + len(POSSESSIVE.sub("", words.rstrip(" .,;:\n")) or words)


__all__ = ["PLACED", "Entity", "Span", "find_spans", "pick", "qualifier"]

"""Which words of an article a story quotes: short windows around names and dates, or sentences with a right to all."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from geo.extract.records import Sentence, Statement
from geo.told.items import Items

SHARE = 0.6  # of the text, at most, without a right to the whole
BRIEF = 600  # characters that are a short quotation whatever their share, so that a brief is quoted in sentences
ROOM = 300  # characters an excerpt has at most, around what it joins
BLANK = "\u2003"  # stands for a word that is not here; no text that was taken in has one
_CLAUSE = re.compile(r"[,;:] | [–—-] ")
_WORD = re.compile(rf"[^{BLANK}\s]+")
_UNIQUE = 80  # characters that prefix and suffix may add


@dataclass(frozen=True)
class Quote:
    """An excerpt; `statements` are indexes into Items.statements, `edtf` dates it where it states nothing."""

    id: str
    start: int
    end: int
    exact: str
    sentence: Sentence
    statements: tuple[int, ...]
    prefix: str = ""
    suffix: str = ""
    edtf: str = ""
    statement_ids: tuple[str, ...] = ()

    def holds(self, start: int, end: int) -> bool:
        """Whether all of a span is quoted here."""
        return self.start <= start and end <= self.end

    def record(self) -> dict[str, Any]:
        """As excerpts.json has it: W3C Web Annotation selectors."""
        quote = {"exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}
        place = {"paragraph": self.sentence.paragraph, "sentence": self.sentence.number}
        return {
            "id": self.id,
            **place,
            "statements": list(self.statement_ids),
            **({"edtf": self.edtf} if not self.statements else {}),
            "selector": [
                {"type": "TextPositionSelector", "start": self.start, "end": self.end},
                {"type": "TextQuoteSelector", **quote},
            ],
        }


def quotes(text: str, found: Items, undated: str, whole: bool) -> list[Quote]:
    """The excerpts in text order, none overlapping another; every kept name and every statement has one.

    `undated` is the EDTF date of words that say none; `whole`: whether all of the text may be quoted.
    """
    if whole:
        pieces = _pieces(text, found, len(found.statements), len(text))
    else:
        most = max(BRIEF, SHARE * len(text))
        over = bisect_left(range(len(found.statements) + 1), True, key=lambda told: _quoted(text, found, told) > most)
        pieces = _pieces(text, found, max(0, over - 1), ROOM)
    return [_finished(one, number, text, found, undated) for number, one in enumerate(pieces, 1)]


def holding(quoted: list[Quote], start: int, end: int) -> Quote | None:
    """The quotation that holds all of a span; they are in text order, none overlapping another."""
    at = bisect_right(quoted, start, key=lambda quote: quote.start)
    return quoted[at - 1] if at and quoted[at - 1].holds(start, end) else None


def _quoted(text: str, found: Items, told: int) -> int:
    """The characters quoted where that many statements are."""
    return sum(one.end - one.start for one in _pieces(text, found, told, ROOM))


def _pieces(text: str, found: Items, told: int, room: int) -> list[Quote]:
    """Windows in text order: readable ones for the first statements, the bare names and dates of the others.

    News begins with what matters; whole sentences of some are worth more than shreds of all.
    """
    windows = _windows(text, found, lambda index: room if index < told else 0)
    return _merged(sorted(windows, key=lambda one: (one.start, -one.end)), text)


def _windows(text: str, found: Items, room: Callable[[int], int]) -> Iterator[Quote]:
    """A window a statement, around all that it joins; then one for each name that would have no words or no date."""
    told: list[Quote] = []
    for index, one in enumerate(found.statements):
        for span in _spans(text, found, one, room(index)):
            told.append(_window(text, (one.start, one.end), span, room(index), found.sentence(one.start), (index,)))
    yield from told
    dated = {one.sentence for one in found.statements}
    by_sentence: dict[int, list[Quote]] = defaultdict(list)
    for quote in told:
        by_sentence[quote.sentence.number].append(quote)
    for name in found.names:
        start, end = name.item.start, name.item.end
        sentence = found.sentence(start)
        quoted = any(quote.holds(start, end) for quote in by_sentence[sentence.number])
        if not quoted and (name.drawn or sentence.number not in dated):
            spare = room(len(found.statements) - 1) // 3  # none, unless every statement has its words
            yield _window(text, (sentence.start, sentence.end), (start, end), spare, sentence, ())


def _spans(text: str, found: Items, one: Statement, room: int) -> list[tuple[int, int]]:
    """What of a statement must be quoted: all that it joins in one piece, or each of it, or its first word."""
    joined = [(found.names[n].item.start, found.names[n].item.end) for n in one.places]
    joined += [(found.dates[n].start, found.dates[n].end) for n in one.dates]
    inside = [span for span in joined if one.start <= span[0] and span[1] <= one.end]
    if not inside:
        first = next((n for n in range(one.start, one.end) if text[n] not in f"{BLANK} \n"), one.start)
        word = _WORD.match(text, first, one.end)
        return [(first, word.end() if word else one.end)]
    start, end = min(first for first, _ in inside), max(last for _, last in inside)
    return [(start, end)] if end - start <= room and BLANK not in text[start:end] else inside


def _window(
    text: str, around: tuple[int, int], span: tuple[int, int], room: int, sentence: Sentence, of: tuple[int, ...]
) -> Quote:
    """A span with at most `room` characters in all, within its sentence and what is here, cut at a comma or a blank."""
    start, end = span
    spare = max(0, room - (end - start))
    before = min(max(spare // 2, spare - max(0, around[1] - end)), max(0, start - around[0]))
    first, last = start - before, min(max(around[1], end), end + spare - before)
    first = max(first, text.rfind(BLANK, first, start) + 1)
    gap = text.find(BLANK, end, last)
    last = gap if gap >= 0 else last
    if first > around[0]:
        first = _cut_after(text, first, start)
    if last < around[1]:
        last = _cut_before(text, end, last)
    words = text[first:last]
    first += len(words) - len(words.lstrip())
    last -= len(words) - len(words.rstrip(" \n,;:"))
    return Quote("", first, max(last, end), "", sentence, of)


def _cut_after(text: str, first: int, start: int) -> int:
    """Where a window begins: after the first comma in it, if that leaves most of it, else at a word."""
    comma = _CLAUSE.search(text, first, first + (start - first) // 2)
    return comma.end() if comma else text.find(" ", first, start) + 1 or start


def _cut_before(text: str, end: int, last: int) -> int:
    """Where a window ends, likewise."""
    commas = list(_CLAUSE.finditer(text, end + (last - end) // 2, last))
    return commas[-1].start() if commas else max(end, text.rfind(" ", end, last))


def _merged(windows: list[Quote], text: str) -> list[Quote]:
    """Windows that overlap, or touch but for a blank within one sentence, as one."""
    merged: list[Quote] = []
    for one in windows:
        last = merged[-1] if merged else None
        touching = last and last.sentence == one.sentence and not text[last.end : one.start].strip(" ")
        if last and (one.start < last.end or touching):
            statements = tuple(dict.fromkeys((*last.statements, *one.statements)))
            merged[-1] = replace(last, end=max(last.end, one.end), statements=statements)
        else:
            merged.append(one)
    return merged


def _finished(quote: Quote, number: int, text: str, found: Items, undated: str) -> Quote:
    exact = text[quote.start : quote.end]
    prefix, suffix = _around(text, quote.start, quote.end)
    ids = tuple(found.ids[index] for index in quote.statements)
    return replace(quote, id=f"x-{number}", exact=exact, prefix=prefix, suffix=suffix,
                   edtf=found.date_in(quote.sentence) or undated, statement_ids=ids)  # fmt: skip


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """As many words before and after as tell a quotation from others like it; none where it is unique."""
    first, last, other = start, end, 0
    while (start - first) + (last - end) < _UNIQUE:
        other = _elsewhere(text, first, last, other)
        before, after = text[first - 1 : first], text[last : last + 1]
        if other < 0 or ((not before or before == BLANK) and (not after or after == BLANK)):
            break
        if before and before != BLANK:
            first, other = first - 1, max(0, other - 1)
        last += bool(after) and after != BLANK
    return text[first:start], text[end:last]


def _elsewhere(text: str, first: int, last: int, beginning: int) -> int:
    """Where else the words of a span stand, from an offset on; -1 if nowhere."""
    at = text.find(text[first:last], beginning)
    return text.find(text[first:last], first + 1) if at == first else at


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with every word outside the spans blank: all offsets and lines stay."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(spans):
        kept += [_blank(text[at:start]), text[max(at, start) : end]]
        at = max(at, end)
    return "".join([*kept, _blank(text[at:])])


def _blank(words: str) -> str:
    return "".join("\n" if letter == "\n" else BLANK for letter in words)

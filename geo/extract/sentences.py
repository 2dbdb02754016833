"""Text → paragraphs and sentences, by rule; offsets are Unicode code points, end exclusive."""

import re
from collections.abc import Iterator

from geo.extract.records import Sentence

# A paragraph ends at a blank line, or at a line feed after the end of a sentence: wrapped lines are one paragraph.
_PARAGRAPH = re.compile(r"\n[ \t]*\n|(?<=[.!?…:”\"'’)])[ \t]*\n|\n(?=\s*[-•*–—]\s)|\Z")
_END = re.compile(r"[.!?…։。]+[\"”’'»)\]]*(?=\s|\Z)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|St|Ste|Mt|Ft|Lt|Col|Brig|Supt|Insp|Det|Gen|Sgt|Capt|Cmdr|Adm|Maj|Gov|Sen|Rep|Rev|Hon|Prof|Pres|Jr|Sr|Inc|Ltd|Co|"
    r"Corp|No|Nos|vs|etc|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf|al|Ala|Ariz|Ark|Calif|Colo|Conn|"
    r"Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)"
    r"|\b(?:[A-Za-z]\.)*[A-Z])\.$"
)
_QUOTES = re.compile('["“«]')  # what opens a quotation opens a sentence, even in small letters
_INK = re.compile(r"\S")
_FIRST_LETTER = re.compile(r"\s*[\"“‘'«(\[]*(\w)")


def split(text: str) -> list[Sentence]:
    """The sentences in text order; paragraphs and sentences are counted from 1, blanks at the ends left out."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text), 1):
        for first, last in _pieces(text, start, end):
            sentences.append(Sentence(first, last, paragraph, len(sentences) + 1))
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
            start = gap.end()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _END.finditer(text, start, end):
        if _ends(text, stop, end):
            yield _trimmed(text, first, stop.end())
            first = stop.end()
    if text[first:end].strip():
        yield _trimmed(text, first, end)


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or an initial, not before a small letter."""
    if not _INK.search(text, stop.end(), end):
        return True
    letter = _FIRST_LETTER.match(text, stop.end(), end)
    if letter and letter[1].islower() and not _QUOTES.search(letter[0]):
        return False
    before = text[max(0, stop.start() - 24) : stop.start() + 1]
    return not (stop.group() == "." and _ABBREVIATED.search(before))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())

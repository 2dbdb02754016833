"""Words as they came → normalised words: NFC, plain spaces and line ends, nothing invisible that could mislead."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Left-to-right and right-to-left marks, embeddings, overrides, isolates: they can show words in a false order.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Soft hyphen, zero-width space, word joiner, byte order mark, tag characters. The joiners U+200C and U+200D stay:
# Persian and Indian words are spelled with them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLUSTER = re.compile(r"[^\w\s\x00-\x7f]{31,}")  # normalising a very long row of accents takes the square of its length
_ACCENTS = 30
_BLANKS = re.compile(r" {2,}")
_EDGES = re.compile(r" *\n *")
_GAPS = re.compile(r"\n{3,}")


def normalise(text: str) -> tuple[str, list[str]]:
    """The words in NFC, one line feed a line, at most one blank line between, and what was taken out, in words."""
    messages: list[str] = []
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    text, controls = _CONTROL.subn("", text)
    text, directions = _DIRECTION.subn("", text)
    text = _INVISIBLE.sub("", text)
    text, broken = _SURROGATE.subn("\ufffd", text)
    if controls:
        messages.append(f"{_counted(controls, 'control character')} taken out")
    if directions:
        messages.append(f"{_counted(directions, 'invisible mark')} of writing direction taken out")
    if broken:
        messages.append(f"{_counted(broken, 'character')} could not be read")
    text = unicodedata.normalize("NFC", _CLUSTER.sub(_bounded, text))
    return _GAPS.sub("\n\n", _EDGES.sub("\n", _BLANKS.sub(" ", text))).strip(), messages


def one_line(text: str) -> str:
    """What somebody typed or a page says, normalised, as a single line."""
    return " ".join(normalise(text)[0].split())


def _bounded(cluster: re.Match[str]) -> str:
    """A row of signs with at most 30 accents on each letter."""
    kept: list[str] = []
    row = 0
    for sign in cluster[0]:
        row = row + 1 if unicodedata.combining(sign) else 0
        if row <= _ACCENTS:
            kept.append(sign)
    return "".join(kept)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"

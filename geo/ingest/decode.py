"""Bytes → words: byte order mark, declared encoding, UTF-8, UTF-16, else the likeliest of the old encodings.

What none of the old encodings explains (old_encodings.py) is left to charset-normalizer. Nothing is guessed silently:
the encoding comes back in words.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from geo.errors import IngestError
from geo.ingest.old_encodings import likeliest, text_in

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these declarations to mean (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_NAMES = {"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "cp1253": "windows-1253"}
_NAMES |= {"cp1254": "windows-1254", "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257"}
_NAMES |= {"iso8859-5": "iso-8859-5", "iso8859-9": "iso-8859-9", "mac-cyrillic": "mac-cyrillic"}
_SAMPLE = 60_000  # characters or bytes, enough to tell an encoding by

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_MANGLED = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


@dataclass(frozen=True)
class Decoded:
    """Words, the encoding they were in, and what to tell the reader."""

    text: str
    encoding: str
    messages: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None, *, markup: bool = False) -> Decoded:
    """The words of a text file; `declared` is what the server says, `markup` lets the file itself say it too.

    Raises IngestError where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    wide = _utf16(data)
    if wide:
        return Decoded(data.decode(wide), wide, (f"decoded as {wide}",))
    if b"\x00" in data:
        raise _not_text()
    said = declared or (_declared_inside(data) if markup else "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, said) or _nearly_utf8(data) or _guessed(data)
    return _plain(text, said)


def mended(text: str) -> tuple[str, list[str]]:
    """Words that were UTF-8 and were once read as windows-1252 ("AzÉ™rbaycan"), read right; else as they are."""
    if len(_MANGLED.findall(text[:_SAMPLE])) < 2:
        return text, []
    try:
        right = text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text, []
    return right, ["letters that had been read in a wrong encoding were mended"]


def _plain(text: str, said: str) -> Decoded:
    known = _codec(said)
    if known and known not in ("utf-8", "ascii", "cp1252") and not text.isascii():
        return Decoded(text, "utf-8", (f"declared as {said}, but it is UTF-8: decoded as UTF-8",))
    return Decoded(text, "utf-8")


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    messages = () if encoding == "utf-8" else (f"decoded as {encoding}",)
    return Decoded(text, encoding, (*messages, *_lost(lost)))


def _lost(count: int) -> tuple[str, ...]:
    return (f"{count} broken character{'s' if count > 1 else ''} shown as \ufffd",) if count else ()


def _codec(name: str | None) -> str:
    """Python's name of a declared encoding, empty if there is none of that name for text."""
    cleaned = (name or "").strip().strip("\"'").lower()
    if cleaned in ("armscii-8", "armscii8"):
        return "armscii-8"
    try:
        found = codecs.lookup(cleaned)
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(found.name, found.name) if getattr(found, "_is_text_encoding", True) else ""


def _declared_inside(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def _declared(data: bytes, said: str) -> Decoded | None:
    """The text in its declared encoding, if that exists and gives text."""
    known = _codec(said)
    if not known or known in ("utf-8", "utf-7", "ascii") or known.startswith(("utf-16", "utf-32")):
        return None
    text = text_in(data, known)
    if text is None or _signs(text):
        return None
    return Decoded(text, known, (f"decoded as {_name(known)}, as declared",))


def _name(codec: str) -> str:
    return _NAMES.get(codec, codec)


def _signs(text: str) -> int:
    """How many characters no text has: control characters of the upper half."""
    return sum(1 for sign in text[:_SAMPLE] if "\x80" <= sign <= "\x9f" and sign != "\x85")


def _utf16(data: bytes) -> str:
    """utf-16-le or -be for text that lacks the mark: its spaces and line ends have a NUL on one side."""
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data[:4000]:
        return ""
    head = data[: 4000 - 4000 % 2]
    scores = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        usual = sum(1 for sign in text if sign.isspace() or sign.isalnum() or sign in ".,;:!?-()'\"’“”«»–—")
        blank = sum(1 for sign in text if sign in " \n\r")
        scores[encoding] = usual / len(text) if blank and blank / len(text) < 0.5 and "\x00" not in text else 0
    best = max(scores, key=lambda name: scores[name])
    try:
        data.decode(best)
    except UnicodeDecodeError:
        return ""
    return best if scores[best] > 0.9 and _few_scripts(head.decode(best, "replace")) else ""


def _few_scripts(text: str) -> bool:
    """Whether the letters come from a few places of Unicode, as those of any language do."""
    letters = [ord(sign) >> 8 for sign in text if sign.isalpha()]
    common = Counter(letters).most_common(4)
    asian = sum(1 for page in letters if 0x30 <= page <= 0xD7)
    return bool(letters) and (asian > 0.6 * len(letters) or sum(count for _, count in common) > 0.95 * len(letters))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: nineteen of twenty letters beyond ASCII are whole."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    beyond = sum(1 for sign in text if sign > "\x7f") - lost
    if beyond < 19 * lost:
        return None
    return Decoded(text, "utf-8", _lost(lost))


def _guessed(data: bytes) -> Decoded:
    """The likeliest of the old encodings; raises IngestError where none gives text."""
    best = likeliest(data[:_SAMPLE])
    text = text_in(data, best) if best else None
    if text is None:
        return _normalizer(data)
    return Decoded(text, best, (f"decoded as {_name(best)}, which nobody declared: check the letters",))


def _normalizer(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE]).best()
    text = text_in(data, found.encoding) if found else None
    if found is None or text is None or _signs(text):
        raise _not_text()
    return Decoded(text, found.encoding, (f"decoded as {_name(found.encoding)}, a guess: check the letters",))


def _not_text() -> IngestError:
    return IngestError("it is not text in any encoding known here", mend="Save it as UTF-8 text, or paste the words")

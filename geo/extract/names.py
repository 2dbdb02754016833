"""Names as they are compared: one spelling for what readers take to be the same name."""

import re
import unicodedata

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "–": "-", "—": "-", "‑": "-"})
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "e", "Ə": "E", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "œ": "oe"}
)
_DROPPED = re.compile(r"[.,'()]")
_GAPS = re.compile(r"[-/\s]+")
_LATIN = re.compile(r"[\x20-\x7e\u00c0-\u024f\u1e00-\u1eff\u0259\u2018\u2019\u02bb\u02bc]+")


def fold(name: str) -> str:
    """A name without case, accents, full stops and hyphens: "St.-Étienne" → "st etienne"."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_MARKS))
        name = "".join(char for char in name if not unicodedata.combining(char)).translate(_LETTERS)
    return _GAPS.sub(" ", _DROPPED.sub("", name.lower())).strip()


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters alone."""
    return _LATIN.fullmatch(name) is not None

"""Which language a text is in: by its script where that settles it, else by py3langid (no network)."""

import re
from functools import lru_cache
from typing import Any

_SCRIPTS = (("hy", "\u0531-\u0587"), ("ka", "\u10a0-\u10ff"), ("he", "\u05d0-\u05ea"), ("el", "\u0370-\u03ff"))
_LANGUAGES = [
    "en",
    "fr",
    "az",
    "tr",
    "ru",
    "uk",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ar",
    "fa",
    "ro",
    "sv",
    "bg",
    "sr",
]
_LANGUAGES += ["cs", "hu", "ja", "zh", "ko", "da", "no", "fi", "kk"]
_SMALL_WORDS = {
    "en": frozenset(
        ["the", "of", "and", "to", "in", "a", "is", "was", "were", "that", "for", "with", "by", "said", "it", "has"]
    ),
    "fr": frozenset(
        ["le", "la", "les", "de", "des", "du", "et", "l", "d", "un", "une", "dans", "que", "qui", "est", "sur", "au"]
    ),
    "es": frozenset(["el", "la", "los", "las", "de", "y", "que", "en", "un", "una", "se", "por", "con", "del", "su"]),
    "it": frozenset(["il", "la", "di", "e", "che", "un", "una", "in", "per", "con", "del", "della", "non", "si", "è"]),
    "pt": frozenset(["o", "a", "os", "de", "e", "que", "em", "um", "uma", "do", "da", "no", "na", "com", "não"]),
}
_OWN_LETTERS = (("az", "[əƏ]", 0.03),)  # no other language of news uses it
_SAMPLE = 5_000
_LEAST = 20  # letters; fewer do not tell


def guess_language(text: str) -> str:
    """Two letters (ISO 639-1), empty where the text is too short to tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < _LEAST:
        return ""
    for language, span in _SCRIPTS:
        if len(re.findall(f"[{span}]", sample)) > letters / 2:
            return language
    return _by_signs(sample, letters) or str(_identifier().classify(sample)[0])


def _by_signs(sample: str, letters: int) -> str:
    """The language where small words or letters of its own leave no doubt: spares loading the model (half a second)."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    shares = {code: sum(map(few.__contains__, words)) / len(words) for code, few in _SMALL_WORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    if (
        len(words) >= 40
        and shares[best] > 0.2
        and all(shares[best] > 3 * shares[code] for code in shares if code != best)
    ):
        return best
    return next((code for code, own, share in _OWN_LETTERS if len(re.findall(own, sample)) > share * letters), "")


def two_letters(code: str) -> str:
    """The language of a tag such as fr-FR, empty if it is none."""
    found = re.fullmatch(r"\s*([A-Za-z]{2})(?:[-_][\w-]*)?\s*", code)
    return found[1].lower() if found else ""


@lru_cache(maxsize=1)
def _identifier() -> Any:  # py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier

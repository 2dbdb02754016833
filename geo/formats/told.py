"""What is said of layers and features in words, the same in every format that has room for words."""

from collections.abc import Sequence
from typing import Any

from geo.feature import Feature
from geo.formats.table import Collection
from geo.timespan import date_text

OPEN_WINDOW = "Everything, whatever its dates."


def title(collections: Sequence[Collection]) -> str:
    """The title of the story the layers belong to."""
    return str(collections[0]["metadata"]["story"]["title"])


def window(collections: Sequence[Collection]) -> str:
    """The days the features were chosen by."""
    days = collections[0]["metadata"]["window"]
    if not days:
        return OPEN_WINDOW
    return f"Only what exists between {days['from']} and {days['to']} (both included)."


def licences(metadata: dict[str, Any]) -> str:
    """A layer's licences, each with its address."""
    return ", ".join(" ".join(filter(None, (one["name"], one.get("path")))) for one in metadata["licenses"])


def attribution(collection: Collection) -> str:
    """One line: whose the layer is, and under which licence."""
    metadata = collection["metadata"]
    whose = metadata["attribution"] or "; ".join(one["title"] for one in metadata["sources"])
    return f"{metadata['title']}: {whose}. Licence: {licences(metadata)}."


def record(collection: Collection) -> list[str]:
    """All that is known of a layer, one line a fact."""
    about = collection["metadata"]
    here, every = about["features"]["here"], about["features"]["in_layer"]
    lines = [
        f"{collection['name']}: {about['title']} ({here} of {every} features)",
        about["description"],
        f"Sources: {'; '.join(' '.join(filter(None, (s['title'], s.get('path')))) for s in about['sources'])}",
        f"Licence: {licences(about)}",
        f"Attribution: {about['attribution']}" if about["attribution"] else "",
        f"Valid: {date_text(about['valid'])} ({about['valid']})",
        f"Precision: {about['precision_m']} m. Certainty: {about['certainty']}. Retrieved: {about['retrieved']}.",
        f"Changes: {about['changes']}",
        f"Whose view: {about['worldview']}",
    ]
    return [line for line in lines if line]


def description(feature: Feature) -> str:
    """A feature in sentences: what it is, when, how exact, who says so, from where. Plain text."""
    facts = feature["properties"]
    said = [
        facts["kind"].capitalize(),
        date_text(facts["edtf"]).capitalize(),
        f"Certainty: {facts['certainty']}",
        f"Precision: {facts['precision_m']} m",
        f"Review: {facts['status']}" if facts["status"] in REVIEWED else facts["status"],
        f"According to {facts['attributed_to']}" if facts["attributed_to"] else "",
        facts["note"],
        f"Sources: {'; '.join(facts['sources'])}",
        f"Licence: {facts['licence']}",
    ]
    return "\n".join(line.rstrip(".") + "." for line in said if line)


REVIEWED = ("unreviewed", "verified", "unverified", "unidentifiable", "rejected")

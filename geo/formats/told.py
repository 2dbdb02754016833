"""What is said of layers and features in words, the same in every format that has room for words."""

from collections.abc import Sequence

from geo.export import licence_text, window_text
from geo.feature import Feature
from geo.formats.table import Collection
from geo.timespan import date_text


def title(collections: Sequence[Collection]) -> str:
    """The title of the story the layers belong to."""
    return str(collections[0]["metadata"]["story"]["title"])


def window(collections: Sequence[Collection]) -> str:
    """The days the features were chosen by."""
    days = collections[0]["metadata"]["window"]
    return window_text((days["from"], days["to"]) if days else None)


def attribution(collection: Collection) -> str:
    """One line: whose the layer is, and under which licence."""
    metadata = collection["metadata"]
    whose = metadata["attribution"] or "; ".join(one["title"] for one in metadata["sources"])
    return f"{metadata['title']}: {whose}. Licence: {licence_text(metadata['licenses'])}."


def record(collection: Collection) -> list[str]:
    """All that is known of a layer, one line a fact."""
    about = collection["metadata"]
    here, every = about["features"]["here"], about["features"]["in_layer"]
    lines = [
        f"{collection['name']}: {about['title']} ({here} of {every} features)",
        about["description"],
        f"Sources: {'; '.join(' '.join(filter(None, (s['title'], s.get('path')))) for s in about['sources'])}",
        f"Licence: {licence_text(about['licenses'])}",
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

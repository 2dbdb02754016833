"""Sources and method: what the map claims and what not, whose names and lines, and every doubt we know of."""

from collections import Counter
from typing import Any

from geo.article import REVIEWS
from geo.timespan import date_text
from pages.shared import frame, prose, stories
from pages.shared.prose import Node, table, tag

arrived = frame.open_page("pages/sources.py", "Sources and method")
visited = stories.visit(arrived)
story = visited.story
frame.links(visited.view.query(story))
frame.say([*visited.messages, *map(str, visited.story.problems)])


OF_THE_ARTICLE = ("article-places", "article-statements", "article-mentions")
LINES = [
    "Lines and zones are drawn from published sources and carry a precision in metres. None is a survey, "
    "and none is a position on whose the land is.",
    "Whatever is not in the article (boundaries, posts, events around the story) is marked so, "
    "and the events are off at first.",
]


def points(*texts: str) -> Node:
    """A list of short paragraphs."""
    return tag("ul", *(tag("li", text) for text in texts))


def chapter(section: dict[str, Any]) -> list[Node]:
    """A chapter the story itself tells: its choices and its doubts."""
    return [tag("h2", section["title"]), points(*section["points"])]


def source(row: dict[str, str]) -> Node:
    """Who gives a figure, with the address if there is one."""
    return tag("a", row["source"], href=row["url"]) if row["url"].startswith("http") else row["source"]


def figure(row: dict[str, str]) -> str:
    """What a figure counts."""
    return f"{row['topic'].capitalize()}: {row['indicator']}"


def standing(row: dict[str, str]) -> str:
    """What makes a figure less sure than it looks: one source alone, a dispute, a doubt."""
    return "; ".join(part for part in (row["status"] if row["status"] != "seen" else "", row["note"]) if part)


def properties(layer: str) -> list[dict[str, Any]]:
    """What a layer's features carry; nothing where the story has no such layer."""
    return [f["properties"] for f in story.features(layer)] if layer in {one.id for one in story.layers} else []


def reviewed() -> str:
    """How far the mentions were looked at: one by one for a story made by hand, else as the review says."""
    if not any("review" in mention for mention in mentions):
        return f"{len(mentions)} mentions were read one by one ({counted})"
    standing = Counter(mention["review"] for mention in mentions)
    told = ", ".join(f"{standing[word]} {word}" for word in REVIEWS if standing[word])
    return f"{len(mentions)} mentions were found by rule and reviewed: {told} ({counted})"


def context() -> list[Node]:
    """What is known from elsewhere, if the story has any of it."""
    parts: list[Node] = []
    if doubtful:
        rows = [[event["name"], date_text(event["edtf"]), event["verification"], event["note"]] for event in doubtful]
        head = ["Event", "Date", "Standing", "Note"]
        parts.append(table(head, rows, "Context events that are not fully verified"))
    if story.figures:
        told = [[figure(r), r["value"], r["as_of"], source(r), standing(r)] for r in story.figures]
        caption = "Peacekeepers, casualties, displacement: as their sources give them, not from the article"
        parts += [
            tag("h2", "Figures around the story"),
            table(["Figure", "Value", "As of", "Source", "Standing"], told, caption),
        ]
    return parts


events = properties("context-events")
doubtful = [event for event in events if event["verification"] != "verified"]
mentions = properties("article-mentions")
pinned = [feature for feature in story.features("article-mentions") if feature["geometry"]]
roles = sorted({mention["role"] for mention in mentions})
counted = ", ".join(f"{sum(m['role'] == role for m in mentions)} {role}" for role in roles)

events_checked = [
    f"Of {len(events)} context events {len(events) - len(doubtful)} were verified in a public page; "
    f"the other {len(doubtful)} are marked:"
]
unknown = " What the rest says is unknown here." if story.article.coverage < 1 else ""

prose.show(
    [
        tag("p", story.title, cls="kicker"),
        tag("h1", "Sources and method"),
        tag(
            "p",
            "A map can do harm when it looks surer than it is. This page says what stands behind it.",
            cls="standfirst",
        ),
        tag("h2", "What the map claims, and what it does not"),
        points(
            f"It shows what one article says, and {story.article.coverage_text}.{unknown}",
            "A statement of the article is shown as said by its speaker. "
            "That it is shown does not mean that it is true.",
            *(LINES if len(story.layers) > len(OF_THE_ARTICLE) else []),
        ),
        *(part for section in story.facts.get("method", []) for part in chapter(section)),
        tag("h2", "What was verified"),
        points(
            f"{reviewed()}; {len(pinned)} name a place literally "
            f"and have a marker, on {len(story.features('article-places'))} places.",
            *(events_checked if events else []),
        ),
        *context(),
        tag("h2", "Whose view each layer takes"),
        table(
            ["Layer", "View", "Exact to", "Certainty"],
            [[layer.title, layer.worldview, f"{layer.precision_m:,} m", layer.certainty] for layer in story.layers],
            "Every layer and its point of view",
        ),
    ],
    key="sources",
)

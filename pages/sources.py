"""Sources and method: what the map claims and what not, whose names and lines, and every doubt we know of."""

from typing import Any

from pages.shared import frame, prose, stories
from pages.shared.prose import Node, table, tag

arrived = frame.open_page("pages/sources.py", "Sources and method")
visited = stories.visit(arrived)
story = visited.story
frame.links(visited.view.query(story))
frame.say([*visited.messages, *map(str, visited.story.problems)])


def points(*texts: str) -> Node:
    """A list of short paragraphs."""
    return tag("ul", *(tag("li", text) for text in texts))


def chapter(section: dict[str, Any]) -> list[Node]:
    """A chapter the story itself tells: its choices and its doubts."""
    return [tag("h2", section["title"]), points(*section["points"])]


def source(row: dict[str, str]) -> Node:
    """Who gives a figure, with the address if there is one."""
    return tag("a", row["source"], href=row["url"]) if row["url"].startswith("http") else row["source"]


events = [feature["properties"] for feature in story.features("context-events")]
doubtful = [event for event in events if event["verification"] != "verified"]
mentions = [feature["properties"] for feature in story.features("article-mentions")]
pinned = [feature for feature in story.features("article-mentions") if feature["geometry"]]
roles = sorted({mention["role"] for mention in mentions})
counted = ", ".join(f"{sum(m['role'] == role for m in mentions)} {role}" for role in roles)

prose.show(
    [
        tag("h1", "Sources and method"),
        tag(
            "p",
            "A map of a conflict can do harm when it looks surer than it is. This page says what stands behind it.",
            cls="standfirst",
        ),
        tag("h2", "What the map claims, and what it does not"),
        points(
            f"It shows what one article says, and {story.article.coverage_text}. What the rest says is unknown here.",
            "A statement of the article is shown as said by its speaker. "
            "That it is shown does not mean that it is true.",
            "Lines and zones are drawn from published sources and carry a precision in metres. None is a survey, "
            "and none is a position on whose the land is.",
            "Whatever is not in the article (boundaries, posts, events around the story) is marked so, "
            "and the events are off at first.",
        ),
        *(part for section in story.facts.get("method", []) for part in chapter(section)),
        tag("h2", "What was verified"),
        points(
            f"{len(mentions)} mentions were read one by one ({counted}); {len(pinned)} name a place literally "
            f"and have a marker, on {len(story.features('article-places'))} places.",
            f"Of {len(events)} context events {len(events) - len(doubtful)} were verified in a public page; "
            f"the other {len(doubtful)} are marked:",
        ),
        table(
            ["Event", "Date", "Standing", "Note"],
            [[event["name"], event["edtf"], event["verification"], event["note"]] for event in doubtful],
            "Context events that are not fully verified",
        ),
        tag("h2", "Figures around the story"),
        table(
            ["Figure", "Value", "As of", "Source"],
            [[f"{row['topic']}: {row['indicator']}", row["value"], row["as_of"], source(row)] for row in story.figures],
            "Peacekeepers, casualties, displacement: as their sources give them, not from the article",
        ),
        tag("h2", "Whose view each layer takes"),
        table(
            ["Layer", "View", "Exact to", "Certainty"],
            [[layer.title, layer.worldview, f"{layer.precision_m:,} m", layer.certainty] for layer in story.layers],
            "Every layer and its point of view",
        ),
    ],
    key="sources",
)

"""Sources and method: what the map claims and what it does not, whose names and lines, and every doubt we know of."""

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
        tag("p", "A map of a conflict can do harm when it looks surer than it is. This page says what stands behind it.", cls="standfirst"),
        tag("h2", "What the map claims, and what it does not"),
        points(
            f"It shows what one article says, and {story.article.coverage_text}. What the rest of the article says is unknown here.",
            "A statement of the article is shown as said by its speaker. That it is shown does not mean that it is true.",
            "Lines and zones are drawn from published sources and carry a precision in metres. None is a survey, and none is a position on whose the land is.",
            "The peacekeepers' zones are schematic: no polygon of them was ever published. They are hatched for that reason.",
            "Whatever is not in the article (boundaries, posts, events around the story) is marked so, and the events are off at first.",
        ),
        tag("h2", "Places and mentions"),
        points(
            f"{len(mentions)} mentions were read one by one ({counted}); {len(pinned)} name a place literally and have a marker, "
            f"on {len(story.features('article-places'))} places.",
            "“Under the aegis of Moscow” is not an event in Moscow: capitals that stand for governments are listed as actors, without a marker.",
            "“Armenian side” and “Armenians” in this article mean the Armenians of Karabakh, not the Republic of Armenia.",
            "The televised address of 20 September names no venue; it is shown with the place that it speaks of.",
            "The six statements on the talks at Yevlakh are one marker with all their excerpts.",
        ),
        tag("h2", "Names and borders: our choices"),
        points(
            "English labels are neutral; where the two sides use different names, both stand, as in Stepanakert / Khankendi. Azerbaijani, Armenian and Russian names can be chosen for the whole map.",
            "Status is told as internationally recognised, then who controlled a place from when to when. Nagorno-Karabakh is internationally recognised as part of Azerbaijan.",
            "“Self-proclaimed authorities”, “separatist” and “puppet government” are the words of the article or its speakers and stand only inside quotations.",
            "No flag is shown anywhere. Both countries are drawn in the same grey.",
            "Boundaries come and go with the chosen days: each carries the first and last day of its validity, both included.",
        ),
        tag("h2", "Doubts we know of"),
        points(
            "The year 2023 appears nowhere in the text received; weekdays and days of the month agree with it. Whether the article went out on the 20th or the 21st cannot be told.",
            "The article says that the ceasefire was “signed”; other sources describe that a proposal of the peacekeeping command was accepted, in force from 13:00 local time.",
            "“Since the end of the second war” gives only the year 2020 in the article; the day, 10 November 2020, is outside knowledge.",
            "The spokesman says that the Russians will not take part in the talks, the Russian president that they mediate: both statements stand side by side.",
            f"Of {len(events)} context events {len(events) - len(doubtful)} were verified in a public page; the other {len(doubtful)} are marked:",
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

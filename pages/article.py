"""The article: its excerpts in the order of the text, each linking to the map."""

from urllib.parse import urlencode

from geo.article import Excerpt
from pages.shared import frame, prose, stories
from pages.shared.prose import Node, tag

arrived = frame.open_page("pages/article.py", "The article")
visited = stories.visit(arrived)
story, query = visited.story, visited.view.query(visited.story)
statements = {feature["id"]: feature["properties"] for feature in story.features("article-statements")}
frame.links(query)
frame.say(visited.messages)


def link(excerpt: Excerpt) -> Node:
    """To the map, with this excerpt's statement (or the place it describes) selected."""
    target = excerpt.statements[0] if excerpt.statements else excerpt_place(excerpt)
    elsewhere = {key: value for key, value in query.items() if key != "at"}  # the map goes to what is selected
    return tag("a", "Show on the map", href=f"./?{urlencode({**elsewhere, 'sel': target})}")


def excerpt_place(excerpt: Excerpt) -> str:
    """The place an undated description is about."""
    places = story.features("article-places")
    return next((p["id"] for p in places if excerpt.id in p["properties"]["excerpt_ids"]), "")


def block(excerpt: Excerpt) -> Node:
    """One excerpt: its dates and speakers, its words, its place in the text."""
    told = [statements[name] for name in excerpt.statements if name in statements]
    head = " · ".join(f"{said['name']} ({said['attributed_to']})" for said in told) or "Description, undated"
    return tag(
        "article",
        tag("p", head, cls="excerpt-title"),
        tag("blockquote", tag("p", f"“{excerpt.exact}”", cls="quote", lang=story.article.language)),
        tag(
            "p", f"Sentence {excerpt.sentence}, characters {excerpt.start}–{excerpt.end} · ", link(excerpt), cls="where"
        ),
        cls="excerpt-row",
        data_excerpt_id=excerpt.id,
    )


paragraphs: dict[int, list[Node]] = {}
for each in story.article.excerpts:
    paragraphs.setdefault(each.paragraph, []).append(block(each))
head: list[Node] = [
    tag("p", story.title, cls="kicker"),
    tag("h1", "The article, excerpt by excerpt"),
    tag("p", story.article.attribution, cls="standfirst"),
    tag(
        "p",
        f"Published: {story.article.published or 'not stated'}. Author: {story.article.author or 'not stated'}. "
        f"Coverage: {story.article.coverage_text}; of that, only the words that carry a statement are quoted here. "
        f"Positions are characters of the text with "
        f"SHA-256 {story.article.sha256[:16]}…: whoever has the text can check them.",
    ),
]
sections = [tag("section", tag("h2", f"Paragraph {number}"), *blocks) for number, blocks in sorted(paragraphs.items())]
prose.show([*head, *sections], key="article")

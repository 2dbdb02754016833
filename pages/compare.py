"""Articles compared: who names which places, on one map, and where names, dates and figures differ."""

import streamlit as st

from geo.comparison import LETTERS, Comparison, compare
from geo.disagreement import Disagreement, Said, disagreements
from geo.errors import GeoError
from geo.story import list_stories
from pages.shared import comparison_reader, frame, prose, stories
from pages.shared.prose import Node, table, tag

KINDS = {"name": "Name", "date": "Date", "figure": "Figure"}

frame.open_page("pages/compare.py", "Articles compared")
frame.links(st.session_state.get("query", {}))


def titled(slug: str) -> str:
    """A story as the list of choices names it."""
    return stories.cached_story(slug).title


def chosen() -> list[str]:
    """The stories to compare, kept in the address."""
    known = list_stories(stories.FOLDER)
    if len(known) < 2:
        return known
    return st.multiselect(
        "Articles to compare", known, known[:2], format_func=titled, max_selections=len(LETTERS),
        key="stories", bind="query-params",
    )  # fmt: skip


def quoted(said: Said) -> Node:
    """What one story says, and its words."""
    words = tag("q", said.words, cls="quote") if said.words else ""
    return tag("p", tag("b", f"{said.letter.upper()}: {said.value}"), " ", words)


def differing(found: list[Disagreement]) -> list[Node]:
    """The table of what differs."""
    head = [
        tag("h2", "Where they differ", id="differ"),
        tag(
            "p",
            "Found by words that the articles share, so each line is a question to you and not a verdict: a later "
            "article may simply know more. Read the words of both.",
        ),
    ]
    if not found:
        return [*head, tag("p", "No name, date or figure in the excerpts was found to differ.")]
    rows = [[row.about, KINDS[row.kind], tag("div", *map(quoted, row.said))] for row in found]
    return [*head, table(["About", "What differs", "Who says what"], rows, f"{len(found)} differences")]


def shown(compared: Comparison) -> None:
    """The map and, below it, the table."""
    comparison_reader.show(compared)
    prose.show(differing(disagreements(compared)), key="differences")


slugs = chosen()
if len(slugs) < 2:
    what = "Comparing takes two articles. Take in one of your own and save it as a story, or choose one more."
    prose.show([tag("h1", "Articles compared"), tag("p", what, cls="standfirst")], key="few")
else:
    try:
        shown(compare([stories.cached_story(slug) for slug in slugs]))
    except GeoError as error:
        frame.say([str(error)])

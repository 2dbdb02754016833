"""Articles compared: who names which places, on one map, and where names, dates and figures differ."""

import streamlit as st

from geo.comparison import LETTERS, compare
from geo.disagreement import Disagreement, Said, disagreements
from geo.errors import GeoError
from geo.library import Shelved
from pages.shared import comparison_reader, frame, prose, stories
from pages.shared.prose import Node, table, tag

KINDS = {"name": "Name", "date": "Date", "figure": "Figure"}

frame.open_page("pages/compare.py", "Articles compared")
frame.links(st.session_state.get("query", {}))


def chosen(known: dict[str, Shelved]) -> list[Shelved]:
    """The stories to compare, kept in the address."""
    names = list(known)
    if len(names) < 2:
        return list(known.values())
    if "compared" not in st.session_state:
        asked = [name for name in st.query_params.get_all("stories") if name in known][: len(LETTERS)]
        st.session_state["compared"] = asked if len(asked) > 1 else names[:2]
    picked = st.multiselect(
        "Articles to compare",
        names,
        format_func=lambda name: known[name].title,
        max_selections=len(LETTERS),
        key="compared",
    )
    st.query_params["stories"] = picked
    return [known[name] for name in picked]


def quoted(said: Said) -> Node:
    """What one story says, and its words."""
    words = tag("span", f"“{said.words}”", cls="quote") if said.words else ""
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


def shown(picked: list[Shelved]) -> None:
    """The map and, below it, the table."""
    compared = compare([stories.cached_story(one.id, one.version) for one in picked])
    comparison_reader.show(compared, "-".join(["compared", *(f"{one.id}-{one.version}" for one in picked)]))
    prose.show(differing(disagreements(compared)), key="differences")


picked = chosen({one.id: one for one in stories.library().stories()})
if len(picked) < 2:
    what = "Comparing takes two articles. Choose one more, or take in one of your own and save it as a story."
    way = tag("p", tag("a", "Your own article", href="./own_article"))
    prose.show([tag("h1", "Articles compared"), tag("p", what, cls="standfirst"), way], key="few")
else:
    try:
        shown(picked)
    except GeoError as error:
        frame.say([str(error)])

"""The button that asks open services for fresh boundaries. Nothing is asked before it is pressed."""

import streamlit as st

from geo.fetch import Outcome, Progress, fetch_all
from geo.fetched import cached, default_cache
from geo.services import Source, sources
from pages.shared import stories
from pages.shared.prose import Node, table, tag


def standing(source: Source) -> list[Node]:
    """What is kept of a source, and since when."""
    kept = cached(source, default_cache())
    since = f"fetched {kept.fetched[:10]}" if kept else "not fetched; the bundled layer is in use"
    return [source.title, source.publisher, since, source.worldview]


def overview() -> list[Node]:
    """What the button would do, in words."""
    return [
        tag("h2", "Fresh boundaries", id="fresh"),
        tag(
            "p",
            "The button asks geoBoundaries and Natural Earth for their current boundaries. They are checked, kept on "
            "this machine outside the program's folder, and stand beside the bundled layers as layers of their own, "
            "off at first. Whatever fails, the bundled layers stay.",
        ),
        table(
            ["Layer", "Service", "Standing", "Whose view"],
            [standing(source) for source in sources()],
            "What can be fetched, and what has been",
        ),
    ]


def ask() -> list[Outcome]:
    """Ask every source, showing how it goes; words of the services are shown as plain text."""
    wanted = sources()
    bar, line = st.progress(0.0), st.empty()

    def show(progress: Progress) -> None:
        line.text(f"{progress.source.title}: {progress.text}")

    outcomes = []
    for outcome in fetch_all(wanted, cache=default_cache(), progress=show):
        outcomes.append(outcome)
        bar.progress(outcome.done / outcome.of)
    bar.empty()
    line.empty()
    return outcomes


def offer() -> None:
    """The button, and after it what came of it."""
    if st.button("Ask for fresh boundaries now", key="fresh-boundaries"):
        st.session_state["fetched"] = [_told(outcome) for outcome in ask()]
        stories.forget()
        st.rerun()
    for words in st.session_state.pop("fetched", []):
        st.text(words)


def _told(outcome: Outcome) -> str:
    if outcome.fetched:
        count = len(outcome.fetched.features)
        return f"{outcome.source.title}: {count} features fetched, on the map as a layer, off at first."
    return str(outcome.problem)

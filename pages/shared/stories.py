"""The open story and the visitor's view of it, kept between runs."""

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.desk import default_folder
from geo.errors import GeoError
from geo.fetched import cached, default_cache
from geo.library import Library, Shelved
from geo.services import sources
from geo.story import DATA, Story
from geo.view import DEFAULT_STORY, View, parse_view
from pages.shared import frame

FOLDER = Path(os.environ.get("MAP_DATA", DATA))  # another data folder of the same form, see data/README.md


def library() -> Library:
    """The bundled stories, and those of whoever runs this."""
    return Library(FOLDER, default_folder())


@st.cache_resource(show_spinner=False, max_entries=20)
def cached_story(slug: str, version: str = "") -> Story:
    """One story for all visitors, with the fresh boundaries fetched so far, off at first; `version` is its save."""
    story = library().open(slug)
    if story.facts.get("boundaries") == "none":
        return story
    for source in sources():
        kept = cached(source, default_cache(), story.problems.append)
        if kept:
            story.add(kept.layer, kept.features, on=False)
    return story


def forget() -> None:
    """Read the stories anew at the next visit: a layer was fetched."""
    st.cache_resource.clear()


@dataclass(frozen=True)
class Visit:
    """A story, what of it the visitor looks at, and what is to be told about it."""

    story: Story
    view: View
    messages: list[str]
    shelved: Shelved


def visit(arrived: bool) -> Visit:
    """The story and the view: from the address on arrival, later from what the visitor did on the map."""
    back_in_another = st.query_params.get("story") != st.session_state.get("query", {}).get("story")
    if arrived or back_in_another or "query" not in st.session_state:
        st.session_state["query"] = {k: v for k, v in st.query_params.items() if k != "embed"}
    query = st.session_state["query"]
    try:
        shelved = asked(query.get("story"))
        story = cached_story(shelved.id, shelved.version)
    except GeoError as error:
        frame.say([str(error)])
        st.stop()
    view, messages = parse_view(query, story)
    return Visit(story, view, messages, shelved)


def asked(name: str | None) -> Shelved:
    """The story the address asks for, if there is one; what it asked in vain is told by parse_view."""
    known = {one.id: one for one in library().stories()}
    usual = known.get(DEFAULT_STORY) or next(iter(known.values()), Shelved(DEFAULT_STORY, "", own=False))
    return known.get(name or "", usual)

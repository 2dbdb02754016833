"""The open story and the visitor's view of it, kept between runs."""

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.story import DATA, Story, open_story
from geo.view import View, parse_view

STORY = "nagorno-karabakh-2023"
FOLDER = Path(os.environ.get("MAP_DATA", DATA))  # another data folder of the same form, see data/README.md


@st.cache_resource(show_spinner="Opening the story …")
def cached_story(slug: str) -> Story:
    """One story for all visitors: it never changes while the server runs."""
    return open_story(slug, FOLDER)


@dataclass(frozen=True)
class Visit:
    """A story, what of it the visitor looks at, and what is to be told about it."""

    story: Story
    view: View
    messages: list[str]


def visit(arrived: bool) -> Visit:
    """The story and the view: from the address on arrival, later from what the visitor did on the map."""
    story = cached_story(STORY)
    if arrived or "query" not in st.session_state:
        st.session_state["query"] = {k: v for k, v in st.query_params.items() if k != "embed"}
    view, messages = parse_view(st.session_state["query"], story)
    return Visit(story, view, messages)

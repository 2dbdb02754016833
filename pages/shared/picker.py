"""Which story is shown: a choice beside the links, as soon as there is more than the bundled one."""

from textwrap import shorten

import streamlit as st

from geo.view import DEFAULT_STORY
from pages.shared import stories

LONGEST = 54  # characters of a title beside the links; the map's heading has all of it


def show(shown: str) -> None:
    """The choice; another story begins with its own days and layers."""
    titles = {one.id: one.title for one in stories.library().stories()}
    if len(titles) < 2:
        return
    chosen = st.selectbox(
        "Story",
        list(titles),
        index=list(titles).index(shown),
        format_func=lambda name: shorten(titles[name], LONGEST, placeholder=" …"),
        key=f"story-{shown}",
        label_visibility="collapsed",
        width=440,
    )
    if chosen != shown:
        go_to(chosen)


def go_to(name: str) -> None:
    """The map of another story."""
    st.session_state.pop("query", None)
    st.switch_page("app.py", query_params={} if name == DEFAULT_STORY else {"story": name})

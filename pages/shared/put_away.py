"""What was deleted last, of drafts or of stories, and the way to bring it back."""

from collections.abc import Callable

import streamlit as st

from geo.errors import GeoError
from pages.shared import frame


def delete(what: str, name: str, title: str, put_away: Callable[[str], None]) -> None:
    """Put a `what` (draft or story) away and remember its title; a failure is told on the page."""
    try:
        put_away(name)
    except GeoError as error:
        frame.say([str(error)])
        return
    st.session_state[f"deleted-{what}"] = title
    st.rerun()


def undo(what: str, bring_back: Callable[[], str | None]) -> None:
    """The `what` deleted last in this session, with a button that stays until it has worked."""
    title = st.session_state.get(f"deleted-{what}")
    if title is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.text(f"Deleted: {title}\nIt can be brought back until another one is deleted.")
        if not st.button("Undo", key=f"undo-{what}"):
            return
        try:
            bring_back()
        except GeoError as error:
            frame.say([str(error)])
            return
        del st.session_state[f"deleted-{what}"]
        st.rerun()

"""Texts with copy buttons, drawn as text nodes."""

from collections.abc import Iterable

import streamlit as st

from geo import reader
from pages.shared.mount import Mount, registered

Row = tuple[str, str, int]  # label, text, lines


@st.cache_resource(show_spinner=False)
def _component() -> Mount:
    return registered("copies", "reader copies", reader.stylesheet(), reader.copies_script())


def show(rows: Iterable[Row], key: str) -> None:
    """Each text in a field under its label, with its button."""
    told = [{"label": label, "text": text, "lines": lines} for label, text, lines in rows]
    _component()(key=key, data={"rows": told})

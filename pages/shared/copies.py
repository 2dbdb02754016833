"""Texts with copy buttons, drawn as text nodes."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from geo import reader

Row = tuple[str, str, int]  # label, text, lines


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "copies",
        html='<div class="reader copies"></div>',
        css=reader.stylesheet(),
        js=reader.copies_script(),
        isolate_styles=False,
    )


def show(rows: Iterable[Row], key: str) -> None:
    """Each text in a field under its label, with its button."""
    told = [{"label": label, "text": text, "lines": lines} for label, text, lines in rows]
    _component()(key=key, data={"rows": told})

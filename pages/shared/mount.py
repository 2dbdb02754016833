"""Components of our own: an empty element that one of our ES modules draws in."""

from collections.abc import Callable
from typing import Any

import streamlit as st

Mount = Callable[..., Any]


def registered(name: str, kind: str, style: str, script: str) -> Mount:
    """The component, without iframe; `kind` is its element's class in our style. Words reach it as data alone."""
    mount: Mount = st.components.v2.component(
        name, html=f'<div class="{kind}"></div>', css=style, js=script, isolate_styles=False
    )
    return mount

"""What every page has: its title, the way to the other pages, and plain messages."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PAGES = {
    "app.py": "Map",
    "pages/article.py": "Article",
    "pages/layers.py": "Layers",
    "pages/sources.py": "Sources",
    "pages/compare.py": "Compare",
    "pages/share.py": "Share",
    "pages/own_article.py": "Your own article",
}
OWN = "pages/own_article.py"  # stands out: it is where one begins
ICON = Path(__file__).parent / "icon.svg"
STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 1rem clamp(.75rem, 2vw, 2rem) 2rem; max-width: 100%; }
[data-testid="stHeader"] { background: transparent; height: 0; min-height: 0; }
[data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"] { display: none; }
[data-testid="stPageLink"] a { min-height: 44px; }
.st-key-own-article [data-testid="stPageLink"] a { border: 1px solid light-dark(#00629b, #3d94cf); }
[data-testid="stBaseButton-primary"] p { color: light-dark(#fffdf9, #14181c); }
span[data-tag-index], span[data-tag-index] * { color: light-dark(#fffdf9, #14181c); }
@media print {
  [data-testid="stPageLink"], [data-testid="stToolbar"] { display: none; }
  html, body, .stApp { background: #fff !important; }
}
</style>"""

TIGHT = """<style>[data-testid="stMainBlockContainer"] { padding: .25rem .5rem .5rem; }</style>"""


def open_page(path: str, title: str) -> bool:
    """Set up a page and its head; True when the visitor has just come to it (and not merely clicked in it)."""
    st.set_page_config(page_title=f"{title} · An article, on the map", layout="wide", page_icon=str(ICON))
    st.html(STYLE if not embedded() else STYLE + TIGHT)
    arrived = st.session_state.get("page") != path
    st.session_state["page"] = path
    return arrived


def embedded() -> bool:
    """Whether the map stands inside another page: `?embed=1`, or `true`, which Streamlit heeds besides."""
    context = get_script_run_ctx()  # st.query_params hides this one key
    asked = parse_qs(context.query_string).get("embed", []) if context else []
    return asked[-1:] in (["1"], ["true"])


def links(query: Mapping[str, str], beside: Callable[[], None] | None = None) -> None:
    """The way to the other pages; what is shown travels along in the address. None inside another's page.

    `beside` draws what stands in the same row.
    """
    if embedded():
        return
    with st.container(horizontal=True, gap="small"):
        for path, label in PAGES.items():
            with st.container(key="own-article", width="content") if path == OWN else nullcontext():
                st.page_link(path, label=label, query_params=dict(query), width="content")
        if beside:
            beside()


def say(messages: Iterable[str]) -> None:
    """Problems in plain words. st.text: what a visitor typed into the address is never read as markup."""
    for message in messages:
        with st.container(border=True):
            st.text(message)

"""Where an article comes in: pasted, as a file, or from an address; and the drafts that wait."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from geo.desk import Desk
from geo.draft import FACTS, new_draft
from geo.errors import GeoError, IngestError
from geo.extract.extraction import extract
from geo.extract.records import Text
from geo.ingest import read_bytes, read_paste
from geo.web import fetch_text
from pages.shared import frame, prose
from pages.shared.prose import tag

TYPES = ["txt", "md", "html", "htm", "docx", "pdf"]
PROMISE = (
    "Paste an article, give a file or an address. Names of places and dates in it are looked up on this machine; you "
    "decide on each. The text stays here. Nothing is sent anywhere, and only an address you give is fetched."
)
DAY_HELP = "“On Wednesday” is reckoned from it. Leave it empty if the article states it, or if you do not know."


def show(desk: Desk) -> None:
    """The form, and the drafts below it."""
    prose.show([tag("h1", "Your own article, on the map"), tag("p", PROMISE)], key="own-head")
    day = st.text_input("Date of publication", key="day", placeholder="2023-09-20", max_chars=10, help=DAY_HELP)
    pasted, filed, linked = st.tabs(["Paste", "File", "Address"])
    with pasted:
        words = st.text_area("The article's text", height=220, key="paste", placeholder="Paste the article here")
        _offer(desk, "paste", day, lambda: read_paste(words))
    with filed:
        file = st.file_uploader("Text, Markdown, HTML, Word (docx) or PDF with text, up to 10 MB", TYPES, key="file")
        _offer(desk, "file", day, lambda: read_bytes(file.getvalue(), file.name) if file else read_paste(""))
    with linked:
        url = st.text_input("The article's address", key="url", placeholder="https://…")
        _offer(desk, "url", day, lambda: fetch_text(url))
    _waiting(desk)


def _offer(desk: Desk, key: str, day: str, take: Callable[[], Text]) -> None:
    """The button, and what comes of it."""
    if not st.button("Find places and dates", key=f"{key}-go", type="primary"):
        return
    try:
        with st.spinner("Reading the article … the first time, the gazetteer is built, which takes half a minute."):
            name = _taken(desk, take(), day)
    except GeoError as error:
        frame.say([str(error)])
        return
    st.query_params["draft"] = name
    st.rerun()


def _taken(desk: Desk, text: Text, day: str) -> str:
    facts = {name: str(getattr(text, name, "")) for name in FACTS}
    facts["published"] = day.strip() or facts["published"]
    published = _day(facts["published"]) if facts["published"] else None
    return desk.new(new_draft(text, facts, extract(text, published, text.language or "en")))


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise IngestError(f"“{words}” is no day", "Date of publication", "Write it as 2023-09-20") from error


def _waiting(desk: Desk) -> None:
    """The drafts on this machine; what was put away last can be brought back."""
    waiting = desk.drafts()
    if waiting:
        prose.show([tag("h2", "Go on reviewing")], key="own-waiting")
    for one in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(f"{one.title}\n{one.reviewed} of {one.total} reviewed · {one.changed:%d %B %Y, %H:%M} UTC")
            if st.button("Open", key=f"open-{one.id}"):
                st.query_params["draft"] = one.id
                st.rerun()
            if st.button("Delete", key=f"delete-{one.id}"):
                desk.delete(one.id)
                st.session_state["put away"] = one.title
                st.rerun()
    if "put away" in st.session_state:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(f"Deleted: {st.session_state['put away']}")
            if st.button("Undo", key="undelete"):
                desk.restore()
                del st.session_state["put away"]
                st.rerun()

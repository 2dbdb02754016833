"""Where an article comes in: pasted, as a file, or from an address; and the drafts that wait."""

from collections.abc import Callable

import streamlit as st

from geo.desk import Desk
from geo.errors import GeoError
from geo.extract.gazetteer import location
from geo.extract.records import Text
from geo.found import draft_from
from geo.ingest import read_bytes, read_paste
from geo.web import fetch_text
from pages.shared import frame, prose, put_away, stories
from pages.shared.prose import tag

TYPES = ["txt", "md", "html", "htm", "docx", "pdf"]
PROMISE = (
    "Paste an article, give a file or an address. Names of places and dates in it are looked up on this machine; you "
    "decide on each. The text stays here. Nothing is sent anywhere, and only an address you give is fetched."
)
DAY_HELP = "“On Wednesday” is reckoned from it. Leave it empty if the article states it, or if you do not know."
WORDS = {"title": "Title", "publisher": "Publisher", "author": "Author"}
CHARACTERS_A_SECOND = 40_000  # read, on a machine of two cores
LANGUAGES = {"": "as found in the text", "en": "English", "fr": "Français"}


def show(desk: Desk) -> None:
    """The form, and the drafts below it."""
    prose.show([tag("h1", "Your own article, on the map"), tag("p", PROMISE)], key="own-head")
    given = _facts()
    pasted, filed, linked = st.tabs(["Paste", "File", "Address"])
    with pasted:
        words = st.text_area("The article's text", height=220, key="paste", placeholder="Paste the article here")
        _offer(desk, "paste", given, lambda: read_paste(words))
    with filed:
        file = st.file_uploader("Text, Markdown, HTML, Word (docx) or PDF with text, up to 10 MB", TYPES, key="file")
        _offer(desk, "file", given, lambda: read_bytes(file.getvalue(), file.name) if file else read_paste(""))
    with linked:
        url = st.text_input("The article's address", key="url", placeholder="https://…")
        _offer(desk, "url", given, lambda: fetch_text(url))


def _facts() -> dict[str, str]:
    """What is known of the article before it is read; what is left empty is taken from the text where it says so."""
    day = st.text_input("Date of publication", key="day", placeholder="such as 2023-09-20", help=DAY_HELP, width=240)
    with st.expander("Title, publisher, author, language (what the text states is found by itself)"):
        words = {name: st.text_input(label, key=f"fact-{name}", max_chars=300) for name, label in WORDS.items()}
        language = st.selectbox("Language", list(LANGUAGES), format_func=lambda code: LANGUAGES[code], key="fact-lang")
    facts = {"published": day, "language": language, **words}
    return {name: value.strip() for name, value in facts.items() if value.strip()}


def _offer(desk: Desk, key: str, given: dict[str, str], take: Callable[[], Text]) -> None:
    """The button, and what comes of it."""
    if not st.button("Find places and dates", key=f"{key}-go", type="primary"):
        return
    try:
        with st.spinner("Reading the article …", show_time=True):
            text = take()
        with st.spinner(_going_on(len(text.text)), show_time=True):
            name = desk.new(draft_from(text, given))
    except GeoError as error:
        frame.say([str(error)])
        return
    st.query_params["draft"] = name
    st.rerun()


def _going_on(characters: int) -> str:
    """What is being done, and about how long it takes."""
    seconds = characters / CHARACTERS_A_SECOND
    long = f", which takes about {seconds:.0f} seconds" if seconds > 3 else ""
    first = "" if location().is_file() else " The first time, the gazetteer is built, which takes half a minute."
    return f"Looking up names and dates in {characters:,} characters{long} …{first}"


def waiting_list(desk: Desk) -> None:
    """The drafts that are no stories yet; what was put away last can be brought back."""
    saved = {one.draft for one in stories.library().stories()}
    waiting = [one for one in desk.drafts() if one.id not in saved]
    if waiting:
        prose.show([tag("h2", "Go on reviewing")], key="own-waiting")
    for one in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(f"{one.title}\n{one.reviewed} of {one.total} reviewed · {one.changed:%d %B %Y, %H:%M} UTC")
            if st.button("Open", key=f"open-{one.id}"):
                st.query_params["draft"] = one.id
                st.rerun()
            if st.button("Delete", key=f"delete-{one.id}"):
                put_away.delete("draft", one.id, one.title, desk.delete)
    put_away.undo("draft", desk.restore)

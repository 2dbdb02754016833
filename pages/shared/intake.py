"""Where an article comes in: pasted, as a file, or from an address; and the drafts that wait."""

from collections.abc import Callable

import streamlit as st

from geo import reading
from geo.desk import Desk
from geo.extract.records import Text
from geo.ingest import read_bytes, read_paste
from geo.reading import Reading
from geo.story import DATA
from geo.web import fetch_text
from pages.shared import frame, prose, put_away, stories
from pages.shared.prose import tag

TYPES = ["txt", "md", "html", "htm", "docx", "pdf"]
PROMISE = (
    "Paste an article. Its places and dates are found on this machine, you decide on each, and it is a map. Nothing is "
    "sent anywhere; only an address you give is fetched."
)
DAY_HELP = "“On Wednesday” is reckoned from it. Leave it empty if the article states it, or if you do not know."
WORDS = {"title": "Title", "publisher": "Publisher", "author": "Author"}
LANGUAGES = {"": "as found in the text", "en": "English", "fr": "Français"}
EXAMPLES = {"en": "Try an example", "fr": "Essayer un exemple"}
AT_ONCE = 1.5  # seconds: a short article is read before anybody needs to be told how far it is
LOOK_EVERY = 0.5  # seconds


def show(desk: Desk) -> None:
    """The form; while an article is read, how far it is."""
    underway = _underway()
    prose.show([tag("h1", "Your own article, on the map"), tag("p", PROMISE)], key="own-head")
    take = _article()
    given = _facts()
    go = st.empty()
    if underway:
        _show_progress(underway.id)
    elif go.button("Find places and dates", key="go", type="primary"):
        with st.spinner("Reading the article …"):
            begun = reading.begin(take, given, desk, st.session_state.get("paste") or "")
            begun.wait(AT_ONCE)
        st.query_params["reading"] = begun.id
        st.rerun()


def _underway() -> Reading | None:
    """What is being read, in this window or before it was loaded again; what has ended leads on."""
    begun = reading.known(st.query_params.get("reading", ""))
    if begun:
        st.session_state.setdefault("paste", begun.words)
    if begun and not begun.ended:
        return begun
    st.query_params.pop("reading", None)
    if begun and begun.draft:
        st.query_params["draft"] = begun.draft
        st.rerun()
    if begun and begun.problem:
        frame.say([str(begun.problem)])
    return None


def _article() -> Callable[[], Text]:
    """Where the article comes from; what takes it in when it is to be read."""
    pasted, filed, linked = st.tabs(["Paste", "File", "Address"], key="way", on_change="rerun")
    with pasted:
        words = st.text_area(
            "The article's text", height=200, key="paste", placeholder="Paste the article here", persist_state="session"
        )
        _examples()
    with filed:
        file = st.file_uploader(
            "Text, Markdown, HTML, Word (docx) or PDF with text", TYPES, key="file", max_upload_size=10
        )
    with linked:
        url = st.text_input("The article's address", key="url", placeholder="https://…")
    if filed.open:
        return lambda: read_bytes(file.getvalue(), file.name) if file else read_bytes(b"", "no file is chosen")
    if linked.open:
        return lambda: fetch_text(url)
    return lambda: read_paste(words)


def _examples() -> None:
    """For who has no text at hand: an invented one, seen before it is read."""
    with st.container(horizontal=True, gap="medium", key="examples"):
        for language, label in EXAMPLES.items():
            st.button(label, key=f"example-{language}", type="tertiary", on_click=_fill_in, args=[language])


def _fill_in(language: str) -> None:
    st.session_state["paste"] = (DATA / "examples" / f"{language}.txt").read_text(encoding="utf-8")


@st.fragment(run_every=LOOK_EVERY)
def _show_progress(name: str) -> None:
    """How far a reading is, and a way to stop it: nothing comes of it then, and the text stays where it is."""
    begun = reading.known(name)
    if begun is None or begun.ended:
        st.rerun()
        return
    size = f" in {begun.characters:,} characters" if begun.characters else ""
    st.progress(begun.done, f"{begun.step}{size} …")
    if st.button("Stop", key="stop"):
        begun.stop()
        st.rerun()


def _facts() -> dict[str, str]:
    """What is known of the article before it is read; what is left empty is taken from the text where it says so."""
    day = st.text_input(
        "Date of publication (if you know it)", key="day", placeholder="such as 2023-09-20", help=DAY_HELP, width=280
    )
    with st.expander("Title, publisher, author, language"):
        st.caption("What the text states is found by itself.")
        words = {name: st.text_input(label, key=f"fact-{name}", max_chars=300) for name, label in WORDS.items()}
        language = st.selectbox("Language", list(LANGUAGES), format_func=lambda code: LANGUAGES[code], key="fact-lang")
    facts = {"published": day, "language": language, **words}
    return {name: value.strip() for name, value in facts.items() if value.strip()}


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

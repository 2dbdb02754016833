"""Share: links, code to embed, citation, QR code; the story as one file and as pictures."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from urllib.parse import urlencode, urljoin, urlsplit

import segno
import streamlit as st

from geo import citation, picture
from geo.errors import GeoError
from geo.pack import left_out, pack
from geo.publish import publish
from geo.timespan import Window
from pages.shared import copies, frame, prose, stories
from pages.shared.prose import tag

arrived = frame.open_page("pages/share.py", "Share")
visited = stories.visit(arrived)
story, view = visited.story, visited.view
query = view.query(story)
frame.links(query)
frame.say(visited.messages)

BASE = urljoin(st.context.url or "http://127.0.0.1:8501/share", "./")
FIT = """<script>
addEventListener("message", ({data, source}) => {
  if (data?.type !== "article-on-the-map:height") return;
  for (const frame of document.querySelectorAll("iframe.article-on-the-map"))
    if (frame.contentWindow === source) frame.style.height = `${data.height}px`;
});
</script>"""
WHOLE, COMPACT = "Everything", "Map, dates and card"
PACK = (
    "The story itself, to go on with elsewhere: import the zip on the page “Your own article” of another machine. "
    "Tables, excerpts, its boundaries or its review, sources, licences and a read-me, as a Frictionless data package."
)


def address(keys: dict[str, str]) -> str:
    """The map with these keys in its address."""
    return f"{BASE}?{urlencode(keys, safe=',/')}" if keys else BASE


def frame_code(keys: dict[str, str], width: str, height: int, compact: bool, fits: bool) -> str:
    """The code that puts this view into another page."""
    where = address({**keys, "embed": "1"} if compact else keys)
    told = {"src": where, "title": story.title, "width": width, "height": str(height), "loading": "lazy"}
    words = " ".join(f'{name}="{escape(value, quote=True)}"' for name, value in told.items())
    code = f'<iframe class="article-on-the-map" {words} style="border:0" allow="fullscreen"></iframe>'
    return f"{code}\n{FIT}" if fits else code


def download(label: str, name: str, mime: str, make: Callable[[], bytes], primary: bool = False) -> None:
    """A button whose file is made when it is pressed; the page stays as it is."""
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=mime,
        on_click="ignore",
        key=f"get-{name}",
        type="primary" if primary else "secondary",
    )


def drawn(form: str, kind: str) -> Callable[[], bytes]:
    """A picture of the view, drawn when it is asked for."""
    bounds, where = looked_at(), address(query)
    return lambda: picture.draw(story, pictured, form, kind, bounds=bounds, data=stories.FOLDER, address=where)


def looked_at() -> tuple[float, ...] | None:
    """Where the visitor moved the map (`at`: zoom/latitude/longitude), as bounds; None for the story's own frame."""
    if "at" not in query:
        return None
    zoom, lat, lon = map(float, query["at"].split("/"))
    return picture.around(lat, lon, zoom)


def offer_pack() -> None:
    """The story pack and what of the map is not in it, or why there is none."""
    prose.show([tag("h2", "Story pack"), tag("p", PACK)], key="share-pack")
    try:
        files = stories.library().files(story.id)
        packed, beside = pack(files), left_out(story, files)
    except (GeoError, OSError) as problem:
        frame.say([f"It cannot be packed: {problem}"])
        return
    if beside:
        prose.show([tag("p", f"Not in it, for every machine has its own: {'; '.join(beside)}.")], key="share-beside")
    download("Download as a story pack", f"{story.id}.zip", "application/zip", lambda: packed)


def code_of(form: str) -> bytes:
    """The QR code of the link to this view."""
    held = io.BytesIO()
    segno.make_qr(address(query), error="m").save(held, kind=form, scale=8, border=4)
    return held.getvalue()


plain = {key: value for key, value in query.items() if key == "story"}
local = urlsplit(BASE).hostname in ("127.0.0.1", "localhost", "::1")
HERE = "This app runs on your own machine: others can follow its links only once it is served to them."
prose.show(
    [
        tag("p", story.title, cls="kicker"),
        tag("h1", "Share"),
        tag(
            "p",
            "A link shows others what you see now: the days, the layers, what is selected, the language. "
            "The file and the pictures need no server.",
            cls="standfirst",
        ),
        tag("h2", "Links"),
        *([tag("p", HERE, cls="where")] if local else []),
    ],
    key="share-head",
)
left, right = st.columns([3, 1])
with left:
    copies.show([("Link to this view", address(query), 2), ("Link to the story", address(plain), 1)], key="links")
with right:
    try:
        st.text("QR code of this view")
        st.image(code_of("png"), alt="QR code of the link to this view", width=180)
        download("QR code as SVG", f"{story.id}_qr.svg", "image/svg+xml", lambda: code_of("svg"))
    except segno.DataOverflowError:
        st.text("This view's link is too long for a QR code: select fewer layers.")

prose.show([tag("h2", "Embed in a page")], key="share-embed")
sizes = st.columns([1, 1, 2], vertical_alignment="bottom")
wide = sizes[0].number_input("Width in pixels (0: full width)", 0, 4000, 0, step=20, key="width")
high = sizes[1].number_input("Height in pixels", 240, 4000, 720, step=20, key="height")
controls = sizes[2].radio("What it shows", [COMPACT, WHOLE], horizontal=True, key="controls")
fits = controls == COMPACT and st.checkbox("Fit the height to the content (a short script in your page)", key="fits")
code = frame_code(query, str(wide) if wide else "100%", int(high), controls == COMPACT, fits)
copies.show([("Code for your page", code, 9 if fits else 4)], key="embed-code")

prose.show(
    [
        tag("h2", "One file"),
        tag(
            "p",
            "Text, map, dates, search, layers and downloads in one HTML file. It opens from a disk without internet, "
            "at this view. Of the article it holds the short excerpts and nothing more.",
        ),
    ],
    key="share-file",
)
download(
    "Download as one HTML file",
    f"{story.id}.html",
    "text/html",
    lambda: publish(story, view, data=stories.FOLDER),
    primary=True,
)

offer_pack()

prose.show(
    [
        tag("h2", "Pictures and print"),
        tag(
            "p",
            "Drawn from the data, not photographed: the sheet with title, legend, scale, numbered excerpts, sources; "
            "the map alone; a card for link previews; where in the world it is. "
            "While a file is drawn, its button shows it.",
        ),
    ],
    key="share-pictures",
)
PICTURES = {"Sheet": ("sheet", ("pdf", "png", "svg")), "Map": ("chart", ("png", "svg", "pdf"))} | {
    "Card": ("card", ("png",)),
    "Locator": ("locator", ("png", "svg")),
}
pictured = view
if view.compare:  # a picture is of one moment
    date_shown = st.radio(
        "Date of the pictures", [view.compare.start, view.compare.end], horizontal=True, format_func=str
    )
    pictured = replace(view, window=Window(date_shown, date_shown), compare=None)
days = f"{pictured.window.start}_{pictured.window.end}"
for title, (kind, forms) in PICTURES.items():
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for form in forms:
            words = f"{title} as {form.upper()}{', A4' if (kind, form) == ('sheet', 'pdf') else ''}"
            download(words, f"{story.id}_{days}_{kind}.{form}", picture.FORMATS[form], drawn(form, kind))

prose.show([tag("h2", "Cite")], key="share-cite")
today = date.today()
copies.show(
    [
        ("Citation", citation.sentence(story, address(query), today), 3),
        ("BibTeX", citation.bibtex(story, address(query), today), 7),
    ],
    key="citation",
)

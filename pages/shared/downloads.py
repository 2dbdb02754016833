"""Downloads of a story: which layers, which days, which format. Files are made when the button is pressed."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import streamlit as st

from geo import export
from geo.annotations import annotations
from geo.formats import FORMATS, left_out, pack, write
from geo.formats.table import Collection
from geo.story import Story, list_stories
from geo.timespan import Window
from geo.view import View
from pages.shared import prose, stories
from pages.shared.prose import tag

NOW, ALL = "What the map shows now", "Everything"
EVERY_LAYER = ""


@dataclass(frozen=True)
class Wanted:
    """What is to be downloaded: a story's layers, the days (None: all), the format."""

    story: Story
    layers: tuple[str, ...]
    window: Window | None
    form: str

    def collections(self) -> list[Collection]:
        """The layers with their features of these days."""
        return [export.layer_collection(self.story, layer, self.window) for layer in self.layers]

    def is_one_file(self) -> bool:
        """Whether one file holds all, its sources and licences too; else it is an archive with these beside it."""
        return FORMATS[self.form].tells and (FORMATS[self.form].whole or len(self.layers) == 1)

    def name(self) -> str:
        """The name of the file."""
        days = f"{self.window.start}_{self.window.end}" if self.window else "all"
        layer = f"_{self.layers[0]}" if len(self.layers) == 1 else ""
        ending = FORMATS[self.form].suffix if self.is_one_file() else f"{self.form}.zip"
        return f"{self.story.id}{layer}_{days}.{ending}"

    def file(self) -> bytes:
        """The file itself."""
        if self.is_one_file():
            return write(self.collections(), self.form)
        if self.form == "geojson":
            return export.archive(self.story, self.layers, self.window)
        return pack(self.collections(), self.form)


def offer(story: Story, view: View) -> None:
    """The choices, the button, and what will not be in the file."""
    what = st.radio("What to download", [NOW, ALL], horizontal=True, key="what", bind="query-params")
    every = "All that are on" if what == NOW else "All layers"
    titles = {EVERY_LAYER: every, **{layer.id: layer.title for layer in story.layers}}
    left, right = st.columns(2)
    layer = left.selectbox("Layers", list(titles), format_func=titles.__getitem__, key="layer")
    form = right.selectbox("Format", list(FORMATS), format_func=lambda name: FORMATS[name].title, key="format")
    now = what == NOW
    layers = (layer,) if layer else view.layers if now else tuple(one.id for one in story.layers)
    wanted = Wanted(story, layers, view.days if now else None, form)
    collections = wanted.collections()
    held = sum(FORMATS[form].holds(feature) for one in collections for feature in one["features"])
    st.download_button(
        f"Download {_features(held)}",
        data=wanted.file,
        file_name=wanted.name(),
        mime=FORMATS[form].media if wanted.is_one_file() else "application/zip",
        on_click="ignore",
        key="download",
        type="primary",
        disabled=not held,
    )
    told = [_in_it(wanted, collections), *_missing(wanted, view), *left_out(collections, form)]
    prose.show([tag("ul", *(tag("li", sentence) for sentence in told))], key="download-told")


def annotated(story: Story) -> None:
    """The article's annotations, which are of no layer and no days."""
    words = "All names and statements, with where they stand in the text, whatever the days: W3C Web Annotations."
    prose.show([tag("h2", "Annotations"), tag("p", words)], key="annotations-told")
    st.download_button(
        "Download the annotations",
        data=lambda: export.json_bytes(annotations(story)),
        file_name=f"{story.id}_annotations.jsonld",
        mime="application/ld+json",
        on_click="ignore",
        key="annotations",
    )


def addresses(story: Story, view: View) -> None:
    """Where other programs read the same; only if this server has these addresses (asgi.py), and this story there."""
    if "geo.api" not in sys.modules or story.id not in list_stories(stories.FOLDER):
        return
    parts = urlsplit(st.context.url or "")
    base = f"{parts.scheme}://{parts.netloc}"
    layer, form = st.session_state.get("layer") or story.layers[0].id, st.session_state.get("format") or "geojson"
    days = {"from": view.days.start.isoformat(), "to": view.days.end.isoformat()}
    query = f"?{urlencode(days)}" if st.session_state.get("what") != ALL else ""
    about = f"{base}/api/v1/stories/{story.id}"
    words = "They stay the same: QGIS, uMap and kepler.gl read them as they are."
    prose.show([tag("h2", "Addresses of the data"), tag("p", words)], key="addresses")
    shown: list[tuple[str, str]] = [
        ("The layer and format chosen above", f"{about}/layers/{layer}.{FORMATS[form].suffix}{query}"),
        ("All layers as a live source for QGIS (OGC API - Features)", f"{base}/ogc"),
        ("Annotations of the article (W3C Web Annotation)", f"{about}/annotations.jsonld"),
        ("All places for gazetteers (Linked Places)", f"{about}/linked-places.json"),
        ("Everything there is, described (OpenAPI)", f"{base}/api/v1/openapi.json"),
    ]
    for title, address in shown:
        st.text(title)
        st.code(address, language=None, wrap_lines=True)


def _features(number: int) -> str:
    return f"{number} feature" if number == 1 else f"{number} features"


def _in_it(wanted: Wanted, collections: Sequence[Collection]) -> str:
    layers = f"{len(collections)} layers" if len(collections) != 1 else collections[0]["metadata"]["title"]
    days = f"{wanted.window.start} to {wanted.window.end}" if wanted.window else "all dates"
    kind = f"one {FORMATS[wanted.form].title} file" if wanted.is_one_file() else "an archive with read-me and licences"
    return f"In it: {layers}, {days}, whatever the review status, as {kind}."


def _missing(wanted: Wanted, view: View) -> list[str]:
    """What a visitor might expect to be in the file, and is not."""
    story, said = wanted.story, []
    titles = {layer.id: layer.title for layer in story.layers}
    off = [titles[name] for name in titles if name not in wanted.layers and name not in view.layers]
    if off and len(wanted.layers) > 1:
        said.append(f"Off on the map, and so not in it: {'; '.join(off)}.")
    if wanted.window and view.compare:
        said.append("Two dates are compared: in it is what exists on one of them, or on a day between.")
    if wanted.window:
        here = sum(count(story, name, wanted.window) for name in wanted.layers)
        number = sum(count(story, name, None) for name in wanted.layers) - here
        said += [f"Not in it: {_features(number)} of these layers outside the chosen days."] if number else []
    return said


def count(story: Story, layer: str, days: Window | None) -> int:
    """How many features of a layer exist in the days; in all, if there are none."""
    return sum(export.is_in(feature, days) for feature in story.features(layer))

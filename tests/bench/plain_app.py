"""The same story on a plain st_folium page, written the way most people write one; measured beside the app.

Data come through geo.story, so that both pages show the same features, days and excerpts.
"""

from datetime import date
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.basemap import read_basemap
from geo.story import DATA, Story, open_story
from geo.timespan import Window, parse_edtf
from geo.view import DEFAULT_STORY

SPOKEN = {"statement", "mention", "event"}  # told in the text; they have no marker of their own


@st.cache_resource
def story() -> Story:
    """The bundled story, opened once."""
    return open_story(DEFAULT_STORY)


@st.cache_resource
def background() -> dict[str, list[dict[str, Any]]]:
    """The bundled background, so that both pages show the same picture without internet."""
    return read_basemap(DATA).shapes


def shown(layer_id: str, window: Window) -> list[dict[str, Any]]:
    """A layer's located features in the chosen days, id and name as properties."""
    kept = []
    for feature in story().features(layer_id):
        facts = feature["properties"]
        if feature["geometry"] and facts["kind"] not in SPOKEN and parse_edtf(facts["edtf"]).overlaps(window):
            brief = {"id": feature["id"], "name": facts["name"]}
            kept.append({"type": "Feature", "properties": brief, "geometry": feature["geometry"]})
    return kept


def draw(window: Window) -> folium.Map:
    """The map of the chosen days: a GeoJson a layer, a Marker a place."""
    m = folium.Map(location=[39.9, 46.6], zoom_start=7, tiles=None)
    for features in background().values():
        bare = [{"type": "Feature", "properties": {}, "geometry": f["geometry"]} for f in features]
        folium.GeoJson({"type": "FeatureCollection", "features": bare}, interactive=False).add_to(m)
    for layer in story().layers:
        if layer.id not in story().layers_on:
            continue
        features = shown(layer.id, window)
        shapes = [f for f in features if f["geometry"]["type"] != "Point"]
        if shapes:
            tooltip = folium.GeoJsonTooltip(fields=["name"], labels=False)
            folium.GeoJson({"type": "FeatureCollection", "features": shapes}, name=layer.title, tooltip=tooltip).add_to(
                m
            )
        for feature in features:
            if feature["geometry"]["type"] == "Point":
                lon, lat = feature["geometry"]["coordinates"]
                folium.Marker([lat, lon], tooltip=feature["properties"]["name"]).add_to(m)
    return m


def excerpts_of(name: str) -> list[str]:
    """The excerpts that name a place, in the order of the text."""
    quoted = {excerpt.id: excerpt.exact for excerpt in story().article.excerpts}
    for feature in story().features("article-places"):
        if feature["properties"]["name"] == name:
            return [quoted[key] for key in feature["properties"]["excerpt_ids"] if key in quoted]
    return []


st.set_page_config(layout="wide")
st.title(story().title)
first: date
last: date
first, last = st.slider("Dates", story().extent.start, story().extent.end, (story().window.start, story().window.end))
clicked = st_folium(draw(Window(first, last)), height=600, use_container_width=True)
if clicked["last_object_clicked_tooltip"]:
    st.subheader(clicked["last_object_clicked_tooltip"])
    for words in excerpts_of(clicked["last_object_clicked_tooltip"]):
        st.write(words)

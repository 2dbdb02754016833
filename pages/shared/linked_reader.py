"""The linked reader's mount in Streamlit: a component without iframe, and what it tells Python."""

import json
from typing import Any

import streamlit as st

from geo import map_view, reader
from geo.basemap import Basemap, read_basemap, read_both
from geo.feature import Feature
from geo.library import Shelved
from geo.story import Story
from geo.view import DEFAULT_STORY
from pages.shared import assets, frame
from pages.shared.mount import Mount, registered
from pages.shared.stories import FOLDER, Visit, library


@st.cache_resource(show_spinner=False, max_entries=20)
def parts(_story: Story, shelved: Shelved) -> tuple[Mount, dict[str, Any], list[str]]:
    """The registered component of one story, the words it is given and its problems; built once for all visitors."""
    basemap = read_both(FOLDER, _story.facts["home"]) if shelved.own else read_basemap(FOLDER)
    layers = {layer.id: _story.features(layer.id) for layer in _story.layers}
    name = f"reader-{shelved.id}-{shelved.version}".strip("-")
    payload = {**_story.payload(), **background(basemap, shelved.own)}
    if shelved.own:
        payload |= {"text": library().text(shelved.id)}
    problems = [str(problem) for problem in (*_story.problems, *basemap.problems)]
    script = _script(layers, basemap)
    if shelved.own or not assets.is_served():
        return registered(name, "reader", reader.stylesheet(), script), {"payload": payload}, problems
    fetched = _fetched(shelved.id, script, payload)
    return registered(name, "reader", reader.stylesheet(), fetched), {}, problems


def component(name: str, layers: dict[str, list[Feature]], basemap: Basemap, style: str) -> Mount:
    """The reader of these layers (GeoJSON features, EPSG:4326), registered under a name of its own."""
    return registered(name, "reader", style, _script(layers, basemap))


def _script(layers: dict[str, list[Feature]], basemap: Basemap) -> str:
    drawn = map_view.draw(layers, basemap.shapes)
    return reader.script(drawn.text, drawn.name)


def _fetched(story: str, script: str, payload: dict[str, Any]) -> str:
    """A short module in the script's place, that fetches script and words by address."""
    module = assets.address(script, "js")
    words = assets.address(json.dumps(payload, ensure_ascii=False), "json")
    for asked in (story, "") if story == DEFAULT_STORY else (story,):
        assets.fetch_ahead(asked, module, words)
    return reader.fetched_script(module, words)


def background(basemap: Basemap, worldwide: bool) -> dict[str, Any]:
    """What the reader is told of the map behind a story."""
    words = {"labels": basemap.labels, "basemap_attribution": basemap.attribution}
    return words | ({"worldwide": True} if worldwide else {})


def _remember(key: str) -> None:
    """Python learns of the view after the page has already shown it: for the links and the downloads."""
    state = st.session_state.get(key)
    if state and state.get("view") is not None:
        story = {key: value for key, value in st.session_state["query"].items() if key == "story"}
        st.session_state["query"] = {**story, **state["view"]}


def show(visited: Visit, arrived: bool) -> None:
    """Mount the reader. Its view is set on arrival only: a rerun never moves the map."""
    story = visited.shelved
    mounted = st.session_state.get("mounted")
    if arrived or not mounted or mounted["story"] != story:
        mounted = {"story": story, "view": visited.view.told(), "messages": visited.messages}
        st.session_state["mounted"] = mounted
    mount, words, problems = parts(visited.story, story)
    key = f"reader-{story.id}-{story.version}"  # of its own for each story, or one would tell of another's view
    mount(
        key=key,
        data={
            **{**words, "view": mounted["view"], "messages": mounted["messages"] + problems},
            **{"embed": frame.embedded(), "usual_story": DEFAULT_STORY},
            "asked_story": st.query_params.get("story"),
        },
        on_view_change=lambda: _remember(key),
    )

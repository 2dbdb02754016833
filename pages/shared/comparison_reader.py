"""The linked reader over several stories: mounted as for one, with their payloads as one."""

from typing import Any

import streamlit as st

from geo import reader
from geo.basemap import read_both
from geo.comparison import Comparison
from pages.shared.linked_reader import background, component
from pages.shared.mount import Mount
from pages.shared.stories import FOLDER


@st.cache_resource(show_spinner=False, max_entries=8)
def _parts(_compared: Comparison, name: str) -> tuple[Mount, dict[str, Any]]:
    basemap = read_both(FOLDER, _compared.payload["home"])
    mount = component(name, _compared.layers, basemap, reader.comparison_stylesheet())
    return mount, background(basemap, worldwide=True)


def show(compared: Comparison, name: str) -> None:
    """Mount the reader; another choice of stories, or a story saved anew, has another name and is another reader."""
    mount, words = _parts(compared, name)
    payload = compared.payload | words
    mount(
        key=name,
        data={"payload": payload, "view": {}, "messages": payload["problems"], "usual_story": payload["story"]["id"]},
    )

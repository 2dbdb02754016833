"""The linked reader over several stories: mounted as for one, with their payloads as one."""

from typing import Any

import streamlit as st

from geo import map_view, reader
from geo.basemap import read_basemap, read_world
from geo.comparison import Comparison
from pages.shared.stories import FOLDER


def show(compared: Comparison) -> None:
    """Mount the reader; another choice of stories is another reader."""
    name = "compared-" + "-".join(story.id for story in compared.stories.values())
    mount, words = _parts(compared, name)
    mount(key=name, data={"payload": compared.payload | words, "view": {}, "messages": compared.payload["problems"]})


@st.cache_resource(show_spinner=False, max_entries=8)
def _parts(_compared: Comparison, name: str) -> tuple[Any, dict[str, Any]]:
    basemap = read_basemap(FOLDER)
    drawn = map_view.draw(_compared.layers, read_world(FOLDER).shapes | basemap.shapes)
    mount = st.components.v2.component(
        name,
        html='<div class="reader"></div>',
        css=reader.comparison_stylesheet(),
        js=reader.script(drawn.text, drawn.name),
        isolate_styles=False,
    )
    return mount, {"labels": basemap.labels, "basemap_attribution": basemap.attribution}

"""Layers: what each one shows, from whom, how exact; every one as GeoJSON, the visible window or everything."""

from collections.abc import Callable

import streamlit as st

from geo import export
from geo.catalog import Layer
from geo.timespan import Window
from pages.shared import frame, prose, refresh, stories
from pages.shared.prose import Node, table, tag

arrived = frame.open_page("pages/layers.py", "Layers and downloads")
visited = stories.visit(arrived)
story, view = visited.story, visited.view
frame.links(view.query(story))
frame.say([*visited.messages, *map(str, visited.story.problems)])

NOW, ALL = "Visible window only", "Everything"


def count(layer_id: str, days: Window | None) -> int:
    """How many features of a layer exist in the window; in all, if there is none."""
    return sum(export.is_in(feature, days) for feature in story.features(layer_id))


def features(number: int) -> str:
    """A number of features in words."""
    return f"{number} feature" if number == 1 else f"{number} features"


def told(layer: Layer) -> str:
    """How many of a layer's features the chosen days show, and whether the layer is on."""
    shown, everything = count(layer.id, view.window), count(layer.id, None)
    return f"{shown} of {everything}" if layer.id in view.layers else f"off; {shown} of {everything} in these days"


def overview() -> Node:
    """The table of every layer."""
    rows = [
        [
            layer.title,
            told(layer),
            layer.valid,
            f"{layer.precision_m:,} m, {layer.certainty}",
            "; ".join(source["title"] for source in layer.sources),
            layer.licence,
        ]
        for layer in story.layers
    ]
    head = ["Layer", "On the map now", "Dates", "Exact to", "Source", "Licence"]
    return table(head, rows, f"{len(rows)} layers, {view.window.start} to {view.window.end}, both days included")


def described(layer: Layer) -> Node:
    """One layer in words: what it shows and whose view it takes."""
    facts = [
        ("Whose view", layer.worldview),
        ("Credit", layer.attribution),
        ("Changes", layer.changes),
        ("Retrieved", layer.retrieved),
    ]
    rows = [part for name, value in facts for part in (tag("dt", name), tag("dd", value))]
    words = [tag("h3", layer.title), tag("p", layer.description), tag("dl", *rows)]
    return tag("section", *words, cls="layer", data_layer_id=layer.id)


def maker(layer: Layer, window: Window | None) -> Callable[[], bytes]:
    """The file is made when the button is pressed, not before."""
    return lambda: export.layer_geojson(story, layer.id, window)


prose.show(
    [
        tag("h1", "Layers and downloads"),
        tag(
            "p",
            "Every layer is GeoJSON (RFC 7946, WGS 84) with its sources, licence, dates and precision inside. "
            "Layers under the Open Database Licence stay in files of their own.",
            cls="standfirst",
        ),
        overview(),
        tag("h2", "Downloads"),
    ],
    key="layers-head",
)
choice = st.radio("What to download", [NOW, ALL], horizontal=True, key="what", bind="query-params")
window = view.window if choice == NOW else None
chosen = list(view.layers) if choice == NOW else [layer.id for layer in story.layers]
suffix = f"{view.window.start}_{view.window.end}" if window else "all"
total = sum(count(name, window) for name in chosen)
st.download_button(
    f"Download all as a zip: {len(chosen)} layers, {features(total)}",
    data=lambda: export.archive(story, chosen, window),
    file_name=f"{story.id}_{suffix}.zip",
    mime="application/zip",
    on_click="ignore",
    key="zip",
    type="primary",
)
for layer in story.layers:
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        prose.show([described(layer)], key=f"layer-{layer.id}")
    right.download_button(
        f"GeoJSON, {features(count(layer.id, window))}",
        data=maker(layer, window),
        file_name=f"{layer.id}_{suffix}.geojson",
        mime="application/geo+json",
        on_click="ignore",
        key=f"get-{layer.id}",
    )
prose.show(refresh.overview(), key="fresh")
refresh.offer()

"""Layers: what each one shows, from whom, how exact; every one as GeoJSON, the visible window or everything."""

from collections.abc import Callable

import streamlit as st

from geo import export
from geo.catalog import Layer
from geo.timespan import Window
from pages.shared import frame, prose, refresh, stories
from pages.shared.prose import Node, tag

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


def described(layer: Layer, shown: int, total: int) -> Node:
    """One layer in words."""
    credited = "; ".join(source["title"] for source in layer.sources)
    facts = [
        (
            "On the map now",
            f"{shown} of {total}" if layer.id in view.layers else f"off; {shown} of {total} in these days",
        ),
        ("Dates", layer.valid),
        ("Exact to", f"{layer.precision_m:,} m, {layer.certainty}"),
        ("Whose view", layer.worldview),
        ("Source", credited),
        ("Licence", f"{layer.licence} · {layer.attribution}"),
        ("Changes", layer.changes),
    ]
    rows = [part for name, value in facts for part in (tag("dt", name), tag("dd", value))]
    return tag(
        "section",
        tag("h3", layer.title),
        tag("p", layer.description),
        tag("dl", *rows),
        cls="layer",
        data_layer_id=layer.id,
    )


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
        tag("p", f"The map now shows {view.window.start} to {view.window.end}, both days included."),
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
    shown, everything = count(layer.id, view.window), count(layer.id, None)
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        prose.show([described(layer, shown, everything)], key=f"layer-{layer.id}")
    right.download_button(
        f"GeoJSON, {features(shown if window else everything)}",
        data=maker(layer, window),
        file_name=f"{layer.id}_{suffix}.geojson",
        mime="application/geo+json",
        on_click="ignore",
        key=f"get-{layer.id}",
    )
prose.show(refresh.overview(), key="fresh")
refresh.offer()

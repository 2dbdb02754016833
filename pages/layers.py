"""Layers: what each one shows, from whom, how exact; downloads in every format, and the addresses of the data."""

from geo.catalog import Layer
from geo.timespan import date_text
from pages.shared import downloads, frame, prose, refresh, stories
from pages.shared.prose import Node, table, tag

arrived = frame.open_page("pages/layers.py", "Layers and downloads")
visited = stories.visit(arrived)
story, view = visited.story, visited.view
frame.links(view.query(story))
frame.say([*visited.messages, *map(str, visited.story.problems)])


def told(layer: Layer) -> str:
    """How many of a layer's features the chosen days show, and whether the layer is on."""
    shown, everything = (downloads.count(story, layer.id, days) for days in (view.days, None))
    return f"{shown} of {everything}" if layer.id in view.layers else f"off; {shown} of {everything} in these days"


def overview() -> Node:
    """The table of every layer."""
    rows = [
        [
            layer.title,
            told(layer),
            date_text(layer.valid),
            f"{layer.precision_m:,} m, {layer.certainty}",
            "; ".join(source["title"] for source in layer.sources),
            layer.licence,
        ]
        for layer in story.layers
    ]
    head = ["Layer", "On the map now", "Dates", "Exact to", "Source", "Licence"]
    return table(head, rows, f"{len(rows)} layers, {view.days.start} to {view.days.end}, both days included")


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


prose.show(
    [
        tag("p", story.title, cls="kicker"),
        tag("h1", "Layers and downloads"),
        tag(
            "p",
            "Each layer has its own sources, licence, dates and precision; they go with it into every file, "
            "where no layer is mixed with another.",
            cls="standfirst",
        ),
        tag("h2", "Downloads"),
    ],
    key="layers-head",
)
downloads.offer(story, view)
downloads.annotated(story)
prose.show([tag("h2", "The layers"), overview(), *map(described, story.layers)], key="layers")
downloads.addresses(story, view)
prose.show(refresh.overview(), key="fresh")
refresh.offer()

"""A story as one HTML file: text, map, dates, search, layers and downloads, from the same parts as the app.

It opens from a disk without any network: its policy forbids every request. Without JavaScript it shows a picture of
the map and tells excerpts, statements and sources as text. The same story gives the same bytes.
"""

from base64 import b64encode
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from geo import map_view, picture, reader
from geo.basemap import Basemap, is_elsewhere, read_basemap, read_both
from geo.errors import FormatError
from geo.export import json_bytes, layer_collection
from geo.picture.shown import shown
from geo.story import DATA, Story
from geo.timespan import date_text
from geo.view import View, default_view

_TEMPLATE = resources.files(__name__) / "story.html.jinja"
_NEVER = ("</script", "<script", "<!--", "\r")  # what would end a script element early, or change its hash


def publish(story: Story, view: View | None = None, *, address: str = "", data: Path = DATA) -> bytes:
    """A story as one HTML file (UTF-8), opening at `view`, or at the story's own.

    `address`: where the file will be found, for link previews; their picture (`geo.picture`'s `card` as PNG) is
    looked for beside it, under its name.
    """
    view = view or default_view(story)
    worldwide = is_elsewhere(story.facts["home"])
    base = read_both(data, story.facts["home"]) if worldwide else read_basemap(data)
    drawn = map_view.draw({layer.id: story.features(layer.id) for layer in story.layers}, base.shapes)
    script = _checked(reader.page_script(drawn.text, drawn.name))
    style = reader.page_stylesheet()
    template = _environment().from_string(_TEMPLATE.read_text(encoding="utf-8"))
    page = template.render(
        story=story,
        script=Markup(script),  # noqa: S704 - our own modules, checked above
        style=Markup(style),  # noqa: S704
        policy=_policy(script, style),
        data=_json(_data(story, view, base, worldwide)),
        picture=b64encode(picture.draw(story, view, "png", "chart", data=data, numbers=True)).decode(),
        address=address,
        card_address=card_address(address),
        card_size=[int(side * 2) for side in picture.CARD],
        **_told(story, view),
    )
    return page.encode()


def card_address(address: str) -> str:
    """Where the picture of a published file lies: beside it, under its name."""
    if not address:
        return ""
    folder, _, name = address.rpartition("/")
    return f"{folder}/{(name or 'index').removesuffix('.html')}.png"


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _data(story: Story, view: View, base: Basemap, worldwide: bool) -> dict[str, Any]:
    """All that the page's script reads, words included."""
    words = {"labels": base.labels, "basemap_attribution": base.attribution}
    return {
        "payload": {**story.payload(), **words, **({"worldwide": True} if worldwide else {})},
        "view": view.told(),
        "problems": [str(problem) for problem in (*story.problems, *base.problems)],
        "collections": {layer.id: layer_collection(story, layer.id, None) for layer in story.layers},
    }


def _json(data: dict[str, Any]) -> Markup:
    """JSON that can stand in a script element: no `<`, so no tag and no comment, whatever the words are."""
    return Markup(json_bytes(data).decode().replace("<", "\\u003c"))  # noqa: S704 - nothing in it can be markup


def _checked(script: str) -> str:
    """The script, which must not hold what ends a script element; raises FormatError."""
    found = next((bad for bad in _NEVER if bad in script.lower()), None)
    if found:
        raise FormatError(f"a module of the reader holds {found!r}", "geo/reader", "Write it in two parts")
    return script


def _policy(script: str, style: str) -> str:
    """Nothing is fetched, nothing is sent, and no other script or style than these runs."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (script, style)]
    allowed = f"script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; img-src data:"
    return f"default-src 'none'; {allowed}; connect-src 'none'; base-uri 'none'; form-action 'none'"


def _told(story: Story, view: View) -> dict[str, Any]:
    """What a reader without JavaScript is told: excerpts with their numbers on the picture, statements, sources."""
    everything = View(story.extent, None, view.layers, view.lang)
    said = [statement["properties"] for statement in story.features_if_any("article-statements")]
    return {
        "days": date_text(f"{view.window.start}/{view.window.end}"),
        "quotes": shown(story, everything).quotes,
        "statements": [{**facts, "when": date_text(facts["edtf"])} for facts in said],
    }

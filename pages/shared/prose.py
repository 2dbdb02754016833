"""Designed text on plain pages: a tree of tags and strings that the browser draws as text nodes, never as markup."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from geo import reader
from pages.shared.mount import Mount, registered

Node = str | dict[str, Any]


def tag(name: str, *children: Node, **attributes: str) -> Node:
    """One element; attribute names as in HTML, with `cls` for class and _ for -."""
    named = {key.replace("_", "-"): value for key, value in attributes.items() if value and key != "cls"}
    if "cls" in attributes:
        named["class"] = attributes["cls"]
    return {"tag": name, "children": list(children), **named}


def table(head: Iterable[str], rows: Iterable[Iterable[Node]], caption: str) -> Node:
    """A table whose first column names the row; it scrolls sideways on a phone."""
    header = tag("thead", tag("tr", *(tag("th", word, scope="col") for word in head)))
    body = []
    for first, *rest in rows:
        body.append(tag("tr", tag("th", first, scope="row"), *map(_cell, rest)))
    inner = tag("table", tag("caption", caption), header, tag("tbody", *body))
    return tag("div", inner, cls="scroll", tabindex="0", role="region", aria_label=caption)


def _cell(content: Node) -> Node:
    """A date or a code is not broken at its hyphens."""
    is_code = isinstance(content, str) and " " not in content and len(content) <= 21
    return tag("td", content, cls="whole" if is_code else "")


@st.cache_resource(show_spinner=False)
def _component() -> Mount:
    return registered("prose", "reader prose", reader.stylesheet(), reader.prose_script())


def show(blocks: list[Node], key: str) -> None:
    """Draw the blocks where the page stands."""
    _component()(key=key, data={"blocks": blocks})

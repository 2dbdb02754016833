"""The review's mount: steps come from the browser, are written down, and the draft's state goes back."""

from datetime import date
from typing import Any

import msgspec
import streamlit as st

from geo import map_view, reader, stated
from geo.basemap import labels_near, read_both
from geo.desk import Desk
from geo.draft import review
from geo.errors import GeoError
from geo.export import json_bytes
from geo.extract.places import search
from geo.outlines import area_key, shapes
from geo.reviewed import collection
from pages.shared import assets, frame, picker, stories
from pages.shared.mount import Mount, registered

SAVE_HELP = "What you have not reviewed is in it too, and is drawn apart. You can go on reviewing and save again."


def back() -> None:
    """The way to all articles."""
    if st.button("‹ All articles"):
        st.query_params.clear()
        st.rerun()


def _head(desk: Desk, name: str) -> None:
    """Above the review: out of it, and on to the map."""
    with st.container(horizontal=True, vertical_alignment="center"):
        back()
        if st.button("Save and show on the map", type="primary", key="save", help=SAVE_HELP):
            _save(desk, name)


def _save(desk: Desk, name: str) -> None:
    try:
        story = stories.library().keep(desk.open(name), name, date.today())
    except GeoError as error:
        frame.say([str(error)])
    else:
        picker.go_to(story)


def _outlines(state: dict[str, Any]) -> dict[str, Any]:
    """The candidates' outlines on the day of the article, by candidate: each its address, or itself (`_places_of`)."""
    published = state["facts"].get("published")
    candidates = {one["id"]: one for place in state["places"] for one in place["candidates"]}
    keys = {name: key for name, one in candidates.items() if (key := area_key(one))}
    found = _places_of(frozenset(keys.values()), published or date.today().isoformat()) if keys else {}
    return {name: found[key] for name, key in keys.items() if key in found}


@st.cache_resource(show_spinner=False, max_entries=40)
def _places_of(keys: frozenset[str], day: str) -> dict[str, Any]:
    """Where to fetch the outlines of these areas; the outlines themselves if this server has no addresses for them."""
    found = shapes(keys, stories.FOLDER / "outlines", date.fromisoformat(day))
    if not assets.is_served():
        return found
    return {key: assets.address(json_bytes(geometry).decode(), "json") for key, geometry in found.items()}


@st.cache_resource(show_spinner=False)
def _component() -> tuple[Mount, list[dict[str, Any]]]:
    """The component with the background map in it, and the background's names."""
    basemap = read_both(stories.FOLDER)
    drawn = map_view.draw({}, basemap.shapes)
    script = reader.review_script(drawn.text, drawn.name)
    return registered("review", "reader review", reader.review_stylesheet(), script), basemap.labels


def show(desk: Desk, name: str) -> None:
    """One draft under review; every step is on disk before the browser hears of it. Raises GeoError if unknown."""
    told = st.session_state.setdefault(f"told-{name}", {"heard": [], "problem": "", "search": None})
    draft = desk.open(name)
    mount, labels = _component()
    state = review(draft)
    state |= {"statements": stated.told(draft), **told}

    _head(desk, name)
    if f"labels-{name}" not in st.session_state:  # once, on arrival: the page asks for no others
        at = {(round(at["lon"]), round(at["lat"])) * 2 for one in state["places"] for at in one["candidates"][:1]}
        st.session_state[f"labels-{name}"] = labels_near(labels, at)
    done = mount(
        key="review",
        data={"id": name, "review": state, "labels": st.session_state[f"labels-{name}"], "outlines": _outlines(state)},
        on_actions_change=lambda: _record(desk, name, told),
        on_search_change=lambda: _look_up(told),
        on_save_change=lambda: None,
    )
    if done.get("save"):
        _save(desk, name)
    st.download_button(
        "Download as GeoJSON",
        data=lambda: json_bytes(collection(desk.open(name)), indent=1),
        file_name=f"article-{name}.geojson",
        mime="application/geo+json",
        on_click="ignore",
    )


def _record(desk: Desk, name: str, told: dict[str, Any]) -> None:
    """Take the steps that the browser sends; those it sends again were heard of. What is refused is told."""
    sent = st.session_state["review"].get("actions") or {"steps": []}
    new = [action for action in sent["steps"] if action["id"] not in told["heard"]]
    problems = []
    for action in new:
        try:
            desk.record(name, action)
        except GeoError as error:
            problems.append(str(error))
        told["heard"].append(action["id"])
    if new:
        told["problem"] = " ".join(problems)


def _look_up(told: dict[str, Any]) -> None:
    """Search the gazetteer for what was typed."""
    asked = st.session_state["review"].get("search")
    if asked:
        results = [msgspec.to_builtins(found) for found in search(str(asked["query"]))]
        told["search"] = {"item": asked["item"], "query": asked["query"], "results": results}

"""The stories of one's own: shown, reviewed further, packed, put away and brought back; and packs taken in."""

import streamlit as st

from geo.desk import Desk
from geo.errors import GeoError
from geo.library import Shelved
from geo.pack import pack, unpack
from pages.shared import frame, picker, prose, put_away, stories
from pages.shared.prose import tag

PACK_HELP = (
    "A zip with the story, its sources and hashes, and the review, to go on with elsewhere. Of the article, only short "
    "excerpts are in it, unless you stated the right to publish the whole."
)


def show(desk: Desk) -> None:
    """The list, and what was put away last."""
    progress = {one.id: f"{one.reviewed} of {one.total} reviewed" for one in desk.drafts()}
    own = [one for one in stories.library().stories() if one.own]
    if own:
        prose.show([tag("h2", "Your stories")], key="stories-head")
    for one in own:
        _row(desk, one, progress.get(one.draft, ""))
    put_away.undo("story", stories.library().restore)


def _row(desk: Desk, story: Shelved, progress: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.text("\n".join(filter(None, (story.title, progress))))
        if st.button("Show on the map", key=f"show-{story.id}", type="primary"):
            picker.go_to(story.id)
        if story.draft and st.button("Go on reviewing", key=f"review-{story.id}"):
            _review(desk, story)
        st.download_button(
            "Export story pack",
            data=lambda: pack(stories.library().files(story.id)),
            file_name=f"{story.id}.zip",
            mime="application/zip",
            on_click="ignore",
            key=f"pack-{story.id}",
            help=PACK_HELP,
        )
        if st.button("Delete", key=f"delete-{story.id}"):
            put_away.delete("story", story.id, story.title, stories.library().delete)


def _review(desk: Desk, story: Shelved) -> None:
    """Its draft; one that came as a pack, or whose draft was deleted, becomes a draft again."""
    try:
        if not desk.has(story.draft):
            desk.new(stories.library().draft(story.id), story.draft)
    except GeoError as error:
        frame.say([str(error)])
        return
    st.query_params["draft"] = story.draft
    st.rerun()


def take_in() -> None:
    """The way in for a pack."""
    with st.expander("Import a story pack"):
        file = st.file_uploader("A story pack (zip)", ["zip"], key="pack")
        copy = st.checkbox("As a copy, if this story is here already", key="pack-copy")
        if not st.button("Import", key="pack-go", disabled=file is None) or file is None:
            return
        try:
            name = stories.library().take_in(unpack(file.getvalue()), copy)
        except GeoError as error:
            frame.say([f"{file.name}: {error}"])
            return
        picker.go_to(name)

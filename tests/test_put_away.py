"""Deleting and undoing on the page of one's own articles, for drafts and stories alike."""

from streamlit.testing.v1 import AppTest  # noqa: TID251 - the part under test is one of a Streamlit page


def page() -> None:
    """One story and a button to delete it; put away and brought back as long as nothing is in the way."""
    import streamlit as st  # noqa: TID251 - this function is the script of a page

    from geo.errors import StoryError
    from pages.shared import put_away

    def do(step: str) -> None:
        if st.session_state.get("disk full"):
            raise StoryError("no room on the disk")
        st.session_state.setdefault("done", []).append(step)

    if st.button("Delete", key="delete"):
        put_away.delete("story", "rain", "*Rain*", do)
    put_away.undo("story", lambda: do("back"))
    put_away.undo("draft", lambda: do("wrong one"))


def told(app: AppTest) -> str:
    return "\n".join(text.value for text in app.text)


def test_what_was_deleted_is_named_and_comes_back_once() -> None:
    """The title is shown as it is, with one way back; after that, nothing is offered any more."""
    app = AppTest.from_function(page).run()
    app.button(key="delete").click().run()
    assert "Deleted: *Rain*" in told(app)
    app.button(key="undo-story").click().run()
    assert app.session_state["done"] == ["rain", "back"]
    assert [button.key for button in app.button] == ["delete"]


def test_what_fails_is_told_and_can_be_tried_again() -> None:
    """A failed delete offers no undo; a failed undo stays offered until it has worked."""
    app = AppTest.from_function(page).run()
    app.session_state["disk full"] = True
    app.button(key="delete").click().run()
    assert told(app) == "no room on the disk."
    app.session_state["disk full"] = False
    app.button(key="delete").click().run()
    app.session_state["disk full"] = True
    app.button(key="undo-story").click().run()
    assert "no room on the disk." in told(app)
    app.session_state["disk full"] = False
    app.button(key="undo-story").click().run()
    assert app.session_state["done"] == ["rain", "back"]

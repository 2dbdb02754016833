"""A story in a notebook: the example runs, and the map is in its output."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from geo import open_story
from geo.errors import StoryError, ViewError
from geo.story import Story

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "explore.ipynb"


class FrameIn(HTMLParser):
    """The attributes of the one element in a text, and how many there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, dict(attrs)))


def test_the_example_runs() -> None:
    """Every cell of the example runs, and shows the map in a closed frame or a table of places."""
    notebook = nbformat.read(EXAMPLE, as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells), "keep the example without outputs"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [cell.outputs[-1]["data"] for cell in notebook.cells if cell.cell_type == "code"]
    for output in shown[:2]:
        [(tag, frame)] = FrameIn(output["text/html"]).found
        assert tag == "iframe"
        assert frame["sandbox"] == "allow-scripts allow-downloads"
        assert str(frame["srcdoc"]).startswith("<!doctype html>")
    assert "place" not in shown[0]["text/plain"]
    assert "Yevlakh" in shown[2]["text/html"]


def test_a_view_may_be_asked_for() -> None:
    """The keys are those of an address; what the story does not have is refused."""
    story = open_story("nagorno-karabakh-2023")
    assert isinstance(story, Story)
    frame = story.explore(from_="2023-09-20", sel="place-yevlakh", lang="az")
    assert (str(frame.view.window.start), frame.view.selected, frame.view.lang) == ("2023-09-20", "place-yevlakh", "az")
    with pytest.raises(ViewError, match="no such feature"):
        story.explore(sel="place-nowhere")
    with pytest.raises(StoryError, match="Choose one of"):
        open_story("nowhere")


def test_nobody_else_pays_for_it() -> None:
    """Importing geo, or one of its modules, imports neither the notebook's nor the picture's libraries."""
    code = "import sys, geo.story; print({'matplotlib', 'folium', 'geo.notebook'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert told.stdout.strip() == "set()"

"""A story in a notebook: `from geo import open_story; open_story("nagorno-karabakh-2023").explore()`.

The map is the published file in a frame that may run its own script and nothing else: it cannot reach the notebook,
and needs no network. Its words are in the frame's text, escaped; no template of folium or Jupyter sees them.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from geo.errors import ViewError
from geo.library import open_any
from geo.publish import publish
from geo.story import DATA, Story
from geo.view import View, parse_view

HEIGHT = 900  # pixels


@dataclass
class Explorable(Story):
    """A story that a notebook can show."""

    data: Path = DATA

    def explore(self, height: int = HEIGHT, **view: str) -> "Frame":
        """The linked map, `height` pixels high, opening at a view as an address has it: `to="2023-09-20"`,
        `sel="place-yevlakh"`, `layers="countries,article-places"`, `lang="hy"`; the first day is `from_`.

        Raises ViewError for what this story does not have.
        """
        asked = {key.rstrip("_"): value for key, value in view.items()}
        found, messages = parse_view(asked, self)
        if messages:
            raise ViewError("; ".join(messages).removesuffix("."))
        return Frame(self, found, height)


@dataclass
class Frame:
    """The map of a story in a view, as Jupyter shows it."""

    story: Explorable
    view: View
    height: int

    @cached_property
    def html(self) -> str:
        """The whole page, one HTML file."""
        return publish(self.story, self.view, data=self.story.data).decode()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The map for whoever shows HTML, a line for whoever does not."""
        title = escape(self.story.title, quote=True)
        frame = (
            f'<iframe title="{title}" sandbox="allow-scripts allow-downloads" width="100%" height="{self.height:d}" '
            f'style="border:0" srcdoc="{escape(self.html, quote=True)}"></iframe>'
        )
        return {"text/html": frame, "text/plain": f"Map of “{self.story.title}”"}


def open_story(slug: str, data: Path = DATA) -> Explorable:
    """A bundled story or one of one's own, with `explore()` besides; raises StoryError, ArticleError."""
    return Explorable(**vars(open_any(slug, data)), data=data)

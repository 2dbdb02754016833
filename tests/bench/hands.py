"""What a visitor does on each page, and how one sees that it shows: the app and the plain page side by side.

A condition is JavaScript that is true once the change shows in the page; the clock looks at every frame.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page

from geo.story import Story
from tests.browser.app_server import ROOT

HERE = Path(__file__).parent
PLACES = ("place-yevlakh", "place-azerbaijan")  # clicked in turn; each has excerpts of its own
ENDING = "area-left-2022"  # its last day is 20 September 2023: a step of one day over it shows on the map
Point = tuple[float, float]


class Hands(Protocol):
    """One page's way of doing the same things."""

    name: str
    title: str
    script: Path
    path: str
    first: str
    step_event: str

    def where(self, page: Page, place: str) -> Point:
        """The point of the page to click for a place."""

    def told(self, place: str) -> str:
        """The condition: the place's excerpt can be read."""

    def prepare_steps(self, page: Page) -> None:
        """Bring the window to the day before the ending."""

    def step(self, page: Page, forward: bool) -> None:
        """One day on, or one day back."""

    def moved(self, forward: bool) -> str:
        """The condition: the features of the new days are drawn, and only those."""

    def handle(self, page: Page) -> Point:
        """The middle of the handle of the first day."""


@dataclass
class App:
    """The app."""

    story: Story
    name: str = "app"
    title: str = "the app"
    script: Path = ROOT / "asgi.py"
    path: str = "/?from=2023-09-20&to=2023-09-22"  # one day before the ending
    first: str = "() => document.querySelector('.map path[data-feature-id]').getBoundingClientRect().width > 0"
    step_event: str = "click"

    def where(self, page: Page, place: str) -> Point:
        """The middle of the place's marker."""
        return _middle(page, f'.map path[data-feature-id="{place}"]')

    def told(self, place: str) -> str:
        """Its first excerpt is marked, and its first line lies inside the article's pane and the window."""
        excerpt = excerpt_ids(self.story, place)[0]
        return f"""() => {{ const words = document.querySelector('[data-excerpt-id="{excerpt}"] .words[role=mark]');
            const line = words.getClientRects()[0], pane = words.closest('.article').getBoundingClientRect();
            return line.top >= pane.top && line.bottom <= Math.min(pane.bottom, innerHeight) }}"""

    def prepare_steps(self, page: Page) -> None:
        """The address has brought it there."""

    def step(self, page: Page, forward: bool) -> None:
        """The step button."""
        page.mouse.click(*_middle(page, f"[aria-label='Step {'forward' if forward else 'back'}']"))

    def moved(self, forward: bool) -> str:
        """The ended area is gone (or back), and the words name the new first day."""
        return f"""() => {{ const area = document.querySelector('.map path[data-feature-id="{ENDING}"]');
            const day = {"21" if forward else "20"};
            return (getComputedStyle(area).display === 'none') === {str(forward).lower()}
                && document.querySelector('.window-title').textContent.trim().startsWith(day) }}"""

    def handle(self, page: Page) -> Point:
        """By the value of its range input; the thumb is 44 px wide."""
        x, y = page.locator("input[aria-label=From]").evaluate(
            """node => { const box = node.getBoundingClientRect();
                const part = (node.value - node.min) / (node.max - node.min);
                return [box.x + 22 + part * (box.width - 44), box.y + box.height / 2] }"""
        )
        return x, y


@dataclass
class Plain:
    """The plain st_folium page: the map in a frame of its own, the excerpt below it."""

    story: Story
    name: str = "plain"
    title: str = "plain st_folium"
    script: Path = HERE / "plain_served.py"
    path: str = "/"
    first: str = (
        "() => document.querySelector('iframe').contentDocument"
        ".querySelector('path.leaflet-interactive').getBoundingClientRect().width > 0"
    )
    step_event: str = "keydown"

    def where(self, page: Page, place: str) -> Point:
        """The middle of the marker's picture, in the coordinates of the page."""
        x, y = page.evaluate(
            """name => { const frame = document.querySelector('iframe'), map = frame.contentWindow.map;
                const parsed = c => new DOMParser().parseFromString(c, 'text/html').body;
                const words = c => (c.textContent ?? parsed(c).textContent).trim();
                let found; map.eachLayer(l => { if (l.getIcon && l.getTooltip()
                    && words(l.getTooltip().getContent()) === name) found = l.getElement() });
                const outer = frame.getBoundingClientRect(), box = found.getBoundingClientRect();
                return [outer.x + box.x + box.width / 2, outer.y + box.y + box.height / 2] }""",
            _name(self.story, place),
        )
        return x, y

    def told(self, place: str) -> str:
        """The words of its first excerpt stand in the page below the map."""
        words = next(e.exact for e in self.story.article.excerpts if e.id == excerpt_ids(self.story, place)[0])
        return f"""() => [...document.querySelectorAll('[data-testid=stMarkdownContainer]')].some(
            node => node.textContent.startsWith({words[:40]!r}) && node.getBoundingClientRect().height > 0)"""

    def prepare_steps(self, page: Page) -> None:
        """From the 19th to the 20th by keyboard, and wait until that is drawn."""
        page.locator("[data-testid=stSlider] input").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(3000)

    def step(self, page: Page, forward: bool) -> None:
        """An arrow key on the first handle."""
        page.keyboard.press("ArrowRight" if forward else "ArrowLeft")

    def moved(self, forward: bool) -> str:
        """The framed map is drawn, and the ended area is not in it (or is)."""
        return f"""() => {{ const map = document.querySelector('iframe').contentWindow.map;
            let paths = 0, area = 0;
            map.eachLayer(l => {{ if (!l.feature || !l.getElement()?.getBoundingClientRect().width) return;
                paths += 1; area += l.feature.properties.id === '{ENDING}' }});
            return paths > 0 && area === {0 if forward else 1} }}"""

    def handle(self, page: Page) -> Point:
        """The first thumb of the slider."""
        return _middle(page, "[data-testid=stSlider] [data-rac]:has(> div > input)")


def excerpt_ids(story: Story, place: str) -> list[str]:
    """The excerpts that name a place."""
    feature = next(f for f in story.features("article-places") if f["id"] == place)
    return list(feature["properties"]["excerpt_ids"])


def _name(story: Story, place: str) -> str:
    return str(next(f for f in story.features("article-places") if f["id"] == place)["properties"]["name"])


def _middle(page: Page, selector: str) -> Point:
    box = page.locator(selector).first.bounding_box()
    if box is None:
        raise RuntimeError(f"{selector} is not in the page: the bench and the page no longer fit")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

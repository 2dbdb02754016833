"""Pictures of a story as a view shows it, drawn by matplotlib and not photographed: PNG, SVG, PDF.

`sheet` is the whole on A4: head, map, legend, scale, quotations numbered as at the markers, sources. `chart` is the
map alone, `card` the map beside its title in the shape that social networks show, `locator` where in the world.
The same story and view give the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path

from geo.basemap import is_elsewhere, read_basemap, read_both
from geo.errors import FormatError
from geo.picture.card import CARD, card
from geo.picture.frame import around, frame_of
from geo.picture.locator import draw_locator, frame_around
from geo.picture.page import FORMATS, Page, written
from geo.picture.sheet import A4, Told, draw_chart, sheet
from geo.picture.shown import shown
from geo.story import DATA, Story
from geo.view import View

__all__ = ["CARD", "FORMATS", "KINDS", "around", "draw"]
KINDS = ("sheet", "chart", "card", "locator")
CHART = (540.0, 350.0)  # points
LOCATOR = (180.0, 130.0)


def draw(
    story: Story,
    view: View,
    form: str,
    kind: str = "sheet",
    *,
    bounds: Sequence[float] | None = None,
    data: Path = DATA,
    address: str = "",
    numbers: bool | None = None,
) -> bytes:
    """A picture of a story in a view as `form` (png, svg, pdf); raises FormatError, ViewError.

    `bounds`: west, south, east, north in degrees (EPSG:4326); without them the story's own. `address` is printed
    in the sheet's foot. `numbers`: whether places carry the numbers of their quotations; else only the sheet's do.
    """
    if kind not in KINDS:
        raise FormatError(f'"{kind}" is no kind of picture', mend=f"Choose one of {', '.join(KINDS)}")
    west, south, east, north = bounds or story.facts["home"]
    elsewhere = is_elsewhere((west, south, east, north))
    base = read_both(data, (west, south, east, north)) if elsewhere or kind != "chart" else read_basemap(data)
    told = Told(
        shown(story, view, kind == "sheet" if numbers is None else numbers), base, (west, south, east, north), address
    )
    makers = {
        "sheet": lambda: sheet(told, A4[1] if form == "pdf" else 0.0),
        "chart": lambda: [_chart(told)],
        "card": lambda: [card(told)],
        "locator": lambda: [_locator(told)],
    }
    about = {"Title": story.title, "Author": story.article.publisher, "Subject": story.facts["summary"]}
    return written(makers[kind], form, about, dpi=144 if kind == "card" else 200)


def _chart(told: Told) -> Page:
    page = Page(*CHART)
    draw_chart(page, told, told.frame(*CHART), 0, 0)
    return page


def _locator(told: Told) -> Page:
    page = Page(*LOCATOR)
    inner = frame_of(told.bounds, *CHART)
    outer = frame_around(inner, *LOCATOR)
    draw_locator(page.type, page.window(0, 0, *LOCATOR), outer, inner, told.base, told.shown, (0, 0))
    page.rule(0.4, 0.4, LOCATOR[0] - 0.8, LOCATOR[1] - 0.8)
    return page

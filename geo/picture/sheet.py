"""The whole picture on paper: head, locator, map, legend, quotations, sources. A4 pages, or one long page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.basemap import Basemap
from geo.picture import legend
from geo.picture.chart import draw_base, draw_layers
from geo.picture.flow import Block, fill, numbered, paragraph, set_columns
from geo.picture.frame import Frame, frame_of, mercator
from geo.picture.ink import palette
from geo.picture.locator import draw_locator, frame_around
from geo.picture.naming import draw_names
from geo.picture.page import Page
from geo.picture.shown import Quote, Shown, days_text, ranges, short_date
from geo.picture.type import Run

A4 = (595.28, 841.89)  # points
MARGIN = 32.0
ROOM = A4[0] - 2 * MARGIN
GUTTER = 13.0
LOCATOR = (96.0, 66.0)
MAP_HEIGHTS = (318.0, 290.0, 256.0)  # points; a lower map if all then fits on one page
ENDLESS = 20_000.0


@dataclass(frozen=True)
class Told:
    """What is drawn: the story as shown, the background, the box (degrees), where it lives."""

    shown: Shown
    base: Basemap
    bounds: tuple[float, float, float, float]
    address: str = ""

    def frame(self, width: float, height: float) -> Frame:
        """The map's frame at a size in points."""
        return frame_of(self.bounds, width, height)


def credit(told: Told) -> str:
    """Whose article, whose data: short, on the map itself."""
    return " · ".join(filter(None, (told.shown.story.article.publisher, *_distinct([told.base.attribution]))))


def _distinct(attributions: Iterable[str]) -> list[str]:
    """The parts of several lines of credit, each said once."""
    parts = (part.strip() for line in attributions for part in line.replace(";", " ·").split(" · "))
    return list(dict.fromkeys(filter(None, parts)))


@dataclass(frozen=True)
class _First:
    """How the first page is filled: the top of each part in points, what stands in it, what is left over."""

    map_top: float
    map_height: float
    legend: list[list[Block]]
    quotes_top: float
    quotes: list[list[Block]]
    left: list[Block]
    end: float


def sheet(told: Told, height: float = 0.0) -> list[Page]:
    """The pages, each `height` points high; 0 makes one page as high as it needs to be."""
    foot = paragraph(_sources(told), ROOM, after=0)
    tries = [_first(told, foot, height or ENDLESS, tall) for tall in MAP_HEIGHTS]
    first = next((one for one in tries if not one.left and one.end <= (height or ENDLESS)), tries[0])
    page = Page(A4[0], height or first.end)
    _draw_head(page, told, told.frame(ROOM, first.map_height))
    draw_chart(page, told, told.frame(ROOM, first.map_height), MARGIN, first.map_top)
    set_columns(page.type, first.legend, MARGIN, first.map_top + first.map_height + 8, _column(4) + GUTTER)
    set_columns(page.type, first.quotes, MARGIN, first.quotes_top, _column(3) + GUTTER)
    if first.left or first.end > (height or ENDLESS):
        return [page, *_more(first.left, foot, height)]
    foot.draw(page.type, MARGIN, (height or first.end) - MARGIN - foot.height)
    return [page]


def _first(told: Told, foot: Block, most: float, map_height: float) -> _First:
    map_top = MARGIN + max(sum(block.height for block in _head(told)), LOCATOR[1] + 8)
    rows, _, legend_high = fill(legend.blocks(told.shown, _column(4)), 4, ENDLESS)
    top = map_top + map_height + 8 + legend_high + 8
    quotes, left, high = fill(_quotes(told, map_height), 3, most - top - MARGIN)
    return _First(map_top, map_height, rows, top, quotes, left, top + high + 8 + foot.height + MARGIN)


def _more(left: list[Block], foot: Block, height: float) -> Iterator[Page]:
    """The pages after the first: the rest of the quotations, and on the last one the sources."""
    while True:
        page = Page(A4[0], height)
        filled, left, used = fill(left, 3, height - 2 * MARGIN)
        set_columns(page.type, filled, MARGIN, MARGIN, _column(3) + GUTTER)
        if not left and used + foot.height + 8 <= height - 2 * MARGIN:
            foot.draw(page.type, MARGIN, height - MARGIN - foot.height)
            yield page
            return
        yield page


def _column(count: int) -> float:
    return (ROOM - GUTTER * (count - 1)) / count


def _head(told: Told) -> list[Block]:
    """Who published, title, days, what this is."""
    colours, story = palette(), told.shown.story
    room = ROOM - LOCATOR[0] - 16
    kicker = " · ".join(filter(None, (story.article.publisher, story.article.published)))
    return [
        paragraph([Run(kicker, "bold", 7.0, colours["story"])], room, after=1),
        paragraph([Run(story.title, "serif-bold", 17.0, colours["ink"])], room, after=3),
        paragraph([Run(days_text(told.shown.view.window), "serif-bold", 9.5, colours["ink"])], room, after=2),
        paragraph([Run(story.facts["summary"], "sans", 7.2, colours["soft"])], room, after=8),
    ]


def _draw_head(page: Page, told: Told, frame: Frame) -> None:
    set_columns(page.type, [_head(told)], MARGIN, MARGIN, ROOM)
    x, y = MARGIN + ROOM - LOCATOR[0], MARGIN + 2
    around = frame_around(frame, *LOCATOR)
    draw_locator(page.type, page.window(x, y, *LOCATOR), around, frame, told.base, told.shown, (x, y))
    page.rule(x, y, *LOCATOR)


def draw_chart(page: Page, told: Told, frame: Frame, x: float, y: float) -> None:
    """The map with its names in a thin frame."""
    ax = page.window(x, y, frame.width, frame.height)
    draw_base(ax, frame, told.base)
    draw_layers(ax, frame, told.shown)
    draw_names(page.type, frame, told.shown, told.base, (x, y), credit(told))
    page.rule(x, y, frame.width, frame.height)


def _quotes(told: Told, map_height: float) -> list[Block]:
    """What the article says, one block a quotation."""
    colours, shown = palette(), told.shown
    head = [Run("What the article says", "serif-bold", 9.5, colours["ink"])]
    coverage = f"Short excerpts in the order of the text; {shown.story.article.coverage_text}."
    blocks = [
        paragraph(head, _column(3), after=1, keep=True),
        paragraph([Run(coverage, "sans", 6.2, colours["soft"])], _column(3), after=4, keep=True),
    ]
    blocks += [numbered(str(quote.number), _quoted(quote), _column(3), colours["story"], 3.0) for quote in shown.quotes]
    beyond = _beyond(told, map_height)
    if beyond:
        blocks.append(paragraph([Run(beyond, "oblique", 6.2, colours["soft"])], _column(3), after=0))
    return blocks


def _quoted(quote: Quote) -> list[Run]:
    colours = palette()
    said = ", ".join(filter(None, (short_date(quote.date), quote.speaker))) or "undated description"
    back = colours["story-soft"] if quote.lit else ""
    return [
        Run(f"{said}: ", "sans", 6.4, colours["soft"]),
        Run(f"“{quote.excerpt.exact}”", "serif", 6.7, colours["ink"], back),
    ]


def _beyond(told: Told, map_height: float) -> str:
    """The places that have quotations but lie outside the frame, and the quotations without any place."""
    shown, frame = told.shown, told.frame(ROOM, map_height)
    outside = []
    for _, features in shown.drawn():
        for feature in features:
            geometry, numbers = feature["geometry"], shown.numbers(feature["id"])
            if numbers and geometry["type"] == "Point" and not frame.holds(mercator(*geometry["coordinates"][:2])):
                outside.append(f"{shown.name(feature)} ({ranges(numbers)})")
    placeless = ranges(quote.number for quote in shown.quotes if not quote.places)
    parts = [f"Outside this map: {', '.join(outside)}." if outside else ""]
    parts.append(f"Without a place on the map: {placeless}." if placeless else "")
    return " ".join(filter(None, parts))


def _sources(told: Told) -> list[Run]:
    """Whose words, whose data, what is not claimed, what is not shown."""
    colours, shown = palette(), told.shown
    lines = _distinct(layer.attribution for layer, _ in shown.drawn())
    parts = [
        ("Article ", shown.story.article.attribution),
        ("Data ", f"{' · '.join(lines)}. Background: {' · '.join(_distinct([told.base.attribution]))}."),
        ("", "Lines and zones are claims of their sources, drawn as exactly as the sources allow; none is a survey."),
        ("Not shown ", legend.left_out(shown)),
        ("Interactive ", told.address),
    ]
    runs = []
    for term, text in parts:
        if text:
            runs += [Run(term, "bold", 5.6, colours["soft"])] if term else []
            runs.append(Run(f"{text}  ", "sans", 5.6, colours["soft"]))
    return runs

"""The map beside its title, 1200 by 630 pixels at 144 dots an inch: what a link to the story shows elsewhere."""

from geo.picture.flow import paragraph, set_columns
from geo.picture.ink import palette
from geo.picture.page import Page
from geo.picture.sheet import Told, draw_chart
from geo.picture.shown import days_text
from geo.picture.type import Run

CARD = (600.0, 315.0)  # points
PANEL = 198.0
MARGIN = 16.0


def card(told: Told) -> Page:
    """The card of a story: its title, its days and its summary, as far as they fit, and its map."""
    page, colours, story = Page(*CARD), palette(), told.shown.story
    room = PANEL - 2 * MARGIN
    kicker = " · ".join(filter(None, (story.article.publisher, story.article.published)))
    blocks = [
        paragraph([Run(kicker, "bold", 7.5, colours["story"])], room, after=6),
        paragraph([Run(story.title, "serif-bold", 15.0, colours["ink"])], room, after=7),
        paragraph([Run(days_text(told.shown.view.window), "serif-bold", 10.0, colours["ink"])], room, after=6),
        paragraph([Run(story.facts["summary"], "sans", 8.0, colours["soft"])], room, after=0),
    ]
    fitting, used = [], MARGIN
    for block in blocks:
        used += block.height
        if used <= CARD[1] - MARGIN:
            fitting.append(block)
    set_columns(page.type, [fitting], MARGIN, MARGIN, room)
    draw_chart(page, told, told.frame(CARD[0] - PANEL, CARD[1]), PANEL, 0)
    return page

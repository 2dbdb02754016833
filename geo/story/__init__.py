"""One story, joined both ways: feature ↔ excerpt ↔ date ↔ speaker. All that is wrong is in one list.

A bad layer, feature, row or excerpt is left out and named; the rest works.
"""

from geo.story.joined import Story
from geo.story.made import FIGURE_COLUMNS
from geo.story.opened import DATA, list_stories, open_story

__all__ = ["DATA", "FIGURE_COLUMNS", "Story", "list_stories", "open_story"]

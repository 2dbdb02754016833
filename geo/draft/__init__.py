"""An article under review: what was found in it, every step of the review, and where it stands after them."""

from geo.draft.log import apply, new_draft, review, state
from geo.draft.records import FACTS, DateItem, Draft, PlaceItem, State
from geo.draft.steps import ACTIONS

__all__ = ["ACTIONS", "FACTS", "DateItem", "Draft", "PlaceItem", "State", "apply", "new_draft", "review", "state"]

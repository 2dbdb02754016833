"""An article under review: what was found in it, and every step of the review; the state is the steps played again.

A step is a record with an `id` of its own (the same one twice changes nothing) and `do`, one of ACTIONS. Undo and redo
are steps too, so that a log of steps is the whole truth and never has to be rewritten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from geo.draft.records import FACTS, Action, DateItem, Draft, PlaceItem, State
from geo.draft.steps import date_item, place_item, take
from geo.errors import DraftError
from geo.extract.records import Extraction, Text


def new_draft(text: Text, facts: Mapping[str, str], extraction: Extraction) -> Draft:
    """A draft that nobody has reviewed yet; unknown facts are dropped. Without a title it is called as it begins."""
    known = {name: facts[name] for name in FACTS if facts.get(name)}
    return Draft(text, {"title": _beginning_words(text.text), **known}, extraction)


def _beginning_words(text: str) -> str:
    first = text.strip().split("\n")[0].strip()
    return f"{first[:60].rsplit(' ', 1)[0]} …" if len(first) > 60 else first


def apply(draft: Draft, action: Action) -> Draft:
    """The draft after one more step; one that was taken already changes nothing. Raises GeoError, changing nothing."""
    if not isinstance(action.get("id"), str) or not action["id"]:
        raise DraftError("a step of the review has no id", mend="Reload the page")
    if any(one["id"] == action["id"] for one in draft.log):
        return draft
    action = {name: value for name, value in action.items() if name != "gave"}
    if action.get("do") not in ("undo", "redo"):
        now = state(draft)
        after = take(draft, now, action)  # refused here or never
        if action["do"] in ("add", "facts"):
            known = now.places | now.dates
            action["gave"] = [_shown(one) for one in after.items if one != known.get(one.id)]
    return replace(draft, log=(*draft.log, action))


def state(draft: Draft) -> State:
    """Where the review stands after all steps."""
    now = _beginning(draft)
    for action in _standing(draft.log)[0]:
        now = take(draft, now, action)
    return now


def review(draft: Draft) -> dict[str, Any]:
    """All that the page of the review shows, as JSON."""
    now = state(draft)
    taken, undone = _standing(draft.log)
    return {
        "text": draft.text.text,
        "facts": now.facts,
        "places": [_shown(one) for one in now.places.values()],
        "dates": [_shown(one) for one in now.dates.values()],
        "progress": {
            "reviewed": sum(one.status not in ("unreviewed", "unverified") for one in now.items),
            "total": len(now.items),
        },
        "can_undo": bool(taken),
        "can_redo": bool(undone),
        "applied": [one["id"] for one in draft.log[-200:]],
        "messages": [*draft.extraction.messages, *draft.text.messages, *_set_apart(draft.text)],
    }


def _shown(item: PlaceItem | DateItem) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(item)
    return shown


def _set_apart(text: Text) -> list[str]:
    said = [f"Set apart, not part of the article: “{words[:120]}”" for words in text.set_apart]
    if text.coverage is not None:
        said.insert(0, f"Only {text.coverage:.0%} of the article is here: a notice in it says so")
    return said


def _beginning(draft: Draft) -> State:
    places = {f"p-{number}": place_item(f"p-{number}", one) for number, one in enumerate(draft.extraction.mentions, 1)}
    dates = {f"d-{number}": date_item(f"d-{number}", one) for number, one in enumerate(draft.extraction.dates, 1)}
    return State(dict(draft.facts), places, dates)


def _standing(log: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps that hold, and those undone that a redo would bring back."""
    taken: list[dict[str, Any]] = []
    undone: list[dict[str, Any]] = []
    for action in log:
        if action["do"] == "undo":
            undone += [taken.pop()] if taken else []
        elif action["do"] == "redo":
            taken += [undone.pop()] if undone else []
        else:
            taken.append(action)
            undone.clear()
    return taken, undone

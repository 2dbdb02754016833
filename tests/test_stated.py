"""The statements of an article under review follow every step."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo.draft import DateItem, Draft, PlaceItem, apply, new_draft, state
from geo.errors import DraftError
from geo.extract.extraction import extract
from geo.extract.records import Text
from geo.reviewed import EXCERPT, collection
from geo.stated import told
from tests.test_draft import after as after_made
from tests.test_draft import made

WORDS = "Rain fell in Oslo on Monday, the mayor said. The town was cut off from Bergen."


def after(*steps: dict[str, Any]) -> Draft:
    draft = new_draft(
        Text(WORDS), {"published": "2024-05-16", "language": "en"}, extract(Text(WORDS), date(2024, 5, 16))
    )
    for number, step in enumerate(steps):
        draft = apply(draft, {"id": f"s{number}", **step})
    return draft


def item(draft: Draft, words: str) -> str:
    now = state(draft)
    items: list[PlaceItem | DateItem] = [*now.places.values(), *now.dates.values()]
    return next(one.id for one in items if one.text == words)


def test_statements_lead_to_their_items() -> None:
    """Each has its words, its date in both forms, its speaker, and each place once, by the item's id."""
    first, second = told(after())
    assert (first["words"], first["date_text"], first["speaker"]) == (WORDS[:44], "13 May 2024", "the mayor")
    assert [(one["id"], one["name"]) for one in first["places"]] == [(item(after(), "Oslo"), "Oslo")]
    assert first["dates"] == [item(after(), "Monday")]
    assert [one["name"] for one in second["places"]] == ["Oslo", "Bergen"]
    assert (second["edtf"], second["claim"]) == ("2024-05-13", "inferred")


def test_what_is_rejected_is_joined_no_more() -> None:
    """A rejected place leaves its statement; moving the article's date moves the statement's."""
    draft = after({"do": "reject", "item": item(after(), "Bergen")})
    assert [one["name"] for one in told(draft)[1]["places"]] == ["Oslo"]
    moved = apply(draft, {"id": "m", "do": "facts", "name": "published", "value": "2024-05-23"})
    assert [one["edtf"] for one in told(moved)] == ["2024-05-20", "2024-05-20"]


def test_a_speaker_is_set_by_hand_and_taken_back() -> None:
    """The name stands for its sentence; an empty one gives back what was found; undo works as for every step."""
    draft = after({"do": "speaker", "sentence": 1, "name": "  Anne\n Roux "})
    assert told(draft)[0]["speaker"] == "Anne Roux"
    assert told(apply(draft, {"id": "u", "do": "undo"}))[0]["speaker"] == "the mayor"
    assert told(apply(draft, {"id": "e", "do": "speaker", "sentence": 1, "name": ""}))[0]["speaker"] == "the mayor"


@pytest.mark.parametrize("step", [{"sentence": 99, "name": "x"}, {"sentence": 1, "name": "x" * 121}, {"name": "x"}])
def test_a_speaker_of_nothing_is_refused(step: dict[str, Any]) -> None:
    """No such sentence, a name as long as an article, no sentence at all."""
    with pytest.raises(DraftError):
        after({"do": "speaker", **step})


def test_words_follow_the_name_they_go_back_to() -> None:
    """While nobody has reviewed "the town", it means what its name is said to mean, and stays unreviewed."""
    draft = made()
    mentions = list(draft.extraction.mentions)
    mentions[2] = replace(mentions[2], refers_to=0)
    following = replace(draft, extraction=replace(draft.extraction, mentions=tuple(mentions)))
    chosen = apply(following, {"id": "c", "do": "choose", "item": "p-1", "candidate": "two"})
    assert (state(chosen).places["p-3"].choice, state(chosen).places["p-3"].status) == ("two", "unreviewed")
    accepted = apply(following, {"id": "a", "do": "accept", "item": "p-3"})
    kept = apply(accepted, {"id": "m", "do": "move", "item": "p-1", "lon": 3, "lat": 4})
    assert (state(kept).places["p-1"].point, state(kept).places["p-3"].point) == ((3.0, 4.0), None)


def test_a_download_has_the_statements_and_the_chains() -> None:
    """Statements travel with the places' ids; long sentences are cut; "the town" names what it goes back to."""
    shown = collection(after())
    assert [one["speaker"] for one in shown["metadata"]["statements"]] == ["the mayor", "the article"]
    town = next(one for one in shown["features"] if one["properties"]["words"] == "The town")
    assert town["properties"]["refers_to"] == item(after(), "Oslo")
    assert all(len(one["excerpt"]) <= EXCERPT for one in collection(after_made())["metadata"]["statements"])

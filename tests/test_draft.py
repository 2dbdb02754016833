"""The review of an article: every step, undo and redo, and what is refused."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import reader
from geo.draft import ACTIONS, Draft, apply, new_draft, review, state
from geo.errors import GeoError
from geo.extract.records import Candidate, DateMention, Extraction, Mention, Sentence, Text
from geo.found import draft_from

WORDS = "Rain fell in Aville on Monday. Later, Aville dried. Nobody came to Bburg in 1991."
SQUARE = {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]}
BOWTIE = {"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [2, 1], [1, 2], [1, 1]]]}


def candidate(name: str) -> Candidate:
    return Candidate(name, name.title(), "town", "AA", 1.0, 2.0, 5000, "made", 0.6, ("name",))


def mention(word: str, at: int) -> Mention:
    start = WORDS.index(word, at)
    return Mention(
        start, start + len(word), word, "literal", "place", 0.6, (candidate("one"), candidate("two")), marker=True
    )


def made() -> Draft:
    monday = WORDS.index("Monday")
    dates = (
        DateMention(monday, monday + 6, "Monday", "2023-09-18", "day", "dateline"),
        DateMention(WORDS.index("1991"), WORDS.index("1991") + 4, "1991", "1991", "year", "absolute"),
    )
    places = (mention("Aville", 0), mention("Aville", 20), mention("Bburg", 0))
    found = Extraction((Sentence(0, len(WORDS), 1, 1),), places, dates, ())
    return new_draft(Text(WORDS), {"title": "Rain", "published": "2023-09-20"}, found)


def after(*steps: dict[str, Any]) -> Draft:
    draft = made()
    for number, step in enumerate(steps):
        draft = apply(draft, {"id": f"s{number}", **step})
    return draft


def test_a_choice_for_all_verifies_only_the_one_that_was_looked_at() -> None:
    """The namesakes get the same choice and stay unverified."""
    places = state(after({"do": "choose", "item": "p-1", "candidate": "two", "all": True})).places
    assert [(one.choice, one.status) for one in places.values()] == [
        ("two", "verified"),
        ("two", "unverified"),
        ("one", "unreviewed"),
    ]


def test_progress_counts_what_a_person_settled() -> None:
    """Verified, rejected and not identifiable are reviewed; what was settled for all is not."""
    shown = review(after({"do": "accept", "item": "p-1", "all": True}, {"do": "unidentifiable", "item": "p-3"}))
    assert shown["progress"] == {"reviewed": 2, "total": 5}


def test_moving_the_articles_date_moves_only_relative_dates() -> None:
    """A date stated in full stays; so does one that was set by hand."""
    moved = state(after({"do": "facts", "name": "published", "value": "2023-10-04"})).dates
    assert [one.edtf for one in moved.values()] == ["2023-10-02", "1991"]
    kept = state(
        after(
            {"do": "when", "item": "d-1", "edtf": "2023-09-11", "precision": "day"},
            {"do": "facts", "name": "published", "value": "2023-10-04"},
        )
    ).dates
    assert kept["d-1"].edtf == "2023-09-11"


def test_words_that_were_missed_can_be_added() -> None:
    """Selected words become a place, or a date with its value where they say one."""
    start = WORDS.index("Later")
    added = state(after({"do": "add", "kind": "place", "start": start, "end": start + 5})).places["p-4"]
    assert (added.text, added.marker, added.status) == ("Later", True, "unreviewed")


def test_a_marker_can_be_moved_and_an_area_drawn() -> None:
    """The last of them counts, and both are a person's decision."""
    moved = state(
        after({"do": "draw", "item": "p-1", "geometry": SQUARE}, {"do": "move", "item": "p-1", "lon": 3, "lat": 4})
    )
    assert (moved.places["p-1"].point, moved.places["p-1"].geometry) == ((3.0, 4.0), None)
    drawn = state(after({"do": "draw", "item": "p-1", "geometry": SQUARE})).places["p-1"]
    assert drawn.geometry is not None
    assert drawn.status == "verified"


def test_an_actor_has_no_marker_and_a_place_has_one() -> None:
    """Changing the use of a name changes its marker with it."""
    actor = state(after({"do": "role", "item": "p-1", "usage": "metonymic", "role": "actor"})).places["p-1"]
    assert not actor.marker


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"do": "dance"}, "no step"),
        ({"do": "accept", "item": "p-9"}, "p-9"),
        ({"do": "accept"}, "item"),
        ({"do": "choose", "item": "p-1", "candidate": "nine"}, "nine"),
        ({"do": "choose", "item": "d-1", "candidate": "one"}, "date"),
        ({"do": "candidate", "item": "p-1", "candidate": {"id": "x"}}, "candidate"),
        ({"do": "role", "item": "p-1", "usage": "odd", "role": "place"}, "odd"),
        ({"do": "move", "item": "p-1", "lon": 200, "lat": 0}, "earth"),
        ({"do": "move", "item": "p-1", "lon": "nan", "lat": 0}, "earth"),
        ({"do": "draw", "item": "p-1", "geometry": BOWTIE}, "crosses"),
        ({"do": "draw", "item": "p-1", "geometry": {"type": "Point", "coordinates": [1, 1]}}, "inside"),
        ({"do": "draw", "item": "p-1", "geometry": {}}, "area"),
        ({"do": "when", "item": "d-1", "edtf": "soon", "precision": "day"}, "soon"),
        ({"do": "when", "item": "d-1", "edtf": "2020", "precision": "hour"}, "hour"),
        ({"do": "add", "kind": "place", "start": 5, "end": 5}, "selected"),
        ({"do": "add", "kind": "place", "start": 13, "end": 16}, "already"),
        ({"do": "facts", "name": "price", "value": "1"}, "price"),
        ({"do": "facts", "name": "published", "value": "yesterday"}, "yesterday"),
    ],
)
def test_a_bad_step_is_refused_and_changes_nothing(step: dict[str, Any], said: str) -> None:
    """What is wrong is named; the draft is as it was."""
    draft = made()
    with pytest.raises(GeoError, match=said):
        apply(draft, {"id": "s", **step})
    assert draft == made()


def test_a_step_that_comes_twice_is_taken_once() -> None:
    """A step that is sent again after a break changes nothing."""
    once = after({"do": "reject", "item": "p-1"})
    assert apply(once, {"id": "s0", "do": "reject", "item": "p-1"}) is once


STEPS = st.sampled_from(
    [
        {"do": "accept", "item": "p-1", "all": True},
        {"do": "choose", "item": "p-2", "candidate": "two"},
        {"do": "reject", "item": "d-1"},
        {"do": "move", "item": "p-3", "lon": 5, "lat": 6},
        {"do": "facts", "name": "published", "value": "2023-11-01"},
        {"do": "add", "kind": "place", "start": 31, "end": 36},
        {"do": "unreview", "item": "p-1"},
    ]
)


@given(st.lists(STEPS, max_size=6, unique_by=str))
def test_undo_and_redo_are_exact(steps: list[dict[str, Any]]) -> None:
    """Undoing everything gives the beginning, redoing everything the end; a step after an undo ends the redo."""
    done = after(*steps)
    back = done
    for number in range(len(steps)):
        back = apply(back, {"id": f"u{number}", "do": "undo"})
    assert state(back) == state(made())
    forth = back
    for number in range(len(steps)):
        forth = apply(forth, {"id": f"r{number}", "do": "redo"})
    assert state(forth) == state(done)
    fresh = apply(back, {"id": "new", "do": "reject", "item": "p-2"})
    assert not review(fresh)["can_redo"]


def test_every_step_of_the_page_is_known() -> None:
    """The steps that the browser sends are those that the draft takes."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in Path(reader.__file__).parent.glob("review*.js"))
    sent = set(re.findall(r'(?:\bdo: |onItem\(|button\("[^"]*", "[^"]*", )"([a-z]+)"', scripts))
    assert {"accept", "draw", "speaker", "undo"} < sent <= {*ACTIONS, "undo", "redo"}


def test_what_is_typed_about_an_article_is_cleaned() -> None:
    """One line in NFC, without control characters and marks of direction, as the text itself."""
    typed = {"id": "a", "do": "facts", "name": "title", "value": " Cafe\u0301\x00 \u202eafter\nthe rain "}
    assert state(apply(made(), typed)).facts["title"] == "Caf\u00e9 after the rain"


def test_blanks_typed_for_a_fact_hide_nothing() -> None:
    """What the text itself says of its title stands where only blanks were typed."""
    assert draft_from(Text("It rained.", title="Rain"), {"title": " \u200b "}).facts["title"] == "Rain"

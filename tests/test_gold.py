"""The gold set: that it holds, and that no less is found in it. Floors lie a little under what was measured."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from geo.errors import ExtractError
from geo.extract import measured, ner
from geo.extract.gold import GOLD, GoldText, read_gold
from geo.timespan import parse_edtf

TEXTS = read_gold()
FLOORS = {  # by whether the recogniser of names is used
    False: {"exact": 0.91, "overlap": 0.93, "near": 0.93, "joint": 0.87, "roles": 0.94, "right when sure": 0.93},
    True: {"exact": 0.91, "overlap": 0.92, "near": 0.93, "joint": 0.87, "roles": 0.94, "right when sure": 0.93},
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_marks_stand_on_the_words_they_name(text: GoldText) -> None:
    """Spans are in order, do not overlap, and hold the words that the record repeats; dates are EDTF."""
    for marks in (text.places, text.dates, text.speakers):
        spans = [(one.start, one.end, one.text) for one in marks]
        assert all(end <= start < stop for (_, end, _), (start, stop, _) in pairwise([(0, 0, ""), *spans]))
        assert all(text.text[start:end] == words for start, end, words in spans if words)
    assert all(parse_edtf(one.edtf) for one in text.dates)
    assert all(one.marker == (one.usage == "literal") for one in text.places if not text.story)


@pytest.mark.parametrize("text", [one for one in TEXTS if not one.story], ids=lambda text: text.id)
def test_a_relative_date_and_its_weekday_agree(text: GoldText) -> None:
    """Where the words name a weekday, the day marked is one."""
    names = [
        "lundi monday",
        "mardi tuesday",
        "mercredi wednesday",
        "jeudi thursday",
        "vendredi friday",
        "samedi saturday",
        "dimanche sunday",
    ]
    for one in text.dates:
        first = parse_edtf(one.edtf).start
        said = [number for number, words in enumerate(names) if one.text.lower().split()[0] in words.split()]
        assert first is not None
        assert not said or first.weekday() == said[0]


def test_the_set_reaches_beyond_one_region() -> None:
    """At least twenty-five texts of our own, eleven of them French, and the bundled story."""
    assert sum(not one.story for one in TEXTS) >= 25
    assert sum(one.language == "fr" for one in TEXTS) >= 11
    assert any(one.story for one in TEXTS)


@pytest.fixture(scope="module", params=[False, True], ids=["without the recogniser", "with the recogniser"])
def figures(request: pytest.FixtureRequest) -> tuple[bool, measured.Figures]:
    """What is measured on the gold set, in one of the two modes."""
    if request.param and not ner.available("en"):
        pytest.skip("the extra `ner` is not installed")
    with pytest.MonkeyPatch.context() as patch:
        if not request.param:
            patch.setattr(ner, "available", lambda _language: False)
        return request.param, measured.gold_set(GOLD, request.param)[0]


def test_places_and_roles_are_found_as_well_as_ever(figures: tuple[bool, measured.Figures]) -> None:
    """Recognition, places within 161 km, both together, roles, and what may be trusted stay above their floors."""
    names, found = figures
    values = {
        name: found[name] if name == "near" else found[name].get("f1", found[name].get("share"))
        for name in FLOORS[names]
    }
    assert {name: value for name, value in values.items() if value < FLOORS[names][name]} == {}


def test_the_markers_of_the_bundled_story_are_found(figures: tuple[bool, measured.Figures]) -> None:
    """Of its 16 markers at most one is missed, and at most one is false."""
    found = figures[1]["markers of the story"]
    assert found["gold"] == 16
    assert found["right"] >= 15
    assert found["found"] - found["right"] <= 1


def test_dates_are_found_as_well_as_ever(figures: tuple[bool, measured.Figures]) -> None:
    """Nearly every date has its value, and nothing else is taken for one."""
    _, found = figures
    assert found["dates"]["f1"] >= 0.98
    assert found["date values"]["share"] >= 0.97
    assert found["date basis"]["share"] >= 0.97
    assert found["newswire dates"]["f1"] >= 0.95
    assert found["exact spans"]["f1"] >= 0.90
    assert found["calendar dates"]["share"] >= 0.92


def test_statements_are_found_as_well_as_ever(figures: tuple[bool, measured.Figures]) -> None:
    """Roles, speakers, and the dates and places of statements, on texts marked for them."""
    _, found = figures
    floors = {"told roles": 0.95, "told speakers": 0.98, "told dates": 0.95, "told places": 0.85}
    assert {name: floor for name, floor in floors.items() if found[name]["share"] < floor} == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "there are no gold texts"), ("{", "cannot be read"), (json.dumps({"id": "x"}), "missing required field")],
)
def test_a_gold_set_that_cannot_be_read_says_so(tmp_path: Path, content: str | None, said: str) -> None:
    """No text, broken JSON or a field that lacks is a problem with the file's name."""
    if content:
        (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(ExtractError, match=said):
        read_gold(tmp_path)

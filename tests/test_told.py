"""A reviewed article as a story: what is in it, what is not, and how it says how far it was reviewed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.draft import Draft, apply
from geo.errors import GeoError
from geo.export import layer_collection
from geo.extract.dates import find_dates
from geo.extract.records import Extraction, Statement, Text
from geo.extract.sentences import split
from geo.library import Library
from geo.pack import pack, unpack
from geo.story import Story, open_story
from geo.told import draft_of, story_files
from geo.told.quotes import SHARE, blanked
from geo.validate import story_problems
from tests.test_draft import SQUARE, WORDS, made, mention

DAY = date(2023, 10, 1)


def with_statements() -> Draft:
    """Rain fell in Aville on Monday; nobody came to Bburg in 1991."""
    draft = made()
    told = (
        Statement(0, 30, 1, (0,), (0,), "2023-09-18", "day", "past", "the article", "explicit"),
        Statement(52, 81, 1, (2,), (1,), "1991", "year", "past", "the mayor", "explicit"),
    )
    return replace(draft, extraction=replace(draft.extraction, statements=told), sha256="0" * 64)


def after(*steps: dict[str, Any]) -> Draft:
    draft = with_statements()
    for number, step in enumerate(steps):
        draft = apply(draft, {"id": f"s{number}", **step})
    return draft


def opened(draft: Draft, folder: Path) -> Story:
    library = Library(folder=folder)
    return library.open(library.keep(draft, "0123456789ab", DAY))


def by_id(story: Story, layer: str) -> dict[str, dict[str, Any]]:
    return {feature["id"]: feature for feature in story.features(layer)}


def test_a_story_opens_without_problems(tmp_path: Path) -> None:
    """Every excerpt, mention, statement and place holds; layers, window and home are there."""
    story = opened(after({"do": "accept", "item": "p-1"}), tmp_path)
    assert [str(problem) for problem in story_problems(story, tmp_path / "stories" / story.id)] == []
    assert story.layers_on == ("article-places", "article-statements", "article-mentions")
    assert (str(story.window.start), str(story.window.end)) == ("2023-09-18", "2023-09-20")
    assert story.extent.start < date(1991, 1, 1)
    assert story.extent.end > date(2023, 9, 20)
    west, south, east, north = story.facts["home"]
    assert west < 1.0 < east
    assert south < 2.0 < north


def test_the_map_opens_where_most_places_are(tmp_path: Path) -> None:
    """One name far away does not open the map on the whole world; two places alone are both in it."""
    draft = with_statements()

    def home(*lons: float) -> tuple[float, float]:
        seen = draft.extraction.mentions[0]
        places = tuple(
            replace(seen, candidates=(replace(seen.candidates[0], id=f"at-{n}", lon=lon),))
            for n, lon in enumerate(lons)
        )
        found = replace(draft.extraction, mentions=places, statements=())
        facts = json.loads(story_files(replace(draft, extraction=found), "made", "0123456789ab", DAY)["story.json"])
        return facts["home"][0], facts["home"][2]

    west, east = home(36.0, 37.0, 38.0, 39.0, 126.0)
    assert (35.0 < west < 36.0, 39.0 < east < 40.0) == (True, True)
    west, east = home(-77.0, 37.0)
    assert west < -77.0
    assert east > 37.0


def test_the_review_travels_with_every_feature(tmp_path: Path) -> None:
    """Verified, unverified, unreviewed and not identifiable stand in each feature and in the download."""
    story = opened(
        after({"do": "accept", "item": "p-1", "all": True}, {"do": "unidentifiable", "item": "p-3"}), tmp_path
    )
    mentions = by_id(story, "article-mentions")
    standing = [mentions[f"mention-p-{n}"]["properties"]["review"] for n in (1, 2, 3)]
    assert standing == ["verified", "unverified", "unidentifiable"]
    assert mentions["mention-p-3"]["geometry"] is None
    places = by_id(story, "article-places")
    assert [(p["properties"]["review"], p["properties"]["certainty"]) for p in places.values()] == [
        ("verified", "certain")
    ]
    for layer in story.layers:
        exported = layer_collection(story, layer.id, None)["features"]
        assert exported
        assert all(feature["properties"]["review"] for feature in exported)


def test_what_nobody_reviewed_is_uncertain_and_says_so(tmp_path: Path) -> None:
    """Unreviewed places are on the map, apart; the payload tells the reader."""
    story = opened(with_statements(), tmp_path)
    place = story.payload()["features"][0]
    assert (place["review"], place["certainty"]) == ("unreviewed", "uncertain")


def test_a_rejected_name_or_date_is_left_out(tmp_path: Path) -> None:
    """Neither the mention nor a statement that hung on the date is there."""
    story = opened(after({"do": "reject", "item": "p-3"}, {"do": "reject", "item": "d-1"}), tmp_path)
    assert "mention-p-3" not in by_id(story, "article-mentions")
    (statement,) = story.features("article-statements")
    assert statement["properties"]["edtf"] == "1991"
    assert statement["geometry"] is None


def test_a_place_marked_or_drawn_by_hand_keeps_its_geometry(tmp_path: Path) -> None:
    """Point and area are those of the person, their source says so."""
    story = opened(
        after(
            {"do": "move", "item": "p-1", "lon": 3.5, "lat": 4.25}, {"do": "draw", "item": "p-3", "geometry": SQUARE}
        ),
        tmp_path,
    )
    shapes = {p["geometry"]["type"]: p for p in story.features("article-places") if "hand" in str(p["properties"])}
    assert shapes["Point"]["geometry"]["coordinates"] == [3.5, 4.25]
    assert shapes["Polygon"]["geometry"]["coordinates"] == SQUARE["coordinates"]
    assert "placed by hand" in shapes["Polygon"]["properties"]["sources"][0]


def test_an_actor_has_no_place_on_the_map(tmp_path: Path) -> None:
    """A name that stands for a government is in the list of mentions, by its own words, without a point."""
    story = opened(after({"do": "role", "item": "p-3", "usage": "metonymic", "role": "actor"}), tmp_path)
    mention = by_id(story, "article-mentions")["mention-p-3"]
    assert (mention["geometry"], mention["properties"]["name"]) == (None, "Bburg")


def test_only_short_excerpts_without_the_right(tmp_path: Path) -> None:
    """At most the share that the bundled story has; with the right, whole sentences."""
    long = replace(made(), text=replace(made().text, text=WORDS + " And so on and on and on." * 40))
    story = opened(long, tmp_path)
    assert sum(len(x.exact) for x in story.article.excerpts) <= SHARE * len(long.text.text)
    brief = opened(made(), tmp_path / "brief")
    assert [one.exact for one in brief.article.excerpts if one.statements] == WORDS.split("\n")[:1]
    whole = story_files(apply(long, {"id": "r", "do": "facts", "name": "right", "value": "whole"}), "a", "b", DAY)
    assert json.loads(whole["story.json"])["excerpts_share_limit"] == 1.0


def test_a_story_gives_its_review_back() -> None:
    """The draft that comes out of a story's files is the one that went in, steps and all, its statements joined."""
    draft = apply(made(), {"id": "a", "do": "accept", "item": "p-1"})
    given = draft_of(story_files(draft, "a", "0123456789ab", DAY))
    assert given.extraction.statements
    assert replace(given, extraction=replace(given.extraction, statements=())) == draft
    with pytest.raises(GeoError, match="review cannot be read"):
        draft_of({})


def test_no_date_at_all_is_told_as_such(tmp_path: Path) -> None:
    """Without a date of publication and in the text, everything is shown at all times."""
    draft = made()
    bare = replace(draft, facts={"title": "Rain"}, extraction=replace(draft.extraction, dates=()))
    story = opened(bare, tmp_path)
    assert story.problems == []
    assert story.features("article-places")[0]["properties"]["edtf"] == "../.."


@given(
    st.text(alphabet="ab \n\u00e9\U0001f600", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)))
)
def test_blanking_keeps_every_offset(text: str, pairs: list[tuple[int, int]]) -> None:
    """Kept spans and line ends stay letter by letter, the rest is blank, and blanking again changes nothing."""
    spans = [(start, min(len(text), start + length)) for start, length in pairs if start < len(text)]
    blank = blanked(text, spans)
    assert len(blank) == len(text)
    assert all(blank[start:end] == text[start:end] for start, end in spans)
    kept = {n for start, end in spans for n in range(start, end)}
    assert all(letter in "\u2003\n" for n, letter in enumerate(blank) if n not in kept)
    assert blanked(blank, spans) == blank


SENTENCES = ("Rain fell in Aville on Monday.", "Aville, Bburg; Aville!", "Nobody came to Bburg in 1991, it said.")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from([*SENTENCES, "\n\n", "\U0001f327 "]), min_size=1, max_size=6),
    st.lists(st.sampled_from(["accept", "reject", "unidentifiable"]), max_size=4),
    st.booleans(),
)
def test_any_article_makes_a_story_that_holds(pieces: list[str], steps: list[str], whole: bool) -> None:
    """Whatever was found and decided, no record of the story is left out; nor when it is made again from its pack."""
    text = " ".join(pieces)
    names = [
        replace(mention("Aville", 0), start=at, end=at + len(word), text=word)
        for word in ("Aville", "Bburg")
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    names.sort(key=lambda one: one.start)
    draft = replace(
        made(),
        text=Text(text),
        extraction=Extraction(tuple(split(text)), tuple(names), tuple(find_dates(text, DAY)), ()),
        facts={"title": "Rain", "published": "2023-09-20", "right": "whole" if whole else ""},
    )
    for number, (step, _) in enumerate(zip(steps, names, strict=False), 1):
        draft = apply(draft, {"id": f"s{number}", "do": step, "item": f"p-{number}"})
    files = story_files(draft, "rain", "0123456789ab", DAY)
    assert problems(files) == []
    elsewhere = draft_of(unpack(pack(files)))
    assert problems(story_files(elsewhere, "rain", "0123456789ab", DAY)) == []


def problems(files: dict[str, bytes]) -> list[str]:
    """All that is wrong with a story of these files."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "rain"
        place.mkdir()
        for file, content in files.items():
            (place / file).write_bytes(content)
        return [str(problem) for problem in story_problems(open_story("rain", own=Path(folder)), place)]

"""A story is joined both ways, and whatever is bad in it is left out and named."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from geo.errors import ArticleError, StoryError
from geo.feature import Feature
from geo.story import Story, list_stories, open_story
from tests.made import BOWTIE, SLUG, edit_json, edit_row, feature, package


def by_id(story: Story, layer_id: str) -> dict[str, Feature]:
    return {one["id"]: one for one in story.features(layer_id)}


def only_problem(data: Path) -> tuple[Story, str]:
    story = open_story(SLUG, data)
    assert len(story.problems) == 1, [str(problem) for problem in story.problems]
    return story, str(story.problems[0])


def test_a_good_story_has_no_problems(story: Story) -> None:
    """The made-up story opens whole, with its layers in drawing order."""
    assert story.problems == []
    assert [layer.id for layer in story.layers] == [
        *("areas", "others", "article-places", "article-statements", "article-mentions"),
        *("context-places", "context-events"),
    ]
    assert story.layers_on == ("areas", "others", "article-places", "article-statements", "article-mentions")


def test_a_place_has_every_excerpt_that_names_it_or_speaks_of_it(story: Story) -> None:
    """The place named literally carries its excerpts and the dates of their statements."""
    place = by_id(story, "article-places")["place-aville"]
    assert place["geometry"] == {"type": "Point", "coordinates": [10.0, 50.0]}
    assert place["properties"]["excerpt_ids"] == ["x-one"]
    assert place["properties"]["spans"] == ["2001-05-03"]
    assert place["properties"]["other_names"] == ["Old Name", "Older Name"]


def test_a_place_without_a_literal_mention_is_context(story: Story) -> None:
    """What only the context needs is in the context layer, dated by its events, and not in the article."""
    assert set(by_id(story, "article-places")) == {"place-aville"}
    context = by_id(story, "context-places")
    assert set(context) == {"place-bburg"}
    assert context["place-bburg"]["properties"]["edtf"] == "1999"
    assert context["place-bburg"]["properties"]["in_article"] is False


def test_only_literal_mentions_get_a_point(story: Story) -> None:
    """A name that stands for somebody is no place on the map, and is named after whom it stands for."""
    mentions = by_id(story, "article-mentions")
    assert mentions["mention-one"]["geometry"] is not None
    assert mentions["mention-one"]["properties"]["place"] == "place-aville"
    assert mentions["mention-three"]["geometry"] is None
    assert mentions["mention-three"]["properties"]["place"] is None
    assert mentions["mention-three"]["properties"]["name"] == "the mayor of Aville"


def test_a_statement_without_a_place_has_no_point(story: Story) -> None:
    """A statement of somebody, somewhere unsaid, has geometry null and the role of an actor."""
    told = by_id(story, "article-statements")["statement-two"]
    assert told["geometry"] is None
    assert told["properties"]["role"] == "actor"
    assert told["properties"]["excerpt_ids"] == ["x-two"]


def test_a_mention_outside_every_excerpt_leads_to_its_statements_excerpt(story: Story) -> None:
    """Even where its own words are not quoted, a mention leads to words of the article."""
    assert by_id(story, "article-mentions")["mention-four"]["properties"]["excerpt_ids"] == ["x-one"]


def test_links_join_features_of_other_sources(story: Story) -> None:
    """A linked feature carries its excerpts and the reason; one without a link carries none."""
    one, two = by_id(story, "areas")["area-one"], by_id(story, "others")["area-two"]
    assert one["properties"]["excerpt_ids"] == ["x-one"]
    assert one["properties"]["in_article"] is True
    assert one["properties"]["note"] == "It is named."
    assert two["properties"]["excerpt_ids"] == []
    assert two["properties"]["in_article"] is False


def test_the_payload_is_plain_json_and_always_the_same(data: Path) -> None:
    """Two openings give the same bytes of strict JSON."""
    first, second = (json.dumps(open_story(SLUG, data).payload(), allow_nan=False) for _ in range(2))
    assert first == second


def test_payload_marks_lie_in_their_excerpts_and_lead_to_places(story: Story) -> None:
    """A literal mark leads to its place, another to its own mention; outer marks come before inner ones."""
    one, two = story.payload()["excerpts"]
    assert one["marks"] == [
        {"start": 12, "end": 18, "mention_id": "mention-one", "feature_id": "place-aville", "role": "place"}
    ]
    assert [mark["feature_id"] for mark in two["marks"]] == ["mention-two", "mention-three"]
    assert two["exact"][two["marks"][1]["start"] : two["marks"][1]["end"]] == "Aville"
    assert one["statement_ids"] == ["statement-one"]


def test_payload_tells_open_ends_as_null(story: Story) -> None:
    """An open end is null, and in words it is said too."""
    told = {one["id"]: one for one in story.payload()["features"]}
    assert told["statement-two"]["spans"] == [["2001-05-05", None]]
    assert told["statement-two"]["date_text"] == "since 5 May 2001"
    assert told["statement-one"]["point"] == [10.0, 50.0]
    assert told["area-one"]["point"] is None
    assert told["event-one"]["verification"] == "verified"
    assert told["event-one"]["sources"] == ["An almanac https://example.org/almanac"]


def test_an_unknown_story_is_an_error_that_lists_what_there_is(data: Path) -> None:
    """Neither a wrong name nor a path out of the folder opens anything."""
    for slug in ("unfair", "../boundaries", "", "fair/"):
        with pytest.raises(StoryError, match="fair"):
            open_story(slug, data)
    assert list_stories(data) == [SLUG]


def test_an_unknown_layer_is_an_error_that_lists_what_there_is(story: Story) -> None:
    """Asking for a layer that does not exist names those that do."""
    with pytest.raises(StoryError, match="areas, others"):
        story.features("arias")


@pytest.mark.parametrize("name", ["title", "window", "layers", "links", "layers_off"])
def test_a_story_without_its_facts_is_an_error(data: Path, story_folder: Path, name: str) -> None:
    """A story.json that lacks a member names it."""
    edit_json(story_folder / "story.json", lambda facts: facts.pop(name))
    with pytest.raises(StoryError, match=name):
        open_story(SLUG, data)


@pytest.mark.parametrize("window", [{"from": "2001-05-04", "to": "2001-05-02"}, {"from": "x", "to": "y"}, {}])
def test_a_story_with_a_bad_window_is_an_error(data: Path, story_folder: Path, window: dict[str, str]) -> None:
    """A reversed or unreadable window in story.json names the file."""
    edit_json(story_folder / "story.json", lambda facts: facts.update(window=window))
    with pytest.raises(StoryError, match=r"story\.json"):
        open_story(SLUG, data)


def spoil_missing(folder: Path) -> None:
    (folder / "areas.geojson").unlink()


def spoil_bytes(folder: Path) -> None:
    path = folder / "areas.geojson"
    path.write_bytes(path.read_bytes()[:-1] + b" ")


def spoil_crs(folder: Path) -> None:
    others = [feature("area-two", "2005/..")]
    package(folder, {"areas": [feature()]}, crs={"type": "name", "properties": {"name": "EPSG:3857"}})
    areas = (folder / "datapackage.json").read_text()
    package(folder, {"others": others})
    edit_json(
        folder / "datapackage.json",
        lambda data: data["resources"].insert(0, json.loads(areas)["resources"][0]),
    )


def spoil_record(folder: Path) -> None:
    edit_json(folder / "datapackage.json", lambda data: data["resources"][0].update(hash="sha256:" + "0" * 64))


@pytest.mark.parametrize("spoil", [spoil_missing, spoil_bytes, spoil_crs, spoil_record])
def test_a_bad_layer_is_left_out_with_one_message_and_the_rest_works(data: Path, spoil: Any) -> None:
    """Missing, damaged, in another reference system or of another hash: one message names the file."""
    spoil(data / "boundaries")
    story, said = only_problem(data)
    assert "areas.geojson" in said
    assert [layer.id for layer in story.layers][:2] == ["others", "article-places"]
    assert len(story.payload()["excerpts"]) == 2
    assert story.payload()["problems"] == [said]


@pytest.mark.parametrize(
    "bad",
    [
        feature("area-bad", geometry=BOWTIE),
        feature("area-bad", sources=[]),
        feature("area-bad", date_end=None),
    ],
)
def test_a_bad_feature_is_left_out_with_one_message_and_the_rest_works(data: Path, bad: Feature) -> None:
    """Invalid rings, no source, no date: the feature is named, its layer stays."""
    package(data / "boundaries", {"areas": [feature(), bad], "others": [feature("area-two")]})
    story, said = only_problem(data)
    assert "area-bad" in said
    assert set(by_id(story, "areas")) == {"area-one"}


def test_a_bad_excerpt_is_left_out_with_one_message_and_the_rest_works(data: Path, story_folder: Path) -> None:
    """Words that do not fit their offsets: the excerpt is named, every feature stays on the map."""
    before = open_story(SLUG, data).feature_ids()
    edit_json(story_folder / "excerpts.json", lambda d: d["excerpts"][0]["selector"][0].update(end=99))
    story, said = only_problem(data)
    assert "x-one" in said
    assert story.feature_ids() == before
    assert [one["id"] for one in story.payload()["excerpts"]] == ["x-two"]


def test_a_missing_package_of_boundaries_leaves_the_article(data: Path) -> None:
    """Without any boundaries the article is still there, with one message."""
    shutil.rmtree(data / "boundaries")
    story, said = only_problem(data)
    assert "datapackage.json" in said
    assert len(story.features("article-statements")) == 2


@pytest.mark.parametrize(
    ("file", "row", "change", "said"),
    [
        ("statements.csv", "statement-two", {"edtf": "2020-11-10/"}, "Write .. for an open end"),
        ("statements.csv", "statement-two", {"tense": "soon"}, "tense"),
        ("statements.csv", "statement-two", {"place": "place-nowhere"}, "place-nowhere"),
        ("statements.csv", "statement-two", {"certainty": "sure"}, "certainty"),
        ("context_events.csv", "event-one", {"source": ""}, "has no source"),
        ("context_events.csv", "event-two", {"verification": "maybe"}, "verification"),
        ("context_events.csv", "event-two", {"edtf": ""}, "there is no date"),
        ("context_events.csv", "event-two", {"place": "place-nowhere"}, "place-nowhere"),
        ("context_events.csv", "event-two", {"id": "event-one"}, "taken"),
    ],
)
def test_a_bad_row_is_left_out_and_named(
    data: Path, story_folder: Path, file: str, row: str, change: dict[str, str], said: str
) -> None:
    """One bad row of a table: named by file and id, the other rows work."""
    edit_row(story_folder / file, row, **change)
    story, problem = only_problem(data)
    assert file in problem
    assert said in problem
    assert len(story.feature_ids()) >= 8


@pytest.mark.parametrize("change", [{"lon": "east"}, {"lat": "95"}, {"precision_m": ""}])
def test_a_bad_place_is_named(data: Path, story_folder: Path, change: dict[str, str]) -> None:
    """Coordinates must be numbers in range, precision a number of metres."""
    edit_row(story_folder / "places.csv", "place-bburg", **change)
    said = [str(problem) for problem in open_story(SLUG, data).problems]
    assert any("places.csv: place-bburg" in one for one in said)


@pytest.mark.parametrize("name", ["places.csv", "statements.csv", "mentions.csv", "context_events.csv", "figures.csv"])
def test_a_missing_table_is_named_and_the_story_still_opens(data: Path, story_folder: Path, name: str) -> None:
    """A table that is not there is named; what does not need it works."""
    (story_folder / name).unlink()
    story = open_story(SLUG, data)
    assert any(name in str(problem) for problem in story.problems)
    assert "area-one" in story.feature_ids()
    story.payload()


def test_a_story_without_excerpts_is_an_error(data: Path, story_folder: Path) -> None:
    """Without excerpts there is nothing to put on the map."""
    (story_folder / "excerpts.json").unlink()
    with pytest.raises(ArticleError, match=r"excerpts\.json"):
        open_story(SLUG, data)


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ({"area-none": {"excerpts": ["x-one"], "named": True, "why": ""}}, "there is no such feature"),
        ({"area-one": {"excerpts": ["x-none"], "named": True, "why": ""}}, "x-none"),
        ({"area-one": ["x-one"]}, "is not a link"),
        ({"area-one": {"excerpts": "x-one"}}, "is not a link"),
        ({"area-one": {"excerpts": ["x-one"]}}, "why"),
    ],
)
def test_a_link_to_nothing_is_named(data: Path, story_folder: Path, links: dict[str, Any], said: str) -> None:
    """A link names its unknown end, feature or excerpt."""
    edit_json(story_folder / "story.json", lambda facts: facts.update(links=links))
    assert said in only_problem(data)[1]


def test_a_statement_that_no_excerpt_carries_is_named(data: Path, story_folder: Path) -> None:
    """Every statement needs words of the article, and every excerpt's statement must exist."""
    edit_json(story_folder / "excerpts.json", lambda d: d["excerpts"][1].update(statements=["statement-nine"]))
    said = [str(problem) for problem in open_story(SLUG, data).problems]
    assert any("statement-nine" in one for one in said)
    assert any("statement-two" in one and "no excerpt" in one for one in said)


def test_an_id_taken_by_two_layers_is_named(data: Path) -> None:
    """Ids are unique over the whole story, for links and addresses go by them."""
    package(data / "boundaries", {"areas": [feature()], "others": [feature()]})
    assert "taken" in only_problem(data)[1]


def test_a_layer_record_of_the_story_is_checked_like_any_other(data: Path, story_folder: Path) -> None:
    """A story's own layer without its view or source cannot exist either."""
    edit_json(story_folder / "story.json", lambda facts: facts["layers"][4].pop("worldview"))
    story, said = only_problem(data)
    assert "worldview" in said
    assert "context-events" not in [layer.id for layer in story.layers]


def test_importing_the_story_brings_no_heavy_library() -> None:
    """geo.story starts without geopandas, pandas, folium or Streamlit: opening is quick."""
    heavy = "{'geopandas', 'pandas', 'folium', 'streamlit', 'requests'}"
    script = f"import sys, geo.story, geo.view, geo.export; print({heavy} & set(sys.modules))"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_bundled_story_opens_in_under_a_second(bundled: Story) -> None:
    """CPU time, in seconds, of one more opening."""
    before = time.process_time()
    open_story(bundled.id)
    assert time.process_time() - before < 1.0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("title", ""),
        ("title", "x" * 301),
        ("summary", None),
        ("home", [1, 2]),
        ("home", [3, 1, 2, 4]),
        ("presets", [{"from": "2001", "to": "2001"}]),
        ("groups", "article"),
        ("layers_off", [1]),
        ("layers", {}),
        ("links", []),
        ("pairs", [5]),
        ("method", [{"title": "x", "points": "y"}]),
        ("boundaries", "maybe"),
    ],
)
def test_a_field_of_the_wrong_kind_is_an_error_that_names_it(
    data: Path, story_folder: Path, field: str, value: Any
) -> None:
    """A story.json from elsewhere is refused at the door, before a page or a file trips over it."""
    edit_json(story_folder / "story.json", lambda facts: facts.update({field: value}))
    with pytest.raises(StoryError, match=field):
        open_story(SLUG, data)

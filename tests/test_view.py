"""An address is read, never obeyed: whatever it says, a usable view comes out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.story import Story, open_story
from geo.timespan import Window
from geo.view import LANGUAGES, Camera, View, default_view, parse_view
from tests.made import SLUG, edit_json

ON = ("areas", "others", "article-places", "article-statements", "article-mentions")
DEFAULT = View(Window(date(2001, 5, 2), date(2001, 5, 4)), None, ON)
FAIR = {"v": "1", "story": SLUG}
KEYS = st.sampled_from(["v", "from", "to", "sel", "layers", "lang", "story", "at", "cmp", "split", "other"])
VALUES = st.one_of(
    st.text(max_size=30),
    st.dates().map(str),
    st.dates(date(1985, 1, 1), date(2015, 1, 1)).map(str),
    st.sampled_from(["1", "7.5/39.91/46.52", "7.123456/-0.00001/179.99999", "2001-01-01,2005-05-05", "33"]),
    st.sampled_from(["place-aville", "areas,others", "areas,,nonsense", "hy", SLUG, "9999-99-99", "20010503", ""]),
    st.none() | st.integers() | st.lists(st.text(max_size=5), max_size=2),
)
FIXTURE_ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def test_an_empty_address_is_the_default(story: Story) -> None:
    """Nothing asked: the story's own window and layers, English names, nothing selected, nothing said."""
    assert parse_view({}, story) == (DEFAULT, [])
    assert default_view(story) == DEFAULT


def test_a_whole_address_is_read(story: Story) -> None:
    """Every key is taken, layers in drawing order whatever the order asked."""
    asked = {
        "from": "1999-01-01",
        "to": "2001-05-03",
        "sel": "place-aville",
        "layers": "others,areas",
        "lang": "hy",
        "v": "1",
        "at": "7.25/-39.91006/146.5212",
        "cmp": "1999-01-01,2001-05-03",
        "split": "0",
    }
    view, messages = parse_view(asked, story)
    window = Window(date(1999, 1, 1), date(2001, 5, 3))
    camera = Camera(7.25, -39.9101, 146.5212)
    assert (view, messages) == (View(window, "place-aville", ("areas", "others"), "hy", camera, window, 0), [])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"to": "9999-99-99"}, "ignored: to=9999-99-99"),
        ({"from": "2001-02-30"}, "from=2001-02-30"),
        ({"from": "20010503"}, "from=20010503"),
        ({"from": "2001-W18-4"}, "from=2001-W18-4"),
        ({"from": "٢٠٠١-05-03"}, "not a day"),
        ({"from": "0001-01-01"}, "outside 1990-01-01 to 2010-12-31"),
        ({"to": "2011-01-01"}, "outside 1990-01-01 to 2010-12-31"),
        ({"from": "2001-05-04", "to": "2001-05-03"}, "from=2001-05-04 and to=2001-05-03"),
        ({"from": "2005-01-01"}, "from=2005-01-01"),
        ({"sel": "place-atlantis"}, "sel=place-atlantis"),
        ({"sel": "{{ 7*7 }}"}, "sel={{ 7*7 }}"),
        ({"layers": "atlantis"}, "layers=atlantis"),
        ({"lang": "tlh"}, "lang=tlh"),
        ({"story": "other"}, "story=other"),
        ({"v": "2", "lang": "hy"}, "v=2"),
        ({"at": "7/39.9"}, "at=7/39.9"),
        ({"at": "7/91/46"}, "outside the map"),
        ({"at": "nan/39.9/46.5"}, "at=nan"),
        ({"cmp": "2001-01-01"}, "cmp=2001-01-01"),
        ({"cmp": "2005-01-01,2001-01-01"}, "after the second"),
        ({"cmp": "2005-01-01,2031-01-01"}, "2010-12-31"),
        ({"split": "30"}, "cmp is missing"),
        ({"sel": "x" * 5000}, "…"),
        ({"sel": "a\nb\x1b"}, "sel=a�b�"),
    ],
)
def test_what_cannot_be_read_is_said_once_and_the_default_used(story: Story, asked: dict[str, Any], said: str) -> None:
    """Unknown, absurd or reversed: the default is shown, with one message that names key and value."""
    view, messages = parse_view(asked, story)
    assert view == DEFAULT
    assert len(messages) == 1
    assert said in messages[0]
    assert len(messages[0]) < 300


def test_a_bad_divider_stands_in_the_middle(story: Story) -> None:
    """The two dates are compared as asked; a divider that stands nowhere is put in the middle, and said."""
    view, messages = parse_view({"cmp": "2001-05-02,2001-05-03", "split": "101"}, story)
    assert (view.compare, view.split) == (Window(date(2001, 5, 2), date(2001, 5, 3)), 50)
    assert "split=101" in messages[0]


def test_an_unknown_layer_among_known_ones_is_dropped(story: Story) -> None:
    """The known layers are shown as asked, the unknown ones named."""
    view, messages = parse_view({"layers": "others,atlantis"}, story)
    assert view.layers == ("others",)
    assert "atlantis" in messages[0]


def test_no_layers_at_all_can_be_asked_for(story: Story) -> None:
    """An empty list of layers means none on."""
    assert parse_view({"layers": ""}, story)[0].layers == ()


@given(st.dictionaries(KEYS, VALUES))
@FIXTURE_ONCE
def test_any_query_gives_a_usable_view(story: Story, query: dict[str, Any]) -> None:
    """No query whatever raises; the view is always within the story and its messages are printable."""
    view, messages = parse_view(query, story)
    assert story.extent.start <= view.window.start <= view.window.end <= story.extent.end
    assert view.selected is None or view.selected in story.feature_ids()
    assert set(view.layers) <= {layer.id for layer in story.layers}
    assert view.lang in LANGUAGES
    assert all(message.isprintable() for message in messages)


@given(st.dictionaries(KEYS, VALUES))
@FIXTURE_ONCE
def test_an_address_made_from_a_view_shows_the_same_view(story: Story, query: dict[str, Any]) -> None:
    """Copy the address into a private window and see the same, without a message."""
    view, _ = parse_view(query, story)
    assert parse_view(view.query(story), story) == (view, [])


def test_defaults_are_left_out_of_the_address(story: Story) -> None:
    """The default view has a bare address; only what differs is written."""
    assert DEFAULT.query(story) == FAIR
    one = View(Window(date(2001, 5, 1), DEFAULT.window.end), "area-one", DEFAULT.layers)
    assert one.query(story) == {**FAIR, "from": "2001-05-01", "sel": "area-one"}


def test_a_layer_that_was_left_out_is_not_in_the_default(data: Path, story_folder: Path) -> None:
    """Layers that could not be loaded are not asked for."""
    (data / "boundaries" / "areas.geojson").unlink()
    edit_json(story_folder / "story.json", lambda facts: facts.update(layers_off=[]))
    assert "areas" not in default_view(open_story(SLUG, data)).layers

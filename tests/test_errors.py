"""Problems speak to whoever can mend them."""

import pickle

import pytest

from geo import errors
from geo.errors import GeoError, LayerError


def test_message_says_where_what_and_how_to_mend() -> None:
    """A problem is one or two sentences: where, what, how to mend."""
    problem = LayerError("has no sources", "areas.geojson: area-one", "Name the source.")
    assert str(problem) == "areas.geojson: area-one: has no sources. Name the source."


def test_message_without_place_or_mending_is_still_a_sentence() -> None:
    """A problem that knows only what is wrong says just that."""
    assert str(GeoError("there is no date")) == "there is no date."


def test_a_problem_survives_pickling() -> None:
    """A problem can pass through a cache and still say the same."""
    problem = LayerError("what", "where", "mend")
    copy = pickle.loads(pickle.dumps(problem))  # noqa: S301 (our own bytes)
    assert (type(copy), str(copy)) == (LayerError, str(problem))


@pytest.mark.parametrize("name", [name for name in vars(errors) if name.endswith("Error")])
def test_every_problem_is_a_geo_error(name: str) -> None:
    """Whoever catches GeoError catches every problem of ours."""
    assert issubclass(getattr(errors, name), GeoError)

"""Outlines of the states a story names."""

from pathlib import Path

from geo.outlines import outlines
from geo.story import DATA
from tests import made


def country(code: str) -> dict[str, object]:
    """A made-up place that is a state."""
    point = {"type": "Point", "coordinates": [1.0, 1.0]}
    facts = {"kind": "country", "country": code, "excerpt_ids": ["x-one"]}
    return made.feature(f"place-{code.lower()}", "2020", point, **facts)


def test_a_state_has_its_outline_with_the_names_and_words_of_its_place() -> None:
    """Chile's outline is called what the story calls Chile, and its excerpts light up with it."""
    ((layer, (outline,)),), problems = outlines([country("CL")], DATA / "outlines")
    assert (layer.id, problems) == ("states", [])
    assert outline["geometry"]["type"] == "MultiPolygon"
    said = {field: outline["properties"][field] for field in ("name", "place", "excerpt_ids", "in_article")}
    assert said == {"name": "Place-Cl", "place": "place-cl", "excerpt_ids": ["x-one"], "in_article": True}


def test_a_contested_state_and_a_town_have_none() -> None:
    """No outline is drawn for Ukraine or Russia, nor for what is no state."""
    town = made.feature("place-town", "2020", None, kind="city", country="CL")
    assert outlines([country("UA"), country("RU"), town], DATA / "outlines") == ([], [])


def test_without_a_state_nothing_is_read(tmp_path: Path) -> None:
    """A story of towns alone does not ask for outlines that may be missing."""
    assert outlines([], tmp_path) == ([], [])

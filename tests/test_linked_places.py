"""Linked Places as its specification (version 1.3) asks for them."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from geo.export import layer_collection
from geo.formats import FORMATS, left_out, write
from geo.formats.linked_places import TYPES, linked_places
from geo.story import Story

MOMENT = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        key: {"type": "string", "pattern": r"^-?\d{4}(-\d\d){0,2}$"} for key in ("in", "earliest", "latest")
    },
}
TIMESPAN = {"type": "object", "required": ["start"], "properties": {"start": MOMENT, "end": MOMENT}}
CERTAINTY = {"enum": ["certain", "less-certain", "uncertain"]}
WHEN = {
    "type": "object",
    "required": ["timespans"],
    "properties": {"timespans": {"type": "array", "minItems": 1, "items": TIMESPAN}, "certainty": CERTAINTY},
}
CITATIONS = {
    "type": "array",
    "minItems": 1,
    "items": {"required": ["label"], "properties": {"label": {"type": "string", "minLength": 1}}},
}
NAME = {
    "required": ["toponym", "citations"],
    "properties": {
        "toponym": {"type": "string", "minLength": 1},
        "lang": {"type": "string", "pattern": "^[a-z]{2}$"},
        "citations": CITATIONS,
    },
}
TYPE = {
    "required": ["identifier", "label", "sourceLabels"],
    "properties": {"identifier": {"pattern": "^http://vocab.getty.edu/aat/3000?"}},
}
KINDS = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
GEOMETRY = {
    "required": ["type", "coordinates", "when", "certainty", "citations"],
    "properties": {"type": {"enum": KINDS}, "when": WHEN, "certainty": CERTAINTY, "citations": CITATIONS},
}
LINK = {
    "required": ["type", "identifier"],
    "properties": {
        "type": {"enum": ["exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso"]},
        "identifier": {"pattern": "^https?://"},
    },
}
PROPERTIES = {
    "required": ["title", "fclasses"],
    "properties": {"fclasses": {"type": "array", "minItems": 1, "items": {"enum": list("AHLPRST")}}},
}
FEATURE = {
    "required": ["@id", "type", "properties", "names", "geometry", "when"],
    "properties": {
        "@id": {"type": "string", "pattern": "^(https?|urn):"},
        "type": {"const": "Feature"},
        "properties": PROPERTIES,
        "when": WHEN,
        "names": {"type": "array", "minItems": 1, "items": NAME},
        "types": {"type": "array", "minItems": 1, "items": TYPE},
        "geometry": {
            "properties": {"type": {"const": "GeometryCollection"}, "geometries": {"type": "array", "items": GEOMETRY}},
        },
        "links": {"type": "array", "items": LINK},
        "descriptions": {"type": "array", "items": {"required": ["value", "lang"]}},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["type", "@context", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
}


def found_in(story: Story, *layers: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write([layer_collection(story, name, None) for name in layers], "lpf"))
    return found


def test_the_bundled_places_hold_to_the_specification(bundled: Story) -> None:
    """Every place of every layer: id, title, feature class, names with citations, dates, certainty, links."""
    found = found_in(bundled, *(layer.id for layer in bundled.layers))
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []
    assert len({one["@id"] for one in found["features"]}) == len(found["features"])


def test_only_places_are_in_it_and_the_rest_is_told(bundled: Story) -> None:
    """Statements, mentions and events are left out; a sentence counts them."""
    layers = [layer_collection(bundled, name, None) for name in ("article-places", "article-mentions")]
    found = json.loads(write(layers, "lpf"))
    assert len(found["features"]) == len(bundled.features("article-places"))
    assert left_out(layers, "lpf") == [
        "article-mentions: 60 of 60 features are left out: "
        "Linked Places holds places, these are statements, mentions or events"
    ]
    assert not any(FORMATS["lpf"].holds(one) for one in bundled.features("article-mentions"))


def test_a_place_keeps_its_names_links_and_certainty(bundled: Story) -> None:
    """Names in four languages, the id of GeoNames as a link, certainty at the geometry."""
    places = {one["properties"]["feature_id"]: one for one in found_in(bundled, "article-places")["features"]}
    yevlakh = places["place-yevlakh"]
    assert {name.get("lang") for name in yevlakh["names"]} >= {"en", "az", "hy", "ru"}
    assert any("geonames.org" in link["identifier"] for link in yevlakh["links"])
    assert yevlakh["geometry"]["geometries"][0]["certainty"] == "certain"


def test_addresses_are_taken_where_they_are_known(story: Story) -> None:
    """Where the places lie on the web, their ids are their addresses there."""
    layers = [layer_collection(story, "areas", None)]
    found = json.loads(linked_places(layers, lambda layer, name: f"https://example.org/{layer}/{name}"))
    assert found["features"][0]["@id"] == "https://example.org/areas/area-one"


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_kind_has_a_class_of_geonames_and_a_concept(kind: str) -> None:
    """Each kind of feature is one of the seven classes, and a numbered concept of the AAT."""
    fclass, concept, label = TYPES[kind]
    assert fclass in "AHLPRST"
    assert concept.isdigit()
    assert label

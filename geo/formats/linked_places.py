"""Linked Places format 1.3 (GeoJSON-LD): what historical gazetteers read. It holds places, and nothing but places.

Statements, mentions and events are left out, and whoever asks is told. Each place has names with citations, types of
the Getty AAT, feature classes of GeoNames, dates, certainty and links. Precision is a property: the format has no
place for it.
"""

from collections.abc import Sequence
from typing import Any

from geo.export import Address, json_bytes, licence_text, urns
from geo.feature import Feature
from geo.formats.table import Collection, features_left_out, without
from geo.formats.told import title, window

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
NO_PLACES = ("statement", "mention", "event")
AAT = "http://vocab.getty.edu/aat/"
REGION = ("A", "300182722", "region (geographic)")
# kind → feature class of GeoNames, concept of the AAT and its label
TYPES = {
    "country": ("A", "300387506", "country"),
    "district": ("A", "300000705", "district"),
    "area": REGION,
    "zone": REGION,
    "region": ("L", "300182722", "region (geographic)"),
    "city": ("P", "300008389", "city"),
    "town": ("P", "300008375", "town"),
    "village": ("P", "300008372", "village"),
    "road": ("R", "300008217", "road"),
    "corridor": ("R", "300265365", "route"),
    "mountain": ("T", "300008795", "mountain"),
    "pass": ("T", "300259572", "pass"),
    "lake": ("H", "300008680", "lake"),
    "line": ("L", "300182722", "region (geographic)"),
    "airport": ("S", "300000681", "airport"),
    "post": ("S", "300164060", "military installation"),
    "battalion": ("S", "300164060", "military installation"),
    "headquarters": ("S", "300000455", "military base"),
    "monastery": ("S", "300263741", "religious complex"),
    "cathedral": ("S", "300120364", "religious structure"),
    "bridge": ("S", "300006073", "hydraulic structure"),
}
UNKNOWN_TYPE = ("S", "300000809", "site")
LANGUAGES = {"name": "en", "name_az": "az", "name_hy": "hy", "name_ru": "ru"}


def linked_places(collections: Sequence[Collection], address: Address | None = None) -> bytes:
    """The places of all layers; without `address` each has a URN that stays the same."""
    address = address or urns(collections[0]["metadata"]["story"]["id"])
    data = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "title": title(collections),
        "description": window(collections),
        "features": [
            _place(feature, one["metadata"], address(one["name"], feature["id"]))
            for one in collections
            for feature in without(one, map(is_place, one["features"]))["features"]
        ],
    }
    return json_bytes(data)


def left_out(collections: Sequence[Collection]) -> list[str]:
    """A sentence for each layer with features that are no places."""
    return features_left_out(
        collections, is_place, "Linked Places holds places, these are statements, mentions or events"
    )


def is_place(feature: Feature) -> bool:
    """Whether the format holds a feature."""
    return feature["properties"]["kind"] not in NO_PLACES


def _place(feature: Feature, about: dict[str, Any], uri: str) -> dict[str, Any]:
    facts = feature["properties"]
    fclass, concept, label = TYPES.get(facts["kind"], UNKNOWN_TYPE)
    when = feature["when"] | {"certainty": facts["certainty"]}
    kind = {"identifier": AAT + concept, "label": label, "sourceLabels": [{"label": facts["kind"], "lang": "en"}]}
    kept = ("feature_id", "edtf", "precision_m", "attributed_to", "in_article", "excerpt_ids", "status")
    told = {"title": facts["name"], "fclasses": [fclass], **{name: facts[name] for name in kept}}
    place = {
        "@id": uri,
        "type": "Feature",
        "properties": told | {"licence": licence_text(about["licenses"]), "worldview": about["worldview"]},
        "when": when,
        "names": _names(facts),
        "types": [kind],
        "geometry": _geometry(feature, about, when),
        "links": _links(facts),
    }
    return place | ({"descriptions": [{"value": facts["note"], "lang": "en"}]} if facts["note"] else {})


def _names(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The names in four languages and the older ones; the feature's sources are cited for each."""
    cited = {"citations": [{"label": source} for source in facts["sources"]]}
    named = [{"toponym": facts[field], "lang": lang} | cited for field, lang in LANGUAGES.items() if facts[field]]
    return named + [{"toponym": other} | cited for other in facts.get("other_names") or []]


def _geometry(feature: Feature, about: dict[str, Any], when: dict[str, Any]) -> dict[str, Any]:
    """A collection of one geometry with its own dates, sources and certainty; of none for a thing without a place."""
    cited = [{"label": one["title"]} | ({"@id": one["path"]} if "path" in one else {}) for one in about["sources"]]
    more = {"when": when, "citations": cited, "certainty": feature["properties"]["certainty"]}
    geometries = [feature["geometry"] | more] if feature["geometry"] else []
    return {"type": "GeometryCollection", "geometries": geometries}


def _links(facts: dict[str, Any]) -> list[dict[str, str]]:
    """The same place in GeoNames and Wikidata, as near as tables of places come to one another."""
    found = {
        "https://sws.geonames.org/{}/": facts.get("geonames"),
        "http://www.wikidata.org/entity/{}": facts.get("wikidata"),
    }
    return [{"type": "closeMatch", "identifier": uri.format(one)} for uri, one in found.items() if one]

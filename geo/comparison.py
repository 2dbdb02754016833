"""Two or more stories on one map: the places that only one of them names, those that several do, and all their words.

Each story gets a letter, a, b, c, d; what is a story's own has an id that begins with it. A place is the same place in
two stories if both know it under one id, or under one name and so near that neither's precision tells them apart.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.errors import StoryError
from geo.extract.names import fold
from geo.extract.resolve import distance
from geo.feature import Feature
from geo.story import Story

LETTERS = "abcd"
COUNTS = {2: "Two", 3: "Three", 4: "Four"}
NEAR_KM = 25.0  # what gazetteers differ by in a town's point, besides its stated precision
PLACES, SHARED = "article-places", "shared"
_TOLD = ("article-statements", "article-mentions")
_CONTEXT = ("context-places", "context-events")
_NAMES = ("name", "name_az", "name_hy", "name_ru")


@dataclass(frozen=True)
class Joined:
    """One place: its id in the comparison, and the feature each story has of it, by the story's letter."""

    id: str
    features: dict[str, Feature]

    @property
    def layer(self) -> str:
        """The layer it is drawn in: the one story's own, or the one of what several name."""
        return SHARED if len(self.features) > 1 else f"only-{next(iter(self.features))}"


@dataclass(frozen=True)
class Comparison:
    """What is drawn (GeoJSON features, EPSG:4326, by layer) and what the reader shows, in its own form."""

    stories: dict[str, Story]
    places: list[Joined]
    layers: dict[str, list[Feature]]
    payload: dict[str, Any]


def compare(stories: Sequence[Story]) -> Comparison:
    """Two to four stories as one; raises StoryError for fewer, more, or the same one twice."""
    if not 2 <= len(stories) <= len(LETTERS) or len({story.id for story in stories}) < len(stories):
        raise StoryError("two to four different stories can be compared", mend="Choose them again")
    lettered = dict(zip(LETTERS, stories, strict=False))
    places = join_places(lettered)
    return Comparison(lettered, places, _drawn(lettered, places), _payload(lettered, places))


def join_places(stories: dict[str, Story]) -> list[Joined]:
    """The places of all stories, in their order, each once."""
    joined: list[dict[str, Feature]] = []
    for letter, story in stories.items():
        for feature in story.features(PLACES):
            known = (mine for mine in joined if letter not in mine and any(same(feature, o) for o in mine.values()))
            found = next(known, None)
            if found is None:
                joined.append({letter: feature})
            else:
                found[letter] = feature
    return [Joined(f"{''.join(mine)}-{next(iter(mine.values()))['id']}", mine) for mine in joined]


def same(one: Feature, other: Feature) -> bool:
    """Whether two stories' features are one place."""
    if one["id"] == other["id"]:
        return True
    if not names(one) & names(other) or not (one["geometry"] and other["geometry"]):
        return False
    (lon, lat), (other_lon, other_lat) = _point(one), _point(other)
    reach = NEAR_KM + (one["properties"]["precision_m"] + other["properties"]["precision_m"]) / 1000
    return bool(distance(lat, lon, other_lat, other_lon) <= reach)


def names(feature: Feature) -> set[str]:
    """All names of a place as they are compared; "Stepanakert / Khankendi" is two."""
    properties = feature["properties"]
    given = [properties[field] for field in _NAMES] + list(properties.get("other_names", []))
    return {fold(part) for name in given for part in name.split(" / ") if part.strip()}


def _point(feature: Feature) -> tuple[float, float]:
    """A point of the place: its own, or the middle of the box around what was drawn."""
    numbers = list(_flat(feature["geometry"]["coordinates"]))
    lons, lats = numbers[::2], numbers[1::2]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _flat(coordinates: Any) -> Iterable[float]:
    if isinstance(coordinates, list | tuple):
        for part in coordinates:
            yield from _flat(part)
    else:
        yield coordinates


def _drawn(stories: dict[str, Story], places: Iterable[Joined]) -> dict[str, list[Feature]]:
    """What has a shape: the layers around the stories, each once, then the places."""
    drawn: dict[str, list[Feature]] = {}
    for story in stories.values():
        for layer in story.layers:
            if layer.id not in (PLACES, *_TOLD):
                drawn.setdefault(layer.id, story.features(layer.id))
    for one in places:
        feature = next(iter(one.features.values()))
        drawn.setdefault(one.layer, []).append({**feature, "id": one.id})
    return drawn


def _payload(stories: dict[str, Story], places: list[Joined]) -> dict[str, Any]:
    """The stories' payloads as one, with the ids of the comparison."""
    told = {letter: story.payload() for letter, story in stories.items()}
    renamed = {letter: _renamed(letter, payload, places) for letter, payload in told.items()}
    layers: dict[str, Any] = {}
    features: dict[str, Any] = {}
    for letter, payload in told.items():
        for layer in payload["layers"]:
            if layer["id"] not in (PLACES, *_TOLD):
                layers.setdefault(layer["id"], layer)
        for item in renamed[letter]["features"]:
            known = features.setdefault(item["id"], item)
            if known is not item:
                _unite(known, item)
    return {
        **next(iter(told.values())),
        "story": _story(stories, told),
        "window": _around([payload["window"] for payload in told.values()]),
        "extent": _around([payload["extent"] for payload in told.values()]),
        "home": _box([payload["home"] for payload in told.values()]),
        "presets": [
            {"id": f"days-{letter}", "label": f"Days of {letter.upper()}", **payload["window"]}
            for letter, payload in told.items()
        ],
        "groups": _once(group for payload in told.values() for group in payload["groups"]),
        "layers": [*layers.values(), *_layers(stories, told, places)],
        "features": list(features.values()),
        "excerpts": [excerpt for one in renamed.values() for excerpt in one["excerpts"]],
        "problems": _once(problem for payload in told.values() for problem in payload["problems"]),
    }


def _renamed(letter: str, payload: dict[str, Any], places: list[Joined]) -> dict[str, Any]:
    """A story's features and excerpts under their ids in the comparison."""
    at = {one.features[letter]["id"]: one for one in places if letter in one.features}
    own = {item["id"] for item in payload["features"] if item["layer"] in _TOLD}

    def name(given: str | None) -> str | None:
        if given in at:
            return at[given].id
        return f"{letter}-{given}" if given in own else given

    def layer(item: dict[str, Any]) -> str:
        if item["layer"] == PLACES:
            return at[item["id"]].layer
        return f"{letter}-{item['layer']}" if item["layer"] in _TOLD else str(item["layer"])

    features = [
        {
            **item,
            "id": name(item["id"]),
            "layer": layer(item),
            "place": name(item["place"]),
            "excerpt_ids": [f"{letter}-{excerpt}" for excerpt in item["excerpt_ids"]],
        }
        for item in payload["features"]
    ]
    excerpts = [_excerpt(letter, excerpt, payload["story"], name) for excerpt in payload["excerpts"]]
    return {"features": features, "excerpts": excerpts}


def _excerpt(
    letter: str, excerpt: dict[str, Any], story: dict[str, Any], name: Callable[[str | None], str | None]
) -> dict[str, Any]:
    """An excerpt under its id in the comparison, with its story's letter and publisher; `name` renames features."""
    return {
        **excerpt,
        "id": f"{letter}-{excerpt['id']}",
        "paragraph": f"{excerpt['paragraph']} · {letter.upper()}, {story['publisher'] or story['title']}",
        "language": story["language"],
        "statement_ids": [name(one) for one in excerpt["statement_ids"]],
        "marks": [
            {**mark, "mention_id": name(mark["mention_id"]), "feature_id": name(mark["feature_id"])}
            for mark in excerpt["marks"]
        ],
    }


def _unite(known: dict[str, Any], other: dict[str, Any]) -> None:
    """One feature of what two stories say of it."""
    for field in ("excerpt_ids", "spans", "sources", "other_names"):
        known[field] = _once([*known[field], *other[field]])
    for field in ("date_text", "note", "status"):
        known[field] = "; ".join(_once(text for text in (known[field], other[field]) if text))
    known["in_article"] = known["in_article"] or other["in_article"]
    if other["names"]["en"] != known["names"]["en"]:
        known["other_names"] = _once([*known["other_names"], other["names"]["en"]])


def _story(stories: dict[str, Story], told: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the page says of the stories together; there is no one text, so there is no sha256."""
    named = [f"{letter.upper()} is “{story.title}” ({_short(story)})" for letter, story in stories.items()]
    said = [payload["story"] for payload in told.values()]
    return {
        **said[0],
        "id": "compared",
        "title": f"{COUNTS[len(stories)]} articles compared",
        "summary": f"{'; '.join(named)}.",
        "publisher": " · ".join(_once(one["publisher"] for one in said if one["publisher"])),
        "published": "",
        "sha256": "",
        "coverage_text": f"{len(stories)} articles",
        "attribution": " ".join(_once(one["attribution"] for one in said)),
    }


def _layers(stories: dict[str, Story], told: dict[str, dict[str, Any]], places: list[Joined]) -> list[dict[str, Any]]:
    """The places by who names them, then each story's statements and mentions."""
    by_id = {letter: {layer["id"]: layer for layer in payload["layers"]} for letter, payload in told.items()}
    found = {one.layer for one in places}
    layers = []
    for letter, story in stories.items():
        words = f"Places that of these articles only {letter.upper()} names: {story.title}."
        only = {"id": f"only-{letter}", "title": f"Only in {letter.upper()}", "description": words}
        layers += [{**by_id[letter][PLACES], **only}] if only["id"] in found else []
    both = {"id": SHARED, "title": "In both" if len(stories) == 2 else "In several"}
    credit = " ".join(_once(one[PLACES]["attribution"] for one in by_id.values()))
    shared = {**by_id["a"][PLACES], **both, "description": "Places that more than one of these articles names."}
    layers += [{**shared, "attribution": credit}] if SHARED in found else []
    for letter in stories:
        for name in _TOLD:
            if layer := by_id[letter].get(name):
                layers.append({**layer, "id": f"{letter}-{name}", "title": f"{letter.upper()}: {layer['title']}"})
    return layers


def _short(story: Story) -> str:
    return story.article.publisher or story.title


def _around(windows: list[dict[str, str]]) -> dict[str, str]:
    return {"from": min(one["from"] for one in windows), "to": max(one["to"] for one in windows)}


def _box(homes: list[list[float]]) -> list[float]:
    """The box around all boxes: west, south, east, north in degrees."""
    west, south, east, north = zip(*homes, strict=True)
    return [min(west), min(south), max(east), max(north)]


def _once(items: Iterable[Any]) -> list[Any]:
    """The different ones, in their order; they may be lists or records."""
    kept: list[Any] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept

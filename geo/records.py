"""A story's own tables (places, statements, mentions, events) → features. One row, one feature.

Points are WGS 84 (EPSG:4326), precision in metres. A statement or a mention without a literal place has
geometry null: a government is not a point.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from shapely import from_wkt, to_geojson
from shapely.errors import ShapelyError

from geo.article import Article, Excerpt
from geo.article import Mention as MentionRecord
from geo.feature import Feature, fresh_properties
from geo.tables import Row
from geo.timespan import parse_edtf

PLACE_COLUMNS = (
    *("id", "kind", "name", "name_az", "name_hy", "name_ru", "other_names", "country", "lon", "lat"),
    *("precision_m", "coordinate_source", "geonames", "wikidata", "note"),
)
STATEMENT_COLUMNS = (
    *("id", "title", "edtf", "date_precision", "date_words", "tense", "certainty", "claim", "place"),
    *("other_places", "attributed_to", "actors", "sentence", "note"),
)
EVENT_COLUMNS = (
    *("id", "title", "edtf", "date_precision", "category", "place", "other_places"),
    *("source", "source_url", "verification", "note"),
)
LICENCE = "CC-BY-4.0"
TENSES = ("past", "future", "ongoing")
_VERIFIED = {"verified": "certain", "partly": "less-certain", "unverified": "uncertain"}
_REVIEWED = {"verified": "certain", "unverified": "less-certain"}
_REVIEWED |= dict.fromkeys(("unreviewed", "unidentifiable"), "uncertain")
_COARSE = ("day", "month", "year")
_USED = {
    "literal": "",
    "metonymic": "A place's name that stands for somebody.",
    "institutional": "Part of a name or a title.",
    "demonymic": "A people, not a place.",
}
_NAMES = ("name", "name_az", "name_hy", "name_ru")

Places = Mapping[str, Row]


def statement_feature(row: Row, places: Places, article: Article) -> Feature:
    """A statement of the article, at the place it is about; raises ValueError or GeoError for a bad row."""
    if row["tense"] not in TENSES:
        raise ValueError(f"tense must be one of {', '.join(TENSES)}")
    place = _known(row["place"], places) if row["place"] else {}
    return _feature(
        row["id"],
        row["edtf"],
        place,
        kind="statement",
        name=row["title"],
        date_precision=row["date_precision"],
        certainty=row["certainty"],
        role="place" if place else "actor",
        attributed_to=row["attributed_to"],
        sources=[f"The article, sentence {row['sentence']}"],
        excerpt_ids=list(article.said_in.get(row["id"], [])),
        in_article=True,
        note=row["note"],
        title=row["title"],
        date_words=row["date_words"],
        tense=row["tense"],
        claim=row["claim"],
        actors=row["actors"],
        other_places=[_known(name, places)["id"] for name in _split(row["other_places"])],
        **_review(row.get("review", "")),
    )


def mention_feature(
    mention: MentionRecord, places: Places, article: Article, statements: Mapping[str, Feature]
) -> Feature:
    """A mention; a point only if it fixes a place. Named neutrally: its own words are in the excerpt."""
    place = _known(mention.place, places) if mention.place else {}
    around = article.excerpt_around(mention)
    told = _told(mention, around, statements)
    dates = [around.edtf] if around and around.edtf else [facts["edtf"] for facts in told]
    if not dates:
        raise ValueError("no statement dates it")
    meant = mention.actor or place.get("name") or mention.text
    literal = mention.usage == "literal" and bool(place)
    return _feature(
        mention.id,
        _hull(dates),
        place if mention.marker else {},
        kind="mention",
        **({field: place[field] for field in _NAMES} if literal else {"name": meant}),
        date_precision=_coarsest(facts["date_precision"] for facts in told),
        precision_m=int(place.get("precision_m", 0)),
        certainty=mention.certainty,
        role=mention.role,
        sources=[f"The article, sentence {mention.sentence}"],
        excerpt_ids=[around.id] if around else _distinct(facts["excerpt_ids"] for facts in told),
        in_article=True,
        note=" ".join(text for text in (_USED[mention.usage], mention.note) if text),
        place=place["id"] if literal else None,
        usage=mention.usage,
        spans=_several(dates),
        **_review(mention.review),
    )


def _told(mention: MentionRecord, around: Excerpt | None, statements: Mapping[str, Feature]) -> list[dict[str, Any]]:
    """The statements a mention belongs to: its excerpt's, else the one it names, else its sentence's."""
    ids = around.statements if around else (mention.statement,)
    found = [statements[name] for name in ids if name in statements]
    if not found:
        sentence = f"The article, sentence {mention.sentence}"
        found = [fact for fact in statements.values() if sentence in fact["properties"]["sources"]]
    return [fact["properties"] for fact in found]


def by_place(features: Iterable[Feature]) -> dict[str, list[Feature]]:
    """Statements, mentions or events by the id of each place they belong to."""
    found: dict[str, list[Feature]] = defaultdict(list)
    for feature in features:
        for place in _places_of(feature):
            found[place].append(feature)
    return found


def article_place_feature(
    place: Row, about: Sequence[Feature], statements: Mapping[str, Feature], article: Article
) -> Feature:
    """A place the article means literally, with every excerpt of the mentions and statements `about` it."""
    named = [fact["properties"] for fact in about if fact["properties"]["kind"] == "mention"]
    ids = {excerpt for fact in about for excerpt in fact["properties"]["excerpt_ids"]}
    excerpts = [one for _, one in sorted(article.numbered[name] for name in ids)]
    said = {statement for excerpt in excerpts for statement in excerpt.statements}
    facts = [statements[name]["properties"] for name in said if name in statements]
    dates = [fact["edtf"] for fact in facts] + [excerpt.edtf for excerpt in excerpts if excerpt.edtf]
    dates = dates or [fact["edtf"] for fact in named]
    role = "place" if any(fact["role"] == "place" for fact in named) else "background"
    return _place_feature(
        place,
        dates,
        date_precision=_coarsest(fact["date_precision"] for fact in facts),
        role=role,
        excerpt_ids=[excerpt.id for excerpt in excerpts],
        in_article=True,
        sources=[f"Coordinates: {place['coordinate_source']}", "Named in the article"],
        **_review(place.get("review", "")),
        **({"certainty": _REVIEWED[place["review"]]} if place.get("review") else {}),
    )


def context_place_feature(place: Row, events: Iterable[Feature]) -> Feature:
    """A place that only the context events need, dated by them."""
    facts = [event["properties"] for event in events if place["id"] in _places_of(event)]
    return _place_feature(
        place,
        [fact["edtf"] for fact in facts],
        date_precision=_coarsest(fact["date_precision"] for fact in facts),
        role="context",
        sources=[f"Coordinates: {place['coordinate_source']}"],
    )


def event_feature(row: Row, places: Places) -> Feature:
    """An event that the article does not mention; raises ValueError or GeoError for a bad row."""
    if row["verification"] not in _VERIFIED:
        raise ValueError(f"verification must be one of {', '.join(_VERIFIED)}")
    if not row["source"]:
        raise ValueError("has no source")
    return _feature(
        row["id"],
        row["edtf"],
        _known(row["place"], places),
        kind="event",
        name=row["title"],
        date_precision=row["date_precision"],
        certainty=_VERIFIED[row["verification"]],
        role="context",
        sources=[" ".join(text for text in (row["source"], row["source_url"]) if text)],
        note=row["note"],
        title=row["title"],
        verification=row["verification"],
        category=row["category"],
        other_places=[_known(name, places)["id"] for name in _split(row["other_places"])],
    )


def _feature(feature_id: str, edtf: str, at: Row, **given: Any) -> Feature:
    metres = int(at["precision_m"]) if at else 0
    facts = {"licence": LICENCE, "precision_m": metres, "place": at.get("id"), **given}
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": _geometry(at) if at else None,
        "properties": fresh_properties(feature_id, edtf, **facts),
    }


def _geometry(at: Row) -> dict[str, Any]:
    """A place's point, or the area that was drawn for it (its column `wkt`)."""
    if not at.get("wkt"):
        return {"type": "Point", "coordinates": [float(at["lon"]), float(at["lat"])]}
    try:
        drawn: dict[str, Any] = json.loads(to_geojson(from_wkt(at["wkt"])))
    except ShapelyError as error:
        raise ValueError(f"wkt cannot be read ({error})") from error
    return drawn


def _review(standing: str) -> dict[str, str]:
    """How far a person has looked at it; the features of a story made by hand do not have it."""
    return {"review": standing} if standing else {}


def _place_feature(place: Row, dates: list[str], **given: Any) -> Feature:
    if not dates:
        raise ValueError("nothing dated happens there: no statement, mention or event names it")
    names = {field: place[field] for field in _NAMES}
    facts = {"kind": place["kind"], "note": place["note"], "spans": _several(dates), **names, **given}
    facts |= {"country": place["country"], "geonames": place["geonames"], "wikidata": place["wikidata"]}
    return _feature(place["id"], _hull(dates), place, other_names=_split(place["other_names"]), **facts)


def _places_of(feature: Feature) -> set[str]:
    properties = feature["properties"]
    return {properties["place"], *properties.get("other_places", [])} - {None, ""}


def _known(name: str, places: Places) -> Row:
    if name not in places:
        raise ValueError(f'there is no "{name}"')
    return places[name]


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _several(dates: Iterable[str]) -> list[str]:
    """The different EDTF expressions, the earliest first; an open start comes before all."""
    return sorted(set(dates), key=lambda edtf: (str(parse_edtf(edtf).start or ""), edtf))


def _distinct(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(entry for entries in lists for entry in entries))


def _coarsest(precisions: Iterable[str]) -> str:
    return max(precisions, key=_COARSE.index, default="day")


def _hull(dates: list[str]) -> str:
    """One EDTF expression from the first day of all to the last, in the words of those that say so."""
    if len(set(dates)) <= 1:
        return dates[0] if dates else ""
    found = [parse_edtf(edtf) for edtf in dates]
    first = min(found, key=lambda span: span.start or date.min).edtf.partition("/")[0]
    last = max(found, key=lambda span: span.end or date.max).edtf.rpartition("/")[2]
    return first if first == last != ".." else f"{first}/{last}"

"""A story → the JSON the reader draws: every word of the page, as data and never as markup."""

from typing import Any

from geo.article import Article, Excerpt, Mention
from geo.catalog import Layer
from geo.feature import Feature, iso, spans
from geo.timespan import date_text

_STORY = ("publisher", "author", "published", "url", "language", "sha256", "coverage", "coverage_text")
_LAYER = ("id", "title", "group", "style", "certainty", "precision_m", "licence", "attribution")
_LAYER_WORDS = ("description", "worldview", "valid")
_FEATURE = ("kind", "edtf", "date_precision", "precision_m", "certainty", "role", "attributed_to")
_FEATURE_LINKS = ("sources", "licence", "excerpt_ids", "in_article", "note", "status")


def story_payload(facts: dict[str, Any], article: Article) -> dict[str, Any]:
    """What the page says about the story and its article."""
    told = {field: getattr(article, field) for field in (*_STORY, "attribution")}
    return {**{field: facts[field] for field in ("id", "title", "summary")}, **told}


def pairs_payload(facts: dict[str, Any]) -> list[dict[str, str]]:
    """Pairs of dates worth comparing: the story's own, or the first and the last day of its window."""
    ends = facts["window"]
    usual = {"id": "window", "label": "First and last day", "from": ends["from"], "to": ends["to"]}
    return facts.get("pairs") or [usual]


def layer_payload(layer: Layer, on: bool) -> dict[str, Any]:
    """A layer as the layer control and the legend show it; precision in metres."""
    told = {field: getattr(layer, field) for field in (*_LAYER, *_LAYER_WORDS)}
    return {**told, "on": on}


def feature_payload(feature: Feature, layer_id: str) -> dict[str, Any]:
    """A feature without its outline: `point` is [longitude, latitude] in WGS 84, or None."""
    properties, geometry = feature["properties"], feature["geometry"]
    at = geometry["coordinates"] if geometry and geometry["type"] == "Point" else None
    languages = {"en": "name", "az": "name_az", "hy": "name_hy", "ru": "name_ru"}
    return {
        "id": feature["id"],
        "layer": layer_id,
        **{field: properties[field] for field in (*_FEATURE, *_FEATURE_LINKS)},
        "names": {language: properties[field] for language, field in languages.items()},
        "other_names": properties.get("other_names", []),
        "spans": [[iso(span.start), iso(span.end)] for span in spans(feature)],
        "date_text": _when(feature),
        "point": at,
        **{field: properties.get(field) for field in ("place", "verification", "tense", "title")},
        **({"review": properties["review"]} if "review" in properties else {}),
    }


def _when(feature: Feature) -> str:
    """A few dates are told one by one, more as the stretch from the first to the last."""
    told = [date_text(span.edtf) for span in spans(feature)]
    if len(told) <= 3:
        return "; ".join(told)
    return f"{len(told)} dates: {date_text(feature['properties']['edtf'])}"


def excerpt_payload(excerpt: Excerpt, article: Article, known: set[str]) -> dict[str, Any]:
    """An excerpt with its marks, longest first where they nest; `known` are the ids of all features."""
    return {
        **{field: getattr(excerpt, field) for field in ("id", "paragraph", "sentence", "start", "end")},
        **{field: getattr(excerpt, field) for field in ("prefix", "exact", "suffix")},
        "statement_ids": [statement for statement in excerpt.statements if statement in known],
        "marks": [
            _mark(mention, excerpt, known) for mention in article.named_in.get(excerpt.id, []) if mention.id in known
        ],
    }


def _mark(mention: Mention, excerpt: Excerpt, known: set[str]) -> dict[str, Any]:
    """Offsets count code points from the excerpt's first; a literal mention leads to its place."""
    to_place = mention.usage == "literal" and mention.place in known
    return {
        "start": mention.start - excerpt.start,
        "end": mention.end - excerpt.start,
        "mention_id": mention.id,
        "feature_id": mention.place if to_place else mention.id,
        "role": mention.role,
    }

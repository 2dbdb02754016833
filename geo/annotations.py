"""W3C Web Annotations of a story's article (JSON-LD): one for each mention and one for each statement.

A target is the article's text file, named by its hash (RFC 6920, `ni:`), with the positions of the words
(TextPositionSelector: code points, end exclusive) and the words themselves (TextQuoteSelector). Words that stand in
no excerpt are not here, and neither is their quotation: only their position. Bodies identify the place or whoever is
meant, describe what is stated, and tag role, usage, tense, claim and date.
"""

from base64 import urlsafe_b64encode
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from geo.article import Article, Excerpt, Mention
from geo.export import Address, urns
from geo.feature import Feature
from geo.story import Story

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
STATEMENTS, MENTIONS = "article-statements", "article-mentions"
AROUND = 32  # code points of prefix and suffix, at most
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def annotations(story: Story, uri: str = "", address: Address | None = None) -> dict[str, Any]:
    """An AnnotationCollection in one page; `uri` is its own, `address` gives those of features (URNs without)."""
    address = address or urns(story.id)
    uri = uri or uuid5(NAMESPACE_URL, story.id).urn
    places = {one["id"]: layer.id for layer in story.layers for one in story.features(layer.id)}
    written = _Written(story.article, uri, address, places)
    items = [written.statement(one) for one in story.features_if_any(STATEMENTS)]
    mentioned = {one["id"]: one for one in story.features_if_any(MENTIONS)}
    items += [written.mention(one, mentioned[one.id]) for one in story.article.mentions if one.id in mentioned]
    page = {"id": f"{uri}#page", "type": "AnnotationPage", "partOf": uri, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": uri,
        "type": "AnnotationCollection",
        "label": story.title,
        "total": len(items),
        "first": page,
    }


class _Written:
    """The annotations of one article; `layers` tells the layer of each feature."""

    def __init__(self, article: Article, uri: str, address: Address, layers: dict[str, str]) -> None:
        self.article, self.uri, self.address, self.layers = article, uri, address, layers

    def statement(self, feature: Feature) -> dict[str, Any]:
        """What is stated, by whom, where and when; its targets are the excerpts that carry it."""
        facts = feature["properties"]
        bodies = [_text("describing", facts["name"]), _text("tagging", facts["edtf"])]
        bodies += [_text("tagging", facts[name]) for name in ("tense", "claim") if facts.get(name)]
        bodies += [_text("identifying", facts["attributed_to"])] if facts["attributed_to"] else []
        bodies += self._place(facts.get("place"))
        excerpts = [one for one in self.article.excerpts if one.id in facts["excerpt_ids"]]
        return self._annotation(feature, "describing", bodies, [self._target(*_whole(one)) for one in excerpts])

    def mention(self, mention: Mention, feature: Feature) -> dict[str, Any]:
        """Which place a name means, or whom words for a place stand for."""
        facts = feature["properties"]
        place = self._place(facts.get("place"))
        bodies = [*(place or [_text("identifying", facts["name"])]), _text("tagging", mention.usage)]
        bodies.append(_text("tagging", mention.role))
        around = self.article.excerpt_around(mention)
        quote = _within(around, mention) if around else None
        return self._annotation(feature, "identifying", bodies, [self._target(mention.start, mention.end, quote)])

    def _annotation(
        self, feature: Feature, motivation: str, bodies: list[dict[str, Any]], targets: list[dict[str, Any]]
    ) -> dict[str, Any]:
        return {
            "id": f"{self.uri}#{feature['id']}",
            "type": "Annotation",
            "motivation": motivation,
            "rights": LICENCE,
            "body": bodies,
            "target": targets,
        }

    def _place(self, place: str | None) -> list[dict[str, Any]]:
        if not place or place not in self.layers:
            return []
        source = self.address(self.layers[place], place)
        return [{"type": "SpecificResource", "purpose": "identifying", "source": source}]

    def _target(self, start: int, end: int, quote: dict[str, str] | None) -> dict[str, Any]:
        source = {"id": _named_by_hash(self.article.sha256), "type": "Text", "format": "text/plain"}
        source |= {"language": self.article.language, "dcterms:bibliographicCitation": self.article.attribution}
        source |= {"via": self.article.url} if self.article.url else {}
        selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
        selectors += [{"type": "TextQuoteSelector", **quote}] if quote else []
        return {"type": "SpecificResource", "source": source, "selector": selectors}


def _whole(excerpt: Excerpt) -> tuple[int, int, dict[str, str]]:
    quote = {name: getattr(excerpt, name) for name in ("exact", "prefix", "suffix")}
    return excerpt.start, excerpt.end, {name: words for name, words in quote.items() if words}


def _within(excerpt: Excerpt, mention: Mention) -> dict[str, str]:
    """The mention's words, and what stands around them in their excerpt."""
    first, last = mention.start - excerpt.start, mention.end - excerpt.start
    words = excerpt.exact
    quote = {"exact": words[first:last], "prefix": words[max(0, first - AROUND) : first]}
    quote["suffix"] = words[last : last + AROUND]
    return {name: part for name, part in quote.items() if part}


def _text(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _named_by_hash(sha256: str) -> str:
    """The file's name by RFC 6920: its hash in base64url."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")

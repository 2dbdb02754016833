"""What a review came to → GeoJSON (RFC 7946): the places of an article with words, status, certainty and source.

Rejected names are left out; what nobody has reviewed says so. Only short excerpts of the article travel along.
"""

from typing import Any

from geo.draft import Draft, PlaceItem, state
from geo.export import right_handed
from geo.stated import told

EXCERPT = 240  # characters of the article around a name, at most


def collection(draft: Draft) -> dict[str, Any]:
    """A FeatureCollection (EPSG:4326) of every name that was not rejected; those without a place have no geometry."""
    now = state(draft)
    return {
        "type": "FeatureCollection",
        "metadata": {
            **now.facts,
            "sources": sorted({one.chosen.source for one in now.places.values() if one.chosen}),
            "dates": [
                {"words": one.text, "edtf": one.edtf, "precision": one.precision, "status": one.status}
                for one in now.dates.values()
                if one.status != "rejected"
            ],
            "statements": [_statement(one) for one in told(draft)],
        },
        "features": [_feature(draft, one) for one in now.places.values() if one.status != "rejected"],
    }


def _feature(draft: Draft, item: PlaceItem) -> dict[str, Any]:
    chosen = None if item.status == "unidentifiable" else item.chosen
    by_hand = item.point or item.geometry
    return {
        "type": "Feature",
        "id": item.id,
        "geometry": None if item.status == "unidentifiable" else _geometry(item),
        "properties": {
            "name": chosen.name if chosen else item.text,
            "words": item.text,
            "excerpt": _excerpt(draft, item),
            "status": item.status,
            "usage": item.usage,
            "role": item.role,
            "marker": item.marker,
            "refers_to": item.refers_to,
            "confidence": item.confidence if item.status == "unreviewed" else None,
            "placed": "by hand" if by_hand else "by the gazetteer",
            "precision_m": None if by_hand or not chosen else chosen.precision_m,
            "kind": chosen.kind if chosen else None,
            "country": chosen.country if chosen else None,
            "note": chosen.note if chosen else "",
            "names": chosen.names if chosen else {},
            "geonames": chosen.geonames if chosen else None,
            "wikidata": chosen.wikidata if chosen else "",
            "source": chosen.source if chosen else "",
            "reasons": list(chosen.reasons if chosen else item.reasons),
            "start": item.start,
            "end": item.end,
        },
    }


def _statement(one: dict[str, Any]) -> dict[str, Any]:
    kept = ("edtf", "tense", "speaker", "claim", "place_basis", "sentence", "start", "end")
    words = one["words"] if len(one["words"]) <= EXCERPT else f"{one['words'][: EXCERPT - 2].rsplit(' ', 1)[0]} …"
    return {"excerpt": words, "places": [place["id"] for place in one["places"]], **{name: one[name] for name in kept}}


def _geometry(item: PlaceItem) -> dict[str, Any] | None:
    if item.geometry:
        return right_handed(item.geometry)
    if item.point:
        return {"type": "Point", "coordinates": list(item.point)}
    return {"type": "Point", "coordinates": [item.chosen.lon, item.chosen.lat]} if item.chosen else None


def _excerpt(draft: Draft, item: PlaceItem) -> str:
    """The sentence that the name stands in, cut around the name where it is long."""
    spans = ((one.start, one.end) for one in draft.extraction.sentences if one.start <= item.start < one.end)
    start, end = next(spans, (item.start, item.end))
    room = (EXCERPT - (item.end - item.start)) // 2
    first, last = max(start, item.start - room), min(end, item.end + room)
    words = draft.text.text[first:last].strip()
    return f"{'… ' if first > start else ''}{words}{' …' if last < end else ''}"

"""What a story says of itself and of its article: days, extent, layers with their sources and licences."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median
from typing import Any

from geo.draft import Draft, State
from geo.errors import GeoError
from geo.extract.records import Candidate
from geo.facts import LONGEST
from geo.timespan import Window, date_text, parse_edtf
from geo.told.items import BY_HAND, WEAKEST, Items, undated
from geo.told.quotes import SHARE, Quote, holding
from geo.told.rows import SURE

NEAR = timedelta(days=31)  # of the publication: what the window opens with
ROOM = timedelta(days=7)  # beyond the first and the last day, so that both ends of the window can be moved
CAUCASUS = (43.0, 38.0, 51.0, 42.5)  # west, south, east, north: where the bundled boundaries lie
CLOSE, FAR = 8.0, 4.0  # degrees that never count as far from the middle; beyond, so many times the usual distance
WORLD = [-170.0, -56.0, 179.0, 75.0]
_CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_GEONAMES = "GeoNames"
_LAYERS = {
    "article-places": (
        "Places the article names",
        "The places the article means literally. What nobody has reviewed is hollow and grey. A country or a region "
        "is a point with its precision in metres, or an area that was drawn by hand.",
    ),
    "article-statements": (
        "Dated statements of the article",
        "What the article says, with its date, who says it and the place it is about. A claim is a claim: that it is "
        "shown does not mean that it is true.",
    ),
    "article-mentions": (
        "Mentions of places and actors",
        "Every name of a place in the article. A name that stands for a government, an organisation or a people has "
        "no point.",
    ),
}
_GROUPS = [
    {"id": "article", "title": "The article"},
    {"id": "boundaries", "title": "Boundaries"},
    {"id": "peacekeepers", "title": "Peacekeepers"},
]


def title_of(now: State) -> str:
    """The article's title; what is longer than a story's title can be is cut."""
    title = now.facts.get("title") or "Untitled article"
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"


def article_facts(draft: Draft, now: State, sha256: str, whole: bool) -> dict[str, Any]:
    """The head of excerpts.json."""
    known, coverage = now.facts, draft.text.coverage
    day = date_text(known["published"]) if known.get("published") else ""
    title = title_of(now)
    who = ", ".join(filter(None, (f"“{title}”", known.get("author"), known.get("publisher"), day)))
    reuse = (
        "Whoever made this map states the right to publish the whole text."
        if whole
        else "All rights in the text remain with its publisher."
    )
    return {
        "title": title,
        "publisher": known.get("publisher", ""),
        "author": known.get("author", ""),
        "published": day,
        "url": known.get("url", ""),
        "language": known.get("language") or "en",
        "sha256": sha256,
        "offsets": "Unicode code points of the text with this sha256, from 0, end exclusive",
        "text_start": 0,
        "text_end": len(draft.text.text),
        "coverage": 1.0 if coverage is None else coverage,
        "coverage_text": "all of it was read" if coverage is None else f"about {coverage:.0%} of it was at hand",
        "attribution": f"Quotations from {who}. {reuse}",
    }


def story_facts(
    draft: Draft, now: State, found: Items, quoted: list[Quote], name: str, draft_id: str, day: date
) -> dict[str, Any]:
    """story.json; `day` is when it was made."""
    window, extent = _days(found, quoted, undated(now))
    near = _near_bundled(found)
    quoted_share = sum(one.end - one.start + len(one.prefix) + len(one.suffix) for one in quoted)
    share = quoted_share / max(1, len(draft.text.text))
    return {
        "id": name,
        "title": title_of(now),
        "summary": _summary(now, found),
        "draft": draft_id,
        "excerpts_share_limit": 1.0 if now.facts.get("right") == "whole" else max(SHARE, _up(share)),
        "window": _ends(window),
        "extent": _ends(extent),
        "home": _home(_shown(found, quoted, window) or _drawn(found)),
        "presets": [
            {"id": "around", "label": "Around the article", **_ends(window)},
            {"id": "whole", "label": "All its dates", **_ends(extent)},
        ],
        "groups": _GROUPS if near else _GROUPS[:1],
        "boundaries": "off" if near else "none",
        "layers_off": [],
        "layers": [_layer(layer, found, extent, day) for layer in _LAYERS],
        "links": {},
    }


def _summary(now: State, found: Items) -> str:
    every = [one.status for one in now.places.values()] + [one.status for one in now.dates.values()]
    reviewed = sum(status not in ("unreviewed", "unverified") for status in every)
    places = len({name.place for name in found.names if name.drawn})
    return (
        f"{_counted(places, 'place')} and {_counted(len(found.statements), 'statement')} of one article, found by "
        f"rule; {reviewed} of {len(every)} names and dates were reviewed by a person."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _up(share: float) -> float:
    return min(1.0, round(share + 0.01, 2))


def _days(found: Items, quoted: list[Quote], undated: str) -> tuple[Window, Window]:
    """The days of the statements around the publication, and all that the article speaks of."""
    said = [one.edtf for one in found.statements] + [one.edtf for one in quoted] + [one.edtf for one in found.dates]
    spans = _bounded([*said, undated])
    if not spans:
        today = date.today()
        return Window(today, today), Window(today - ROOM, today + ROOM)
    published = _bounded([undated])
    close = [
        (first, last)
        for first, last in spans
        if published and first >= published[0][0] - NEAR and last <= published[0][1] + NEAR
    ]
    window = _hull([*close, *published] or _latest(spans))
    whole = _hull(spans)
    return window, Window(_shifted(whole.start, -ROOM), _shifted(whole.end, ROOM))


def _latest(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Without a date of publication: the last stretch of days that hang together."""
    last = max(end for _, end in spans)
    return [(first, end) for first, end in spans if end >= last - NEAR and end - first <= NEAR] or spans


def _bounded(expressions: Iterable[str]) -> list[tuple[date, date]]:
    """First and last day of those that have both."""
    found = []
    for edtf in expressions:
        try:
            span = parse_edtf(edtf)
        except GeoError:
            continue  # words whose date is not known yet
        if span.start and span.end:
            found.append((span.start, span.end))
    return found


def _hull(spans: list[tuple[date, date]]) -> Window:
    return Window(min(first for first, _ in spans), max(last for _, last in spans))


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _ends(window: Window) -> dict[str, str]:
    return {"from": window.start.isoformat(), "to": window.end.isoformat()}


def _drawn(found: Items) -> list[Candidate]:
    return [name.at for name in found.names if name.drawn and name.at]


def _shown(found: Items, quoted: list[Quote], window: Window) -> list[Candidate]:
    """The places that are on the map at first: those quoted with a date within the window."""
    shown = [quote for quote in quoted if any(_meets(edtf, window) for edtf in _dates_of(found, quote))]
    return [
        name.at for name in found.names if name.drawn and name.at and holding(shown, name.item.start, name.item.end)
    ]


def _dates_of(found: Items, quote: Quote) -> list[str]:
    return [found.statements[index].edtf for index in quote.statements] or [quote.edtf]


def _meets(edtf: str, window: Window) -> bool:
    return any(first <= window.end and window.start <= last for first, last in _bounded([edtf]))


def _home(drawn: list[Candidate]) -> list[float]:
    """The box of most places with some room, in degrees (EPSG:4326); the world, if there is none."""
    if not drawn:
        return WORLD
    drawn = _together(drawn)
    west, east = min(one.lon for one in drawn), max(one.lon for one in drawn)
    south, north = min(one.lat for one in drawn), max(one.lat for one in drawn)
    wide, high = max(0.5, 0.1 * (east - west)), max(0.4, 0.1 * (north - south))
    return [
        round(max(-180.0, west - wide), 3), round(max(-85.0, south - high), 3),
        round(min(180.0, east + wide), 3), round(min(85.0, north + high), 3),
    ]  # fmt: skip


def _together(drawn: list[Candidate]) -> list[Candidate]:
    """Without the few that lie far from the rest: one name abroad must not open the map on the whole world."""
    lon, lat = median(one.lon for one in drawn), median(one.lat for one in drawn)
    away = [max(abs(one.lon - lon), abs(one.lat - lat)) for one in drawn]
    limit = max(CLOSE, FAR * median(away))
    return [one for one, degrees in zip(drawn, away, strict=True) if degrees <= limit]


def _near_bundled(found: Items) -> bool:
    """Whether any place lies where the bundled boundaries are; they are offered there, off at first: nothing more."""
    west, south, east, north = CAUCASUS
    return any(west <= one.lon <= east and south <= one.lat <= north for one in _drawn(found))


def _layer(name: str, found: Items, extent: Window, day: date) -> dict[str, Any]:
    title, description = _LAYERS[name]
    sources = dict.fromkeys(one.source for one in (each.at for each in found.names) if one)
    reviews = [one.item.status for one in found.names if one.item.status in WEAKEST]
    credit = " and ".join(_credit(one) for one in sources) or "The article"
    weakest = min(reviews, key=WEAKEST.index, default="unreviewed")
    return {
        "name": name,
        "title": title,
        "group": "article",
        "path": f"{name.removeprefix('article-')}.csv",
        "description": description,
        "sources": [{"title": "The article, short excerpts"}, *(_source(one) for one in sources)],
        "licenses": [_CC_BY],
        "attribution": f"{credit}; compiled in a review, CC BY 4.0",
        "retrieved": day.isoformat(),
        "changes": "Found by rule and reviewed by a person; each feature says whether (review)",
        "worldview": "None of ours: labels are those of the gazetteer, both local names where they differ; no label "
        "is a claim to a territory.",
        "precision_m": max((one.precision_m for one in _drawn(found)), default=0),
        "certainty": SURE.get(weakest, "uncertain"),
        "valid": f"{extent.start.isoformat()}/{extent.end.isoformat()}",
        "style": "dotted",
    }


def _source(words: str) -> dict[str, str]:
    if words.startswith(_GEONAMES):
        return {"title": words, "path": "https://www.geonames.org/"}
    return {"title": _credit(words)}


def _credit(words: str) -> str:
    return {"this project": "this project's gazetteer (CC BY 4.0)", BY_HAND: "places marked by hand"}.get(words, words)

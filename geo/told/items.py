"""What of a review is kept: names with where they are, dates, and the statements that join them."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from math import dist

from shapely.geometry import shape

from geo.draft import DateItem, Draft, PlaceItem, State
from geo.extract.records import Candidate, DateMention, Mention, Sentence, Statement

BY_HAND = "placed by hand in the review"
HAND_M = 5000  # metres: what a click on a map of a region is exact to
_METRES = 111_000  # of a degree of latitude
_FINDER = "geo.extract.statements"
WEAKEST = ("unreviewed", "unverified", "verified")


@dataclass(frozen=True)
class Name:
    """A kept name; `at` is where it is taken to be (EPSG:4326), None if nobody can tell."""

    item: PlaceItem
    at: Candidate | None

    @property
    def place(self) -> str:
        """The id of its place in places.csv, empty if it has none."""
        if not self.at:
            return ""
        return self.at.id if self.at.id.startswith("place-") else f"place-{self.at.id}"

    @property
    def drawn(self) -> bool:
        """Whether it is on the map: it means the place itself, and nobody took its marker away."""
        return bool(self.at) and self.item.marker and self.item.usage == "literal"


@dataclass(frozen=True)
class Items:
    """Kept names and dates in text order; the statements' `places` and `dates` are indexes into these."""

    names: tuple[Name, ...]
    dates: tuple[DateItem, ...]
    statements: tuple[Statement, ...]
    sentences: tuple[Sentence, ...]

    def sentence(self, start: int) -> Sentence:
        """The sentence an offset lies in, or the last before it."""
        at = bisect_right([one.start for one in self.sentences], start)
        return self.sentences[max(0, at - 1)] if self.sentences else Sentence(0, 0, 1, 1)

    def review_of(self, statement: Statement) -> str:
        """As weak as the weakest of what a statement joins."""
        joined = [self.names[index].item.status for index in statement.places]
        joined += [self.dates[index].status for index in statement.dates]
        return min((status for status in joined if status in WEAKEST), key=WEAKEST.index, default="unreviewed")

    def by_item(self, now: State) -> tuple[Statement, ...]:
        """The statements with indexes into all items of a review, in the order of their ids."""
        names, dates = list(now.places), list(now.dates)
        return tuple(
            replace(
                one,
                places=tuple(names.index(self.names[index].item.id) for index in one.places),
                dates=tuple(dates.index(self.dates[index].id) for index in one.dates),
            )
            for one in self.statements
        )


def items(draft: Draft, now: State) -> Items:
    """What is kept of a review; rejected names and dates are not."""
    places = sorted((one for one in now.places.values() if one.status != "rejected"), key=_order)
    names = tuple(Name(one, _where(one)) for one in places)
    dates = tuple(sorted((one for one in now.dates.values() if one.status != "rejected"), key=_order))
    statements = _found_before(draft, now, names, dates) if draft.sha256 else _found(draft, now, names, dates)
    return Items(names, dates, statements, draft.extraction.sentences)


def _order(item: PlaceItem | DateItem) -> tuple[int, int]:
    return item.start, -item.end


def _where(item: PlaceItem) -> Candidate | None:
    """The chosen candidate, moved to where a person put it."""
    if item.status == "unidentifiable":
        return None
    if not (item.point or item.geometry):
        return item.chosen
    lon, lat, metres = _by_hand(item)
    known = item.chosen or Candidate("", item.text, "area" if item.geometry else "place", "", lon, lat, 0, "")
    name = f"{known.id or 'hand'}-{item.id}"
    return replace(known, id=name, lon=lon, lat=lat, precision_m=metres, source=BY_HAND)


def _by_hand(item: PlaceItem) -> tuple[float, float, int]:
    """Longitude, latitude and precision in metres: of an area, a point inside it and half of its box's diagonal."""
    if item.point or not item.geometry:
        return *(item.point or (0.0, 0.0)), HAND_M
    area = shape(item.geometry)
    inside = area.representative_point()
    west, south, east, north = area.bounds
    return round(inside.x, 5), round(inside.y, 5), round(dist((west, south), (east, north)) / 2 * _METRES)


def _found(draft: Draft, now: State, names: tuple[Name, ...], dates: tuple[DateItem, ...]) -> tuple[Statement, ...]:
    """The statements of the text as it was reviewed."""
    if not find_spec(_FINDER):
        return _found_before(draft, now, names, dates)
    mentions, days = [_mention(one) for one in names], [_date(one) for one in dates]
    find = import_module(_FINDER).find_statements
    language = now.facts.get("language") or "en"
    return tuple(find(draft.text.text, draft.extraction.sentences, mentions, days, published(now), language))


def _mention(name: Name) -> Mention:
    one = name.item
    return Mention(one.start, one.end, one.text, one.usage, one.role, one.confidence,
                   (name.at,) if name.at else (), name.drawn, one.reasons)  # fmt: skip


def _date(one: DateItem) -> DateMention:
    return DateMention(one.start, one.end, one.text, one.edtf, one.precision, one.basis, one.reasons)


def _found_before(
    draft: Draft, now: State, names: tuple[Name, ...], dates: tuple[DateItem, ...]
) -> tuple[Statement, ...]:
    """The statements found when the whole text was there, without what was rejected since."""
    place_at = {one.item.id: index for index, one in enumerate(names)}
    date_at = {one.id: index for index, one in enumerate(dates)}
    places, days = list(now.places), list(now.dates)
    kept = []
    for one in draft.extraction.statements:
        when = tuple(date_at[days[index]] for index in one.dates if days[index] in date_at)
        where = tuple(place_at[places[index]] for index in one.places if places[index] in place_at)
        edtf = dates[when[0]].edtf if len(when) == 1 else one.edtf
        if when or not one.dates:
            kept.append(replace(one, places=where, dates=when, edtf=edtf))
    return tuple(kept)


def undated(now: State) -> str:
    """The EDTF date of words that say none: the article's own, or always."""
    return now.facts.get("published") or "../.."


def published(now: State) -> date | None:
    """The article's date, if it is known."""
    return date.fromisoformat(now.facts["published"]) if now.facts.get("published") else None

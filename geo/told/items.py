"""What of a review is kept: names with where they are, dates, and the statements that join them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from math import dist

from shapely.geometry import shape

from geo.draft import DateItem, Draft, PlaceItem, State
from geo.extract.records import Candidate, Sentence, Statement
from geo.stated import statements

BY_HAND = "placed by hand in the review"
HAND_M = 5000  # metres: what a click on a map of a region is exact to
_METRES = 111_000  # of a degree of latitude
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
        at = bisect_right(self._starts, start)
        return self.sentences[max(0, at - 1)] if self.sentences else Sentence(0, 0, 1, 1)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The statements' ids: by their places in the text, so that a review of others leaves them."""
        seen: Counter[tuple[int, int]] = Counter()
        names = []
        for one in self.statements:
            seen[one.start, one.end] += 1
            again = seen[one.start, one.end]
            names.append(f"statement-{one.start}-{one.end}" + (f"-{again}" if again > 1 else ""))
        return tuple(names)

    def date_in(self, sentence: Sentence) -> str:
        """The EDTF of the first date in a sentence, empty if it has none."""
        at = bisect_left(self._dated, sentence.start, key=lambda one: one.start)
        first = self._dated[at] if at < len(self._dated) else None
        return first.edtf if first and first.start < sentence.end else ""

    @cached_property
    def _dated(self) -> list[DateItem]:
        return [one for one in self.dates if one.edtf]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    def review_of(self, statement: Statement) -> str:
        """As weak as the weakest of what a statement joins."""
        joined = [self.names[index].item.status for index in statement.places]
        joined += [self.dates[index].status for index in statement.dates]
        return min((status for status in joined if status in WEAKEST), key=WEAKEST.index, default="unreviewed")

    def by_item(self, now: State) -> tuple[Statement, ...]:
        """The statements with indexes into all items of a review, in the order of their ids."""
        names, dates = ({key: at for at, key in enumerate(held)} for held in (now.places, now.dates))
        return tuple(
            replace(
                one,
                places=tuple(names[self.names[index].item.id] for index in one.places),
                dates=tuple(dates[self.dates[index].id] for index in one.dates),
            )
            for one in self.statements
        )


def items(draft: Draft, now: State) -> Items:
    """What is kept of a review; rejected names and dates are not."""
    places = sorted((one for one in now.places.values() if one.status != "rejected"), key=_order)
    names = tuple(Name(one, _where(one)) for one in places)
    dates = tuple(sorted((one for one in now.dates.values() if one.status != "rejected"), key=_order))
    name_at = {one.item.id: number for number, one in enumerate(names)}
    date_at = {one.id: number for number, one in enumerate(dates)}
    joined = tuple(
        replace(one, places=tuple(name_at[at.id] for at in where), dates=tuple(date_at[on.id] for on in when))
        for one, where, when in statements(draft, now)
    )
    return Items(names, dates, joined, draft.extraction.sentences)


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


def undated(now: State) -> str:
    """The EDTF date of words that say none: the article's own, or always."""
    return now.facts.get("published") or "../.."

"""What a review is about: the names and dates under review, where they stand, and the steps so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from geo.extract.records import Candidate, Extraction, Role, Text, Usage

Action = Mapping[str, Any]
Precision = Literal["day", "month", "year"]
Status = Literal["unreviewed", "verified", "unverified", "unidentifiable", "rejected"]
FACTS = ("title", "publisher", "author", "published", "language", "url", "right")


@dataclass(frozen=True)
class PlaceItem:
    """A name under review: what it may mean, what was decided; `point` and `geometry` (EPSG:4326) are a person's."""

    id: str
    start: int
    end: int
    text: str
    usage: Usage
    role: Role
    confidence: float
    marker: bool
    candidates: tuple[Candidate, ...]
    choice: str | None
    reasons: tuple[str, ...] = ()
    status: Status = "unreviewed"
    point: tuple[float, float] | None = None
    geometry: dict[str, Any] | None = None
    refers_to: str | None = None  # the item that words such as "the town" go back to

    @property
    def chosen(self) -> Candidate | None:
        """What the name is taken to mean."""
        return next((one for one in self.candidates if one.id == self.choice), None)


@dataclass(frozen=True)
class DateItem:
    """Words that say when, under review."""

    id: str
    start: int
    end: int
    text: str
    edtf: str
    precision: Precision
    basis: Literal["absolute", "dateline", "earlier"]
    reasons: tuple[str, ...] = ()
    status: Status = "unreviewed"


@dataclass(frozen=True)
class State:
    """Where the review stands; items by id, in the order they were found or added."""

    facts: dict[str, str]
    places: dict[str, PlaceItem]
    dates: dict[str, DateItem]
    speakers: dict[int, str] = field(default_factory=dict)  # set by hand, by the number of the sentence

    @property
    def items(self) -> list[PlaceItem | DateItem]:
        """All that is under review."""
        return [*self.places.values(), *self.dates.values()]


@dataclass(frozen=True)
class Draft:
    """What was found in a text, and the steps of its review so far.

    `sha256` is set where `text` holds only the quoted words, the others blank: the hash of the whole text.
    """

    text: Text
    facts: dict[str, str]
    extraction: Extraction
    log: tuple[dict[str, Any], ...] = ()
    sha256: str = ""

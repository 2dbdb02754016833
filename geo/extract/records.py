"""What passes between the steps of the extraction: text → sentences → mentions, dates → statements.

All offsets are Unicode code points in `Text.text`, from 0, end exclusive. Points are WGS 84 (EPSG:4326), in degrees;
precision is in metres. Confidence is a probability, cautious rather than bold: 0 to 1.
"""

from dataclasses import dataclass, field
from typing import Literal

Usage = Literal["literal", "metonymic", "institutional", "demonymic"]
Role = Literal["place", "actor", "organisation", "background"]
Tense = Literal["past", "future", "ongoing"]


@dataclass(frozen=True)
class Text:
    """An article as it was taken in: its words, and what was set apart from them.

    `set_apart` are notices and boilerplate that are not the article's text, in the order they stood;
    `coverage` is the share of the article that was available (0 to 1), where a notice says so.
    """

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""  # YYYY-MM-DD, empty when the source does not say
    language: str = ""  # two letters, empty when unknown
    url: str = ""
    set_apart: tuple[str, ...] = ()
    coverage: float | None = None
    messages: tuple[str, ...] = ()  # what the reader should know: "decoded as windows-1251", "3 pages without text"


@dataclass(frozen=True)
class Sentence:
    """One sentence: its span, and where it stands (paragraphs and sentences are counted from 1)."""

    start: int
    end: int
    paragraph: int
    number: int


@dataclass(frozen=True)
class Candidate:
    """A place that a name may mean, and why.

    `id` is stable and matches [a-z0-9-]+ (for example gn-174979 or place-yevlakh); `kind` is a word such as
    town, country, region, district, sea, building. `names` are labels by language: en always, az, hy, ru where known.
    """

    id: str
    name: str
    kind: str
    country: str  # ISO 3166-1 alpha-2, empty if in none or disputed
    lon: float
    lat: float
    precision_m: int
    source: str  # "GeoNames (CC BY 4.0)", …
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    population: int = 0
    note: str = ""  # neutral status, where a place's is disputed
    geonames: int | None = None
    wikidata: str = ""
    admin: str = ""  # "Yevlakh District, Azerbaijan": what tells it from its namesakes


@dataclass(frozen=True)
class Mention:
    """A name in the text, how it is used, and what it may mean (the likeliest first, at most five)."""

    start: int
    end: int
    text: str
    usage: Usage
    role: Role
    confidence: float  # that this is a place's name and the first candidate is what it means
    candidates: tuple[Candidate, ...] = ()
    marker: bool = False  # literal, and resolved: gets a marker by default
    reasons: tuple[str, ...] = ()
    refers_to: int | None = None  # index of the antecedent in the list of mentions ("the town")


@dataclass(frozen=True)
class DateMention:
    """Words that say when, as EDTF, with precision and what they were reckoned from."""

    start: int
    end: int
    text: str
    edtf: str  # EDTF level 1; empty when it cannot be reckoned (no dateline)
    precision: Literal["day", "month", "year"]
    basis: Literal["absolute", "dateline", "earlier"]  # dateline: moves with the article's date
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """One sentence-level excerpt that joins places, a date and a speaker.

    `start`, `end` are the excerpt's. `places` and `dates` are indexes into the lists of mentions and dates; `speaker`
    is as the text words it, "the article" when nobody else is named. A place that stands outside the excerpt is
    inferred, and `place_basis` says from what.
    """

    start: int
    end: int
    sentence: int
    places: tuple[int, ...]
    dates: tuple[int, ...]
    edtf: str
    date_precision: Literal["day", "month", "year"]
    tense: Tense
    speaker: str
    claim: Literal["explicit", "inferred"]  # inferred: the date is taken from the sentences around it
    place_basis: str = ""


@dataclass(frozen=True)
class Extraction:
    """Everything found in one text, each list in text order."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    statements: tuple[Statement, ...]
    messages: tuple[str, ...] = ()

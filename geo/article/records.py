"""An article's excerpts and mentions as records, and how they lie to each other."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from geo.errors import GeoError

MENTION_COLUMNS = (
    *("id", "parent", "start", "end", "text", "usage", "role", "place", "marker"),
    *("actor", "certainty", "sentence", "statement", "note"),
)
REVIEWS = ("verified", "unverified", "unreviewed", "unidentifiable")
USAGES = ("literal", "metonymic", "institutional", "demonymic")


@dataclass(frozen=True)
class Excerpt:
    """A short quotation. `statements` are the ids of what it says; `edtf` dates it if it states nothing."""

    id: str
    paragraph: int
    sentence: int
    start: int
    end: int
    prefix: str
    exact: str
    suffix: str
    statements: tuple[str, ...] = ()
    edtf: str = ""

    @property
    def where(self) -> str:
        """The file and the record, for messages."""
        return f"excerpts.json: {self.id}"

    @property
    def quote(self) -> str:
        """The words with what tells them from others like them."""
        return self.prefix + self.exact + self.suffix


@dataclass(frozen=True)
class Mention:
    """A name, or words for one. Literal mentions mean the place itself; the others mean somebody.

    `text` is empty where the words stand in no excerpt; `statement` then says what they belong to. `review` is one of
    REVIEWS in a story of one's own, else empty.
    """

    id: str
    parent: str
    start: int
    end: int
    text: str
    usage: str
    role: str
    place: str
    marker: bool
    actor: str
    certainty: str
    sentence: int
    statement: str
    note: str
    review: str = ""

    @property
    def where(self) -> str:
        """The file and the record, for messages."""
        return f"mentions.csv: {self.id}"


@dataclass(frozen=True)
class Article:
    """What is known of the article, its excerpts in text order, its mentions, and what had to be left out.

    `text_start` and `text_end` bound the article's own words in the raw file: what follows is a notice.
    """

    title: str
    publisher: str
    author: str
    published: str
    url: str
    language: str
    sha256: str
    text_start: int
    text_end: int
    coverage: float
    coverage_text: str
    attribution: str
    excerpts: tuple[Excerpt, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[GeoError, ...] = ()

    def excerpt_around(self, mention: Mention) -> Excerpt | None:
        """The excerpt that holds all of a mention's words, if one does."""
        first = None
        for at in range(bisect_right(self.excerpts, mention.start, key=lambda one: one.start) - 1, -1, -1):
            if self._reach[at] < mention.end:
                break
            first = self.excerpts[at] if mention.end <= self.excerpts[at].end else first
        return first

    @cached_property
    def _reach(self) -> list[int]:
        """How far the excerpts up to each reach: where one holds a span, it is near."""
        return list(accumulate((one.end for one in self.excerpts), max))

    @cached_property
    def named_in(self) -> dict[str, list[Mention]]:
        """The mentions in each excerpt, by its id, in text order."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            around = self.excerpt_around(mention)
            if around:
                found[around.id].append(mention)
        return found

    @cached_property
    def said_in(self) -> dict[str, list[str]]:
        """The ids of the excerpts of each statement."""
        found: dict[str, list[str]] = defaultdict(list)
        for excerpt in self.excerpts:
            for statement in excerpt.statements:
                found[statement].append(excerpt.id)
        return found

    @cached_property
    def numbered(self) -> dict[str, tuple[int, Excerpt]]:
        """The excerpts by id, each with its number in the text."""
        return {one.id: (number, one) for number, one in enumerate(self.excerpts)}

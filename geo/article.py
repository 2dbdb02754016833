"""The article as far as we may hold it: short excerpts and mentions, with Web Annotation selectors.

Offsets are Unicode code points in the raw file whose sha256 is kept beside them, from 0, end exclusive
(TextPositionSelector); the words themselves are kept as `exact`, with a `prefix` and `suffix` only where the
words alone would not be unique (TextQuoteSelector). The whole text is never here.
"""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import msgspec

from geo.catalog import CERTAINTIES, ID
from geo.errors import ArticleError, GeoError
from geo.feature import ROLES
from geo.tables import Row, read_table
from geo.timespan import parse_edtf

MENTION_COLUMNS = (
    *("id", "parent", "start", "end", "text", "usage", "role", "place", "marker"),
    *("actor", "certainty", "sentence", "statement", "note"),
)
REVIEWS = ("verified", "unverified", "unreviewed", "unidentifiable")
USAGES = ("literal", "metonymic", "institutional", "demonymic")
_WORDS = ("title", "publisher", "author", "published", "url", "language", "coverage_text", "attribution")


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


def read_article(folder: Path) -> Article:
    """The article of a story folder (excerpts.json, mentions.csv); raises ArticleError if there is none.

    An excerpt or a mention that does not hold is left out and named in `problems`.
    """
    path = folder / "excerpts.json"
    try:
        data = msgspec.json.decode(path.read_bytes())  # strict: neither NaN nor Infinity is a number
        facts, records = data["article"], data["excerpts"]
        words: dict[str, Any] = {field: str(facts[field]) for field in (*_WORDS, "sha256")}
        if not re.fullmatch(r"[0-9a-f]{64}", words["sha256"]):
            raise ValueError("sha256 is not 64 hexadecimal digits")
        article = Article(
            **words,
            text_start=int(facts["text_start"]),
            text_end=int(facts["text_end"]),
            coverage=float(facts["coverage"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        raise ArticleError(what, path.name, "Restore the file: data/README.md lists its fields") from error
    return _with_records(article, records if isinstance(records, list) else [], folder)


def _with_records(article: Article, records: list[Any], folder: Path) -> Article:
    excerpts, problems = _read_excerpts(records)
    try:
        rows, row_problems = read_table(folder / "mentions.csv", MENTION_COLUMNS)
    except GeoError as problem:
        rows, row_problems = [], [problem]
    mentions, mention_problems = _read_mentions(rows)
    problems += [*row_problems, *mention_problems]
    article = replace(article, excerpts=tuple(excerpts), mentions=tuple(mentions))
    for look in (_misfits, _disorder, _disagreements, _loose_words):
        if look is _loose_words and problems:
            break  # a mention whose excerpt is left out is not to blame
        faults = dict(look(article))
        article = _without(article, faults)
        mend = "It is left out: mend its selectors"
        problems += [ArticleError(what, where, mend) for where, what in faults.items()]
    return replace(article, problems=tuple(problems))


def _without(article: Article, faults: Mapping[str, str]) -> Article:
    return replace(
        article,
        excerpts=tuple(one for one in article.excerpts if _where(one) not in faults),
        mentions=tuple(one for one in article.mentions if _where(one) not in faults),
    )


def _where(item: Excerpt | Mention) -> str:
    return f"{'excerpts.json' if isinstance(item, Excerpt) else 'mentions.csv'}: {item.id}"


def _read_excerpts(records: list[Any]) -> tuple[list[Excerpt], list[GeoError]]:
    excerpts: dict[str, Excerpt] = {}
    problems: list[GeoError] = []
    for number, record in enumerate(records, 1):
        try:
            excerpt = _excerpt(record)
            if excerpt.id in excerpts:
                raise ValueError("this id is taken by an earlier excerpt")
            excerpts[excerpt.id] = excerpt
        except (ValueError, KeyError, TypeError, GeoError) as error:
            name = record.get("id") if isinstance(record, dict) else None
            why = f"has no {error}" if isinstance(error, KeyError) else str(error)
            where = f"excerpts.json: excerpt {number} ({name})"
            problems.append(ArticleError(why, where, "It is left out: mend the record"))
    return sorted(excerpts.values(), key=lambda excerpt: (excerpt.start, -excerpt.end)), problems


def _excerpt(record: dict[str, Any]) -> Excerpt:
    selectors = {selector["type"]: selector for selector in record["selector"]}
    position, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
    if not ID.fullmatch(record["id"]):
        raise ValueError(f"id {record['id']!r} must be made of a-z, 0-9 and -")
    if record.get("edtf") or not record["statements"]:
        parse_edtf(record.get("edtf", ""))
    return Excerpt(
        id=record["id"],
        paragraph=int(record["paragraph"]),
        sentence=int(record["sentence"]),
        start=int(position["start"]),
        end=int(position["end"]),
        prefix=str(quote.get("prefix", "")),
        exact=str(quote["exact"]),
        suffix=str(quote.get("suffix", "")),
        statements=tuple(str(statement) for statement in record["statements"]),
        edtf=str(record.get("edtf", "")),
    )


def _read_mentions(rows: list[Row]) -> tuple[list[Mention], list[GeoError]]:
    mentions: list[Mention] = []
    problems: list[GeoError] = []
    for row in rows:
        try:
            mentions.append(_mention(row))
        except ValueError as error:
            where = f"mentions.csv: {row['id']}"
            problems.append(ArticleError(str(error), where, "It is left out: mend the line"))
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end)), problems


def _mention(row: Row) -> Mention:
    allowed = {"usage": USAGES, "role": ROLES, "certainty": CERTAINTIES, "marker": ("yes", "no")}
    for field, values in allowed.items():
        if row[field] not in values:
            raise ValueError(f"{field} must be one of {', '.join(values)}")
    if row["marker"] == "yes" and row["usage"] != "literal":
        raise ValueError("marker is yes, but only a literal mention can have one")
    words = {field: row[field] for field in MENTION_COLUMNS if field not in ("start", "end", "sentence")}
    if row.get("review", "") not in ("", *REVIEWS):
        raise ValueError(f"review must be one of {', '.join(REVIEWS)}, or empty")
    words["review"] = row.get("review", "")
    numbers = {field: int(row[field]) for field in ("start", "end", "sentence")}
    return Mention(**{**words, **numbers, "marker": row["marker"] == "yes"})  # type: ignore[arg-type]


def selectors(article: Article) -> Iterator[tuple[str, int, str]]:
    """Every piece of the article's text held here: whose (file: id), its first code point, its words."""
    for excerpt in article.excerpts:
        yield _where(excerpt), excerpt.start - len(excerpt.prefix), _quote(excerpt)
    for mention in article.mentions:
        yield _where(mention), mention.start, mention.text


def _misfits(article: Article) -> Iterator[tuple[str, str]]:
    """Offsets outside the article's text, or not as far apart as the words are long."""
    every: list[Excerpt | Mention] = [*article.excerpts, *article.mentions]
    for item in every:
        words = item.exact if isinstance(item, Excerpt) else item.text or None
        if not article.text_start <= item.start < item.end <= article.text_end:
            yield _where(item), f"{item.start}–{item.end} is not within the article's text"
        elif words is not None and len(words) != item.end - item.start:
            yield _where(item), f"{len(words)} code points of text do not fit at {item.start}–{item.end}"


def _disorder(article: Article) -> Iterator[tuple[str, str]]:
    """Excerpts whose paragraphs or sentences do not rise with their offsets."""
    for before, after in pairwise(article.excerpts):
        if (before.paragraph, before.sentence) > (after.paragraph, after.sentence):
            said = f"sentence {after.sentence} starts at {after.start}, after {before.id} of sentence"
            yield _where(after), f"{said} {before.sentence}"


def _disagreements(article: Article) -> Iterator[tuple[str, str]]:
    """Where two selectors have different letters for one offset: seen without the article's text.

    Among an excerpt and its mentions, the one against several is to blame.
    """
    laid: dict[int, tuple[str, str]] = {}
    for excerpt in article.excerpts:
        yield from _lay(laid, _where(excerpt), excerpt.start - len(excerpt.prefix), _quote(excerpt))
        inside = [one for one in article.named_in.get(excerpt.id, []) if one.text]
        differing = [one for one in inside if one.text != excerpt.exact[one.start - excerpt.start :][: len(one.text)]]
        if len(differing) > 1 and len(differing) == len(inside):
            yield (
                _where(excerpt),
                f"its words are not where {', '.join(one.id for one in differing)} have them",
            )
        else:
            for one in differing:
                yield from _lay(laid, _where(one), one.start, one.text)


def _lay(laid: dict[int, tuple[str, str]], where: str, start: int, words: str) -> Iterator[tuple[str, str]]:
    """Put words on the one sparse text; the first letter that differs from what lies there is a fault."""
    for offset, letter in enumerate(words, start):
        other, owner = laid.setdefault(offset, (letter, where))
        if other != letter:
            yield where, f"has {letter!r} at {offset}, where {owner} has {other!r}"
            return


def _quote(excerpt: Excerpt) -> str:
    return excerpt.prefix + excerpt.exact + excerpt.suffix


def _loose_words(article: Article) -> Iterator[tuple[str, str]]:
    for mention in article.mentions:
        if bool(mention.text) != bool(article.excerpt_around(mention)):
            yield _where(mention), "the words of a mention are kept exactly if an excerpt holds all of them"


def check_against(article: Article, text: str) -> list[GeoError]:
    """What does not hold against the article's own text; nothing if all does.

    `text` is the raw file, decoded from UTF-8 with its line feeds as they are.
    """
    problems: list[GeoError] = []
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != article.sha256:
        what = f"this text has sha256 {found[:12]}…, the excerpts were cut from {article.sha256[:12]}…"
        problems.append(ArticleError(what, "excerpts.json", "Give the file with that hash"))
    for where, start, words in selectors(article):
        if text[max(start, 0) : start + len(words)] != words:
            what = f"the words at {start} are not {words!r}"
            problems.append(ArticleError(what, where, "Mend its offsets"))
    for excerpt in article.excerpts:
        if text.count(_quote(excerpt)) > 1:
            what = "its words occur more than once in the article"
            problems.append(ArticleError(what, f"excerpts.json: {excerpt.id}", "Give a longer prefix or suffix"))
    return problems


def share_quoted(article: Article) -> float:
    """The share of the available text that is quoted here, all selectors together: 0 to 1."""
    quoted = _offsets((start, len(words)) for _, start, words in selectors(article))
    return len(quoted) / (article.text_end - article.text_start)


def _offsets(pieces: Iterable[tuple[int, int]]) -> set[int]:
    return {offset for start, length in pieces for offset in range(start, start + length)}

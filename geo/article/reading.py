"""A story folder's excerpts.json and mentions.csv → the article; what does not hold is left out and named."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from geo.article.proof import disagreements, disorder, loose_words, misfits
from geo.article.records import MENTION_COLUMNS, REVIEWS, USAGES, Article, Excerpt, Mention
from geo.catalog import CERTAINTIES, ID
from geo.errors import ArticleError, GeoError
from geo.feature import ROLES
from geo.tables import Row, read_table
from geo.timespan import parse_edtf

_WORDS = ("title", "publisher", "author", "published", "url", "language", "coverage_text", "attribution")


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
    for look in (misfits, disorder, disagreements, loose_words):
        if look is loose_words and problems:
            break  # a mention whose excerpt is left out is not to blame
        faults = dict(look(article))
        article = _without(article, faults)
        mend = "It is left out: mend its selectors"
        problems += [ArticleError(what, where, mend) for where, what in faults.items()]
    return replace(article, problems=tuple(problems))


def _without(article: Article, faults: Mapping[str, str]) -> Article:
    return replace(
        article,
        excerpts=tuple(one for one in article.excerpts if one.where not in faults),
        mentions=tuple(one for one in article.mentions if one.where not in faults),
    )


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

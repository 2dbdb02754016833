"""Selectors proven against each other and against the article's own text.

A fault is where it is (file: id) and what is wrong there.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from geo.article.records import Article, Excerpt, Mention
from geo.errors import ArticleError, GeoError


def selectors(article: Article) -> Iterator[tuple[str, int, str]]:
    """Every piece of the article's text held here: whose (file: id), its first code point, its words."""
    for excerpt in article.excerpts:
        yield excerpt.where, excerpt.start - len(excerpt.prefix), excerpt.quote
    for mention in article.mentions:
        yield mention.where, mention.start, mention.text


def misfits(article: Article) -> Iterator[tuple[str, str]]:
    """Offsets outside the article's text, or not as far apart as the words are long."""
    every: list[Excerpt | Mention] = [*article.excerpts, *article.mentions]
    for item in every:
        words = item.exact if isinstance(item, Excerpt) else item.text or None
        if not article.text_start <= item.start < item.end <= article.text_end:
            yield item.where, f"{item.start}–{item.end} is not within the article's text"
        elif words is not None and len(words) != item.end - item.start:
            yield item.where, f"{len(words)} code points of text do not fit at {item.start}–{item.end}"


def disorder(article: Article) -> Iterator[tuple[str, str]]:
    """Excerpts whose paragraphs or sentences do not rise with their offsets."""
    for before, after in pairwise(article.excerpts):
        if (before.paragraph, before.sentence) > (after.paragraph, after.sentence):
            said = f"sentence {after.sentence} starts at {after.start}, after {before.id} of sentence"
            yield after.where, f"{said} {before.sentence}"


def disagreements(article: Article) -> Iterator[tuple[str, str]]:
    """Where two selectors have different letters for one offset: seen without the article's text.

    Among an excerpt and its mentions, the one against several is to blame.
    """
    laid: dict[int, tuple[str, str]] = {}
    for excerpt in article.excerpts:
        yield from _lay(laid, excerpt.where, excerpt.start - len(excerpt.prefix), excerpt.quote)
        inside = [one for one in article.named_in.get(excerpt.id, []) if one.text]
        differing = [one for one in inside if one.text != excerpt.exact[one.start - excerpt.start :][: len(one.text)]]
        if len(differing) > 1 and len(differing) == len(inside):
            yield (
                excerpt.where,
                f"its words are not where {', '.join(one.id for one in differing)} have them",
            )
        else:
            for one in differing:
                yield from _lay(laid, one.where, one.start, one.text)


def _lay(laid: dict[int, tuple[str, str]], where: str, start: int, words: str) -> Iterator[tuple[str, str]]:
    """Put words on the one sparse text; the first letter that differs from what lies there is a fault."""
    for offset, letter in enumerate(words, start):
        other, owner = laid.setdefault(offset, (letter, where))
        if other != letter:
            yield where, f"has {letter!r} at {offset}, where {owner} has {other!r}"
            return


def loose_words(article: Article) -> Iterator[tuple[str, str]]:
    """Mentions with words that no excerpt holds, or without words that one does."""
    for mention in article.mentions:
        if bool(mention.text) != bool(article.excerpt_around(mention)):
            yield mention.where, "the words of a mention are kept exactly if an excerpt holds all of them"


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
        if text.count(excerpt.quote) > 1:
            what = "its words occur more than once in the article"
            problems.append(ArticleError(what, excerpt.where, "Give a longer prefix or suffix"))
    return problems


def share_quoted(article: Article) -> float:
    """The share of the available text that is quoted here, all selectors together: 0 to 1."""
    quoted = _offsets((start, len(words)) for _, start, words in selectors(article))
    return len(quoted) / (article.text_end - article.text_start)


def _offsets(pieces: Iterable[tuple[int, int]]) -> set[int]:
    return {offset for start, length in pieces for offset in range(start, start + length)}

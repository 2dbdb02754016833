"""The article as far as we may hold it: short excerpts and mentions, with Web Annotation selectors.

Offsets are Unicode code points in the raw file whose sha256 is kept beside them, from 0, end exclusive
(TextPositionSelector); the words themselves are kept as `exact`, with a `prefix` and `suffix` only where the
words alone would not be unique (TextQuoteSelector). The whole text is never here.
"""

from geo.article.proof import check_against, selectors, share_quoted
from geo.article.reading import read_article
from geo.article.records import MENTION_COLUMNS, REVIEWS, Article, Excerpt, Mention

__all__ = [
    "MENTION_COLUMNS",
    "REVIEWS",
    "Article",
    "Excerpt",
    "Mention",
    "check_against",
    "read_article",
    "selectors",
    "share_quoted",
]

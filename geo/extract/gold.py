"""The gold set: short texts with their places, dates and speakers marked by hand (tests/gold/README.md)."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from geo.article import Article, read_article
from geo.errors import ExtractError, GeoError
from geo.extract.records import Role, Usage
from geo.tables import read_rows

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
_NAME = re.compile(r"(?:the )?[^\W\d_a-zà-ÿ][\w'’-]*(?: [^\W\d_a-zà-ÿ][\w'’-]*)*")


class GoldPlace(msgspec.Struct, frozen=True):
    """A name: its span, how it is used, whether it gets a marker, and what it means: `point` is lon, lat (WGS 84)."""

    start: int
    end: int
    text: str
    usage: Usage
    role: Role
    marker: bool
    point: tuple[float, float]
    geonames: int | None = None


class GoldDate(msgspec.Struct, frozen=True):
    """Words that say when: their span, EDTF, and what they are reckoned from."""

    start: int
    end: int
    edtf: str
    basis: str
    text: str = ""  # empty where the words may not be in the repository


class GoldSpeaker(msgspec.Struct, frozen=True):
    """Who says the words of a span, as the text words it."""

    start: int
    end: int
    text: str
    speaker: str


class GoldText(msgspec.Struct, frozen=True):
    """A text with what is marked in it; offsets are code points, end exclusive.

    `markers` are the names that get a marker and, for a bundled story, words such as "the enclave" that do too.
    A record with `story` has no text and no places of its own: they are the story's.
    """

    id: str
    language: str
    published: date
    dates: tuple[GoldDate, ...]
    text: str = ""
    title: str = ""
    story: str = ""
    places: tuple[GoldPlace, ...] = ()
    speakers: tuple[GoldSpeaker, ...] = ()
    others: tuple[GoldPlace, ...] = ()

    @property
    def markers(self) -> list[GoldPlace]:
        """All that gets a marker, in text order."""
        return sorted((one for one in (*self.places, *self.others) if one.marker), key=lambda one: one.start)


def read_gold(folder: Path = GOLD) -> list[GoldText]:
    """The gold texts of a folder, by name; raises ExtractError if there is none or one cannot be read.

    The bundled story is read from its excerpts, blanks between them; where ARTICLE_TEXT names the article, from it.
    """
    texts = [_read(path) for path in sorted(folder.glob("*.json"))]
    if not texts:
        raise ExtractError("there are no gold texts", str(folder), "Name the folder of the gold set")
    return texts


def _read(path: Path) -> GoldText:
    try:
        text = msgspec.json.decode(path.read_bytes(), type=GoldText)
        return _with_story(text) if text.story else text
    except (OSError, msgspec.DecodeError, GeoError) as error:
        raise ExtractError(f"it cannot be read ({error})", path.name, "See README.md beside it") from error


def _with_story(text: GoldText) -> GoldText:
    folder = ROOT / "data" / "stories" / text.story
    article, places = read_article(folder), _points(folder)
    words = _whole(article) or _sparse(article)
    outer = {one.parent for one in article.mentions}  # "Russian President" is not a name, "Russian" in it is
    names: list[GoldPlace] = []
    others: list[GoldPlace] = []
    for mention in article.mentions:
        if mention.place in places:
            place = _place(mention, words, places)
            is_name = mention.id not in outer and _NAME.fullmatch(place.text)
            (names if is_name else others).append(place)
    return msgspec.structs.replace(text, text=words, places=tuple(names), others=tuple(others))


def _whole(article: Article) -> str:
    named = os.environ.get("ARTICLE_TEXT", "")
    return Path(named).read_text(encoding="utf-8")[: article.text_end] if named else ""


def _sparse(article: Article) -> str:
    """The excerpts where they stand, and between them a full stop and blanks."""
    words = "".join(_pieces(article))
    return words + " " * (article.text_end - len(words))


def _pieces(article: Article) -> Iterator[str]:
    end = 0
    for excerpt in sorted(article.excerpts, key=lambda one: one.start):
        gap = excerpt.start - end
        yield "." + " " * (gap - 1) if gap > 2 else " " * gap
        yield excerpt.exact[max(0, -gap) :]
        end = max(end, excerpt.end)


def _points(folder: Path) -> dict[str, tuple[float, float]]:
    rows = read_rows(folder / "places.csv", ("id", "lon", "lat"))
    return {row["id"]: (float(row["lon"]), float(row["lat"])) for row in rows if row["lon"]}


def _place(mention: Any, words: str, places: dict[str, tuple[float, float]]) -> GoldPlace:
    return GoldPlace(
        mention.start, mention.end, words[mention.start : mention.end], mention.usage, mention.role, mention.marker,
        places[mention.place],
    )  # fmt: skip

"""Corpora of news with marked places, as their authors published them (XML); offsets that are off by a few are mended."""

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import parse

from geo.errors import ExtractError

_NO_TOPONYM = frozenset({"Non_Lit_Expression", "Literal_Expression", "Non_Toponym"})  # GeoWebNews' other marks


@dataclass(frozen=True)
class Gold:
    """One marked name: its span (code points), its point (degrees, WGS 84) and GeoNames id where the corpus has them."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None
    geonames: int


@dataclass(frozen=True)
class Document:
    """One text and its marked names."""

    id: str
    text: str
    gold: tuple[Gold, ...]


def read_corpus(path: Path) -> list[Document]:
    """The documents of LGL, TR-News or GeoWebNews; raises ExtractError for another form."""
    try:
        root = parse(path).getroot()
    except (OSError, ParseError) as error:
        raise ExtractError(f"it cannot be read ({error})", str(path), "Give the corpus's XML file") from error
    articles = root.iter("article") if root is not None else ()
    documents = [_document(one) for one in articles if one.findtext("text")]
    if not documents:
        raise ExtractError("it has no articles", str(path), "Give the XML of LGL, TR-News or GeoWebNews")
    return documents


def _document(node: Element) -> Document:
    text = node.findtext("text") or ""
    gold = [_gold(one, text) for one in node.iter("toponym") if one.findtext("type") not in _NO_TOPONYM]
    return Document(node.get("docid") or node.get("file") or "", text, tuple(gold))


def _gold(node: Element, text: str) -> Gold:
    name = node.findtext("phrase") or node.findtext("extractedName") or ""
    start, end = _aligned(text, int(node.findtext("start") or 0), int(node.findtext("end") or 0), name)
    tag = node.find("gaztag")
    number = (tag.get("geonameid") if tag is not None else node.findtext("geonamesID")) or ""
    lat = _number(node.findtext("gaztag/lat") or node.findtext("latitude"))
    lon = _number(node.findtext("gaztag/lon") or node.findtext("longitude"))
    return Gold(start, end, name, lat if lon is not None else None, lon, int(number) if number.isdigit() else 0)


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _aligned(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    places = [at for at in range(len(text)) if text.startswith(name, at)] if name else []
    nearest = min(places, key=lambda at: abs(at - start), default=None)
    return (start, end) if nearest is None else (nearest, nearest + len(name))


def to_learn_from(
    module: str, about: str | None, arguments: Sequence[str] | None, least: int = 1
) -> tuple[list[Path], Path]:
    """The command line of what learns: the corpora's files, at least so many, and the file to write."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=about)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--leave", type=Path, help="a corpus that is not learned from, to be scored on")
    parser.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    used = [path for path in given.corpora if given.leave is None or path.resolve() != given.leave.resolve()]
    if len(used) < least:
        parser.error(f"give at least {least} to learn from, besides the one that is left")
    return used, given.out


def origin(module: str, used: Sequence[Path]) -> dict[str, Any]:
    """What a file of learned weights says of itself: by what and from which corpora, whose licence it has."""
    marks = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in used}
    return {"by": f"python -m {module}", "licence": "GPL-3.0-only", "from": marks}

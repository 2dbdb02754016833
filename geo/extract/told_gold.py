"""Texts with roles, speakers and statements marked, a sentence a line, and how many of those are found.

Before a text stands `# id | day it was written | language`; each line is `speaker | date | place > sentence`, in which
`{Chad|P}` marks a name: a place, an actor (A), an organisation (O), people (D) or background (B). `-` is the article
or nothing, `?` is not scored, ` or ` parts what is right either way; a line `¶` begins a paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import ExtractError
from geo.extract.extraction import extract
from geo.extract.records import Extraction, Mention, Text
from geo.extract.speakers import ARTICLE, speakers

KINDS = ("roles", "speakers", "dates", "places")
_MARK = re.compile(r"\{([^|{}]+)\|([PAODB])\}")


@dataclass(frozen=True)
class Line:
    """A sentence: where it stands, who says it, and the date and the place of what it states."""

    start: int
    end: int
    speaker: str
    edtf: str
    place: str


@dataclass(frozen=True)
class Told:
    """A text, and what is marked in it; `roles` are spans with a letter each."""

    id: str
    language: str
    published: date
    text: str
    lines: tuple[Line, ...]
    roles: tuple[tuple[int, int, str], ...]


def read_told(path: Path) -> list[Told]:
    """The texts of a file; raises ExtractError if one cannot be read."""
    try:
        return [_read(block) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]
    except (OSError, ValueError) as error:
        raise ExtractError(f"it cannot be read ({error})", path.name, "See README.md in the gold set") from error


def _read(block: str) -> Told:
    head, *rows = block.split("\n")
    name, published, language = (word.strip() for word in head.lstrip("# ").split("|"))
    text, lines, roles = "", [], []
    for row in rows:
        if row == "¶":
            text = text.rstrip() + "\n\n"
            continue
        left, marked = row.split(" > ", 1)
        speaker, edtf, place = (word.strip() for word in left.split("|"))
        start, at = len(text), 0
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            roles.append((len(text), len(text) + len(mark[1]), mark[2]))
            text, at = text + mark[1], mark.end()
        text += marked[at:]
        lines.append(Line(start, len(text), speaker, edtf, place))
        text += " "
    return Told(name, language, date.fromisoformat(published), text.rstrip(), tuple(lines), tuple(roles))


def measure(texts: Sequence[Told]) -> Counter[str]:
    """Counts of what is scored and what is right: "roles", "roles right" and so on, for speakers, dates and places."""
    return Counter(
        name
        for text in texts
        for kind, _, right in compare(text, extract(Text(text.text), text.published, text.language))
        for name in ([kind, f"{kind} right"] if right else [kind])
    )


def compare(told: Told, found: Extraction) -> Iterator[tuple[str, str, bool]]:
    """For all that is scored in a text: its kind, what was wanted and what was found, and whether it is right."""
    for start, end, letter in told.roles:
        for one in found.mentions:
            if one.refers_to is None and one.start < end and start < one.end:
                yield "roles", f"{told.text[start:end]}: {letter}, got {role(one)}", role(one) == letter
                break
    says = list(zip(found.sentences, speakers(told.text, found.sentences), strict=True))
    for line in told.lines:
        here = [one for one in found.statements if line.start <= one.start < line.end]
        words = told.text[line.start : line.end]
        if line.speaker != "?":
            got = {_plain(who) for one, who in says if line.start <= one.start < line.end}
            yield (
                "speakers",
                f"{words}: {line.speaker}, got {got}",
                any(_is(one, got) for one in line.speaker.split(" or ")),
            )
        if line.edtf != "?":
            dates = {one.edtf.replace("~", "") for one in here}
            yield "dates", f"{words}: {line.edtf}, got {dates}", bool(dates & set(line.edtf.split(" or ")))
        if line.place != "?":
            names = {
                found.mentions[n].candidates[0].name for one in here for n in one.places if found.mentions[n].candidates
            }
            names |= {found.mentions[n].text for one in here for n in one.places}
            yield "places", f"{words}: {line.place}, got {names}", any(one in names for one in line.place.split(" or "))


def role(one: Mention) -> str:
    """The letter of a mention's role: people are people, whether they act or not."""
    if one.usage == "demonymic":
        return "D"
    return {"place": "P", "actor": "A", "organisation": "O", "background": "B"}[one.role]


def _is(wanted: str, got: set[str]) -> bool:
    plain = _plain(ARTICLE if wanted == "-" else wanted)
    return any(plain in one or one in plain for one in got if one)


def _plain(speaker: str) -> str:
    return re.sub(r"^(?:the|a|an|le|la|l['’]|un|une) ?", "", speaker.lower()).strip(" .,")

"""What stands above an article in plain text: title, author, date; taken only where the lines say so plainly."""

import re
from datetime import date

_KEYS = {
    word: fact
    for fact, words in {
        "title": "title headline titre заголовок",
        "author": "author authors auteur byline автор müəllif",
        "publisher": "publisher source publication site journal источник",
        "published": "date published дата tarix",
        "language": "language lang langue",
        "url": "url link lien permalink",
    }.items()
    for word in words.split()
}
_KEYS |= {"published on": "published", "publié le": "published"}
_LINE = re.compile(r"(?P<key>[^\W\d_][^:\n]{1,14}?) ?: +(?P<value>\S.{0,300})")
_BYLINE = re.compile(
    r"(?:by|par) (?P<name>(?:[^\W\d_][\w.'’-]*\s?(?:and |et |, )?){1,9})(?:\s*\(.{1,80}\))?", re.IGNORECASE
)
_DATELINE = re.compile(
    r"(?:published|posted|updated|publié|mis à jour)(?: (?:on|le))?:? (?P<date>.{6,60}?)(?: (?:at|à|,) .{1,60})?",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier",
            "february février",
            "march mars",
            "april avril",
            "may mai",
            "june juin",
            "july juillet",
            "august août",
            "september septembre sept",
            "october octobre oct",
            "november novembre nov",
            "december décembre dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTHS |= {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?:\w+,? )?(\d{1,2})(?:er|st|nd|rd|th)? ([^\W\d]+)\.?,? (\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:\w+,? )?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_TITLE_LENGTH = 160
_HEAD = 3  # paragraphs in which facts may stand
_BODY_LENGTH = 120


def day(words: str) -> str:
    """YYYY-MM-DD of a date written in full (ISO, "20 September 2023", "September 20, 2023"); empty if it is none.

    Dates in figures such as 03/04/2023 are left alone: nobody can tell which is the month.
    """
    words = words.strip()
    if found := _ISO.match(words):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.match(words):
        return _real(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_FIRST.match(words):
        return _real(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    return ""


def front(paragraphs: list[str]) -> tuple[list[str], dict[str, str], list[str]]:
    """Paragraphs without the lines of facts above the article, the facts, and those lines.

    A title that merely stands first stays in the text (it is the article's own words) and is a fact too.
    """
    rest = [piece for paragraph in paragraphs[:_HEAD] for piece in _apart(paragraph)] + paragraphs[_HEAD:]
    facts: dict[str, str] = {}
    taken: list[str] = []
    if rest and (block := _keyed(rest[0])):
        facts.update(block)
        taken.append(rest.pop(0))
    title = rest[0] if rest and "title" not in facts and _is_title(rest) else ""
    if title:
        facts["title"] = title
    at = 1 if title else 0
    while len(rest) > at + 1 and (found := _one_line(rest[at])):
        facts = {**found, **facts}
        taken.append(rest.pop(at))
    return rest, facts, taken


def _apart(paragraph: str) -> list[str]:
    """The lines of a paragraph of which all but perhaps the first state a fact; pasted pages part them by no blank."""
    lines = paragraph.split("\n")
    return lines if len(lines) > 1 and all(map(_one_line, lines[1:])) else [paragraph]


def _real(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def _keyed(paragraph: str) -> dict[str, str]:
    """Facts of a block in which every line is "Key: value", with or without the rules of YAML around it."""
    lines = [line for line in paragraph.split("\n") if line.strip("- ")]
    ruled = paragraph.startswith("---")
    found = [_LINE.fullmatch(line) for line in lines]
    facts: dict[str, str] = {}
    for match in found:
        key = _KEYS.get(match["key"].strip().lower(), "") if match else ""
        if match and key:
            facts.setdefault(key, _value(key, match["value"].strip().strip("\"'")))
        elif not ruled:
            return {}
    return {key: value for key, value in facts.items() if value}


def _value(key: str, value: str) -> str:
    if key == "published":
        return day(value)
    if key == "language":
        return value.lower()[:2] if re.fullmatch(r"[A-Za-z]{2}(?:-\w+)?", value) else ""
    if key == "url":
        return value if re.fullmatch(r"https?://\S+", value) else ""
    return value


def _is_title(paragraphs: list[str]) -> bool:
    first = paragraphs[0]
    plain = len(first) <= _TITLE_LENGTH and "\n" not in first and not first.endswith((".", ":", ",", ";", "”", "»"))
    longer = any(len(paragraph) >= _BODY_LENGTH for paragraph in paragraphs[1:4])
    return plain and longer and len(first.split()) >= 2 and not _one_line(first)


def _one_line(line: str) -> dict[str, str]:
    """The fact in "By Jane Doe" or "Published on 20 September 2023, at 5 pm", none in other lines."""
    found = _BYLINE.fullmatch(line)
    if found and len(line) < 120 and any(word[0].isupper() for word in found["name"].split()):
        return {"author": found["name"].strip(" ,")}
    found = _DATELINE.fullmatch(line)
    published = day(found["date"]) if found else day(line) if len(line) < 30 else ""
    return {"published": published} if published else {}

"""Whether words speak of what was or of what is to come: decides which Wednesday "on Wednesday" is."""

import re

from geo.extract.records import Tense

_FUTURE = re.compile(
    r"(?:\b(?:will|would|shall|must|is to|are to|scheduled (?:to|for)|due (?:to(?! (?:the|an?|its|their|his|her|this)\b)|on|in)|set (?:to|for)|planned for|plans? (?:to|an?)\b|"
    r"going to|up for|expected (?:to|on|in)|until|no later than|upcoming|tomorrow|aims? to|is being planned)\b|’ll\b|'ll\b)"
    r"(?:(?: not)?(?: have)? be(?:en)? \w+)?",  # "will be held": its participle is no past
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|has|have|(?!need|speed|indeed|hundred|exceed|proceed|succeed)\w{3,}ed|began|met|won|lost|"
    r"fell|rose|made|took|came|went|left|held|since|broke|hit|shot|sent|gave|found|got|became|ran|saw|spoke|wrote|drew|led|"
    r"grew|sold|paid|heard|sought|brought|bought|caught|taught|thought|fought|kept|felt|dealt|built|spent|stood|knew|threw|blew|flew|"
    r"chose|drove|rode|bore|wore|swore|tore|slid|slept|swept|fled|bled|hung|struck|stuck|shook|sank|sang|rang|swam|dug|wound|ago)\b"
)
_ABBREVIATED = "Mr Mrs Ms Dr St Sen Rep Gov Gen Col Lt Capt Sgt Rev Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Inc Corp Co".split()
_ENDS = re.compile(
    r"(?<!\b[A-Z])(?<!\b[ap]\.m)" + "".join(rf"(?<!\b{word})" for word in _ABBREVIATED) + r"[.?!] |; |\n"
)
_BEFORE, _AFTER = 70, 60  # characters; a clause is seldom longer


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the clause around a span: the nearest cue before it wins, else the first after it; news is past."""
    before = text[_clause_start(text, start) : start]
    after = text[end : _clause_end(text, end)]
    if _FUTURE.search(before) or _PAST.search(before):
        return "future" if _last(_FUTURE, before) >= _last(_PAST, before) else "past"
    return "future" if _first(_FUTURE, after) < _first(_PAST, after) else "past"


def _clause_start(text: str, start: int) -> int:
    """Where the clause before a span begins; one that begins further back is cut."""
    first = max(start - _BEFORE, 0)
    return max((found.end() for found in _ENDS.finditer(text, max(first - 2, 0), start)), default=first)


def _clause_end(text: str, end: int) -> int:
    last = min(end + _AFTER, len(text))
    found = _ENDS.search(text, end, last)
    return found.start() if found else last


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.end() for found in pattern.finditer(words)), default=-1)


def _first(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.search(words)
    return found.start() if found else len(words) + 1


ASIDE = re.compile(r"\b(?:which|who|whose|where|qui|dont|où)\b[^,;.]*")
_TO_COME = re.compile(rf"{_FUTURE.pattern}|\b(?:won['’]t|provides? for|hopes? to)\b", re.I)
_UNDER_WAY = re.compile(
    r"\b(?:(?:is|are|has been|have been|is being|are being) (?:\w+ly )?\w{2,}ing|continues?|remains?|still|currently|ongoing)\b",
    re.I,
)
_TO_COME_FR = re.compile(
    r"\b(?:\w{2,}(?:era|eront|ira|iront|ra|ront)|auront|devr(?:ait|aient)|v(?:a|ont) \w+(?:er|ir|re)|prévoit|prévue?s?|demain|"
    r"prochaine?s?)\b",
    re.I,
)
_WAS_FR = re.compile(
    r"\b(?:a|ont|avai(?:t|ent)|étai(?:t|ent)|fu(?:t|rent)|s['’](?:est|était)|se sont|(?:est|sont) (?:mort|parti|arrivé|venu|tombé|né|"
    r"resté|entré|devenu)e?s?)\b"
)
_UNDER_WAY_FR = re.compile(r"\b(?:en cours|continuent?|restent?|demeurent?|toujours|actuellement|en train)\b", re.I)


def tense_of(sentence: str, language: str = "en") -> Tense:
    """The tense of a sentence's main clause: its first cue, asides ("which declared …") left out; news is past."""
    french = language == "fr"
    main = ASIDE.sub("", sentence)
    to_come = _first(_TO_COME_FR if french else _TO_COME, main)
    was = _first(_WAS_FR if french else _PAST, main)
    if to_come <= was and to_come < len(main):
        return "future"
    return "ongoing" if _first(_UNDER_WAY_FR if french else _UNDER_WAY, main) < was else "past"

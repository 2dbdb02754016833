"""Whether the English clause around a date speaks of what is to come: decides which Monday "Monday" is."""

import re

from geo.extract.date_forms import CLAUSE_ENDS, not_after
from geo.extract.tense import tense_at

_LEADS_AHEAD = re.compile(
    r"\b(?:(?<!ed )by|until|till|effective|starting|beginning|due|no later than|as early as|as soon as|deadline of|"
    r"(?:set|slated|scheduled|planned|forecast|expected|organi[sz]ed|due|hearing|meeting|vote|forum|protest|rally|strike|elections?) for|"
    r"is|are)(?: at)?(?: \d{1,2}(?::\d\d)? ?[ap]\.?m\.?| noon)?(?: on)?(?: the)? $"
)
_IS_AHEAD = re.compile(
    r"(?:['’]s \w+)? (?:will|would|shall|(?:is|are) (?:to|due|expected|scheduled|set))\b"
    r"|,? (?:they|we|he|she|the \w+) (?:go(?:es)?|travels?|plays?|faces?|meets?|visits?|hosts?|returns?|flies|fly)\b"
)
# In the present tense, with a day: a timetable. What is also a noun ("a vote Tuesday") must not follow an article.
_TIMETABLE = re.compile(
    not_after("the", "a", "an", "of", "in", "for", "on", "its", "his", "her", "their", "two", "three", "after", "from")
    + r"\b(?:begins?|resumes?|reopens?|arrives?|convenes?|departs?|expires?|starts|opens|leaves|returns|meets|meet|faces|goes|plays|"
    r"travels|hosts|ends|holds|runs|takes|turns|closes|completes|votes?|decides|rules|speaks|testifies|visits|considers|hears|addresses|reconvenes|kicks off|gets under way|matures?|polls open|may(?! have)|"
    r"(?:is|are|am|'re|'m) (?:meeting|leaving|arriving|travell?ing|visiting|holding|hosting|returning|going|coming|starting|"
    r"beginning|opening|playing|flying|heading))\b"
)
_BEEN = re.compile(
    r"\b(?:was|were|had|did|said|told|has|have|\w{3,}ed|began|met|won|lost|fell|rose|made|took|came|went|left|held|broke|hit|shot)\b"
)
_CLAUSE = 70  # characters: seldom longer


def points_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what is to come."""
    clause = CLAUSE_ENDS.split(text[max(0, start - _CLAUSE) : start])[-1]
    around = clause + text[start : end + _CLAUSE]
    if tense_at(around, len(clause), len(clause) + end - start) == "future":
        return True
    if _LEADS_AHEAD.search(clause) or _IS_AHEAD.match(text, end):
        return True
    planned = [found.end() for found in _TIMETABLE.finditer(clause)]
    been = [found.end() for found in _BEEN.finditer(clause)]
    return bool(planned) and planned[-1] > max(been, default=-1)

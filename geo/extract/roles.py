"""How a place's name is used: for the place itself, for who governs there, within an organisation's name, for people.

Only the first gets a marker. What is not sure stays literal: one click of the reviewer changes it.
"""

import re

from geo.extract.gazetteer import PEOPLE
from geo.extract.recognise import PLACED, Span
from geo.extract.records import Role, Usage

_SAYS = (
    r"(?:said|says|say|told|announced|announces|insist(?:ed|s)?|warn(?:ed|s)?|accus(?:ed|es)|demand(?:ed|s)?|"
    r"want(?:ed|s)?|den(?:ied|ies)|claim(?:ed|s)?|agree[ds]?|refus(?:ed|es)|reject(?:ed|s)?|call(?:ed|s) (?:for|on)|urge[ds]?|"
    r"condemn(?:ed|s)?|vow(?:ed|s)?|pledge[ds]?|threaten(?:ed|s)?|respond(?:ed|s)?|recogni[sz]e[ds]?|support(?:ed|s)?|"
    r"launch(?:ed|es)?|imposed?|signed|declare[ds]?|hope[ds]?|seeks?|sees|sought|believe[ds]?|consider(?:ed|s)?|fear(?:ed|s)?|"
    r"defeat(?:ed|s)?|attack(?:ed|s)?|invade[ds]?|annex(?:ed|es)?|shell(?:ed|s)?|seize[ds]?|deploy(?:ed|s)?|"
    r"withdr(?:ew|aws?)|re-?established|halt(?:ed|s)?|back(?:ed|s)?|mediate[ds]?|a (?:annoncé|déclaré|accusé|dénoncé))"
)
_ACTS = re.compile(
    rf"^(?:,[^.]{{0,70}},)?\s+(?:also |has |have |had |later |again |never |\w+ly ){{0,2}}[\"“«]?{_SAYS}\b",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"^['’]s?\s+(?:\w+\s+)?(?:forces|army|troops|military|government|president|prime minister|leader|leaders|authorities|"
    r"victory|defeat|offensive|demands?|ultimatum|position|ally|allies|parliament|ministry|ambassador|soldiers)\b"
)
_BETWEEN = re.compile(
    r"\b(?:talks|agreement|treaty|war|conflict|ceasefire|negotiations|relations|deal|peace|tensions|accord)\s+"
    r"(?:\w+\s+){0,3}?(?:between|with|against|and)\s+(?:[A-Z]\w+\s+and\s+)?(?:the\s+)?$"
)
_BODY = re.compile(
    r"^\s+(?:Police|Sheriff|Department|School|Schools|University|College|Hospital|Council|Court|Fire|Board|Commission|"
    r"Authority|Army|Government|Ministry|Parliament|Legislature|Senate|Defen[cs]e|Foreign|National|State|Republic of|Post|"
    r"Times|Globe|Tribune|Herald|Journal|Bank|Airlines|Airways|FC|United|ministry|government|army)\b"
)
_OF_BODY = re.compile(
    r"\b(?:University|Bank|Ministry|Government|Parliament|Republic|Church|Institute|Archbishop|Bishop|Duke|Prince|King|"
    r"Queen|President|Emir)\s+of\s+(?:the\s+)?$"
)
_OFFICE_OF = re.compile(
    r"\b(?:president|prime minister|minister|leaders?|government|army|ambassador|aegis|auspices|mediation|patronage)\s+of\s+(?:the\s+)?$"
)
_GOVERNMENTS = frozenset(
    {"Kremlin", "White House", "Pentagon", "Downing Street", "Élysée", "Quai d'Orsay", "Capitol Hill"}
)


def usage_of(text: str, span: Span) -> tuple[Usage, Role]:
    """The use of a name in its sentence, and the role that follows from it."""
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 80]
    if span.matches and all(match.how == PEOPLE for match in span.matches):
        body = re.match(r"\s+(?:[A-Z]\w+|president|government|army|forces|military|ministry|authorities|troops)", after)
        return "demonymic", "actor" if body else "background"
    if _BODY.match(after) or _OF_BODY.search(before) or (span.label == "ORG" and span.within):
        return "institutional", "organisation"
    if span.text in _GOVERNMENTS or span.text.removeprefix("the ") in _GOVERNMENTS:
        return "metonymic", "actor"
    acts = _ACTS.match(after) and not PLACED.search(before)  # what stands after "in" is no subject
    if acts or _OWNS.match(after) or _BETWEEN.search(before) or _OFFICE_OF.search(before):
        return "metonymic", "actor"
    return "literal", "place"

"""The forms of words that say when: each a pattern, and the reading of what it matches."""

import re

from geo.extract.date_readings import (
    COUNTS,
    DECADES,
    Form,
    away,
    bare_month,
    bracketed,
    day_of_month,
    decade,
    deictic,
    iso,
    month_after_preposition,
    month_of_year,
    moved_weekday,
    plain_weekday,
    quarter,
    season,
    short_year,
    slashed,
    step_from_day,
    this_unit,
    year_alone,
    year_range,
)

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
COUNT = rf"(?:\d{{1,3}}|{'|'.join(COUNTS)})"
UNIT = r"(?:day|week|month|year|decade)s?"
PART = r"(?:[ ]+(?:morning|afternoon|evening|night))?"
ABOUT = r"(?:early|mid|late|the (?:end|beginning|start|middle) of)[ -]+"
# What follows a number that is no year.
_COUNTED = (
    r"(?!\d|[,.]\d|[ ]*(?:%|percent|per cent|people|dollars|euros|troops|soldiers|peacekeepers|men|women"
    r"|million|feet|miles|"
    r"metres|meters|kilometers|kilometres|km|m\b|tons|tonnes|jobs|employees|workers|shares|members|pounds"
    r"|passengers|residents|"
    r"inhabitants|votes|homes|houses|students|times|acres|hectares|degrees|refugees|civilians)\b)"
)


def _form(pattern: str, reading: Form, flags: re.RegexFlag = re.NOFLAG) -> tuple[re.Pattern[str], Form]:
    """The group `all` is what is marked as the date; words around it only decide."""
    marked = pattern if "(?P<all>" in pattern else f"(?P<all>{pattern})"
    return re.compile(marked, flags), reading


FORMS: list[tuple[re.Pattern[str], Form]] = [
    _form(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)", iso),
    _form(r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b", slashed),
    _form(
        rf"\b(?:(?P<w>{WEEKDAY}),?[ ]+)?(?P<m>{MONTH})[ ]+(?P<d>{DAY})(?:[ ]?[-–][ ]?(?P<d2>{DAY}))?"
        rf"(?:,?[ ]+(?P<y>{YEAR}))?(?!\d|,\d{{3}}|[ ]*(?:percent|million)\b)",
        day_of_month,
    ),
    _form(
        rf"\b(?:(?P<w>{WEEKDAY}),?[ ]+)?(?:the[ ]+)?(?P<d>{DAY})(?:[ ]?[-–][ ]?(?P<d2>{DAY}))?(?:[ ]+of)?"
        rf"[ ]+(?P<m>{MONTH})(?:,?[ ]+(?P<y>{YEAR}))?(?!\w)",
        day_of_month,
    ),
    _form(rf"\b(?P<about>{ABOUT})?(?P<m>{MONTH}),?[ ]+(?:of[ ]+)?(?P<y>{YEAR})\b", month_of_year),
    _form(
        rf"\b(?:the[ ]+)?(?P<q>first|second|third|fourth)[ -]+quarter(?:[ ]+(?:of[ ]+)?(?:(?P<y>{YEAR})"
        rf"|(?P<last>last)[ ]+year|this[ ]+year))?\b",
        quarter,
        re.I,
    ),
    _form(rf"\b(?:the[ ]+)?(?P<s>spring|summer|fall|autumn|winter)[ ]+(?:of[ ]+)?(?P<y>{YEAR})\b", season, re.I),
    _form(r"\b(?P<mod>last|this|next)[ ]+(?P<s>spring|summer|fall|autumn|winter)\b", season, re.I),
    _form(
        rf"(?:\bthe[ ]+)?(?:{ABOUT})?(?:\b(?P<decade>1[89]\d0|20\d0)s|[’'](?P<short>[3-9]0)s)\b"
        rf"|\bthe[ ]+(?:{ABOUT})?(?P<word>{'|'.join(DECADES)})\b",
        decade,
        re.I,
    ),
    _form(
        rf"\b(?P<mod>last|this past|past|this coming|coming|this|next|the previous"
        rf"|the following)[ ]+(?P<w>{WEEKDAY}){PART}",
        moved_weekday,
        re.I,
    ),
    _form(rf"\b(?:today|tomorrow|yesterday)[ ]*[\[(][ ]*(?P<w>{WEEKDAY})[ ]*[\])]", bracketed, re.I),
    _form(rf"\b(?P<w>{WEEKDAY})(?!s){PART}(?!\w)", plain_weekday),
    _form(r"\bthe[ ]+(?P<r>day[ ]+(?:before[ ]+yesterday|after[ ]+tomorrow))\b", deictic, re.I),
    _form(rf"\b(?P<r>today|tonight|tomorrow|yesterday){PART}\b", deictic, re.I),
    _form(r"\b(?P<r>this[ ]+(?:morning|afternoon|evening)|last[ ]+night)\b", deictic, re.I),
    _form(
        r"\bthe[ ]+(?P<r>previous|preceding|following|next|same)[ ]+(?P<u>day|week|month|year)\b", step_from_day, re.I
    ),
    _form(
        r"\bthe[ ]+(?P<u>day|week|month|year)[ ]+(?P<r2>before|after)\b(?![ ]+(?:the|that|he|she|it|they|a"
        r"|yesterday|tomorrow)\b)",
        step_from_day,
        re.I,
    ),
    _form(
        r"\b(?P<mod>last|this|next|earlier this|later this|the current|late last|early last|early next"
        r"|late this|early this)[ ]+"
        r"(?P<u>weekend|week|month|year|decade)\b",
        this_unit,
        re.I,
    ),
    _form(rf"\b(?P<mod>last|next|this past|this)[ ]+(?P<m>{MONTH})(?!\w)", bare_month),
    _form(
        rf"\b(?:(?P<about>about|almost|nearly|more than|over|some|around"
        rf"|just over)[ ]+)?(?P<n>{COUNT})(?:[ ]+and[ ]+a[ ]+half)?[ ]+"
        rf"(?P<u>{UNIT})[ ]+(?P<r>ago|earlier|later|from now|before)\b",
        away,
        re.I,
    ),
    _form(rf"\bin[ ]+(?P<n>{COUNT})[ ]+(?P<u>{UNIT})(?:['’s]{{0,2}}[ ]+time)?\b", away, re.I),
    _form(rf"\b(?P<y>{YEAR})[-–](?P<y2>{YEAR}|\d\d)\b(?!-)", year_range),
    _form(rf"(?<![\w/.-])(?P<about>{ABOUT})?(?P<y>{YEAR})(?![\w/-]){_COUNTED}", year_alone),
    _form(r"\b(?:in|since|of|until|from|before|after)[ ]+(?P<all>[’'](?P<y>\d\d))\b(?!s)", short_year, re.I),
    _form(
        rf"\b(?P<before>(?:[Ii]n|[Ss]ince|of|[Bb]y|[Uu]ntil|[Ff]or|[Dd]uring|[Ff]rom|[Tt]hrough|[Bb]etween"
        rf"|[Bb]efore|[Aa]fter|to|and"
        rf"|[Ee]arly|[Ll]ate|[Mm]id))[ -]+(?P<all>(?P<m>{MONTH}))(?!\w|\.?,?[ ]+\d|[ ]+[A-Z])",
        month_after_preposition,
    ),
]

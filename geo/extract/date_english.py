"""English words that say when: their tables, and the forms they come in."""

import re

from geo.extract import date_readings as calendar
from geo.extract import date_relative as relative
from geo.extract.date_forms import Ground, Language, Reading, Tables, Words, any_of, form, not_after
from geo.extract.tense import tense_at

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_COUNTS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()

TABLES = Tables(
    months={word.lower(): number for names in (_MONTHS, _SHORT) for number, word in enumerate(names, 1)} | {"sep": 9},
    weekdays={word.lower(): number for number, word in enumerate(_WEEKDAYS)}
    | {word: number for number, word in enumerate("mon tue wed thu fri sat sun".split())}
    | {"tues": 1, "thurs": 3, "thur": 3},
    numbers={word: number for words in (_COUNTS, _ORDINALS) for number, word in enumerate(words, 1)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {word: number for number, word in enumerate(_DECADES, 2)}
    | {"a": 1, "an": 1, "the": 1, "a couple of": 2, "half a dozen": 6, "a dozen": 12},
    units={
        unit + plural: unit for unit in "day week weekend month quarter year decade".split() for plural in ("", "s")
    }
    | {"century": "century", "centuries": "century"}
    | dict.fromkeys("morning afternoon evening night".split(), "day"),
    steps=dict.fromkeys("last past previous preceding before earlier ago yesterday prior".split(), -1)
    | dict.fromkeys("next coming following after afterward afterwards later tomorrow now in".split(), 1),
    seasons={"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24},
    feasts={
        "new year's day": "01-01", "new year's eve": "12-31", "christmas": "12-25", "christmas day": "12-25",
        "christmas eve": "12-24", "boxing day": "12-26", "valentine's day": "02-14", "st. patrick's day": "03-17",
        "may day": "05-01", "independence day": "07-04", "the fourth of july": "07-04", "halloween": "10-31",
        "veterans day": "11-11", "armistice day": "11-11", "thanksgiving": "11 thursday 4",
        "thanksgiving day": "11 thursday 4", "labor day": "9 monday 1", "memorial day": "5 monday -1",
        "columbus day": "10 monday 2", "presidents day": "2 monday 3", "presidents' day": "2 monday 3",
        "mother's day": "5 sunday 2", "father's day": "6 sunday 3", "good friday": "easter -2", "easter": "easter 0",
        "easter sunday": "easter 0", "easter monday": "easter 1", "palm sunday": "easter -7",
        "ash wednesday": "easter -46", "9/11": "2001-09-11",
    },
)  # fmt: skip
_FESTIVE = "(?:trees?|cards?|gifts?|presents?|carols?|eggs?|decorations?|dinner|party|shopping|sales|season)"
_LOOSE_FEASTS = ("christmas", "thanksgiving", "halloween", "easter", "independence day")  # also trees, sales, a street

# What a number that looks like a year counts, names or measures.
_COUNTED = (
    "percent|per cent|people|dollars|euros|pounds|troops|soldiers|peacekeepers|men|women|children|million|billion|feet|miles|"
    "metres|meters|kilometers|kilometres|km|m|yards|inches|acres|hectares|tons|tonnes|degrees|jobs|employees|workers|shares|"
    "members|passengers|residents|inhabitants|votes|homes|houses|students|times|refugees|civilians|points|units|copies|pages|"
    "words|cases|deaths|barrels|megawatts|seats|rooms|beds|cars|vehicles|names|hours|days|weeks|years|GMT|UTC|EST|EDT|CET|"
    "local time|square|cubic|calories|rpm|horsepower|runners|fans|spectators|delegates|visitors|guests|prisoners"
)
_NUMBERED = not_after(
    "Highway", "Route", "Interstate", "Flight", "Room", "Boeing", "Airbus", "No.", "Nos.", "number", "Suite", "Unit",
    "Section", "Chapter", "page", "Windows", "Agenda", "Resolution", "Form", "Article", "Channel", "Local", "Box", "Post",
    "population of", "about", "nearly", "almost", "over", "some", "only", "than", "another", "estimated", "least",
)  # fmt: skip
_STREET = "(?-i:(?:[NSEW]\\.? )?(?:[A-Z][\\w.]* ){1,2}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Lane|Way)\\b)"
_SURE_MONTH = "(?-i:January|February|July|September|October|November|December)"
_ABBREVIATED = "|".join([*_SHORT[:4], *_SHORT[5:], "Sep"])  # there is no "May."
_WHOLE = "|".join(_MONTHS)
_MONTH = f"(?-i:{_WHOLE}|{_WHOLE.upper()}|(?:{_ABBREVIATED}|{_ABBREVIATED.upper()})(?!\\w)\\.?)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\d)"
_MONTHLY = (
    "sales|figures?|data|exports|imports|orders|production|unemployment|results|earnings|elections?|vote|deadline|meeting|report|"
    "talks|delivery|futures|contract|issue|trade|summit|offensive|attacks?"
)
_CARS = "Ford|Chevrolet|Chevy|Dodge|Honda|Toyota|Nissan|Buick|Pontiac|Cadillac|Jeep|BMW|Mercedes|Volkswagen|Mazda|Hyundai|GMC"
_YEAR_ENDS = rf"(?![\w/-]|[,.]\d|%| {_STREET}| (?:{_CARS})\b| ?(?:{_COUNTED})\b)"
_TO = "(?: ?[-–—] ?| (?:to|through|until|till) )"
_ABOUT = "(?P<about>early|mid|late|the (?:end|beginning|start|middle|close|early part|first part|latter part) of)(?: |-)"
_ROUGHLY = "(?:(?P<about>about|almost|nearly|more than|over|some|around|just over|roughly|at least|less than) )?"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?|\d{4} GMT|noon|midnight)(?: (?:E[SD]T|GMT|local time))?"
_DAYS_NAMED = f"{'|'.join(_WEEKDAYS)}|{_MONTH}|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|last night|day"
_ON = "(?:(?:early |late )?{w}{part},? (?:the )?)?"
_ON2 = "(?:{w2}{part2},? (?:the )?)?"
_STOP = r"(?=[.,;:)”\"’—–]|\s*$| (?:and|but)\b)"

SLOTS = {
    "iso": r"\d{4}(?:-\d\d-|/\d\d/|(?:0\d|1[0-2]))[0-3]\d(?:T\d\d:?\d\d(?::?\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "a": r"\d{1,2}",
    "b": r"\d{1,2}",
    "yy": r"(?:\d{4}|\d\d)",
    "m": _MONTH,
    "d": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.:]\d|,\d{3}(?!\d)|%| (?:percent|per cent|million|billion)\b)",
    "y": _YEAR,
    "z": rf"(?:{_YEAR}|\d\d(?!\d))",
    "w": rf"(?-i:{'|'.join(_WEEKDAYS)}|{'|'.join(_WEEKDAYS).upper()}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?(?=,? (?:{_MONTH}|\d)))",
    "part": "(?: (?:morning|afternoon|evening|night|noon|midnight))?",
    "n": rf"(?:\d{{1,3}}|{any_of([*_COUNTS, *_TENS, 'a', 'an', 'a couple of', 'half a dozen', 'a dozen'])})",
    "u": "(?:(?:day|week|weekend|month|quarter|year|decade)s?|centur(?:y|ies)|morning|afternoon|evening|night)",
    "s": "(?:spring|summer|autumn|fall|winter)",
    "q": "(?:first|second|third|fourth|1st|2nd|3rd|4th)",
    "c": rf"(?:1\d|20|21)(?:st|nd|rd|th)|{any_of(_ORDINALS[9:21])}",
    "mod": "(?:last|next|this past|this coming|this|the coming|coming)",
    "feast": any_of(feast for feast in TABLES.feasts if feast not in _LOOSE_FEASTS).replace("'", "['’]"),
}


def _in_business(words: Words, ground: Ground) -> Reading | None:
    """A bare "third quarter" is of a year only where money is counted; else it may be of a game."""
    around = ground.text[max(0, ground.start - 150) : ground.end + 150]
    return calendar.quarter(words, ground) if _MONEY.search(around) else None


def _clock(words: Words, ground: Ground) -> Reading | None:
    """A clock time dates its sentence where nothing else in it does."""
    last = ground.said[-1].end if ground.said else 0
    alone = not ground.said or _CLAUSE_ENDS.search(ground.text, last, ground.start)
    return relative.clock(words, ground) if alone else None


_CLAUSE_ENDS = re.compile(r"(?<!\b[ap]\.m)[.?!;][\"”’)]* |\n\n")
_MONEY = re.compile(
    r"\b(?:earnings|profits?|incomes?|revenues?|sales|net|loss(?:es)?|fiscal|econom\w+|growth|GDP|GNP|shares?|earned|"
    r"dividends?|shipments|orders)\b|\$|%|\bpercent\b",
    re.IGNORECASE,
)
_DAYS = [
    ("(?<![./-]){iso}(?![/-]\\d)", calendar.iso),
    ("(?<![./-]){a}/{b}/{yy}(?!/)", calendar.month_first),
    ("(?<![./-]){a}\\.{b}\\.(?P<yy>\\d{4})(?!\\.\\d)", calendar.day_first),
    ("(?<![./-]){a}-{b}-(?P<yy>\\d{4})(?!-)", calendar.month_first),
    (rf"between [[{_ON}{{m}} {{d}} and {{d2}}(?:,? {{y}})?]]", calendar.days),
    (r"between (?:the )?[[{d} and (?:the )?{d2}(?: of)? {m}(?:,? {y})?]]", calendar.days),
    (r"(?:between|from) [[{m} {d}(?:,? {y2},?)? (?:and|to|until|through) {m2} {d2},? {y}]]", calendar.days),
    (r"(?:between|from) [[{m} {d} (?:and|to|until|through) {m2} {d2}]]", calendar.days),
    (r"between [[{d}(?: of)? {m}(?: {y2})? and {d2}(?: of)? {m2} {y}]]", calendar.days),
    (r"between [[{d}(?: of)? {m} and {d2}(?: of)? {m2}]]", calendar.days),
    (rf"{_ON}{{m}} {{d}}(?:,? {{y2}})?{_TO}{_ON2}{{m2}} {{d2}},? {{y}}", calendar.days),
    (rf"{_ON}{{m}} {{d}}{_TO}{_ON2}{{m2}} {{d2}}", calendar.days),
    (rf"{{d}}(?: of)? {{m}}(?:,? {{y2}})?{_TO}(?:the )?{{d2}}(?: of)? {{m2}},? {{y}}", calendar.days),
    (rf"{{d}}(?: of)? {{m}}{_TO}(?:the )?{{d2}}(?: of)? {{m2}}", calendar.days),
    (rf"{_ON}{{m}} {{d}}{_TO}{{d2}}(?:,? {{y}})?", calendar.days),
    (rf"(?:the night of )?(?:the )?{{d}}{_TO}(?:the )?{{d2}}(?: of)? {{m}}(?:,? {{y}})?", calendar.days),
    ("(?:the night of )?{m} {d}(?: and |/){d2}(?:,? {y})?", calendar.days_in_a_row),
    ("(?:the night of )?(?:the )?{d}(?: and |/){d2}(?: of)? {m}(?:,? {y})?", calendar.days_in_a_row),
    (rf"{_ON}{{m}} {{d}}(?=,? (?:and|or|to) (?:{{w2}},? )?{{m2}} {{d2}},? {{y}})", calendar.day),
    ("{m} {d}(?:,| of)? {mod} year", calendar.month_of_a_year),
    ("{d}(?: of)? {m},?(?: of)? {mod} year", calendar.month_of_a_year),
    ("the {d} of (?:{mod}|the) month", calendar.day_of_moved_month),
    (rf"{_ON}the (?P<d>{any_of(_ORDINALS)}) (?:day )?of {{m}}(?:,? {{y}})?", calendar.day),
    ("(?:today|tomorrow|yesterday|{w}),? [\\[(](?:{w2},? )?{m} {d}(?:,? {y})?[\\])]", calendar.day),
    ("(?:today|tomorrow|yesterday|{w}),? [\\[(](?:{w2},? )?{d} {m}(?:,? {y})?[\\])]", calendar.day),
    (rf"(?:{{mod}} )?{_ON}{{m}} {{d}}(?:,? ?{{y}})?", calendar.day),
    (rf"{_ON}(?:the )?{{d}}(?: of)? {{m}}(?:,? {{y}})?", calendar.day),
]
_FEASTS = [
    ("(?:{mod} )?{feast}(?:,?(?: of)? {y})?", calendar.feast),
    (rf"(?P<feast>{any_of(_LOOSE_FEASTS)}),?(?: of)? {{y}}", calendar.feast),
    (rf"(?:on|by|before|after|since|until|at|during|around) [[(?P<feast>{any_of(_LOOSE_FEASTS)})]](?! {_FESTIVE})", calendar.feast),
    (rf"{{mod}} (?P<feast>{any_of(_LOOSE_FEASTS)})", calendar.feast),
]
_WEEKDAYS_SAID = [
    ("(?:today|tomorrow|yesterday) ?[\\[(] ?{w} ?[\\])]", relative.bracketed),
    ("{w}{part},?(?: of)? {mod} week", relative.weekday_of_week),
    ("{w},? the {d}(?! of)", calendar.weekday_and_day),
    ("{n} weeks? (?P<ago>ago),? (?:on )?{w}", relative.weekday_weeks_away),
    ("{n} weeks? from (?:this )?{w}", relative.weekday_weeks_away),
    ("the (?P<mod>previous|following|next|preceding) {w}{part}", relative.weekday_after),
    ("(?P<mod>last|this past|past|this coming|coming|this|next) {w}{part}", relative.moved_weekday),
    (
        f"{not_after('every', 'each', 'Black', 'Bloody', 'Super', 'Ruby')}(?:(?:early|late) )?{{w}}{{part}}"
        r"(?! (?-i:Times|Post|Telegraph|Herald|Mirror|Mail|Express|Journal|Independent|Tribune|Observer|Night (?:Football|Live)))",
        relative.weekday,
    ),
]
_FROM_DATELINE = [
    ("the (?P<rel>day (?:before yesterday|after tomorrow))", relative.deictic),
    (f"{not_after('USA')}(?:(?:early|late|earlier|later) )?(?P<rel>today|tonight|tomorrow|yesterday){{part}}", relative.deictic),
    ("(?:(?:early|late|earlier|later) )?(?P<rel>this (?:morning|afternoon|evening))", relative.deictic),
    ("(?:late )?(?P<rel>last (?:night|evening))", relative.deictic),
    (f"{not_after('the')}(?:(?:early|late|earlier|later|sometime) )?(?P<mod>last|next|this past|this coming|this|the current|the coming)"
     "(?: (?:fiscal|calendar|school))? {u}(?<!s)(?! of\\b)", relative.this_unit),
    ("(?:late|early|mid)(?: |-)(?P<mod>last|next) {u}(?<!s)", relative.this_unit),
    ("the (?:end|beginning|start|middle|close|rest|remainder) of (?P<mod>the|this|last|next)(?: (?:fiscal|calendar))?"
     " (?P<u>week|weekend|month|quarter|year|decade|century)", relative.this_unit),
    ("(?:earlier|later|late|early|so far) in [[the (?P<u>day|week|month|quarter|year|decade)]]", relative.this_unit),
    ("(?:by|at|before|until|since) (?:the )?[[(?P<u>year)(?:-end|['’]s end)]](?! \\d)", relative.this_unit),
    ("the weekend", relative.weekend),
    (f"{_ROUGHLY}{{n}}(?: and a half)?(?: full)? {{u}} (?P<way>ago)", relative.ago),
    (f"{_ROUGHLY}{{n}}(?: and a half)? {{u}} from (?:now|today)", relative.ahead),
    ("(?P<way>in) {n} {u}(?:['’]s?)? time", relative.ago),
    ("(?P<way>in) {n} {u}", relative.in_so_long),
    ("(?:(?P<n>an?|the) )?(?P<u>year|quarter|month|week)-(?P<way>ago)", relative.ago),
]  # fmt: skip
_FROM_EARLIER = [
    (rf"(?:at|by|before|after|around|until|since) [[{_CLOCK}]](?! (?:to|and|until) )(?!.{{0,120}}\b(?:{_DAYS_NAMED}))", _clock),
    ("(?:for|during|over) [[the (?P<u>year)]](?=[.,;]| to date)", relative.next_to),
    ("the (?P<mod>previous|preceding|prior|following|same) {u}(?<!s)", relative.next_to),
    (f"{not_after('in', 'over', 'within', 'during', 'for', 'of')}the(?: very)? (?P<mod>next) {{u}}(?<!s)", relative.next_to),
    ("(?:later |earlier )?that(?: same)? {u}(?<!s)", relative.next_to),
    (f"the (?P<u>day|week|month|year|night) (?P<mod>before|after){_STOP}", relative.next_to),
    (f"{_ROUGHLY}{{n}}(?: and a half)? {{u}} (?P<way>earlier|later|afterwards?)(?! than)", relative.away),
    (f"{_ROUGHLY}{{n}}(?: and a half)? {{u}} (?P<way>before|after){_STOP}", relative.away),
    ("(?:(?P<n>an?|the) )?(?P<u>year|quarter|month|week)-(?P<way>earlier)", relative.away),
]  # fmt: skip
_MONTHS_SAID = [
    (f"(?:{_ABOUT})?{{m}},? (?:of )?{{y}}", calendar.month),
    (f"(?:from |between )?[[{{m}}(?:,? {{y2}})?(?:{_TO}| and ){{m2}},? {{y}}]]", calendar.months),
    (f"from [[{{m}}{_TO}{{m2}}]]", calendar.months),
    ("{m}[-–]{m2}", calendar.months),
    ("that {m}(?! (?-i:[A-Z]))", calendar.month_that_year),
    ("between [[{m} and {m2}]]", calendar.months),
    ("{m}(?= (?:and|or) {m2},? {y})", calendar.month),
    ("{m},? (?:of )?{mod} year", calendar.month_of_a_year),
    (f"(?:{_ABOUT})?{{mod}} {{m}}", calendar.month),
    (f"{_ABOUT}{{m}}", calendar.month),
    (f"{not_after('Black')}(?P<m>{_SURE_MONTH})(?! \\d\\d?\\b)", calendar.month),
    ("(?:in|since|of|by|until|for|during|from|through|throughout|between|before|after|to|and) [[(?P<m>(?-i:April|June|August|Aug.))]]"
     "(?! (?-i:[A-Z]))", calendar.month),
    ("(?:in|since|until|during|through|from|by|(?:month|weeks?|weekend|days?|part|middle|half) of) [[(?P<m>(?-i:May|March))]](?! (?-i:[A-Z]))", calendar.month),
    (f"(?P<m>(?-i:April|May|March|June|August))(?= (?:{_MONTHLY})\\b)", calendar.month),
    ("(?P<m>(?-i:August|March))(?=['’]s)", calendar.month),
    ("(?:the|a|its|their|this|['’]s) [[(?P<m>(?-i:April|May|March|June|August))]](?= (?-i:[a-z]))"
     "(?! (?:on|for|to|against|through|in|toward|of|and|said|was|is|had)\\b)", calendar.month),
]  # fmt: skip
_PARTS_OF_YEARS = [
    ("(?:the )?{q}(?: |-)quarter(?:,? (?:of )?(?:fiscal )?{y}| (?:of )?{mod} year)", calendar.quarter),
    ("(?:fiscal )?{y}(?:['’]s)? {q}(?: |-)quarter", calendar.quarter),
    ("{mod} year['’]s {q}(?: |-)quarter", calendar.quarter),
    ("{mod} year['’]s (?P<q>first|second) (?P<half>half)", calendar.quarter),
    ("Q(?P<q>[1-4]),? {y}", calendar.quarter),
    ("Q(?P<q>[1-4])", calendar.quarter),
    ("(?:the )?(?:fiscal )?{q}(?: fiscal)?(?: |-)quarter", _in_business),
    ("(?:the )?(?P<q>first|second) (?P<half>half) of {y}", calendar.quarter),
    ("(?:the )?(?P<q>first|second) (?P<half>half) of (?:{mod}|the) year", calendar.quarter),
    ("(?:the )?(?:(?:early|late) )?{s}(?: of|,)? {y}", calendar.season),
    ("(?:(?:early|late) )?{mod} {s}", calendar.season),
    ("(?:in|during|by|since|until|over) [[the {s}]](?! of\\b)", calendar.season),
    ("(?:in|by|since|until) [[(?:early|mid|late)(?: |-){s}]]", calendar.season),
]
_YEARS_SAID = [
    (r"(?:the )?(?:(?:early|mid|late)(?: |-))?(?P<decade>(?:1[5-9]|20)\d0)['’]?s", calendar.decade),
    (r"(?:the )?(?:(?:early|mid|late)(?: |-))?(?P<short>[‘’'][2-9]0s)", calendar.decade),
    (r"the (?:early|mid|late)(?: |-)(?P<short>[3-9]0s)", calendar.decade),
    (f"the (?:(?:early|mid|late)(?: |-))?(?P<tens>{any_of(_DECADES)})", calendar.decade),
    ("(?:the )?(?:(?:early|mid|late)(?: |-))?{c}(?: |-)century(?! B)", calendar.century),
    (r"(?<![\w/.-])(?:from )?[[{y}[-–—/]{z}]](?![-/])", calendar.years),
    (rf"from [[{{y}}{_TO}(?P<z>{_YEAR})]]{_YEAR_ENDS}", calendar.years),
    (rf"between [[{{y}} and (?P<z>{_YEAR})]]{_YEAR_ENDS}", calendar.years),
    (r"(?:the )?(?:fiscal|financial)(?: year)? {y}", calendar.year),
    (rf"(?P<sure>in|since|of|by|until|during|year|from|to|before|after) {not_after('population of')}[[{{y}}]]{_YEAR_ENDS}", calendar.year),
    (
        rf"(?<![\w/.,$€£#-])(?<![$€£#]\s){_NUMBERED}(?:{_ABOUT}|(?:pre|post)-)?{{y}}{_YEAR_ENDS}",
        calendar.year,
    ),
    (r"(?:in|since|of|until|from|before|after|by|during) [[[‘’'](?P<short>\d\d)]](?!s)", calendar.short_year),
]
_LEADS_AHEAD = re.compile(
    r"\b(?:(?<!ed )by|until|till|effective|starting|beginning|due|no later than|as early as|as soon as|deadline of|"
    r"(?:set|slated|scheduled|planned|organi[sz]ed|due|hearing|meeting|vote|forum|protest|rally|strike|elections?) for|"
    r"is|are)(?: at)?(?: \d{1,2}(?::\d\d)? ?[ap]\.?m\.?| noon)?(?: on)?(?: the)? $"
)
# In the present tense, with a day: a timetable.
_TIMETABLE = re.compile(
    r"\b(?:begins?|starts?|opens?|arrives?|leaves?|returns?|meets?|faces?|goes|go|plays?|travels?|visits?|hosts?|ends?|expires?|"
    r"takes?|holds?|votes?|convenes?|resumes?|departs?|turns?|runs?|closes?|reopens?|launches|gathers?|(?:is|are|am|'re|'m) \w+ing)\b"
)
_BEEN = re.compile(
    r"\b(?:was|were|had|did|said|told|has|have|\w{3,}ed|began|met|won|lost|fell|rose|made|took|came|went|left|held|broke|hit|shot)\b"
)
_CLAUSE = 70  # characters: seldom longer


def points_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what is to come."""
    clause = _CLAUSE_ENDS.split(text[max(0, start - _CLAUSE) : start])[-1]
    around = clause + text[start : end + _CLAUSE]
    if tense_at(around, len(clause), len(clause) + end - start) == "future" or _LEADS_AHEAD.search(clause):
        return True
    planned = [found.end() for found in _TIMETABLE.finditer(clause)]
    been = [found.end() for found in _BEEN.finditer(clause)]
    return bool(planned) and planned[-1] > max(been, default=-1)


ENGLISH = Language(
    TABLES,
    [
        form(SLOTS, template, read)
        for forms in (
            _DAYS, _FEASTS, _WEEKDAYS_SAID, _FROM_DATELINE, _FROM_EARLIER, _PARTS_OF_YEARS, _MONTHS_SAID, _YEARS_SAID,
        )
        for template, read in forms
    ],
    points_ahead,
)  # fmt: skip

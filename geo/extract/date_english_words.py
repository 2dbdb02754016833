"""English words that say when: what each means, and the words each slot of a form stands for."""

from geo.extract.date_forms import Tables, any_of, not_after

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_COUNTS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()

TABLES = Tables(
    months={word.lower(): number for names in (_MONTHS, _SHORT) for number, word in enumerate(names, 1)} | {"sep": 9},
    weekdays={word.lower(): number for number, word in enumerate(_WEEKDAYS)}
    | {word: number for number, word in enumerate("mon tue wed thu fri sat sun".split())}
    | {"tues": 1, "thurs": 3, "thur": 3},
    numbers={word: number for words in (_COUNTS, ORDINALS) for number, word in enumerate(words, 1)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {word: number for number, word in enumerate(DECADES, 2)}
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
FESTIVE = "(?:trees?|cards?|gifts?|presents?|carols?|eggs?|decorations?|dinner|party|shopping|sales|season)"
LOOSE_FEASTS = ("christmas", "thanksgiving", "halloween", "easter", "independence day")  # also trees, sales, a street

# What a number that looks like a year counts, names or measures.
_COUNTED = (
    "percent|per cent|people|dollars|euros|pounds|troops|soldiers|peacekeepers|men|women|children|million|billion|feet|miles|"
    "metres|meters|kilometers|kilometres|km|m|yards|inches|acres|hectares|tons|tonnes|degrees|jobs|employees|workers|shares|"
    "members|passengers|residents|inhabitants|votes|homes|houses|students|times|refugees|civilians|points|units|copies|pages|"
    "words|cases|deaths|barrels|megawatts|seats|rooms|beds|cars|vehicles|names|hours|days|weeks|years|GMT|UTC|EST|EDT|CET|"
    "local time|square|cubic|calories|rpm|horsepower|runners|fans|spectators|delegates|visitors|guests|prisoners"
)
NUMBERED = not_after(
    "Highway", "Route", "Interstate", "Flight", "Room", "Boeing", "Airbus", "No.", "Nos.", "number", "Suite", "Unit",
    "Section", "Chapter", "page", "Windows", "Agenda", "Resolution", "Form", "Article", "Channel", "Local", "Box", "Post",
    "population of", "about", "nearly", "almost", "over", "some", "only", "than", "another", "estimated", "least",
)  # fmt: skip
_STREET = (
    "(?-i:(?:[NSEW]\\.? )?(?:[A-Z][\\w.]* ){1,2}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Lane|Way)\\b)"
)
SURE_MONTH = "(?-i:January|February|July|September|October|November|December)"
_ABBREVIATED = "|".join([*_SHORT[:4], *_SHORT[5:], "Sep"])  # there is no "May."
_WHOLE = "|".join(_MONTHS)
_MONTH = f"(?-i:{_WHOLE}|{_WHOLE.upper()}|(?:{_ABBREVIATED}|{_ABBREVIATED.upper()})(?!\\w)\\.?)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\d)"
MONTHLY = (
    "sales|figures?|data|exports|imports|orders|production|unemployment|results|earnings|elections?|vote|deadline|meeting|report|"
    "talks|delivery|futures|contract|issue|trade|summit|offensive|attacks?"
)
_CARS = "Ford|Chevrolet|Chevy|Dodge|Honda|Toyota|Nissan|Buick|Pontiac|Cadillac|Jeep|BMW|Mercedes|Volkswagen|Mazda|Hyundai|GMC"
YEAR_ENDS = rf"(?![\w/-]|[,.]\d|%| {_STREET}| (?:{_CARS})\b| ?(?:{_COUNTED})\b)"
TO = "(?: ?[-–—] ?| (?:to|through|until|till) )"
ABOUT = "(?P<about>early|mid|late|the (?:end|beginning|start|middle|close|early part|first part|latter part) of)(?: |-)"
ROUGHLY = "(?:(?P<about>about|almost|nearly|more than|over|some|around|just over|roughly|at least|less than) )?"
YEAR_BEFORE = "(?:(?P<n>an?|the) )?(?P<u>year)"
PART = "(?: (?:quarter|period|half))?"
CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?+|\d{4} GMT|noon|midnight)(?: (?:E[SD]T|GMT|local time))?"
AT = rf"(?:(?:{CLOCK}|dawn|dusk|sunset|sunrise),? )"
DAYS_NAMED = (
    f"{'|'.join(_WEEKDAYS)}|{_MONTH}|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|last night|day"
)
ON = "(?:(?:early |late )?{w}{part},? (?:the )?)?"
ON2 = "(?:{w2}{part2},? (?:the )?)?"
STOP = r"(?=[.,;:)”\"’—–]|\s*$| (?:and|but)\b)"

SLOTS = {
    "iso": r"\d{4}(?:-\d\d-|/\d\d/|(?:0\d|1[0-2]))[0-3]\d(?:T\d\d:?\d\d(?::?\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "a": r"\d{1,2}",
    "b": r"\d{1,2}",
    "yy": r"(?:\d{4}|\d\d)",
    "m": _MONTH,
    "d": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.:]\d|,\d{3}(?!\d)|%| (?:percent|per cent|million|billion)\b)",
    "y": YEAR,
    "z": rf"(?:{YEAR}|\d\d(?!\d))",
    "w": rf"(?-i:{'|'.join(_WEEKDAYS)}|{'|'.join(_WEEKDAYS).upper()}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?(?=,? (?:{_MONTH}|\d)))",
    "part": "(?: (?:morning|afternoon|evening|night|noon|midnight))?",
    "n": rf"(?:\d{{1,3}}|{any_of([*_COUNTS, *_TENS, 'a', 'an', 'a couple of', 'half a dozen', 'a dozen'])})",
    "u": "(?:(?:day|week|weekend|month|quarter|year|decade)s?|centur(?:y|ies)|morning|afternoon|evening|night)",
    "s": "(?:spring|summer|autumn|fall|winter)",
    "q": "(?:first|second|third|fourth|1st|2nd|3rd|4th)",
    "c": rf"(?:1\d|20|21)(?:st|nd|rd|th)|{any_of(ORDINALS[9:21])}",
    "mod": "(?:last|next|this past|this coming|this|the coming|coming)",
    "feast": any_of(feast for feast in TABLES.feasts if feast not in LOOSE_FEASTS).replace("'", "['’]"),
}

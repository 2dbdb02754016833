"""The forms that English words which say when come in."""

import re

from geo.extract import date_periods as periods
from geo.extract import date_readings as calendar
from geo.extract import date_relative as relative
from geo.extract.date_ahead import points_ahead
from geo.extract.date_english_words import (
    ABOUT,
    AT,
    CLOCK,
    DAYS_NAMED,
    DECADES,
    FESTIVE,
    LOOSE_FEASTS,
    MONTHLY,
    NUMBERED,
    ON,
    ON2,
    ORDINALS,
    PART,
    ROUGHLY,
    SLOTS,
    STOP,
    SURE_MONTH,
    TABLES,
    TO,
    YEAR,
    YEAR_BEFORE,
    YEAR_ENDS,
)
from geo.extract.date_forms import Ground, Language, Reading, Words, any_of, form, not_after


def _in_business(words: Words, ground: Ground) -> Reading | None:
    """A bare "third quarter" is of a year only where money is counted; else it may be of a game."""
    around = ground.text[max(0, ground.start - 150) : ground.end + 150]
    return periods.quarter(words, ground) if _MONEY.search(around) else None


def _quarter_said(words: Words, ground: Ground) -> Reading | None:
    """A bare "quarter" is of a year only where money is counted; else it may be of a town."""
    around = ground.text[max(0, ground.start - 150) : ground.end + 150]
    return relative.quarter_said(words, ground) if _MONEY.search(around) else None


_MONEY = re.compile(
    r"\b(?:earnings|profits?|incomes?|revenues?|sales|net|loss(?:es)?|fiscal|econom\w+|growth|GDP|GNP|shares?|earned|"
    r"dividends?|shipments|orders|compan(?:y|ies)|transaction|merger|acquisition|analysts?|inflation|investors?)\b|\$|%|\bpercent\b",
    re.IGNORECASE,
)
_DAYS = [
    ("(?<![./-]){iso}(?![/-]\\d)", calendar.iso),
    ("(?<![./-]){a}/{b}/{yy}(?!/)", calendar.month_first),
    ("(?<![./-]){a}\\.{b}\\.(?P<yy>\\d{4})(?!\\.\\d)", calendar.day_first),
    ("(?<![./-]){a}-{b}-(?P<yy>\\d{4})(?!-)", calendar.month_first),
    (rf"between [[{ON}{{m}} {{d}} and {{d2}}(?:,? {{y}})?]]", calendar.days),
    (r"between (?:the )?[[{d} and (?:the )?{d2}(?: of)? {m}(?:,? {y})?]]", calendar.days),
    (r"(?:between|from) [[{m} {d}(?:,? {y2},?)? (?:and|to|until|through) {m2} {d2},? {y}]]", calendar.days),
    (r"(?:between|from) [[{m} {d} (?:and|to|until|through) {m2} {d2}]]", calendar.days),
    (r"between [[{d}(?: of)? {m}(?: {y2})? and {d2}(?: of)? {m2} {y}]]", calendar.days),
    (r"between [[{d}(?: of)? {m} and {d2}(?: of)? {m2}]]", calendar.days),
    (rf"{ON}{{m}} {{d}}(?:,? {{y2}})?{TO}{ON2}{{m2}} {{d2}},? {{y}}", calendar.days),
    (rf"{ON}{{m}} {{d}}{TO}{ON2}{{m2}} {{d2}}", calendar.days),
    (rf"{{d}}(?: of)? {{m}}(?:,? {{y2}})?{TO}(?:the )?{{d2}}(?: of)? {{m2}},? {{y}}", calendar.days),
    (rf"{{d}}(?: of)? {{m}}{TO}(?:the )?{{d2}}(?: of)? {{m2}}", calendar.days),
    (rf"{ON}{{m}} {{d}}{TO}{{d2}}(?:,? {{y}})?", calendar.days),
    (rf"(?:the night of )?(?:the )?{{d}}{TO}(?:the )?{{d2}}(?: of)? {{m}}(?:,? {{y}})?", calendar.days),
    ("(?:the night of )?{m} {d}(?: and |/){d2}(?:,? {y})?", calendar.days_in_a_row),
    ("(?:the night of )?(?:the )?{d}(?: and |/){d2}(?: of)? {m}(?:,? {y})?", calendar.days_in_a_row),
    (rf"{ON}{{m}} {{d}}(?=,? (?:and|or|to) (?:{{w2}},? )?{{m2}} {{d2}},? {{y}})", calendar.day),
    ("{m} {d}(?:,| of)? {mod} year", calendar.month_of_a_year),
    ("{d}(?: of)? {m},?(?: of)? {mod} year", calendar.month_of_a_year),
    ("the {d} of (?:{mod}|the) month", calendar.day_of_moved_month),
    (rf"{ON}{{m}} (?:the )?(?P<d>{any_of(ORDINALS)}|\d\d?(?:st|nd|rd|th))(?:,? {{y}})?", calendar.day),
    ("{a}-{b}-(?P<yy>\\d\\d)(?= \\d{4} ?(?:E[SD]T|GMT))", calendar.month_first),
    ("{w},? {m} {d} \\d\\d:\\d\\d:\\d\\d(?: [A-Z]{3,4})? {y}", calendar.day),
    (rf"{ON}the (?P<d>{any_of(ORDINALS)}) (?:day )?of {{m}}(?:,? {{y}})?", calendar.day),
    ("(?:today|tomorrow|yesterday|{w}),? [\\[(](?:{w2},? )?{m} {d}(?:,? {y})?[\\])]", calendar.day),
    ("(?:today|tomorrow|yesterday|{w}),? [\\[(](?:{w2},? )?{d} {m}(?:,? {y})?[\\])]", calendar.day),
    (rf"(?:{{mod}} )?{ON}{{m}} {{d}}(?:,? ?{{y}})?", calendar.day),
    (rf"{ON}(?:the )?{{d}}(?: of)? {{m}}(?:,? {{y}})?", calendar.day),
    (
        r"(?:on|by|until|from|since|before) [[the (?P<d>\d\d?(?:st|nd|rd|th))]](?=[,;)]|\.(?!\d)|$| and\b)",
        relative.day_of_month,
    ),
]
_FEASTS = [
    ("(?:{mod} )?{feast}(?:,?(?: of)? {y})?(?! (?-i:Agreement|Accord|Massacre))", calendar.feast),
    (rf"(?P<feast>{any_of(LOOSE_FEASTS)}),?(?: of)? {{y}}", calendar.feast),
    (
        rf"(?:on|by|before|after|since|until|at|during|around) [[(?P<feast>{any_of(LOOSE_FEASTS)})]](?! {FESTIVE})",
        calendar.feast,
    ),
    (rf"{{mod}} (?P<feast>{any_of(LOOSE_FEASTS)})", calendar.feast),
]
_WEEKDAYS_SAID = [
    ("(?:today|tomorrow|yesterday) ?[\\[(] ?{w} ?[\\])]", relative.bracketed),
    ("{w}{part},?(?: of)? {mod} week", relative.weekday_of_week),
    ("{w},? the {d}(?! of)", calendar.weekday_and_day),
    ("{n} weeks? (?P<ago>ago),? (?:on )?{w}", relative.weekday_weeks_away),
    ("{n} weeks? from (?:this )?{w}", relative.weekday_weeks_away),
    ("(?P<n>a) week on {w}", relative.weekday_weeks_away),
    ("the (?P<mod>previous|following|next|preceding) {w}{part}", relative.weekday_after),
    (f"(?:{AT})?(?P<mod>last|this past|past|this coming|coming|this|next) {{w}}{{part}}", relative.moved_weekday),
    (
        f"{not_after('every', 'each', 'Black', 'Bloody', 'Super', 'Ruby', 'Good')}(?:{AT})?(?:(?:early|late|earlier|later)(?: on)? )?{{w}}{{part}}"
        r"(?! (?-i:Times|Post|School|Telegraph|Herald|Mirror|Mail|Express|Journal|Independent|Tribune|Observer|Night (?:Football|Live)))",
        relative.weekday,
    ),
]
_FROM_DATELINE = [
    ("the (?P<rel>day (?:before yesterday|after tomorrow))", relative.deictic),
    (f"{not_after('USA')}(?:{AT})?(?:(?:early|late|earlier|later) )?(?P<rel>today|tonight|tomorrow|yesterday){{part}}", relative.deictic),
    ("(?:(?:early|late|earlier|later) )?(?P<rel>this (?:morning|afternoon|evening))", relative.deictic),
    ("(?:late )?(?P<rel>last (?:night|evening))", relative.deictic),
    (f"{not_after('the')}(?:(?:early|late|earlier|later|sometime|so far|this time) )?(?P<mod>last|next|this past|this coming|this|the current|the coming)"
     "(?: (?:fiscal|calendar|school))? {u}(?<!s)(?! of\\b)", relative.this_unit),
    ("(?:late|early|mid)(?: |-)(?P<mod>last|next) {u}(?<!s)", relative.this_unit),
    ("the (?:end|beginning|start|middle|close|rest|remainder) of (?P<mod>the|this|last|next)(?: (?:fiscal|calendar))?"
     " (?P<u>week|weekend|month|quarter|year|decade|century)", relative.this_unit),
    ("(?:earlier|later|late|early|so far) in [[the (?P<u>day|week|month|quarter|year|decade)]]", relative.this_unit),
    ("(?:by|at|before|until|since) (?:the )?[[(?P<u>year)(?:-end|['’]s end)]](?! \\d)", relative.this_unit),
    ("the weekend(?! of\\b)", relative.weekend),
    ("the {u} (?P<mod>before last)", relative.this_unit),
    (f"{YEAR_BEFORE}-(?P<way>ago){PART}", relative.year_before),
    ("{n} {u} ago (?P<rel>today|yesterday|tomorrow)", relative.to_the_day),
    ("{n} years? ago (?P<mod>this|last|next) month", relative.month_years_ago),
    (f"{ROUGHLY}(?:a )?half(?: an?|-an?)?(?: |-)(?P<u>century|decade) (?P<way>ago|earlier|later)", relative.half_unit),
    (f"{not_after('half')}{ROUGHLY}{{n}}(?P<half> and a half)?(?: full)? {{u}} (?P<way>ago)", relative.ago),
    (f"{ROUGHLY}{{n}}(?: and a half)? {{u}} from (?:now|today)", relative.ahead),
    ("(?P<way>in) {n} {u}(?:['’]s?)? time", relative.ago),
    ("(?P<way>in) {n} {u}", relative.in_so_long),
    ("(?:(?P<n>an?|the) )?(?P<u>quarter|month|week)-(?P<way>ago)", relative.ago),
]  # fmt: skip
_FROM_EARLIER = [
    (f"{YEAR_BEFORE}(?: |-)(?P<way>earlier){PART}(?! than)", relative.year_before),
    (rf"(?:at|by|before|after|around|until|since) [[{CLOCK}]](?! (?:to|and|until) )(?![^.?!;]{{0,120}}\b(?:{DAYS_NAMED}))", relative.clock),
    ("(?:for|during|over) [[the (?P<u>year)]](?=[.,;]| to date)", relative.next_to),
    ("the (?P<mod>previous|preceding|prior|following|same) {u}(?<!s)", relative.next_to),
    (f"{not_after('in', 'over', 'within', 'during', 'for', 'of')}the(?: very)? (?P<mod>next) {{u}}(?<!s)", relative.next_to),
    ("(?:later |earlier )?that(?: same)? {u}(?<!s)(?! in \\d{4})", relative.next_to),
    (f"the (?P<u>day|week|weekend|month|year|night) (?P<mod>before|after){STOP}", relative.next_to),
    (f"{not_after('half')}{ROUGHLY}{{n}}(?: and a half)? {{u}} (?P<way>earlier|later|afterwards?)(?! than)", relative.away),
    (f"{ROUGHLY}{{n}}(?: and a half)? {{u}} (?P<way>before|after){STOP}", relative.away),
    ("(?:(?P<n>an?|the) )?(?P<u>quarter|month|week)-(?P<way>earlier)", relative.away),
]  # fmt: skip
_MONTHS_SAID = [
    (f"(?:{ABOUT})?{{m}},? (?:of )?(?:{{y}}|[‘’'](?P<short>\\d\\d))", calendar.month),
    ("{m}(?= (?:delivery|futures|contracts?)\\b)", calendar.month_to_come),
    (f"(?:from |between )?[[{{m}}(?:,? {{y2}})?(?:{TO}| and ){{m2}},? {{y}}]]", calendar.months),
    (f"from [[{{m}}{TO}{{m2}}]]", calendar.months),
    ("{m}[-–]{m2}", calendar.months),
    ("that {m}(?! (?-i:[A-Z]))", calendar.month_that_year),
    ("between [[{m} and {m2}]]", calendar.months),
    ("{m}(?= (?:and|or) {m2},? {y})", calendar.month),
    ("{m},? (?:of )?{mod} year", calendar.month_of_a_year),
    (f"(?:{ABOUT})?{{mod}} {{m}}", calendar.month),
    (f"{ABOUT}{{m}}", calendar.month),
    (f"{not_after('Black')}(?P<m>{SURE_MONTH})(?! (?:\\d\\d?|said|says|told|added|asked)\\b)", calendar.month),
    ("(?:in|since|of|by|until|for|during|from|through|throughout|between|before|after|to|and) [[(?P<m>(?-i:April|June|August|Aug.))]]"
     "(?! (?-i:[A-Z]))", calendar.month),
    ("(?:in|since|until|during|through|from|by|(?:month|weeks?|weekend|days?|part|middle|half) of) [[(?P<m>(?-i:May|March))]](?! (?-i:[A-Z]))", calendar.month),
    (f"(?P<m>(?-i:April|May|March|June|August))(?= (?:{MONTHLY})\\b)", calendar.month),
    ("(?P<m>(?-i:August|March))(?=['’]s)", calendar.month),
    ("(?:the|a|its|their|this|['’]s) [[(?P<m>(?-i:April|May|March|June|August))]](?= (?-i:[a-z]))"
     "(?! (?:on|for|to|against|through|in|toward|of|and|said|was|is|had)\\b)", calendar.month),
]  # fmt: skip
_PARTS_OF_YEARS = [
    ("(?:the )?{q}(?: |-)quarter(?:,? (?:of )?(?:fiscal )?{y}| (?:of )?{mod} year)", periods.quarter),
    ("(?:fiscal )?{y}(?:['’]s)? {q}(?: |-)quarter", periods.quarter),
    ("{mod} year['’]s {q}(?: |-)quarter", periods.quarter),
    ("{mod} year['’]s (?P<q>first|second) (?P<half>half)", periods.quarter),
    ("Q(?P<q>[1-4]),? {y}", periods.quarter),
    ("Q(?P<q>[1-4])", periods.quarter),
    ("(?:the )?(?:fiscal )?{q}(?: fiscal)?(?: |-)quarter", _in_business),
    ("(?:the )?(?P<q>first|second)(?: |-)(?P<half>half)(?: {y})?", _in_business),
    (
        "the (?:latest |most recent |fiscal |just-ended )?(?P<u>quarter)(?= (?:that )?(?:ended|ending|ends) (?:on )?{m}(?: {d})?(?:,? {y})?)",
        relative.quarter_said,
    ),
    ("(?:in|for|during|over) [[the (?:latest |most recent |fiscal |just-ended )?(?P<u>quarter)]]", _quarter_said),
    ("the (?:latest|most recent) (?P<u>quarter)", _quarter_said),
    ("(?:the )?(?P<q>first|second) (?P<half>half) of {y}", periods.quarter),
    ("(?:the )?(?P<q>first|second) (?P<half>half) of (?:{mod}|the) year", periods.quarter),
    ("(?:the )?(?:(?:early|late) )?{s}(?: of|,)? (?:{y}|[‘’'](?P<short>\\d\\d))", periods.season),
    ("(?:(?:early|late) )?{mod} {s}", periods.season),
    ("(?:in|during|by|since|until|over) [[the {s}]](?! of\\b)", periods.season),
    ("(?:in|by|since|until) [[(?:early|mid|late)(?: |-){s}]]", periods.season),
]
_YEARS_SAID = [
    (r"(?:the )?(?:(?:early|mid|late)(?: |-))?(?P<decade>(?:1[5-9]|20)\d0)['’]?s", periods.decade),
    (r"(?:the )?(?:(?:early|mid|late)(?: |-))?(?P<short>[‘’'][2-9]0s)", periods.decade),
    (r"the (?:early|mid|late)(?: |-)(?P<short>[3-9]0s)", periods.decade),
    (f"the (?:(?:early|mid|late)(?: |-))?(?P<tens>{any_of(DECADES)})", periods.decade),
    ("(?:the )?(?:(?:early|mid|late)(?: |-))?{c}(?: |-)century(?! B)", periods.century),
    (r"(?<![\w/.-])(?:from )?[[{y}[-–—/]{z}]](?![-/])", periods.years),
    (rf"from [[{{y}}{TO}(?P<z>{YEAR})]]{YEAR_ENDS}", periods.years),
    (rf"between [[{{y}} and (?P<z>{YEAR})]]{YEAR_ENDS}", periods.years),
    (r"(?:the )?(?:fiscal|financial)(?: year)? {y}(?![-–—/]\d)", periods.year),
    (r"(?:the )?(?:fiscal|financial)(?: year)? {y}[-–—/]{z}", periods.years),
    (r"(?:late|early|mid) in {y}", periods.year),
    (r"(?P<sure>around) [[{y}]](?=[.,;]| and\b)", periods.year),
    (
        rf"(?P<sure>in|since|of|by|until|during|year|from|to|before|after) {not_after('population of')}[[{{y}}]]{YEAR_ENDS}",
        periods.year,
    ),
    (
        rf"(?<![\w/.,$€£#-])(?<![$€£#]\s){NUMBERED}(?:{ABOUT}|(?:pre|post)-)?{{y}}{YEAR_ENDS}",
        periods.year,
    ),
    (r"(?:in|since|of|until|from|before|after|by|during) [[[‘’'](?P<short>\d\d)]](?!s)", periods.short_year),
    (r"the [[[‘’'](?P<short>\d\d)]](?= [a-z]+(?![’']))", periods.short_year),
]

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

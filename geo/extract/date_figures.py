"""What figures say in any language: days written as numbers, and a year where a word beside it says that it is one.

A day, a month's name and a year ("3 мая 2023") are read in the languages of our region's press and some large ones.
"""

from geo.extract import date_periods as periods
from geo.extract import date_readings as calendar
from geo.extract.date_forms import Language, Tables, any_of, form

_YEAR = r"(?:1[89]\d\d|20\d\d)(?!\d)"
# "Year" in the languages of our region's press and some large ones, as it stands before or after the number.
_BEFORE = "в|с|до|in|im Jahr|im Jahre|seit|en|desde|año|nel|dal|anno|em|desde|w roku|od|în"
_AFTER = (
    r"г\.|гг\.|год|года|году|годом|года|il|ili|ilin|ildə|ildən|-ci il\w*|-cı il\w*|-cu il\w*|-cü il\w*|թ\.|թվական\w*|წ\.|წელს|წლის|წელი|"
    r"рік|року|році|р\.|yıl\w*|yılı\w*|roku|rok|年|년"
)
_MONTHS = {  # as they stand after a day
    word: number
    for names in (
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
        "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    )
    for number, word in enumerate(names.split(), 1)
}
SLOTS = {
    "iso": r"\d{4}(?:-\d\d-|/\d\d/|\.\d\d\.)[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "a": r"[0-3]?\d",
    "b": r"[01]?\d",
    "yy": r"\d{4}",
    "y": _YEAR,
    "d": r"(?:3[01]|[12]\d|0?[1-9])",
    "m": any_of(_MONTHS),
}

FIGURES = Language(
    Tables(_MONTHS, {}, {}, {}, {}, {}, {}),
    [
        form(SLOTS, "{d}\\.? (?:de )?{m},?(?: de)? {y}", calendar.day),
        form(SLOTS, r"{y} ?(?:թ\.|թվականի) {m} {d}", calendar.day),
        form(SLOTS, "(?<![./-]){iso}(?![/.-]\\d)", calendar.iso),
        form(SLOTS, "(?<![./-]){a}\\.{b}\\.{yy}(?!\\.\\d)", calendar.day_first),
        form(SLOTS, f"(?:{_BEFORE}) [[{{y}}]](?![\\w/%-]|[.,]\\d)", periods.year),
        form(SLOTS, rf"[[{{y}}]](?=-?\s?(?:{_AFTER})(?!\w))", periods.year),
    ],
    lambda _text, _start, _end: False,
)

"""What figures say in any language: days written as numbers, and a year where a word beside it says that it is one."""

from geo.extract import date_periods as periods
from geo.extract import date_readings as calendar
from geo.extract.date_forms import Language, Tables, form

_YEAR = r"(?:1[89]\d\d|20\d\d)(?!\d)"
# "Year" in the languages of our region's press and some large ones, as it stands before or after the number.
_BEFORE = "в|с|до|in|im Jahr|im Jahre|seit|en|desde|año|nel|dal|anno|em|desde|w roku|od|în"
_AFTER = (
    r"г\.|гг\.|год|года|году|годом|года|il|ili|ilin|ildə|ildən|-ci il\w*|-cı il\w*|-cu il\w*|-cü il\w*|թ\.|թվական\w*|წ\.|წელს|წლის|წელი|"
    r"рік|року|році|р\.|yıl\w*|yılı\w*|roku|rok|年|년"
)
SLOTS = {
    "iso": r"\d{4}(?:-\d\d-|/\d\d/|\.\d\d\.)[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "a": r"[0-3]?\d",
    "b": r"[01]?\d",
    "yy": r"\d{4}",
    "y": _YEAR,
}

FIGURES = Language(
    Tables({}, {}, {}, {}, {}, {}, {}),
    [
        form(SLOTS, "(?<![./-]){iso}(?![/.-]\\d)", calendar.iso),
        form(SLOTS, "(?<![./-]){a}\\.{b}\\.{yy}(?!\\.\\d)", calendar.day_first),
        form(SLOTS, f"(?:{_BEFORE}) [[{{y}}]](?![\\w/%-]|[.,]\\d)", periods.year),
        form(SLOTS, rf"[[{{y}}]](?=-?\s?(?:{_AFTER})(?!\w))", periods.year),
    ],
    lambda _text, _start, _end: False,
)

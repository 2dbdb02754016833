"""French words that say when: their tables, and the forms they come in."""

import re

from geo.extract import date_periods as periods
from geo.extract import date_readings as calendar
from geo.extract import date_relative as relative
from geo.extract.date_forms import Ground, Language, Reading, Tables, Words, any_of, form, not_after

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_PLAIN_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_SHORT = "janv févr mars avr mai juin juil août sept oct nov déc".split()
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_COUNTS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_DECADES = "vingt trente quarante cinquante soixante".split()
_ROMAN = "Xe XIe XIIe XIIIe XIVe XVe XVIe XVIIe XVIIIe XIXe XXe XXIe".split()

TABLES = Tables(
    months={word: number for names in (_MONTHS, _PLAIN_MONTHS, _SHORT) for number, word in enumerate(names, 1)},
    weekdays={word: number for number, word in enumerate(_WEEKDAYS)},
    numbers={word: number for number, word in enumerate(_COUNTS, 1)}
    | {"une": 1, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100}
    | {"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4}
    | {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50}
    | {"soixantaine": 60, "centaine": 100}
    | {word.lower(): number for number, word in enumerate(_ROMAN, 10)},
    units={"jour": "day", "jours": "day", "journée": "day", "nuit": "day", "semaine": "week", "semaines": "week",
           "week-end": "weekend", "mois": "month", "trimestre": "quarter", "an": "year", "ans": "year",
           "année": "year", "années": "year", "décennie": "decade", "décennies": "decade", "siècle": "century",
           "siècles": "century", "veille": "day", "avant-veille": "day", "lendemain": "day", "surlendemain": "day"},
    steps=dict.fromkeys("dernier dernière derniers passé passée précédent précédente hier veille avant auparavant tôt y".split(), -1)
    | dict.fromkeys("prochain prochaine suivant suivante demain lendemain après tard dans".split(), 1)
    | {"surlendemain": 2},
    seasons={"printemps": 21, "été": 22, "automne": 23, "hiver": 24},
    feasts={"noël": "12-25", "le jour de l'an": "01-01", "la saint-sylvestre": "12-31", "la toussaint": "11-01",
            "pâques": "easter 0", "le lundi de pâques": "easter 1", "l'ascension": "easter 39",
            "la pentecôte": "easter 49", "le 14-juillet": "07-14", "le 8-mai": "05-08", "le 11-novembre": "11-11",
            "le 11-septembre": "2001-09-11", "la veille de noël": "12-24"},
)  # fmt: skip

_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\d)"
_ABOUT = "(?P<about>début|mi|fin|(?:au |à la |en )?(?:début|fin|milieu|courant) (?:de |d['’])?)(?: |-)?"
_ROUGHLY = "(?:(?P<about>environ|près de|plus de|quelque|presque|au moins) )?"
_PART_OF = "(?:(?:la |le )?(?:début|fin|milieu|moitié) (?=d))?"
_CLOCK = r"(?:\d{1,2} ?(?:h|heures?)(?: ?[0-5]\d)?|midi|minuit)(?! d[eu]\b)"
_ON = "(?:{w}{part},? (?:le )?)?"
_COUNTED = (
    "personnes|habitants|soldats|hommes|femmes|morts|blessés|euros|dollars|francs|mètres|kilomètres|km|m|hectares|tonnes|emplois|"
    "salariés|voix|logements|élèves|réfugiés|civils|points|places|pages|heures|jours|mois|ans|exemplaires|visiteurs|spectateurs"
)
_YEAR_ENDS = rf"(?![\w/-]|[,.]\d| ?%| (?:{_COUNTED})\b)"

SLOTS = {
    "iso": r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "a": r"\d{1,2}",
    "b": r"\d{1,2}",
    "yy": r"(?:\d{4}|\d\d)",
    "m": rf"(?:{any_of([*_MONTHS, *_PLAIN_MONTHS])}|(?:janv|févr|avr|juil|sept|oct|nov|déc)\.)",
    "d": r"(?:1er|3[01]|[12]\d|0?[1-9])(?!\d|[.:,]\d| ?%| millions?\b)",
    "y": _YEAR,
    "z": rf"(?:{_YEAR}|\d\d(?!\d))",
    "w": any_of(_WEEKDAYS),
    "part": "(?: (?:matin|midi|après-midi|soir|dans la nuit))?",
    "n": rf"(?:\d{{1,3}}|{any_of([*_COUNTS, 'une', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'cent'])})",
    "u": "(?:jours?|semaines?|week-end|mois|trimestre|ans?|années?|décennies?|siècles?)",
    "s": "(?:printemps|été|automne|hiver)",
    "q": "(?:premier|deuxième|second|troisième|quatrième)",
    "c": any_of(_ROMAN),
    "tens": any_of(_DECADES),
    "feast": any_of(TABLES.feasts).replace("'", "['’]"),
    "mod": "(?:dernier|dernière|passée?|prochaine?)",
}
_DAY = any_of(_WEEKDAYS)
_EVERY_WEEK = re.compile(rf"\ble {_DAY} (?:et|ou|au) (?:le )?{_DAY}\b", re.IGNORECASE)


def _weekday(words: Words, ground: Ground) -> Reading | None:
    """ "mardi"; "le mardi et le jeudi" are all of them."""
    first = max(0, ground.start - 16)
    every = any(
        one.start() < ground.end and ground.start < one.end()
        for one in _EVERY_WEEK.finditer(ground.text, first, ground.end + 20)
    )
    return None if every else relative.weekday(words, ground)


_FORMS = [
    ("(?<![./-]){iso}(?![/-]\\d)", calendar.iso),
    ("(?<![./-]){a}/{b}/{yy}(?!/)", calendar.day_first),
    ("(?<![./-]){a}[.-]{b}[.-](?P<yy>\\d{4})(?![.-]\\d)", calendar.day_first),
    (rf"(?:du|entre le) [[{_ON}{{d}} {{m}}(?: {{y2}})? (?:au|et le) (?:{{w2}} )?{{d2}} {{m2}} {{y}}]]", calendar.days),
    (rf"(?:du|entre le) [[{_ON}{{d}} {{m}} (?:au|et le) (?:{{w2}} )?{{d2}} {{m2}}]]", calendar.days),
    ("(?:la |dans la )?nuit du [[{d} au {d2} {m}(?: {y})?]]", calendar.days),
    ("(?:du|entre le) [[{d} (?:au|et le) {d2} {m}(?: {y})?]]", calendar.days),
    (r"(?:du|entre le) [[(?:{w} )?{d} (?:au|et le) (?:{w2} )?{d2} {m}(?: {y})?]]", calendar.days),
    ("{d}[-–]{d2} {m}(?: {y})?", calendar.days),
    ("{d} et {d2} {m}(?: {y})?", calendar.days_in_a_row),
    ("{d} {m} de l['’](?:an|année) {mod}", calendar.month_of_a_year),
    ("(?:hier|demain|aujourd['’]hui) ?[\\[(] ?{w} ?[\\])]", relative.bracketed),
    (rf"{not_after('chaque')}(?:(?:le|ce) )?{_ON}{{d}} {{m}}(?: (?:{{y}}|{{mod}}))?", calendar.day),
    ("(?:le|dès le|jusqu['’]au|d['’]ici au|d['’]ici le|à partir du|dès) [[{d}]](?=[,;)»](?! \\d|,? (?:rue|avenue|boulevard|quai|place))|\\.(?!\\d)|$| au (?:matin|soir))", relative.day_of_month),
    ("(?:le |à )?{feast}(?: {y})?", calendar.feast),
    ("(?:dans la |la )?nuit de {w} à {w2}", relative.weekday_pair),
    ("(?:le )?{w}{part} {mod}", relative.moved_weekday),
    ("(?:le )?{w} (?P<mod>suivant|précédent)", relative.weekday_after),
    ("{w} de la semaine {mod}", relative.weekday_of_week),
    (f"{not_after('tous les', 'chaque', 'les')}(?:(?:le|ce) )?{{w}}{{part}}", _weekday),
    (r"(?P<rel>avant-hier|hier|aujourd['’]hui|après-demain|demain)(?: (?:matin|midi|après-midi|soir))?", relative.deictic),
    (r"(?P<rel>(?:la )?nuit (?P<mod>dernière))", relative.deictic),
    (r"(?P<rel>ce (?:matin|midi|soir)|cet après-midi|cette nuit)", relative.deictic),
    ("(?:la |le )(?P<u>(?P<mod>avant-veille|veille|lendemain|surlendemain))(?! (?:d[eu] |d['’])(?-i:[a-z0-9à-ÿ]))", relative.next_to),
    ("(?:ce |le )(?P<mod>même) (?P<u>jour)", relative.next_to),
    ("(?:ce|cette) (?P<u>jour|nuit|année|semaine|mois)-là", relative.next_to),
    ("(?:l['’]|la |le )(?P<u>an|année|mois|semaine|jour|week-end|trimestre) (?P<mod>précédente?|suivante?)", relative.next_to),
    ("(?:fin |début )?(?:l['’]|la |le )?(?P<u>an|année|mois|semaine|week-end|trimestre|siècle) {mod}", relative.this_unit),
    ("(?:fin |début )?(?:ce|cet|cette) (?P<u>année|mois|semaine|week-end|trimestre|siècle)(?:-ci)?", relative.this_unit),
    ("en (?:début|fin|milieu|cours) (?:de |d['’])(?P<u>année|mois|semaine|trimestre|siècle)", relative.this_unit),
    ("(?:(?:à )?la fin|le début|au début|le milieu|au milieu) (?:de l['’]|du |de la )(?P<u>année|mois|semaine|trimestre|siècle)", relative.this_unit),
    (f"(?P<way>il y a) {_ROUGHLY}{{n}} {{u}}", relative.ago),
    ("(?P<way>il y a|dans) (?P<about>une) (?P<n>\\w{3,8}aine) (?:de |d['’]){u}", relative.ago),
    ("(?P<way>dans) {n} {u}", relative.in_so_long),
    (f"{_ROUGHLY}{{n}} {{u}} (?P<way>plus tard|plus tôt|auparavant|après|avant)(?= ?[.,;:)»]|\\s*$)", relative.away),
    (rf"{not_after('h', 'heures')}(?:à|vers) [[{_CLOCK}]](?![^.?!;]{{0,120}}\b(?:{'|'.join([*_WEEKDAYS, *_MONTHS])}|hier|demain|aujourd['’]hui|ce soir)\b)", relative.clock),
    ("(?:le )?{q} trimestre(?: (?:de )?{y})?", periods.quarter),
    ("(?:le )?{q} (?P<half>semestre)(?: (?:de )?{y})?", periods.quarter),
    ("(?:l['’]|le )?{s} (?:de )?{y}", periods.season),
    ("(?:l['’]|le )?{s} {mod}", periods.season),
    ("(?:au |à l['’])[[{s}]]", periods.season),
    ("(?:ce|cet) {s}", periods.season),
    ("de [[{m} à {m2} {y}]]", calendar.months),
    ("de [[{m} à {m2}]]", calendar.months),
    ("entre [[{m} et {m2}(?: {y})?]]", calendar.months),
    (f"(?:{_ABOUT})?{{m}} (?:de l['’](?:an|année) )?(?:{{y}}|{{mod}})", calendar.month),
    (f"{_ABOUT}{{m}}", calendar.month),
    ("mois d['’][[{m}]]", calendar.month),
    ("(?:en|depuis|dès|jusqu['’]en|mois de|semaine de|quinzaine de|moitié de|d['’]ici|courant) [[{m}]]", calendar.month),
    (rf"{_PART_OF}(?:les |des )?années (?P<decade>(?:1[5-9]|20)\d0)", periods.decade),
    (rf"{_PART_OF}(?:les |des )?années (?P<short>[2-9]0)(?!\d)", periods.decade),
    (rf"{_PART_OF}(?:les |des )?années {{tens}}(?!-)", periods.decade),
    (rf"{_PART_OF}(?:le |du )?{{c}} siècle", periods.century),
    (r"(?<![\w/.-]){y}[-–]{z}(?!-)", periods.years),
    (rf"de [[{{y}} à (?P<z>{_YEAR})]]", periods.years),
    (rf"entre [[{{y}} et (?P<z>{_YEAR})]]", periods.years),
    (rf"(?P<sure>en|depuis|dès|avant|après|jusqu['’]en|année|de|à|vers) [[{{y}}]]{_YEAR_ENDS}", periods.year),
    (rf"(?<![\w/.,-]){not_after('route', 'numéro', 'vol', 'page', 'article', 'quelque', 'environ', 'près de')}"
     rf"(?:{_ABOUT})?{{y}}{_YEAR_ENDS}", periods.year),
]  # fmt: skip

_WILL = re.compile(
    r"\b(?:\w{2,}(?:era|eront|ira|iront|dra|dront|aura|auront)|sera|seront|aura|auront|ira|iront|fera|feront|va|vont|doit|doivent|"
    r"devrait|devraient|prévue?s?|attendue?s?|prochaine?s?|programmée?s?|d['’]ici|jusqu['’]à|à partir|au plus tard|demain)\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:a|ont|(?:est|sont)(?! (?:attendu|prévu|programmé|appelé|censé|convoqué))|était|étaient|avait|avaient|fut|furent|s['’]est|\w+(?:ait|aient)|depuis|dernier|hier)\b",
    re.IGNORECASE,
)
_TIMETABLE = re.compile(  # in the present tense, with a day
    r"\b(?:s['’]ouvre|commence|débute|reprend|se réuni(?:t|ssent)|se tient|arrive|quitte|part|vote|s['’]achève|se rend|entame)(?: le)? $",
    re.IGNORECASE,
)
_LEADS_AHEAD = re.compile(
    r"\b(?:pour|d['’]ici|jusqu['’]à|jusqu['’]au|à partir de|au plus tard)(?: le| la)? $", re.IGNORECASE
)
_CLAUSE = 70  # characters


def points_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what is to come: the nearest cue before it, else the first after it."""
    before = re.split(r"[.?!;»] |\n", text[max(0, start - _CLAUSE) : start])[-1]
    after = re.split(r"[.?!;»]\s|\n", text[end : end + _CLAUSE])[0]
    if _LEADS_AHEAD.search(before) or _TIMETABLE.search(before):
        return True
    will, was = ([found.end() for found in cue.finditer(before)] for cue in (_WILL, _WAS))
    if will or was:
        return bool(will) and will[-1] >= max(was, default=-1)  # "devrait" looks like a past form too
    ahead, past = _WILL.search(after), _WAS.search(after)
    return ahead is not None and (past is None or ahead.start() < past.start())


FRENCH = Language(TABLES, [form(SLOTS, template, read) for template, read in _FORMS], points_ahead)

"""The rows of a story's tables, made of what a review kept."""

from collections import defaultdict

from shapely.geometry import shape

from geo.article import MENTION_COLUMNS
from geo.draft import DateItem
from geo.extract.records import Statement
from geo.records import EVENT_COLUMNS, PLACE_COLUMNS, STATEMENT_COLUMNS
from geo.story import FIGURE_COLUMNS
from geo.tables import Row
from geo.told.items import BY_HAND, WEAKEST, Items, Name
from geo.told.quotes import Quote, holding

Table = tuple[tuple[str, ...], list[Row]]
EMPTY: dict[str, Table] = {"context_events.csv": (EVENT_COLUMNS, []), "figures.csv": (FIGURE_COLUMNS, [])}
SURE = {"verified": "certain", "unverified": "less-certain"}  # what nobody reviewed is uncertain
_TITLE = 110  # characters


def mention_rows(found: Items, quoted: list[Quote]) -> Table:
    """A row a name."""
    rows = []
    for name in found.names:
        one = name.item
        held = holding(quoted, one.start, one.end)
        rows.append(
            {
                "id": f"mention-{one.id}",
                "parent": "",
                "start": str(one.start),
                "end": str(one.end),
                "text": one.text if held else "",
                "usage": one.usage,
                "role": one.role,
                "place": name.place,
                "marker": "yes" if name.drawn else "no",
                "actor": "" if one.usage == "literal" and name.at else one.text,
                "certainty": SURE.get(one.status, "uncertain"),
                "sentence": str(found.sentence(one.start).number),
                "statement": "",
                "note": "Which place is meant cannot be told." if one.status == "unidentifiable" else "",
                "review": one.status,
            }
        )
    return (*MENTION_COLUMNS, "review"), rows


def place_rows(found: Items) -> Table:
    """A row a place; reviewed as well as the best reviewed of its names, for one person has looked where it is."""
    rows: dict[str, Row] = {}
    for name in found.names:
        known = rows.get(name.place)
        if known:
            known["review"] = max(known["review"], name.item.status, key=WEAKEST.index)
        elif name.at:
            rows[name.place] = _place(name)
    return (*PLACE_COLUMNS, "review", "wkt"), list(rows.values())


def _place(name: Name) -> Row:
    at, item = name.at, name.item
    assert at
    by_hand = "Drawn by hand." if item.geometry else "Placed by hand." if at.source == BY_HAND else ""
    other = item.text if item.usage == "literal" and item.text.lower() != at.name.lower() else ""
    return {
        "id": name.place,
        "kind": at.kind,
        "name": at.name,
        **{f"name_{language}": at.names.get(language, "") for language in ("az", "hy", "ru")},
        "other_names": other.replace(";", ","),
        "country": at.country,
        "lon": str(at.lon),
        "lat": str(at.lat),
        "precision_m": str(at.precision_m),
        "coordinate_source": at.source,
        "geonames": str(at.geonames or ""),
        "wikidata": at.wikidata,
        "note": " ".join(filter(None, (at.note, by_hand))),
        "review": item.status,
        "wkt": shape(item.geometry).wkt if item.geometry else "",
    }


def statement_rows(found: Items, quoted: list[Quote], undated: str) -> Table:
    """A row a statement; one without a date of its own has the article's."""
    words: dict[str, list[str]] = defaultdict(list)
    for quote in quoted:
        for name in quote.statement_ids:
            words[name].append(quote.exact)
    told = zip(found.ids, found.statements, strict=True)
    return (*STATEMENT_COLUMNS, "review"), [_statement(name, one, found, words[name], undated) for name, one in told]


def _statement(name: str, one: Statement, found: Items, words: list[str], undated: str) -> Row:
    dates = [found.dates[n] for n in one.dates]
    places = list(dict.fromkeys(found.names[n].place for n in one.places if found.names[n].drawn))
    actors = dict.fromkeys(found.names[n].item.text for n in one.places if found.names[n].item.role == "actor")
    review = found.review_of(one)
    sure = SURE.get(review, "uncertain")
    return {
        "id": name,
        "title": _title(" … ".join(words)),
        "edtf": one.edtf or undated,
        "date_precision": one.date_precision,
        "date_words": _date_words(dates, words),
        "tense": one.tense,
        "certainty": "less-certain" if sure == "certain" and (one.claim == "inferred" or one.place_basis) else sure,
        "claim": one.claim,
        "place": places[0] if places else "",
        "other_places": ";".join(places[1:]),
        "attributed_to": one.speaker,
        "actors": "; ".join(actors),
        "sentence": str(one.sentence),
        "note": _note(one),
        "review": review,
    }


def _note(one: Statement) -> str:
    """What of it is not said in its own words."""
    date = "" if one.edtf else "It says no date: shown at the article's own."
    place = f"Its place is inferred: {one.place_basis}." if one.place_basis and one.places else ""
    return " ".join(filter(None, (date, place)))


def _title(words: str) -> str:
    """The article's own words, in quotation marks, cut between words."""
    line = " ".join(words.split())
    cut = line if len(line) <= _TITLE else f"{line[:_TITLE].rsplit(' ', 1)[0]} …"
    return f"“{cut}”"


def _date_words(dates: list[DateItem], words: list[str]) -> str:
    return next((one.text for one in dates if any(one.text in quoted for quoted in words)), "")

"""Made-up data for tests: a feature, a package of layers, a small story. No real place is in it."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from geo.feature import Feature, fresh_properties

SQUARE = {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]}
BOWTIE = {"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [2, 1], [1, 2], [1, 1]]]}
TEXT = "\nThe fair at Aville opened on 3 May. Bburg sent its band.\nDelayed, says the mayor of Aville.\nNotice."
SLUG = "fair"


def feature(name: str = "area-one", edtf: str = "2001/2003", geometry: Any = SQUARE, **changes: Any) -> Feature:
    """A good feature, with `changes` to its properties."""
    given = {
        "kind": "area",
        "name": name.title(),
        "precision_m": 100,
        "role": "boundary",
        "licence": "CC0-1.0",
    }
    properties = fresh_properties(name, edtf, **{**given, "sources": ["made up"], **changes})
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def record(name: str, content: bytes = b"", /, **changes: Any) -> dict[str, Any]:
    """A good layer record for a file with that content."""
    words = {
        "title": name.title(),
        "path": f"{name}.geojson",
        "group": "boundaries",
        "description": "Made up.",
    }
    about = {"retrieved": "2024-01-01", "changes": "none", "worldview": "nobody's", "attribution": "Us"}
    sure = {"precision_m": 100, "certainty": "certain", "valid": "2001/..", "style": "solid"}
    licences = [{"name": "CC0-1.0", "title": "CC0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}]
    file = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    return {
        "name": name,
        **words,
        **about,
        **sure,
        **file,
        "sources": [{"title": "us"}],
        "licenses": licences,
    } | changes


def package(folder: Path, layers: dict[str, list[Feature]], **members: Any) -> Path:
    """Write a package of layers, each with its features; `members` go into every collection."""
    folder.mkdir(parents=True, exist_ok=True)
    records = []
    for name, features in layers.items():
        content = json.dumps({"type": "FeatureCollection", **members, "features": features}).encode()
        (folder / f"{name}.geojson").write_bytes(content)
        records.append(record(name, content))
    (folder / "datapackage.json").write_text(json.dumps({"name": folder.name, "resources": records}))
    return folder


def table(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as CSV under the first one's keys."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def excerpt(name: str, words: str, statements: list[str], **changes: Any) -> dict[str, Any]:
    """An excerpt of TEXT, with right offsets unless `start` or `end` say otherwise."""
    start = TEXT.index(words)
    position = {"start": start, "end": start + len(words)} | {k: changes[k] for k in changes if k in ("start", "end")}
    quote = {"type": "TextQuoteSelector", "exact": words, "prefix": "", "suffix": ""}
    rest = {key: value for key, value in changes.items() if key not in position}
    selector = [{"type": "TextPositionSelector", **position}, quote]
    return {"id": name, "paragraph": 1, "sentence": 1, "statements": statements, "selector": selector, **rest}


def article_facts() -> dict[str, Any]:
    """What is known of TEXT as an article."""
    words = {
        "title": "The fair",
        "publisher": "The Aville Post",
        "author": "",
        "published": "2001-05-04",
        "url": "",
    }
    words |= {"language": "en", "coverage_text": "all of it", "attribution": "The Aville Post"}
    end = TEXT.index("\nNotice.")
    bounds = {"text_start": 1, "text_end": end, "coverage": 1.0, "offsets": "code points"}
    return {**words, **bounds, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}


def mention(name: str, words: str, **changes: Any) -> dict[str, Any]:
    """A mention of TEXT, literal and with a marker unless `changes` say otherwise."""
    start = TEXT.index(words)
    row = {
        "id": name,
        "parent": "",
        "start": start,
        "end": start + len(words),
        "text": words,
        "usage": "literal",
    }
    row |= {"role": "place", "place": "place-aville", "marker": "yes", "actor": "", "certainty": "certain"}
    return row | {"sentence": 1, "statement": "", "note": ""} | changes


def place(name: str, label: str, lon: float, lat: float) -> dict[str, Any]:
    """A place row."""
    names = {"name_az": f"{label} az", "name_hy": "", "name_ru": "", "other_names": "Old Name; Older Name"}
    rest = {"country": "XX", "lon": lon, "lat": lat, "precision_m": 500, "coordinate_source": "made up"}
    return {
        "id": name,
        "kind": "town",
        "name": label,
        **names,
        **rest,
        "geonames": "",
        "wikidata": "",
        "note": "",
    }


def statement(name: str, edtf: str, at: str, **changes: Any) -> dict[str, Any]:
    """A statement row."""
    dates = {"edtf": edtf, "date_precision": "day", "date_words": "", "tense": "past", "certainty": "certain"}
    who = {"claim": "explicit", "place": at, "other_places": "", "attributed_to": "the article", "actors": ""}
    return {"id": name, "title": f"Title of {name}", **dates, **who, "sentence": 1, "note": ""} | changes


def event(name: str, edtf: str, at: str, **changes: Any) -> dict[str, Any]:
    """A context event row."""
    row = {
        "id": name,
        "title": f"Title of {name}",
        "edtf": edtf,
        "date_precision": "day",
        "category": "political",
    }
    row |= {
        "place": at,
        "other_places": "",
        "source": "An almanac",
        "source_url": "https://example.org/almanac",
    }
    return row | {"verification": "verified", "note": ""} | changes


def story_facts() -> dict[str, Any]:
    """The story.json of the made-up story."""
    own = ["article-places", "article-statements", "article-mentions", "context-places", "context-events"]
    layers = [record(name, group=name.split("-")[0], path="story.json") for name in own]
    window = {"from": "2001-05-02", "to": "2001-05-04"}
    return {
        "id": SLUG,
        "title": "The fair at Aville",
        "summary": "A fair.",
        "excerpts_share_limit": 1.0,
        "window": window,
        "extent": {"from": "1990-01-01", "to": "2010-12-31"},
        "home": [9.0, 49.0, 11.0, 51.0],
        "presets": [{"id": "all", "label": "All", "from": "1990-01-01", "to": "2010-12-31"}],
        "groups": [{"id": "article", "title": "The article"}],
        "layers_off": ["context-places", "context-events"],
        "layers": layers,
        "links": {"area-one": {"excerpts": ["x-one"], "named": True, "why": "It is named."}},
    }


def story_data(data: Path) -> Path:
    """Write a whole data folder: two boundary layers, one story. Returns the story's folder."""
    package(data / "boundaries", {"areas": [feature()], "others": [feature("area-two", "2005/..")]})
    package(data / "basemap", {"land": [feature("land-one", role="background")]})
    package(data / "world", {"world-land": [feature("world-land", role="background")]})
    package(data / "outlines", {"states": [feature("state-xx", kind="country", country="XX")]})
    folder = data / "stories" / SLUG
    folder.mkdir(parents=True)
    write_json(folder / "story.json", story_facts())
    told = [
        excerpt("x-one", "The fair at Aville opened on 3 May", ["statement-one"]),
        excerpt("x-two", "says the mayor of Aville", ["statement-two"]),
    ]
    write_json(folder / "excerpts.json", {"article": article_facts(), "excerpts": told})
    late = TEXT.rindex("Aville")
    office = {"usage": "institutional", "role": "actor", "marker": "no", "actor": "the mayor of Aville"}
    mentions = [
        mention("mention-one", "Aville"),
        mention("mention-two", "the mayor of Aville", **office),
        mention("mention-three", "Aville", start=late, end=late + 6, parent="mention-two", **office),
        mention("mention-four", "Bburg", **office | {"text": "", "statement": "statement-one"}),
    ]
    table(folder / "mentions.csv", mentions)
    statements = [
        statement("statement-one", "2001-05-03", "place-aville", date_words="on 3 May"),
        statement("statement-two", "2001-05-05/..", "", attributed_to="the mayor"),
    ]
    table(folder / "statements.csv", statements)
    table(
        folder / "places.csv",
        [place("place-aville", "Aville", 10, 50), place("place-bburg", "Bburg", 11, 51)],
    )
    events = [event("event-one", "1999", "place-bburg"), event("event-two", "2004", "place-aville")]
    table(folder / "context_events.csv", events)
    row = {"topic": "fair", "indicator": "visitors", "value": "9", "as_of": "2001", "source": "An almanac"}
    table(folder / "figures.csv", [row | {"url": "", "status": "seen", "note": ""}])
    return folder


def write_json(path: Path, data: Any) -> None:
    """Write data as JSON."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def edit_json(path: Path, change: Any) -> None:
    """Read a JSON file, let `change` mend or spoil it in place, write it back."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    write_json(path, data)


def edit_row(path: Path, row_id: str, **changes: Any) -> None:
    """Change fields of one row of a CSV table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table(path, [row | changes if row["id"] == row_id else row for row in rows])

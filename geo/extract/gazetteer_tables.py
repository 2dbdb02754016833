"""Our own tables of places (geo/extract/data, and the bundled story's places.csv) → the draft of the gazetteer."""

import csv
import re
from pathlib import Path

from geo.extract.gazetteer_draft import CANONICAL, OFFICIAL, PEOPLE, WATERS, Draft, Entry
from geo.extract.names import fold

DATA = Path(__file__).parent / "data"
REGIONAL = Path(__file__).parents[2] / "data" / "stories" / "nagorno-karabakh-2023" / "places.csv"
_PARTS = re.compile(r"\s*(?:;|\s/\s|\([^)]*\))\s*")
_POINTS = {"landmark", "airport", "mountain", "park"}
_YEARS = re.compile(r"([^;()]+?)\s*\((\d{4})\D(\d{4})\)")
_INNER = {"city": "city", "town": "city", "village": "city", "country": "country"}


def add_supplement(draft: Draft) -> None:
    """Regions, seas, rivers, mountains and landmarks that no package has: supplement.csv, written by us."""
    for row in rows_of("supplement.csv"):
        first, *others = row["names"].split(";")
        word = row["kind"]
        kind = "water" if word in WATERS else "poi" if word in _POINTS else "region"
        entry = Entry(
            first, kind, word, float(row["lat"]), float(row["lon"]), country=row["country"], own=1,
            key=f"own-{re.sub('[^a-z0-9]+', '-', fold(first))}", source="this project",
            precision_m=int(row["precision_m"]),
        )  # fmt: skip
        draft.add(entry, names=others, how=OFFICIAL)


def add_status_notes(draft: Draft) -> None:
    """Who controls disputed places, and what is internationally recognised: status_notes.csv, worded without a side."""
    for row in rows_of("status_notes.csv"):
        number = draft.called(row["name"], row["kind"], row["country"])
        if number is not None:
            draft.entries[number].note = row["note"]


def add_division_names(draft: Draft) -> None:
    """Names of states and provinces that their packages lack: division_names.csv."""
    for row in rows_of("division_names.csv"):
        number = draft.called(row["of"], "adm1", row["country"])
        if number is not None:
            draft.name(number, OFFICIAL, row["names"].split(";"))


def add_regional(draft: Draft) -> None:
    """Our gazetteer of one region: it wins in its area, with the names of each side and neutral labels."""
    more = {row["id"]: row["names"].split(";") for row in rows_of("regional_names.csv")}
    for row in rows_of(REGIONAL):
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
    kind = _INNER.get(word) or ("water" if word in WATERS else "region" if word == "region" else "poi")
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


def add_peoples(draft: Draft) -> None:
    """What people of regions, states and continents are called: peoples.csv; those of countries are in countries.csv."""
    for row in rows_of("peoples.csv"):
        number = draft.called(row["of"], row["kind"], row["country"])
        if number is not None:
            draft.name(number, PEOPLE, row["names"].split(";"))


def add_former_names(draft: Draft) -> None:
    """Names of another time, with the years they were in use: former_names.csv, and our gazetteer of one region."""
    for row in rows_of("former_names.csv"):
        number = draft.called(row["now"], row["kind"], row["country"])
        if number is not None:
            draft.name(number, OFFICIAL, [row["name"]])
            draft.former[fold(row["name"]), number] = f"{row['since']}–{row['until']}"
    places = {entry.key: number for number, entry in enumerate(draft.entries) if entry.key}
    for row in rows_of(REGIONAL):
        for name, since, until in _YEARS.findall(row["other_names"]):
            draft.name(places[row["id"]], CANONICAL, [name])
            draft.former[fold(name), places[row["id"]]] = f"{since}–{until}"


def add_abbreviations(draft: Draft) -> None:
    """Short forms of states and provinces that mean one place as they are written: "Ala.", "N.Y.", "TX"."""
    for row in rows_of("abbreviations.csv"):
        number = draft.called(row["full"], row["kind"], row["country"])
        if number is not None:
            draft.abbreviations.add((row["short"], number))


def rows_of(name: str | Path) -> list[dict[str, str]]:
    """The rows of one of our tables, by its name in DATA or by its whole path."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

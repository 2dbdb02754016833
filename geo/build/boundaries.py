"""The layers of data/boundaries, each feature with its words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.build import cut, karabakh, outlines, peacekeepers
from geo.build.packages import INPUTS, Store
from geo.build.shapes import area_of, to_degrees
from geo.build.shelf import Feature, Words, make_feature

# The extent of each period is that of its first day; its last is the day before something was lost.
PERIODS = {
    "area-left-2020": date(2020, 12, 1),
    "area-left-2021": date(2020, 12, 12),
    "area-left-2022": date(2022, 3, 24),
}


@dataclass(frozen=True)
class Shapes:
    """Everything derived, by feature id, in EPSG:32638."""

    countries: dict[str, Any]
    oblast: Any
    de_facto: Any
    line: Any
    districts: dict[str, Any]
    area_left: dict[str, Any]
    zones: dict[str, Any]
    corridors: dict[str, Any]
    roads: dict[str, Any]


def derive(store: Store) -> Shapes:
    """All shapes from the packages and from the places and lines in inputs/; raises BuildError."""
    countries = outlines.outlines(store)
    rayons = karabakh.rayons(store)
    oblast = karabakh.oblast(store)
    de_facto, line = karabakh.behind_line(store, countries["AZE"], rayons[karabakh.GORANBOY])
    within = area_of(oblast.intersection(de_facto))
    places = cut.read_places(INPUTS / "control.csv")
    area_left = {name: cut.held_area(within, places, day) for name, day in PERIODS.items()}
    drawn = peacekeepers.read_lines(INPUTS / "lines.json")
    roads = {name: drawn[name] for name in ("road-old", "road-new")}
    return Shapes(
        countries=countries,
        oblast=oblast,
        de_facto=de_facto,
        line=line,
        districts=karabakh.districts(de_facto, oblast, rayons),
        area_left=area_left,
        zones=peacekeepers.zones(area_left["area-left-2021"], drawn["divider"]),
        corridors={
            name.replace("road", "corridor"): peacekeepers.corridor(road, countries["AZE"])
            for name, road in roads.items()
        },
        roads=roads,
    )


def layers(shapes: Shapes) -> dict[str, list[Feature]]:
    """The features of each layer, in WGS 84; raises BuildError where words are missing or left over."""
    words = Words.read()
    arm, aze = shapes.countries["ARM"], shapes.countries["AZE"]
    shown: dict[str, dict[str, Any]] = {
        "countries": {"country-armenia": arm, "country-azerbaijan": aze},
        "soviet-republics": {"ssr-armenia": arm, "ssr-azerbaijan": aze},
        "oblast": {"oblast-nagorno-karabakh": shapes.oblast},
        "de-facto-area": {"de-facto-1994": shapes.de_facto},
        "line-of-contact": {"line-of-contact-1994": shapes.line},
        "districts": shapes.districts,
        "area-left": shapes.area_left,
        "peacekeeper-zones": shapes.zones,
        "lachin-corridor": shapes.corridors | shapes.roads,
    }
    made = {
        layer: [words.feature(name, to_degrees(shape)) for name, shape in features.items()]
        for layer, features in shown.items()
    }
    words.check_all_used()
    return made | {"peacekeeper-posts": posts()}


def posts() -> list[Feature]:
    """Headquarters, battalions and posts of posts.csv; its columns are the properties."""
    made = []
    for row, point in peacekeepers.read_posts(INPUTS / "posts.csv"):
        given: dict[str, Any] = {
            key: row[key] for key in ("kind", "name", "name_az", "name_hy", "name_ru", "certainty", "note", "status")
        }
        given |= {"precision_m": int(row["precision_m"]), "date_precision": row["date_precision"]}
        given |= {"role": "place", "licence": "CC-BY-4.0", "sources": row["sources"].split(" | ")}
        made.append(make_feature(row["feature_id"], row["edtf"], point, **given))
    return made

"""What open services publish: which layers can be fetched, what to expect of them, and under which licence."""

import re
from dataclasses import dataclass
from typing import Any

from geo.errors import FetchError

Box = tuple[float, float, float, float]

GEOBOUNDARIES = "https://www.geoboundaries.org"
NATURAL_EARTH = "https://raw.githubusercontent.com/nvkelso/natural-earth-vector/master"
MEGABYTE = 1_000_000

# SPDX id: (title, address, how a service words it)
LICENCES = {
    "ODbL-1.0": (
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        r"open database licen[sc]e|\bodbl\b",
    ),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        r"\bpddl\b",
    ),
    "CC-BY-SA-2.0": (
        "Creative Commons Attribution-ShareAlike 2.0",
        "https://creativecommons.org/licenses/by-sa/2.0/",
        r"sharealike 2\.0|by-sa 2\.0",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        r"sharealike 4\.0|by-sa 4\.0",
    ),
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
        r"attribution 4\.0|\bby 4\.0",
    ),
    "CC-BY-3.0-IGO": (
        "Creative Commons Attribution 3.0 Intergovernmental Organisations",
        "https://creativecommons.org/licenses/by/3.0/igo/",
        r"3\.0 (igo|intergovernmental)",
    ),
    "CC0-1.0": (
        "Public domain, or CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        r"\bcc0\b|^public domain$",
    ),
}


@dataclass(frozen=True)
class Source:
    """A layer that an open service publishes, and what to expect of it.

    `bbox` is west, south, east, north in degrees; sizes are bytes once decoded; `precision_m` is metres.
    `described`: the address gives a description (JSON) that names the file, its licence and its year.
    `worldwide`: the file covers the world, and only what lies within `bbox` is taken.
    """

    id: str
    title: str
    publisher: str
    url: str
    beside: str
    worldview: str
    bbox: Box
    kind: str
    name_field: str
    precision_m: int
    most_bytes: int
    least_bytes: int = 1_000
    described: bool = True
    worldwide: bool = False
    licence: str = ""
    valid: str = ""

    @property
    def layer_id(self) -> str:
        """The id of the layer it becomes; its features are numbered after it."""
        return f"fetched-{self.id}"


def sources(geoboundaries: str = GEOBOUNDARIES, natural_earth: str = NATURAL_EARTH) -> tuple[Source, ...]:
    """The layers that can be fetched; the two base addresses may be those of a mirror."""
    countries: dict[str, tuple[str, Box]] = {
        "AZE": ("Azerbaijan", (44.0, 38.0, 52.0, 42.5)),
        "ARM": ("Armenia", (43.0, 38.5, 47.0, 41.7)),
    }
    levels = {"ADM0": ("outline", "country"), "ADM1": ("districts and provinces", "area")}
    described = [
        Source(
            id=f"geoboundaries-{iso.lower()}-{level.lower()}",
            title=f"{country}, {what} (geoBoundaries)",
            publisher="geoBoundaries",
            url=f"{geoboundaries}/api/current/gbOpen/{iso}/{level}/",
            beside="districts" if (iso, level) == ("AZE", "ADM1") else "countries",
            worldview=f"{country} as it represents itself, as collected by geoBoundaries (gbOpen)",
            bbox=bbox,
            kind=kind,
            name_field="shapeName",
            precision_m=1000,
            most_bytes=10 * MEGABYTE,
        )
        for iso, (country, bbox) in countries.items()
        for level, (what, kind) in levels.items()
    ]
    return (*described, _disputed(natural_earth))


def _disputed(base: str) -> Source:
    return Source(
        id="natural-earth-disputed",
        title="Disputed and breakaway areas (Natural Earth)",
        publisher="Natural Earth",
        url=f"{base}/geojson/ne_10m_admin_0_disputed_areas.geojson",
        beside="area-left",
        worldview="Natural Earth: who administers the ground, not what is recognised",
        bbox=(44.5, 38.3, 48.5, 41.3),
        kind="area",
        name_field="BRK_NAME",
        precision_m=5000,
        most_bytes=20 * MEGABYTE,
        described=False,
        worldwide=True,
        licence="CC0-1.0",
        # It tells no dates: its version 5 (end of 2021) was the first with the ceasefire line of 2020.
        valid="2021~/..",
    )


def licence_id(words: str) -> str:
    """The SPDX id of a licence as a service words it; raises FetchError if we do not know it to be open."""
    for spdx, (_, _, pattern) in LICENCES.items():
        if re.search(pattern, words.strip(), re.IGNORECASE):
            return spdx
    raise FetchError(f'its licence "{plain(words)}" is not one of the open licences known here')


def plain(words: Any, most: int = 160) -> str:
    """A service's words as one line of printable text, cut to `most` characters; "" for what is not text."""
    line = " ".join(words.split()) if isinstance(words, str) else ""
    return "".join(sign for sign in line if sign.isprintable())[:most]

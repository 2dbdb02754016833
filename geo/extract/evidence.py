"""What speaks for each candidate of each name: itself, and the other places of the text. Rows of numbers, by numpy.

A name is described once, however often it stands in the text (`of_names`); only what stands beside it is told for each
mention (`beside`). Nothing here knows which evidence weighs how much: that is learned (train.py).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from geo.extract.gazetteer import ALTERNATE, KINDS, OFFICIAL, PEOPLE, Gazetteer, Match, Place
from geo.extract.names import fold
from geo.extract.qualify import Within
from geo.extract.recognise import Span

Rows = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Area = tuple[str, ...]  # country, or country and division
ITSELF = (
    "population", "share of the people", "no population", "most populous", "population of an area", "capital", "official", "alias",
    "people", "same letters", "ours", "called a county", "called a county, is none",
)  # fmt: skip
NAMED = ("country is named", "country is often named", "division is named", "division is often named")
POSSIBLE = ("possible in the country", "possible in the division", "possible in the district")
TOGETHER = "together in the district"
ALONE = (*ITSELF, "qualified elsewhere", *NAMED, *POSSIBLE, TOGETHER, *(f"kind {kind}" for kind in KINDS))
SHARES = ("share of the country", "share of the division", "share of the district")
AROUND = (*SHARES, "within 50 km", "within 150 km", "within 500 km", "nearness", "no other in the country")
BESIDE = ("within the qualifier", "country beside", "division beside", "near beside")
FEATURES = (*ALONE, *AROUND, *BESIDE)
COLUMN = {name: column for column, name in enumerate(FEATURES)}
EARTH_KM = 6371.0088
_LEVELS = ("country", "division", "district")
_BLOCK = 2000  # rows at once: a text with thousands of names must not take all the memory
_NEIGHBOURS = 8  # mentions on either side that are beside one
_REACH = 250.0  # characters
_TOP = 3  # candidates of a name that are context for other names
_MOST = 600  # candidates that are context: of a long text, those of the names that stand in it most often
_DISTRICTS = 3000  # among which names of one country meet by chance: the counties of the United States
HARDLY = 0.05  # a share of the country that is none
WIDE_M = 200_000  # a region as wide as a country is as well known as one
_WELL_KNOWN = 20_000_000  # inhabitants, where they are not counted
_COUNTY = re.compile(r"\b(?:County|Parish|Co\.?|district|District)$")
_RUN = re.compile(r"[^\W\d_a-z][\w.'’\-]*(?: (?:of )?[^\W\d_a-z][\w.'’\-]*)*")
_LOCAL = frozenset({"city", "adm2", "poi", "region"})
_WIDE = frozenset({"country", "continent"})


class Evidence:
    """The names of a text as tables: a row for each candidate of each name as written, and for each of each mention."""

    def __init__(self, text: str, spans: Sequence[Span], inside: Sequence[Within], gazetteer: Gazetteer) -> None:
        self.names = {span.text: span.matches for span in spans if span.matches}
        self.matches: list[Match] = [match for found in self.names.values() for match in found]
        sizes = [len(found) for found in self.names.values()]
        begins = dict(zip(self.names, np.cumsum([0, *sizes]), strict=False))
        folded = {text: fold(text) for text in self.names}
        number = {name: at for at, name in enumerate(dict.fromkeys(folded.values()))}
        self.same: Numbers = np.repeat([number[folded[text]] for text in self.names], sizes).astype(np.int64)
        pairs: dict[tuple[int, int], int] = {}
        self.keys: Numbers = np.array(  # one number for each place of each name, however it is written
            [
                pairs.setdefault((int(name), match.place.number), len(pairs))
                for name, match in zip(self.same, self.matches, strict=True)
            ],
            np.int64,
        )
        self.forms = Counter(number[name] for name in folded.values())
        self.mentions = [span for span in spans if span.matches]
        self.inside = [said for span, said in zip(spans, inside, strict=True) if span.matches]
        counts = np.array([len(span.matches) for span in self.mentions])
        self.begins: Numbers = np.cumsum(counts) - counts  # the first candidate of each mention, among those of all
        self.owner: Numbers = np.repeat(np.arange(len(counts)), counts)
        first = np.array([begins[span.text] for span in self.mentions])
        self.flat: Numbers = np.arange(len(self.owner)) + (first - self.begins)[self.owner]  # the row of each of them
        self.where = np.array([span.start for span in self.mentions])
        self.held = np.array(  # whether the text beside the mention says that the candidate lies there
            [
                bool(said.name) and said.holds(match.place)
                for span, said in zip(self.mentions, self.inside, strict=True)
                for match in span.matches
            ]
        )
        self._locate([match.place for match in self.matches])
        self.alone = self._alone(_named(text, gazetteer))

    def _locate(self, places: Sequence[Place]) -> None:
        """Points on the unit sphere, and numbers of the country, division and district that hold each place (0: none)."""
        lat, lon = np.radians([place.lat for place in places]), np.radians([place.lon for place in places])
        self.points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        known: list[dict[Area, int]] = [{} for _ in _LEVELS]
        self.areas = np.zeros((len(_LEVELS), len(places)), np.int64)
        for row, place in enumerate(places):
            parts = (place.country, place.adm1, place.adm2)
            for level, codes in enumerate(known):
                if all(parts[: level + 1]):
                    self.areas[level, row] = codes.setdefault(parts[: level + 1], len(codes) + 1)
        self.local = np.array([place.kind in _LOCAL for place in places])
        self.wide = np.array([place.kind in _WIDE for place in places])

    def _alone(self, named: Mapping[Area, float]) -> Rows:
        """What speaks for the candidates before any name is settled; columns as in ALONE."""
        itself = []
        for text, matches in self.names.items():
            sizes = [_known_to(match.place) for match in matches]
            itself += [_itself(text, match, max(sizes), sum(sizes) + 1) for match in matches]
        told = np.bincount(self.keys[self.flat], self.held, len(self.keys)) > 0
        areas = [_in_named(match.place, named) for match in self.matches]
        kinds = [[float(match.place.kind == kind) for kind in KINDS] for match in self.matches]
        possible = [self._possible(level) for level in range(len(_LEVELS))]
        return np.column_stack([itself, told[self.keys], areas, *possible, self._together(), kinds])

    def _possible(self, level: int) -> Rows:
        """The share of the other names that may lie in the same area, less for names that may lie anywhere."""
        areas, same = self.areas[level], self.same
        pairs = np.unique(np.stack([same, areas], axis=1)[areas > 0], axis=0)
        if not len(pairs):
            return np.zeros(len(areas))
        many = np.bincount(pairs[:, 0], minlength=same.max() + 1)
        weight = 1.0 / many[pairs[:, 0]]
        total = np.bincount(pairs[:, 1], weight, areas.max() + 1)
        own = np.where(areas > 0, 1.0 / np.maximum(many[same], 1), 0.0)
        others = max(1, int(same.max()))
        return np.where(areas > 0, total[areas] - own, 0.0) / others

    def _together(self) -> Rows:
        """Whether the name meets another one in the candidate's district, less where the two meet elsewhere too.

        Paris may be in dozens of districts, Henry County in ten: one Paris is in a Henry County. Of a long text, the commonest names.
        """
        often = np.bincount(self.same[self.flat[self.begins]])
        number = np.full(len(often), -1)
        number[np.argsort(-often, kind="stable")[:_MOST]] = np.arange(min(_MOST, len(often)))
        names, areas = number[self.same], self.areas[-1]
        known = (names >= 0) & (areas > 0)
        held = np.zeros((number.max() + 1, areas.max() + 1), np.float32)
        held[names[known], areas[known]] = 1.0
        told: Rows = np.where(known, _meetings(held)[names, areas], 0.0)
        return told

    def around(self, chances: Rows) -> Rows:
        """What the other names of the text say, each as far as it is settled (`chances`, 0 to 1); columns as in AROUND."""
        items = self._context(chances)
        if not len(items):
            return np.zeros((len(self.matches), len(AROUND)))
        weight = chances[items] / np.array([self.forms[name] for name in self.same[items]])
        count = int(self.same.max()) + 1
        others = np.maximum(weight.sum() - np.bincount(self.same[items], weight, count)[self.same], 1e-9)
        shares = [self._shares(level, items, weight) / np.maximum(others, 1.0) for level in range(len(_LEVELS))]
        near = [
            self._near(np.arange(start, min(start + _BLOCK, len(self.matches))), items, weight)
            for start in range(0, len(self.matches), _BLOCK)
        ]
        within, nearness = np.hsplit(np.concatenate(near), [-1])
        nearness /= np.maximum(others, 1.0)[:, None]
        alone = (shares[0] < HARDLY) & (others >= 1.0)
        return np.column_stack([*shares, np.column_stack([within, nearness, alone]) * ~self.wide[:, None]])

    def _context(self, chances: Rows) -> Numbers:
        """The likeliest candidates of each name, or of the commonest names of a long text."""
        kept = []
        at = 0
        for matches in self.names.values():
            rows = np.arange(at, at + len(matches))
            best = rows[np.argsort(-chances[rows], kind="stable")[:_TOP]]
            kept.append(best[chances[best] >= 0.1])
            at += len(matches)
        items = np.concatenate(kept) if kept else np.zeros(0, np.int64)
        often = np.bincount(self.same[self.flat], minlength=int(self.same.max()) + 1)[self.same[items]]
        return np.sort(items[np.argsort(-often, kind="stable")[:_MOST]])

    def _shares(self, level: int, items: Numbers, weight: Rows) -> Rows:
        areas, same = self.areas[level], self.same
        size = int(areas.max()) + 1
        total = np.bincount(areas[items], weight, size)
        own = np.bincount(same[items] * size + areas[items], weight, (int(same.max()) + 1) * size)
        return np.where(areas > 0, total[areas] - own[same * size + areas], 0.0)

    def _near(self, rows: Numbers, items: Numbers, weight: Rows) -> Rows:
        km = _km(self.points[rows] @ self.points[items].T)
        counted = np.where(self.same[rows][:, None] != self.same[items][None, :], weight[None, :], 0.0)
        local = np.where(self.local[items][None, :], counted, 0.0)
        within = [np.where(km <= reach, local, 0.0).max(axis=1) for reach in (50, 150, 500)]
        return np.stack([*within, (counted * np.exp(-km / 200)).sum(axis=1)], axis=1)

    def beside(self, chosen: Numbers, sure: Rows) -> Rows:
        """What stands close by each mention, given each mention's likeliest candidate; columns as in BESIDE."""
        blocks = range(0, len(self.flat), _BLOCK)
        told = [self._beside(np.arange(at, min(at + _BLOCK, len(self.flat))), chosen, sure) for at in blocks]
        return np.column_stack([self.held, np.concatenate(told)])

    def _beside(self, block: Numbers, chosen: Numbers, sure: Rows) -> Rows:
        rows, mine = self.flat[block], self.owner[block]
        steps = np.r_[-_NEIGHBOURS:0, 1 : _NEIGHBOURS + 1]
        near = mine[:, None] + steps
        real = (near >= 0) & (near < len(self.mentions))
        near = np.clip(near, 0, len(self.mentions) - 1)
        picked = chosen[near]
        weight = sure[near] * np.exp(-np.abs(self.where[near] - self.where[mine][:, None]) / _REACH)
        weight *= real & (self.same[picked] != self.same[rows][:, None])
        whole = weight.sum(axis=1) + 0.3
        areas = self.areas[:2, rows]
        alike = (areas[:, :, None] == self.areas[:2][:, picked]) & (areas[:, :, None] > 0)
        km = _km(np.einsum("rx,rnx->rn", self.points[rows], self.points[picked]))
        close = np.where(self.wide[rows], 0.0, (np.exp(-km / 100) * weight).sum(axis=1))
        told: Rows = np.column_stack([*(alike * weight).sum(axis=2), close]) / whole[:, None]
        return told


def _meetings(held: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """For names × districts that may hold them: one over the districts where a name meets the one it meets in fewest.

    Two names with many candidates meet somewhere by chance; that is counted as meetings too.
    """
    many = held.sum(axis=1)
    worth = 1 / np.maximum(held @ held.T + np.outer(many, many) / _DISTRICTS, 1.0)
    np.fill_diagonal(worth, 0.0)
    told = np.zeros_like(held)
    for district in np.flatnonzero(held.sum(axis=0) > 1):
        here = np.flatnonzero(held[:, district])
        told[here, district] = worth[np.ix_(here, here)].max(axis=1)
    return told


def _km(cosine: Rows) -> Rows:
    """The great-circle distance of points whose vectors have this product, in kilometres."""
    km: Rows = EARTH_KM * np.arccos(np.clip(cosine, -1.0, 1.0))
    return km


def _known_to(place: Place) -> int:
    """How well known a place is, in inhabitants."""
    return _WELL_KNOWN if place.own and place.precision_m >= WIDE_M and not place.population else place.population


def _itself(text: str, match: Match, most: int, whole: int) -> list[float]:
    """The candidate and its bond to the name; columns as in ITSELF."""
    place, how = match
    county = _COUNTY.search(text) is not None
    known = _known_to(place)
    return [
        math.log10(known + 1) / 7, known / whole, float(known <= 0), float(known == most),
        math.log10(place.population + 1) / 7 if place.kind in ("adm1", "adm2") else 0.0,
        float(place.word == "capital"), float(how == OFFICIAL), float(how == ALTERNATE), float(how == PEOPLE),
        float(place.name == text), float(place.own), float(county and place.kind == "adm2"),
        float(county and place.kind != "adm2"),
    ]  # fmt: skip


def _in_named(place: Place, named: Mapping[Area, float]) -> list[float]:
    """Whether and how often the text names the country and the division that a place lies in; columns as in NAMED."""
    country = named.get((place.country,), 0.0) if place.kind != "country" else 0.0
    division = named.get((place.country, place.adm1), 0.0) if place.kind != "adm1" and place.adm1 else 0.0
    return [float(country > 0), math.log1p(country), float(division > 0), math.log1p(division)]


def _named(text: str, gazetteer: Gazetteer) -> Mapping[Area, float]:
    """How often countries and first-level divisions are named anywhere, within longer names too: "Ohio State Fair"."""
    found: dict[Area, float] = defaultdict(float)
    for run in _RUN.findall(text):
        words = run.split(" ")
        at = 0
        while at < len(words):
            for count in range(min(3, len(words) - at), 0, -1):
                name = " ".join(words[at : at + count])
                matches = gazetteer.matches(name) if name in gazetteer.abbreviations else gazetteer.exact(_bare(name))
                if matches:
                    _count(found, matches)
                    break
            at += count
    return found


def _bare(name: str) -> str:
    return fold(re.sub(r"['’]s?$", "", name))


def _count(found: dict[Area, float], matches: Sequence[Match]) -> None:
    """A name that may mean several areas, or a great city, counts for each by its part."""
    areas: list[Area] = []
    for place, how in matches:
        if place.kind == "country" and how != ALTERNATE:
            areas.append((place.country,))
        elif place.kind == "adm1" and how <= OFFICIAL:
            areas.append((place.country, place.adm1))
    great = sum(place.kind == "city" and place.population > 500_000 for place, _ in matches)
    for area in areas:
        found[area] += 1.0 / (len(areas) + great)

"""Why a candidate is meant, in plain words that a reviewer can check against the text."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from geo.extract.evidence import Rows
from geo.extract.gazetteer import ALTERNATE, OFFICIAL, PEOPLE, Gazetteer, Place
from geo.extract.resolve import Ranked, distance_km

_BY_DISTANCE = frozenset({"city", "adm2", "poi"})
_CLOSE_KM = 500
_ALIKE = 1e-12  # towns whose squared chords differ by less are measured one by one


class Company:
    """The likeliest places of a text; what they say for a candidate is found once for each place, not each mention."""

    def __init__(self, chosen: Sequence[Place], known: Gazetteer) -> None:
        self._places = set(chosen)
        self._known = known
        self._told: dict[int, list[str]] = {}
        self._in_country = Counter(place.country for place in self._places if place.kind != "country")
        self._towns = [place for place in self._places if place.kind == "city"]
        self._row = {town: row for row, town in enumerate(self._towns)}
        self._points = _points(self._towns)

    def of(self, place: Place) -> list[str]:
        """ "3 other places in Azerbaijan", "12 km from Goris"."""
        if place.number not in self._told:
            self._told[place.number] = [*self._country_mates(place), *self._nearest(place)]
        return self._told[place.number]

    def _country_mates(self, place: Place) -> list[str]:
        same = self._in_country[place.country] - (place in self._places)
        if same <= 0 or not place.country or place.kind == "country":
            return []
        where = self._known.name_of(place.country) or "the same country"
        return [f"{same} other place{'s' if same > 1 else ''} in {where}"]

    def _nearest(self, place: Place) -> list[str]:
        if place.kind not in _BY_DISTANCE or not self._towns:
            return []
        chords = ((self._points - _points([place])) ** 2).sum(axis=1)
        if place in self._row:
            chords[self._row[place]] = np.inf
        close = np.flatnonzero(chords <= min(chords.min() + _ALIKE, 4.0))
        near = min(((distance_km(place, self._towns[at]), self._towns[at].name) for at in close), default=None)
        return [f"{round(near[0])} km from {near[1]}"] if near and near[0] < _CLOSE_KM else []


def _points(places: Sequence[Place]) -> Rows:
    """Points on the unit sphere, rows of three."""
    lat, lon = np.radians([place.lat for place in places]), np.radians([place.lon for place in places])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def reasons(name: str, one: Ranked, ranked: Sequence[Ranked], company: Company, known: Gazetteer) -> tuple[str, ...]:
    """What speaks for one of the candidates of a name, the strongest first."""
    place = one.match.place
    found = [_bond(name, one, known)]
    if one.said:
        found.append(f"as the text says: {one.said}")
    found += company.of(place)
    if len(ranked) > 1 and place.population and place.population == max(each.match.place.population for each in ranked):
        found.append("the largest of this name")
    if place.own:
        found.append("in our own gazetteer")
    return tuple(found)


def _bond(name: str, one: Ranked, known: Gazetteer) -> str:
    place, how = one.match
    years = known.former(name, place)
    if years:
        since, until = years.split("–")
        return f"its name from {since} to {until}" if since else f"its name until {until}"
    return {PEOPLE: "its people", ALTERNATE: "another name of it"}.get(
        how, "name" if how <= OFFICIAL else "another name"
    )

"""Why a candidate is meant, in plain words that a reviewer can check against the text."""

from collections.abc import Sequence

from geo.extract.gazetteer import ALTERNATE, OFFICIAL, PEOPLE, Gazetteer, Place
from geo.extract.resolve import Ranked, distance_km

_BY_DISTANCE = frozenset({"city", "adm2", "poi"})
_CLOSE_KM = 500


def reasons(
    name: str, one: Ranked, ranked: Sequence[Ranked], chosen: Sequence[Place], known: Gazetteer
) -> tuple[str, ...]:
    """What speaks for one of the candidates of a name, the strongest first; `chosen` are the likeliest places of the text."""
    place = one.match.place
    found = [_bond(name, one, known)]
    if one.said:
        found.append(f"as the text says: {one.said}")
    others = set(chosen) - {place}
    found += _company(place, others, known)
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


def _company(place: Place, others: set[Place], known: Gazetteer) -> list[str]:
    """ "3 other places in Azerbaijan", "12 km from Goris"."""
    found = []
    same = sum(other.country == place.country and other.kind != "country" for other in others)
    if same and place.country and place.kind != "country":
        where = known.name_of(place.country) or "the same country"
        found.append(f"{same} other place{'s' if same > 1 else ''} in {where}")
    near = min(((distance_km(place, other), other.name) for other in others if other.kind == "city"), default=None)
    if near and near[0] < _CLOSE_KM and place.kind in _BY_DISTANCE:
        found.append(f"{round(near[0])} km from {near[1]}")
    return found

"""How sure we are that words name a place and that a candidate is the one meant: one chance from both models' own."""

import math
from collections.abc import Mapping

from geo.extract.gazetteer import ALTERNATE, PEOPLE
from geo.extract.resolve import Ranked


def grounds(mention: float, one: Ranked) -> dict[str, float]:
    """What confidence is reckoned from: the chance that the words are a name, and what is known of the candidate."""
    place, how = one.match
    small = 0 < place.population < 5000
    return {
        "always": 1.0,
        "mention": logit(mention),
        "place": logit(one.chance),
        "weaker": min(logit(mention), logit(one.chance)),
        "people": float(how == PEOPLE),
        "alias": float(how == ALTERNATE),
        "said": float(bool(one.said)),
        "country": float(place.kind == "country"),
        "division": float(place.kind in ("adm1", "adm2")),
        "small town": float(place.kind == "city" and small),
        "no town": float(place.kind in ("region", "poi", "water")),
    }


def confidence(mention: float, one: Ranked, weights: Mapping[str, float]) -> float:
    """The probability that a span is a place's name and that this candidate is meant."""
    z = sum(weights.get(name, 0.0) * value for name, value in grounds(mention, one).items())
    return round(1 / (1 + math.exp(-z)), 3)


def logit(chance: float) -> float:
    """The log of the odds of a chance, kept finite."""
    kept = min(0.999, max(0.001, chance))
    return math.log(kept / (1 - kept))

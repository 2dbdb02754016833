"""How sure we are that words name a place and that a candidate is the one meant: one chance from both models' own."""

import math
from collections.abc import Mapping

from geo.extract.evidence import HARDLY
from geo.extract.gazetteer import ALTERNATE, PEOPLE
from geo.extract.resolve import Ranked

# What the learned chance is lowered by (log-odds): other texts are read worse than those it was learned on, by up to a factor
# of four in the odds from one corpus to another, and what is accepted unseen has to hold there too.
CAUTION = 1.4
_LOCAL = frozenset({"city", "adm2", "poi", "region"})


def grounds(mention: float, one: Ranked) -> dict[str, float]:
    """What confidence is reckoned from: the chance that the words are a name, and what is known of the candidate."""
    place, how = one.match
    small = 0 < place.population < 5000
    local = place.kind in _LOCAL
    return {
        "always": 1.0,
        "mention": logit(mention),
        "place": logit(one.near),
        "weaker": min(logit(mention), logit(one.near)),
        "namesakes elsewhere": math.log1p(one.rivals) / 3,
        "people": float(how == PEOPLE),
        "alias": float(how == ALTERNATE),
        "said": float(bool(one.said)),
        "country": float(place.kind == "country"),
        "division": float(place.kind in ("adm1", "adm2")),
        "small town": float(place.kind == "city" and small),
        "population": local * math.log10(place.population + 1) / 7,
        "no other in the country": float(local and one.evidence("share of the country") < HARDLY),
        "no other in the division": float(local and one.evidence("share of the division") < HARDLY),
        "division is named": local * one.evidence("division is named"),
        "nearness": min(1.0, one.evidence("nearness")),
        "division beside": one.evidence("division beside"),
        "near beside": one.evidence("near beside"),
    }


def confidence(mention: float, one: Ranked, weights: Mapping[str, float]) -> float:
    """The probability that a span is a place's name and that this candidate is meant, cautiously."""
    z = -CAUTION + sum(weights.get(name, 0.0) * value for name, value in grounds(mention, one).items())
    return round(1 / (1 + math.exp(-z)), 3)


def logit(chance: float) -> float:
    """The log of the odds of a chance, kept finite."""
    kept = min(0.999, max(0.001, chance))
    return math.log(kept / (1 - kept))

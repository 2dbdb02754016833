"""How sure: one number from two models."""

import numpy as np
import pytest

from geo.extract.confidence import confidence, logit
from geo.extract.evidence import FEATURES
from geo.extract.gazetteer import gazetteer
from geo.extract.places import weights
from geo.extract.resolve import Ranked


def ranked(chance: float) -> Ranked:
    return Ranked(gazetteer().matches("Yevlakh")[0], np.zeros(len(FEATURES)), 0.0, chance, near=chance)


@pytest.mark.parametrize("less", [0.5, 0.9])
def test_confidence_grows_with_either_chance(less: float) -> None:
    """A likelier name and a likelier candidate are both surer, and the number stays a probability."""
    learned = weights()["confidence"]
    sure = confidence(0.98, ranked(0.98), learned)
    assert 0.0 < confidence(less, ranked(0.98), learned) < sure < 1.0
    assert 0.0 < confidence(0.98, ranked(less), learned) < sure


def test_certainty_stays_finite() -> None:
    """A chance of none or of one has odds that can be reckoned with."""
    assert logit(0.0) == pytest.approx(-logit(1.0))
    assert abs(logit(1.0)) < 10

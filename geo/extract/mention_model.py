"""The learned model of which spans name places: clues by name → a chance. One hidden layer, in numpy; kept as JSON."""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.extract.clues import of_use
from geo.extract.spans import Span

Numbers = npt.NDArray[np.float32]
AT_ONCE = 4000  # rows; a whole book would not fit
DIGITS = 3  # significant ones, in the file


@dataclass(frozen=True)
class MentionModel:
    """Weights: one row of `inner` for each clue that was learned (clues × hidden); clues not learned count nothing."""

    common: dict[str, int]  # words in lower case, with the binary logarithm of their count
    clues: dict[str, int]
    inner: Numbers
    inner_bias: Numbers
    outer: Numbers
    outer_bias: float

    def chances(self, spans: Sequence[Span]) -> list[float]:
        """The chance, from 0 to 1, that each span is a place's name."""
        chances: list[float] = []
        for first in range(0, len(spans), AT_ONCE):
            rows = [span.features | of_use(span.text, self.common) for span in spans[first : first + AT_ONCE]]
            values = table(rows, self.clues)
            hidden = np.maximum(values @ self.inner + self.inner_bias, 0)
            chances += (1 / (1 + np.exp(-(hidden @ self.outer + self.outer_bias)))).tolist()
        return chances


def table(rows: Sequence[Mapping[str, float]], clues: Mapping[str, int]) -> Numbers:
    """Rows of clues by name as numbers, rows × clues."""
    values = np.zeros((len(rows), len(clues)), np.float32)
    for number, row in enumerate(rows):
        for name, value in row.items():
            column = clues.get(name)
            if column is not None:
                values[number, column] = value
    return values


def as_json(models: Mapping[str, MentionModel]) -> dict[str, Any]:
    """Models by name as `from_json` reads them; all of them must know the same common words."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, grade in sorted(next(iter(models.values())).common.items()):
        words[str(grade)].append(word)
    return {
        "common words": {grade: " ".join(words[grade]) for grade in sorted(words)},
        **{
            name: {
                "clues": {clue: _packed(model.inner[row]) for clue, row in model.clues.items()},
                "inner bias": _rounded(model.inner_bias),
                "outer": _rounded(model.outer),
                "outer bias": round(model.outer_bias, DIGITS),
            }
            for name, model in models.items()
        },
    }


def from_json(found: Mapping[str, Any], name: str) -> MentionModel:
    """One of the models that `as_json` wrote."""
    model = found[name]
    return MentionModel(
        {word: int(grade) for grade, words in found["common words"].items() for word in words.split()},
        {clue: row for row, clue in enumerate(model["clues"])},
        np.array([_unpacked(*packed) for packed in model["clues"].values()], np.float32),
        np.array(model["inner bias"], np.float32),
        np.array(model["outer"], np.float32),
        float(model["outer bias"]),
    )


def _packed(row: Numbers) -> tuple[float, str]:
    """A row as its largest number and one signed byte for each, base64: a fifth of what digits take."""
    largest = float(f"{np.abs(row).max():.{DIGITS}g}") or 1.0
    return largest, b64encode(np.clip(np.rint(row / largest * 127), -127, 127).astype(np.int8).tobytes()).decode()


def _unpacked(largest: float, packed: str) -> Numbers:
    return np.frombuffer(b64decode(packed), np.int8).astype(np.float32) * np.float32(largest / 127)


def _rounded(numbers: Numbers) -> list[float]:
    return [float(f"{number:.{DIGITS}g}") for number in numbers]

"""Weights for scoring a corpus fairly: learned from the others, kept in memory, gone with the process."""

import importlib
import json
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from geo.extract import places

DATA = places.WEIGHTS.parent
# Files of learned weights, in the order they are learned, and what learns them (`main` with corpora and -o).
LEARNED = {"mention.json": "geo.extract.train_mentions", "weights.json": "geo.extract.train"}


@cache
def learned_from() -> frozenset[str]:
    """The sha256 of every corpus that the shipped weights were learned from."""
    made = [json.loads((DATA / name).read_text(encoding="utf-8")).get("made", {}) for name in _shipped()]
    return frozenset(mark for one in made for mark in one.get("from", {}).values())


def mark_of(corpus: Path) -> str:
    """The sha256 of a corpus's file."""
    return sha256(corpus.read_bytes()).hexdigest()


def use_weights_of(corpora: Sequence[Path]) -> None:
    """From now on this process finds places with weights learned from these corpora alone. Takes minutes.

    Call it before anything is found: models that were made of the shipped weights may be kept.
    """
    held: dict[str, Any] = {}
    shipped = places.weights

    def weights(*path: Path) -> dict[str, Any]:
        name = path[0].name if path else places.WEIGHTS.name
        return held[name] if name in held else shipped(*path)

    places.weights = weights  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        for name in _shipped():
            out = Path(folder) / name
            with redirect_stderr(StringIO()):
                importlib.import_module(LEARNED[name]).main([*map(str, corpora), "-o", str(out)])
            held[name] = json.loads(out.read_text(encoding="utf-8"))


def _shipped() -> list[str]:
    return [name for name in LEARNED if (DATA / name).exists()]

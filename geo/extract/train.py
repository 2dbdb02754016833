"""Learn the weights: `python -m geo.extract.train LGL.xml TR-News.xml GWN.xml [--leave FILE] -o weights.json`.

Two small models: which candidate is meant (conditional logit, a first round without context and later ones with it), and
how sure we are of the name and of the candidate together (logistic on held-out halves). numpy alone.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.extract import ner, train_mentions
from geo.extract.corpora import Document, read_corpus
from geo.extract.gazetteer import Gazetteer, gazetteer
from geo.extract.names import fold
from geo.extract.places import THRESHOLD, logit
from geo.extract.recognise import Span, find_spans, pick
from geo.extract.resolve import distance, resolve_spans
from geo.extract.train_mentions import fit_logistic

Vector = npt.NDArray[np.float64]
NEAR_KM = 161.0  # 100 miles: the usual measure of a right place
REPEATS = 3  # of one name in one document: a place named thirty times is no thirty proofs
_FIRST = {
    "population": 7.0,
    "kind country": 1.0,
    "within the qualifier": 3.0,
}  # where the first fit's context comes from


def fit_ranker(groups: Sequence[tuple[list[dict[str, float]], list[bool]]], ridge: float = 1.0) -> dict[str, float]:
    """Weights by name of a conditional logit over groups of candidates, by Adam on the whole set."""
    names = sorted({name for rows, _ in groups for row in rows for name in row})
    at = {name: number for number, name in enumerate(names)}
    x = np.zeros((sum(len(rows) for rows, _ in groups), len(names)))
    y, starts = np.zeros(len(x)), []
    line = 0
    for rows, right in groups:
        starts.append(line)
        for row, good in zip(rows, right, strict=True):
            for name, value in row.items():
                x[line, at[name]] = value
            y[line] = good
            line += 1
    sizes = np.diff([*starts, line])
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, 401):
        z = x @ w
        z -= np.repeat(np.maximum.reduceat(z, starts), sizes)
        p = np.exp(z)
        p /= np.repeat(np.add.reduceat(p, starts), sizes)
        q = p * y
        q /= np.repeat(np.maximum(np.add.reduceat(q, starts), 1e-12), sizes)
        slope = -(x.T @ (q - p)) + 2 * ridge * w
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def ranker_groups(
    documents: Sequence[Document], known: Gazetteer, first: dict[str, float], later: dict[str, float], rounds: int
) -> list[tuple[list[dict[str, float]], list[bool]]]:
    """The candidates of every marked name, and which of them the corpus means."""
    groups = []
    for document in documents:
        gold = [one for one in document.gold if one.lat is not None]
        spans = [Span(one.start, one.end, one.text, known.matches(one.text)) for one in gold]
        seen: Counter[tuple[str, int]] = Counter()
        for one, ranked in zip(gold, resolve_spans(document.text, spans, known, first, later, rounds), strict=True):
            seen[fold(one.text), round(one.lat or 0)] += 1
            right = _right(one, [(c.match.place.lat, c.match.place.lon, c.match.place.geonames) for c in ranked])
            if len(ranked) > 1 and any(right) and seen[fold(one.text), round(one.lat or 0)] <= REPEATS:
                groups.append(([candidate.features for candidate in ranked], right))
    return groups


def _right(gold: Any, places: list[tuple[float, float, int]]) -> list[bool]:
    """The corpus's own GeoNames id where a candidate has it, else those as near as the nearest within 161 km."""
    same = [bool(gold.geonames) and number == gold.geonames for _, _, number in places]
    if any(same):
        return same
    far = [distance(gold.lat, gold.lon, lat, lon) for lat, lon, _ in places]
    return [km <= max(min(far) + 1, 5) for km in far] if far and min(far) <= NEAR_KM else [False] * len(far)


def train(documents: Sequence[Document]) -> dict[str, Any]:
    """All weights, learned from these documents."""
    known = gazetteer()
    first = fit_ranker(ranker_groups(documents, known, _FIRST, _FIRST, 1))
    later = fit_ranker(ranker_groups(documents, known, first, first, 2))
    later = fit_ranker(ranker_groups(documents, known, first, later, 2))
    return {"first": first, "later": later}


def calibrate(model: dict[str, Any], documents: Sequence[Document]) -> list[float]:
    """a, b, c of confidence = logistic(a·logit(mention) + b·logit(place) + c), on documents the model did not see."""
    known = gazetteer()
    names = ner.available("en")
    rows, right = [], []
    for document in documents:
        found = find_spans(document.text, known, ner.entities(document.text, "en") if names else [])
        spans = pick(found, model["with names" if names else "without names"], THRESHOLD)
        for span, ranked in zip(
            spans, resolve_spans(document.text, spans, known, model["first"], model["later"]), strict=True
        ):
            if ranked:
                place = ranked[0].match.place
                rows.append({"a": logit(span.chance), "b": logit(ranked[0].chance), "c": 1.0})
                right.append(
                    any(
                        one.start < span.end and span.start < one.end and one.lat is not None and one.lon is not None
                        and distance(one.lat, one.lon, place.lat, place.lon) <= NEAR_KM
                        for one in document.gold
                    )
                )  # fmt: skip
    fitted = fit_logistic(rows, right)
    return [fitted["a"], fitted["b"], fitted["c"]]


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m geo.extract.train", description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--leave", type=Path, help="a corpus that is not learned from, to be scored on")
    parser.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    used = [path for path in given.corpora if given.leave is None or path.resolve() != given.leave.resolve()]
    documents = [document for path in used for document in read_corpus(path)]
    print(f"Learning from {len(documents)} documents …", file=sys.stderr)
    half = train(documents[::2]) | train_mentions.train(documents[::2])
    model = train(documents) | {"calibration": calibrate(half, documents[1::2])}
    model["made"] = {
        "by": "python -m geo.extract.train",
        "from": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in used},
    }
    given.out.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

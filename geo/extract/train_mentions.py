"""Learn which spans name places: `python -m geo.extract.train_mentions CORPUS… [--leave FILE] -o mention.json`."""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from geo.extract import ner
from geo.extract.corpora import Document, read_corpus
from geo.extract.gazetteer import Gazetteer, gazetteer
from geo.extract.recognise import find_spans


def fit_logistic(rows: Sequence[dict[str, float]], right: Sequence[bool], ridge: float = 1.0) -> dict[str, float]:
    """Weights by name of a logistic model, by Newton's method."""
    names = sorted({name for row in rows for name in row})
    at = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            x[number, at[name]] = value
    y, w = np.asarray(right, float), np.zeros(len(names))
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + ridge * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        w -= np.linalg.solve(curve, slope)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def mention_rows(
    documents: Sequence[Document], known: Gazetteer, names: bool
) -> tuple[list[dict[str, float]], list[bool]]:
    """Features of every span, and whether the corpus marks it."""
    rows, right = [], []
    for document in documents:
        gold = {(one.start, one.end) for one in document.gold}
        for span in find_spans(document.text, known, ner.entities(document.text, "en") if names else []):
            rows.append(span.features)
            right.append((span.start, span.end) in gold)
    return rows, right


def train(documents: Sequence[Document]) -> dict[str, Any]:
    """The weights of the mention model, without the recogniser and, if it is installed, with it."""
    known = gazetteer()
    model = {"without names": fit_logistic(*mention_rows(documents, known, False))}
    if ner.available("en"):
        model["with names"] = fit_logistic(*mention_rows(documents, known, True))
    return model


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m geo.extract.train_mentions", description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--leave", type=Path, help="a corpus that is not learned from, to be scored on")
    parser.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    used = [path for path in given.corpora if given.leave is None or path.resolve() != given.leave.resolve()]
    documents = [document for path in used for document in read_corpus(path)]
    print(f"Learning from {len(documents)} documents …", file=sys.stderr)
    model = train(documents)
    model["made"] = {
        "by": "python -m geo.extract.train_mentions",
        "from": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in used},
    }
    given.out.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

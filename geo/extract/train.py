"""Learn the weights: `python -m geo.extract.train LGL.xml TR-News.xml GWN.xml [--leave FILE] -o weights.json`.

Two small models: which candidate is meant (conditional logit, a first round without context and later ones with it), and
how sure we are of the name and of the candidate together (logistic, on corpora that were not learned from, so that it
holds for texts of another kind). Learn the mentions first (train_mentions.py). numpy alone.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.extract import ner, train_mentions
from geo.extract.confidence import grounds
from geo.extract.corpora import Document, Gold, origin, read_corpus, to_learn_from
from geo.extract.evidence import FEATURES
from geo.extract.gazetteer import Gazetteer, Place, gazetteer
from geo.extract.names import fold
from geo.extract.places import THRESHOLD
from geo.extract.recognise import Span, find_spans, pick
from geo.extract.resolve import distance, resolve_spans
from geo.extract.scores import NEAR_KM
from geo.extract.train_mentions import fit_logistic

Vector = npt.NDArray[np.float64]
Model = dict[str, Any]  # weights by name, by part
REPEATS = 3  # of one name in one document: a place named thirty times is no thirty proofs
_LEAST = {
    "qualified elsewhere": 5.0,
    "ours": 3.0,
    "capital": 2.0,
}  # rules that few of the texts we learn from have a case of
_FIRST = {
    "population": 7.0,
    "kind country": 1.0,
    "within the qualifier": 3.0,
}  # where the first fit's context comes from


def fit_ranker(groups: Sequence[tuple[Vector, list[bool]]], ridge: float = 1.0) -> dict[str, float]:
    """Weights by name of a conditional logit over groups of candidates (rows of FEATURES), by Adam on the whole set."""
    x = np.concatenate([rows for rows, _ in groups])
    y = np.concatenate([np.asarray(right, float) for _, right in groups])
    sizes = np.array([len(right) for _, right in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    w, m, v = (np.zeros(x.shape[1]) for _ in range(3))
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
    least = np.array([_LEAST.get(name, -np.inf) for name in FEATURES])
    fitted = zip(FEATURES, np.maximum(w, least), strict=True)
    return {name: round(float(value), 4) for name, value in fitted if abs(value) > 1e-3}


def ranker_groups(
    documents: Sequence[Document], known: Gazetteer, first: dict[str, float], later: dict[str, float], rounds: int
) -> list[tuple[Vector, list[bool]]]:
    """The candidates of every marked name, and which of them the corpus means."""
    groups = []
    for document in documents:
        spans = [Span(one.start, one.end, one.text, known.matches(one.text)) for one in document.gold]
        seen: Counter[tuple[str, int]] = Counter()
        found = resolve_spans(document.text, spans, known, first, later, rounds)
        for one, ranked in zip(document.gold, found, strict=True):
            if one.lat is None:
                continue
            seen[fold(one.text), round(one.lat)] += 1
            right = _right(one, [(c.match.place.lat, c.match.place.lon, c.match.place.geonames) for c in ranked])
            if len(ranked) > 1 and any(right) and seen[fold(one.text), round(one.lat)] <= REPEATS:
                groups.append((np.stack([candidate.row for candidate in ranked]), right))
    return groups


def _right(gold: Gold, places: list[tuple[float, float, int]]) -> list[bool]:
    """The corpus's own GeoNames id where a candidate has it, else those as near as the nearest within 161 km."""
    same = [bool(gold.geonames) and number == gold.geonames for _, _, number in places]
    if any(same):
        return same
    far = [distance(gold.lat or 0.0, gold.lon or 0.0, lat, lon) for lat, lon, _ in places]
    return [km <= max(min(far) + 1, 5) for km in far] if far and min(far) <= NEAR_KM else [False] * len(far)


def train(documents: Sequence[Document]) -> Model:
    """The ranker, learned from these documents: a first round without context, and later ones with it."""
    known = gazetteer()
    first = fit_ranker(ranker_groups(documents, known, _FIRST, _FIRST, 0))
    return {"first": first, "later": fit_ranker(ranker_groups(documents, known, first, first, 1))}


def predictions(
    ranker: Model, mentions: Any, documents: Sequence[Document], names: bool
) -> tuple[list[dict[str, float]], list[bool]]:
    """For every name found in documents that neither model has seen: what confidence is reckoned from, and whether it is right."""
    known = gazetteer()
    rows, right = [], []
    for document in documents:
        entities = ner.entities(document.text, "en") if names else []
        spans = pick(find_spans(document.text, known, entities), mentions, THRESHOLD)
        found = resolve_spans(document.text, spans, known, ranker["first"], ranker["later"])
        for span, ranked in zip(spans, found, strict=True):
            gold = [one for one in document.gold if one.start < span.end and span.start < one.end]
            if ranked and not any(one.lat is None for one in gold):
                rows.append(grounds(span.chance, ranked[0]))
                right.append(any(_is_near(one, ranked[0].match.place) for one in gold))
    return rows, right


def _is_near(gold: Gold, place: Place) -> bool:
    return distance(gold.lat or 0.0, gold.lon or 0.0, place.lat, place.lon) <= NEAR_KM


def calibrate(corpora: Sequence[Sequence[Document]], learn: Callable[[Sequence[Document]], Any] = train) -> Model:
    """The weights of confidence, from each corpus as models see it that learned from the others alone."""
    names = ner.available("en")
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for left in range(len(corpora)):
        others = [document for at, documents in enumerate(corpora) if at != left for document in documents]
        mentions = train_mentions.train(others)["with names" if names else "without names"]
        told, held = predictions(learn(others), mentions, corpora[left], names)
        rows, right = rows + told, right + held
    return {"confidence": fit_logistic(rows, right)}


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    used, out = to_learn_from("geo.extract.train", __doc__, arguments, least=2)
    corpora = [read_corpus(path) for path in used]
    print(f"Learning from {sum(map(len, corpora))} documents …", file=sys.stderr)
    made = origin("geo.extract.train", used)
    model = train([document for documents in corpora for document in documents]) | calibrate(corpora) | {"made": made}
    out.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

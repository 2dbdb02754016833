"""Learn which spans name places: `python -m geo.extract.train_mentions CORPUS… [--leave FILE] -o mention.json`.

A network of one hidden layer over the clues, by Adam with dropout, several times from different beginnings; numpy alone.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from geo.extract import ner
from geo.extract.clues import of_use
from geo.extract.corpora import Document, origin, read_corpus, to_learn_from
from geo.extract.gazetteer import Gazetteer, gazetteer
from geo.extract.mention_model import MentionModel, Numbers, as_json, table
from geo.extract.recognise import find_spans

Clues = Mapping[str, float]
LEAST = 12  # spans that a clue must be seen in to be learned
HIDDEN, BEGINNINGS, EPOCHS, BATCH = 24, 2, 6, 512
RATE, RIDGE, DROPPED_CLUES, DROPPED_HIDDEN = 2e-3, 1e-4, 0.12, 0.4
RARE = 2  # documents with a word in lower case that are no proof that it is a common one
_LOWER = re.compile(r"(?<![@.\w])[a-z]{2,}(?![@\w]|\.[a-z])")  # no parts of addresses: they are somebody
_BROKEN_LIST = re.compile(r"\[[^\[\]]+\]")  # of numbers; one line is enough for it
_NARROW = 0.1  # the least scale of a clue: rare ones are not blown up


def fit_logistic(rows: Sequence[Clues], right: Sequence[bool], ridge: float = 1.0) -> dict[str, float]:
    """Weights by name of a logistic model, by Newton's method."""
    names = sorted({name for row in rows for name in row})
    x = table(rows, {name: number for number, name in enumerate(names)}).astype(float)
    y, w = np.asarray(right, float), np.zeros(len(names))
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + ridge * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        w -= np.linalg.solve(curve, slope)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def count_words(documents: Sequence[Document]) -> Counter[str]:
    """How many documents each word stands in in lower case."""
    return Counter(word for document in documents for word in set(_LOWER.findall(document.text)))


def mention_rows(
    documents: Sequence[Document], known: Gazetteer, names: bool, count: Counter[str]
) -> tuple[list[Clues], list[bool]]:
    """The clues of every span, and whether the corpus marks it; the use of words is counted without its own document."""
    rows: list[Clues] = []
    right = []
    for document in documents:
        gold = {(one.start, one.end) for one in document.gold}
        common = graded(count - Counter(set(_LOWER.findall(document.text))))
        for span in find_spans(document.text, known, ner.entities(document.text, "en") if names else []):
            rows.append(span.features | of_use(span.text, common))
            right.append((span.start, span.end) in gold)
    return rows, right


def graded(count: Mapping[str, int]) -> dict[str, int]:
    """Counts as grades 1, 2, 3 … of twice as many each."""
    return {word: (number + 1).bit_length() - 1 for word, number in count.items() if number > RARE}


def fit(rows: Sequence[Clues], right: Sequence[bool], common: dict[str, int]) -> MentionModel:
    """The model, learned from rows of clues; the same rows give the same model."""
    seen = Counter(name for row in rows for name, value in row.items() if value)
    clues = {name: number for number, name in enumerate(sorted(name for name, n in seen.items() if n >= LEAST))}
    x, y = table(rows, clues), np.asarray(right, np.float32)
    centre, scale = x.mean(0), np.maximum(x.std(0), _NARROW)
    x -= centre
    x /= scale
    fitted = [_fit_once(x, y, np.random.default_rng(seed)) for seed in range(BEGINNINGS)]
    inner = np.hstack([one[0] for one in fitted]) / scale[:, None]
    moved = np.hstack([one[1] for one in fitted]) - centre @ inner
    return MentionModel(
        common,
        clues,
        inner.astype(np.float32),
        moved.astype(np.float32),
        (np.hstack([one[2] for one in fitted]) / BEGINNINGS).astype(np.float32),  # the mean of their log-odds
        float(np.mean([one[3] for one in fitted])),
    )


def _fit_once(x: Numbers, y: Numbers, random: np.random.Generator) -> list[Numbers]:
    """Inner weights and bias, outer weights and bias, after Kingma & Ba (2015), the rate falling to nothing."""
    weights = [
        random.normal(size=(x.shape[1], HIDDEN)).astype(np.float32) / np.float32(np.sqrt(x.shape[1])),
        np.zeros(HIDDEN, np.float32),
        random.normal(size=HIDDEN).astype(np.float32) / np.float32(np.sqrt(HIDDEN)),
        np.zeros(1, np.float32),
    ]
    first, second = [np.zeros_like(one) for one in weights], [np.zeros_like(one) for one in weights]
    steps = EPOCHS * (len(x) // BATCH + 1)
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(x))
        for at in range(0, len(x), BATCH):
            step += 1
            batch = order[at : at + BATCH]
            slopes = _slopes(weights, x[batch], y[batch], random)
            for number, slope in enumerate(slopes):
                first[number] += 0.1 * (slope - first[number])
                second[number] += 0.001 * (slope**2 - second[number])
                even = np.sqrt(second[number] / (1 - 0.999**step)) + 1e-8
                weights[number] -= RATE * (1 - step / (steps + 1)) * first[number] / (1 - 0.9**step) / even
    return weights


def _slopes(weights: list[Numbers], x: Numbers, y: Numbers, random: np.random.Generator) -> list[Numbers]:
    """The slopes of the loss over a batch, with some clues and hidden units left out by chance."""
    inner, inner_bias, outer, outer_bias = weights
    x = x * _kept(x.shape, DROPPED_CLUES, random)
    z = x @ inner + inner_bias
    kept = _kept(z.shape, DROPPED_HIDDEN, random)
    hidden = np.maximum(z, 0) * kept
    wrong = (1 / (1 + np.exp(-(hidden @ outer + outer_bias))) - y) / np.float32(len(y))
    back = np.outer(wrong, outer) * kept * (z > 0)
    return [
        x.T @ back + np.float32(RIDGE) * inner,
        back.sum(0),
        hidden.T @ wrong + np.float32(RIDGE) * outer,
        wrong.sum(keepdims=True),
    ]


def _kept(shape: tuple[int, ...], dropped: float, random: np.random.Generator) -> npt.NDArray[np.float32]:
    return (random.random(shape, np.float32) > dropped).astype(np.float32) / np.float32(1 - dropped)


def train(documents: Sequence[Document]) -> dict[str, MentionModel]:
    """The model without the recogniser's names and, if one is installed, with them."""
    known, count = gazetteer(), count_words(documents)
    modes = {"without names": False} | ({"with names": True} if ner.available("en") else {})
    return {mode: fit(*mention_rows(documents, known, names, count), graded(count)) for mode, names in modes.items()}


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    used, out = to_learn_from("geo.extract.train_mentions", __doc__, arguments)
    documents = [document for path in used for document in read_corpus(path)]
    print(f"Learning from {len(documents)} documents …", file=sys.stderr)
    made = origin("geo.extract.train_mentions", used)
    found = {"made": made} | as_json(train(documents))
    written = json.dumps(found, indent=1, ensure_ascii=False)
    out.write_text(_BROKEN_LIST.sub(lambda one: " ".join(one.group().split()), written) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

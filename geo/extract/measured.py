"""What is measured: the gold set, a corpus, speed and memory. Each is to run in a process of its own."""

import resource
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from geo.extract import held_out, ner, scores, timex, told_gold
from geo.extract.corpora import Document, read_corpus
from geo.extract.extraction import extract
from geo.extract.gold import GoldText, read_gold
from geo.extract.places import find_places, resolve
from geo.extract.records import DateMention, Extraction, Mention, Text
from geo.extract.scores import Pair, Rate, Spot

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.8  # what is accepted by itself
WARM_UP = 5  # documents
Figures = dict[str, Any]


def gold_set(folder: Path, names: bool) -> list[Figures]:
    """Places, roles, markers, dates and speakers on the gold set, with the shipped weights."""
    _recogniser(names)
    texts = read_gold(folder)
    found = [extract(Text(one.text), one.published, one.language) for one in texts]
    pairs = [
        ([_marked(place) for place in one.places], _spots(_named(it))) for one, it in zip(texts, found, strict=True)
    ]
    given = [
        (
            [_marked(place) for place in one.places],
            _spots(resolve(one.text, [(place.start, place.end) for place in one.places], one.language)),
        )
        for one in texts
    ]
    figures = {
        "set": "gold set", "names": names, "weights": "shipped", "texts": len(texts), **_places(pairs, given),
        "roles": _share(*scores.roles(pairs)), **_dates(texts, found), **_timexes(folder / "dates"), **_told(folder / "statements"), **_markers(texts, found),
        **_speakers(texts, found),
    }  # fmt: skip
    return [figures]


def corpus(path: Path, name: str, modes: Sequence[bool], others: Sequence[Path], limit: int | None) -> list[Figures]:
    """Places on a corpus in each mode; with `others`, by weights learned from them alone, once for all modes."""
    if others:
        held_out.use_weights_of(others)
    documents = read_corpus(path)[:limit]
    weights = "learned from " + " and ".join(other.name for other in others) if others else "shipped"
    if not others and held_out.mark_of(path) in held_out.learned_from():
        weights += ", which were learned from this corpus too: no fair figure"
    return [
        {"set": name, "names": names, "weights": weights, "texts": len(documents), **_scored(documents, names)}
        for names in sorted(modes, reverse=True)  # once switched off, the recogniser stays off
    ]


def _scored(documents: Sequence[Document], names: bool) -> Figures:
    _recogniser(names)
    pairs: list[Pair] = [(_gold(one), _spots(find_places(one.text))) for one in documents]
    given: list[Pair] = [
        (_gold(one), _spots(resolve(one.text, [(gold.start, gold.end) for gold in one.gold]))) for one in documents
    ]
    return _places(pairs, given)


def speed(folder: Path, corpora: Sequence[Path], names: bool) -> list[Figures]:
    """Documents a second after warm-up, and the most memory this process ever took, in megabytes."""
    _recogniser(names)
    texts = [(one.text, one.published, one.language) for one in read_gold(folder)]
    texts += [(one.text, texts[0][1], "en") for path in corpora for one in read_corpus(path)[:30]]
    for text, published, language in texts[:WARM_UP]:
        extract(Text(text), published, language)
    start = time.perf_counter()
    for text, published, language in texts:
        extract(Text(text), published, language)
    seconds = time.perf_counter() - start
    return [{"set": "speed", "names": names, "texts": len(texts), "a second": len(texts) / seconds, "MB": _peak()}]


def _recogniser(names: bool) -> None:
    if not names:
        ner.available = lambda _language: False  # type: ignore[assignment]


def _peak() -> float:
    """Megabytes. Linux hands a process its parent's `ru_maxrss`, so that its own peak has to be read elsewhere."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


def _named(found: Extraction) -> list[Mention]:
    """The names: words such as "the enclave", which stand for one, are scored as markers only."""
    return [one for one in found.mentions if one.refers_to is None]


def _marked(place: Any) -> Spot:
    return Spot(place.start, place.end, place.point[1], place.point[0], role=place.role)


def _gold(document: Document) -> list[Spot]:
    return [Spot(one.start, one.end, one.lat, one.lon) for one in document.gold]


def _spots(mentions: Sequence[Mention]) -> list[Spot]:
    return [
        Spot(one.start, one.end, first.lat if first else None, first.lon if first else None, one.confidence, one.role)
        for one in mentions
        for first in [one.candidates[0] if one.candidates else None]
    ]


def _places(pairs: Sequence[Pair], given: Sequence[Pair]) -> Figures:
    exact, overlap = scores.recognition(pairs)
    errors = scores.errors_km(pairs)
    told = [km for pair in given for km in scores.given_errors_km(*pair)]
    bins = [(low, *scores.trusted(pairs, low, high)) for low, high in pairwise(BINS)]
    return {
        "exact": _rate(exact), "overlap": _rate(overlap), "near": scores.near(errors),
        "median km": scores.median(errors), "auc": scores.auc(errors), "joint": _rate(scores.joint(pairs)),
        "near, names given": scores.near(told), "auc, names given": scores.auc(told),
        "calibration": [{"from": low, "places": count, "right": right} for low, count, right in bins],
        "right when sure": _share(*scores.trusted(pairs, SURE)),
    }  # fmt: skip


def _dates(texts: Sequence[GoldText], found: Sequence[Extraction]) -> Figures:
    gold, right, values, bases = 0, 0, 0, 0
    for text, it in zip(texts, found, strict=True):
        pairs = scores.matched(text.dates, it.dates)[0]
        gold, right = gold + len(text.dates), right + len(pairs)
        values += sum(_same(text.dates[i].edtf, it.dates[j]) for i, j in pairs.items())
        bases += sum(text.dates[i].basis == it.dates[j].basis for i, j in pairs.items())
    count = sum(len(it.dates) for it in found)
    return {
        "dates": _rate(Rate(right, count, gold)),
        "date values": _share(gold, values),
        "date basis": _share(right, bases),
    }


def _timexes(folder: Path) -> Figures:
    """The same on texts marked with TIMEX3 values; nothing where there are none."""
    marked = [text for path in sorted(folder.glob("*.txt")) for text in timex.read_marked(path)]
    if not marked:
        return {}
    it = timex.measure(marked)
    return {
        "newswire dates": _rate(it.overlap),
        "exact spans": _rate(it.exact),
        "calendar dates": _share(it.calendar, it.values),
    }


def _told(folder: Path) -> Figures:
    """Roles, speakers, and the dates and places of statements, on texts marked for them; nothing where there are none."""
    marked = [text for path in sorted(folder.glob("*.txt")) for text in told_gold.read_told(path)]
    counts = told_gold.measure(marked)
    return {f"told {kind}": _share(counts[kind], counts[f"{kind} right"]) for kind in told_gold.KINDS if counts[kind]}


def _same(edtf: str, found: DateMention) -> bool:
    """The same days; whether they are approximate is not scored."""
    return edtf.replace("~", "") == found.edtf.replace("~", "")


def _markers(texts: Sequence[GoldText], found: Sequence[Extraction]) -> Figures:
    pairs = [
        ([_marked(one) for one in text.markers], _spots([one for one in it.mentions if one.marker]))
        for text, it in zip(texts, found, strict=True)
    ]
    stories = [pair for pair, text in zip(pairs, texts, strict=True) if text.story]
    return {"markers": _rate(scores.joint(pairs)), "markers of the story": _rate(scores.joint(stories))}


def _speakers(texts: Sequence[GoldText], found: Sequence[Extraction]) -> Figures:
    """Of the quotations that are in a statement, the share whose speaker is right; more words of office may follow."""
    gold = right = 0
    for text, it in zip(texts, found, strict=True):
        for said in text.speakers:
            over = [one.speaker for one in it.statements if one.start < said.end and said.start < one.end]
            gold, right = gold + bool(over), right + any(_plain(one).startswith(_plain(said.speaker)) for one in over)
    return {"speakers": _share(gold, right)}


def _plain(speaker: str) -> str:
    return speaker.lower().removeprefix("the ").strip(" .,")


def _rate(rate: Rate) -> Figures:
    return {"p": rate.p, "r": rate.r, "f1": rate.f1, "right": rate.right, "found": rate.found, "gold": rate.gold}


def _share(count: int, right: int) -> Figures:
    return {"share": right / count if count else None, "right": right, "of": count}

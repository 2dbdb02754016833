"""Which words of a text name places: spans that may → the chance that each does.

Spans come from the gazetteer, and from a recogniser of names where one is installed. A logistic model whose weights are
in data/weights.json weighs what speaks for and against.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from geo.extract.gazetteer import ALTERNATE, CANONICAL, PEOPLE, Gazetteer, Match
from geo.extract.names import fold

MAX_WORDS = 5
_TOKEN = re.compile(r"[dDlLnN]['’](?=[A-ZÀ-Ý])|[^\W\d_][\w'’\-]*\.?|\d+|\S")
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP = frozenset(
    "the a an of in on at to for and or but by with from as is was were are be been he she it they we you i his her their "
    "our its this that these those not no so if then than when while who what which where how why all any more most new "
    "old first last one two three mr mrs ms dr rev gen sen rep gov president minister monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december le la "
    "les un une des du de et en au aux il elle ils elles ce cette ces son sa ses leur leurs qui que dans sur pour par "
    "avec mais ou où si ne pas plus janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
)
# Common words and names of people that some small town bears too.
_COMMON = frozenset(
    "best can many man nice bar hot day us mobile reading bath buy split van ham hope young price ward hall bay central "
    "union along date rice ali early ford sale west east north south northern southern eastern western police university "
    "college school church home court street river lake hill mountain island state county city town village district "
    "province region republic kingdom united national international american general today time times post news press "
    "house senate congress white black green red blue gold silver brown gray grey king queen prince pope saint st god "
    "christ will mark grant bill frank jack joe john james david michael robert william richard thomas charles george "
    "paul peter mary martin lee kim scott kelly jordan taylor tyler austin lincoln jackson johnson wilson nelson hamilton "
    "douglas lawrence howard clark carter moore walker evans morgan marshall ray roy dean carl eugene orange mercury abu "
    "san santa los las el der von english latin both such some per her him see sea men son sun sat mon fri wed thu tue "
    "jan feb mar apr jun jul aug sep oct nov dec".split()
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Judge|Justice|Gen|Lt|Col|Capt|Sgt|Sen|Rep|Gov|Rev|Prof|President|Premier|Chancellor|"
    r"Secretary|Minister|Senator|Coach|Officer|Detective|Mayor|Chief|Prince|Princess|King|Queen|Pope|Saint|General|Colonel|"
    r"Captain)\.?\s+$"
)
PLACED = re.compile(
    r"\b(?:in|at|from|near|to|into|outside|inside|around|across|via|towards?|throughout|within|leaving|visited|visit|"
    r"entered|north of|south of|east of|west of|outside of|city of|town of|village of|port of|province of|state of|"
    r"capital of|capital,|à|en|au|aux|vers|dans|de|depuis|près de|ville de)\s+(?:the\s+)?"
    r"(?:(?:northern|southern|eastern|western|central|downtown|nearby|neighbou?ring)\s+)?$"
)
_BODY = re.compile(
    r"^\s+(?:Police|Sheriff|Department|School|Schools|University|College|Hospital|Council|Court|Fire|Board|Commission|"
    r"Authority|High|Airport|Medical|Public|City|Township|Community|Chamber|Elementary|Area|Regional|Army|Government|"
    r"Ministry|Parliament|Legislature|Senate|Health|State)\b"
)
_FIRM = re.compile(
    r"^\s+(?:Post|Times|Globe|Tribune|Herald|Journal|Gazette|Examiner|Chronicle|Star|Sun|Telegraph|University|College|"
    r"United|City FC|FC|Yankees|Red Sox|Airlines|Airways|Bank|Motors|Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|"
    r"Lane|Drive)\b"
)
_PAPER = re.compile(
    r"\b(?:Post|Times|Globe|Tribune|Herald|Journal|Gazette|Examiner|Chronicle|Telegraph|News|Yankees|Sox|Airlines|Airways|"
    r"FC|United|Stock Exchange)\b"
)
_ROAD = re.compile(r"(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Lane|Drive|Highway|Route)\s*\d*$")
_AREA = re.compile(r"\s(?:County|Parish|Province|District|Region|River|Airport|International|State|Island)")
_CAPITAL_BEFORE = re.compile(r"([A-Z][\w’'\-]+)\s$")
_QUALIFIER = re.compile(r"(?:\s*,\s*|\s*\(\s*|\s+in\s+)((?:[A-Z][\w.'’-]*)(?:\s+(?:of\s+)?[A-Z][\w'’-]*){0,3})")
KEPT = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG", "MISC"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True)
class Entity:
    """A name that the recogniser marked, with its label (OntoNotes)."""

    start: int
    end: int
    label: str


@dataclass
class Span:
    """Words that may name a place, and what they may mean."""

    start: int
    end: int
    text: str
    matches: tuple[Match, ...]
    label: str = ""  # of the name that the recogniser sees here, empty if none
    within: bool = False  # whether that name is longer than these words
    features: dict[str, float] = field(default_factory=dict)
    chance: float = 0.0


def find_spans(text: str, gazetteer: Gazetteer, entities: list[Entity]) -> list[Span]:
    """Every span that may name a place, with its features; spans may overlap."""
    listed = {(start, end): matches for start, end, matches in _listed(text, gazetteer)}
    named = {(one.start, one.end): one for one in _split(text, entities, gazetteer)}
    at = {offset: one for one in entities for offset in range(one.start, one.end)}
    lower = set(re.findall(r"\b[a-z]{3,}\b", text))
    spans = []
    for start, end in sorted({*listed, *named}):
        words, exact, around = text[start:end], named.get((start, end)), at.get(start)
        matches = listed.get((start, end)) or gazetteer.matches(words)
        if (start, end) not in listed and (exact is None or exact.label not in KEPT):
            continue
        if exact and (start, end) not in listed and exact.label not in PLACES and not matches:
            continue
        span = Span(start, end, words, matches, around.label if around else "", around is not None and exact is None)
        features = _of_name(text, span, exact, around)
        features |= _of_words(text, span, lower, gazetteer)
        features |= _of_matches(span)
        span.features = _joined(features)
        spans.append(span)
    return spans


def pick(spans: list[Span], weights: Mapping[str, float], threshold: float) -> list[Span]:
    """The spans that name places: the likeliest first, none overlapping; in text order, `chance` set."""
    for span in spans:
        z = sum(weights.get(name, 0.0) * value for name, value in span.features.items())
        span.chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (-one.chance - 0.001 * (one.end - one.start), one.start)):
        if span.chance >= threshold and not any(span.start < other.end and span.end > other.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda one: one.start)


def qualifier(text: str, end: int) -> str:
    """The name after "X, …", "X (…", "X in …", empty if none."""
    found = _QUALIFIER.match(text, end, end + 60)
    return found.group(1) if found else ""


def _listed(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, tuple[Match, ...]]]:
    """The longest runs of capitalised words that the gazetteer knows."""
    tokens = [(found.start(), found.end(), found.group()) for found in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        start, _, word = tokens[at]
        taken = 1
        if word[0].isupper() and len(word.rstrip("'’")) > 1:
            for count in range(min(MAX_WORDS, len(tokens) - at), 0, -1):
                found = _known(text, start, tokens[at + count - 1], count, gazetteer)
                if found:
                    yield start, *found
                    taken = count
                    break
        at += taken


def _known(
    text: str, start: int, last: tuple[int, int, str], count: int, gazetteer: Gazetteer
) -> tuple[int, tuple[Match, ...]] | None:
    words = text[start : last[1]]
    if "\n" in words or not last[2][0].isalpha() or last[2][0].islower():
        return None
    for form in (words, words.removesuffix(".")) if words.endswith(".") else (words,):
        if form in gazetteer.abbreviations:
            return start + len(form), gazetteer.matches(form)
        if form.endswith(".") and count == 1 and len(form) > 2:
            continue
        name = _POSSESSIVE.sub("", form)
        matches = gazetteer.exact(fold(name))
        if matches:
            return start + len(name), gazetteer.matches(name)
    return None


def _split(text: str, entities: list[Entity], gazetteer: Gazetteer) -> Iterator[Entity]:
    """The recogniser's names, trimmed; "Omaha, Nebraska" as one name is two."""
    for one in entities:
        start, end = _trimmed(text, one.start, one.end)
        yield Entity(start, end, one.label)
        if one.label == "GPE" and "," in text[start:end] and not gazetteer.matches(text[start:end]):
            at = start
            for part in text[start:end].split(","):
                name = part.strip()
                here = text.find(name, at)
                if name:
                    yield Entity(here, here + len(name), one.label)
                at += len(part) + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if words[:4].lower() == "the ":
        start += 4
    words = text[start:end]
    return start, end - len(words) + len(_POSSESSIVE.sub("", words.rstrip(" .,;:\n")) or words)


def _of_name(text: str, span: Span, exact: Entity | None, around: Entity | None) -> dict[str, float]:
    """What the recogniser says."""
    features: dict[str, float] = {f"label {span.label or 'none'}": 1.0}
    if exact:
        features[f"exactly {exact.label}"] = 1.0
    elif around:
        features["begins the name"] = float(span.start - around.start <= 4)
    if span.label == "ORG" and around:
        features["paper or team"] = float(bool(_PAPER.search(text[max(around.start, around.end - 18) : around.end])))
        features["of, in an organisation"] = float(
            bool(re.search(r"\b(?:of|in|at|for)\s+(?:the\s+)?$", text[max(0, span.start - 12) : span.start]))
        )
    return features


def _of_words(text: str, span: Span, lower: set[str], gazetteer: Gazetteer) -> dict[str, float]:
    """How the words look and what stands around them."""
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40]
    words, folded, count = span.text, fold(span.text), len(span.text.split())
    capital = _CAPITAL_BEFORE.search(before)
    short = words in gazetteer.abbreviations
    named = qualifier(text, span.end) if re.match(r"\s*,", after) else ""
    found = {
        "body follows": _BODY.match(after),
        "title before": _TITLE.search(before),
        "preposition": PLACED.search(before),
        "to or from": re.search(r"\b(?:to|from)\s+$", before),
        "capital before": capital and capital.group(1).lower() not in _STOP,
        "capital after": re.match(r"\s[A-Z][a-z]+", after),
        "area follows": _AREA.match(after),
        "road": _ROAD.search(words),
        "firm follows": _FIRM.match(after),
        "comma and place": named and (named.split(" ")[0] in gazetteer.abbreviations or gazetteer.matches(named)),
        "after a comma": re.search(r"[A-Z][\w.]+,\s*$", before),
        "one word": count == 1,
        "two words": count == 2,
        "three words": count > 2,
        "also lower case": count == 1 and words.lower() in lower,
        "stop word": folded in _STOP,
        "common word": folded in _COMMON,
        "abbreviation": short and len(words) > 2,
        "two letters": short and len(words) <= 2,
        "begins a sentence": re.search(r"(?:^|[.!?\n”\"]\s*)$", before[-4:]),
        "capitals": words.isupper() and len(words) > 3,
        "possessive": after[:2] in ("'s", "’s"),
        "hyphen": "-" in words,
    }
    features = {name: 1.0 for name, holds in found.items() if holds}
    features["repeated"] = min(5, text.count(words)) / 5
    return features


def _of_matches(span: Span) -> dict[str, float]:
    """What the gazetteer knows under the name."""
    if not span.matches:
        return {}
    kinds = {match.place.kind for match in span.matches if match.how < ALTERNATE}
    most = max(match.place.population for match in span.matches)
    features = {f"means {kind}": 1.0 for kind in kinds}
    found = {
        "listed": True,
        "people": all(match.how == PEOPLE for match in span.matches),
        "canonical": any(match.how == CANONICAL for match in span.matches),
        "alias": all(match.how == ALTERNATE for match in span.matches),
        "ours": any(match.place.own for match in span.matches),
        "small": most < 2000,
        "big": most > 500_000,
    }
    features |= {name: 1.0 for name, holds in found.items() if holds}
    features["population"] = math.log10(most + 1) / 7
    features["namesakes"] = min(20, len(span.matches)) / 20
    return features


def _joined(features: dict[str, float]) -> dict[str, float]:
    """Pairs that mean more than their parts."""
    place = any(f"exactly {label}" in features for label in PLACES)
    pairs = {
        "place, listed": place and "listed" in features,
        "place, not listed": place and "listed" not in features,
        "unmarked, preposition": "label none" in features and "preposition" in features,
        "unmarked, big": "label none" in features and "big" in features,
        "organisation, body": "label ORG" in features and "body follows" in features,
        "person, preposition": "label PERSON" in features and "preposition" in features,
    }
    return features | {"bias": 1.0} | {name: 1.0 for name, holds in pairs.items() if holds}

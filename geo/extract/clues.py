"""What speaks for and against words naming a place: clues by name, mostly 0 or 1, never more than a few.

From the recogniser, the words, their neighbours, the gazetteer, and the same words elsewhere in the text.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from geo.extract.gazetteer import ALTERNATE, CANONICAL, PEOPLE, Gazetteer
from geo.extract.names import fold
from geo.extract.people import given_names, surnames
from geo.extract.spans import HEADS, TAILS, Entity, Span, Word

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
PLACES = frozenset({"GPE", "LOC", "FAC"})
_SIGNS = frozenset("^$,.-–—()\"'“”‘’:;/")
_TELLING = (  # of the same words elsewhere
    "preposition", "capital before", "title before", "capital after", "body follows", "comma and place",
    "tail after, capital", "possessive", "after a comma", "exactly GPE", "label PERSON", "label ORG", "run begins",
    "run ends", "given name before",
)  # fmt: skip


def qualifier(text: str, end: int) -> str:
    """The name after "X, …", "X (…", "X in …", empty if none."""
    found = _QUALIFIER.match(text, end, end + 60)
    return found.group(1) if found else ""


def of_name(text: str, span: Span, exact: Entity | None, around: Entity | None) -> dict[str, float]:
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


def of_words(text: str, span: Span, lower: set[str], gazetteer: Gazetteer) -> dict[str, float]:
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
    return {name: 1.0 for name, holds in found.items() if holds}


def of_matches(span: Span, listed: bool) -> dict[str, float]:
    """What the gazetteer knows under the name; `listed` if under exactly this name."""
    if not span.matches:
        return {}
    kinds = {match.place.kind for match in span.matches if match.how < ALTERNATE}
    most = max(match.place.population for match in span.matches)
    features = {f"means {kind}": 1.0 for kind in kinds}
    found = {
        "listed": True,
        "listed by another form": not listed,
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


def joined(features: dict[str, float]) -> dict[str, float]:
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


def of_form(words: Sequence[Word], text: str) -> dict[str, float]:
    """How the words of a span are built: "… Street", "Lake …", an acronym, a number in it."""
    first, last = words[0].text.lower().rstrip("."), words[-1].text.lower().rstrip(".")
    more = len(words) > 1
    features = {
        "tail": more and last in TAILS,
        "head": more and first in HEADS,
        "tail alone": not more and first in TAILS,
        f"ends with {last}": last in TAILS,
        f"begins with {first}": first in HEADS,
        "number": any(word.text[0].isdigit() for word in words),
        "acronym": text.isupper() and len(text) <= 4,
        "link": any(word.text.islower() for word in words),
        f"ends -{last[-3:]}": True,
        "given name": first in given_names(),
        "surname": last in surnames(),
        "given name and surname": more and first in given_names() and last in surnames(),
    }
    return {name: 1.0 for name, holds in features.items() if holds} | {"length": len(words) / 4}


def of_neighbours(text: str, words: Sequence[Word], first: int, last: int, run: tuple[int, int]) -> dict[str, float]:
    """The words and signs beside the words numbered `first` to `last`, and the run of capitalised words they are in."""
    start, end = words[first].start, words[last].end
    before = text[words[first - 1].end : start] if first else "^"
    after = text[end : words[last + 1].start] if last + 1 < len(words) else "$"
    features = {
        f"before: {_sign(before.strip()[-1:])}": True,
        f"after: {_sign(after.strip()[:1])}": True,
        "line begins": not first or "\n" in before,
        "hyphen before": before[-1:] == "-",
        "hyphen after": after[:1] == "-",
        "run begins": first == run[0],
        "run ends": last >= run[1],
    }
    if first and before.strip() in ("", "."):
        features |= _word_before(words, first)
    if last + 1 < len(words) and not after.strip():
        features |= _word_after(words[last + 1].text)
    shorter = min(6, run[1] - run[0] - (last - first)) / 3
    return {name: 1.0 for name, holds in features.items() if holds} | {"shorter than the run": shorter}


def _sign(sign: str) -> str:
    return sign if sign in _SIGNS else "other"


def _word_before(words: Sequence[Word], first: int) -> dict[str, bool]:
    word = words[first - 1].text
    return {
        f"word before: {word.lower()}": True,
        f"words before: {words[first - 2].text.lower()} {word.lower()}": first > 1,
        "word before is capital": word[0].isupper(),
        "initial before": len(word) == 1,
        "given name before": word[0].isupper() and word.lower() in given_names(),
    }


def _word_after(word: str) -> dict[str, bool]:
    tail, capital = word.lower() in TAILS, word[0].isupper()
    return {
        f"word after: {word.lower()}": True,
        "tail after": tail,
        "tail after, capital": tail and capital,
        "surname after": capital and word.lower() in surnames(),
    }


def add_elsewhere(spans: Sequence[Span]) -> None:
    """Add how the same words stand elsewhere in the text: the share of the other places where a clue holds."""
    together: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        together[span.text].append(span)
    for same in together.values():
        total = Counter({name: sum(span.features.get(name, 0.0) for span in same) for name in _TELLING})
        for span in same:
            span.features["repeated"] = min(5, len(same)) / 5
            if len(same) == 1:
                span.features["once"] = 1.0
                continue
            shares = {name: (total[name] - span.features.get(name, 0.0)) / (len(same) - 1) for name in _TELLING}
            span.features |= {f"elsewhere: {name}": share for name, share in shares.items() if share}


def of_use(text: str, common: Mapping[str, int]) -> dict[str, float]:
    """How common the first and last word are in lower case; `common` has the binary logarithm of their count."""
    words = text.lower().split()
    found = {"first": common.get(words[0].rstrip("."), 0), "last": common.get(words[-1].rstrip("."), 0)}
    graded = {f"{which} word, lower case": grade / 8 for which, grade in found.items()}
    return graded | {f"{which} word, never lower case": 1.0 for which, grade in found.items() if not grade}

"""The steps of a review: what each makes of where the review stands. A step that does not hold is refused, whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from shapely import get_num_coordinates
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from geo.clean import one_line
from geo.draft.records import FACTS, Action, DateItem, Draft, PlaceItem, Precision, State, Status
from geo.errors import DraftError
from geo.extract.places import resolve
from geo.extract.records import Candidate, DateMention, Mention, Role, Usage
from geo.timespan import parse_edtf

MOST_CORNERS = 500
LONGEST_SPEAKER = 120


def place_item(name: str, found: Mention) -> PlaceItem:
    """A name that was found, as it comes under review."""
    first = found.candidates[0].id if found.candidates else None
    return PlaceItem(
        name, found.start, found.end, found.text, found.usage, found.role, found.confidence, found.marker,
        found.candidates, first, found.reasons,
        refers_to=None if found.refers_to is None else f"p-{found.refers_to + 1}",
    )  # fmt: skip


def date_item(name: str, found: DateMention) -> DateItem:
    """A date that was found, likewise."""
    return DateItem(name, found.start, found.end, found.text, found.edtf, found.precision, found.basis, found.reasons)


def take(draft: Draft, now: State, action: Action) -> State:
    """Where the review stands after one step; raises DraftError if it does not hold."""
    do = ACTIONS.get(str(action.get("do")))
    if do is None:
        raise DraftError(
            f'there is no step "{action.get("do")}"', mend=f"Known are {', '.join([*ACTIONS, 'undo', 'redo'])}"
        )
    try:
        return do(draft, now, action)
    except (KeyError, TypeError, ValueError) as error:
        raise DraftError(f"the step {action['do']} cannot be read ({error})", mend="Reload the page") from error


def _item(now: State, action: Action) -> PlaceItem | DateItem:
    name = str(action["item"])
    found = now.places.get(name) or now.dates.get(name)
    if found is None:
        raise DraftError(f'there is no item "{name}"', mend="Reload the page")
    return found


def _place_of(now: State, action: Action) -> PlaceItem:
    found = _item(now, action)
    if not isinstance(found, PlaceItem):
        raise DraftError(f"{found.id} is a date, not a place", mend="Choose a place")
    return found


def _with(now: State, *changed: PlaceItem | DateItem) -> State:
    places = {one.id: one for one in changed if isinstance(one, PlaceItem)}
    dates = {one.id: one for one in changed if isinstance(one, DateItem)}
    return replace(now, places=now.places | places, dates=now.dates | dates)


def _namesakes(now: State, item: PlaceItem, action: Action) -> list[PlaceItem]:
    """The other mentions of the same name, where the step is for all of them."""
    if not action.get("all"):
        return []
    return [one for one in now.places.values() if one.id != item.id and one.text.lower() == item.text.lower()]


def _decided(now: State, item: PlaceItem, action: Action, **changes: Any) -> State:
    """Verified where a person looked; the same for its namesakes, which stay unverified: nobody looked at each."""
    others = [replace(one, **changes, status="unverified") for one in _namesakes(now, item, action)]
    return _with(now, *_followers(now, item, **changes), replace(item, **changes, status="verified"), *others)


def _followers(now: State, item: PlaceItem, **changes: Any) -> list[PlaceItem]:
    """The words that go back to a name and that nobody has reviewed: they mean what it is said to mean."""
    waiting = (one for one in now.places.values() if one.refers_to == item.id and one.status == "unreviewed")
    return [replace(one, **changes) for one in waiting]


def _accept(_: Draft, now: State, action: Action) -> State:
    item = _item(now, action)
    if isinstance(item, DateItem):
        if not item.edtf:
            raise DraftError(f"“{item.text}” has no date yet", mend="Set its date, or the article's")
        return _with(now, replace(item, status="verified"))
    if not (item.choice or item.point or item.geometry):
        raise DraftError(f"“{item.text}” has no place yet", mend="Search for it, or mark it on the map")
    return _decided(now, item, action, choice=item.choice, candidates=item.candidates)


def _choose(_: Draft, now: State, action: Action) -> State:
    item, name = _place_of(now, action), str(action["candidate"])
    if name not in {one.id for one in item.candidates}:
        raise DraftError(f'“{item.text}” has no candidate "{name}"', mend="Choose one of those shown")
    return _decided(now, item, action, choice=name, candidates=item.candidates, point=None, geometry=None)


def _candidate(_: Draft, now: State, action: Action) -> State:
    item, found = _place_of(now, action), msgspec.convert(action["candidate"], Candidate)
    known = [one for one in item.candidates if one.id != found.id][:4]
    return _decided(now, item, action, choice=found.id, candidates=(found, *known), point=None, geometry=None)


def _settled(status: Status) -> Callable[[Draft, State, Action], State]:
    def settle(_: Draft, now: State, action: Action) -> State:
        item = _item(now, action)
        others = _namesakes(now, item, action) if isinstance(item, PlaceItem) else []
        return _with(now, *(replace(one, status=status) for one in (item, *others)))

    return settle


def _role(_: Draft, now: State, action: Action) -> State:
    usage, role = msgspec.convert(action["usage"], Usage), msgspec.convert(action["role"], Role)
    item = _place_of(now, action)
    literal = usage == "literal" and role == "place"
    return _with(
        now, *(replace(o, usage=usage, role=role, marker=literal) for o in (item, *_namesakes(now, item, action)))
    )


def _marker(_: Draft, now: State, action: Action) -> State:
    item = _place_of(now, action)
    return _with(now, *(replace(one, marker=bool(action["on"])) for one in (item, *_namesakes(now, item, action))))


def _move(_: Draft, now: State, action: Action) -> State:
    lon, lat = float(action["lon"]), float(action["lat"])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise DraftError(f"{lon}, {lat} is not on earth", mend="Place the marker again")
    return _decided(now, _place_of(now, action), action, point=(lon, lat), geometry=None)


def _draw(_: Draft, now: State, action: Action) -> State:
    try:
        area = shape(action["geometry"])
    except (ShapelyError, AttributeError, IndexError) as error:
        raise DraftError(f"the area cannot be read ({error})", mend="Draw it again") from error
    if area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty or not area.is_valid:
        raise DraftError("the area crosses itself or has no inside", mend="Draw it again, corner by corner")
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise DraftError("the area is not on earth", mend="Draw it between 180° west and 180° east")
    if get_num_coordinates(area) > MOST_CORNERS:
        raise DraftError(f"the area has more than {MOST_CORNERS} corners", mend="Draw it simpler")
    geometry = msgspec.to_builtins(mapping(area))
    return _decided(now, _place_of(now, action), action, geometry=geometry, point=None)


def _when(_: Draft, now: State, action: Action) -> State:
    item = _item(now, action)
    if not isinstance(item, DateItem):
        raise DraftError(f"{item.id} is a place, not a date", mend="Choose a date")
    edtf, precision = str(action["edtf"]).strip(), msgspec.convert(action["precision"], Precision)
    parse_edtf(edtf)
    return _with(
        now,
        replace(item, edtf=edtf, precision=precision, basis="absolute", reasons=("set by hand",), status="verified"),
    )


def _given(now: State, action: Action) -> State:
    """What a step gave when it was taken: played again, it depends on no gazetteer and no text."""
    places = [msgspec.convert(one, PlaceItem) for one in action["gave"] if "candidates" in one]
    dates = [msgspec.convert(one, DateItem) for one in action["gave"] if "candidates" not in one]
    return _with(now, *places, *dates)


def _add(draft: Draft, now: State, action: Action) -> State:
    if action.get("gave"):
        return _given(now, action)
    start, end = int(action["start"]), int(action["end"])
    words = draft.text.text[start:end]
    if not 0 <= start < end <= len(draft.text.text) or not words.strip():
        raise DraftError("no words are selected", mend="Select the words in the text")
    if any(one.start < end and start < one.end for one in now.items):
        raise DraftError(f"“{words}” is in the list already, or part of it", mend="Choose it in the text")
    if action["kind"] == "date":
        from geo.extract.dates import find_dates  # patterns by the hundred: half a second

        name = f"d-{len(now.dates) + 1}"
        dated = [one for one in find_dates(words, _published(now), [], _language(now)) if one.edtf]
        by_hand = DateItem(name, 0, 0, "", "", "day", "absolute", ("added by hand",))
        item = date_item(name, dated[0]) if dated else by_hand
        return _with(now, replace(item, start=start, end=end, text=words))
    (found,) = resolve(draft.text.text, [(start, end)])
    item_ = place_item(f"p-{len(now.places) + 1}", found)
    return _with(now, replace(item_, usage="literal", role="place", marker=True, reasons=("added by hand",)))


def _speaker(draft: Draft, now: State, action: Action) -> State:
    """Who says a sentence, by hand; without a name, what was found stands again."""
    sentence, name = int(action["sentence"]), one_line(str(action["name"]))
    if not any(one.number == sentence for one in draft.extraction.sentences) or len(name) > LONGEST_SPEAKER:
        raise DraftError(f"sentence {sentence} cannot have this speaker", mend="Give a shorter name")
    others = {number: who for number, who in now.speakers.items() if number != sentence}
    return replace(now, speakers={**others, sentence: name} if name else others)


def _fact(draft: Draft, now: State, action: Action) -> State:
    name, value = str(action["name"]), one_line(str(action["value"]))
    if name not in FACTS:
        raise DraftError(f'there is no "{name}" of an article', mend=f"Known are {', '.join(FACTS)}")
    if name == "published" and value:
        date.fromisoformat(value)
    after = replace(now, facts={**now.facts, name: value})
    if "gave" in action:
        return _given(after, action)
    return _reckoned(draft, after) if name == "published" else after


def _published(now: State) -> date | None:
    return date.fromisoformat(now.facts["published"]) if now.facts.get("published") else None


def _language(now: State) -> str:
    return now.facts.get("language", "en")


def _reckoned(draft: Draft, now: State) -> State:
    """The dates again, from the article's new date; what was stated in full or set by hand does not move."""
    from geo.extract.dates import find_dates

    found = find_dates(draft.text.text, _published(now), draft.extraction.sentences, _language(now))
    by_span = {(one.start, one.end): one for one in found}
    moved = [
        replace(item, edtf=again.edtf, precision=again.precision, basis=again.basis, reasons=again.reasons)
        for item in now.dates.values()
        if item.basis != "absolute" and (again := by_span.get((item.start, item.end)))
    ]
    return _with(now, *moved)


ACTIONS: dict[str, Callable[[Draft, State, Action], State]] = {
    "accept": _accept,
    "choose": _choose,
    "candidate": _candidate,
    "reject": _settled("rejected"),
    "unidentifiable": _settled("unidentifiable"),
    "unreview": _settled("unreviewed"),
    "role": _role,
    "marker": _marker,
    "move": _move,
    "draw": _draw,
    "when": _when,
    "add": _add,
    "speaker": _speaker,
    "facts": _fact,
}

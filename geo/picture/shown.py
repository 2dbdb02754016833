"""What a picture shows of a story: the layers and features of a view, and the quotations, numbered in text order."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.article import Excerpt
from geo.catalog import Layer
from geo.export import is_in
from geo.feature import Feature, has_marker, has_points
from geo.story import Story
from geo.timespan import MONTHS, Window, date_text
from geo.view import View


@dataclass(frozen=True)
class Quote:
    """An excerpt with its number in the text (the same in every view), its date, speaker and places."""

    number: int
    excerpt: Excerpt
    date: str
    speaker: str
    places: tuple[str, ...]
    lit: bool


@dataclass(frozen=True)
class Shown:
    """A story as one view shows it; `layers` are those that are on, each with what of it the days leave."""

    story: Story
    view: View
    layers: tuple[tuple[Layer, list[Feature]], ...]
    quotes: tuple[Quote, ...]
    selected: frozenset[str]
    quoted: bool = True  # whether the quotations stand beside the map, so that their numbers mean something

    def numbers(self, feature_id: str) -> list[int]:
        """The numbers of the quotations that belong to a place."""
        return [quote.number for quote in self.quotes if feature_id in quote.places]

    def drawn(self) -> list[tuple[Layer, list[Feature]]]:
        """The layers with something to draw, areas and lines below points, as in the reader."""
        kept = [(layer, [f for f in features if has_marker(f)]) for layer, features in self.layers]
        return sorted(((layer, features) for layer, features in kept if features), key=lambda one: has_points(one[1]))

    def name(self, feature: Feature) -> str:
        """A feature's name in the view's language, else in English."""
        properties = feature["properties"]
        own = properties.get(f"name_{self.view.lang}") if self.view.lang != "en" else ""
        return str(own or properties["name"])


def shown(story: Story, view: View, quoted: bool = True) -> Shown:
    """What a view shows of a story."""
    on = [layer for layer in story.layers if layer.id in view.layers]
    layers = tuple((layer, [f for f in story.features(layer.id) if is_in(f, view.window)]) for layer in on)
    selected = _related(story, view.selected)
    return Shown(story, view, layers, tuple(_quotes(story, view, selected)), selected, quoted)


def _related(story: Story, selected: str | None) -> frozenset[str]:
    """The selected feature and its place: both light up together."""
    every = (feature for layer in story.layers for feature in story.features(layer.id))
    found = next((feature for feature in every if feature["id"] == selected), None)
    if not found:
        return frozenset()
    return frozenset(filter(None, (found["id"], found["properties"].get("place"))))


def _quotes(story: Story, view: View, selected: frozenset[str]) -> Iterable[Quote]:
    """The excerpts whose statements fall into the days, and the undated ones; as the reader counts them."""
    facts = {f["id"]: f for layer in story.layers for f in story.features(layer.id)}
    places = [f for layer, _ in _on(story, view) for f in story.features(layer.id) if _is_place(f)]
    chosen = [facts[name]["properties"]["excerpt_ids"] for name in selected if name == view.selected]
    lit = {name for names in chosen for name in names}
    for number, excerpt in enumerate(story.article.excerpts, 1):
        told = [facts[name] for name in excerpt.statements if name in facts]
        if told and not any(is_in(statement, view.window) for statement in told):
            continue
        said = told[0]["properties"] if told else {}
        yield Quote(
            number,
            excerpt,
            date_text(said["edtf"]) if said else "",
            said.get("attributed_to", ""),
            tuple(f["id"] for f in places if excerpt.id in f["properties"]["excerpt_ids"]),
            excerpt.id in lit,
        )


def _on(story: Story, view: View) -> list[tuple[Layer, list[Feature]]]:
    return [(layer, story.features(layer.id)) for layer in story.layers if layer.id in view.layers]


def _is_place(feature: Feature) -> bool:
    geometry = feature["geometry"]
    return has_marker(feature) and geometry["type"] == "Point" and bool(feature["properties"]["in_article"])


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as short as they can be told: `1–4, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def days_text(window: Window) -> str:
    """The days of a window in words: `19–21 September 2023`."""
    return date_text(str(window.start) if window.start == window.end else f"{window.start}/{window.end}")


def short_date(text: str) -> str:
    """A date with the long months cut to three letters, for narrow columns."""
    for month in MONTHS:
        if len(month) > 5:
            text = text.replace(month, month[:4] if month == "September" else month[:3])
    return text

"""One story, joined both ways: feature ↔ excerpt ↔ date ↔ speaker. All that is wrong is in one list.

A bad layer, feature, row or excerpt is left out and named; the rest works.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.article import Article, read_article
from geo.catalog import ID, Layer, read_record
from geo.errors import GeoError, StoryError
from geo.facts import read_facts, window_of
from geo.feature import Feature, faults
from geo.folder import boundaries_of
from geo.layers import read_folder
from geo.outlines import outlines
from geo.payload import excerpt_payload, feature_payload, layer_payload, pairs_payload, story_payload
from geo.records import (
    EVENT_COLUMNS,
    PLACE_COLUMNS,
    STATEMENT_COLUMNS,
    article_place_feature,
    by_place,
    context_place_feature,
    event_feature,
    mention_feature,
    statement_feature,
)
from geo.tables import Row, read_rows, read_table
from geo.timespan import Window

DATA = Path(__file__).resolve().parent.parent / "data"
FIGURE_COLUMNS = ("topic", "indicator", "value", "as_of", "source", "url", "status", "note")
_BOUNDARIES = {"id": "boundaries", "title": "Boundaries"}


@dataclass
class Story:
    """A story: its article, its layers in drawing order, their features, and all that was left out."""

    id: str
    title: str
    article: Article
    facts: dict[str, Any]
    layers: list[Layer] = field(default_factory=list)
    problems: list[GeoError] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    _features: dict[str, list[Feature]] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """The days shown at first, both included."""
        return window_of(self.facts["window"])

    @property
    def extent(self) -> Window:
        """The days the timeline reaches over, both included."""
        return window_of(self.facts["extent"])

    @property
    def layers_on(self) -> tuple[str, ...]:
        """The ids of the layers shown at first, in drawing order."""
        return tuple(layer.id for layer in self.layers if layer.id not in self.facts["layers_off"])

    def features(self, layer_id: str) -> list[Feature]:
        """A layer's features as GeoJSON (WGS 84), excerpts joined; raises StoryError for an unknown layer."""
        if layer_id not in self._features:
            known = ", ".join(self._features)
            raise StoryError(f'there is no layer "{layer_id}"', self.id, f"Choose one of {known}")
        return self._features[layer_id]

    def feature_ids(self) -> set[str]:
        """The ids of all features of all layers."""
        return {feature["id"] for features in self._features.values() for feature in features}

    def add(self, layer: Layer, features: Iterable[Feature], on: bool = True) -> None:
        """Take in a layer, on top of the others; a layer or feature whose id is taken is left out and named."""
        if layer.id in self._features:
            where = f"{layer.path.name}: {layer.id}"
            self.problems.append(StoryError("this layer id is taken", where, "Rename the layer"))
            return
        known = self.feature_ids()
        kept = []
        for feature in features:
            if feature["id"] in known:
                where = f"{layer.path.name}: {feature['id']}"
                self.problems.append(StoryError("this id is taken by another layer", where, "Rename the feature"))
            else:
                kept.append(feature)
        self.layers.append(layer)
        self._features[layer.id] = kept
        if not on:
            self.facts["layers_off"].append(layer.id)

    def payload(self) -> dict[str, Any]:
        """All the reader shows, as JSON-safe data, the same every time; excerpts in text order."""
        known = self.feature_ids()
        shown = ("window", "presets", "extent", "groups", "home")
        return {
            "schema": 1,
            "story": story_payload(self.facts, self.article),
            "pairs": pairs_payload(self.facts),
            **{name: self.facts[name] for name in shown},
            "layers": [layer_payload(layer, layer.id in self.layers_on) for layer in self.layers],
            "features": [
                feature_payload(feature, layer.id) for layer in self.layers for feature in self._features[layer.id]
            ],
            "excerpts": [excerpt_payload(excerpt, self.article, known) for excerpt in self.article.excerpts],
            "problems": [str(problem) for problem in self.problems],
        }


def list_stories(data: Path = DATA) -> list[str]:
    """The ids of the stories there are."""
    return _ids(data / "stories")


def _ids(stories: Path) -> list[str]:
    return sorted(path.parent.name for path in stories.glob("*/story.json") if ID.fullmatch(path.parent.name))


def open_story(slug: str, data: Path = DATA, own: Path | None = None) -> Story:
    """A story with everything that works in it; what does not is in its `problems`.

    `own` is another folder that holds its folder. The boundaries are those that came with the story, else those of
    `data`. Raises StoryError if there is no such story, ArticleError if its excerpts cannot be read at all.
    """
    stories = own or data / "stories"
    folder = stories / slug
    facts = _facts(slug, folder, stories)
    article = read_article(folder)
    story = Story(slug, facts["title"], article, facts, problems=list(article.problems))
    _add_bundled_layers(story, boundaries_of(folder, data / "boundaries"))
    left_out = len(story.problems) > len(article.problems)
    _add_own_layers(story, folder)
    if own and story.facts.get("boundaries", "on") != "on":
        _add_outlines(story, data / "outlines")
    _join_links(story, report_unknown=not left_out)
    _check_statements(story)
    return story


def _facts(slug: str, folder: Path, stories: Path) -> dict[str, Any]:
    if not ID.fullmatch(slug) or not (folder / "story.json").is_file():
        there_are = ", ".join(_ids(stories)) or "none yet"
        raise StoryError(f'there is no story "{slug}"', mend=f"Choose one of: {there_are}")
    return read_facts(slug, folder)


def _add_bundled_layers(story: Story, folder: Path) -> None:
    """All of them; a story says whether they are off at first, or none of its business (`boundaries`)."""
    wanted = story.facts.get("boundaries", "on")
    if wanted == "none":
        return
    layers, problems = read_folder(folder)
    story.problems += problems
    for layer, features in layers:
        story.add(layer, features, on=wanted == "on")


def _add_own_layers(story: Story, folder: Path) -> None:
    made = _make_features(story, folder)
    for number, record in enumerate(story.facts["layers"], 1):
        try:
            layer = read_record(record, folder, f"{story.id}/story.json: layer {number}", has_file=False)
            if layer.id not in made:
                raise StoryError(f'"{layer.id}" is none of {", ".join(made)}', "story.json", "Rename it")
        except GeoError as problem:
            story.problems.append(problem)
        else:
            story.add(layer, made[layer.id])


def _add_outlines(story: Story, folder: Path) -> None:
    """Outlines of the states that the article names, where nobody contests them, in a group of the legend."""
    layers, problems = outlines(story._features.get("article-places", []), folder)
    story.problems += problems
    for layer, features in layers:
        story.add(layer, features)
    known = {group["id"] for group in story.facts["groups"]}
    if layers and _BOUNDARIES["id"] not in known:
        story.facts["groups"].append(_BOUNDARIES)


def _make_features(story: Story, folder: Path) -> dict[str, list[Feature]]:
    """The layers made from the story's tables, by layer id."""
    article, problems = story.article, story.problems
    places = _good_places(_rows(story, folder / "places.csv", PLACE_COLUMNS), problems)
    statement_rows = _rows(story, folder / "statements.csv", STATEMENT_COLUMNS)
    event_rows = _rows(story, folder / "context_events.csv", EVENT_COLUMNS)
    story.figures = _figures(story, folder / "figures.csv")

    def make(file: str, records: Iterable[Any], recipe: Any) -> list[Feature]:
        return list(_made(file, records, recipe, problems))

    statements = make("statements.csv", statement_rows, lambda row: statement_feature(row, places, article))
    by_id = {feature["id"]: feature for feature in statements}
    mentions = make("mentions.csv", article.mentions, lambda m: mention_feature(m, places, article, by_id))
    events = make("context_events.csv", event_rows, lambda row: event_feature(row, places))
    named = {mention.place for mention in article.mentions if mention.marker}
    about = by_place([*statements, *mentions])
    needed = {place for event in events for place in _places_of(event)} - named
    return {
        "article-places": make(
            "places.csv",
            [place for name, place in places.items() if name in named],
            lambda place: article_place_feature(place, about.get(place["id"], []), by_id, article),
        ),
        "article-statements": statements,
        "article-mentions": mentions,
        "context-places": make(
            "places.csv",
            [place for name, place in places.items() if name in needed],
            lambda place: context_place_feature(place, events),
        ),
        "context-events": events,
    }


def _places_of(event: Feature) -> list[str]:
    return [event["properties"]["place"], *event["properties"]["other_places"]]


def _rows(story: Story, path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The table's good rows; none, and a problem, if it cannot be read."""
    try:
        rows, problems = read_table(path, columns)
    except GeoError as problem:
        rows, problems = [], [problem]
    story.problems += problems
    return rows


def _good_places(rows: list[Row], problems: list[GeoError]) -> dict[str, Row]:
    places = {}
    for row in rows:
        try:
            if not (abs(float(row["lon"])) <= 180 and abs(float(row["lat"])) <= 90 and int(row["precision_m"]) >= 0):
                raise ValueError("lon, lat or precision_m is out of range")
            places[row["id"]] = row
        except ValueError as error:
            where = f"places.csv: {row['id']}"
            problems.append(StoryError(str(error), where, "Write lon, lat and precision_m as numbers"))
    return places


def _made(file: str, records: Iterable[Any], recipe: Any, problems: list[GeoError]) -> Iterator[Feature]:
    """The features a recipe makes of records; a record it refuses is left out and named."""
    for record in records:
        record_id = record["id"] if isinstance(record, dict) else record.id
        try:
            feature: Feature = recipe(record)
            found = "; ".join(faults(feature))
        except GeoError as problem:
            found = ": ".join(filter(None, (problem.what, problem.mend)))
        except ValueError as error:
            found = str(error)
        if found:
            problems.append(StoryError(found, f"{file}: {record_id}", "It is left out: mend the line"))
        else:
            yield feature


def _figures(story: Story, path: Path) -> list[Row]:
    """Figures for the page of sources; they have no ids, for nothing refers to them."""
    try:
        return read_rows(path, FIGURE_COLUMNS)
    except GeoError as problem:
        story.problems.append(problem)
        return []


def _join_links(story: Story, report_unknown: bool) -> None:
    """Excerpts for features of other sources. Unknown ones are no news if their layer was left out."""
    features = {feature["id"]: feature for layer in story.layers for feature in story.features(layer.id)}
    excerpts = [excerpt.id for excerpt in story.article.excerpts]
    for feature_id, link in story.facts["links"].items():
        fault = _link_fault(link, excerpts if not story.article.problems else None)
        if not fault and feature_id not in features:
            fault = "there is no such feature" if report_unknown else ""
        elif not fault:
            properties = features[feature_id]["properties"]
            properties["excerpt_ids"] = [name for name in excerpts if name in link["excerpts"]]
            properties["in_article"] = bool(link["named"])
            properties["note"] = " ".join(text for text in (properties["note"], link["why"]) if text)
        if fault:
            where = f"{story.id}/story.json: links: {feature_id}"
            story.problems.append(StoryError(fault, where, "It is left out: mend the link"))


def _link_fault(link: Any, excerpts: list[str] | None) -> str:
    """What is wrong with a link; which excerpts exist is not asked if some were left out (None)."""
    if not isinstance(link, dict) or not isinstance(link.get("excerpts"), list):
        return "is not a link with a list of excerpts"
    if not isinstance(link.get("why"), str) or not isinstance(link.get("named"), bool):
        return "does not say why, or whether the article names it (named: true or false)"
    unknown = [str(name) for name in link["excerpts"] if excerpts is not None and name not in excerpts]
    return f"there is no excerpt {', '.join(unknown)}" if unknown else ""


def _check_statements(story: Story) -> None:
    """Every excerpt's statements exist, and every statement has an excerpt."""
    if "article-statements" not in story._features or story.article.problems:
        return
    statements = {feature["id"]: feature for feature in story.features("article-statements")}
    left_out = " ".join(str(problem) for problem in story.problems)
    for excerpt in story.article.excerpts:
        for name in excerpt.statements:
            if name not in statements and name not in left_out:
                where = f"excerpts.json: {excerpt.id}"
                story.problems.append(StoryError(f'there is no statement "{name}"', where, "Name an existing one"))
    for name, feature in statements.items():
        if not feature["properties"]["excerpt_ids"]:
            where = f"statements.csv: {name}"
            story.problems.append(StoryError("no excerpt carries it", where, "Add one to excerpts.json"))

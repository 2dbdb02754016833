"""A story's tables → its own layers; a row that cannot be used is left out and named."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from geo.article import Mention
from geo.errors import GeoError, StoryError
from geo.feature import Feature, faults
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
from geo.story.joined import Story
from geo.tables import Row, read_rows, read_table

FIGURE_COLUMNS = ("topic", "indicator", "value", "as_of", "source", "url", "status", "note")
Record = TypeVar("Record", Row, Mention)


def make_features(story: Story, folder: Path) -> dict[str, list[Feature]]:
    """The layers made from the story's tables, by layer id."""
    article, problems = story.article, story.problems
    places = _good_places(_rows(story, folder / "places.csv", PLACE_COLUMNS), problems)
    statement_rows = _rows(story, folder / "statements.csv", STATEMENT_COLUMNS)
    event_rows = _rows(story, folder / "context_events.csv", EVENT_COLUMNS)
    story.figures = _figures(story, folder / "figures.csv")

    def make(file: str, records: Iterable[Record], recipe: Callable[[Record], Feature]) -> list[Feature]:
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


def _made(
    file: str, records: Iterable[Record], recipe: Callable[[Record], Feature], problems: list[GeoError]
) -> Iterator[Feature]:
    """The features a recipe makes of records; a record it refuses is left out and named."""
    for record in records:
        record_id = record["id"] if isinstance(record, dict) else record.id
        try:
            feature = recipe(record)
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

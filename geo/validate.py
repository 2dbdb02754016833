"""`python -m geo.validate [DATA] [--article FILE]`: every shipped record checked; status 1 if any is bad.

Prints a line a problem: file, record, what is wrong and how to mend it. With --article, the excerpts are also
compared with the text they were cut from, which is not part of this repository.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from shapely.geometry import shape

from geo.article import Article, check_against, selectors, share_quoted
from geo.catalog import read_package
from geo.errors import ArticleError, GeoError, LayerError, StoryError
from geo.feature import Feature
from geo.layers import read_features
from geo.story import DATA, Story, list_stories, open_story

PACKAGES = ("boundaries", "basemap", "world", "outlines")
LONGEST_RUN = 40  # code points of the article that may stand in our data outside an excerpt


def package_problems(folder: Path) -> Iterator[GeoError]:
    """What is wrong with a folder of layers, its files and their features."""
    layers, problems = read_package(folder)
    yield from problems
    known = {layer.path.name for layer in layers}
    for path in sorted(folder.glob("*.*json")):
        if path.name not in {*known, "datapackage.json"} and not problems:
            yield LayerError("no usable record describes this file", str(path), "Describe it in datapackage.json")
    for layer in layers:
        try:
            features, problems = read_features(layer)
        except GeoError as problem:
            yield problem
            continue
        yield from problems
        for feature in features:
            yield from _shape_problems(feature, layer.path.name)


def _shape_problems(feature: Feature, file: str) -> Iterator[GeoError]:
    """Stricter than the door: what we ship has a geometry, with its rings the right way round."""
    where, geometry = f"{file}: {feature['id']}: geometry", feature["geometry"]
    if geometry is None:
        yield LayerError("is null", where, "Give it a geometry")
    elif "Polygon" in geometry["type"] and not _is_right_handed(geometry):
        yield LayerError("has rings against the right-hand rule", where, "Run python -m geo.build")


def _is_right_handed(geometry: Feature) -> bool:
    polygons = getattr(shape(geometry), "geoms", [shape(geometry)])
    return all(p.exterior.is_ccw and not any(hole.is_ccw for hole in p.interiors) for p in polygons)


def story_problems(story: Story, folder: Path, text: str | None = None) -> Iterator[GeoError]:
    """What is wrong with a story: all it left out, too much quoted, words that are nowhere quoted.

    `text` is the article's raw text, if it is at hand.
    """
    yield from story.problems
    share, limit = share_quoted(story.article), float(story.facts["excerpts_share_limit"])
    if share > limit:
        what = f"{share:.1%} of the article is quoted, the limit is {limit:.0%}"
        yield ArticleError(what, f"{story.id}/excerpts.json", "Shorten excerpts")
    yield from _words_problems(story)
    for number, figure in enumerate(story.figures, 2):
        if not figure["source"]:
            yield StoryError("has no source", f"figures.csv: line {number}", "Name who says it")
    if text is not None:
        yield from check_against(story.article, text)
        yield from _run_problems(story.article, text, folder)


def _words_problems(story: Story) -> Iterator[GeoError]:
    quoted = {excerpt.id: excerpt.exact for excerpt in story.article.excerpts}
    for feature in story.features("article-statements"):
        facts = feature["properties"]
        words = facts["date_words"]
        if words and not any(words in quoted[name] for name in facts["excerpt_ids"]):
            where = f"statements.csv: {feature['id']}: date_words"
            yield StoryError(f"{words!r} stands in none of its excerpts", where, "Quote it, or leave it empty")


def _run_problems(article: Article, text: str, folder: Path) -> Iterator[GeoError]:
    """Long runs of the article in our files that the excerpts account for by less than half."""
    quoted = {place for _, start, words in selectors(article) for place in range(start, start + len(words))}
    starts = range(article.text_start, article.text_end - LONGEST_RUN)
    unquoted = [n for n in starts if 2 * len(quoted.intersection(range(n, n + LONGEST_RUN))) < LONGEST_RUN]
    for path in sorted(folder.iterdir()):
        held = "\n".join(_texts(path))
        run = next((text[n : n + LONGEST_RUN] for n in unquoted if text[n : n + LONGEST_RUN] in held), None)
        if run:
            what = f"holds words of the article outside its excerpts ({run!r})"
            yield ArticleError(what, path.name, "Say it in other words")


def _texts(path: Path) -> Iterator[str]:
    """Every text in a JSON or CSV file, without the file's own quoting."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                yield from row
    else:
        found = [json.loads(path.read_text(encoding="utf-8"))]
        for value in found:
            if isinstance(value, dict | list):
                found.extend(value.values() if isinstance(value, dict) else value)
            elif isinstance(value, str):
                yield value


def main(arguments: list[str] | None = None) -> int:
    """Check everything under DATA; print the problems; 0 if there are none, else 1."""
    parser = argparse.ArgumentParser(prog="python -m geo.validate", description="Check every shipped record.")
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="the data folder")
    parser.add_argument("--article", type=Path, metavar="FILE", help="the article's raw text, to prove the excerpts")
    given = parser.parse_args(arguments)
    problems: list[str] = []
    for name in PACKAGES:
        problems += [str(problem) for problem in package_problems(given.data / name)]
    try:
        text = given.article.read_bytes().decode("utf-8") if given.article else None
        for slug in list_stories(given.data):
            story = open_story(slug, given.data)
            folder = given.data / "stories" / slug
            problems += [str(problem) for problem in story_problems(story, folder, text)]
            print(
                f"{slug}: {len(story.feature_ids())} features, {len(story.article.excerpts)} excerpts, "
                f"{share_quoted(story.article):.1%} of the available text quoted"
            )
    except (GeoError, OSError, ValueError) as error:
        problems.append(str(error))
    for problem in dict.fromkeys(problems):  # a boundary's problem is also its story's
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

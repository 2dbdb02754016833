"""A story's folder → the story: its facts and article, the bundled layers, its own, outlines of what it names."""

from pathlib import Path
from typing import Any

from geo.article import read_article
from geo.catalog import ID, read_record
from geo.errors import GeoError, StoryError
from geo.facts import read_facts
from geo.folder import boundaries_of
from geo.layers import read_folder
from geo.outlines import outlines
from geo.story.joined import Story
from geo.story.links import check_statements, join_links
from geo.story.made import make_features

DATA = Path(__file__).resolve().parents[2] / "data"
_BOUNDARIES = {"id": "boundaries", "title": "Boundaries"}


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
    join_links(story, report_unknown=not left_out)
    check_statements(story)
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
    made = make_features(story, folder)
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
    layers, problems = outlines(story.features_if_any("article-places"), folder)
    story.problems += problems
    for layer, features in layers:
        story.add(layer, features)
    known = {group["id"] for group in story.facts["groups"]}
    if layers and _BOUNDARIES["id"] not in known:
        story.facts["groups"].append(_BOUNDARIES)

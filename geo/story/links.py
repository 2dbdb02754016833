"""What a story says belongs together: excerpts to features of other sources, excerpts to statements."""

from typing import Any

from geo.errors import StoryError
from geo.story.joined import Story


def join_links(story: Story, report_unknown: bool) -> None:
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


def check_statements(story: Story) -> None:
    """Every excerpt's statements exist, and every statement has an excerpt."""
    if "article-statements" not in {layer.id for layer in story.layers} or story.article.problems:
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

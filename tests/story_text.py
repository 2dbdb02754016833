"""The bundled story's article, where ARTICLE_TEXT names it: it is not in the repository."""

import csv
import json
import os
from pathlib import Path

import pytest

from geo.story import DATA

FOLDER = DATA / "stories" / "nagorno-karabakh-2023"
needs_article = pytest.mark.skipif(not os.environ.get("ARTICLE_TEXT"), reason="ARTICLE_TEXT names no file")


def article_text() -> str:
    """The article without the notice after it; offsets as in the story's tables."""
    end = json.loads((FOLDER / "excerpts.json").read_text(encoding="utf-8"))["article"]["text_end"]
    return Path(os.environ["ARTICLE_TEXT"]).read_bytes().decode("utf-8")[:end]


def rows(name: str) -> dict[str, dict[str, str]]:
    """A table of the story by id."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as held:
        return {row["id"]: row for row in csv.DictReader(held)}

"""The one-file HTML: small, closed, the same every time, and readable without scripts."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from geo.errors import FormatError
from geo.publish import _checked, card_address, publish
from geo.publish.__main__ import main
from geo.story import Story, open_story
from geo.view import default_view
from tests.browser.test_hostile import HOSTILE, hostile_data

LARGEST = 3_000_000  # bytes, for the bundled story


class Page(HTMLParser):
    """What stands in a page: tags with their attributes, and the text of each script and style."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self._in = ""
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_data(self, data: str) -> None:
        """Keep its text apart from the page's."""
        if self._in in self.inside:
            self.inside[self._in].append(data)
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Its text has ended."""
        self._in = ""

    def meta(self, name: str) -> str:
        """What a meta element tells, empty if there is none."""
        found = [
            a
            for tag, a in self.tags
            if tag == "meta" and name in (a.get("property"), a.get("name"), a.get("http-equiv"))
        ]
        return str(found[0]["content"]) if found else ""


@pytest.fixture(scope="module")
def html(bundled: Story) -> bytes:
    return publish(bundled)


@pytest.fixture(scope="module")
def page(html: bytes) -> Page:
    return Page(html)


def test_the_bundled_story_is_small(html: bytes) -> None:
    """The whole story, map and all, is under 3 MB."""
    assert 500_000 < len(html) < LARGEST


def test_the_policy_lets_nothing_in_and_nothing_out(page: Page) -> None:
    """Only this script and this style run, by their hashes; nothing is fetched, and nothing is sent."""
    policy = dict(part.strip().split(" ", 1) for part in page.meta("Content-Security-Policy").split(";"))
    hashed = {
        kind: [b64encode(sha256(text.encode()).digest()).decode() for text in texts]
        for kind, texts in page.inside.items()
    }
    assert policy == {
        "default-src": "'none'",
        "script-src": f"'sha256-{hashed['script'][1]}'",
        "style-src": f"'sha256-{hashed['style'][0]}'",
        "img-src": "data:",
        "connect-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_in_it_has_another_address(page: Page) -> None:
    """No element loads anything from elsewhere, and nothing is evaluated."""
    loaded = [str(a[key]) for _, a in page.tags for key in ("src", "href", "srcset", "data") if a.get(key)]
    assert {address.split(":", 1)[0] for address in loaded} == {"data"}
    assert not re.search(r"\beval\(|new Function\(|\bimport\(", page.inside["script"][1])


def test_it_reads_without_scripts(page: Page, bundled: Story) -> None:
    """Picture, excerpts, statements and sources are in the page itself."""
    words = "".join(page.words)
    pictures = [a for tag, a in page.tags if tag == "img"]
    assert [str(a["src"])[:22] for a in pictures] == ["data:image/png;base64,"]
    for excerpt in bundled.article.excerpts:
        assert excerpt.exact in words
    for statement in bundled.features("article-statements"):
        assert statement["properties"]["title"] in words
    for layer in bundled.layers:
        assert layer.attribution in words
        assert layer.worldview in words


def test_its_language_and_that_of_the_words(page: Page, bundled: Story) -> None:
    """The page is English; each quotation has the language of its article."""
    langs = [a.get("lang") for tag, a in page.tags if tag in ("html", "q")]
    assert langs == ["en", *[bundled.article.language] * len(bundled.article.excerpts)]


def test_link_previews_need_an_address(page: Page, story: Story, data: Path) -> None:
    """Title and description are always told; the picture only with an address, for it has to lie somewhere."""
    assert page.meta("og:title") == "Three days in Nagorno-Karabakh: offensive, ceasefire, talks"
    assert page.meta("og:description")
    assert page.meta("og:image") == ""
    told = Page(publish(story, address="https://maps.example.org/a/fair.html", data=data))
    assert told.meta("og:url") == "https://maps.example.org/a/fair.html"
    assert told.meta("og:image") == "https://maps.example.org/a/fair.png"
    assert card_address("https://maps.example.org/a/") == "https://maps.example.org/a/index.png"


def test_the_same_story_gives_the_same_bytes(story: Story, data: Path, tmp_path: Path) -> None:
    """Two runs, and another process with another hash seed, write the same file."""
    here = publish(story, data=data)
    assert publish(open_story(story.id, data), data=data) == here
    there = tmp_path / "there.html"
    command = [sys.executable, "-m", "geo.publish", story.id, "-o", str(there), "--data", str(data)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "11"}, check=True, capture_output=True)
    assert there.read_bytes() == here


def test_hostile_words_make_no_element(tmp_path: Path) -> None:
    """A story with markup in every field has the same elements as one without, and its words as they are."""
    plain = Page(publish(open_story("fair", _made(tmp_path / "plain")), data=tmp_path / "plain"))
    data = hostile_data(tmp_path / "data")
    story = open_story("fair", data)
    strange = Page(publish(replace(story, title=f"{HOSTILE}\u2028"), data=data))
    assert {tag for tag, _ in strange.tags} == {tag for tag, _ in plain.tags}
    assert HOSTILE in "".join(strange.words)
    assert "<" not in strange.inside["script"][0]


def _made(data: Path) -> Path:
    from tests.made import story_data

    story_data(data)
    return data


def test_a_script_that_would_end_early_is_refused() -> None:
    """What ends a script element must not stand in one."""
    with pytest.raises(FormatError, match="Write it in two parts"):
        _checked("const x = '</SCRIPT>';")


def test_a_file_for_a_site_has_its_picture_beside_it(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --url the card is written too; without it there is the one file."""
    file = tmp_path / "story.html"
    assert main(["fair", "-o", str(file), "--data", str(data), "--lang", "az"]) == 0
    assert [path.name for path in tmp_path.glob("story.*")] == ["story.html"]
    assert main(["fair", "-o", str(file), "--data", str(data), "--url", "https://maps.example.org/a"]) == 0
    assert (tmp_path / "story.png").read_bytes().startswith(b"\x89PNG")
    assert Page(file.read_bytes()).meta("og:image") == "https://maps.example.org/a/story.png"
    assert "https://maps.example.org/a/story.html" in capsys.readouterr().out


def test_an_unknown_story_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name: status 1 and the names there are."""
    assert main(["nowhere", "-o", str(tmp_path / "x.html")]) == 1
    assert "nagorno-karabakh-2023" in capsys.readouterr().err


def test_it_opens_at_the_view_asked_for(bundled: Story) -> None:
    """Language and selection of the view are in the file's data."""
    view = replace(default_view(bundled), lang="hy", selected="place-yevlakh")
    assert b'"sel":"place-yevlakh"' in publish(bundled, view)
    assert b'"lang":"hy"' in publish(bundled, view)

"""Words are words: whatever stands in a story's fields is shown letter by letter, and nothing of it runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import made
from tests.browser.app_server import Visitor, serve, visitor

HOSTILE = (
    "{{ 7*7 }} {% if x %} {# c ${window.pwned=1} ` \\ <img src=x onerror=window.pwned=1> "
    "<iframe srcdoc='<script>top.pwned=1</script>'></iframe> ![x](http://127.0.0.1:9/p.png) "
    "[y](javascript:window.pwned=1) __proto__ </script><script>window.pwned=1</script> =HYPERLINK(1)"
)
WORDS = {
    *("title", "summary", "label", "description", "attribution", "worldview", "changes", "name", "name_az", "name_hy"),
    *("name_ru", "other_names", "note", "status", "attributed_to", "source", "publisher", "author", "published"),
    *("coverage_text", "topic", "indicator", "value", "why", "actor", "coordinate_source"),
}


def spoil(data: Any, key: str = "") -> Any:
    """The same data with the hostile string in every field that holds words; ids, dates and paths stay."""
    if isinstance(data, dict):
        records = key in ("resources", "layers", "licenses")
        return {k: v if records and k == "name" else spoil(v, k) for k, v in data.items()}
    if isinstance(data, list):
        return [HOSTILE if key == "sources" and isinstance(part, str) else _part(part, key) for part in data]
    return HOSTILE if key in WORDS and isinstance(data, str) else data


def _part(part: Any, key: str) -> Any:
    if isinstance(part, dict) and key in ("resources", "layers", "licenses"):
        return {k: v if k == "name" else spoil(v, k) for k, v in part.items()}
    return spoil(part)


def hostile_data(data: Path) -> Path:
    """A data folder with one story, hostile in every field."""
    folder = made.story_data(data)
    for name in ("boundaries", "basemap"):
        layers = json.loads((data / name / "datapackage.json").read_text())["resources"]
        files = {layer["name"]: json.loads((data / name / layer["path"]).read_text()) for layer in layers}
        made.package(data / name, {layer: spoil(file["features"]) for layer, file in files.items()})
        made.edit_json(data / name / "datapackage.json", lambda package: package.update(spoil(dict(package))))
    made.edit_json(folder / "story.json", lambda facts: facts.update(spoil(dict(facts)), id=made.SLUG))
    for path in folder.glob("*.csv"):
        rows = made_rows(path)
        made.table(path, [spoil(row) for row in rows if path.stem != "mentions"] or [mention_in_hostile()])
    quote = {"type": "TextQuoteSelector", "exact": HOSTILE, "prefix": "", "suffix": ""}
    position = {"type": "TextPositionSelector", "start": 1, "end": 1 + len(HOSTILE)}
    statements = ["statement-one", "statement-two"]
    told = {"id": "x-one", "paragraph": 1, "sentence": 1, "statements": statements, "selector": [position, quote]}
    bounds = {"text_end": 2 + len(HOSTILE)}
    made.write_json(folder / "excerpts.json", {"article": spoil(made.article_facts()) | bounds, "excerpts": [told]})
    return data


def made_rows(path: Path) -> list[dict[str, Any]]:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mention_in_hostile() -> dict[str, Any]:
    return made.mention("mention-one", "Aville") | {"start": 1, "end": 10, "text": HOSTILE[:9], "note": HOSTILE}


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    data = hostile_data(tmp_path_factory.mktemp("hostile") / "data")
    with serve(data) as address, visitor(browser, address) as guest:
        yield guest


def harmless(guest: Visitor, page: Page) -> None:
    """Nothing ran, nothing was computed, nothing left the machine."""
    assert page.evaluate("window.pwned") is None
    assert page.locator(".reader img, .reader iframe, .reader script, [data-testid=stException]").count() == 0
    assert guest.foreign == []
    assert guest.errors == []


def test_the_map_shows_hostile_words_literally(hostile: Visitor) -> None:
    """Title, layers, names, excerpts, card, search and timeline all show the string as it is."""
    page = hostile.open()
    expect(page.locator("h1")).to_have_text(HOSTILE)
    expect(page.locator(".words").first).to_have_text(HOSTILE)
    expect(page.locator(".legend .layer-title").first).to_have_text(HOSTILE)
    for feature in ("place-aville", "area-one"):
        page.locator(f'.map path[data-feature-id="{feature}"]').focus()
        page.keyboard.press("Enter")
        expect(page.locator(".details h3")).to_have_text(HOSTILE)
        assert page.locator(".details").inner_text().count("{{ 7*7 }}") >= 2
    page.locator(".tick").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".details h3")).to_have_text(HOSTILE)
    page.get_by_role("combobox", name="Find a place").fill("{{ 7*7")
    expect(page.get_by_role("option").first).to_contain_text("{{ 7*7 }}")
    page.get_by_label("Language of place names").select_option("hy")
    harmless(hostile, page)


@pytest.mark.parametrize("path", ["/article", "/layers", "/sources"])
def test_the_pages_show_hostile_words_literally(hostile: Visitor, path: str) -> None:
    """The plain pages show the string as it is, too."""
    page = hostile.open(path, ready=".prose h1")
    expect(page.get_by_text("{% if x %} {# c ${window.pwned=1}").first).to_be_visible()
    harmless(hostile, page)


def test_a_hostile_address_is_told_literally(hostile: Visitor) -> None:
    """What the address says is echoed as text."""
    page = hostile.open("/?sel=![x](http://127.0.0.1:9/q.png)<img src=x onerror=window.pwned=1>&lang={{7*7}}")
    expect(page.get_by_role("alert")).to_contain_text("![x](http://127.0.0.1:9/q.png)")
    expect(page.get_by_role("alert")).to_contain_text("{{7*7}}")
    harmless(hostile, page)

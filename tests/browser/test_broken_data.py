"""Broken data: one clear message names it, and the rest of the map works."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geo.story import DATA
from tests.browser.app_server import Visitor, serve, visitor


@pytest.fixture(scope="module")
def broken(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """The bundled data with a layer missing, one damaged, and a background layer gone."""
    data: Path = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(DATA, data)
    (data / "boundaries" / "oblast.geojson").unlink()
    damaged = data / "boundaries" / "peacekeeper-zones.geojson"
    damaged.write_bytes(damaged.read_bytes()[:-200])
    (data / "basemap" / "rivers.geojson").unlink()
    with serve(data) as address, visitor(browser, address) as guest:
        yield guest


def test_what_is_broken_is_named_and_the_rest_works(broken: Visitor) -> None:
    """Missing and damaged layers are named with the way to mend them; the other layers are drawn."""
    page = broken.open()
    told = page.get_by_role("alert")
    for name in ("oblast.geojson", "peacekeeper-zones.geojson", "rivers.geojson", "python -m geo.build"):
        expect(told).to_contain_text(name)
    expect(page.locator('.map path[data-feature-id="country-armenia"]')).to_be_attached()
    page.locator('.map path[data-feature-id="place-yevlakh"]').focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Selected feature").get_by_role("heading", name="Yevlakh")).to_be_visible()
    assert broken.errors == []


def test_half_a_story_is_not_packed(broken: Visitor) -> None:
    """The page of sharing says what is missing, and offers the rest."""
    page = broken.open("/share", ready=".st-key-share-cite")
    expect(page.get_by_test_id("stText").filter(has_text="It cannot be packed")).to_contain_text("oblast.geojson")
    expect(page.get_by_role("button", name="Download as one HTML file")).to_be_visible()


def test_the_layers_page_works_without_the_broken_ones(broken: Visitor) -> None:
    """The table lists what can be had, and says what cannot."""
    page = broken.open("/layers", ready=".prose h1")
    expect(page.get_by_text("oblast.geojson")).to_be_visible()
    expect(page.locator('[data-layer-id="countries"]')).to_be_visible()
    assert page.locator('[data-layer-id="oblast"]').count() == 0

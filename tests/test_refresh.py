"""The button for fresh boundaries, pressed in the app, against a local server in place of the open services."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import streamlit as st  # noqa: TID251 - the page under test is a Streamlit page
from streamlit.testing.v1 import AppTest  # noqa: TID251

from geo.fetch import LIMITS, fetch_all
from geo.services import sources
from pages.shared import refresh, stories
from tests.test_fetch import Site, site  # noqa: F401 - site is a fixture

ROOT = Path(__file__).parent.parent


@pytest.fixture
def page(
    site: Site,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[AppTest]:
    """The layers page; its services are the local server, which has the first of two layers."""
    local = replace(LIMITS, schemes=("http",), hosts=("127.0.0.1",), attempts=1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(refresh, "fetch_all", partial(fetch_all, limits=local))
    for module in (refresh, stories):
        monkeypatch.setattr(module, "sources", lambda: sources(site.url, site.url)[:2])
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    yield app.switch_page("pages/layers.py").run()
    st.cache_resource.clear()


def test_nothing_is_asked_before_the_button(page: AppTest, site: Site) -> None:  # noqa: F811
    """Opening the map and the layers page asks no service."""
    assert not page.exception
    assert site.asked == []


def test_the_button_brings_a_layer_and_tells_what_failed(page: AppTest, site: Site) -> None:  # noqa: F811
    """What arrives becomes a layer, off at first; what fails is told, and the bundled layer stays."""
    page.button(key="fresh-boundaries").click().run()
    assert not page.exception
    told = "\n".join(text.value for text in page.text)
    assert "Azerbaijan, outline (geoBoundaries): " in told
    assert "404" in told
    assert "stays in use" in told
    story = stories.cached_story("nagorno-karabakh-2023")
    fetched = [layer for layer in story.layers if layer.id.startswith("fetched-")]
    assert len(fetched) == 1
    assert fetched[0].id not in story.layers_on
    assert fetched[0].licence == "ODbL-1.0"
    assert any(layer.id == "countries" for layer in story.layers)

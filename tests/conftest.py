"""What several tests need: a made-up data folder and the bundled story, opened once."""

from pathlib import Path

import pytest
from hypothesis import settings

from geo.story import Story, open_story
from tests.made import SLUG, story_data

settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two made-up boundary layers and one made-up story."""
    story_data(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def story_folder(data: Path) -> Path:
    """The folder of the made-up story."""
    return data / "stories" / SLUG


@pytest.fixture
def story(data: Path) -> Story:
    """The made-up story, opened."""
    return open_story(SLUG, data)


@pytest.fixture(scope="session")
def bundled() -> Story:
    """The bundled story, opened once; tests only read it."""
    return open_story("nagorno-karabakh-2023")

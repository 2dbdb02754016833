"""What the first visitor would wait for, made while the server still waits for one."""

from importlib import import_module

from geo.errors import GeoError
from pages.shared import linked_reader, stories


def warm() -> None:
    """Open the usual story and make its reader; what fails is told to whoever comes. Then what own articles need."""
    try:
        shelved = stories.asked(None)
        linked_reader.parts(stories.cached_story(shelved.id, shelved.version), shelved)
    except GeoError:
        return
    import_module("geo.extract.dates")

"""Names that people bear, in lower case: data/people.json, written by `geo.extract.people_build`."""

import json
from functools import cache
from pathlib import Path

from geo.errors import ExtractError

PEOPLE = Path(__file__).parent / "data" / "people.json"


@cache
def given_names() -> frozenset[str]:
    """Given names; raises ExtractError if the file is missing or broken."""
    return _read("given names")


@cache
def surnames() -> frozenset[str]:
    """The commoner surnames; raises ExtractError if the file is missing or broken."""
    return _read("surnames")


def _read(kind: str) -> frozenset[str]:
    try:
        found: str = json.loads(PEOPLE.read_text(encoding="utf-8"))[kind]
    except (OSError, ValueError, KeyError) as error:
        raise ExtractError(f"the names of people cannot be read ({error})", str(PEOPLE), "Restore the file") from error
    return frozenset(found.split())

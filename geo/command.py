"""How a command ends: with what it did, or with what went wrong in words."""

import sys
from collections.abc import Callable

from geo.errors import GeoError


def status(work: Callable[[], None]) -> int:
    """Do the work; the exit status: 0 if it is done, 1 if it cannot be, with the problem in one line on stderr."""
    try:
        work()
    except (GeoError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0

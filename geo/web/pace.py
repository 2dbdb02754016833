"""How often addresses may be asked: a page of ours must not become a way to press on somebody else's server."""

import threading
import time
from collections import deque
from collections.abc import Callable

from geo.errors import FetchError

PER_MINUTE = 10
MINUTE = 60.0


class Pace:
    """At most `PER_MINUTE` turns in any minute, for all visitors together."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns: deque[float] = deque(maxlen=PER_MINUTE)
        self._lock = threading.Lock()

    def turn(self) -> None:
        """Take a turn; raises FetchError that says how long to wait if there is none."""
        with self._lock:
            now = self._clock()
            wait = self._turns[0] + MINUTE - now if len(self._turns) == PER_MINUTE else 0.0
            if wait > 0:
                what = f"{PER_MINUTE} addresses were asked within the last minute, which is as many as we ask"
                raise FetchError(what, mend=f"Try again in {wait:.0f} seconds, or paste the text")
            self._turns.append(now)

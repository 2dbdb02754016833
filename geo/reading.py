"""An article being read, in a thread of its own: whoever waits sees how far it is and can stop it.

A reading that was stopped leaves nothing; one that came to its end left a whole draft. It goes on if nobody looks any
more, so that a closed window loses nothing.
"""

from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread

from geo.desk import Desk, new_id
from geo.errors import GeoError, IngestError
from geo.extract.gazetteer import location
from geo.extract.records import Text
from geo.found import draft_from

KEPT = 20  # readings that are remembered
_known: dict[str, "Reading"] = {}


class _Stopped(Exception):  # noqa: N818
    """Nobody wants it any more: no error, and never seen outside."""


class Reading:
    """One article on its way to a draft. `words` is what was pasted, to be given back if it is stopped."""

    def __init__(self, take: Callable[[], Text], given: Mapping[str, str], desk: Desk, words: str) -> None:
        self.id = new_id()
        self.words = words
        self.step = "Taking the article in"
        self.done = 0.0  # share of the work, 0 to 1
        self.characters = 0
        self.draft = ""  # its id, once it is kept
        self.problem: GeoError | None = None
        self.stopped = False
        self._take, self._given, self._desk = take, given, desk
        self._lock = Lock()
        self._ended = Event()

    @property
    def ended(self) -> bool:
        """Whether there is a draft, a problem, or nothing more to come."""
        return self.stopped or self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end, no longer than that; whether it ended."""
        return self._ended.wait(seconds) or self.stopped

    def stop(self) -> None:
        """Let nothing come of it; what is kept already stays."""
        with self._lock:
            self.stopped = not self.draft

    def run(self) -> None:
        """Read it to its end; what goes wrong is its `problem`."""
        try:
            self._read()
        except GeoError as error:
            self.problem = error
        except _Stopped:
            pass
        except Exception as error:  # of a thread nobody would hear
            self.problem = IngestError(f"reading it failed ({type(error).__name__})", mend="Try a shorter part of it")
            raise
        finally:
            self._ended.set()

    def _read(self) -> None:
        text = self._take()
        self.characters = len(text.text)
        draft = draft_from(text, self._given, self._hear)
        with self._lock:
            if not self.stopped:
                self.draft = self._desk.new(draft)

    def _hear(self, step: str, done: float) -> None:
        if self.stopped:
            raise _Stopped
        first = "" if location().is_file() else "; the gazetteer is built first, once, in about half a minute"
        self.step, self.done = step + first, done


def begin(take: Callable[[], Text], given: Mapping[str, str], desk: Desk, words: str = "") -> Reading:
    """Begin to read what `take` gives, into a draft on the desk; `given` facts win over the text's own."""
    reading = Reading(take, given, desk, words)
    for name in [one.id for one in list(_known.values()) if one.ended][: max(0, len(_known) - KEPT)]:
        _known.pop(name, None)
    _known[reading.id] = reading
    Thread(target=reading.run, daemon=True).start()
    return reading


def known(name: str) -> Reading | None:
    """The reading of this id, also from another window; None if the server has forgotten it."""
    return _known.get(name)

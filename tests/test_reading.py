"""An article read in a thread of its own: how far it is, and what a stop leaves."""

from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from geo import reading
from geo.desk import Desk
from geo.errors import IngestError
from geo.extract.records import Text
from geo.found import draft_from

SOON = 30.0  # seconds


def test_a_reading_ends_in_a_whole_draft(tmp_path: Path) -> None:
    """The draft is on the desk, and whoever knows the id finds the reading again."""
    begun = reading.begin(lambda: Text("It rained in Rome."), {"title": "Rain"}, Desk(tmp_path), "as pasted")
    assert begun.wait(SOON)
    assert Desk(tmp_path).open(begun.draft).facts["title"] == "Rain"
    assert reading.known(begun.id) is begun
    assert (begun.words, begun.characters, begun.problem) == ("as pasted", 18, None)


def test_a_stop_leaves_nothing_half_saved(tmp_path: Path) -> None:
    """Stopped while the article comes in, no draft is made, though the thread goes on to its next step."""
    came, go = Event(), Event()

    def slow() -> Text:
        came.set()
        go.wait(SOON)
        return Text("It rained in Rome.")

    begun = reading.Reading(slow, {}, Desk(tmp_path), "")
    ran = Thread(target=begun.run)
    ran.start()
    assert came.wait(SOON)
    begun.stop()
    assert begun.ended
    go.set()
    ran.join(SOON)
    assert (begun.draft, begun.problem, Desk(tmp_path).drafts()) == ("", None, [])


def test_a_stop_that_comes_too_late_takes_nothing_away(tmp_path: Path) -> None:
    """What is kept stays kept."""
    begun = reading.begin(lambda: Text("It rained in Rome."), {}, Desk(tmp_path))
    begun.wait(SOON)
    begun.stop()
    assert not begun.stopped
    assert Desk(tmp_path).has(begun.draft)


def test_what_goes_wrong_is_told(tmp_path: Path) -> None:
    """A problem ends the reading, in its own words."""

    def bad() -> Text:
        raise IngestError("it is empty")

    begun = reading.begin(bad, {}, Desk(tmp_path))
    assert begun.wait(SOON)
    assert str(begun.problem) == "it is empty."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_does_not_leave_anybody_waiting(tmp_path: Path) -> None:
    """Any other exception ends the reading too, with words for whoever waits."""

    def broken() -> Any:
        raise ZeroDivisionError

    begun = reading.begin(broken, {}, Desk(tmp_path))
    assert begun.wait(SOON)
    assert "ZeroDivisionError" in str(begun.problem)


def test_each_step_is_told_in_order(tmp_path: Path) -> None:
    """The share of the work only grows."""
    told: list[tuple[str, float]] = []
    draft_from(Text("It rained in Rome."), {}, lambda step, done: told.append((step, done)))
    assert [step.split()[0] for step, _ in told] == ["Looking", "Looking", "Joining"]
    assert [done for _, done in told] == sorted({done for _, done in told})

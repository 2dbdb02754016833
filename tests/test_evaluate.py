"""Figures: what counts as right, and the command line that prints them."""

import json
import math
from pathlib import Path

import pytest

from geo.extract import held_out, measured, ner, places, scores
from geo.extract.evaluate import main
from geo.extract.scores import Rate, Spot

PARIS = Spot(0, 5, 48.85, 2.35, 0.9, "place")
BERLIN = Spot(10, 16, 52.52, 13.4, 0.4, "place")
LYON = Spot(20, 24, 45.76, 4.84, 0.85, "place")


def at(spot: Spot, **changes: object) -> Spot:
    return Spot(**{**vars(spot), **changes})


def test_exact_spans_are_matched_before_overlaps() -> None:
    """A longer span that overlaps does not take the place of the exact one, and each is used once."""
    longer = Spot(0, 12, None, None)
    pairs, exact = scores.matched([PARIS, BERLIN], [longer, PARIS])
    assert (pairs, exact) == ({0: 1, 1: 0}, 1)


def test_found_and_right_are_counted_apart_and_together() -> None:
    """A place of the right name in the wrong country is found, but not right; one too many lowers the precision."""
    gold = [PARIS, BERLIN]
    found = [PARIS, at(BERLIN, lat=40.0, lon=-83.0), LYON]
    exact, overlap = scores.recognition([(gold, found)])
    assert exact == overlap == Rate(2, 3, 2)
    assert scores.near(scores.errors_km([(gold, found)])) == 0.5
    assert scores.joint([(gold, found)]) == Rate(1, 3, 2)
    assert Rate(1, 3, 2).f1 == pytest.approx(0.4)


def test_a_name_marked_without_a_point_is_not_punished() -> None:
    """What overlaps it counts for recognition alone."""
    gold = [at(PARIS, lat=None, lon=None)]
    assert scores.recognition([(gold, [PARIS])])[0].right == 1
    assert scores.joint([(gold, [PARIS])]) == Rate(0, 0, 0)
    assert scores.trusted([(gold, [PARIS])], 0.0) == (0, 0)


def test_a_given_name_that_is_not_placed_is_as_far_off_as_can_be() -> None:
    """Unresolved is wrong, not left out."""
    errors = scores.given_errors_km([PARIS, BERLIN], [PARIS, at(BERLIN, lat=None, lon=None)])
    assert errors == [0.0, scores.FARTHEST_KM]
    assert scores.auc(errors) == pytest.approx(0.5, abs=1e-4)
    assert scores.median(errors) == scores.FARTHEST_KM / 2


def test_no_figures_of_nothing() -> None:
    """An empty text has no errors, and no share of them."""
    assert all(math.isnan(one([])) for one in (scores.near, scores.median, scores.auc))
    assert Rate(0, 0, 0).f1 == 0


def test_confidence_is_checked_by_bins() -> None:
    """Of what is at least so sure, how many there are and how many are right."""
    pairs = [([PARIS, BERLIN], [PARIS, BERLIN, LYON])]
    assert scores.trusted(pairs, 0.8) == (2, 1)
    assert scores.trusted(pairs, 0.0, 0.8) == (1, 1)


def test_roles_are_scored_on_what_was_found() -> None:
    """A role is right or wrong only where there is a name to bear it."""
    assert scores.roles([([PARIS, BERLIN], [at(PARIS, role="actor")])]) == (1, 0)


def corpus(path: Path, text: str, name: str) -> Path:
    start = text.index(name)
    span = f"<start>{start}</start><end>{start + len(name)}</end><phrase>{name}</phrase>"
    point = "<gaztag geonameid='2988507'><lat>48.85</lat><lon>2.35</lon></gaztag>"
    marked = f"<toponyms><toponym>{span}{point}</toponym></toponyms>"
    whole = f"<articles><article docid='1'><text>{text}</text>{marked}</article></articles>"
    path.write_text(whole, encoding="utf-8")
    return path


def test_the_command_prints_figures_and_a_table(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The gold set and a corpus that nothing was learned from, as lines, as JSON and as a table."""
    corpus(tmp_path / "lgl.xml", "They met in Paris on Monday.", "Paris")
    out = tmp_path / "figures.json"
    assert main(["--corpora", str(tmp_path), "--mode", "without", "--json", str(out)]) == 0
    said = capfd.readouterr().out
    assert "gold set, without the recogniser of names" in said
    assert "LGL, without the recogniser of names: 1 texts, weights shipped" in said
    assert "documents a second" in said
    found = {one["set"]: one for one in json.loads(out.read_text(encoding="utf-8"))}
    assert found["LGL"]["exact"]["f1"] == 1.0
    assert found["speed"]["MB"] < 600


def test_a_figure_that_is_not_fair_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A corpus that the shipped weights were learned from, without others to learn from, is scored, and it is said."""
    path = corpus(tmp_path / "lgl.xml", "They met in Paris on Monday.", "Paris")
    monkeypatch.setattr(held_out, "learned_from", lambda: frozenset({held_out.mark_of(path)}))
    monkeypatch.setattr(ner, "available", lambda _language: False)
    assert "no fair figure" in measured.corpus(path, "LGL", [False], [], None)[0]["weights"]


def test_a_missing_gold_set_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with status 1 and says what to do."""
    assert main(["--gold", str(tmp_path)]) == 1
    assert "there are no gold texts" in capsys.readouterr().err


def test_held_out_weights_replace_the_shipped_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was learned from the other corpora is what is used, and nothing is left in the data folder."""

    class Learner:
        @staticmethod
        def main(arguments: list[str]) -> int:
            Path(arguments[-1]).write_text(json.dumps({"given": arguments[:-2]}), encoding="utf-8")
            return 0

    before = sorted(held_out.DATA.iterdir())
    monkeypatch.setattr(places, "weights", places.weights)
    monkeypatch.setattr("geo.extract.held_out.importlib.import_module", lambda _name: Learner)
    held_out.use_weights_of([tmp_path / "other.xml"])
    assert places.weights()["given"] == [str(tmp_path / "other.xml")]
    assert sorted(held_out.DATA.iterdir()) == before


def test_what_the_weights_were_learned_from_is_known_by_its_hash(tmp_path: Path) -> None:
    """A corpus of the same name but other content was not learned from."""
    path = corpus(tmp_path / "lgl.xml", "In Paris.", "Paris")
    assert len(held_out.learned_from()) == 3
    assert held_out.mark_of(path) not in held_out.learned_from()

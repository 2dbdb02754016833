"""The measured figures as a table in Markdown, each beside its target; and the README's block of them."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from geo.errors import GeoError
from tests.bench.sessions import Memory
from tests.bench.visits import Visits

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
MOST_MS, TIMES_FASTER, TIMES_BARE, START_S = 50, 10, 1.25, 3


@dataclass(frozen=True)
class Measured:
    """One page: what its visits, its sessions and its start cost."""

    visits: Visits
    memory: Memory
    start_s: float


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    figure: str
    app: str
    plain: str
    target: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        """The line in Markdown."""
        verdict = {None: "", True: f"{self.target}: met", False: f"{self.target}: **not met**"}[self.met]
        return f"| {self.figure} | {self.app} | {self.plain} | {verdict} |"


def rows(app: Measured, plain: Measured, bare_ms: list[float]) -> list[Row]:
    """Every figure of the bench, medians over the visits."""
    first, bare = median(app.visits.first_ms), median(bare_ms)
    lines = [
        Row(
            "First features (bare page with one line of text: " + f"{bare:.0f} ms)",
            f"{first:.0f} ms",
            f"{median(plain.visits.first_ms):.0f} ms",
            f"≤ {TIMES_BARE} times the bare page ({first / bare:.2f})",
            first <= TIMES_BARE * bare,
        ),
        Row(
            "First features, first visitor of a fresh server",
            f"{app.visits.cold_ms:.0f} ms",
            f"{plain.visits.cold_ms:.0f} ms",
        ),
    ]
    for name, mine, theirs in (
        ("Click to excerpt", app.visits.click, plain.visits.click),
        ("One date step", app.visits.step, plain.visits.step),
    ):
        (took, sent, cpu), (their_took, their_sent, their_cpu) = mine.in_words(), theirs.in_words()
        fast = took < MOST_MS and took * TIMES_FASTER <= their_took
        target = f"< {MOST_MS} ms and {TIMES_FASTER} times faster ({their_took / took:.0f} times)"
        lines += [
            Row(name, f"{took:.0f} ms", f"{their_took:.0f} ms", target, fast),
            Row(f"{name}: bytes, rerun included", f"{sent:,.0f}", f"{their_sent:,.0f}"),
            Row(f"{name}: server CPU, rerun included", f"{cpu:.0f} ms", f"{their_cpu:.0f} ms"),
        ]
    moving = app.visits.moving.total
    lines.append(
        Row("Bytes while a handle is dragged", f"{moving:,}", f"{plain.visits.moving.total:,}", "none", moving == 0)
    )
    for number in sorted(app.memory.crowded):
        mine_mb, their_mb = app.memory.crowded[number], plain.memory.crowded[number]
        lines.append(Row(f"Server memory, {number} open sessions", f"{mine_mb:.0f} MB", f"{their_mb:.0f} MB"))
    target = f"< {START_S} s"
    lines.append(
        Row("Start of the server", f"{app.start_s:.1f} s", f"{plain.start_s:.1f} s", target, app.start_s < START_S)
    )
    return lines


def table(lines: list[Row], words: str) -> str:
    """The lines under a head, and how they were measured."""
    head = "| figure (median) | the app | plain st_folium | target |\n|---|---|---|---|"
    return "\n".join([head, *map(str, lines), "", words])


def put_into(readme: Path, block: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Replace what stands between the two marks; raises GeoError if they are not both there, in order."""
    text = readme.read_text(encoding="utf-8")
    begin, end = (text.find(mark) for mark in marks)
    if begin < 0 or end < begin:
        raise GeoError(f"has no {' … '.join(marks)}", readme.name, "Put the two marks where the table belongs")
    readme.write_text(f"{text[: begin + len(marks[0])]}\n{block}\n{text[end:]}", encoding="utf-8")

"""Figures in words: lines for the terminal, a table for the README."""

from collections.abc import Callable, Sequence
from typing import Any

Figures = dict[str, Any]
_ROWS: tuple[tuple[str, Callable[[Figures], float | None]], ...] = (
    ("exact F1", lambda it: it["exact"]["f1"]),
    ("F1 with any overlap", lambda it: it["overlap"]["f1"]),
    ("right within 161 km, of what is found", lambda it: it["near"]),
    ("found and right (F1)", lambda it: it["joint"]["f1"]),
    ("right within 161 km, names given", lambda it: it["near, names given"]),
    ("AUC of the errors (lower is better)", lambda it: it["auc"]),
    ("right at confidence 0.8 or more", lambda it: it["right when sure"]["share"]),
    ("roles", lambda it: it.get("roles", {}).get("share")),
    ("date values", lambda it: it.get("date values", {}).get("share")),
    ("calendar dates of newswire texts", lambda it: it.get("calendar dates", {}).get("share")),
    ("speakers", lambda it: it.get("speakers", {}).get("share")),
)


def plain(it: Figures) -> str:
    """A few lines on one set."""
    mode = "with the recogniser of names" if it["names"] else "without the recogniser of names"
    if it["set"] == "speed":
        return f"{mode}: {it['a second']:.1f} documents a second after warm-up, {it['MB']:.0f} MB at most ({it['texts']} texts)\n"
    lines = [f"{it['set']}, {mode}: {it['texts']} texts, weights {it['weights']}"]
    lines += [
        f"  {name:<14} P {it[name]['p']:.3f}  R {it[name]['r']:.3f}  F1 {it[name]['f1']:.3f}"
        for name in _RATES
        if name in it
    ]
    lines.append(
        f"  within 161 km {it['near']:.3f} of what is found (median {it['median km']:.1f} km, AUC {it['auc']:.3f}), "
        f"{it['near, names given']:.3f} with the names given (AUC {it['auc, names given']:.3f})"
    )
    for name in ("right when sure", "roles", "date values", "date basis", "calendar dates", "speakers", *_TOLD):
        if name in it:
            lines.append(f"  {name}: {_shown(it[name]['share'])} ({it[name]['right']} of {it[name]['of']})")
    if "markers of the story" in it:
        story = it["markers of the story"]
        lines.append(
            f"  markers of the bundled story: {story['right']} of {story['gold']} right, {story['found'] - story['right']} false"
        )
    bins = (
        f"{one['from']:.2f}: {_shown(one['right'] / one['places'])} of {one['places']}"
        for one in it["calibration"]
        if one["places"]
    )
    return "\n".join([*lines, "  right by confidence from  " + ", ".join(bins)]) + "\n"


_TOLD = ("told roles", "told speakers", "told dates", "told places")
_RATES = ("exact", "overlap", "joint", "dates", "newswire dates", "exact spans", "markers")


def markdown(found: Sequence[Figures]) -> str:
    """A table, a column a set; in a cell with the recogniser / without it, where both were measured."""
    sets = list(dict.fromkeys(it["set"] for it in found if it["set"] != "speed"))
    head = ["| | " + " | ".join(sets) + " |", "|---" * (len(sets) + 1) + "|"]
    cells = {
        label: [_cell([value(it) for it in found if it["set"] == name]) for name in sets] for label, value in _ROWS
    }
    rows = [f"| {label} | {' | '.join(values)} |" for label, values in cells.items() if any(values)]
    notes = [plain(it).strip() for it in found if it["set"] == "speed"]
    modes = {it["names"] for it in found}
    told = "Two figures: with the recogniser of names / without it. " if len(modes) > 1 else ""
    return "\n".join([*head, *rows, "", told + f"Speed, {'; '.join(notes)}."])


def _cell(values: Sequence[float | None]) -> str:
    return " / ".join(_shown(value) for value in values) if any(value is not None for value in values) else ""


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"

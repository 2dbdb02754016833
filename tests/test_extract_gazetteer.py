"""What our own tables say of places: names that mean one place, disputed ones worded without a side."""

import pytest

from geo.extract.gazetteer import gazetteer
from geo.extract.gazetteer_tables import rows_of
from geo.extract.names import fold
from geo.extract.places import resolve, search
from geo.extract.records import Candidate

WASHINGTON = 5815135  # the state, in GeoNames


def meant(text: str, name: str) -> Candidate:
    start = text.index(name)
    (mention,) = resolve(text, [(start, start + len(name))])
    return mention.candidates[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A court in Washington state ruled on Friday.", "Washington"),
        ("A court in Washington state ruled on Friday.", "Washington state"),
        ("He lives in Spokane, Wash., with his son.", "Wash."),
        ("The parcel came from Tacoma, WA, by post.", "WA"),
    ],
)
def test_washington_state_is_not_the_capital(text: str, name: str) -> None:
    """However the state is written, it is the state."""
    assert meant(text, name).geonames == WASHINGTON


@pytest.mark.parametrize(
    ("text", "name"),
    [("A march reached Washington, D.C., at noon.", "Washington"), ("She moved to D.C. last year.", "D.C.")],
)
def test_the_capital_is_not_washington_state(text: str, name: str) -> None:
    """The District of Columbia's town keeps its short forms."""
    assert meant(text, name).kind == "capital"


@pytest.mark.parametrize(
    ("name", "meaning"),
    [("Dakota du Nord", "North Dakota"), ("Caroline du Sud", "South Carolina"), ("Écosse", "Scotland")],
)
def test_a_french_name_of_a_division_is_that_division(name: str, meaning: str) -> None:
    """French names of states and provinces lead to them, not to a namesake of their last word."""
    assert meant(f"Une tempête a frappé {name} lundi.", name).name == meaning


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [("Stepanakert", "Khankendi", "Stepanakert / Khankendi"), ("Shushi", "Shusha", "Shusha / Shushi")],
)
def test_both_sides_names_are_one_place(one: str, other: str, label: str) -> None:
    """Either side's name leads to the same place, labelled with both."""
    text = f"Power was out in {one} and in {other} too."
    assert meant(text, one).id == meant(text, other).id
    assert meant(text, one).name == label


@pytest.mark.parametrize("row", rows_of("status_notes.csv"), ids=lambda row: f"{row['name']}, {row['kind']}")
def test_a_disputed_place_says_its_status_and_who_controls_it(row: dict[str, str]) -> None:
    """Every note reaches its place."""
    known = gazetteer()
    notes = [
        known.details(match.place)[1] for match in known.exact(fold(row["name"])) if match.place.kind == row["kind"]
    ]
    assert row["note"] in notes


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("peoples.csv", "of"),
        ("former_names.csv", "now"),
        ("abbreviations.csv", "full"),
        ("division_names.csv", "of"),
    ],
)
def test_every_row_of_our_tables_finds_its_place(table: str, column: str) -> None:
    """A row that leads nowhere would be left out without a word."""
    known = gazetteer()
    lost = [
        row[column]
        for row in rows_of(table)
        if not any(
            match.place.kind == row.get("kind", "adm1") and match.place.country == row["country"]
            for match in known.exact(fold(row[column]))
        )
    ]
    assert lost == []


@pytest.mark.parametrize(("name", "km"), [("Texas", (400, 700)), ("Rhode Island", (20, 60))])
def test_a_division_reaches_as_far_as_its_towns(name: str, km: tuple[int, int]) -> None:
    """The precision of a state is told by where its towns lie: Texas is wider than Rhode Island."""
    (state,) = [one for one in search(name) if one.kind == "state"]
    assert km[0] <= state.precision_m / 1000 <= km[1]

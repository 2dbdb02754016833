"""Which place a name means: the text's own words first, then what stands beside, then what is well known."""

from pathlib import Path

import pytest

from geo.extract import gazetteer_tables
from geo.extract.gazetteer import location
from geo.extract.places import resolve
from geo.extract.records import Mention


def meant(text: str, *names: str) -> list[Mention]:
    """The mentions of names, each looked for after the one before it."""
    spans = []
    at = 0
    for name in names:
        at = text.index(name, at)
        spans.append((at, at + len(name)))
        at += len(name)
    return resolve(text, spans)


def first(text: str, name: str) -> tuple[str, str]:
    """Kind and country of the likeliest candidate of one name."""
    (mention,) = meant(text, name)
    return mention.candidates[0].kind, mention.candidates[0].country


@pytest.mark.parametrize(
    ("text", "name", "admin"),
    [
        ("The mill at Moscow, Idaho, burned down.", "Moscow", "Idaho"),
        ("A ferry left Bangor, Maine, at noon.", "Bangor", "Maine"),
        ("The port of Long Beach, CA, was shut.", "Long Beach", "California"),
        ("Paris, Texas, has a tower too.", "Paris", "Texas"),
        ("The council of Paris, Lamar County, Texas, met.", "Paris", "Texas"),
        ("Idaho's Moscow is a quiet town.", "Moscow", "Idaho"),
        ("Dublin, a town in Ohio, grows fast.", "Dublin", "Ohio"),
        ("It rained in Canadian, Texas, all week.", "Canadian", "Texas"),
    ],
)
def test_where_the_text_says_a_place_lies_is_a_rule(text: str, name: str, admin: str) -> None:
    """ "X, Y", "Y's X" and "X, a town in Y" are the X in Y, and the reason names Y."""
    (mention,) = meant(text, name)
    assert admin in mention.candidates[0].admin
    assert any(reason.startswith("as the text says: ") for reason in mention.candidates[0].reasons)


def test_a_place_said_once_to_lie_somewhere_lies_there_all_through() -> None:
    """After "Moscow, Idaho" the bare name means the same town."""
    _, later = meant("Storms hit Moscow, Idaho, at night. By morning Moscow was dry.", "Moscow", "Moscow")
    assert "Idaho" in later.candidates[0].admin


@pytest.mark.parametrize(
    ("text", "town", "county", "state"),
    [
        ("A class in Paris and Henry County toured the academy.", "Paris", "Henry County", "Tennessee"),
        ("Fire in Paris. Deputies of Lamar County came.", "Paris", "Lamar County", "Texas"),
        ("Officials in Athens said Henderson County would pay.", "Athens", "Henderson County", "Texas"),
        ("The road from Lebanon to Wilson County is closed.", "Lebanon", "Wilson County", "Tennessee"),
        ("Police in Newark and Licking County searched.", "Newark", "Licking County", "Ohio"),
    ],
)
def test_a_town_and_a_county_that_meet_in_one_state_alone_are_there(
    text: str, town: str, county: str, state: str
) -> None:
    """A small town is meant, not its great namesake, where the text names a county that only the small one lies in."""
    both = meant(text, town, county)
    assert all(state in one.candidates[0].admin for one in both)


def test_a_list_of_countries_is_no_containment() -> None:
    """ "Georgia, Armenia" are two countries, not a Georgia in Armenia."""
    assert first("Envoys of Georgia, Armenia and Turkey met.", "Georgia") == ("country", "GE")


def test_what_follows_a_place_with_an_article_is_no_containment() -> None:
    """ "In Paris, the Texas delegation …" leaves Paris in France."""
    assert first("In Paris, the Texas delegation toured the Louvre and left for Lyon.", "Paris")[1] == "FR"


def test_one_name_may_mean_a_state_and_a_country_in_one_text() -> None:
    """Georgia the state and Georgia the country, each by what stands beside it."""
    text = (
        "The senate in Atlanta, Georgia, voted on the water of Savannah and Macon after a long day of talks. "
        "Far away, crowds filled Tbilisi, the capital of Georgia, and buses came from Kutaisi and Batumi."
    )
    names = ("Atlanta", "Georgia", "Savannah", "Macon", "Tbilisi", "Georgia", "Kutaisi", "Batumi")
    _, state, _, _, _, country, *_ = meant(text, *names)
    assert (state.candidates[0].kind, country.candidates[0].kind) == ("state", "country")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("White House", "landmark"),
        ("Lake Tahoe", "lake"),
        ("Mississippi River", "river"),
        ("Mount Rainier", "mountain"),
        ("Black Sea", "sea"),
        ("Eiffel Tower", "landmark"),
        ("Galapagos Islands", "island"),
        ("O'Hare International Airport", "airport"),
        ("Strait of Hormuz", "strait"),
    ],
)
def test_natural_features_and_landmarks_are_known(name: str, kind: str) -> None:
    """They are no towns of the same name."""
    assert first(f"They had all heard of {name} before.", name)[0] == kind


@pytest.mark.parametrize("name", ["China", "India", "USA", "U.S.", "Turkey", "Jordan", "Chad"])
def test_a_country_is_no_building_and_no_town(name: str) -> None:
    """A bare country's name is the country."""
    assert first(f"Envoys from {name} arrived on Monday.", name)[0] == "country"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Canadian", "country"),
        ("Georgian", "country"),
        ("European", "continent"),
        ("Texan", "state"),
        ("Arab", "region"),
    ],
)
def test_a_people_is_no_town(name: str, kind: str) -> None:
    """A demonym leads to its country, state or region and gets no marker."""
    (mention,) = meant(f"A {name} envoy spoke.", name)
    assert mention.candidates[0].kind == kind
    assert (mention.usage, mention.marker) == ("demonymic", False)


@pytest.mark.parametrize(
    ("name", "now", "years"),
    [
        ("Leningrad", "Saint Petersburg", "from 1924 to 1991"),
        ("Bombay", "Mumbai", "from 1661 to 1995"),
        ("Saigon", "Ho Chi Minh City", "from 1698 to 1976"),
        ("Constantinople", "Istanbul", "from 330 to 1930"),
        ("Ceylon", "Sri Lanka", "from 1505 to 1972"),
    ],
)
def test_a_former_name_leads_to_the_place_and_says_when(name: str, now: str, years: str) -> None:
    """The reason gives the years in which the place was called so."""
    (mention,) = meant(f"She was born in {name}.", name)
    assert mention.candidates[0].name == now
    assert mention.candidates[0].reasons[0] == f"its name {years}"


def test_reasons_name_the_company_a_place_keeps() -> None:
    """A count of places in the same country, and how far the nearest town is."""
    *_, goris = meant("Lorries went from Yerevan by way of Sisian to Goris.", "Yerevan", "Sisian", "Goris")
    assert "2 other places in Armenia" in goris.candidates[0].reasons
    assert any(reason.endswith(" km from Sisian") for reason in goris.candidates[0].reasons)


def test_a_name_that_nothing_is_known_of_does_not_empty_the_answer() -> None:
    """Each span has its mention, resolved or not."""
    known, unknown = meant("From Baku to Qwxyzburgh it is far.", "Baku", "Qwxyzburgh")
    assert known.candidates[0].country == "AZ"
    assert unknown.candidates == ()


def test_what_a_reviewer_settled_is_evidence_for_the_rest() -> None:
    """With Springfield fixed in Massachusetts, Worcester is there too."""
    text = "Trucks ran between Springfield and Worcester."
    spans = [(19, 30), (35, 44)]
    springfield, worcester = resolve(text, spans, fixed={(19, 30): (-72.59, 42.10)})
    assert "Massachusetts" in springfield.candidates[0].admin
    assert "Massachusetts" in worcester.candidates[0].admin


def test_a_name_said_a_thousand_times_is_described_once() -> None:
    """Repetition costs little: the answer has one mention for each span all the same."""
    text = "Springfield Paris Kent Dover " * 1000
    spans = [(at, at + 11) for at in range(0, len(text), 29)]
    assert len(resolve(text, spans)) == 1000


def test_the_gazetteer_in_the_cache_changes_with_its_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file's name carries a mark of all that it is made from, so that no old one is read."""
    monkeypatch.delenv("GAZETTEER", raising=False)
    before = location()
    (tmp_path / "supplement.csv").write_text("changed", encoding="utf-8")
    monkeypatch.setattr(gazetteer_tables, "DATA", tmp_path)
    assert location() != before

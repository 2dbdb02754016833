"""Names of places in a text: found, resolved and told apart by their use. With the gazetteer alone."""

import pytest

from geo.extract import places
from geo.extract.places import find_places, resolve, search
from geo.extract.recognise import Span
from geo.extract.records import Mention
from geo.extract.roles import usage_of


def found(text: str) -> dict[str, Mention]:
    return {mention.text: mention for mention in find_places(text, recogniser=False)}


def test_a_town_is_found_with_its_region() -> None:
    """The offsets are the words', and the first candidate lies where the town lies."""
    text = "Talks were held in the town of Yevlakh in western Azerbaijan on Thursday."
    mention = found(text)["Yevlakh"]
    assert text[mention.start : mention.end] == "Yevlakh"
    assert (round(mention.candidates[0].lat), round(mention.candidates[0].lon)) == (41, 47)
    assert mention.marker


@pytest.mark.parametrize(
    ("text", "name", "country", "admin"),
    [
        ("A storm hit Moscow, Idaho, on Monday.", "Moscow", "US", "Idaho"),
        ("He was born in Paris, Texas, in 1950.", "Paris", "US", "Texas"),
        ("The plant in Birmingham, Ala., will close.", "Birmingham", "US", "Alabama"),
        ("The minister flew to Moscow on Monday.", "Moscow", "RU", ""),
    ],
)
def test_a_qualifier_is_a_rule(text: str, name: str, country: str, admin: str) -> None:
    """ "X, Y" is the X in Y, however great another X is."""
    first = found(text)[name].candidates[0]
    assert first.country == country
    assert admin in first.admin


@pytest.mark.parametrize(
    ("text", "name", "usage", "marker"),
    [
        ("Baku said on Tuesday that it would go on.", "Baku", "metonymic", False),
        ("Heavy rain fell in Baku on Tuesday.", "Baku", "literal", True),
        ("The Azerbaijani army moved in.", "Azerbaijani", "institutional", False),
        ("She teaches at the University of Michigan.", "Michigan", "institutional", False),
        ("Russia briefly attacked on Monday.", "Russia", "metonymic", False),
        ("It rained in Rome, a weary mayor, Anna Conti, said.", "Rome", "literal", True),
        ("The president of Bolivia resigned.", "Bolivia", "institutional", False),
        ("Paris, keen to avoid a rift, insisted on talks.", "Paris", "metonymic", False),
    ],
)
def test_the_use_of_a_name_decides_on_its_marker(text: str, name: str, usage: str, marker: bool) -> None:
    """Only the place itself gets a marker, not who governs there or whom it lends its name."""
    mention = found(text)[name]
    assert (mention.usage, mention.marker) == (usage, marker)


@pytest.mark.parametrize(("within", "usage"), [(True, "institutional"), (False, "literal")])
def test_only_part_of_an_organisations_name_is_institutional(within: bool, usage: str) -> None:
    """A recogniser that takes a bare place for an organisation does not cost it its marker."""
    span = Span(19, 27, "Michigan", (), "ORG", within)
    assert usage_of("They had gone into Michigan at night.", span)[0] == usage


def test_our_own_gazetteer_wins_over_aliases() -> None:
    """The White House is in Washington, not a town that some language calls so."""
    first = found("The president spoke at the White House on Friday.")["White House"].candidates[0]
    assert (round(first.lat), round(first.lon)) == (39, -77)


def test_candidates_are_ordered_and_say_why() -> None:
    """At most five, the likeliest first, each with a confidence from 0 to 1 and reasons."""
    (mention,) = resolve("They met in Springfield yesterday.", [(12, 23)])
    sure = [candidate.confidence for candidate in mention.candidates]
    assert sure == sorted(sure, reverse=True)
    assert 0 <= sure[-1] <= sure[0] <= 1
    assert 1 < len(sure) <= 5
    assert all(candidate.reasons for candidate in mention.candidates)


def test_no_candidate_is_surer_than_the_one_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the two models disagree, the order stays and a later candidate is at most as sure as the earlier one."""
    told = iter([0.5, 0.7, 0.3, 0.4, 0.2])
    monkeypatch.setattr(places, "confidence", lambda *_: next(told))
    (mention,) = resolve("They met in Springfield yesterday.", [(12, 23)])
    assert [candidate.confidence for candidate in mention.candidates] == [0.5, 0.5, 0.3, 0.3, 0.2]


def test_an_unknown_name_is_kept_without_candidates() -> None:
    """A span that the gazetteer does not know stays, unplaced, and says so."""
    (mention,) = resolve("They met in Qwxyzburgh.", [(12, 22)])
    assert mention.candidates == ()
    assert mention.reasons == ("no place of this name is known",)


@pytest.mark.parametrize("text", ["", "\n\n", "nothing here", "<script>alert(1)</script> {{7*7}}", "\u202eabc \x00"])
def test_a_text_without_places_has_none(text: str) -> None:
    """Nothing found is an empty list; nothing is run."""
    assert find_places(text, recogniser=False) == []


def test_search_finds_both_sides_names() -> None:
    """Either side's name of a town leads to the same place."""
    assert search("Stepanakert")[0].id == search("Khankendi")[0].id

"""Dates in words: what they mean, what they hang on, and what is no date."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.extract.dates import find_dates
from geo.extract.sentences import split
from geo.timespan import parse_edtf

THURSDAY = date(2023, 9, 21)

ABSOLUTE = [
    ("The army attacked on 19 September 2023.", "19 September 2023", "2023-09-19", "day"),
    ("It ended on Nov. 9, 2020, at dawn.", "Nov. 9, 2020", "2020-11-09", "day"),
    ("Fighting on 19–20 September 2023 ended.", "19–20 September 2023", "2023-09-19/2023-09-20", "day"),
    ("Seen on 09/20/2023 there", "09/20/2023", "2023-09-20", "day"),
    ("Seen on 20/09/2023 there", "20/09/2023", "2023-09-20", "day"),
    ("Logged at 2023-09-20T10:00 there", "2023-09-20T10:00", "2023-09-20", "day"),
    ("In September 2020 the war started.", "September 2020", "2020-09", "month"),
    ("in late November 2020, it withdrew", "late November 2020", "2020-11~", "month"),
    ("in the spring of 2021 they met", "the spring of 2021", "2021-21", "month"),
    ("the first quarter of 2019", "the first quarter of 2019", "2019-01/2019-03", "month"),
    ("The two states broke apart in 1991.", "1991", "1991", "year"),
    ("since the end of the second war in 2020", "2020", "2020", "year"),
    ("the war of 1992-94 cost lives", "1992-94", "1992/1994", "year"),
    ("the 44-day war of 2020", "2020", "2020", "year"),
    ("the 1990s were hard", "the 1990s", "199X", "year"),
    ("He left in '91 for good", "'91", "1991", "year"),
    ("by the end of 2023 it will open", "the end of 2023", "2023~", "year"),
]
RELATIVE = [
    ("The talks began on Tuesday.", "Tuesday", "2023-09-19"),
    ("Talks will resume on Tuesday.", "Tuesday", "2023-09-26"),
    ("On Thursday morning, delegations met.", "Thursday morning", "2023-09-21"),
    ("Elections will be held on Sunday.", "Sunday", "2023-09-24"),
    ("He was arrested last Friday.", "last Friday", "2023-09-15"),
    ("The vote is scheduled for next Monday.", "next Monday", "2023-09-25"),
    ("It happened yesterday.", "yesterday", "2023-09-20"),
    ("It happened the day before yesterday.", "the day before yesterday", "2023-09-19"),
    ("“We meet tomorrow [Thursday],” he said.", "tomorrow [Thursday]", "2023-09-21"),
    ("On Wednesday, September 20, they agreed.", "Wednesday, September 20", "2023-09-20"),
    ("The exodus will end on September 27.", "September 27", "2023-09-27"),
    ("On December 12 protesters blocked the road.", "December 12", "2022-12-12"),
    ("Since December, the road has been blocked.", "December", "2022-12"),
    ("Two weeks ago, a convoy was stopped.", "Two weeks ago", "2023-09-04/2023-09-10"),
    ("He came three years ago.", "three years ago", "2020"),
    ("It fell last year.", "last year", "2022"),
    ("It was signed earlier this month.", "earlier this month", "2023-09"),
    ("They fought a decade ago.", "a decade ago", "201X"),
]
NO_DATES = [
    "more than 30 years of conflict",
    "2,000 soldiers and 1,950 people",
    "Highway 2020 passengers wait",
    "It may rain; march on! We sat in the sun.",
    "It has a population of 1950 and 2020 passengers",
    "every Friday and on Sundays",
    "67.88% of this article is left to read",
    "He worked there for two or three weeks",
    "February 31, was not a day",
]


@pytest.mark.parametrize(("text", "words", "edtf", "precision"), ABSOLUTE)
def test_a_date_stated_in_full_needs_no_dateline(text: str, words: str, edtf: str, precision: str) -> None:
    """It means the same whenever the article was published."""
    for published in (THURSDAY, date(2024, 1, 3), None):
        (found,) = find_dates(text, published)
        assert (found.text, found.edtf, found.precision, found.basis) == (words, edtf, precision, "absolute")


@pytest.mark.parametrize(("text", "words", "edtf"), RELATIVE)
def test_a_relative_date_is_reckoned_from_the_dateline(text: str, words: str, edtf: str) -> None:
    """Its value follows from the article's date and the tense around it."""
    (found,) = find_dates(text, THURSDAY)
    assert (found.text, found.edtf, found.basis) == (words, edtf, "dateline")


@pytest.mark.parametrize(("text", "words", "_edtf"), RELATIVE)
def test_without_a_dateline_a_relative_date_is_marked_but_not_guessed(text: str, words: str, _edtf: str) -> None:
    """No article date: no value, and the reason says why."""
    (found,) = find_dates(text, None)
    assert (found.text, found.edtf) == (words, "")
    assert "not known" in found.reasons[0]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_durations_and_sets_are_no_dates(text: str) -> None:
    """Nothing is found where nothing is dated."""
    assert find_dates(text, THURSDAY) == []


def test_the_previous_day_is_the_day_before_the_one_just_mentioned() -> None:
    """It hangs on the earlier sentence, not on the dateline, and says so."""
    text = "A truce held on March 3, 2021. The previous day, shells had fallen."
    for published in (THURSDAY, None):
        before = find_dates(text, published, split(text))[1]
        assert (before.edtf, before.basis) == ("2021-03-02", "earlier")
        assert "2021-03-03" in before.reasons[0]


def test_the_previous_day_does_not_reach_back_over_paragraphs() -> None:
    """Two paragraphs on, the day before is the day before publication."""
    text = "A truce held on March 3, 2021.\n\nNothing more.\n\nThe previous day, shells had fallen."
    before = find_dates(text, THURSDAY, split(text))[1]
    assert (before.edtf, before.basis) == ("2023-09-20", "dateline")


def test_another_dateline_moves_only_what_hangs_on_it() -> None:
    """Absolute dates and those reckoned from them stay."""
    text = "On Monday he recalled 8 May 2019 and the following day, and 1945."
    first, later = (find_dates(text, day, split(text)) for day in (THURSDAY, date(2023, 10, 5)))
    assert [a.edtf == b.edtf for a, b in zip(first, later, strict=True)] == [False, True, True, True]


@given(
    st.lists(
        st.sampled_from(
            [
                "on Monday",
                "May 3",
                "31 April 2020",
                "the previous day",
                "in 10 days",
                "’90s",
                "2019-02-30",
                "0/0/0",
                "last May",
                "x",
            ]
        ),
        max_size=8,
    ),
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))),
)
def test_whatever_is_found_is_a_date_that_can_be_read(words: list[str], published: date | None) -> None:
    """Every value is EDTF, spans are in order and do not overlap, the words are the text's own."""
    text = " ".join(words)
    found = find_dates(text, published)
    assert all(parse_edtf(one.edtf) for one in found if one.edtf)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))

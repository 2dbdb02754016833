"""Which days an EDTF expression means, and what a window shares with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GeoError, TimespanError
from geo.timespan import Timespan, Window, date_text, parse_edtf

DAYS = st.dates(date(1988, 1, 1), date(1988, 3, 1))
ENDS = st.one_of(st.none(), DAYS)


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2023-09-20", date(2023, 9, 20), date(2023, 9, 20)),
        ("2020-11", date(2020, 11, 1), date(2020, 11, 30)),
        ("1991", date(1991, 1, 1), date(1991, 12, 31)),
        ("1988~/2023-09-20", date(1988, 1, 1), date(2023, 9, 20)),
        ("1988-11/1988-12", date(1988, 11, 1), date(1988, 12, 31)),
        ("2020-11-10/..", date(2020, 11, 10), None),
        ("../1991", None, date(1991, 12, 31)),
        ("2019-02-28/2020-02-29", date(2019, 2, 28), date(2020, 2, 29)),
    ],
)
def test_edtf_means_its_first_and_last_day(edtf: str, start: date | None, end: date | None) -> None:
    """A date means all its days, the first and the last included; .. is open."""
    assert parse_edtf(edtf) == Timespan(edtf, start, end)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2020-11-10/", "Write .. for an open end"),
        ("/2020", "Write .. for an open end"),
        ("2020-13-45", "2020-13-45"),
        ("2021-02-29", "2021-02-29"),
        ("2021-02-30/..", "2021-02-30"),
        ("", "there is no date"),
        ("9999-99-99", "9999-99-99"),
        ("2021/2020", "ends before it starts"),
        ("2023-09-21/2023-09-20", "ends before it starts"),
        ("Y170000002", "not of a form used here"),
        ("[1667,1668]", "not of a form used here"),
        ("-0500", "years 1 to 9999"),
        ("yesterday", "not an EDTF date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(edtf: str, said: str) -> None:
    """An expression that cannot be used is refused, and the message says why or how to write it."""
    with pytest.raises(TimespanError) as refused:
        parse_edtf(edtf)
    assert said in str(refused.value)


@given(st.text(max_size=20))
def test_any_text_is_a_timespan_or_a_named_problem(text: str) -> None:
    """No text whatever raises anything but our own error, and a good one is in order."""
    try:
        span = parse_edtf(text)
    except GeoError:
        return
    assert span.start is None or span.end is None or span.start <= span.end


@given(ENDS, ENDS, DAYS, DAYS)
def test_overlap_is_sharing_at_least_one_day(a: date | None, b: date | None, c: date, d: date) -> None:
    """A span is in a window exactly if some day is in both, both ends included, open ends for ever."""
    start, end = (min(a, b), max(a, b)) if a and b else (a, b)
    window = Window(min(c, d), max(c, d))
    length = (window.end - window.start).days + 1
    days = [window.start + timedelta(n) for n in range(length)]
    shared = [day for day in days if (start is None or start <= day) and (end is None or day <= end)]
    assert Timespan("", start, end).overlaps(window) == bool(shared)


def test_a_zone_that_ends_today_is_still_shown() -> None:
    """The last day of a span is part of it, and so is the first."""
    span = parse_edtf("2020-11-10/2023-09-20")
    assert span.overlaps(Window(date(2023, 9, 20), date(2023, 9, 21)))
    assert not span.overlaps(Window(date(2023, 9, 21), date(2023, 9, 21)))
    assert span.overlaps(Window(date(2020, 1, 1), date(2020, 11, 10)))
    assert not span.overlaps(Window(date(2020, 1, 1), date(2020, 11, 9)))


def test_a_window_cannot_end_before_it_starts() -> None:
    """A reversed window is refused and both days are named."""
    with pytest.raises(TimespanError, match="2020-01-02") as refused:
        Window(date(2020, 1, 2), date(2020, 1, 1))
    assert "2020-01-01" in str(refused.value)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-09-20", "20 September 2023"),
        ("2023-09-19/2023-09-20", "19–20 September 2023"),
        ("2023-09-24/2023-10-03", "24 September – 3 October 2023"),
        ("1936-12-05/1991-12-25", "5 December 1936 – 25 December 1991"),
        ("1988~/2023-09-20", "about 1988 – 20 September 2023"),
        ("2020/..", "since 2020"),
        ("../1991", "until 1991"),
        ("../..", "always"),
        ("1988-11", "November 1988"),
        ("198X", "198X"),
    ],
)
def test_dates_are_told_in_words(edtf: str, words: str) -> None:
    """A reader sees words, no more exact than the expression."""
    assert date_text(edtf) == words


def test_seasons_are_told_in_words() -> None:
    """A season has months of its own in EDTF, 21 to 24, and is named."""
    assert date_text("2022-23") == "autumn 2022"

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
AHEAD = [  # the article is of Tuesday 3 May 2016
    ("In August they go to Wembley.", ["2016-08"]),
    ("It is due by the 15th.", ["2016-05-15"]),
    ("She left on the 20th, alone.", ["2016-04-20"]),
    ("He comes a week on Friday.", ["2016-05-13"]),
    ("The Good Friday Agreement holds.", []),
    ("The weekend of July 4, 2015, was wet.", ["2015-07-04"]),
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


@pytest.mark.parametrize(("text", "values"), AHEAD)
def test_timetables_and_days_of_the_month(text: str, values: list[str]) -> None:
    """What the present tense plans lies ahead; "the 15th" is the nearest in the tense."""
    assert [one.edtf for one in find_dates(text, date(2016, 5, 3), split(text))] == values


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


FRIDAY = date(1998, 2, 27)
NEWSWIRE = [
    ("Profit rose in the third quarter of 1997, it said Thursday.", ["1997-07/1997-09", "1998-02-26"]),
    ("Net income fell in the fourth quarter.", ["1997-10/1997-12"]),
    ("Smith limped off in the fourth quarter.", []),
    ("Sales in the first half of last year and last year's third quarter", ["1997-01/1997-06", "1997-07/1997-09"]),
    ("Fiscal 1997 was good; fiscal year 1998 is better.", ["1997", "1998"]),
    ("He was killed on the night of 3 to 4 June.", ["1997-06-03/1997-06-04"]),
    ("Fighting between 9 and 12 May killed ten.", ["1997-05-09/1997-05-12"]),
    ("The fair runs from June 28 to July 3.", ["1998-06-28/1998-07-03"]),
    ("The fair ran from 28 June to 3 July 1996.", ["1996-06-28/1996-07-03"]),
    ("from Jan. 1, 1995, through March 31, 1996", ["1995-01-01/1996-03-31"]),
    ("It lasted from December 1995 to February 1996.", ["1995-12/1996-02"]),
    ("She lived there from 1991 to 1994, and between 1995 and 1997.", ["1991/1994", "1995/1997"]),
    ("on March 3 and April 5, 1996", ["1996-03-03", "1996-04-05"]),
    ("on 9 and 10 May 1996", ["1996-05-09/1996-05-10"]),
    ("In early October, rebels attacked.", ["1997-10~"]),
    ("He left in '91 and the '80s were good.", ["1991", "198X"]),
    ("in the late 1980s and the 19th century", ["198X", "18XX"]),
    ("It fell a year ago.", ["1997"]),
    ("The following Monday he died.", ["1998-03-02"]),
    ("It will reopen later this year.", ["1998"]),
    ("On New Year's Day they marched.", ["1998-01-01"]),
    ("Thanksgiving Day 1997 and last Christmas", ["1997-11-27", "1997-12-25"]),
    ("They will meet on Good Friday.", ["1998-04-10"]),
    ("The hostages may be free by Christmas; the plan for Q1 is late.", ["1998-12-25", "1998-01/1998-03"]),
    ("the attacks of 9/11", ["2001-09-11"]),
    ("The vote is set for May 5.", ["1998-05-05"]),
    ("The September\ntrade figures, out last\nweek, rose.", ["1997-09", "1998-02-16/1998-02-22"]),
    ("August sales rose, the May vote failed.", ["1997-08", "1997-05"]),
    ("The court meets Monday.", ["1998-03-02"]),
    ("On Thursday he said the talks on Monday would go on.", ["1998-02-26", "1998-03-02"]),
    ("In a vote Tuesday, after two visits Monday, the House", ["1998-02-24", "1998-02-23"]),
    ("Police are investigating Monday's fire.", ["1998-02-23"]),
    ("Talks resume Monday, and he is leaving Sunday.", ["1998-03-02", "1998-03-01"]),
    ("It will meet on Monday, after meeting last Tuesday.", ["1998-03-02", "1998-02-24"]),
    ("The strike begins Monday; the last one ended Tuesday.", ["1998-03-02", "1998-02-24"]),
    ("Officials said late Thursday night.", ["1998-02-26"]),
    ("this Friday; on this Monday he said; this Sunday they will", ["1998-02-27", "1998-02-23", "1998-03-01"]),
    ("Tuesday of last week; Monday of next week", ["1998-02-17", "1998-03-02"]),
    ("Two weeks ago Thursday he left.", ["1998-02-12"]),
    ("a week from Tuesday it will reopen", ["1998-03-10"]),
    ("Shots were fired over the weekend.", ["1998-02-21/1998-02-22"]),
    ("by the end of the year; at year-end", ["1998", "1998"]),
    ("this summer and last winter", ["1998-22", "1997-24"]),
    ("In June last year they met, and on 3 June last year.", ["1997-06", "1997-06-03"]),
    ("last March 10 and on the 15th of this month", ["1997-03-10", "1998-02-15"]),
    ("War broke out in 1914-18; the 1914 war.", ["1914/1918", "1914"]),
    ("WASHINGTON, Feb. 27 (Reuters) -", ["1998-02-27"]),
    ("sometime next month; three years from now", ["1998-03", "2001"]),
    ("At 3 p.m. Tuesday, or at 4 p.m. on Feb. 3, and Friday at noon.", ["1998-02-24", "1998-02-03", "1998-02-27"]),
    ("At 3 p.m., the police said Tuesday, a bomb went off.", ["1998-02-24"]),
    ("the second of March 1996; the fifteenth of May", ["1996-03-02", "1997-05-15"]),
    ("He left late Monday afternoon, Feb. 23.", ["1998-02-23"]),
    ("He was born Dec. 20, 1974, and died Feb. 3.", ["1974-12-20", "1998-02-03"]),
    ("He was born on July 4, 1909. Two days earlier he had sung.", ["1909-07-04", "1998-02-25"]),
    ("The vote will be held May 22. Two days earlier they had despaired.", ["1998-05-22", "1998-02-25"]),
    ("The vote will be held May 22. Two days later the count will end.", ["1998-05-22", "1998-05-24"]),
    ("January twenty-fifth, and February the 3rd", ["1998-01-25", "1998-02-03"]),
    ("a week ago today, a year ago today, a year ago this month", ["1998-02-20", "1997-02-27", "1997-02"]),
    ("the week before last and the year before last", ["1998-02-09/1998-02-15", "1996"]),
    ("half a century ago; a half-century ago", ["1948~", "1948~"]),
    ("Two and a half years ago, in the 1800s, around 1650.", ["1995~", "18XX", "1650"]),
    ("the summer of '96 and March '95", ["1996-22", "1995-03"]),
    ("It was founded in 1949. A ceremony will be held on August 15.", ["1949", "1998-08-15"]),
    ("He was traded last year, on Aug. 9.", ["1997", "1997-08-09"]),
    ("It will meet on Monday and at 4 p.m. on Tuesday.", ["1998-03-02", "1998-03-03"]),
    ("It met on Monday and at 4 p.m. on Tuesday.", ["1998-02-23", "1998-02-24"]),
    ("The board votes Monday. Smith is up for re-election in November.", ["1998-03-02", "1998-11"]),
    ("Smith heard of it Monday; Sen. Doe is to be sentenced at 10 a.m. July 13.", ["1998-02-23", "1998-07-13"]),
    ("A quake struck at 4:20 a.m. local time. Yesterday it rained.", ["1998-02-27", "1998-02-26"]),
    ("Fri Feb 20 14:23:00 1998; 02-20-98 1256EST", ["1998-02-20", "1998-02-20"]),
    ("December saw snow. January said he would burn leaves.", ["1997-12"]),
]
MARKETS = [
    ("In composite trading yesterday, shares closed at $33.", ["1989-11-01"]),
    ("for the quarter ended Sept. 30", ["1989-07/1989-09", "1989-09-30"]),
    ("for the fiscal year ending next June 30", ["1990-06-30"]),
    ("as of Oct. 31", ["1989-10-31"]),
    ("The offer is scheduled to expire Nov. 30, unless extended.", ["1989-11-30"]),
    ("The meeting, scheduled for Dec. 4, was put off.", ["1989-12-04"]),
    ("The rise is effective Jan. 1.", ["1990-01-01"]),
    ("by the end of next year; early next year; late last month", ["1990", "1990", "1989-10"]),
    ("in mid-September it fell", ["1989-09~"]),
    ("since the Oct. 13 plunge", ["1989-10-13"]),
    ("the October 1987 crash", ["1987-10"]),
    ("It rose from a year earlier.", ["1988"]),
    ("Results next Thursday, Nov. 9, will show", ["1989-11-09"]),
    ("in the week ended Oct. 25", ["1989-10-25"]),
    ("at 10:30 a.m. EST today", ["1989-11-02"]),
    ("this year's second half was better", ["1989-07/1989-12"]),
    ("fiscal 1990, which began Oct. 1", ["1990", "1989-10-01"]),
    ("notes due 2000 and bonds due August 2019", ["2000", "2019-08"]),
    ("The Labor Department will release October unemployment data tomorrow.", ["1989-10", "1989-11-03"]),
    ("in September from August; September's 5.3% rise; August's figure", ["1989-09", "1989-08", "1989-09", "1989-08"]),
    ("On Friday the 13th, the market fell.", ["1989-10-13"]),
    ("next spring and this fall, last summer", ["1990-21", "1989-23", "1989-22"]),
    ("30 years ago; two years ago; the 1973 war", ["1959", "1987", "1973"]),
    ("from 1975 through 1979", ["1975/1979"]),
    ("Jan. 26 and 27", ["1989-01-26/1989-01-27"]),
    ("between Oct. 20 and 25", ["1989-10-20/1989-10-25"]),
    ("the first week of March; the last week of February", ["1989-03", "1989-02"]),
    ("Feb. 27-March 1", ["1989-02-27/1989-03-01"]),
    ("DALLAS, NOV. 2 - On TUESDAY he", ["1989-11-02", "1989-10-31"]),
    ("The company said it plans to close the plant in December.", ["1989-12"]),
    ("Mr. Smith, 55, will retire in March.", ["1990-03"]),
    ("He joined in March and left in July.", ["1989-03", "1989-07"]),
    ("Trading resumes Monday; it closed Friday.", ["1989-11-06", "1989-10-27"]),
    ("The House is expected to vote on the bill Wednesday.", ["1989-11-08"]),
    ("The president leaves Saturday for Hungary.", ["1989-11-04"]),
    ("The bill would take effect in January.", ["1990-01"]),
    ("Elections are to be held in February.", ["1990-02"]),
    ("Since April, prices have fallen.", ["1989-04"]),
    ("the deadline is Nov. 15; a Nov. 20 hearing", ["1989-11-15", "1989-11-20"]),
    ("The strike, which began Sept. 15, will end Sunday.", ["1989-09-15", "1989-11-05"]),
    ("The next meeting is Tuesday.", ["1989-11-07"]),
    ("The U.N. voted on Nov. 1 to send troops by Nov. 10.", ["1989-11-01", "1989-11-10"]),
    ("A year after the quake, two days before the vote, he said Tuesday.", ["1989-10-31"]),
    ("On Dec. 31, 1988, it had 200 ships; a year earlier, 180.", ["1988-12-31", "1987"]),
    ("as recently as Monday; as early as Monday", ["1989-10-30", "1989-11-06"]),
    ("A hearing is set for 9 a.m. Friday.", ["1989-11-03"]),
    ("Earlier Thursday, he met; later in the day he left.", ["1989-11-02", "1989-11-02"]),
    (
        "last week's talks, next week's vote and this week's",
        ["1989-10-23/1989-10-29", "1989-11-06/1989-11-12", "1989-10-30/1989-11-05"],
    ),
    ("The first six months of 1989; the first nine months", ["1989"]),
    ("He was elected in November 1986 and re-elected last November.", ["1986-11", "1988-11"]),
    ("the six-month period to June; 7 1/2% bonds; No. 1990", ["1989-06"]),
    ("the 1988-89 school year; class of '65", ["1988/1989", "1965"]),
    ("Sen. Sam Nunn said Sun. the plan", []),
    (
        "Third-quarter profit was $5 million, up from $4 million a year earlier.",
        ["1989-07/1989-09", "1988-07/1988-09"],
    ),
    ("In the latest quarter, sales rose 5%.", ["1989-07/1989-09"]),
    ("The quarter was cold in the old quarter.", []),
    ("The transaction is expected to be completed in the first quarter.", ["1990-01/1990-03"]),
    ("March delivery rose; the May contract", ["1990-03", "1990-05"]),
    ("fiscal year 1988-89", ["1988/1989"]),
    ("Mar. 3, 1990; Sept 4; 4 Sept. 1988", ["1990-03-03", "1989-09-04", "1988-09-04"]),
    ("in the early part of 1990; the latter part of the 1980s", ["1990~", "198X"]),
]
NOT_NEWSWIRE = [
    "Room 1994, No. 1998, Resolution 1441, at 1600 Pennsylvania Avenue",
    "a 1989 Ford and $1998 and 1,950 people",
    "for 30 years, over the past three months, in recent weeks, the last two years, within two years",
    "two or three weeks; a decade of war; 12 months",
    "The Sunday Times on Black Monday; USA Today; every Tuesday; each Friday; on Sundays",
    "April Jones and June Smith may march in second place for a minute.",
    "over the last year, during the next decade, in the next week",
    "the fall of the wall, a spring in the mountains, Theresa May",
]


@pytest.mark.parametrize(("text", "values"), NEWSWIRE)
def test_newswire_forms_mean_what_they_mean_to_its_readers(text: str, values: list[str]) -> None:
    """Each form of a story of Friday 27 February 1998 has its value."""
    assert [one.edtf for one in find_dates(text, FRIDAY, split(text))] == values


@pytest.mark.parametrize(("text", "values"), MARKETS)
def test_the_forms_of_a_business_page(text: str, values: list[str]) -> None:
    """Each form of a story of Thursday 2 November 1989 has its value."""
    assert [one.edtf for one in find_dates(text, date(1989, 11, 2), split(text))] == values


@pytest.mark.parametrize("text", NOT_NEWSWIRE)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Numbers, names, durations and sets stay unmarked."""
    assert find_dates(text, FRIDAY, split(text)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On March 3, 1996, he left. Three days later, he came back.", ["1996-03-03", "1996-03-06"]),
        ("In October 1962 it began. The following year it ended.", ["1962-10", "1963"]),
        ("It was taken on May 8, 1945. At 3:34 p.m. it fell.", ["1945-05-08", "1945-05-08"]),
        ("It began in 2006. That August it ended.", ["2006", "2006-08"]),
        ("The coup of Aug. 19, 1991, failed on Aug. 21.", ["1991-08-19", "1991-08-21"]),
    ],
)
def test_a_date_may_hang_on_the_one_said_before(text: str, values: list[str]) -> None:
    """The article's own date does not matter to it, and it says so."""
    for published in (FRIDAY, THURSDAY, date(2010, 1, 1)):
        found = find_dates(text, published, split(text))
        if found[0].edtf < published.isoformat():
            assert [one.edtf for one in found] == values
            assert found[1].basis == "earlier"


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

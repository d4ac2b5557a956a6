"""Dates as papers print them."""

from __future__ import annotations

import pytest

from loaders.dates import date_in_name, dates_in


def found(text, near=None):
    """Return start, end and precision of each date."""
    return [(one.start, one.end, one.precision) for one in dates_in(text, near=near)]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("21 June 2022", "2022-06-21", "2022-06-21", "day"),
        ("1st of March 2021", "2021-03-01", "2021-03-01", "day"),
        ("October 5, 2020", "2020-10-05", "2020-10-05", "day"),
        ("Saturday, 13 April 2024", "2024-04-13", "2024-04-13", "day"),
        ("11 – 22 July 2022", "2022-07-11", "2022-07-22", "day"),
        ("18 Feb 2014 – 12 March 2014", "2014-02-18", "2014-03-12", "day"),
        ("4 June 2018–28 June 2018", "2018-06-04", "2018-06-28", "day"),
        ("30 April and 1 May 2024", "2024-04-30", "2024-05-01", "day"),
        ("Between 31 October and 4 November 2016", "2016-10-31", "2016-11-04", "day"),
        ("26 and 27 May 2021", "2021-05-26", "2021-05-27", "day"),
        ("9, 10 and 11 May 2023", "2023-05-09", "2023-05-11", "day"),
        ("28 December to 8 January 2020", "2019-12-28", "2020-01-08", "day"),
        ("Monday 5 to Friday 9 October 2020", "2020-10-05", "2020-10-09", "day"),
        ("01/02/2021", "2021-02-01", "2021-02-01", "day"),
        ("01.02.21", "2021-02-01", "2021-02-01", "day"),
        ("21.06.2022-22.06.2022", "2022-06-21", "2022-06-22", "day"),
        ("2020-10-05", "2020-10-05", "2020-10-05", "day"),
        ("Sept 2020", "2020-09", "2020-09", "month"),
        ("Oct-20", "2020-10", "2020-10", "month"),
        ("January to March 2021", "2021-01", "2021-03", "month"),
        ("Dec 2020 – Feb 2021", "2020-12", "2021-02", "month"),
        ("autumn 2021", "2021-09", "2021-11", "season"),
        ("winter 2020/21", "2020-12", "2021-02", "season"),
        ("Autumn term 2021", "2021-09", "2021-12", "term"),
        ("Q3 2020/21", "2020-10", "2020-12", "quarter"),
        ("Q4 2020-21", "2021-01", "2021-03", "quarter"),
        ("2020/21", "2020-04", "2021-03", "financial_year"),
        ("2019-2020", "2019-04", "2020-03", "financial_year"),
        ("in 2020", "2020", "2020", "year"),
        ("Ongoing", None, None, "ongoing"),
        ("Q3", None, None, "quarter"),
    ],
)
def test_forms_of_dates(text, start, end, precision):
    """Each form gives its first and last day, month or year, and no more than it says."""
    assert found(text) == [(start, end, precision)]


def test_quarter_of_a_bare_year_covers_both_readings():
    """Quarter 2 of 2023 may count from January or from April; the span holds both."""
    assert found("Q2 2023") == [("2023-04", "2023-09", "quarter")]


def test_two_weeks_share_the_year_behind_them():
    """A year printed once holds for all dates of its row."""
    assert found("11 to 15 July and 18 to 22 July 2022") == [
        ("2022-07-11", "2022-07-15", "day"),
        ("2022-07-18", "2022-07-22", "day"),
    ]


def test_two_visits_are_no_long_visit():
    """Dates more than a month apart, joined by "and", are two; behind "between" they are one."""
    assert len(found("on 5 October 2021 and 6 December 2022")) == 2
    assert len(found("between 5 October 2021 and 6 December 2022")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "it may be late",
        "in May",
        "they march on",
        "the 22/23 September",
        "31/02/2021",
        "26 weeks",
        "paragraphs 11 to 15",
        "tel. 01234 567890",
        "report 4.5.21.3",
        "this autumn",
        "2020 children",
        "2019-2025",
    ],
)
def test_nothing_is_invented(text):
    """Where the words do not give a date, none is found."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "near", "start"),
    [
        ("was completed in May", "2020-10", "2020-05"),
        ("is planned for January", "2020-11", "2021-01"),
        ("on the 22/23 September", "2020-10-21", "2020-09-22"),
        ("this autumn", "2020-10", "2020-09"),
        ("by 31 March", "2020-11", "2021-03-31"),
        ("this month", "2020-10-21", "2020-10"),
    ],
)
def test_bare_months_take_the_year_of_the_paper(text, near, start):
    """With the paper's own date, a bare month is the nearest one, and says it is inferred."""
    [one] = dates_in(text, near=near)
    assert one.start == start
    assert not one.year_stated


def test_offsets_hold_the_words():
    """A date knows where it stands in the text."""
    text = "The visit of 21 June 2022 and the plan of October 2020."
    assert [text[one.first : one.last] for one in dates_in(text)] == [
        "21 June 2022",
        "October 2020",
    ]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("ilacs - children's services inspection - 17 march 2020.pdf", "2020-03-17"),
        ("inspection, 2021 pdf - 12 august 2022.pdf", "2022-08-12"),
        ("Plan_v2_2021-03-04.xlsx", "2021-03-04"),
        ("20210304 plan.pdf", "2021-03-04"),
        ("05-10-2020.txt", "2020-10-05"),
        ("plan-march-2021.docx", "2021-03"),
        ("may_2021.pdf", "2021-05"),
    ],
)
def test_dates_in_file_names(name, start):
    """A file's name gives its last date, however its words are joined."""
    assert date_in_name(name).start == start


def test_name_without_a_date_gives_none():
    """A file's name without a date gives none."""
    assert date_in_name("improvement plan.pdf") is None

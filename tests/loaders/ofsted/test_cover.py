"""Days, dates and names on covers and in letters."""

from __future__ import annotations

import pytest

from loaders.ofsted.cover import lead_inspector, person, publication, signature, span
from loaders.reading.blocks import Block


def blocks(*lines: str) -> list[Block]:
    """Make a paragraph of each line."""
    return [Block(kind="paragraph", text=line) for line in lines]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11 – 22 July 2022", ("2022-07-11", "2022-07-22")),
        ("4 June 2018–28 June 2018", ("2018-06-04", "2018-06-28")),
        ("on 30 April and 1 May 2024", ("2024-04-30", "2024-05-01")),
        ("on 29 and 30 September, and 1 October 2020", ("2020-09-29", "2020-10-01")),
        ("8 to 12 July 2019 and 7 to 8 August 2019", ("2019-07-08", "2019-08-08")),
        ("on 5 February 2019", ("2019-02-05", "2019-02-05")),
        ("since the visit in May 2019", (None, None)),
    ],
)
def test_days_of_a_visit(text, days):
    """Ranges in every way of writing give first and last day; months alone give none."""
    assert span(text) == days


def test_another_date_in_the_sentence_is_not_the_visit():
    """A date that does not follow with "and" or "to" belongs to something else."""
    text = "a visit on 3 and 4 May 2023, after the letter dated 9 January 2020"
    assert span(text) == ("2023-05-03", "2023-05-04")


@pytest.mark.parametrize(
    ("stated", "visit", "known"),
    [
        ("2022-07-05", "2022-06-01", ("2022-07-05", "stated")),
        (None, "2022-06-01", ("2022-07-06", "file_name")),
        ("2020-07-05", "2022-06-01", ("2022-07-06", "file_name")),
    ],
)
def test_day_of_publication(stated, visit, known):
    """The printed day wins, unless it lies before the visit; then the file's name decides."""
    assert publication("letter - 06 july 2022.pdf", stated, visit=visit) == known


def test_unknown_day_of_publication():
    """Without a printed day or one in the name nothing is made up."""
    assert publication("letter.pdf", None) == (None, "unknown")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jo Bloggs HMI", "Jo Bloggs"),
        ("Jo Bloggs, Her Majesty’s Inspector", "Jo Bloggs"),
        ("Jo A. O’Bloggs-Smith, HMI", "Jo A. O’Bloggs-Smith"),
        ("Mr Jo Bloggs, Ofsted HMI", "Jo Bloggs"),
        ("Her Majesty’s Inspector", None),
        ("inspectors met staff", None),
    ],
)
def test_names_without_rank(text, name):
    """A name is given without rank and title; a rank alone is no name."""
    assert person(text) == name


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Lead inspector:", "Jo Bloggs", "Her Majesty’s Inspector"], "Jo Bloggs"),
        (["Reporting inspector Jo Bloggs HMI"], "Jo Bloggs"),
        (["Deputy lead inspector: Sam Smith", "Lead inspector: Jo Bloggs"], "Jo Bloggs"),
        (["Sam Smith, CQC lead inspector", "Jo Bloggs HMI, Ofsted lead inspector"], "Jo Bloggs"),
        (["Lead inspectors: Jo Bloggs, HMI, and Sam Smith, HMI"], "Jo Bloggs and Sam Smith"),
        (["Team inspectors: Sam Smith"], None),
    ],
)
def test_lead_inspector(lines, name):
    """Ofsted's lead inspector is found on covers and in tables of the team; two are both named."""
    assert lead_inspector(blocks(*lines)) == name


def test_signature():
    """The first name behind the closing words signed the letter."""
    assert signature(blocks("Dear Pat Miller", "Yours sincerely", "Jo Bloggs.")) == "Jo Bloggs"
    assert signature(blocks("Yours sincerely Jo Bloggs Her Majesty’s Inspector")) == "Jo Bloggs"
    assert signature(blocks("Jo Bloggs")) is None

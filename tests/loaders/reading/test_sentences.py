"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.sentences import split


def sentences(text):
    """Return the sentences of a text."""
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Support (e.g. for carers) is weak.", "It is improving."],
        ["See No. 3 in the plan.", "It says so."],
        ["“Plans are good.”", "He added that visits were late."],
        ["Mr. J. R. Smith, the chair, left in May.", "A new chair started."],
        ["Children aged under 17.", "This results in delay."],
        ["Leaders act; staff know this; children benefit."],
        ["Is it safe?", "No.", "It is not."],
        ["The board met in Sept. 2020 and in Oct. 2020.", "It agreed."],
        ["Work with health, etc. is good.", "Work with schools is not."],
        ["This was resolved.3", "The council acted."],
        ["Staff turnover is 12.5%.", "Caseloads are 17.4 on average."],
        ["Children asked, ‘Why do I have a new worker?’ and nobody answered.", "That is poor."],
        ["The U.K. average is lower.", "Ours is high."],
        ["Cases go back to 2 p.m. on Friday.", "Nobody acted."],
        ["Sections 17 and 47 of the Act (s. 47) apply.", "Others do not."],
        ["Improve the quality of reviews. (Recommendation)", "Improve plans."],
        ["Their needs are well met.", "Social workers visit often."],
        ["Caseloads are low.", "Staff turnover is high."],
        ["The right home is found.", "Children settle."],
        ["A.N. Other chairs the board.", "It meets monthly."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    """Abbreviations, figures, quotations and semicolons end no sentence too early or too late."""
    assert sentences(" ".join(parts)) == parts


@given(st.text(alphabet="Ab. ?!“”’()1;\n", max_size=60))
def test_no_word_is_lost_between_sentences(text):
    """Sentences come in order, do not overlap, and what lies between them is white space."""
    end = 0
    for start, stop in split(text):
        assert start >= end
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert not text[end:].strip()

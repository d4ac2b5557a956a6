"""How often a match is right, seen beside all else that the two papers say."""

from __future__ import annotations

from graph.linking.weighing import WEIGHTS
from graph.records import Link, Record
from tests.builders import PaperBuilder
from tests.graph.linking.writing import asks, between, letter, linked, report, says

ASSESSMENTS = "The quality of assessments."
LATE = "Assessments for some children are late."
MORE = "Many assessments are weak."


def score(links: list[Link], subject: Record, target: Record) -> float:
    """The score of the proposal that one speaks of the other; 0 where there is none."""
    link = between(links, subject, target, "commentsOn")
    return (link.score or 0.0) if link else 0.0


def asked() -> tuple[PaperBuilder, Record]:
    """A report with one concern."""
    paper = report()
    return paper, asks(paper, ASSESSMENTS)


def test_a_paragraph_on_the_matter_makes_its_sentences_likelier() -> None:
    """A sentence among others on the same concern is likelier about it than one that is alone."""
    paper, concern = asked()
    alone, among = letter(file="a.pdf"), letter(file="b.pdf")
    one = says(alone, LATE)[0]
    says(alone, MORE)
    other = says(among, LATE, MORE)[0]
    link = between(linked(paper, among), other, concern)
    assert score(linked(paper, among), other, concern) > score(linked(paper, alone), one, concern)
    assert link and "other sentences of its paragraph speak of it too" in link.reasons


def test_another_concern_that_fits_better_takes_away() -> None:
    """A sentence that fits another concern of the same list better is less likely about this."""
    paper, concern = asked()
    both = report()
    same = asks(both, ASSESSMENTS)
    asks(both, "Life-story work for children in care.")
    said = "Life-story work and assessments are late."
    one, other = letter(), letter()
    (here,), (there,) = says(one, said), says(other, said)
    before, after = linked(paper, one), linked(both, other)
    assert score(after, there, same) < score(before, here, concern)
    link = between(after, there, same)
    assert link and "another concern of that paper fits it better" in link.reasons


def test_a_better_sentence_of_the_same_paper_goes_first() -> None:
    """Of one paper's sentences on a concern, each counts less than the one before it."""
    paper, concern = asked()
    alone, after_others = letter(file="a.pdf"), letter(file="b.pdf")
    one = says(alone, "Assessments and plans are late.")[0]
    says(after_others, "Assessments are late.")
    other = says(after_others, "Assessments and plans are late.")[0]
    first = score(linked(paper, alone), one, concern)
    assert 0 < score(linked(paper, after_others), other, concern) < first


def test_what_else_is_held_changes_no_score() -> None:
    """A further letter, and another report's concern, change no score between two papers."""
    paper, concern = asked()
    later = letter()
    said = says(later, LATE)[0]
    before = score(linked(paper, later), said, concern)
    other = letter("2021-01-12", file="older.pdf")
    asks(other, "The quality of assessments and plans.")
    more = letter("2024-06-20", file="latest.pdf")
    says(more, "Assessments are of good quality.")
    assert score(linked(paper, later, other, more), said, concern) == before > 0


def test_the_weights_point_where_they_must() -> None:
    """A stronger match is likelier right, and so is one that leaves its rivals further behind."""
    assert WEIGHTS.strength > 0 and WEIGHTS.rival > 0 and WEIGHTS.own > 0
    assert WEIGHTS.rank < 0

"""Silence about one part of a compound concern, where another part is spoken of."""

from __future__ import annotations

from typing import NamedTuple

from graph.decisions.review import review
from graph.linking.parts import about_part, parts_named
from graph.questions.gap_rules import PART_UNSAID
from graph.questions.gaps import Gap, gaps
from graph.questions.matrix import matrix
from graph.questions.trace import OF_ANOTHER_PART, UNDECIDED, Silence, trace
from graph.records import Comment, Concern
from graph.store.base import Store
from tests.builders import MARLBURY, a_link, a_paper, load

ASKED = "The response to children who go missing, and the supervision of social workers."
MISSING, SUPERVISION = (
    "The response to children who go missing",
    "the supervision of social workers",
)


class Told(NamedTuple):
    """A compound concern and a later comment on it."""

    concern: Concern
    comment: Comment
    link: str


def told(store: Store, *parts: str, state: str = "proposed") -> Told:
    """Load a concern and a comment of a later visit that speaks of these *parts*."""
    report = a_paper("report.pdf", kind="ilacs_report", visit="2023-05-12")
    concern = report.concern(ASKED)
    letter = a_paper("letter.pdf", kind="monitoring_visit", visit="2024-02-20")
    comment = letter.comment("Supervision of social workers is regular.")
    reasons = tuple(about_part(part) for part in parts)
    link = a_link(comment, "commentsOn", concern, progress="improved", reasons=reasons)
    load(store, report, letter, links=[link])
    if state != "proposed":
        review(store, link.id, state=state, by="A. Reader", reason="I read it.")
    return Told(concern, comment, link.id)


def silences(store: Store, story: Told, *, only: str = "all") -> tuple[Silence, ...]:
    """Return what the chain calls silent."""
    return trace(store, story.concern.id, only=only, today="2024-12-31").silent


def commented(store: Store) -> list[Gap]:
    """Return the gaps of concerns without a later comment."""
    return gaps(store, authority=MARLBURY, rules=["no_later_comment"], today="2024-12-31")


def test_the_other_part_is_silent(store: Store) -> None:
    """A visit that spoke of one part is silent about the other, and names it."""
    (silence,) = silences(store, told(store, SUPERVISION))

    assert silence.part == MISSING
    assert silence.why == f"{OF_ANOTHER_PART}: “{MISSING}”"


def test_both_parts_spoken_of(store: Store) -> None:
    """A comment that speaks of both parts leaves none silent."""
    assert silences(store, told(store, SUPERVISION, MISSING)) == ()


def test_the_whole_spoken_of(store: Store) -> None:
    """A comment on the whole concern leaves no part silent."""
    assert silences(store, told(store)) == ()


def test_a_proposal_counts_for_no_part_among_settled(store: Store) -> None:
    """Without proposals the visit is undecided for the one part, and silent about the other."""
    silent = silences(store, told(store, SUPERVISION), only="settled")

    assert {one.why: one.part for one in silent} == {
        UNDECIDED: None,
        f"{OF_ANOTHER_PART}: “{MISSING}”": MISSING,
    }


def test_a_confirmed_comment_on_one_part_leaves_a_gap(store: Store) -> None:
    """What a person confirms closes the gap for its part alone; the gap names the other."""
    told(store, SUPERVISION, state="confirmed")
    (gap,) = commented(store)

    assert gap.text == PART_UNSAID
    assert MISSING in gap.why
    assert SUPERVISION not in gap.why


def test_a_proposed_comment_on_one_part_is_told_in_the_gap(store: Store) -> None:
    """Where only a proposal waits, the gap says which part even that does not speak of."""
    told(store, SUPERVISION)
    (gap,) = commented(store)

    assert gap.text != PART_UNSAID
    assert f"None speaks of “{MISSING}”." in gap.why


def test_reasons_name_parts() -> None:
    """A part is read back from its reason word for word, quotation marks and all."""
    part = "the 'front door' and how it works"
    assert parts_named(["both are about the front door", about_part(part)]) == (part,)


def test_the_matrix_names_the_part_left_out(store: Store) -> None:
    """Progress on one part does not hide silence on the other, in the matrix as well."""
    told(store, SUPERVISION)
    (row,) = matrix(store, MARLBURY).rows

    assert [(cell.progress, cell.unspoken) for cell in row.cells] == [("improved", (MISSING,))]

from __future__ import annotations

import pytest

from graph.linking.timeline import timeline
from tests.builders import a_document


@pytest.mark.parametrize(
    ("after", "before", "later"),
    [
        ("2024-02-20", "2023-05-12", True),
        ("2023-05-12", "2023-05-12", False),
        ("2023-05-11", "2023-05-12", False),
        ("2023-06", "2023-05-12", True),
        ("2023-05-12", "2023-05", False),
        ("2023", "2023-05-12", False),
        ("2024", "2023-05-12", True),
    ],
)
def test_later(after: str, before: str, later: bool) -> None:
    """A paper is later only where the dates, as far as they are known, leave no doubt."""
    one = a_document("one.pdf", published=before)
    two = a_document("two.pdf", published=after)
    assert timeline([one, two], {}).later(two.id, one.id) is later


def test_no_date() -> None:
    """A paper without a date is later than what it restates, and than nothing else."""
    report = a_document("report.pdf", published="2023-05-12")
    letter = a_document("letter.pdf", published="2024-02-20")
    paper = a_document("paper.docx")
    times = timeline([report, letter, paper], {paper.id: [report.id]})
    assert times.later(paper.id, report.id)
    assert not times.later(paper.id, letter.id)
    assert not times.later(report.id, paper.id)


def test_inspections_between() -> None:
    """Each full inspection between two papers weakens how far the one bears on the other."""
    papers = [
        a_document(f"{day}.pdf", kind="ilacs_report", published=day)
        for day in ("2015-01-01", "2018-01-01", "2021-01-01", "2024-01-01")
    ]
    times = timeline(papers, {})
    first, last = papers[0].id, papers[-1].id
    near, far = times.bearing(papers[1].id, first), times.bearing(last, first)
    assert near is not None and far is not None
    assert near.factor == 1.0
    assert far.factor < near.factor
    assert far.reasons == ("2 full inspections lie between the two",)


def test_other_programme() -> None:
    """A report on special educational needs bears less on what a children's inspection asked."""
    one = a_document("one.pdf", kind="ilacs_report", published="2023-05-12")
    two = a_document("two.pdf", kind="area_send", published="2024-05-12")
    bearing = timeline([one, two], {}).bearing(two.id, one.id)
    assert bearing is not None and bearing.factor < 1.0 and bearing.reasons

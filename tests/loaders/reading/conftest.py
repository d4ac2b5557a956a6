"""Real papers for the readers, made while the tests run."""

from __future__ import annotations

import pytest
import typst


@pytest.fixture(scope="session")
def make_pdf():
    """Set a paper in Typst markup as a PDF, tagged unless told otherwise."""

    def make(source: str, *, tags: bool = True) -> bytes:
        return typst.compile(source.encode(), format="pdf", pdf_tags=tags)

    return make


@pytest.fixture(scope="session")
def report() -> str:
    """A report of several pages with running footers, in Typst markup."""
    finding = (
        "Some children in Marlbury wait too long for a social worker who knows them. "
        "Managers have begun to act, and multi-agency meetings now take place each week. "
    )
    return f"""
#set page(
  width: 15cm, height: 16cm,
  footer: context [Inspection of Marlbury County Council, 4 May 2021 #counter(page).display()],
)
#set document(title: "Inspection of Marlbury County Council")
= Inspection of Marlbury County Council
#table(columns: 2, [Judgement], [Grade],
  [The impact of leaders on social work practice], [Inadequate],
  [The experiences and progress of care leavers], [Requires improvement to be good])
== What needs to improve?
- The quality of plans, including:
  - plans for care leavers
  - plans for children at risk.
- Supervision of social workers.
== Findings
#set enum(start: 1)
+ {finding * 3}
+ {finding * 9}
+ {finding}
"""

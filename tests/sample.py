"""One small chain of Marlbury County Council with all that a surface must show, in a store.

Concern 1 is restated, answered by two actions (one with owner and evidence), praised once and
called too slow once, and passed over by the last letter. Concern 2 has nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.records import Action, Comment, Concern, Evidence, Link
from graph.store import open_store
from graph.store.base import Store
from tests.builders import PaperBuilder, a_link, a_paper, load

HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><img src=x onerror=window.pwned=1>",
    "\"><svg onload='window.pwned=1'>",
    "{{ 7*7 }}{% raw %}",
    "javascript:window.pwned=1",
    "</title></style></textarea><iframe src=//evil.example>",
    "\x1b[31mred\x1b[0m",
    "=cmd|' /C calc'!A0",
    "--><!-- ' onfocus='window.pwned=1' autofocus='",
    "&lt;script&gt; &amp; ' \" ` \u2028 \u202e",
)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The records of the chain, to name them in tests."""

    store: Store
    url: str
    concern: Concern
    lonely: Concern
    restated: Concern
    done: Action
    planned: Action
    audit: Evidence
    praise: Comment
    slow: Comment
    links: tuple[Link, ...]


def sample(folder: Path, *, words: str = "", name: str = "sample.db") -> Sample:
    """Make the store; *words* stand in every text, name and title, as in a hostile paper."""
    said = f" {words}" if words else ""
    report, (concern, lonely) = _report(said)
    plan, (restated, done, planned, audit) = _plan(said)
    letter, (praise, slow) = _letter(said)
    last = a_paper("later.txt", visit="2025-03-05", kind="monitoring_visit", title=f"Later{said}")
    last.comment(f"Foster carers feel well supported.{said}", polarity="strength")
    links = (
        a_link(restated, "restates", concern, basis="stated", document=plan.document.id),
        a_link(done, "respondsTo", concern, basis="stated", document=plan.document.id),
        a_link(planned, "respondsTo", concern, reasons=(f"shares words{said}",), score=0.41),
        a_link(done, "evidencedBy", audit, basis="stated", document=plan.document.id),
        a_link(praise, "commentsOn", concern, progress="improved", score=0.83),
        a_link(slow, "commentsOn", done, progress="insufficient", score=0.77),
    )
    for paper in (report, plan, letter, last):
        paper.data = paper.text.encode()  # the original says just what was taken from it
    url = str(folder / name)
    store = open_store(url, create=True)
    load(store, report, plan, letter, last, links=links)
    return Sample(
        store=store, url=url, concern=concern, lonely=lonely, restated=restated, done=done,
        planned=planned, audit=audit, praise=praise, slow=slow, links=links,
    )  # fmt: skip


def _report(said: str) -> tuple[PaperBuilder, tuple[Concern, Concern]]:
    title = f"Inspection of Marlbury children's services{said}"
    report = a_paper("report.txt", visit="2023-05-19", title=title, pages=9)
    concern = report.concern(
        f"The timeliness of return home interviews for children who go missing.{said}",
        themes=("missing_children",),
        heading="What needs to improve?",
    )
    lonely = report.concern(f"The recording of decisions by foster panels.{said}")
    return report, (concern, lonely)


def _plan(said: str) -> tuple[PaperBuilder, tuple[Concern, Action, Action, Evidence]]:
    plan = a_paper("committee.txt", published="2023-11-20", title=f"Progress report{said}")
    restated = plan.concern(
        f"Return home interviews for children who go missing{said}", kind="self_identified"
    )
    done = plan.action(
        f"A new team now carries out every return home interview.{said}",
        owner=f"Head of Service{said}",
        status="done",
        due="2023-10-31",
        due_printed="October 2023",
        under=restated.id,
    )
    planned = plan.action(f"Training for foster panels will be arranged.{said}", status="planned")
    audit = plan.evidence(f"A dip sample in October looked at forty interviews.{said}")
    return plan, (restated, done, planned, audit)


def _letter(said: str) -> tuple[PaperBuilder, tuple[Comment, Comment]]:
    letter = a_paper(
        "letter.txt", visit="2024-02-08", kind="monitoring_visit", title=f"Letter{said}", pages=3
    )
    praise = letter.comment(
        f"Children are now offered an interview within three days.{said}", polarity="improving"
    )
    slow = letter.comment(f"Interviews for some children are still too slow.{said}")
    return letter, (praise, slow)

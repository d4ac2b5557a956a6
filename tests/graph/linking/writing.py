"""Papers with paragraphs of several sentences, and the links made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.ids import make_id
from graph.linking.build import links_of
from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Link, Paper, Passage, Record
from ontology.themes import themes_in
from tests.builders import MARLBURY, PaperBuilder, a_paper
from tests.memory_view import MemoryView


def report(day: str = "2023-05-12", file: str = "report.pdf", **facts: Any) -> PaperBuilder:
    """Start the report of a full inspection."""
    return a_paper(file, kind="ilacs_report", visit=day, **facts)


def letter(day: str = "2024-02-20", file: str = "letter.pdf", **facts: Any) -> PaperBuilder:
    """Start the letter of a later visit."""
    return a_paper(file, kind="monitoring_visit", visit=day, **facts)


def asks(paper: PaperBuilder, words: str, **facts: Any) -> Concern:
    """Print a concern, with the themes that its words name."""
    return paper.concern(words, themes=themes_in(words), **facts)


def does(paper: PaperBuilder, words: str, **facts: Any) -> Action:
    """Tell of an action, with the themes that its words name."""
    return paper.action(words, themes=themes_in(words), **facts)


def says(paper: PaperBuilder, *sentences: str, **facts: Any) -> list[Comment]:
    """Write one paragraph of inspectors' sentences."""
    whole = paper.quote(" ".join(sentences))
    made, start = [], whole.start
    for words in sentences:
        quote = Quote(
            document=whole.document, text=words, start=start, end=start + len(words), page=1
        )
        start += len(words) + 1
        visit = paper.document.inspection
        made.append(
            Comment(
                id=make_id("comment", paper.document.id, visit and visit.start, words),
                authority=paper.document.authority,
                quote=quote,
                themes=themes_in(words),
                **{"voice": "inspector", "polarity": "weakness", **facts},
            )
        )
    paper.records += made
    return made


def under(paper: PaperBuilder, heading: str) -> None:
    """Print a heading that is no concern."""
    quote = paper.quote(heading)
    paper.passages[-1] = Passage(kind="heading", quote=quote)


def linked(*papers: PaperBuilder | Paper, authority: str = MARLBURY) -> list[Link]:
    """Return the links of these papers."""
    whole = [paper.paper() if isinstance(paper, PaperBuilder) else paper for paper in papers]
    return links_of(MemoryView(whole), authority)


def between(
    links: Sequence[Link], subject: Record, target: Record, relation: str | None = None
) -> Link | None:
    """Return the link from one record to another, if there is one."""
    for link in links:
        if (link.subject, link.object) == (subject.id, target.id):
            if relation is None or link.relation == relation:
                return link
    return None


def moved(paper: PaperBuilder, day: str | None) -> PaperBuilder:
    """Return the same paper with another day of publication and no visit."""
    return replace(paper, document=replace(paper.document, inspection=None, published=day))

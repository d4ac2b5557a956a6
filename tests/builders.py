"""Small papers and records of Marlbury County Council, a council that does not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graph.ids import link_id, make_id
from graph.quotes import Quote
from graph.records import (
    Action,
    Comment,
    Concern,
    Document,
    Evidence,
    Inspection,
    Issue,
    Link,
    Owner,
    Paper,
    Passage,
    Record,
)
from loaders.common import document_id

MARLBURY = "Marlbury County Council"
R = TypeVar("R", bound=Record)


def a_document(file: str = "report.pdf", *, data: bytes | None = None, **facts: Any) -> Document:
    """Return a document; its id follows from its bytes, by default those of its name."""
    sha256 = hashlib.sha256(data if data is not None else file.encode()).hexdigest()
    start = facts.pop("visit", None)
    if start is not None:
        said = facts.get("kind", "ilacs_report")
        kind = said if said == "ilacs_report" else "monitoring_visit"
        scope = facts.pop("scope", ())
        facts["inspection"] = Inspection(kind=kind, start=start, end=start, scope=scope)
        facts.setdefault("kind", "ilacs_report")
    return Document(
        id=document_id(sha256),
        file=file,
        sha256=sha256,
        **{"kind": "committee_report", "title": file, "authority": MARLBURY, **facts},
    )


@dataclass
class PaperBuilder:
    """Writes a paper sentence by sentence, so that every quote stands in its text."""

    document: Document
    data: bytes = b""
    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    ignored: list[Issue] = field(default_factory=list)

    def quote(self, words: str, *, page: int = 1) -> Quote:
        """Append a paragraph of these words and quote it."""
        self.text += "\n\n" if self.text else ""
        start = len(self.text)
        self.text += words
        quote = Quote(
            document=self.document.id, text=words, start=start, end=len(self.text), page=page
        )
        self.passages.append(Passage(kind="paragraph", quote=quote))
        return quote

    def concern(self, words: str, **facts: Any) -> Concern:
        """Append a concern."""
        return self._add(Concern, words, **{"kind": "area_for_improvement", **facts})

    def comment(self, words: str, **facts: Any) -> Comment:
        """Append an inspectors' sentence."""
        return self._add(Comment, words, **{"voice": "inspector", "polarity": "weakness", **facts})

    def action(self, words: str, *, owner: str | None = None, **facts: Any) -> Action:
        """Append an action, with one post as owner if named."""
        if owner is not None:
            made = make_id("owner", self.document.authority, owner)
            facts["owners"] = (Owner(id=made, name=owner, kind="post"),)
        return self._add(Action, words, **{"status": "under_way", **facts})

    def evidence(self, words: str, **facts: Any) -> Evidence:
        """Append a piece of evidence."""
        return self._add(Evidence, words, **{"kind": "audit", "status": "available", **facts})

    def issue(self, words: str, why: str = "no rule placed this line") -> Issue:
        """Log a line as an issue."""
        made = Issue(document=self.document.id, text=self.quote(words).text, why=why, page=1)
        self.issues.append(made)
        return made

    def paper(self) -> Paper:
        """Return what has been written."""

        def of(kind: type[R]) -> tuple[R, ...]:
            return tuple(record for record in self.records if isinstance(record, kind))

        return Paper(
            document=self.document,
            text=self.text,
            passages=tuple(self.passages),
            concerns=of(Concern),
            comments=of(Comment),
            actions=of(Action),
            evidence=of(Evidence),
            issues=tuple(self.issues),
            ignored=tuple(self.ignored),
        )

    def _add(self, shape: type[R], words: str, **facts: Any) -> R:
        visit = self.document.inspection
        name = shape.__name__.lower()
        made = make_id(name, self.document.authority, visit and visit.start, words)
        record = shape(
            id=made, authority=self.document.authority, quote=self.quote(words), **facts
        )
        self.records.append(record)
        return record


def a_paper(file: str = "report.pdf", *, data: bytes | None = None, **facts: Any) -> PaperBuilder:
    """Start a paper; see ``a_document`` for the facts."""
    content = data if data is not None else file.encode()
    return PaperBuilder(document=a_document(file, data=content, **facts), data=content)


def a_link(subject: Record, relation: str, target: Record, **facts: Any) -> Link:
    """Return a proposed link, or one of another basis if the facts say so."""
    basis = facts.get("basis", "matched")
    state = {"stated": "stated", "matched": "proposed", "entered": "confirmed"}[basis]
    return Link(
        **{
            "id": link_id(subject.id, relation, target.id),
            "subject": subject.id,
            "relation": relation,
            "object": target.id,
            "basis": basis,
            "state": state,
            "authority": subject.authority,
            "score": 0.5 if basis == "matched" else None,
            "reasons": ("shares rare words",),
            **facts,
        }
    )


def load(store: Any, *papers: PaperBuilder | Paper, links: Iterable[Link] = ()) -> None:
    """Take papers into a store, and then put these links in for every authority of theirs."""
    for given in papers:
        paper = given.paper() if isinstance(given, PaperBuilder) else given
        data = given.data if isinstance(given, PaperBuilder) else paper.document.file.encode()
        store.replace(paper, data=data, origin=f"/papers/{paper.document.file}")
    made = list(links)
    for authority in sorted({link.authority for link in made}):
        store.relink(authority, [link for link in made if link.authority == authority])


@dataclass(frozen=True)
class Story:
    """Papers of one authority, their main records, and the links between them, all stated."""

    report: PaperBuilder
    plan: PaperBuilder
    letter: PaperBuilder
    concern: Concern
    basis: Comment
    action: Action
    evidence: Evidence
    comment: Comment
    links: list[Link]

    @property
    def papers(self) -> list[PaperBuilder]:
        """All three papers."""
        return [self.report, self.plan, self.letter]


def a_story(*, progress: str | None = "some_progress", **action: Any) -> Story:
    """Return one concern with action, owner, evidence and later comment, all joined by links."""
    report = a_paper("report.pdf", visit="2020-01-31")
    basis = report.comment("Too many children wait for a first health assessment.")
    concern = report.concern("The timeliness of health assessments.", themes=("health",))
    plan = a_paper("plan.xlsx", kind="improvement_plan", published="2020-06-01")
    facts = {"owner": "Head of Health", "due": "2020-12-31", **action}
    answer = plan.action("Open a second clinic for health assessments.", **facts)
    audit = plan.evidence("The autumn audit of assessments.")
    letter = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    comment = letter.comment("Health assessments are more timely.", polarity="improving")
    stated = {"basis": "stated", "document": plan.document.id}
    return Story(
        report=report,
        plan=plan,
        letter=letter,
        concern=concern,
        basis=basis,
        action=answer,
        evidence=audit,
        comment=comment,
        links=[
            a_link(answer, "respondsTo", concern, **stated),
            a_link(answer, "evidencedBy", audit, **stated),
            a_link(basis, "underlies", concern, basis="stated", document=report.document.id),
            a_link(comment, "commentsOn", concern, progress=progress, basis="stated"),
        ],
    )

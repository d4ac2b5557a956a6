"""What the projection says: a graph for each paper, the links of each authority, the log.

A record that several papers state is described once, as the latest of them has it, so that a
question about an action's status has one answer. What earlier papers said of it stays: as
``sl:EarlierStatement`` with its quote, and for actions as ``sl:StatusRecord``.

No statement stands in two graphs: a question to all of them at once would find it twice. So what
several papers name, the authority and its owners, has a graph of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graph.quotes import Quote
from graph.rdf.describe import decision_iri
from graph.rdf.terms import (
    LINKS_OF,
    PROV,
    TYPE,
    authority_iri,
    digest,
    iri_of,
    links_graph,
    paper_graph,
    within,
)
from graph.records import (
    Action,
    Comment,
    Concern,
    Decision,
    Document,
    Evidence,
    Issue,
    Link,
    Owner,
    Record,
    StatusRecord,
)
from graph.sparql import derived
from graph.sparql.ntriples import Line, authority, fields, name, says, text
from graph.store.base import View
from ontology.schema import NS, relations

DATE = f"{NS}date"
EARLIER = f"{NS}EarlierStatement"
EARLIER_OF = f"{NS}earlierStatementOf"
_MEMBER = {Concern: "Concern", Comment: "Comment", Action: "Action", Evidence: "Evidence"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one paper says, as far as questions are about it."""

    document: Document
    records: Sequence[Record]
    issues: Sequence[Issue]
    ignored: Sequence[Issue]


def said_in(view: View, document: Document) -> Said:
    """Fetch what a paper says."""
    return Said(
        document=document,
        records=view.records(Record, document=document.id),
        issues=view.issues(document=document.id),
        ignored=view.ignored(document=document.id),
    )


def describe(said: Said, *, superseded: Collection[str] = ()) -> bytes:
    """Return what one paper says, as N-Triples.

    Args:
        said: what it says.
        superseded: ids of those records of which a later paper's statement holds.
    """
    paper = _Paper(said.document)
    paper.head(said)
    for record in said.records:
        if record.id in superseded:
            paper.earlier(record)
        else:
            paper.record(record)
        if isinstance(record, Action):
            paper.status(record)
    paper.paragraphs(record for record in said.records if record.id not in superseded)
    for kind, lines in (("issue", said.issues), ("ignored", said.ignored)):
        for number, issue in enumerate(lines, start=1):
            paper.issue(issue, kind, number)
    return paper.written()


def names_graph(called: str) -> str:
    """Return the name of the graph that says who an authority and its owners are."""
    return f"{authority_iri(called)}/names"


def describe_names(called: str, actions: Iterable[Action]) -> bytes:
    """Return an authority and the owners of its actions, each owner as first spelled."""
    lines = authority(called)
    owners: dict[str, Owner] = {}
    for action in actions:
        for owner in action.owners:
            owners.setdefault(owner.id, owner)
    for key, owner in sorted(owners.items()):
        lines += fields(owner, name(iri_of(key)))
    return "".join(lines).encode()


def describe_links(called: str, links: Iterable[Link], concerns: Iterable[Concern]) -> bytes:
    """Return the links of one authority as things, whatever their state."""
    known = {concern.id: concern for concern in concerns}
    graph = name(links_graph(called))
    whose = name(authority_iri(called))
    things = [says(graph, TYPE, name(f"{PROV}Bundle")), says(graph, LINKS_OF, whose)]
    for link in links:
        about = name(iri_of(link.id))
        things += fields(link, about, but=("decisions",))
        things += derived.trusted(link)
        things += derived.matters_named(link, known.get(link.object))
        for number in range(1, len(link.decisions) + 1):
            things.append(says(about, f"{NS}decision", name(decision_iri(link.id, number))))
    return "".join(things).encode()


def describe_settled(links: Iterable[Link]) -> bytes:
    """Return those links that papers state or people confirmed as direct statements."""
    return "".join(
        says(name(iri_of(link.subject)), relations()[link.relation].iri, name(iri_of(link.object)))
        for link in links
        if link.settled
    ).encode()


def describe_log(decisions: Iterable[Decision]) -> bytes:
    """Return the log of decisions, numbered for each link in their order."""
    lines: list[Line] = []
    count: dict[str, int] = {}
    for decision in decisions:
        count[decision.link] = count.get(decision.link, 0) + 1
        lines += fields(decision, name(decision_iri(decision.link, count[decision.link])))
    return "".join(lines).encode()


class _Paper:
    """Writes the graph of one paper."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._about = name(iri_of(document.id))
        self._graph = name(paper_graph(document.id))
        self._lines: list[Line] = []
        self._known: set[str] = set()

    def written(self) -> bytes:
        return "".join(self._lines).encode()

    def head(self, said: Said) -> None:
        """The paper itself: its document with visit and judgements, and what it holds."""
        document, about = self._document, self._about
        self._lines += fields(document, about, but=("inspection", "judgements"))
        self._lines.append(says(about, DATE, text(document.date)))
        self._lines.append(says(self._graph, TYPE, name(f"{NS}Paper")))
        self._lines.append(says(self._graph, f"{NS}paperDocument", about))
        for record in said.records:
            member = f"{NS}has{_MEMBER[type(record)]}"
            self._lines.append(says(self._graph, member, name(iri_of(record.id))))
        self._visit()
        for number, judgement in enumerate(document.judgements, start=1):
            part = name(f"{iri_of(document.id)}/judgement/{number:06}")
            self._lines.append(says(about, f"{NS}hasJudgement", part))
            self._lines += fields(judgement, part, but=("quote",))
            self._lines.append(says(part, f"{NS}judgementQuote", self._quote(judgement.quote)))

    def record(self, record: Record) -> None:
        """A record as this paper, the latest to state it, has it."""
        about = name(iri_of(record.id))
        self._lines += fields(record, about, but=("quote", "owners", "measure"))
        self._lines.append(says(about, f"{NS}quote", self._quote(record.quote)))
        if isinstance(record, Action):
            for owner in dict.fromkeys(one.id for one in record.owners):
                self._lines.append(says(about, f"{NS}owner", name(iri_of(owner))))
        if isinstance(record, Evidence) and record.measure is not None:
            part = name(within(self._document.id, record.id, "measure"))
            self._lines.append(says(about, f"{NS}measure", part))
            self._lines += fields(record.measure, part)
        if isinstance(record, Concern):
            self._lines += derived.matters(record)
        if isinstance(record, Evidence):
            self._lines += derived.reasons(about, record.text)

    def paragraphs(self, records: Iterable[Record]) -> None:
        """Which of these comments stand together in one paragraph."""
        said = (record for record in records if isinstance(record, Comment))
        self._lines += derived.placed(self._document, said)

    def earlier(self, record: Record) -> None:
        """Words by which this paper states a record that a later paper states anew."""
        part = name(within(self._document.id, record.id, "earlier"))
        self._lines.append(says(part, TYPE, name(EARLIER)))
        self._lines.append(says(part, EARLIER_OF, name(iri_of(record.id))))
        self._lines.append(says(part, f"{PROV}wasQuotedFrom", self._quote(record.quote)))

    def status(self, action: Action) -> None:
        """What this paper says of an action's status: one entry of its history."""
        entry = StatusRecord(
            action=action.id,
            status=action.status,
            on=self._document.date or None,
            document=self._document.id,
            rating=action.rating,
            due=action.due,
            due_printed=action.due_printed,
        )
        about = name(within(self._document.id, action.id, "status"))
        self._lines += fields(entry, about)
        self._lines += derived.reasons(about, action.due_printed or "")

    def issue(self, issue: Issue, kind: str, number: int) -> None:
        """A line that nothing placed, or that was passed over."""
        part = name(f"{iri_of(self._document.id)}/{kind}/{number:06}")
        self._lines.append(says(self._graph, f"{NS}has{kind.capitalize()}", part))
        self._lines += fields(issue, part)

    def _visit(self) -> None:
        visit = self._document.inspection
        if visit is None:
            return
        part = name(f"{iri_of(self._document.id)}/inspection")
        self._lines.append(says(self._about, f"{NS}inspection", part))
        self._lines += fields(visit, part, but=("scope",))
        for quote in visit.scope:
            self._lines.append(says(part, f"{NS}scope", self._quote(quote)))

    def _quote(self, quote: Quote) -> str:
        """Describe a quote, once, and return its name."""
        where = (quote.document, quote.start, quote.end, quote.page, quote.paragraph)
        about = name(iri_of(f"quote-{digest(*where, quote.text)}"))
        if about not in self._known:
            self._known.add(about)
            self._lines += fields(quote, about)
        return about

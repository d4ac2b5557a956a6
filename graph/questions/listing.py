"""``list KIND``: every kind of thing that a store holds, as JSON objects, with filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.questions.fidelity import fidelity
from graph.questions.rows import (
    Json,
    document_row,
    issue_row,
    link_row,
    owner_rows,
    quotation_row,
    record_row,
)
from graph.records import Action, Comment, Concern, Document, Evidence, Issue, Link, Record
from graph.store.base import R, View
from ontology.vocabulary import scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to list; ``None`` lets everything through.

    Attributes:
        document: id or file name of a paper.
        theme: code of a theme.
        since: first date of the paper, ISO, to the day, month or year.
        until: last date of the paper, likewise.
        state: state of a link, or status of an action, a piece of evidence or a quotation.
    """

    authority: str | None = None
    document: str | None = None
    theme: str | None = None
    since: str | None = None
    until: str | None = None
    state: str | None = None

    def dated(self, date: str) -> bool:
        """Tell whether a paper of this date fits; one without a date only fits no dates."""
        if self.since and date < self.since:
            return False
        return not self.until or (bool(date) and date[: len(self.until)] <= self.until)

    def paper(self, document: Document) -> bool:
        """Tell whether this paper fits."""
        return (
            self.authority in (None, document.authority)
            and self.document in (None, document.id, document.file)
            and self.dated(document.date)
        )

    def record(self, record: Record) -> bool:
        """Tell whether a record fits, its paper aside."""
        status = getattr(record, "status", self.state)
        return self.theme in (None, *record.themes) and self.state in (None, status)


def listing(view: View, kind: str, filters: Filters | None = None) -> list[Json]:
    """Return everything of one kind that fits, in a fixed order.

    Args:
        view: the store.
        kind: one of LISTS.
        filters: what to list.

    Raises:
        KeyError: there is no such kind.
    """
    return LISTS[kind](view, filters or Filters())


def _papers(view: View, filters: Filters) -> dict[str, Document]:
    papers = view.documents(authority=filters.authority)
    return {paper.id: paper for paper in papers if filters.paper(paper)}


def _records(view: View, kind: type[R], filters: Filters, papers: Iterable[str]) -> list[R]:
    """Records of papers that fit; of a paper asked for, as that paper states them."""
    held = set(papers)
    if filters.document is None:
        found = view.records(kind, authority=filters.authority)
    else:
        found = [record for key in sorted(held) for record in view.records(kind, document=key)]
    return [record for record in found if record.document in held and filters.record(record)]


def _documents(view: View, filters: Filters) -> list[Json]:
    return [document_row(paper) for paper in _papers(view, filters).values()]


def _plain(kind: type[Record]) -> Callable[[View, Filters], list[Json]]:
    def rows(view: View, filters: Filters) -> list[Json]:
        papers = _papers(view, filters)
        found = _records(view, kind, filters, papers)
        return [record_row(record, papers[record.document].file) for record in found]

    return rows


def _actions(view: View, filters: Filters) -> list[Json]:
    papers = _papers(view, filters)
    addresses = addressed(view.links(authority=filters.authority, relation="respondsTo"))
    return [
        record_row(action, papers[action.document].file, addresses=addresses.get(action.id, ()))
        for action in _records(view, Action, filters, papers)
    ]


def addressed(links: Iterable[Link]) -> dict[str, list[str]]:
    """Return for each action the concerns it answers: as papers state and people confirmed.

    A proposal is no fact, so it is not among them; ``list links`` has it.
    """
    found: dict[str, list[str]] = {}
    for link in links:
        if link.relation == "respondsTo" and link.settled:
            found.setdefault(link.subject, []).append(link.object)
    return {action: sorted(concerns) for action, concerns in found.items()}


def _owners(view: View, filters: Filters) -> list[Json]:
    return owner_rows(_records(view, Action, filters, _papers(view, filters)))


def _links(view: View, filters: Filters) -> list[Json]:
    links = view.links(authority=filters.authority, state=filters.state)
    if any((filters.document, filters.theme, filters.since, filters.until)):
        papers = _papers(view, filters)
        bare = Filters(authority=filters.authority, document=filters.document, theme=filters.theme)
        ends = {record.id for record in _records(view, Record, bare, papers)}
        links = [k for k in links if k.subject in ends or k.object in ends]
    return [link_row(link) for link in links]


def _themes(view: View, filters: Filters) -> list[Json]:
    papers = _papers(view, filters)
    found = _records(view, Record, filters, papers)
    kinds = {"concerns": Concern, "comments": Comment, "actions": Action, "evidence": Evidence}
    counts = {
        name: Counter(t for r in found if isinstance(r, kind) for t in r.themes)
        for name, kind in kinds.items()
    }
    return [
        {"id": theme.id, "label": theme.label, "broader": theme.broader}
        | {name: count[theme.id] for name, count in counts.items()}
        for theme in scheme("themes")
        if filters.theme in (None, theme.id)
    ]


def _issues(view: View, filters: Filters) -> list[Json]:
    return _lines(view.issues(), _papers(view, filters))


def _ignored(view: View, filters: Filters) -> list[Json]:
    return _lines(view.ignored(), _papers(view, filters))


def _lines(lines: Iterable[Issue], papers: dict[str, Document]) -> list[Json]:
    held = (line for line in lines if line.document in papers)
    return [issue_row(line, papers[line.document].file) for line in held]


def _quotations(view: View, filters: Filters) -> list[Json]:
    papers = _papers(view, filters)
    sources = {paper.id: paper for paper in view.documents(authority=filters.authority)}
    return [
        quotation_row(one, sources)
        for authority in sorted({paper.authority for paper in papers.values()})
        for one in fidelity(view, authority)
        if one.quoting.document in papers
        and filters.theme in (None, *one.quoting.themes)
        and filters.state in (None, one.status)
    ]


LISTS: dict[str, Callable[[View, Filters], list[Json]]] = {
    "documents": _documents,
    "concerns": _plain(Concern),
    "comments": _plain(Comment),
    "actions": _actions,
    "evidence": _plain(Evidence),
    "owners": _owners,
    "links": _links,
    "themes": _themes,
    "issues": _issues,
    "ignored": _ignored,
    "quotations": _quotations,
}

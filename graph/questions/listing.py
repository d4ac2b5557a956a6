"""``list KIND``: every kind of thing that a store holds, as JSON objects, with filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.questions.fidelity import STATUSES, fidelity
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
from ontology.errors import SightlineError
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
        SightlineError: a filter names what there is not, or what this kind does not have. An empty
            list would read as if nothing were there.
    """
    asked = filters or Filters()
    _refuse_unknown(view, kind, asked)
    rows = LISTS[kind](view, asked)
    if not rows:  # a store may hold themes of an older vocabulary
        refuse_unlisted("themes", asked.theme, "theme")
    return rows


def refuse_unheld(view: View, authority: str | None) -> None:
    """Refuse an authority about which no paper is held; ``None`` is everybody.

    Raises:
        SightlineError: it is not held, told with those that are.
    """
    if authority is None:
        return
    held = view.authorities()
    if authority in held:
        return
    if not held:
        raise SightlineError("this store holds no papers yet; load some with: sightline load")
    told = f"there are papers about {in_short(held)}"
    raise SightlineError(f"no paper is held about {authority!r}; {told}")


def in_short(names: Sequence[str], *, most: int = 6) -> str:
    """Return names for a sentence, the first *most* of them."""
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")


def refuse_unlisted(vocabulary: str, code: str | None, what: str) -> None:
    """Refuse a code that is none of a vocabulary's, such as a theme; ``None`` is any.

    Raises:
        SightlineError: the vocabulary does not have it, told with those it has.
    """
    if code is None:
        return
    codes = sorted(concept.id for concept in scheme(vocabulary))
    if code not in codes:
        told = in_short(codes, most=20)  # there are far more themes than fit a sentence
        raise SightlineError(f"{code!r} is no {what}; there are {told}")


def _refuse_unknown(view: View, kind: str, filters: Filters) -> None:
    refuse_unheld(view, filters.authority)
    paper = filters.document
    if paper is not None and not any(paper in (one.id, one.file) for one in view.documents()):
        raise SightlineError(f"no paper {paper!r} is held; see: sightline list documents")
    if filters.theme is not None and kind in _THEMELESS:
        raise SightlineError(f"{kind} have no theme of their own; list concerns or comments by it")
    _refuse_state(kind, filters.state)


def _refuse_state(kind: str, state: str | None) -> None:
    if state is None:
        return
    if kind not in (*_STATES, "quotations"):
        raise SightlineError(f"{kind} have no state; ask for that of links, actions or evidence")
    known = STATUSES if kind == "quotations" else tuple(c.id for c in scheme(_STATES[kind]))
    if state not in known:
        raise SightlineError(f"{state!r} is no state of {kind}; there are {', '.join(known)}")


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


_THEMELESS = frozenset({"documents", "issues", "ignored"})
# The vocabulary of the states of a kind; owners go by the status of what they own.
_STATES = {
    "actions": "action_statuses",
    "owners": "action_statuses",
    "evidence": "evidence_statuses",
    "links": "link_states",
}
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

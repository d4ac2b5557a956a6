"""Quotations of inspectors in others' papers: printed as they stand in the source, or not.

A council's page, a newspaper or a committee report may quote a letter word for word, alter it, or
print words that the letter does not hold. Only where the letter itself is held can that be told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from graph.alignment import ALIKE, difference, likeness, plain, quoted, stands_in
from graph.records import Comment, Document, Link, Record
from graph.store.base import View
from graph.visits import Visit, visits

EXACT, ALTERED = "exact", "altered"
NOT_FOUND, SOURCE_NOT_HELD = "not_found", "source_not_held"
STATUSES = (EXACT, ALTERED, NOT_FOUND, SOURCE_NOT_HELD)

_REACH = 366  # days that a quoting paper may look back to the visit it speaks of


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A sentence that quotes inspectors, and whether their paper holds those words.

    Attributes:
        quoting: the sentence.
        status: exact, altered, not_found or source_not_held. Case and punctuation do not count.
        source: the record whose words are quoted, where it was found.
        difference: for an altered quotation, what became of the words; else empty.
        why: in words, how the status is known.
        searched: the papers of the visit that it speaks of, as far as they are held.
        link: id of the link to the source, where a paper or a matcher gave one.
    """

    quoting: Comment
    status: str
    source: Record | None = None
    difference: str = ""
    why: str = ""
    searched: tuple[Document, ...] = ()
    link: str | None = None


def fidelity(view: View, authority: str) -> list[Quotation]:
    """Return every quotation of inspectors in the papers of others, in the order of the papers.

    The source of a quotation is taken to be the paper of the last visit before the quoting paper,
    not more than a year back; for a quoting paper without a date, the paper in which most of its
    other quotations are found.
    """
    papers = {paper.id: paper for paper in view.documents(authority=authority)}
    comments = [
        comment
        for comment in view.records(Comment, authority=authority)
        if comment.document in papers and papers[comment.document].inspection is None
    ]
    links = view.links(authority=authority, relation="quotes")
    search = _Search(
        view=view,
        papers=papers,
        visits=visits(papers.values()),
        sources=_sources(view, links),
        rejected={(link.subject, link.object) for link in links if link.state == "rejected"},
    )
    search.date_undated(comments)
    # A sentence amid a long quotation may bear no marks at all: then all of it is quoted.
    printed = ((one, quoted(one.text, whole=one.voice == "inspector_quoted")) for one in comments)
    return [search.judge(one, pieces) for one, pieces in printed if pieces]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where one piece of a quotation stands; words outside every record have no source."""

    found: bool
    source: Record | None = None
    changed: str = ""


@dataclass(slots=True, kw_only=True)
class _Search:
    """Looks up quotations in the papers of one authority, each paper read once."""

    view: View
    papers: dict[str, Document]
    visits: Sequence[Visit]
    sources: dict[str, tuple[Link, Record]]
    rejected: Set[tuple[str, str]]
    undated: dict[str, Visit] = field(default_factory=dict)
    records: dict[str, Sequence[Record]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def date_undated(self, comments: Iterable[Comment]) -> None:
        """Find out for papers without a date which visit most of their quotations are from."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for comment in comments:
            if comment.id in self.sources and not self.papers[comment.document].date:
                counts[comment.document][self.sources[comment.id][1].document] += 1
        for document, found in counts.items():
            most = min(found, key=lambda source: (-found[source], source))
            of_it = [visit for visit in self.visits if most in visit.ids]
            if of_it:
                self.undated[document] = of_it[0]

    def judge(self, comment: Comment, pieces: Sequence[str]) -> Quotation:
        """Say what became of the words of one quotation."""
        link, linked = self.sources.get(comment.id, (None, None))
        visit = self._visit(comment)
        held = tuple(paper for paper in visit.documents if paper.held) if visit else ()
        places = dict.fromkeys(
            [*([linked.document] if linked else []), *(paper.id for paper in held)]
        )
        for place in places:
            found = [self._find(piece, place, comment, linked) for piece in pieces]
            if not all(one.found for one in found):
                continue
            sources = [one.source for one in found if one.source]
            changes = [one.changed for one in found if one.changed]
            return Quotation(
                quoting=comment,
                status=ALTERED if changes else EXACT,
                source=linked if linked in sources else next(iter(sources), None),
                difference="; ".join(changes),
                why=f"{'stands altered' if changes else 'stands word for word'} in "
                f"{self.papers[place].file}",
                searched=held,
                link=link.id if link and linked in sources else None,
            )
        return self._missing(comment, visit, held)

    def _find(self, piece: str, document: str, comment: Comment, linked: Record | None) -> _Place:
        """Look for a piece in the records of a paper, in its whole text, then for one like it."""
        near = [linked] if linked and linked.document == document else []
        records = [
            (one, plain(one.text))
            for one in (*near, *self._records(document))
            if (comment.id, one.id) not in self.rejected
        ]
        for one, said in records:
            if stands_in(piece, said):
                return _Place(found=True, source=one)
        kept = len(records) == len(near) + len(self._records(document))
        if kept and stands_in(piece, self._text(document)):
            return _Place(found=True)
        most, source, said = max(
            ((likeness(piece, said), one, said) for one, said in records),
            key=lambda found: found[0],
            default=(0.0, None, ""),
        )
        if most < ALIKE:
            return _Place(found=False)
        return _Place(found=True, source=source, changed=difference(piece, said))

    def _missing(
        self, comment: Comment, visit: Visit | None, held: tuple[Document, ...]
    ) -> Quotation:
        """Return the answer where nothing alike was found: not found, or nowhere to look."""
        day = self.papers[comment.document].date
        if visit and held:
            names = ", ".join(paper.file for paper in held)
            why = f"the papers held of the visit of {visit.date} do not print it: {names}"
        elif not day:
            why = "the quoting paper bears no date, so the visit it speaks of cannot be told"
        elif visit:
            why = f"the paper of the visit of {visit.date} is not held"
        else:
            why = f"no paper of a visit in the year before {day} is held"
        status = NOT_FOUND if held else SOURCE_NOT_HELD
        return Quotation(quoting=comment, status=status, why=why, searched=held)

    def _visit(self, comment: Comment) -> Visit | None:
        """Return the last visit on or before the quoting paper's date, within a year."""
        day = self.papers[comment.document].date
        if not day:
            return self.undated.get(comment.document)
        before = [visit for visit in self.visits if visit.date and _within(visit.date, day)]
        return before[-1] if before else None

    def _text(self, document: str) -> str:
        if document not in self.texts:
            self.texts[document] = plain(self.view.text(document))
        return self.texts[document]

    def _records(self, document: str) -> Sequence[Record]:
        if document not in self.records:
            self.records[document] = self.view.records(Record, document=document)
        return self.records[document]


def _sources(view: View, links: Iterable[Link]) -> dict[str, tuple[Link, Record]]:
    """Return for each quoting sentence its link and the source; rejected links do not count."""
    live = [link for link in links if link.state != "rejected"]
    found = view.records(Record, ids={link.object for link in live})
    records = {record.id: record for record in found}
    ordered = sorted(live, key=lambda link: (link.settled, link.score or 0.0, link.id))
    return {
        link.subject: (link, records[link.object]) for link in ordered if link.object in records
    }


def _within(visit: str, day: str) -> bool:
    """Tell whether a visit lies on or before a day (month, year), and not a year before it."""
    if not day or visit[: len(day)] > day:
        return False
    return (_first(day) - _first(visit)).days <= _REACH


def _first(day: str) -> date:
    return date.fromisoformat(f"{day}-01-01"[:10])

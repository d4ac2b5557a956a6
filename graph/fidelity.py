"""Quotations of inspectors in others' papers: printed as they stand in the source, or not.

A council's page, a newspaper or a committee report may quote a letter word for word, alter it, or
print words that the letter does not hold. Only where the letter itself is held can that be told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from graph.ids import words
from graph.records import Comment, Document, Link, Record
from graph.store.base import View
from graph.visits import Visit, visits

EXACT, ALTERED = "exact", "altered"
NOT_FOUND, SOURCE_NOT_HELD = "not_found", "source_not_held"
STATUSES = (EXACT, ALTERED, NOT_FOUND, SOURCE_NOT_HELD)

_SHORTEST = 3  # words; what is shorter is a term and no quotation
_REACH = 366  # days that a quoting paper may look back to the visit it speaks of
_DOUBLE = re.compile(r"“([^“”]*)(?:”|$)|^([^“”]*)”|\"([^\"]*)(?:\"|$)")
_SINGLE = re.compile(r"(?<!\w)‘([^‘]*?)’(?!\w)|(?<!\w)'([^']{12,}?)'(?!\w)")


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
    search = _Search(
        view=view,
        papers=papers,
        visits=visits(papers.values()),
        sources=_sources(view, authority),
    )
    search.date_undated(comments)
    return [search.judge(one, pieces) for one in comments if (pieces := quoted(one))]


def quoted(comment: Comment) -> list[str]:
    """Return what a sentence quotes, as plain words; none for a sentence in other words.

    A sentence of a long quotation may bear no marks at all: then all of it is quoted.
    """
    text = comment.text
    inside = ["".join(filter(None, found.groups())) for found in _DOUBLE.finditer(text)]
    inside += ["".join(filter(None, found.groups())) for found in _SINGLE.finditer(text)]
    if not inside and comment.voice == "inspector_quoted":
        inside = [text]
    pieces = [words(piece) for piece in inside]
    return [" ".join(piece) for piece in pieces if len(piece) >= _SHORTEST]


@dataclass(slots=True, kw_only=True)
class _Search:
    """Looks up quotations in the papers of one authority, each paper read once."""

    view: View
    papers: dict[str, Document]
    visits: Sequence[Visit]
    sources: dict[str, tuple[Link, Record]]
    undated: dict[str, Visit] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def date_undated(self, comments: Iterable[Comment]) -> None:
        """Find out for papers without a date which visit most of their quotations are from."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for comment in comments:
            if comment.id in self.sources and not self.papers[comment.document].date:
                counts[comment.document][self.sources[comment.id][1].document] += 1
        for document, found in counts.items():
            most = min(found, key=lambda source: (-found[source], source))
            of_it = (visit for visit in self.visits if most in visit.ids)
            self.undated |= {document: visit for visit in of_it}

    def judge(self, comment: Comment, pieces: Sequence[str]) -> Quotation:
        """Say what became of the words of one quotation."""
        link, linked = self.sources.get(comment.id, (None, None))
        visit = self._visit(comment)
        held = tuple(paper for paper in visit.documents if paper.held) if visit else ()
        places = [*([linked.document] if linked else []), *(paper.id for paper in held)]
        for place in dict.fromkeys(places):
            if all(_stands(piece, self._text(place)) for piece in pieces):
                return Quotation(
                    quoting=comment,
                    status=EXACT,
                    source=self._holding(place, pieces, linked),
                    why=f"stands word for word in {self.papers[place].file}",
                    searched=held,
                    link=link and link.id,
                )
        if link and linked:
            told = (_difference(piece, linked.text) for piece in pieces)
            return Quotation(
                quoting=comment,
                status=ALTERED,
                source=linked,
                difference="; ".join(filter(None, told)) or "put together from several places",
                why="; ".join(link.reasons),
                searched=held,
                link=link.id,
            )
        return self._missing(comment, visit, held)

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

    def _holding(
        self, document: str, pieces: Sequence[str], linked: Record | None
    ) -> Record | None:
        """Return the record that holds the longest piece; the linked one where it does."""
        longest = max(pieces, key=len)
        near = [linked] if linked else []
        records = (*near, *self.view.records(Record, document=document))
        return next((one for one in records if _stands(longest, _plain(one.text))), linked)

    def _text(self, document: str) -> str:
        if document not in self.texts:
            held = self.papers[document].held
            self.texts[document] = _plain(self.view.text(document)) if held else ""
        return self.texts[document]


def _difference(piece: str, source: str) -> str:
    """Say which words of a quotation are not those of the source; empty where they are the same.

    What the source says before and behind the quoted words is no difference.
    """
    here, there = piece.split(), words(source)
    if _stands(piece, _plain(source)):
        return ""
    steps = SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
    told = []
    for kind, first, last, start, end in steps:
        if kind == "replace" and start == 0:
            first = max(first, last - (end - start))
        elif kind == "replace" and end == len(here):
            last = min(last, first + (end - start))
        old, new = " ".join(there[first:last]), " ".join(here[start:end])
        if kind == "replace":
            told.append(f"'{old}' became '{new}'")
        elif kind == "insert":
            told.append(f"'{new}' put in")
        elif kind == "delete" and 0 < start < len(here):
            told.append(f"'{old}' left out")
    return "; ".join(told)


def _sources(view: View, authority: str) -> dict[str, tuple[Link, Record]]:
    """Return for each quoting sentence its link and the source; rejected links do not count."""
    links = [
        link
        for link in view.links(authority=authority, relation="quotes")
        if link.state != "rejected"
    ]
    records = {
        record.id: record for record in view.records(Record, ids={link.object for link in links})
    }
    ordered = sorted(links, key=lambda link: (link.settled, link.score or 0.0, link.id))
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


def _plain(text: str) -> str:
    return " ".join(words(text))


def _stands(piece: str, text: str) -> bool:
    return f" {piece} " in f" {text} "

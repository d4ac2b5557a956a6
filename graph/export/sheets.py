"""What stands on each sheet of the workbook: columns, and a row for each record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graph.export.common import Portfolio
from graph.export.wording import cut, day, due, place, state, word
from graph.records import Action, Comment, Concern, Evidence, Link, Record

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cell that leads to the row of another record."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: key of its value in a row, its head, and its width in signs."""

    name: str
    head: str
    width: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with what its rows are."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Portfolio], Iterator[Row]]


def _columns(*given: tuple[str, str, int]) -> tuple[Column, ...]:
    return tuple(Column(name=name, head=head, width=width) for name, head, width in given)


_PLACE = _columns(
    ("file", "File", 30), ("date", "Date of paper", 13), ("page", "Page", 7),
    ("paragraph", "Paragraph or cell", 28), ("start", "From sign", 9), ("end", "To sign", 9),
)  # fmt: skip
_ID = _columns(("id", "Id", 26))


def _place(record: Record, evidence: Portfolio) -> Row:
    """What every record has: id, words, and where they stand."""
    quote = record.quote
    paper = evidence.sources.get(record.document)
    return {
        "id": record.id,
        "words": record.text,
        "file": Reference(id=record.document, text=paper.file if paper else record.document),
        "date": paper.date if paper else "",
        "page": quote.page,
        "paragraph": quote.paragraph,
        "start": quote.start,
        "end": quote.end,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The record at the other end of a link."""

    id: str
    link: Link


def _ends(evidence: Portfolio, relation: str, *, subjects: bool) -> dict[str, list[End]]:
    """For each record, the ends of its links of one relation, what is settled first."""
    found: dict[str, list[End]] = {}
    for link in sorted(evidence.links.values(), key=lambda link: not link.settled):
        if link.relation == relation:
            key, other = (link.subject, link.object)[:: 1 if subjects else -1]
            found.setdefault(key, []).append(End(id=other, link=link))
    return found


def _first(ends: list[End], evidence: Portfolio) -> Reference | None:
    """Lead to the first of these ends, never without a word where nobody has decided on it.

    The sheet of links has them all.
    """
    if not ends:
        return None
    (first, *others), undecided = ends, sum(not end.link.settled for end in ends[1:])
    told = "" if first.link.settled else f"{word('link_states', first.link.state)}: "
    counts = (
        (len(others) - undecided, "+{}"),
        (undecided, "+{} undecided" if first.link.settled else "+{}"),
    )
    more = ", ".join(shape.format(number) for number, shape in counts if number)
    text = told + _lead(first.id, evidence).text
    return Reference(id=first.id, text=f"{text} ({more})" if more else text)


def _lead(record_id: str, evidence: Portfolio) -> Reference:
    record = evidence.records.get(record_id)
    return Reference(id=record_id, text=cut(record.text, 60) if record else record_id)


def _concerns(evidence: Portfolio) -> Iterator[Row]:
    chosen = {chain.concern.id for chain in evidence.chains}
    parts = {part.concern.id for held in evidence.parts.values() for part in held}
    for record in evidence.records.values():
        if isinstance(record, Concern):
            role = (
                "concern" if record.id in chosen
                else "sub-point" if record.id in parts else "named in a chain"
            )  # fmt: skip
            yield {
                **_place(record, evidence),
                "role": role,
                "kind": word("concern_kinds", record.kind),
                "heading": record.heading,
                "whole": _lead(record.parent, evidence) if record.parent else None,
                "themes": ", ".join(word("themes", theme) for theme in record.themes),
            }


def _actions(evidence: Portfolio) -> Iterator[Row]:
    answers = _ends(evidence, "respondsTo", subjects=True)
    shown = _ends(evidence, "evidencedBy", subjects=True)
    for record in evidence.records.values():
        if isinstance(record, Action):
            yield {
                **_place(record, evidence),
                "ref": record.ref,
                "status": word("action_statuses", record.status),
                "rating": record.rating,
                "owners": "; ".join(owner.name for owner in record.owners),
                "due": record.due,
                "due_printed": due(record),
                "answers": _first(answers.get(record.id, []), evidence),
                "evidence": _first(shown.get(record.id, []), evidence),
            }


def _evidence(evidence: Portfolio) -> Iterator[Row]:
    offered = _ends(evidence, "evidencedBy", subjects=False)
    for record in evidence.records.values():
        if isinstance(record, Evidence):
            yield {
                **_place(record, evidence),
                "kind": word("evidence", record.kind),
                "status": word("evidence_statuses", record.status),
                "action": _first(offered.get(record.id, []), evidence),
            }


def _comments(evidence: Portfolio) -> Iterator[Row]:
    about = _ends(evidence, "commentsOn", subjects=True)
    rests = _ends(evidence, "underlies", subjects=True)
    for record in evidence.records.values():
        if isinstance(record, Comment):
            on = about.get(record.id) or rests.get(record.id, [])
            yield {
                **_place(record, evidence),
                "voice": word("voices", record.voice),
                "polarity": word("polarities", record.polarity),
                "section": record.section,
                "on": _first(on, evidence),
            }


def _links(evidence: Portfolio) -> Iterator[Row]:
    for link in evidence.links.values():
        subject, target = (_lead(end, evidence) for end in (link.subject, link.object))
        yield {
            "id": link.id,
            "subject": subject,
            "relation": link.relation,
            "object": target,
            "basis": word("bases", link.basis),
            "state": word("link_states", link.state),
            "score": link.score,
            "progress": word("progress", link.progress) if link.progress else None,
            "told": state(link, evidence.sources),
        }


def _gaps(evidence: Portfolio) -> Iterator[Row]:
    for gap in evidence.gaps:
        quote = gap.quotes[0]
        paper = evidence.sources.get(quote.document)
        yield {
            "rule": word("gap_rules", gap.rule),
            "severity": word("severities", gap.severity),
            "text": gap.text,
            "why": gap.why,
            "subject": _lead(gap.subject, evidence),
            "words": quote.text,
            "where": ", ".join(p for p in (paper.file if paper else "", place(quote)) if p),
            "proposed": len(gap.proposed),
        }


def _sources(evidence: Portfolio) -> Iterator[Row]:
    for paper in evidence.sources.values():
        yield {
            "id": paper.id,
            "file": paper.file,
            "title": paper.title,
            "kind": word("kinds", paper.kind),
            "publisher": paper.publisher,
            "date": paper.date,
            "told": day(paper.date),
            "pages": paper.pages,
            "held": "yes" if paper.held else "no",
            "sha256": paper.sha256,
        }


_WORDS = ("words", "Words of the paper", 60)
SHEETS: tuple[Sheet, ...] = (
    Sheet(
        name="concerns", meaning="What must improve: the concerns asked for, their sub-points, "
        "and concerns that their chains name", rows=_concerns,
        columns=(*_columns(_WORDS, ("role", "Role here", 14), ("kind", "Kind", 20),
                           ("heading", "Heading", 24), ("whole", "Part of", 26),
                           ("themes", "Themes", 24)), *_PLACE, *_ID),
    ),
    Sheet(
        name="actions", meaning="What the authority's papers say that it did, does or will do",
        rows=_actions,
        columns=(*_columns(_WORDS, ("ref", "Reference", 10), ("status", "Status", 12),
                           ("rating", "Rating as printed", 12), ("owners", "Owners", 26),
                           ("due", "Due (ISO)", 12), ("due_printed", "Due as printed", 18),
                           ("answers", "Answers", 40), ("evidence", "Evidence", 40)),
                 *_PLACE, *_ID),
    ),
    Sheet(
        name="evidence", meaning="What is offered to show that something was done or works",
        rows=_evidence,
        columns=(*_columns(_WORDS, ("kind", "Kind", 18), ("status", "Status", 12),
                           ("action", "Offered for", 40)), *_PLACE, *_ID),
    ),
    Sheet(
        name="comments", meaning="What inspectors said, and others of what inspectors said",
        rows=_comments,
        columns=(*_columns(_WORDS, ("voice", "Voice", 18), ("polarity", "Read as", 12),
                           ("section", "Section", 24), ("on", "About", 40)), *_PLACE, *_ID),
    ),
    Sheet(
        name="links", meaning="How the records are linked, on whose word", rows=_links,
        columns=_columns(("subject", "From", 44), ("relation", "Relation", 16),
                         ("object", "To", 44), ("state", "State", 12), ("basis", "Basis", 12),
                         ("score", "Score", 8), ("progress", "Progress read", 14),
                         ("told", "In words", 60), ("id", "Id", 26)),
    ),
    Sheet(
        name="gaps", meaning="What is missing or contradicted", rows=_gaps,
        columns=_columns(("text", "Gap", 44), ("severity", "Severity", 10),
                         ("subject", "About", 44), ("words", "Words of the paper", 60),
                         ("where", "Where they stand", 36), ("why", "Why", 60),
                         ("proposed", "Proposals that would close it", 14), ("rule", "Rule", 24)),
    ),
    Sheet(
        name="sources", meaning="The papers, each with the SHA-256 of its file", rows=_sources,
        columns=_columns(("file", "File", 34), ("title", "Title", 50), ("kind", "Kind", 22),
                         ("publisher", "Publisher", 22), ("date", "Date (ISO)", 12),
                         ("told", "Date", 18), ("pages", "Pages", 8), ("held", "Held", 8),
                         ("sha256", "SHA-256", 68), ("id", "Id", 28)),
    ),
)  # fmt: skip

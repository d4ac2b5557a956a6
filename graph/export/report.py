"""The paper that people read: cover, a section a concern, gaps and sources, as plain blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.export.blocks import (
    Block,
    Bullets,
    Contents,
    Heading,
    Manuscript,
    PageBreak,
    Paragraph,
    Piece,
    Quotation,
    Table,
    facts_table,
)
from graph.export.common import Portfolio
from graph.export.lines import STAGES, Line, lines_of
from graph.export.prose import prose
from graph.export.wording import count, cut, day, facts, place, source, state, word
from graph.questions.gaps import Gap
from graph.quotes import Quote
from graph.records import Document, StatusRecord

SUBTITLE = "What had to improve, what was done about it, and what inspectors said next"
HOW_TO_READ = (
    "Words between quotation marks are those of the paper named beside them, letter for letter.",
    "A status is what the paper says that tells of the action. It is a claim until evidence or an "
    "inspector bears it out.",
    "How far a later comment tells of progress (“read as”) is Sightline’s reading of it; the "
    "words themselves decide.",
    "Silence of a later visit is no sign of progress.",
)
_APART = (
    "Sightline proposes these steps from the words of the papers. Nobody has decided on them, "
    "and they are no part of the evidence above."
)
Cell = tuple[Piece, ...]


def manuscript(evidence: Portfolio) -> Manuscript:
    """Return the paper, ready to be set."""
    known = day(evidence.as_of or evidence.day)
    return Manuscript(
        title=evidence.title,
        subject=SUBTITLE,
        footer=f"{evidence.title} · as of {known}",
        stamp=evidence.stamp,
        blocks=tuple(report(evidence)),
    )


def report(evidence: Portfolio) -> Iterator[Block]:
    """Yield the whole paper, block by block."""
    yield from _cover(evidence)
    steps_of_quotes: dict[Quote, str] = {}
    steps_of_records: dict[str, str] = {}
    for position in range(len(evidence.chains)):
        steps = lines_of(evidence, position)
        for line in steps:
            if line.record:
                steps_of_quotes.setdefault(line.record.quote, line.number)
                steps_of_records.setdefault(line.record.id, line.number)
        yield PageBreak()
        yield from _section(evidence, position, steps)
    yield PageBreak()
    yield from _gaps(evidence, steps_of_records, steps_of_quotes)
    yield PageBreak()
    yield from _sources(evidence)


def facts_of(evidence: Portfolio) -> tuple[tuple[str, str], ...]:
    """Return what the cover says: about what, as of when, what is in and what is left out."""
    dates = [paper.date for paper in evidence.sources.values() if paper.date]
    span = f", {day(min(dates))} to {day(max(dates))}" if dates else ""
    names = dict.fromkeys(chain.concern.authority for chain in evidence.chains)
    known = day(evidence.as_of) if evidence.as_of else "everything held"
    return (
        ("About", ", ".join(names)),
        ("Concerns", str(len(evidence.chains))),
        ("As of", f"{known}; due dates judged on {day(evidence.day)}"),
        ("What is shown", shown(evidence)),
        ("Chosen by", "; ".join(f"{name}: {value}" for name, value in evidence.filters) or "id"),
        ("Papers quoted or silent", f"{len(evidence.sources)}{span}"),
        ("Missing or contradicted", count(len(evidence.gaps), "gap").capitalize()),
    )


def shown(evidence: Portfolio) -> str:
    """Say whether proposals are in, and how many were left out."""
    if evidence.only == "all":
        return "What papers state and people confirmed; apart from it, what Sightline proposes."
    number = evidence.proposals_left_out
    left = count(number, "proposed link")
    return (
        "Only what papers state and people confirmed. "
        f"{left.capitalize()} that nobody has decided on {'is' if number < 2 else 'are'} left out."
        if number
        else "Only what papers state and people confirmed. There was no proposal to leave out."
    )


def _cover(evidence: Portfolio) -> Iterator[Block]:
    yield Heading(level=0, text=evidence.title)
    yield Paragraph(text=SUBTITLE, kind="subtitle")
    yield facts_table("About this paper", facts_of(evidence))
    yield Heading(level=1, text="How to read it")
    yield Bullets(items=HOW_TO_READ)
    yield Heading(level=1, text="Contents")
    yield Contents()


def _section(evidence: Portfolio, position: int, steps: Sequence[Line]) -> Iterator[Block]:
    chain = evidence.chains[position]
    number = position + 1
    yield Heading(level=1, text=f"{number}. {cut(chain.concern.text)}", anchor=f"concern-{number}")
    for line in steps:
        if line.stage in ("concern", "part") and line.record:
            yield Quotation(
                text=line.record.text,
                source=f"{STAGES[line.stage]} · {source(line.record.quote, line.paper)}",
            )
    yield Heading(level=2, text="In short", anchor=f"short-{number}")
    yield from (Paragraph(text=text) for text in prose(evidence, steps))
    if chain.gaps:
        yield Heading(level=2, text="What is missing or contradicted", anchor=f"gaps-{number}")
        yield Bullets(items=_gap_items(chain.gaps, steps))
    settled = [line for line in steps if line.settled]
    yield Heading(level=2, text="The chain, step by step", anchor=f"chain-{number}")
    yield _table(evidence, settled, steps, f"Chain of concern {number}")
    if len(settled) < len(steps):
        proposed = [line for line in steps if not line.settled]
        yield Heading(level=2, text="Proposed, not decided", anchor=f"proposed-{number}")
        yield Paragraph(text=_APART, kind="note")
        yield _table(evidence, proposed, steps, f"Proposals about concern {number}")


def _gap_items(gaps: Iterable[Gap], steps: Sequence[Line]) -> tuple[str, ...]:
    """Each gap once with the steps it is about."""
    numbers = _numbers(steps)
    order = {number: place for place, number in enumerate(numbers.values())}
    told: dict[str, list[str]] = {}
    for gap in gaps:
        told.setdefault(gap.text, []).append(numbers.get(gap.subject, ""))
    for at in told.values():
        at.sort(key=lambda number: order.get(number, -1))
    return tuple(
        f"{text.rstrip('.')} ({'step' if len(at) == 1 else 'steps'} {', '.join(at)})."
        if all(at)
        else text
        for text, at in told.items()
    )


def _numbers(steps: Iterable[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in steps:
        if line.record:
            found.setdefault(line.record.id, line.number)
    return found


def _table(
    evidence: Portfolio, shown: Iterable[Line], steps: Sequence[Line], caption: str
) -> Table:
    numbers = _numbers(steps)
    return Table(
        caption=caption,
        heads=("Step", "What the paper says", "Where it stands", "How it is linked"),
        widths=(11, 40, 20, 29),
        rows=tuple(
            (
                (Piece(text=line.number, kind="strong"), Piece(text=STAGES[line.stage])),
                _said(line, evidence.sources),
                _where(line),
                _linked(line, numbers, evidence.sources),
            )
            for line in shown
        ),
    )


def _said(line: Line, sources: Mapping[str, Document]) -> Cell:
    if line.record is None:
        return (Piece(text=f"Nothing is quoted: {line.why}."),)
    told = list(facts(line.record))
    if line.link and line.link.progress:
        told.append(f"read as {word('progress', line.link.progress).lower()}")
    pieces = [Piece(text=line.record.text, kind="quote")]
    if told:
        text = " · ".join(told)
        pieces.append(Piece(text=text[:1].upper() + text[1:], kind="small"))
    if len(line.history) > 1:
        was = "; ".join(_status(said, sources) for said in line.history)
        pieces.append(Piece(text=f"Over time: {was}.", kind="small"))
    return tuple(pieces)


def _status(said: StatusRecord, sources: Mapping[str, Document]) -> str:
    due = said.due_printed or (day(said.due) if said.due else "")
    rated = f", rated “{said.rating}”" if said.rating else ""
    status = word("action_statuses", said.status).lower()
    return f"{day(said.on)}: {status}{rated}{f', due {due}' if due else ''}"


def _where(line: Line) -> Cell:
    paper = line.paper
    if paper is None:
        return (Piece(text="Paper not held"),)
    spot = place(line.record.quote) if line.record else ""
    held = "" if paper.held else "paper not held"
    about = f"{word('kinds', paper.kind)}, {day(paper.date)}"
    told = ((about, "plain"), (spot, "plain"), (held, "plain"), (paper.file, "small"))
    return tuple(Piece(text=text, kind=kind) for text, kind in told if text)


def _linked(line: Line, numbers: Mapping[str, str], sources: Mapping[str, Document]) -> Cell:
    if line.link is None:
        told = {
            "concern": "The concern itself.",
            "part": "Printed below the concern, in the same list.",
            "silence": "Nothing to link.",
        }
        return (Piece(text=told[line.stage]),)
    on = numbers.get(line.on)
    pieces = [Piece(text=f"To step {on}.", kind="plain")] if on else []
    return (*pieces, Piece(text=state(line.link, sources)))


def _gaps(
    evidence: Portfolio, records: Mapping[str, str], quotes: Mapping[Quote, str]
) -> Iterator[Block]:
    yield Heading(level=1, text="What is missing or contradicted", anchor="gaps")
    if not evidence.gaps:
        yield Paragraph(text="No rule of Sightline finds anything missing in these chains.")
        return
    yield Paragraph(
        text="What the papers held leave open, the gravest first. A gap that proposals would "
        "close is still a gap until somebody decides on them."
    )
    yield Table(
        caption="Gaps",
        heads=("Gap", "About", "Why", "Severity"),
        widths=(24, 34, 31, 11),
        rows=tuple(_gap(gap, records, quotes, evidence) for gap in evidence.gaps),
    )


def _gap(
    gap: Gap, records: Mapping[str, str], quotes: Mapping[Quote, str], evidence: Portfolio
) -> tuple[Cell, ...]:
    about: list[Piece] = []
    for quote in gap.quotes:
        # The same words can be an action and evidence: whose gap it is, its record says.
        step = records.get(gap.subject) if quote == gap.quotes[0] else quotes.get(quote)
        paper = evidence.sources.get(quote.document)
        about.append(Piece(text=f"Step {step}" if step else source(quote, paper)))
        if quote == gap.quotes[0] or not step:
            about.append(Piece(text=quote.text, kind="quote"))
    severity = word("severities", gap.severity)
    return (Piece(text=gap.text),), tuple(about), (Piece(text=gap.why),), (Piece(text=severity),)


def _sources(evidence: Portfolio) -> Iterator[Block]:
    yield Heading(level=1, text="Sources", anchor="sources")
    yield Paragraph(
        text="Every paper that is quoted above or was silent. The SHA-256 of a file proves that "
        "it is the very file that was read: a single changed byte gives another."
    )
    yield papers_table(evidence.sources.values())


def papers_table(papers: Iterable[Document]) -> Table:
    """Return the papers with their files and hashes."""
    return Table(
        caption="Papers",
        heads=("File", "Paper", "Date", "SHA-256"),
        widths=(24, 34, 14, 28),
        rows=tuple(_paper(paper) for paper in papers),
    )


def _paper(paper: Document) -> tuple[Cell, ...]:
    kind = word("kinds", paper.kind)
    by = f"{kind}, {paper.publisher}" if paper.publisher else kind
    held = () if paper.held else (Piece(text="Known by mention only; not held.", kind="small"),)
    return (
        (Piece(text=paper.file),),
        (Piece(text=paper.title), Piece(text=by, kind="small"), *held),
        (Piece(text=day(paper.date)),),
        (Piece(text=paper.sha256 or "none", kind="code"),),
    )

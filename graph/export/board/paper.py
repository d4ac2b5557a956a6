"""A board pack as a paper that people read: cover, page of pictures, and each kind of change."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.blocks import (
    Block,
    Bullets,
    Contents,
    Heading,
    Manuscript,
    PageBreak,
    Paragraph,
    Piece,
    Table,
    facts_table,
)
from graph.export.board.cells import Cell, quoted
from graph.export.board.glance import glance
from graph.export.board.moves import actions
from graph.export.board.outcome import decisions, gaps
from graph.export.board.pack import Board
from graph.export.board.past import known_on
from graph.export.board.said import said
from graph.export.looks import word
from graph.export.report import papers_table
from graph.export.wording import facts
from graph.export.words import count, day
from graph.records import Document, Record

SUBTITLE = "What papers said and people decided in this time, and what is missing since"
NOTHING = (
    "No change is recorded for this time: no paper is held that counts from these days, nobody "
    "decided anything, and no gap opened or closed. That does not say that nothing happened, and "
    "never that all is well."
)


def manuscript(pack: Board) -> Manuscript:
    """Return the pack, ready to be set."""
    return Manuscript(
        title=pack.title,
        subject=SUBTITLE,
        footer=pack.title,
        stamp=pack.stamp,
        blocks=tuple(board_paper(pack)),
    )


def board_paper(pack: Board) -> Iterator[Block]:
    """Yield the whole pack, block by block."""
    yield from _cover(pack)
    yield from glance(pack)
    yield PageBreak()
    yield from _papers(pack)
    yield from said(pack)
    yield from actions(pack)
    yield from decisions(pack)
    yield from gaps(pack)
    yield from _basis(pack)


def facts_of(pack: Board) -> tuple[tuple[str, str], ...]:
    """Return what the cover says."""
    moves = count(len(pack.statuses), "move") + " of status or rating"
    slips = sum(move.later for move in pack.dates)
    dates = f"{slips} later, {len(pack.dates) - slips} earlier" if pack.dates else "none moved"
    high = sum(gap.severity == "high" for gap in pack.standing)
    return (
        ("About", pack.authority),
        ("Time", f"{day(pack.since)} to {day(pack.until)}, both days within"),
        ("What is shown", shown(pack)),
        ("New papers", str(len(pack.papers))),
        ("Inspectors’ sentences in them", str(len(pack.said))),
        ("Actions", f"{len(pack.actions)} named for the first time; {moves}"),
        ("Due dates", dates),
        ("Decisions by people", str(len(pack.decisions))),
        (
            "Gaps",
            f"{len(pack.opened)} new, {len(pack.closed)} no longer found; "
            f"{len(pack.standing)} stand, {high} of them of high severity",
        ),
    )


def shown(pack: Board) -> str:
    """Say whether proposals are in, and how many were left out."""
    if pack.only == "all":
        return "What papers state and people confirmed; apart from it, what Sightline proposes."
    if not pack.left_out:
        return "Only what papers state and people confirmed. There was no proposal to leave out."
    are = "is" if pack.left_out == 1 else "are"
    return (
        "Only what papers state and people confirmed. "
        f"{count(pack.left_out, 'proposed link').capitalize()} that nobody has decided on {are} "
        f"left out, {pack.left_out_new} of them with an end in a new paper."
    )


def _cover(pack: Board) -> Iterator[Block]:
    yield Heading(level=0, text=pack.title)
    yield Paragraph(text=SUBTITLE, kind="subtitle")
    if pack.empty:
        yield Paragraph(text=NOTHING, kind="note")
    yield facts_table("In short", facts_of(pack))
    yield Heading(level=1, text="Contents")
    yield Contents()


def _papers(pack: Board) -> Iterator[Block]:
    yield Heading(level=1, text="New papers and concerns", anchor="papers")
    if not pack.papers:
        yield Paragraph(text="No paper is held that counts from these days.")
        return
    yield Table(
        caption="New papers",
        heads=("Paper", "Published", "Visit ended", "File"),
        widths=(40, 18, 18, 24),
        rows=tuple(_paper(paper) for paper in pack.papers),
    )
    yield Heading(level=2, text="New concerns", anchor="concerns")
    if pack.concerns:
        yield Table(
            caption="New concerns",
            heads=("Concern", "Where it stands"),
            widths=(62, 38),
            rows=tuple((quoted(one, pack), _where(one, pack)) for one in pack.concerns),
        )
    else:
        yield Paragraph(text="No new concern is printed in them.")


def _where(record: Record, pack: Board) -> Cell:
    paper = pack.sources.get(record.document)
    about = word("kinds", paper.kind) if paper else "Paper not held"
    return (Piece(text=about), *(Piece(text=text, kind="small") for text in facts(record)))


def _paper(paper: Document) -> tuple[Cell, ...]:
    visit = paper.inspection
    ended = visit.end or visit.start if visit else None
    held = () if paper.held else (Piece(text="Known by mention only; not held.", kind="small"),)
    return (
        (Piece(text=paper.title), Piece(text=word("kinds", paper.kind), kind="small"), *held),
        (Piece(text=day(paper.published) if paper.published else "not known"),),
        (Piece(text=day(ended) if ended else "no visit"),),
        (Piece(text=paper.file),),
    )


def basis_of(pack: Board) -> tuple[str, ...]:
    """Say what the pack is based on, in sentences."""
    undated = f"{count(pack.undated, 'paper').capitalize()} of this authority"
    return (
        "A paper counts from the day on which it was published. Where that is not known, the end "
        "of the visit or the date it is about stands for it. A date known to the month only "
        "counts from its first day.",
        f"{undated} {'carries' if pack.undated < 2 else 'carry'} no date, and would count as held "
        "before any time.",
        "A decision counts on the day on which it was taken, in Coordinated Universal Time.",
        "What stood before is worked out anew from the papers held now, as they are read now. A "
        "paper that was loaded late counts on its own day, so a pack made before it came lacks "
        "it.",
        "An action is the same in two papers where its words, and its reference if it has one, "
        "are the same. One that was worded anew is shown as new.",
        "A gap is no longer found when something settled closed it, or when its words no longer "
        "stand in the latest paper. That alone does not say that the matter is mended.",
        "Words between quotation marks are those of the papers, letter for letter.",
    )


def _basis(pack: Board) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(level=1, text="What this pack is based on", anchor="basis")
    yield Bullets(items=basis_of(pack))
    yield Heading(level=1, text="Sources", anchor="sources")
    yield Paragraph(text="Every paper known at the end of this time, with the hash of its file.")
    in_order = sorted(pack.sources.values(), key=lambda paper: (known_on(paper), paper.id))
    yield papers_table(in_order)

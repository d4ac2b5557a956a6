"""The page of figures and pictures of a board pack, and the same pictures as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from graph.export.blocks import Block, Heading, PageBreak, Paragraph, Picture, Piece, Table
from graph.export.board.pack import Board
from graph.export.board.pictures import STATUSES, statuses_picture, visits_picture
from graph.export.looks import progress, word
from graph.export.words import count, day
from graph.questions.gaps import SEVERITIES
from graph.questions.matrix import Cell, Row
from graph.visits import Visit

# What a picture holds, so that figures and pictures stand on one page; the tables hold all.
COLUMNS = 4  # visits, the last ones
ROWS = 12  # concerns, the last ones
DAYS = 6  # days on which papers say something of actions, the last ones
CLAIMS = "A status is what the paper says that tells of it: a claim until something bears it out."


def glance(pack: Board) -> Iterator[Block]:
    """Yield figures, pictures, and the tables that say the same as the pictures."""
    rows = numbered(pack)
    yield PageBreak()
    yield Heading(level=1, text="At a glance", anchor="glance")
    yield _figures(pack)
    yield from _visits(pack, rows)
    yield from _statuses(pack)
    yield PageBreak()
    yield Heading(level=1, text="The pictures as tables", anchor="tables")
    yield from _tables(pack, rows)


def numbered(pack: Board) -> list[tuple[int, Row]]:
    """Return the concerns that inspectors printed, without their sub-points, each numbered."""
    rows = [row for row in pack.matrix.rows if _printed(pack, row)]
    return list(enumerate(rows, start=1))


def _printed(pack: Board, row: Row) -> bool:
    paper = pack.sources.get(row.concern.document)
    own = row.concern.kind == "self_identified" or row.concern.parent is not None
    return not own and paper is not None and paper.inspection is not None


def _figures(pack: Board) -> Table:
    before, after = pack.before, pack.after
    lines = (
        ("Papers held", str(before.papers), str(after.papers)),
        ("Concerns of inspectors", str(before.concerns), str(after.concerns)),
        ("Actions", _counted(before.actions), _counted(after.actions)),
        ("Gaps by severity", _graded(before.gaps), _graded(after.gaps)),
    )
    return Table(
        caption="Figures",
        heads=("What", day(before.day), day(after.day)),
        widths=(24, 38, 38),
        rows=tuple(
            ((Piece(text=name, kind="strong"),), (Piece(text=was),), (Piece(text=now),))
            for name, was, now in lines
        ),
    )


def _graded(gaps: Counter[str]) -> str:
    told = (f"{gaps[s]} {word('severities', s).lower()}" for s in SEVERITIES if gaps[s])
    return ", ".join(told) or "none"


def _visits(pack: Board, rows: Sequence[tuple[int, Row]]) -> Iterator[Block]:
    yield Heading(level=2, text="Concerns by later visits", anchor="visits")
    visits = pack.matrix.visits
    if not rows or not visits:
        yield Paragraph(text="No visit is held that came after a concern.")
        return
    shown, part = visits[-COLUMNS:], rows[-ROWS:]
    less = []
    if len(part) < len(rows):
        less.append(f"the last {len(part)} of {len(rows)} concerns")
    if len(shown) < len(visits):
        less.append(f"the last {len(shown)} of {len(visits)} visits")
    some = f" Drawn are {' and '.join(less)}; all stand in the table." if less else ""
    yield Picture(
        caption=f"What each visit said of each concern that was raised before it.{some}",
        alt=_told(part, shown),
        svg=visits_picture(part, shown, frozenset(paper.id for paper in pack.papers)),
    )


def _told(rows: Sequence[tuple[int, Row]], visits: Sequence[Visit]) -> str:
    """The picture in a sentence."""
    ids = {visit.document.id for visit in visits}
    cells = [cell for _, row in rows for cell in row.cells if cell.document in ids]
    words = Counter(progress(cell.progress).word.lower() for cell in cells)
    told = ", ".join(f"{number} {name}" for name, number in words.most_common())
    return (
        f"{count(len(rows), 'concern').capitalize()} by {count(len(visits), 'visit')}: "
        f"{told or 'no cell'}. The first table under “The pictures as tables” says the same."
    )


def _statuses(pack: Board) -> Iterator[Block]:
    yield Heading(level=2, text="Actions by status over time", anchor="over-time")
    points = pack.over_time[-DAYS:]
    if not points:
        yield Paragraph(text="No paper held says anything of the status of an action.")
        return
    first, last = points[0], points[-1]
    some = f" Drawn are the last {len(points)} of {len(pack.over_time)} days."
    yield Picture(
        caption=f"{CLAIMS}{some if len(points) < len(pack.over_time) else ''}",
        alt=f"Actions by status on {count(len(points), 'day')}: {_counted(first[1])} on "
        f"{day(first[0])}; {_counted(last[1])} on {day(last[0])}. The second table under “The "
        "pictures as tables” says the same.",
        svg=statuses_picture(points),
    )


def _counted(counts: Counter[str]) -> str:
    told = (f"{counts[s]} {word('action_statuses', s).lower()}" for s in STATUSES if counts[s])
    return ", ".join(told) or "none"


def _tables(pack: Board, rows: Sequence[tuple[int, Row]]) -> Iterator[Block]:
    if rows:
        yield Heading(level=2, text="Concerns by later visits, as a table", anchor="said-of")
        yield Table(
            caption="What each later visit said of each concern",
            heads=("Number", "Concern", "Later visits"),
            widths=(10, 50, 40),
            rows=tuple(
                (
                    (Piece(text=f"{number}.", kind="strong"),),
                    (Piece(text=row.concern.text, kind="quote"), _raised(pack, row)),
                    tuple(Piece(text=text) for text in _cells(pack, row)),
                )
                for number, row in rows
            ),
        )
    if pack.over_time:
        yield Heading(level=2, text="Actions by status over time, as a table", anchor="how-many")
        yield Table(
            caption="Actions by status, as the papers known on each day have it",
            heads=("Day", *(word("action_statuses", status) for status in STATUSES), "In all"),
            widths=(30, 14, 14, 14, 14, 14),
            rows=tuple(
                (
                    (Piece(text=day(when), kind="strong"),),
                    *((Piece(text=str(counts[status])),) for status in STATUSES),
                    (Piece(text=str(sum(counts.values()))),),
                )
                for when, counts in pack.over_time
            ),
        )


def _raised(pack: Board, row: Row) -> Piece:
    paper = pack.sources[row.concern.document]
    return Piece(
        text=f"Raised in {word('kinds', paper.kind).lower()}, {day(paper.date)}", kind="small"
    )


def _cells(pack: Board, row: Row) -> Iterator[str]:
    cells = {cell.document: cell for cell in row.cells}
    new = {paper.id for paper in pack.papers}
    for visit in pack.matrix.visits:
        cell = cells.get(visit.document.id)
        if cell is None:
            told = "before it was raised"
        else:
            told = f"{progress(cell.progress)}{_comments(cell)}"
        yield f"{day(visit.date)}{' (new)' if visit.ids & new else ''}: {told}"
    if not pack.matrix.visits:
        yield "No later visit is held."


def _comments(cell: Cell) -> str:
    state = f", {word('link_states', cell.state).lower()}" if cell.state else ""
    return f" ({count(len(cell.comments), 'comment')}{state})" if cell.comments else ""

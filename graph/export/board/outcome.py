"""What people decided in the time of a board pack, and which gaps came and went."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.blocks import Block, Heading, Paragraph, Piece
from graph.export.board.cells import Cell, table_or
from graph.export.board.pack import Board
from graph.export.wording import count, day, source, word
from graph.questions.gaps import Gap
from graph.records import Decision
from ontology.schema import relations


def decisions(pack: Board) -> Iterator[Block]:
    """Yield the section of decisions."""
    yield Heading(level=1, text="Decisions taken by people", anchor="decisions")
    yield table_or(
        "Nobody decided on a link in this time.",
        "Decisions", ("When and who", "Decision", "On what"), (22, 24, 54),
        [_decision(one, pack) for one in pack.decisions],
    )  # fmt: skip


def _decision(one: Decision, pack: Board) -> tuple[Cell, ...]:
    relation = relations().get(one.relation)
    reason = one.reason.strip()
    ends = [
        text or (pack.ends[key].text if key in pack.ends else "words no longer held")
        for key, text in ((one.subject, one.subject_text), (one.object, one.object_text))
    ]
    return (
        (Piece(text=one.by, kind="strong"), Piece(text=day(one.at))),
        (
            Piece(text=word("decision_states", one.state), kind="strong"),
            *([Piece(text=reason)] if reason else []),
        ),
        (
            Piece(text=ends[0], kind="quote"),
            Piece(text=relation.label if relation else one.relation, kind="strong"),
            Piece(text=ends[1], kind="quote"),
        ),
    )


def gaps(pack: Board) -> Iterator[Block]:
    """Yield the section of gaps."""
    yield Heading(level=1, text="Gaps", anchor="gaps")
    yield Paragraph(
        text=f"{count(len(pack.standing), 'gap').capitalize()} "
        f"{'stands' if len(pack.standing) == 1 else 'stand'} on {day(pack.until)}; here is what "
        "changed. A gap that proposals would close is still a gap until somebody decides."
    )
    for name, found, nothing in (
        ("New gaps", pack.opened, "No new gap is found."),
        ("Gaps no longer found", pack.closed, "No gap was closed."),
    ):
        yield Heading(level=2, text=name, anchor=name.split()[0].lower() + "-gaps")
        yield table_or(
            nothing, name, ("Gap", "About", "Why", "Severity"), (24, 34, 31, 11),
            [_gap(gap, pack) for gap in found],
        )  # fmt: skip


def _gap(gap: Gap, pack: Board) -> tuple[Cell, ...]:
    about: list[Piece] = []
    for quote in gap.quotes:
        about.append(Piece(text=quote.text, kind="quote"))
        about.append(Piece(text=source(quote, pack.sources.get(quote.document)), kind="small"))
    severity = word("severities", gap.severity)
    return (Piece(text=gap.text),), tuple(about), (Piece(text=gap.why),), (Piece(text=severity),)

"""What inspectors said in the new papers of a board pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.export.blocks import Block, Heading, Paragraph, Piece, Table
from graph.export.board.cells import Cell
from graph.export.board.pack import Board, Said
from graph.export.wording import count, facts, source, state, word
from graph.records import Concern, Link

_APART = (
    "Sightline proposes these links from the words of the papers. Nobody has decided on them, and "
    "nothing above rests on them."
)


def said(pack: Board) -> Iterator[Block]:
    """Yield the section: what is settled, what nobody has placed, and the proposals apart."""
    yield Heading(level=1, text="What inspectors said", anchor="said")
    if not pack.said:
        yield Paragraph(text="No new words of inspectors are held. Silence is no progress.")
        return
    placed = [one for one in pack.said if any(link.settled for link, _ in one.on)]
    others = [one for one in pack.said if one not in placed]
    yield Paragraph(
        text=f"{count(len(placed), 'sentence').capitalize()} of inspectors in their new papers "
        f"{'is' if len(placed) < 2 else 'are'} settled as a comment on a concern or an action. Of "
        f"{count(len(others), 'sentence')} nobody has said on what "
        f"{'it bears' if len(others) == 1 else 'they bear'}. Left out: "
        f"{count(pack.descriptions, 'sentence')} that no link leads to and that, as Sightline "
        f"reads, only "
        f"{'describes' if pack.descriptions < 2 else 'describe'}, and "
        f"{count(pack.quoted, 'sentence')} by which others quote inspectors. How a sentence is "
        "read is Sightline’s reading; the words themselves decide."
    )
    if placed:
        yield _comments("Settled comments", placed, pack, settled=True)
    if others:
        yield _others(others, pack)
    proposed = [one for one in pack.said if any(not link.settled for link, _ in one.on)]
    if proposed:
        yield Heading(level=2, text="Proposed, not decided", anchor="proposed")
        yield Paragraph(text=_APART, kind="note")
        yield _comments("Proposed comments", proposed, pack, settled=False)


def _comments(caption: str, said: Iterable[Said], pack: Board, *, settled: bool) -> Table:
    return Table(
        caption=caption,
        heads=("What inspectors say", "On what"),
        widths=(50, 50),
        rows=tuple((_sentence(one, pack), _on(one, pack, settled=settled)) for one in said),
    )


def _others(said: Iterable[Said], pack: Board) -> Table:
    return Table(
        caption="Sentences of which nobody has said what they bear on",
        heads=("What inspectors say", "Waiting"),
        widths=(74, 26),
        rows=tuple((_sentence(one, pack), (Piece(text=_waiting(one)),)) for one in said),
    )


def _sentence(one: Said, pack: Board) -> Cell:
    paper = pack.sources.get(one.comment.document)
    told = (*facts(one.comment), f"read as {word('polarities', one.comment.polarity).lower()}")
    text = " · ".join((source(one.comment.quote, paper), *told))
    return Piece(text=one.comment.text, kind="quote"), Piece(text=text, kind="small")


def _on(one: Said, pack: Board, *, settled: bool) -> Cell:
    pieces: list[Piece] = []
    for link, record in one.on:
        if link.settled == settled:
            kind = "concern" if isinstance(record, Concern) else "action"
            pieces.append(Piece(text=f"On the {kind}{_progress(link)}:", kind="strong"))
            pieces.append(Piece(text=record.text, kind="quote"))
            pieces.append(Piece(text=state(link, pack.sources), kind="small"))
    return tuple(pieces)


def _progress(link: Link) -> str:
    return f", read as {word('progress', link.progress).lower()}" if link.progress else ""


def _waiting(one: Said) -> str:
    proposals = one.waiting + len(one.on)
    if not proposals:
        return "Nothing is proposed."
    return f"{count(proposals, 'proposed link').capitalize()}; nobody has decided."

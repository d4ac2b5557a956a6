"""``sightline board``: what changed about an authority since a date, for its board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import AuthorityOption, StoreOption, iso_date, note, opened
from api.cli.trace import Only, OnlyOption
from api.cli.writing import OutOption, picked, put
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from graph.export.board.pack import Board

FormatOption = Annotated[
    str | None, typer.Option("--format", help="html, pdf, docx, json; else the file's suffix.")
]


def board(
    *,
    since: Annotated[str, typer.Option(help="The first day, month or year (ISO).")],
    until: Annotated[str | None, typer.Option(help="The last one; today if not given.")] = None,
    authority: AuthorityOption = None,
    format: FormatOption = None,
    out: OutOption,
    only: OnlyOption = Only.settled,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write what papers said and people decided since a date, with pictures, to one file."""
    from api.questions import the_authority
    from graph.export.board import BOARDS
    from graph.export.board.changes import board as gather

    exporter = picked(BOARDS, format, out, what="format of a board pack")
    first, last = iso_date(since), iso_date(until)
    with opened(store) as held:
        about = the_authority(held, authority)
        pack = gather(held, about, since=first or since, until=last, only=only.value)
        size = put(exporter, pack, out)
    if size is not None:
        note(_told(out, size, pack))


def _told(out: str, size: int, pack: Board) -> str:
    left = f" Proposed links left out: {pack.left_out}." if pack.left_out else ""
    said = " No change is recorded; that never says that all is well." if pack.empty else ""
    return f"{out} is written ({size} kB): {pack.title}.{said}{left}"

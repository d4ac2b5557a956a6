"""``sightline board``: what changed about an authority since a date, for its board."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import AuthorityOption, StoreOption, iso_date, note, opened
from api.cli.export import OutOption
from api.cli.trace import Only, OnlyOption
from api.saving import saved
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from graph.export import Exporter
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
    from graph.export.board.changes import board as gather

    exporter = _exporter(format, out)
    first, last = iso_date(since), iso_date(until)
    with opened(store) as held:
        about = the_authority(held, authority)
        pack = gather(held, about, since=first or since, until=last, only=only.value)
        if out == "-":
            exporter.write(pack, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            size = saved(Path(out), lambda handle: exporter.write(pack, handle))
            note(_told(out, size, pack))


def _exporter(name: str | None, out: str) -> Exporter[Board]:
    """Return the format asked for by name or by the suffix of the file."""
    from graph.export.board import BOARDS

    known = ", ".join(BOARDS)
    if name is None:
        name = next((n for n, one in BOARDS.items() if out.casefold().endswith(one.suffix)), None)
    if name not in BOARDS:
        raise typer.BadParameter(
            f"say which of {known}, with --format" if name is None
            else f"{name!r} is no format of a board pack; there are {known}"
        )  # fmt: skip
    if out == "-" and not BOARDS[name].text:
        raise typer.BadParameter(f"{name} is no text: name a file with -o")
    return BOARDS[name]


def _told(out: str, size: int, pack: Board) -> str:
    left = f" Proposed links left out: {pack.left_out}." if pack.left_out else ""
    said = " No change is recorded; that never says that all is well." if pack.empty else ""
    return f"{out} is written ({max(size // 1000, 1)} kB): {pack.title}.{said}{left}"

"""``sightline load --preview``: how the columns of a plan would be read, before it is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.common import console, note, opened, plain, print_json, shorten

if TYPE_CHECKING:
    from rich.console import Console

    from graph.store.base import Store
    from loaders.preview import Preview, TablePreview

_BASIS = {"given": "by --map", "remembered": "remembered", "known": ""}


def preview(paths: list[Path], mappings: Mapping[str, str], *, store: str, json: bool) -> None:
    """Show what a load would make of files; exit status 1 where one would be refused."""
    from api import intake

    with _held(store) as held:
        found, refused = intake.preview(held, paths, mappings=mappings)
    for refusal in refused:
        note(f"refused: {refusal.reason}")
    for _, one in found:
        if one.refused:
            note(f"refused: {one.refused}")
    if json:
        from api.previewing import preview_row

        told = [{"file": item.file, "reason": item.reason} for item in refused]
        rows = [preview_row(str(path), one) for path, one in found]
        print_json({"previews": rows, "refused": told})
    else:
        for path, one in found:
            _show(console(), path, one)
    if refused or any(one.refused for _, one in found):
        raise typer.Exit(1)


@contextmanager
def _held(url: str) -> Iterator[Store | None]:
    """Open the store for what it remembers of columns; a first load has none yet."""
    if "://" not in url and not Path(url).exists():
        yield None
        return
    with opened(url) as held:
        yield held


def _show(out: Console, path: Path, found: Preview) -> None:
    from rich.text import Text

    kind = (found.kind or "would be refused").replace("_", " ")
    out.print(Text(plain(f"{path.name}: {kind}, {found.authority or 'no council named'}")))
    for table in found.tables:
        out.print()
        out.print(Text(plain(_heading(table))))
        out.print(_columns(table))
    if found.rating_key:
        told = "; ".join(f"{rating} = {means}" for rating, means in found.rating_key.items())
        out.print(Text(plain(f"\nThe plan's own key of ratings: {told}")))
    if found.wrong:
        out.print(Text(f"\nTo be looked at ({len(found.wrong)}); each row is kept:"))
    for issue in found.wrong:
        where = issue.paragraph or (f"p. {issue.page}" if issue.page else "")
        out.print(Text(f"  {where}  {shorten(issue.text, 60)!r}: {issue.why}"))
    out.print(
        f"\nConcerns: {found.concerns}, actions: {found.actions}, evidence: {found.evidence}. "
        "Nothing is stored yet.\n"
    )


def _heading(table: TablePreview) -> str:
    where = f"Sheet {table.sheet}, headings" if table.sheet else "Table, headings"
    told = f"not read: it lacks {table.missing}" if table.missing else f"{table.rows} rows taken"
    return f"{where} in row {table.header_row}, {told}"


def _columns(table: TablePreview) -> object:
    from rich.table import Table
    from rich.text import Text

    shown = Table("Cell", "Heading", "Read as", "", box=None, header_style="bold", pad_edge=False)
    for column in table.columns:
        shown.add_row(
            Text((column.cell or "").rpartition("!")[2]),
            Text(shorten(column.heading, 60)),
            Text(column.field or "(not read)"),
            Text(_BASIS.get(column.basis or "", "")),
        )
    return shown

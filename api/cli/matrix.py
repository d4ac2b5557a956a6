"""``sightline matrix``: concerns by later visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.common import (
    AuthorityOption,
    JsonOption,
    StoreOption,
    console,
    fits,
    opened,
    print_json,
    shorten,
)
from api.settings import DEFAULT_STORE
from viz.words import day

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

    from graph.questions.matrix import Cell, Matrix
    from graph.visits import Visit


def matrix(
    *,
    authority: AuthorityOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show what each later visit said of each concern."""
    from api.questions import the_authority
    from graph.questions.answers import matrix_json
    from graph.questions.matrix import matrix as lay_out

    with opened(store) as held:
        found = lay_out(held, the_authority(held, authority))
    if json:
        print_json(matrix_json(found))
    else:
        show(found)


def show(found: Matrix) -> None:
    """Print a table, a column for each visit, or a list where they have no room."""
    out = console()
    table = _table(found)
    out.print(table if fits(out, table) else _listed(found))


def _listed(found: Matrix) -> Group:
    """Each concern with what each later visit said, a line each."""
    from rich.console import Group
    from rich.text import Text

    lines = [Text(f"{found.authority}: concerns by later visits", style="bold")]
    dates = {(visit.document.id, visit.date): _head(visit, ", ") for visit in found.visits}
    for row in found.rows:
        lines.append(Text(f"\n{shorten(row.concern.text, 140)}"))
        for cell in row.cells:
            lines.append(Text(f"  {dates[cell.document, cell.date]}: {_told(cell)}"))
    return Group(*lines)


def _head(visit: Visit, between: str) -> str:
    return day(visit.date) + (f"{between}not held" if visit.second_hand else "")


def _table(found: Matrix) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(f"{found.authority}: concerns by later visits"), show_lines=True)
    table.add_column("Concern", ratio=3)
    for visit in found.visits:
        table.add_column(_head(visit, "\n"), ratio=1)
    for row in found.rows:
        cells = {(cell.document, cell.date): cell for cell in row.cells}
        told = [_told(cells.get((visit.document.id, visit.date))) for visit in found.visits]
        table.add_row(Text(shorten(row.concern.text, 140)), *(Text(words) for words in told))
    return table


def _told(cell: Cell | None) -> str:
    from viz.style import progress, state

    if cell is None:
        return ""  # the visit was not later than the concern
    said = f" ({len(cell.comments)})" if cell.comments else ""
    by = f", {state(cell.state).word.lower()}" if cell.state else ""
    return f"{progress(cell.progress)}{said}{by}"

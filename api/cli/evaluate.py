"""``sightline evaluate``: how good records and links are, against what a careful reader found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import JsonOption, StoreOption, console, opened, plain, print_json
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from rich.table import Table

    from graph.checking.evaluate import Evaluation

GoldArgument = Annotated[Path, typer.Argument(metavar="GOLD", help="A gold folder of CSV files.")]
FullOption = Annotated[
    list[str] | None,
    typer.Option("--exhaustive", help="doc_id of a paper annotated in full; may be repeated."),
]
MissesOption = Annotated[int, typer.Option(help="Misses shown of each section.", min=0)]


def evaluate(
    gold: GoldArgument,
    *,
    exhaustive: FullOption = None,
    misses: MissesOption = 0,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Measure a store that holds the papers of a gold folder."""
    from graph.checking.evaluate import evaluate as measure
    from graph.checking.gold import read_gold

    rows = read_gold(gold)
    for name in exhaustive or ():
        if name not in rows.documents:
            known = ", ".join(sorted(rows.documents))
            raise typer.BadParameter(f"{name!r} is no paper of this gold; there are {known}")
    with opened(store) as held:
        found = measure(rows, held, exhaustive=exhaustive or ())
    if json:
        print_json(as_json(found))
    else:
        _show(found, misses)


def as_json(found: Evaluation) -> dict[str, object]:
    """Return everything that was measured."""
    return {
        "figures": found.figures,
        "reliability": [asdict(one) for one in found.reliability],
        "confusion": found.confusion,
        "misses": {section: lines for section, lines in found.misses.items() if lines},
    }


def _show(found: Evaluation, misses: int) -> None:
    out = console()
    for section, figures in found.figures.items():
        told = "  ".join(f"{key} {_number(value)}" for key, value in figures.items())
        out.print(f"{section:16} {told}", markup=False)
    for section, table in found.confusion.items():
        out.print(f"\n{section}, as the reader has it and as it was given:", markup=False)
        for wanted, given in table.items():
            row = ", ".join(f"{name} {count}" for name, count in sorted(given.items()))
            out.print(f"  {wanted:14} {row}", markup=False)
    if found.reliability:
        out.print("\nHow many proposals of each score are right:", markup=False)
        out.print(_reliability(found))
    for section, lines in found.misses.items():
        for line in lines[:misses]:
            out.print(f"missed, {section}: {plain(line)}", markup=False)


def _reliability(found: Evaluation) -> Table:
    from rich.table import Table

    table = Table("relation", "score", "proposed", "right", "share")
    for one in found.reliability:
        share = f"{one.right / one.proposed:.2f}"
        score = f"{one.least:.1f} to {one.below:.1f}"
        table.add_row(one.relation, score, str(one.proposed), str(one.right), share)
    return table


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"

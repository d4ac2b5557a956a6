"""``sightline validate``: whether the shapes of the ontology hold of what the store says."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import (
    AuthorityOption,
    JsonOption,
    StoreOption,
    console,
    opened,
    plain,
    print_json,
    shorten,
)
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.checking.validate import Result

All = Annotated[bool, typer.Option("--all", help="Every result, not only the first of a kind.")]
_FIRST = 5  # results of one kind that are printed without --all


def validate(
    *,
    everything: All = False,
    authority: AuthorityOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Hold the shapes of the ontology (SHACL) against the graph.

    A Violation is a broken structure, and then the exit status is 1. A Warning is a gap, an Info
    a silence: `sightline gaps` tells more of them.
    """
    from graph.checking.validate import validate as find

    with opened(store) as held:
        if authority is not None:
            from api.questions import the_authority

            authority = the_authority(held, authority)
        results = find(held, authority=authority, progress=_tell)
    if json:
        print_json([asdict(result) for result in results])
    else:
        _print(results, everything=everything)
    if any(result.severity == "Violation" for result in results):
        raise typer.Exit(1)


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty() and of > 20:
        end = "\n" if done + 1 == of else ""
        typer.echo(f"\rMaking the graph: {done + 1} of {of}{end}", err=True, nl=False)


def _print(results: Sequence[Result], *, everything: bool) -> None:
    from rich.text import Text

    out = console()
    for (severity, message), group in groupby(results, lambda one: (one.severity, one.message)):
        found = list(group)
        out.print(Text(f"{severity}: {message} ({len(found):,})"))
        for result in found if everything else found[:_FIRST]:
            out.print(Text(_line(result)))
        if not everything and len(found) > _FIRST:
            out.print(Text(f"  … and {len(found) - _FIRST:,} more: --all shows them"))
    counts = Counter(result.severity for result in results)
    out.print(
        f"{_number(counts['Violation'], 'violation')}, {_number(counts['Warning'], 'warning')}, "
        f"{counts['Info']:,} times silence."
    )


def _line(result: Result) -> str:
    place = plain(result.file or "")
    if result.page is not None:
        place += f", page {result.page}"
    words = f": “{shorten(result.text, 100)}”" if result.text else ""
    return f"  {result.subject}{words}" + (f" ({place})" if place else "")


def _number(count: int, what: str) -> str:
    return f"{count:,} {what if count == 1 else what + 's'}"

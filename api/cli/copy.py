"""``sightline copy``: everything in one store into another, proved by hash."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import JsonOption, opened, print_json

if TYPE_CHECKING:
    from graph.store.copying import Progress

From = Annotated[str, typer.Argument(metavar="FROM", help="A file, or neo4j://user:pw@host.")]
To = Annotated[str, typer.Argument(metavar="TO", help="Likewise; empty, or a copy not finished.")]


def copy(source: From, target: To, *, json: JsonOption = False) -> None:
    """Copy a whole store into another, such as a file onto a Neo4j server and back.

    Papers with their bytes, links, decisions and settings. Safe to stop: run it again, and it goes
    on where it was. At the end both stores must have the same hash.
    """
    from graph.store.copying import copy as make

    with opened(source) as held, opened(target, new=True) as made, progress("Copying") as tell:
        copied = make(held, made, on_progress=tell)
    if json:
        print_json(asdict(copied))
        return
    typer.echo(
        f"{copied.documents} papers ({copied.written} new), {copied.links} links and "
        f"{copied.decisions} decisions are the same in both stores."
    )
    if copied.left_out:
        typer.echo(f"{copied.left_out} links were left out: a record that they join is not held.")
    typer.echo(f"Hash of all: {copied.digest}")


@contextmanager
def progress(doing: str) -> Iterator[Progress | None]:
    """Show a bar on standard error, paper by paper, if a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

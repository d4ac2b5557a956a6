"""``sightline load``: files and folders in, or shown beforehand with ``--preview``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import JsonOption, StoreOption, console, note, opened, print_json
from api.settings import DEFAULT_STORE
from ontology.errors import SightlineError

if TYPE_CHECKING:
    from api.intake import Loaded, Progress, Report, Step

Paths = Annotated[list[Path], typer.Argument(help="Files, and folders to search through.")]
Again = Annotated[bool, typer.Option("--again", help="Read files again whose bytes are held.")]
Preview = Annotated[
    bool, typer.Option("--preview", help="Show what would be read; store nothing.")
]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="HEADING=FIELD", help="What a column holds; may be repeated."),
]


def load(
    paths: Paths,
    *,
    again: Again = False,
    preview: Preview = False,
    map_: Map = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Load papers: files, or folders that hold them. Safe to repeat."""
    mappings = _mappings(map_ or [])
    if preview:
        from api.cli.preview import preview as show_preview

        return show_preview(paths, mappings, store=store, json=json)
    from api.background import step_back
    from loaders.reading.child import start_early

    step_back()  # whoever reads the pages meanwhile comes first
    start_early("loaders.registry")
    from api.intake import intake

    with opened(store, new=True) as held, progress() as tell:
        report = intake(held, paths, again=again, mappings=mappings, on_progress=tell)
    for refusal in report.refused:
        note(f"refused: {refusal.reason}")
    for heading in report.unmapped:
        note(f"no column of these papers is headed {heading!r}; --preview shows their headings")
    if json:
        print_json(as_json(report))
    else:
        show(report)
    if report.refused or report.unmapped:
        raise typer.Exit(1)


def _mappings(said: list[str]) -> dict[str, str]:
    if not said:
        return {}
    from api.columns import parse

    try:
        return parse(said)
    except SightlineError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error


@contextmanager
def progress() -> Iterator[Progress | None]:
    """Show a bar on standard error while papers are read, if a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {
            "reading": bar.add_task("Reading"),
            "linking": bar.add_task("Linking", total=None),
        }

        def tell(step: Step) -> None:
            bar.update(tasks[step.doing], completed=step.done, total=step.total)

        yield tell


def as_json(report: Report) -> dict[str, object]:
    """Return the report in the shape of the command line's contract."""
    return {
        "loaded": [
            {"file": item.file, "id": item.paper.document.id, **_figures(item)}
            for item in report.loaded
        ],
        "unchanged": [
            {"file": item.file, "id": item.document.id, "known_as": item.document.file}
            for item in report.unchanged
        ],
        "refused": [{"file": item.file, "reason": item.reason} for item in report.refused],
    }


def show(report: Report) -> None:
    """Print a table of what came in, and one line that sums up."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    if report.loaded:
        heads = ("Concerns", "Comments", "Actions", "Evidence", "Issues")
        table = Table("Paper", "Kind", box=None, header_style="bold", pad_edge=False)
        for head in heads:
            table.add_column(head, justify="right")
        for item in report.loaded:
            figures = _figures(item)
            kind = str(figures.pop("kind")).replace("_", " ")
            name = Text(Path(item.file).name, overflow="fold")
            table.add_row(name, kind, *(str(count) for count in figures.values()))
        out.print(table)
    for kept in report.unchanged:
        if Path(kept.file).name != kept.document.file:
            out.print(Text(f"{kept.file} is held already, as {kept.document.file}."))
    out.print(
        f"{len(report.loaded)} loaded, {len(report.unchanged)} unchanged, "
        f"{len(report.refused)} refused."
    )


def _figures(item: Loaded) -> dict[str, object]:
    paper = item.paper
    return {
        "kind": paper.document.kind,
        "concerns": len(paper.concerns),
        "comments": len(paper.comments),
        "actions": len(paper.actions),
        "evidence": len(paper.evidence),
        "issues": len(paper.issues),
    }

"""``sightline demo``: the example authority, from its papers to the browser."""

from __future__ import annotations

import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import note, opened
from api.cli.load import progress
from api.settings import Settings
from ontology.errors import SightlineError

if TYPE_CHECKING:
    from graph.store.base import Store

NoServe = Annotated[bool, typer.Option("--no-serve", help="Stop after printing.")]
PortOption = Annotated[int, typer.Option(help="Port of the browser view.", min=0, max=65535)]


def demo(*, no_serve: NoServe = False, port: PortOption = 8000) -> None:
    """Load the example authority, print one whole chain and the gaps, serve the browser view."""
    from api.cli.serve import run

    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        store = str(Path(folder) / "demo.db")
        with opened(store, new=True) as held:
            fill(held)
            tell(held)
        if not no_serve:
            run(Settings(store=store), host="127.0.0.1", port=port)


def fill(store: Store) -> None:
    """Load the papers of the example authority, which come with the program.

    Raises:
        SightlineError: one of them is refused; the installation is broken.
    """
    from api.intake import intake

    with as_file(files("api") / "example" / "papers") as papers, progress() as on_progress:
        report = intake(store, [papers], on_progress=on_progress)
    if report.refused:
        raise SightlineError(f"the example papers: {report.refused[0].reason}")
    note(f"{len(report.loaded)} papers of a council that does not exist are loaded.")

"""``sightline demo``: the example authority, from its papers to the browser."""

from __future__ import annotations

import tempfile
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import gaps, trace
from api.cli.common import console, note, opened
from api.cli.load import progress
from api.settings import Settings
from ontology.errors import SightlineError

if TYPE_CHECKING:
    from graph.questions.trace import Chain
    from graph.store.base import Store, View

NoServe = Annotated[bool, typer.Option("--no-serve", help="Stop after printing.")]
PortOption = Annotated[int, typer.Option(help="Port of the browser view.", min=0, max=65535)]


def demo(*, no_serve: NoServe = False, port: PortOption = 8000) -> None:
    """Show everything at work on an authority that does not exist."""
    from api.cli.serve import run

    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        store = str(Path(folder) / "demo.db")
        with opened(store, new=True) as held:
            fill(held)
            tell(held)
        if not no_serve:
            run(Settings(store=store), host="127.0.0.1", port=port)


def fill(store: Store) -> None:
    """Load the papers of the example authority, which come with the program."""
    from api.intake import intake

    with as_file(files("api") / "example" / "papers") as papers, progress() as on_progress:
        report = intake(store, [papers], on_progress=on_progress)
    for refusal in report.refused:
        note(f"refused: {refusal.reason}")
    note(f"{len(report.loaded)} papers of a council that does not exist are loaded.")


def tell(view: View) -> None:
    """Print the fullest chain, and every gap."""
    from graph.questions.gaps import gaps as find
    from graph.questions.trace import trace as follow
    from graph.records import Concern

    chains = [follow(view, concern.id) for concern in view.records(Concern)]
    if not chains:
        raise SightlineError("the example papers hold no concern; the installation is broken")
    console().print(trace.tree(max(chains, key=_fullness)))
    gaps.show(find(view, today=date.today().isoformat()))


def _fullness(chain: Chain) -> tuple[int, int]:
    """How much of a chain is there: stages that are not empty, then steps."""
    evidence = sum(len(step.evidence) for step in chain.actions)
    stages = (len(chain.restated), len(chain.actions), evidence, len(chain.comments))
    return sum(map(bool, stages)), sum(stages)

"""``sightline backup`` and ``sightline restore``: a store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption
from api.cli.copy import progress
from api.settings import DEFAULT_STORE

NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]
OldFile = Annotated[Path, typer.Argument(metavar="FILE", help="A file that backup wrote.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Let go what the store holds now.")]


def backup(file: NewFile, *, store: StoreOption = DEFAULT_STORE) -> None:
    """Write a consistent copy of the store into one file, while others work with it."""
    from graph.store.copying import backup as make

    with progress("Copying") as tell:
        make(store, file, on_progress=tell)
    typer.echo(f"The store is now in {file} as well.")


def restore(
    file: OldFile, *, overwrite: Overwrite = False, store: StoreOption = DEFAULT_STORE
) -> None:
    """Make the store what a backup holds. A store that holds papers is left alone."""
    from graph.store.copying import restore as make

    with progress("Copying") as tell:
        make(file, store, overwrite=overwrite, on_progress=tell)
    typer.echo(f"The store holds what {file} held.")

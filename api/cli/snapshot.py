"""``sightline snapshot``: a picture of one chain, in one file, to mail or to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, iso_date, note, opened, the_one
from api.cli.trace import AsOfOption, ConcernArgument, Only, OnlyOption
from api.saving import saved
from api.settings import DEFAULT_STORE

OutOption = Annotated[Path, typer.Option("-o", "--out", help="The file to write (.html).")]


def snapshot(
    concern: ConcernArgument,
    *,
    out: OutOption,
    as_of: AsOfOption = None,
    only: OnlyOption = Only.all,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw the chain of one concern into one HTML file."""
    from graph.questions.trace import trace
    from viz.snapshot import snapshot as draw

    on = iso_date(as_of)
    if out.suffix.lower() not in (".html", ".htm"):
        raise typer.BadParameter(f"{out.name} does not end in .html; a snapshot is a web page")
    with opened(store) as held:
        identity = the_one(held, concern, "concern")
        chain = trace(held, identity, as_of=on, only=only.value)
    html = draw(chain)
    size = saved(out, lambda handle: handle.write(html.encode()))
    note(f"{out} is written ({size // 1000} kB).")

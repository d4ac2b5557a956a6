"""``sightline check``: whether the whole store still holds what papers say."""

from __future__ import annotations

from dataclasses import asdict

import typer

from api.cli.common import JsonOption, StoreOption, console, opened, plain, print_json, shorten
from api.rereading import plain_words
from api.settings import DEFAULT_STORE


def check(*, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Check every quote against its paper, and every link.

    Every quote must stand word for word in the original file, read by another way than the
    loader's, and every link must join two records that are held.
    """
    from rich.text import Text

    from graph.checking.check import check as find

    with opened(store) as held:
        faults = find(held, plain_words=plain_words)
        counts = held.counts()
    if json:
        print_json([asdict(fault) for fault in faults])
    else:
        out = console()
        for fault in faults:
            line = f"{fault.what}: {fault.subject}: {plain(fault.why)}: {shorten(fault.text, 120)}"
            out.print(Text(line))
        found = "nothing is wrong" if not faults else f"{len(faults)} faults"
        out.print(
            f"{counts.documents} papers, {counts.records} records, {counts.links} links: {found}."
        )
    if faults:
        raise typer.Exit(1)

"""``sightline verify``: proves a crate on any machine, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import JsonOption, console, plain, print_json, shorten

if TYPE_CHECKING:
    from graph.checking.crates import Verdict

Crate = Annotated[Path, typer.Argument(help="A crate, as `sightline export` makes it.")]


def verify(crate: Crate, *, json: JsonOption = False) -> None:
    """Prove that no byte of a crate has changed and that every quote stands in its paper.

    Nothing in the crate is believed: its papers are read again, and the words of every quote must
    be there. Exit status 1 where something does not hold; each fault is named.
    """
    from rich.text import Text

    from api.exchange import contents, prove

    verdict = prove(contents(crate), crate.name)
    if json:
        print_json(as_json(crate, verdict))
    else:
        out = console()
        for fault in verdict.faults:
            line = f"{fault.what}: {plain(fault.where)}: {shorten(fault.why, 200)}"
            out.print(Text(line), soft_wrap=True)
        out.print(Text(_summary(crate, verdict)), soft_wrap=True)
    if verdict.faults:
        raise typer.Exit(1)


def as_json(crate: Path, verdict: Verdict) -> dict[str, object]:
    """Return what was found as one object, with every fault."""
    return {
        "crate": crate.name,
        "sha256": verdict.sha256,
        "sound": not verdict.faults,
        "files": verdict.files,
        "papers": verdict.papers,
        "quotes": verdict.quotes,
        "moved": verdict.moved,
        "repacked": verdict.repacked,
        "faults": [
            {"what": fault.what, "where": fault.where, "why": fault.why}
            for fault in verdict.faults
        ],
    }


def _summary(crate: Path, verdict: Verdict) -> str:
    counts = f"{verdict.files} files, {verdict.papers} papers, {verdict.quotes} quotes"
    found = "no byte has changed and every quote stands in its paper"
    if verdict.faults:
        faults = "one fault" if len(verdict.faults) == 1 else f"{len(verdict.faults)} faults"
        found = f"{faults}; do not rest anything on this crate"
    lines = [f"{plain(crate.name)}: {counts}: {found}."]
    if verdict.moved:
        lines.append(f"{verdict.moved} quotes are there, at another place than was noted.")
    if verdict.repacked:
        lines.append("It was packed again by another program: its files were compared one by one.")
    lines.append(f"sha256 of the whole file, to compare with the sender's: {verdict.sha256}")
    return "\n".join(lines)

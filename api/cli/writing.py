"""What commands that write a file share: the format asked for, and the file or the pipe."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from api.saving import saved
from graph.export import Exporter

OutOption = Annotated[str, typer.Option("-o", "--out", help="The file to write; - for a pipe.")]

What = TypeVar("What")


def picked(
    formats: Mapping[str, Exporter[What]], name: str | None, out: str, *, what: str
) -> Exporter[What]:
    """Return the format asked for by name or by the suffix of the file.

    Args:
        formats: to choose from, by name.
        name: the one asked for, if any.
        out: the file to write, or - for a pipe.
        what: what such a format is called.

    Raises:
        typer.BadParameter: there is none such, or it is no text and was to go to a pipe.
    """
    known = ", ".join(formats)
    if name is None:
        fitting = (one for one in formats.values() if out.casefold().endswith(one.suffix))
        found = next(fitting, None)
        if found is None:
            raise typer.BadParameter(f"say which of {known}, with --format")
    else:
        found = formats.get(name)
        if found is None:
            raise typer.BadParameter(f"{name!r} is no {what}; there are {known}")
    if out == "-" and not found.text:
        raise typer.BadParameter(f"{found.name} is no text: name a file with -o")
    return found


def put(exporter: Exporter[What], evidence: What, out: str) -> int | None:
    """Write to a file, whole or not at all, or to standard output.

    Returns:
        How many kB the file has, at least one; ``None`` for standard output.

    Raises:
        SightlineError: the file cannot be written.
    """
    if out == "-":
        exporter.write(evidence, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return None
    return max(saved(Path(out), lambda handle: exporter.write(evidence, handle)) // 1000, 1)

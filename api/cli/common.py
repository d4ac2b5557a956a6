"""What the commands share: their options, how a store is opened, how answers are printed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SightlineError, UnknownRecordError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from graph.store.base import Store, View

StoreOption = Annotated[
    str,
    typer.Option("--store", envvar="SIGHTLINE_STORE", help="A file, or neo4j://user:pw@host."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
AuthorityOption = Annotated[str | None, typer.Option(help="Only this authority.")]

WIDTH = 100  # of tables that go to a file or a pipe
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@contextmanager
def opened(url: str, *, new: bool = False) -> Iterator[Store]:
    """Open a store and close it again. Only with *new* may the file be missing before.

    Raises:
        StoreError: there is no such store, or the file is not one.
    """
    from graph.store import open_store

    store = open_store(url, create=new)
    try:
        yield store
    finally:
        store.close()


def print_json(value: object) -> None:
    """Print the one JSON document; indented where a person reads it."""
    indent = 2 if sys.stdout.isatty() else None
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # The name of a file need not be UTF-8; what it holds instead is written as JSON can: \udcff.
    typer.echo(text.encode(errors="backslashreplace"))


def console() -> Console:
    """Return a console on standard output, of fixed width where no one watches."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH, soft_wrap=False)


def fits(out: Console, table: Table) -> bool:
    """Tell whether a table can be shown without cutting its words."""
    from rich.measure import Measurement

    return Measurement.get(out, out.options, table).minimum < out.width


def note(message: str) -> None:
    """Say something to the person that is not the answer: on standard error."""
    typer.echo(plain(message), err=True)


def plain(text: str) -> str:
    """Return *text* without control characters, which a paper could use to fool a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def the_one(view: View, prefix: str, kind: str) -> str:
    """Return the one id that *prefix* stands for; its kind may be left out (``91c2``).

    Raises:
        UnknownRecordError: nothing of that kind begins so.
        SightlineError: several do.
    """
    wanted = prefix if prefix.startswith(f"{kind}-") else f"{kind}-{prefix}"
    found = view.find(wanted)
    if wanted in found:
        return wanted
    if len(found) == 1:
        return found[0]
    if found:
        raise SightlineError(f"{prefix!r} could be {', '.join(found[:5])}; give more of the id")
    raise UnknownRecordError(
        f"there is no {kind} {prefix!r} in this store; see: sightline list {kind}s"
    )


def iso_date(text: str | None) -> str | None:
    """Return an ISO date, to the day, month or year, as it was given.

    Raises:
        BadParameter: it is none; the call is wrong.
    """
    if text is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
            raise ValueError
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date such as 2024-03-31") from None
    return text


def short(identity: str) -> str:
    """Return the first characters of an id: enough for a person to type it again."""
    kind, _, digest = identity.rpartition("-")
    return f"{kind}-{digest[:8]}"


def shorten(text: str, length: int) -> str:
    """Return *text* on one line, cut at a word with an ellipsis if it is longer than *length*."""
    line = " ".join(plain(text).split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"

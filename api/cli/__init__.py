"""The command line: ``sightline``. One module per command, imported when it is called.

Heavy libraries are imported inside the commands, so that ``sightline --help``, which lays out
every command, answers at once too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

import typer

from ontology.errors import SightlineError

# Each command, in the order of the help: its module in this folder, and the function or app there.
COMMANDS = {
    "demo": "demo:demo",
    "load": "load:load",
    "list": "lists:list_",
    "trace": "trace:trace",
    "gaps": "gaps:gaps",
    "matrix": "matrix:matrix",
    "path": "path:path",
    "absence": "absence:absence",
    "communities": "communities:communities",
    "search": "search:search",
    "relink": "relink:relink",
    "export": "export:export",
    "board": "board:board",
    "snapshot": "snapshot:snapshot",
    "serve": "serve:serve",
    "sparql": "sparql:sparql",
    "check": "check:check",
    "validate": "validate:validate",
    "verify": "verify:verify",
    "rdf": "rdf:rdf",
    "copy": "copy:copy",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "evaluate": "evaluate:evaluate",
    "review": "review:app",
}


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"sightline {version('sightline-graph')}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which this is.")
]


def _root(*, version: VersionOption = False) -> None:
    pass


def app_of(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with these commands; each takes time to import and to lay out."""
    app = typer.Typer(
        name="sightline",
        help="Trace each concern of inspectors to actions, evidence and later comments.",
        epilog="Every command takes --help. Exit status: 0 all done, 1 something was refused or "
        "found wanting, 2 the call itself is wrong.",
        callback=_root,  # without one, a command alone would not be called by its name
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name in names:
        module, _, what = COMMANDS[name].partition(":")
        found = getattr(import_module(f"api.cli.{module}"), what)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def main() -> None:
    """Run the command line and leave with its exit status; no traceback reaches a user."""
    asked = [word for word in sys.argv[1:2] if word in COMMANDS]
    if isinstance(sys.stdout, TextIOWrapper):
        # A sign that the terminal or pipe cannot take is written as its number, never left out.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app_of(asked or COMMANDS)()
    except SightlineError as error:
        _fail(str(error))
    except Exception as error:
        if os.environ.get("SIGHTLINE_DEBUG"):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        _fail(f"something broke inside ({what}); please report it with the command you gave")


def _fail(message: str) -> None:
    sys.stdout.flush()
    typer.echo(f"sightline: {message}", err=True)
    sys.exit(1)

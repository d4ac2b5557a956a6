"""The command line: ``sightline``. One module per command; each imports what it needs when run.

Heavy libraries are imported inside the commands, so that ``sightline --help`` answers at once.
"""

from __future__ import annotations

import os
import sys

import typer

from api.cli import (
    absence,
    backup,
    board,
    check,
    communities,
    copy,
    demo,
    evaluate,
    export,
    gaps,
    lists,
    load,
    matrix,
    path,
    rdf,
    relink,
    review,
    search,
    serve,
    snapshot,
    sparql,
    trace,
    validate,
    verify,
)
from ontology.errors import SightlineError

app = typer.Typer(
    name="sightline",
    help="Trace each concern of inspectors to actions, evidence and later comments.",
    epilog="Every command takes --help. Exit status: 0 all done, 1 something was refused or found "
    "wanting, 2 the call itself is wrong.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("demo")(demo.demo)
app.command("load")(load.load)
app.command("list")(lists.list_)
app.command("trace")(trace.trace)
app.command("gaps")(gaps.gaps)
app.command("matrix")(matrix.matrix)
app.command("path")(path.path)
app.command("absence")(absence.absence)
app.command("communities")(communities.communities)
app.command("search")(search.search)
app.add_typer(review.app, name="review")
app.command("relink")(relink.relink)
app.command("export")(export.export)
app.command("board")(board.board)
app.command("snapshot")(snapshot.snapshot)
app.command("serve")(serve.serve)
app.command("sparql")(sparql.sparql)
app.command("check")(check.check)
app.command("validate")(validate.validate)
app.command("verify")(verify.verify)
app.command("rdf")(rdf.rdf)
app.command("copy")(copy.copy)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("evaluate")(evaluate.evaluate)


def main() -> None:
    """Run the command line and leave with its exit status; no traceback reaches a user."""
    try:
        app()
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

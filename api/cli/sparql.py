"""``sightline sparql``: ask the graph in SPARQL, or one of the questions that come with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import AuthorityOption, JsonOption, StoreOption, note, plain, print_json
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from graph.sparql.answering import Answer

Query = Annotated[
    str | None, typer.Argument(help="The query, or @FILE; - reads it from standard input.")
]
File = Annotated[Path | None, typer.Option("--file", "-f", help="A file with the query.")]
Name = Annotated[str | None, typer.Option("--name", help="A question that comes with Sightline.")]
Given = Annotated[
    list[str] | None,
    typer.Option("--set", help="NAME=VALUE, a parameter of the question; may be repeated."),
]
Listing = Annotated[bool, typer.Option("--list", help="The questions that come with Sightline.")]
Show = Annotated[bool, typer.Option("--show", help="Print the query of --name, do not ask it.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="json, xml, csv or tsv; for CONSTRUCT and DESCRIBE turtle, nt, jsonld or rdfxml.",
    ),
]
Seconds = Annotated[float, typer.Option(help="Time after which the query is stopped.", min=0.1)]


def sparql(
    query: Query = None,
    *,
    file: File = None,
    name: Name = None,
    given: Given = None,
    listing: Listing = False,
    show: Show = False,
    format: Format = None,
    seconds: Seconds = 30.0,
    authority: AuthorityOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Ask the graph in SPARQL 1.1; it can only be read, and nothing is fetched from outside.

    A question that does not name a graph is asked of all of them. See docs/sparql.md.
    """
    if listing:
        _list(json)
        return
    text = _text(query, file, name, given)
    if show:
        sys.stdout.write(text)
        return
    answer = _ask(text, store, authority, _wanted(format, json), seconds)
    if format is None and not json:
        _print(answer)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(answer.body)
        if not answer.body.endswith(b"\n"):
            sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()


def _list(json: bool) -> None:
    from ontology.named import named_queries

    if json:
        print_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "description": one.description,
                    "parameters": [{"name": p.name, "what": p.what} for p in one.parameters],
                }
                for one in named_queries().values()
            ]
        )
        return
    for one in named_queries().values():
        typer.echo(f"{one.name}\n    {one.description}")
        for parameter in one.parameters:
            typer.echo(f"    --set {parameter.name}=...  {parameter.what}")


def _text(query: str | None, file: Path | None, name: str | None, given: list[str] | None) -> str:
    """The query as it was given, by one of three ways."""
    if sum(one is not None for one in (query, file, name)) != 1:
        raise typer.BadParameter("give a query, --file or --name, and one of them only")
    if name is not None:
        from ontology.named import named

        return named(name).filled(_pairs(given))
    if given:
        raise typer.BadParameter("--set fills a question of --name", param_hint="--set")
    if query is not None and query.startswith("@"):
        file = Path(query[1:])
    if file is not None:
        return _read(file)
    return sys.stdin.read() if query == "-" else query or ""


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise typer.BadParameter(f"{file} cannot be read ({why})", param_hint="--file") from error


def _pairs(given: list[str] | None) -> dict[str, str]:
    pairs = dict(one.split("=", 1) for one in given or () if "=" in one)
    if len(pairs) != len(given or ()):
        raise typer.BadParameter("write NAME=VALUE, each name once", param_hint="--set")
    return pairs


def _wanted(format: str | None, json: bool) -> tuple[str, str]:
    """The formats of a table and of a graph; of the two, the query says which is given."""
    from graph.sparql.answering import GRAPHS
    from graph.sparql.formats import FORMATS

    if format is None:
        return "json", "jsonld" if json else "turtle"
    if format in FORMATS and not (json and format != "json"):
        return format, "turtle"
    if format in GRAPHS and not json:
        return "json", format
    known = ", ".join((*FORMATS, *GRAPHS))
    raise typer.BadParameter(f"{format!r} is none of {known}", param_hint="--format")


def _ask(
    text: str, url: str, authority: str | None, formats: tuple[str, str], seconds: float
) -> Answer:
    from api.cli.common import opened
    from api.questions import the_authority
    from graph.sparql.endpoint import Endpoint
    from graph.sparql.keeper import Limits

    with opened(url) as held:
        if authority is not None:
            authority = the_authority(held, authority)
    limits = Limits(seconds=seconds)
    with Endpoint(url, authority=authority, limits=limits, patience=3600) as endpoint:
        return endpoint.ask(text, table=formats[0], graph=formats[1], progress=_progress())


def _progress() -> Callable[[int, int], None]:
    """Tell a person, not a pipe, how far the graph is made."""
    watched = sys.stderr.isatty()

    def tell(done: int, of: int) -> None:
        if watched and of > 20:
            end = "\n" if done + 1 == of else ""
            typer.echo(f"\rMaking the graph: {done + 1} of {of}{end}", err=True, nl=False)

    return tell


def _print(answer: Answer) -> None:
    """Print a table for a person; a graph as it is written."""
    import json

    if answer.media_type.startswith("application/sparql-results+json"):
        found = json.loads(answer.body)
        if "boolean" in found:
            typer.echo("yes" if found["boolean"] else "no")
            return
        _table(found["head"]["vars"], found["results"]["bindings"])
        note(f"{answer.rows:,} rows" if answer.rows != 1 else "1 row")
    else:
        typer.echo(answer.body.decode(), nl=False)


def _table(names: list[str], rows: list[dict[str, dict[str, str]]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from api.cli.common import console
    from graph.rdf.terms import ID

    table = Table(*names, show_edge=False)  # names of variables hold no markup
    for row in rows:
        values = (row.get(name, {}).get("value", "") for name in names)
        table.add_row(*[Text(plain(value.removeprefix(ID))) for value in values])
    console().print(table)

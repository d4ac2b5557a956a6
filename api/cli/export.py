"""``sightline export``: hand the evidence over in the form that its reader uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import AuthorityOption, StoreOption, iso_date, note, opened, the_one
from api.cli.trace import AsOfOption, Only, OnlyOption
from api.cli.writing import OutOption, picked, put
from api.settings import DEFAULT_STORE
from graph.export import EXPORTERS

if TYPE_CHECKING:
    from graph.export.common import Portfolio
    from graph.questions.listing import Filters
    from graph.store.base import View

IdsArgument = Annotated[
    list[str] | None, typer.Argument(help="Ids of concerns, or how they begin.", metavar="ID...")
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", help=f"{', '.join(EXPORTERS)}; else the file's suffix says it."),
]


def export(
    concerns: IdsArgument = None,
    *,
    format: FormatOption = None,
    out: OutOption,
    authority: AuthorityOption = None,
    document: Annotated[str | None, typer.Option(help="Concerns of this paper.")] = None,
    theme: Annotated[str | None, typer.Option(help="Concerns of this theme.")] = None,
    since: Annotated[str | None, typer.Option(help="Of papers from this date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Of papers up to this date.")] = None,
    as_of: AsOfOption = None,
    only: OnlyOption = Only.settled,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the chains of some concerns, or of an authority, to one file."""
    from graph.export.walk import portfolio
    from graph.questions.listing import Filters

    exporter = picked(EXPORTERS, format, out, what="format")
    on = iso_date(as_of)
    filters = Filters(
        authority=authority, document=document, theme=theme,
        since=iso_date(since), until=iso_date(until),
    )  # fmt: skip
    with opened(store) as held:
        ids, words = _chosen(held, concerns or [], filters, on)
        evidence = portfolio(held, ids, as_of=on, only=only.value, filters=words)
        size = put(exporter, evidence, out)
    if size is not None:
        note(_told(out, size, evidence))


def _chosen(
    view: View, prefixes: list[str], filters: Filters, as_of: str | None
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Return the concerns asked for, and how they were chosen in words."""
    from graph.export.choose import chosen, in_words
    from graph.questions.listing import refuse_unheld

    words = in_words(filters)
    if prefixes and words:
        raise typer.BadParameter("name concerns or filters, not both")
    if prefixes:
        ids = [the_one(view, prefix, "concern") for prefix in prefixes]
        return ids, (("Concerns", ", ".join(ids)),)
    if not words:
        raise typer.BadParameter("name at least one concern, or --authority for all of its own")
    refuse_unheld(view, filters.authority)
    return chosen(view, filters, as_of=as_of), words


def _told(out: str, size: int, evidence: Portfolio) -> str:
    left = evidence.proposals_left_out
    more = f" Proposed links left out: {left}; --only all takes them in." if left else ""
    return f"{out} is written ({size} kB): {evidence.title}.{more}"

"""``sightline absence``: what would be left unowned without an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import (
    AuthorityOption,
    JsonOption,
    StoreOption,
    console,
    opened,
    plain,
    print_json,
    short,
    shorten,
)
from api.cli.trace import Only, OnlyOption
from api.settings import DEFAULT_STORE
from ontology.errors import SightlineError, UnknownRecordError

if TYPE_CHECKING:
    from graph.analysis import Absence
    from graph.records import Owner, Record
    from graph.store.base import View

OwnerArgument = Annotated[str, typer.Argument(help="Name of a post, body or person, or its id.")]


def absence(
    owner: OwnerArgument,
    *,
    authority: AuthorityOption = None,
    only: OnlyOption = Only.all,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show what would be left unowned without an owner: actions, and concerns they answer."""
    from graph.analysis import absence as find
    from graph.analysis.answers import absence_json
    from graph.questions.listing import refuse_unheld

    with opened(store) as held:
        refuse_unheld(held, authority)
        whose, who = _the_one(held, owner, authority)
        found = find(held, whose, who, settled=only is Only.settled)
    if json:
        print_json(absence_json(found))
    else:
        _show(found)


def _the_one(view: View, asked: str, authority: str | None) -> tuple[str, Owner]:
    """Return the one owner that is meant, with the authority.

    Raises:
        UnknownRecordError: nobody is called so.
        SightlineError: several are.
    """
    from graph.analysis import owners_like

    found = owners_like(view, asked, authority=authority)
    if len(found) == 1:
        return found[0]
    if found:
        told = "; ".join(f"{one.name} ({whose}, {short(one.id)})" for whose, one in found[:5])
        raise SightlineError(f"{asked!r} could be: {told}. Give the id, or --authority")
    raise UnknownRecordError(f"nobody called {asked!r} owns an action; see: sightline list owners")


def _show(found: Absence) -> None:
    out = console()
    names = ", ".join(plain(owner.name) for owner in found.owners)
    out.print(f"Without {names} ({plain(found.authority)})", style="bold", markup=False)
    for owner in found.perhaps:
        words = f"Proposed to be the same, and not counted: {plain(owner.name)} {short(owner.id)}"
        out.print(words, style="yellow", markup=False)
    _list("Actions that nobody would own", found.alone)
    _list("Actions that others own too", found.shared)
    out.print(f"\nConcerns without an owned action: {len(found.concerns)}", style="bold")
    for left in found.concerns:
        tie = "" if left.state != "proposed" else "[only proposals tie it to this owner] "
        out.print(f"  {tie}{_line(left.concern)}", markup=False)
        if left.proposed:
            told = f"    proposals to decide on that would keep it owned: {len(left.proposed)}"
            out.print(told, style="dim", markup=False)
    out.print(f"\nDone or superseded, and so not counted: {found.done}")


def _list(heading: str, records: tuple[Record, ...]) -> None:
    out = console()
    out.print(f"\n{heading}: {len(records)}", style="bold")
    for record in records:
        out.print(f"  {_line(record)}", markup=False)


def _line(record: Record) -> str:
    return f"{short(record.id)} “{shorten(record.text, 160)}”"

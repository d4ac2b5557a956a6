"""``sightline review``: the queue of proposed links, and what people decide about them."""

from __future__ import annotations

from datetime import date
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
    the_one,
)
from api.settings import DEFAULT_STORE
from ontology.errors import SightlineError, UnknownRecordError

if TYPE_CHECKING:
    from rich.text import Text

    from graph.decisions.queue import Waiting
    from graph.decisions.suspects import Suspect
    from graph.records import Link, Record
    from graph.store.base import Store

app = typer.Typer(
    help="Decide about proposed links; without a verb, show the queue.",
    invoke_without_command=True,
    no_args_is_help=False,
    rich_markup_mode=None,
)
LinksArgument = Annotated[
    list[str], typer.Argument(metavar="LINK...", help="Ids of links, or how they begin.")
]
ByOption = Annotated[str, typer.Option("--by", help="Who decides.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]
UndoReasonOption = Annotated[str, typer.Option("--reason", help="Why, if there is more to say.")]
LimitOption = Annotated[int, typer.Option(help="At most so many links.", min=1)]
RelationOption = Annotated[str | None, typer.Option(help="Only links of this relation.")]


@app.callback()
def queue(
    context: typer.Context,
    *,
    authority: AuthorityOption = None,
    relation: RelationOption = None,
    limit: LimitOption = 20,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Decide about proposed links; without a verb, show the queue."""
    if context.invoked_subcommand:
        return
    from graph.decisions.queue import queue as waiting
    from graph.questions.answers import ends_of
    from graph.questions.listing import refuse_unheld

    _known(relation)
    with opened(store) as held:
        refuse_unheld(held, authority)
        found = waiting(
            held, authority=authority, relation=relation, today=date.today().isoformat()
        )
        ends = ends_of(held, [one.link for one in found[:limit]])
    if json:
        from api.questions import waiting_row

        print_json([waiting_row(one, ends) for one in found[:limit]])
        return
    out = console()
    for one in found[:limit]:
        out.print(_told(one, ends))
    out.print(f"{len(found)} proposed link{'' if len(found) == 1 else 's'} to decide on")


@app.command()
def accept(
    links: LinksArgument, *, by: ByOption, reason: ReasonOption, store: StoreOption = DEFAULT_STORE
) -> None:
    """Confirm links: a named person says that they hold."""
    _decide(store, links, "confirmed", by, reason)


@app.command()
def reject(
    links: LinksArgument, *, by: ByOption, reason: ReasonOption, store: StoreOption = DEFAULT_STORE
) -> None:
    """Reject links: they do not hold, and are not proposed again."""
    _decide(store, links, "rejected", by, reason)


@app.command()
def unsure(
    links: LinksArgument, *, by: ByOption, reason: ReasonOption, store: StoreOption = DEFAULT_STORE
) -> None:
    """Put down that links were looked at and could not be decided."""
    _decide(store, links, "unsure", by, reason)


@app.command()
def undo(
    links: LinksArgument,
    *,
    by: ByOption,
    reason: UndoReasonOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take the last standing decision about each link back; all stay in the log."""
    _decide(store, links, "undone", by, reason)


@app.command()
def suspects(
    *,
    authority: AuthorityOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show decisions whose words have changed or gone since, with what may stand there now."""
    from graph.decisions.suspects import suspects as find
    from graph.questions.answers import documents_of

    with opened(store) as held:
        found = find(held, authority=authority)
        files = {key: paper.file for key, paper in documents_of(held).items()}
    if json:
        from api.questions import suspect_row

        print_json([suspect_row(one, files) for one in found])
        return
    out = console()
    for one in found:
        out.print(_suspect(one, files))
    out.print(f"{len(found)} suspect decision{'' if len(found) == 1 else 's'}")


def _decide(store: str, links: list[str], state: str, by: str, reason: str) -> None:
    from graph.decisions.review import review_all

    with opened(store) as held:
        ids = _found(held, links, state)
        decided = review_all(held, ids, state=state, by=by, reason=reason)
    for link in decided:
        console().print(f"{link.id} is now {link.state}.", markup=False)


def _found(store: Store, links: list[str], state: str) -> list[str]:
    """Return the ids that are meant; every one that is not found is named at once."""
    found, faults = [], []
    for link in links:
        try:
            found.append(the_one(store, link, "link"))
        except SightlineError as error:
            gone = _gone(store, link) if state == "undone" else []
            found += gone
            faults += [] if gone else [str(error)]
    if faults:
        raise UnknownRecordError(
            "; ".join(faults) + ("; nothing was decided" if links[1:] else "")
        )
    return found


def _gone(store: Store, prefix: str) -> list[str]:
    """Return the one link of this id, or that begins so, that is only in the log by now."""
    wanted = prefix if prefix.startswith("link-") else f"link-{prefix}"
    ids = {d.link for d in store.decisions() if d.link.startswith(wanted)}
    return list(ids) if len(ids) == 1 else []


def _known(relation: str | None) -> None:
    from ontology.schema import relations

    names = sorted(relations())
    if relation is not None and relation not in names:
        raise typer.BadParameter(f"{relation!r} is no relation; there are {', '.join(names)}")


def _told(one: Waiting, ends: dict[str, Record]) -> Text:

    link = one.link
    text = _heading(link)
    for end in (link.subject, link.object):
        record = ends.get(end)
        text.append(f"  “{plain(record.text)}”\n" if record else f"  {end}\n", style="not bold")
    text.append(
        "".join(f"  because: {plain(why)}\n" for why in link.reasons), style="not bold dim"
    )
    told = [change.text for change in one.changes[:_SHOWN]] or [_NOTHING]
    more = len(one.changes) - _SHOWN
    told += [f"And {more} more."] if more > 0 else []
    text.append("".join(f"  → {plain(words)}\n" for words in told), style="not bold")
    return text


_SHOWN = 3  # changes on a terminal; JSON has them all
_NOTHING = "A decision changes no gap; the link is then no longer a guess."


def _heading(link: Link) -> Text:
    from rich.text import Text

    score = f" {link.score:.2f}" if link.score is not None else ""
    return Text(f"{short(link.id)} {link.relation}{score}\n", style="bold")


def _suspect(one: Suspect, files: dict[str, str]) -> Text:
    from rich.text import Text

    made = one.decision
    text = Text(f"{short(made.link)} {made.relation}: {made.state} by {plain(made.by)}\n")
    text.stylize("bold")
    text.append(f"  Suspect: {one.why}.\n", style="not bold red")
    for end in one.ends:
        words = getattr(made, f"{end}_text")
        text.append(f"  {end}: “{shorten(words, 300)}”\n" if words else f"  {end}\n", "not bold")
        if now := one.now.get(end):
            where = f"{short(now.id)} in {plain(files.get(now.document, now.document))}"
            told = f"  perhaps this is now {where}: “{shorten(now.text, 300)}”\n"
            text.append(told, style="not bold")
    return text

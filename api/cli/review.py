"""``sightline review``: the queue of proposed links, and what people decide about them."""

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
    the_one,
)
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from rich.text import Text

    from graph.records import Link, Record

app = typer.Typer(
    help="Decide about proposed links; without a verb, show the queue.",
    invoke_without_command=True,
    no_args_is_help=False,
    rich_markup_mode=None,
)
LinkArgument = Annotated[str, typer.Argument(help="Id of a link, or how it begins.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]
UndoReasonOption = Annotated[str, typer.Option("--reason", help="Why, if there is more to say.")]
LimitOption = Annotated[int, typer.Option(help="At most so many links.", min=1)]


@app.callback()
def queue(
    context: typer.Context,
    *,
    authority: AuthorityOption = None,
    limit: LimitOption = 20,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Decide about proposed links; without a verb, show the queue."""
    if context.invoked_subcommand:
        return
    from api.questions import queue as waiting
    from graph.answers import ends_of

    with opened(store) as held:
        links = waiting(held, authority=authority)
        ends = ends_of(held, links[:limit])
    if json:
        print_json([as_json(link, ends) for link in links[:limit]])
        return
    out = console()
    for link in links[:limit]:
        out.print(_told(link, ends))
    out.print(f"{len(links)} proposed link{'' if len(links) == 1 else 's'} to decide on")


@app.command()
def accept(
    link: LinkArgument, *, by: ByOption, reason: ReasonOption, store: StoreOption = DEFAULT_STORE
) -> None:
    """Confirm a link: a named person says that it holds."""
    _decide(store, link, "confirmed", by, reason)


@app.command()
def reject(
    link: LinkArgument, *, by: ByOption, reason: ReasonOption, store: StoreOption = DEFAULT_STORE
) -> None:
    """Reject a link: it does not hold, and is not proposed again."""
    _decide(store, link, "rejected", by, reason)


@app.command()
def unsure(
    link: LinkArgument, *, by: ByOption, reason: ReasonOption, store: StoreOption = DEFAULT_STORE
) -> None:
    """Put down that a link was looked at and could not be decided."""
    _decide(store, link, "unsure", by, reason)


@app.command()
def undo(
    link: LinkArgument,
    *,
    by: ByOption,
    reason: UndoReasonOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take the last standing decision about a link back; both stay in the log."""
    _decide(store, link, "undone", by, reason)


def _decide(store: str, link: str, state: str, by: str, reason: str) -> None:
    from graph.review import review

    with opened(store) as held:
        identity = the_one(held, link, "link")
        decided = review(held, identity, state=state, by=by, reason=reason)
    console().print(f"{decided.id} is now {decided.state}.", markup=False)


def as_json(link: Link, ends: dict[str, Record]) -> dict[str, object]:
    """Return a link as in ``list links``, with the words of both its ends."""
    from graph.rows import link_row

    subject, target = ends.get(link.subject), ends.get(link.object)
    return link_row(link) | {
        "subject_text": subject.text if subject else None,
        "object_text": target.text if target else None,
    }


def _told(link: Link, ends: dict[str, Record]) -> Text:
    from rich.text import Text

    score = f" {link.score:.2f}" if link.score is not None else ""
    text = Text(f"{short(link.id)} {link.relation}{score}\n", style="bold")
    for end in (link.subject, link.object):
        record = ends.get(end)
        text.append(f"  “{plain(record.text)}”\n" if record else f"  {end}\n", style="not bold")
    text.append(
        "".join(f"  because it {plain(why)}\n" for why in link.reasons), style="not bold dim"
    )
    return text

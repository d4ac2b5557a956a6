"""``sightline search``: full text over every passage."""

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
)
from api.settings import DEFAULT_STORE
from viz.words import day, place

if TYPE_CHECKING:
    from rich.text import Text

    from graph.store.base import Hit

TextArgument = Annotated[list[str], typer.Argument(help="Words that a passage must hold.")]
LimitOption = Annotated[int, typer.Option(help="At most so many passages.", min=1)]
KindOption = Annotated[str | None, typer.Option(help="Only papers of this kind, by its code.")]


def search(
    text: TextArgument,
    *,
    authority: AuthorityOption = None,
    kind: KindOption = None,
    limit: LimitOption = 50,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Search every passage of every paper for words."""
    from graph.questions.answers import hit_rows
    from graph.questions.listing import refuse_unheld, refuse_unlisted

    sought = " ".join(text)
    if not sought.strip():
        raise typer.BadParameter("give at least one word to search for")
    refuse_unlisted("kinds", kind, "kind of paper")
    with opened(store) as held:
        refuse_unheld(held, authority)
        hits = held.search(sought, authority=authority, kind=kind, limit=limit + 1)
    hits, more = hits[:limit], len(hits) > limit
    if json:
        print_json(hit_rows(hits))
        return
    out = console()
    for hit in hits:
        out.print(_told(hit))
    found = f"{len(hits)} passage{'' if len(hits) == 1 else 's'}"
    out.print(f"The best {found}; there are more: --limit" if more else found)


def _told(hit: Hit) -> Text:
    """The words around what was found, and where they stand."""
    from rich.text import Text

    line = Text()
    for number, part in enumerate((hit.marked or hit.passage.quote.text).split("\x02")):
        found, _, after = part.rpartition("\x03") if number else ("", "", part)
        line.append(plain(found), style="bold")
        line.append(plain(after))
    paper = hit.document
    where = (paper.title, day(paper.date), place(hit.passage.quote))
    line.append("\n" + plain(" · ".join(part for part in where if part)) + "\n", style="dim")
    return line

"""``sightline relink``: make the links anew, and see before what that would change."""

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
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from graph.decisions.relinking import Relinking
    from graph.records import Link, Record

DryOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, do nothing.")]
LimitOption = Annotated[int, typer.Option(help="Links shown of each sort.", min=0)]


def relink(
    *,
    dry_run: DryOption = False,
    authority: AuthorityOption = None,
    limit: LimitOption = 10,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Make the links of all papers held anew; decisions stay."""
    from api.questions import the_authority
    from graph.decisions.relinking import relinking
    from graph.linking.build import links_of
    from graph.questions.answers import ends_of

    with opened(store) as held:
        names = held.authorities() if authority is None else [the_authority(held, authority)]
        found = []
        for name in names:
            made = links_of(held, name)
            would = relinking(name, held.links(authority=name), made, held.decisions())
            found.append((would, ends_of(held, _links(would))))
            if not dry_run:
                held.relink(name, made)
    if json:
        print_json([as_json(would, dry_run=dry_run) for would, _ in found])
        return
    for would, ends in found:
        _show(console(), would, ends, dry_run=dry_run, limit=limit)


def as_json(would: Relinking, *, dry_run: bool) -> dict[str, object]:
    """Return what is added, dropped, changed and kept, each link as in ``list links``."""
    from graph.questions.rows import link_row

    return {
        "authority": would.authority,
        "done": not dry_run,
        "added": [link_row(link) for link in would.added],
        "dropped": [link_row(link) for link in would.dropped],
        "changed": [{"from": link_row(old), "to": link_row(new)} for old, new in would.changed],
        "kept": [link_row(link) for link in would.kept],
    }


def _links(would: Relinking) -> list[Link]:
    return [*would.added, *would.dropped, *(new for _, new in would.changed), *would.kept]


def _show(
    out: Console, would: Relinking, ends: Mapping[str, Record], *, dry_run: bool, limit: int
) -> None:
    from rich.text import Text

    verb = "would be " if dry_run else ""
    counts = (
        f"{len(would.added)} {verb}added, {len(would.dropped)} {verb}dropped, "
        f"{len(would.changed)} {verb}changed, {len(would.kept)} kept by decisions alone"
    )
    out.print(Text(f"{plain(would.authority)}: {counts}", style="bold"))
    _lines(out, "+", would.added, ends, limit)
    _lines(out, "-", would.dropped, ends, limit)
    _lines(out, "~", [new for _, new in would.changed], ends, limit)


def _lines(
    out: Console, sign: str, links: Iterable[Link], ends: Mapping[str, Record], limit: int
) -> None:
    from rich.text import Text

    found = sorted(links, key=lambda link: (-(link.score or 1.0), link.id))
    for link in found[:limit]:
        said, about = (_words(end, ends) for end in (link.subject, link.object))
        score = f" {link.score:.2f}" if link.score is not None else ""
        head = f"{sign} {short(link.id)} {link.relation}{score} {link.state}: "
        out.print(Text(f"{head}{said} → {about}"))
    if len(found) > limit:
        out.print(Text(f"{sign} and {len(found) - limit} more", style="dim"))


def _words(end: str, ends: Mapping[str, Record]) -> str:
    record = ends.get(end)
    return f"“{shorten(record.text, 70)}”" if record else end

"""``sightline communities``: families of concerns, and where they come back."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from api.cli.common import (
    AuthorityOption,
    JsonOption,
    StoreOption,
    console,
    opened,
    plain,
    print_json,
    shorten,
)
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from graph.analysis import Communities
    from graph.analysis.communities import Group, Return
    from graph.records import Concern

_FIRST = 3  # of what joins a group, and of the authorities quoted


def communities(
    *,
    authority: AuthorityOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show which concerns are raised together, and at which authorities they come back."""
    from graph.analysis import communities as find
    from graph.analysis.answers import communities_json
    from graph.questions.answers import documents_of

    with opened(store) as held:
        if authority is not None:
            from api.questions import the_authority

            authority = the_authority(held, authority)
        found = find(held)
        documents = documents_of(held, None) if json else {}
    if json:
        print_json(communities_json(found, documents, authority=authority))
    else:
        _show(found, authority)


def _show(found: Communities, authority: str | None) -> None:
    from graph.analysis.communities import FEWEST

    out = console()
    if not found.enough:
        out.print(
            f"Papers of two visits or more are held of {found.authorities} authorities only; "
            f"{FEWEST} are needed to tell which concerns go together."
        )
        return
    for number, group in enumerate(found.groups, 1):
        back = [one for one in group.returns if authority in (None, one.authority)]
        if back or authority is None:
            _tell(number, group, found.authorities)
            for one in back if authority else _clearest(back):
                _quote(one, group.themes, whole=authority is not None)
    if not found.groups:
        out.print("No two themes are raised together more often than by chance.")
    out.print(
        f"\nFrom {found.concerns:,} concerns of inspectors. A group came back where the papers of "
        "two visits hold a concern that names two of its themes. What goes together says nothing "
        "of why."
    )


def _tell(number: int, group: Group, authorities: int) -> None:
    from ontology.vocabulary import scheme

    out, themes = console(), scheme("themes")
    labels = "; ".join(themes[theme].label for theme in group.themes)
    out.print(f"\nGroup {number}: {labels}", style="bold", markup=False)
    for pair in group.pairs[:_FIRST]:
        one, other = (themes[theme].label for theme in pair.themes)
        out.print(
            f"  {one} + {other}: {pair.concerns} concerns; by chance {pair.by_chance:g}.",
            markup=False,
        )
    out.print(
        f"  Raised at {group.raised} authorities; came back at {len(group.returns)} of "
        f"{authorities}, by chance at {group.by_chance:g}: "
        + plain("; ".join(back.authority for back in group.returns) or "none"),
        markup=False,
    )


def _clearest(returns: list[Return]) -> list[Return]:
    """Those where it came back at most visits."""
    return sorted(returns, key=lambda one: (-len(_days(one)), one.authority))[:_FIRST]


def _days(back: Return) -> list[str]:
    return sorted({date for date, _ in back.concerns})


def _quote(back: Return, themes: Collection[str], *, whole: bool) -> None:
    """Print all concerns, or the two of the first and of the last visit that are most alike."""
    out, days = console(), _days(back)
    out.print(f"  {plain(back.authority)}, at {len(days)} visits", style="italic", markup=False)
    for date, concern in back.concerns if whole else _alike(back, themes):
        out.print(f"    {date} “{shorten(concern.text, 160)}”", markup=False)


def _alike(back: Return, themes: Collection[str]) -> Sequence[tuple[str, Concern]]:
    first, *_, last = _days(back)
    ends = ([one for one in back.concerns if one[0] == day] for day in (first, last))
    # of equals, max keeps the first
    return max(product(*ends), key=lambda two: len(_shared(two, themes)))


def _shared(two: Iterable[tuple[str, Concern]], themes: Collection[str]) -> set[str]:
    return set(themes).intersection(*(concern.themes for _, concern in two))

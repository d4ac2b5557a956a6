"""``sightline communities``: themes of concerns that recur together across authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.common import JsonOption, StoreOption, console, opened, print_json
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from graph.analysis import Communities


def communities(*, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Show which themes of concerns recur together across authorities, beyond chance."""
    from graph.analysis import communities as find
    from graph.analysis.answers import communities_json

    with opened(store) as held:
        found = find(held)
    if json:
        print_json(communities_json(found))
    else:
        _show(found)


def _show(found: Communities) -> None:
    from graph.analysis.communities import FEWEST
    from ontology.vocabulary import scheme

    out = console()
    if not found.enough:
        out.print(
            f"Inspectors raised a theme at two visits at {found.authorities} authorities only; "
            f"{FEWEST} are needed to tell what recurs together."
        )
        return
    themes = scheme("themes")
    for number, group in enumerate(found.groups, 1):
        labels = ", ".join(themes[theme].label for theme in group)
        out.print(f"Group {number}: {labels}", style="bold", markup=False)
        for pair in found.pairs:
            if pair.themes[0] in group and pair.themes[1] in group:
                one, other = (themes[theme].label for theme in pair.themes)
                out.print(
                    f"  {one} and {other} both recur at {pair.together} of {found.authorities} "
                    f"authorities; by chance it would be {pair.by_chance:g}.",
                    markup=False,
                )
    if not found.groups:
        out.print("No two themes recur together more often than by chance.")
    out.print(
        "\nA theme recurs where inspectors raised it at two visits. That themes recur together "
        "says nothing of why."
    )

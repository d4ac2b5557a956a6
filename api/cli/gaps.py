"""``sightline gaps``: what is missing or contradicted."""

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
)
from api.settings import DEFAULT_STORE
from ontology.errors import SightlineError

if TYPE_CHECKING:
    from graph.questions.gaps import Gap

RuleOption = Annotated[list[str] | None, typer.Option(help="Only this rule; may be repeated.")]


def gaps(
    *,
    rule: RuleOption = None,
    authority: AuthorityOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show what is missing, late or contradicted."""
    from api.questions import known_rules
    from graph.questions.answers import documents_of, gap_rows
    from graph.questions.gaps import gaps as find
    from graph.questions.listing import refuse_unheld

    try:
        rules = known_rules(rule)
    except SightlineError as error:
        raise typer.BadParameter(str(error)) from None
    with opened(store) as held:
        refuse_unheld(held, authority)
        today = date.today().isoformat()
        found = find(held, authority=authority, rules=rules, today=today)
        rows = gap_rows(found, documents_of(held, authority)) if json else []
    if json:
        print_json(rows)
    else:
        show(found)


def show(found: list[Gap]) -> None:
    """Print the gaps, under their authority, rule and severity."""
    from rich.text import Text

    out = console()
    heading = ("", "", "")
    for gap in found:
        if (gap.authority, gap.rule, gap.severity) != heading:
            heading = (gap.authority, gap.rule, gap.severity)
            out.print(Text(f"\n{plain(gap.authority)}: {gap.rule} ({gap.severity})", style="bold"))
        line = Text("Gap: ", style="red")
        line.append(f"{gap.text} ", style="default")
        line.append(f"{short(gap.subject)} ", style="dim")
        line.append(
            f"“{shorten(gap.quotes[0].text, 160)}” " if gap.quotes else "", style="default"
        )
        line.append(plain(gap.why), style="dim")
        out.print(line)
    out.print(f"\n{len(found)} gap{'' if len(found) == 1 else 's'}")

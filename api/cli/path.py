"""``sightline path``: the shortest explanation between two records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import JsonOption, StoreOption, console, opened, plain, print_json, short
from api.cli.trace import Only, OnlyOption
from api.settings import DEFAULT_STORE
from ontology.errors import SightlineError, UnknownRecordError
from viz.words import day, place

if TYPE_CHECKING:
    from rich.text import Text

    from graph.analysis import Explanation, Step
    from graph.records import Document, Record
    from graph.store.base import View

FirstArgument = Annotated[
    str, typer.Argument(metavar="FIRST", help="Id of a record, or its start.")
]
LastArgument = Annotated[str, typer.Argument(metavar="LAST", help="Id of another.")]
MostOption = Annotated[int, typer.Option(min=1, max=100, help="How many equal ways to show.")]


def path(
    first: FirstArgument,
    last: LastArgument,
    *,
    only: OnlyOption = Only.all,
    most: MostOption = 3,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Explain what joins two records: the shortest way over links, each step with its quote."""
    from graph.analysis import explanations
    from graph.analysis.answers import explanation_json
    from graph.questions.answers import documents_of

    settled = only is Only.settled
    with opened(store) as held:
        ends = _record(held, first), _record(held, last)
        ways = explanations(held, *ends, settled=settled, most=most)
        papers = documents_of(held, ways[0].start.authority) if ways else {}
    if json:
        print_json([explanation_json(way, papers) for way in ways])
    elif ways:
        _show(ways, papers)
    else:
        links = "settled link" if settled else "link"
        console().print(f"No {links} leads from {short(ends[0])} to {short(ends[1])}.")


def _record(view: View, prefix: str) -> str:
    """Return the id of the one record that *prefix* stands for.

    Raises:
        UnknownRecordError: there is none.
        SightlineError: there are several.
    """
    kinds = ("concern-", "comment-", "action-", "evidence-")
    found = [key for key in view.find(prefix) if key.startswith(kinds)]
    if prefix in found or len(found) == 1:
        return prefix if prefix in found else found[0]
    if found:
        raise SightlineError(f"{prefix!r} could be {', '.join(found[:5])}; give more of the id")
    raise UnknownRecordError(
        f"there is no concern, comment, action or evidence {prefix!r} in this store; "
        "ids begin with their kind, as sightline list shows them"
    )


def _show(ways: list[Explanation], papers: Mapping[str, Document]) -> None:
    out = console()
    for number, way in enumerate(ways, 1):
        steps = f"{len(way.steps)} step{'' if len(way.steps) == 1 else 's'}"
        told = f"{way.proposed} only proposed" if way.proposed else "all settled"
        which = f", way {number} of {way.equal} as short" if way.equal > 1 else ""
        out.print(f"{steps}, {told}{which}", style="bold")
        out.print(_told(way.start, papers))
        for step in way.steps:
            out.print(_link(step))
            out.print(_told(step.record, papers) if step.record else _name(step))
        out.print()


def _link(step: Step) -> Text:
    from rich.text import Text

    from ontology.schema import relations
    from viz.style import state

    known = {"ownedBy": ("is owned by", "owns"), "partOf": ("is part of", "has the part")}
    if step.relation in known:
        words = known[step.relation][0 if step.forward else 1]
    else:
        relation = relations()[step.relation]
        words = relation.label if step.forward else relation.inverse
    score = f" {step.link.score:.2f}" if step.link and step.link.score is not None else ""
    line = Text(f"  {'↓' if step.forward else '↑'} {words} ", style="bold")
    line.append(f"({state(step.state)}{'' if step.settled else score})", style="not bold")
    if step.link and step.link.reasons:
        line.append(f" {plain('; '.join(step.link.reasons))}", style="not bold dim")
    return line


def _told(record: Record, papers: Mapping[str, Document]) -> Text:
    from rich.text import Text

    paper = papers.get(record.document)
    text = Text(f"{type(record).__name__} ", style="bold")
    text.append(f"“{plain(record.text)}”", style="not bold")
    where = (plain(paper.title), day(paper.date)) if paper else ("", "")
    parts = [part for part in (*where, place(record.quote), short(record.id)) if part]
    text.append("\n" + " · ".join(parts), style="not bold dim")
    return text


def _name(step: Step) -> Text:
    from rich.text import Text

    return Text.assemble(("Owner ", "bold"), plain(step.name))

"""``sightline trace``: the whole chain of one concern, as a tree or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import (
    JsonOption,
    StoreOption,
    console,
    iso_date,
    opened,
    plain,
    print_json,
    the_one,
)
from api.settings import DEFAULT_STORE
from viz.words import day, place

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from graph.questions.trace import ActionStep, Chain, CommentStep, Step
    from graph.records import Action, Link, Record


class Only(StrEnum):
    """How much of a chain is shown."""

    settled = "settled"
    all = "all"


ConcernArgument = Annotated[str, typer.Argument(help="Id of a concern, or how it begins.")]
AsOfOption = Annotated[str | None, typer.Option(help="As it was known on this day (ISO).")]
OnlyOption = Annotated[Only, typer.Option(help="settled: what papers state and people confirmed.")]


def trace(
    concern: ConcernArgument,
    *,
    as_of: AsOfOption = None,
    only: OnlyOption = Only.all,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Follow one concern to what was done and said about it."""
    from graph.questions.answers import chain_json
    from graph.questions.trace import trace as follow

    on = iso_date(as_of)
    with opened(store) as held:
        identity = the_one(held, concern, "concern")
        chain = follow(held, identity, as_of=on, only=only.value)
    if json:
        print_json(chain_json(chain))
    else:
        console().print(tree(chain))


def tree(chain: Chain) -> Tree:
    """Return the chain as a tree: each step with quote, paper, place and date."""
    from rich.tree import Tree

    root = Tree(_told(chain, chain.concern, heading="Concern"), guide_style="dim")
    _branch(root, "Rests on", (_step(chain, step) for step in chain.basis))
    _branch(root, "Raised before", (_step(chain, step) for step in chain.earlier))
    _branch(root, "Restated or quoted", (_step(chain, step) for step in chain.restated))
    _branch(root, "Recommendations", (_step(chain, step) for step in chain.recommendations))
    if chain.actions:
        actions = root.add(_head("Actions"))
        for step in chain.actions:
            _action(actions, chain, step)
    _branch(root, "Later comments", _comments(chain))
    _branch(root, "Raised again", (_step(chain, step) for step in chain.later))
    _gaps(root, chain, {gap.subject for gap in chain.gaps} - _actions_of(chain))
    return root


def _action(parent: Tree, chain: Chain, step: ActionStep) -> None:
    branch = parent.add(_told(chain, step.record, link=step.link, more=_doing(step.record)))
    for status in step.history[:-1]:
        was = f"was {status.status.replace('_', ' ')} in {_file(chain, status.document)}"
        branch.add(_faint(f"{was}, {day(status.on)}"))
    _branch(branch, "Evidence", (_step(chain, one) for one in step.evidence))
    _branch(branch, "Later comments on it", (_comment(chain, one) for one in step.comments))
    _gaps(branch, chain, {step.record.id})


def _branch(parent: Tree, heading: str, lines: Iterable[Text]) -> None:
    """Hang *lines* under a heading; no heading where there are none."""
    branch: Tree | None = None
    for line in lines:
        branch = branch or parent.add(_head(heading))
        branch.add(line)


def _comments(chain: Chain) -> Iterator[Text]:
    """Comments and silences in the order of time."""
    lines = [(step.date or "", _comment(chain, step)) for step in chain.comments]
    for silence in chain.silent:
        words = f"– {day(silence.date)}: {silence.why} ({_file(chain, silence.document)})"
        lines.append((silence.date, _faint(words)))
    yield from (line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _comment(chain: Chain, step: CommentStep) -> Text:
    from viz.style import progress

    more = str(progress(step.progress)) if step.progress else ""
    return _told(chain, step.record, link=step.link, more=more)


def _step(chain: Chain, step: Step) -> Text:
    return _told(chain, step.record, link=step.link)


def _told(
    chain: Chain, record: Record, *, link: Link | None = None, more: str = "", heading: str = ""
) -> Text:
    """A record as its state in a word, its quote, and beneath it paper, date and place."""
    from rich.text import Text

    text = Text(f"{heading} " if heading else "", style="bold")
    if link is not None:
        text.append_text(_state(link))
    text.append(f"“{plain(record.text)}”", style="not bold")
    paper = chain.documents.get(record.document)
    title = plain(paper.title) if paper else ""
    where = (title, day(paper.date) if paper else "", place(record.quote), more)
    text.append("\n" + " · ".join(part for part in where if part), style="not bold dim")
    return text


def _state(link: Link) -> Text:
    from rich.text import Text

    from viz.style import state

    score = f" {link.score:.2f}" if link.score is not None and link.state == "proposed" else ""
    by = f" by {link.decisions[-1].by}" if link.decisions and link.state == "confirmed" else ""
    styles = {"stated": "blue", "proposed": "yellow", "confirmed": "green"}
    return Text(f"{state(link.state)}{score}{plain(by)} ", style=styles.get(link.state, "dim"))


def _doing(action: Action) -> str:
    due = (
        f"due {action.due_printed or day(action.due)}" if action.due_printed or action.due else ""
    )
    owners = ", ".join(owner.name for owner in action.owners)
    status = action.status.replace("_", " ")
    return plain(" · ".join(part for part in (status, due, owners) if part))


def _actions_of(chain: Chain) -> set[str]:
    return {step.record.id for step in chain.actions}


def _gaps(parent: Tree, chain: Chain, subjects: set[str]) -> None:
    """Hang the gaps about these records where they belong."""
    for gap in chain.gaps:
        if gap.subject in subjects:
            parent.add(_gap(gap.text, gap.why, len(gap.proposed)))


def _gap(text: str, why: str, proposals: int) -> Text:
    from rich.text import Text

    line = Text(f"Gap: {text}", style="bold red")
    line.append(f" {plain(why)}", style="not bold")
    if proposals:
        line.append(f" (proposals to decide on: {proposals})", style="not bold dim")
    return line


def _file(chain: Chain, document: str) -> str:
    paper = chain.documents.get(document)
    return plain(paper.file) if paper else document


def _head(words: str) -> Text:
    from rich.text import Text

    return Text(words, style="bold")


def _faint(words: str) -> Text:
    from rich.text import Text

    return Text(words, style="dim")

"""A chain in a few sentences, which say no more than its settled steps do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph.export.common import Portfolio
from graph.export.lines import Line
from graph.export.wording import count, day, word
from graph.questions.facts import INSPECTORS
from graph.records import Action, Comment, Concern, Evidence, Record

_STATUSES = ("done", "under_way", "planned", "superseded")


def prose(evidence: Portfolio, steps: Sequence[Line]) -> Iterator[str]:
    """Tell the chain whose steps these are, in one paragraph a matter.

    Args:
        evidence: the whole.
        steps: of one chain, as ``lines_of`` gives them.
    """
    settled = [line for line in steps if line.settled]
    yield _raised(settled)
    yield from _actions(settled)
    yield from _later(settled)
    yield from _silences(settled)
    yield from _open(evidence, steps)


def _raised(steps: Sequence[Line]) -> str:
    first = steps[0]
    concern = first.record
    paper = first.paper
    where = f"“{paper.title}” ({day(paper.date)})" if paper else "a paper that is not held"
    own = isinstance(concern, Concern) and concern.kind == "self_identified"
    who = "The authority itself names this concern" if own else "Inspectors raised this concern"
    before = [line for line in steps if line.stage == "earlier"]
    again = [line for line in steps if line.stage == "later"]
    parts = [
        f"{who} in {where}.",
        f"It had been raised before: {_dated(before)}." if before else "",
        f"It was raised again: {_dated(again)}." if again else "",
    ]
    return " ".join(part for part in parts if part)


def _actions(steps: Sequence[Line]) -> Iterator[str]:
    actions = [(line, line.record) for line in steps if isinstance(line.record, Action)]
    if not actions:
        yield "No action that a paper states or a person has confirmed answers it."
        return
    by_status = Counter(action.status for _, action in actions)
    told = [
        f"{number} {word('action_statuses', status).lower()}"
        for status in _STATUSES
        if (number := by_status[status])
    ]
    owned = sum(bool(action.owners) for _, action in actions)
    answer = f"{count(len(actions), 'action answers', 'actions answer')} it".capitalize()
    yield (
        f"{answer} ({_numbers(line for line, _ in actions)}): {_listed(told)}, as the papers "
        f"that tell of it have it. An owner is named for {_of(owned, len(actions))}."
    )
    yield _evidence(steps, len(actions))


def _evidence(steps: Sequence[Line], actions: int) -> str:
    offered = [line for line in steps if line.stage == "evidence"]
    if not offered:
        return "No evidence is offered for " + ("it." if actions == 1 else "any of them.")
    by_status = Counter(
        line.record.status for line in offered if isinstance(line.record, Evidence)
    )
    told = [
        f"{number} {word('evidence_statuses', status).lower()}"
        for status, number in sorted(by_status.items())
    ]
    shown = len({line.on for line in offered})
    return f"Evidence is offered for {_of(shown, actions)} ({_numbers(offered)}): {_listed(told)}."


def _later(steps: Sequence[Line]) -> Iterator[str]:
    said = [line for line in steps if line.stage in ("comment", "remark")]
    own = [line for line in said if _voice(line.record) in INSPECTORS]
    reported = [line for line in said if line not in own]
    if own:
        yield f"Inspectors came back to it later: {_dated(own)}."
    else:
        yield "No later words of inspectors on it are stated or confirmed."
    if reported:
        yield f"Others tell what inspectors said, in other words: {_dated(reported)}."


def _silences(steps: Sequence[Line]) -> Iterator[str]:
    own = [line for line in steps if line.stage == "silence" and line.on == line.concern]
    if own:
        told = [f"{day(line.date)} ({line.why})" for line in own]
        visits = "this later visit" if len(own) == 1 else "these later visits"
        yield (
            f"Of {visits} nothing settled is known about it: {_listed(told)}. "
            "Silence says nothing about progress."
        )


def _open(evidence: Portfolio, steps: Sequence[Line]) -> Iterator[str]:
    left_out = len(evidence.left_out.get(steps[0].concern, ()))
    if left_out:
        links = count(left_out, "proposed link").capitalize()
        are = "is" if left_out == 1 else "are"
        yield f"{links} that nobody has decided on {are} left out."
    proposed = sum(not line.settled for line in steps)
    if proposed:
        yield f"Apart below: {count(proposed, 'proposed step')} on which nobody has decided."


def _voice(record: Record | None) -> str:
    return record.voice if isinstance(record, Comment) else ""


def _dated(steps: Iterable[Line]) -> str:
    """Dates with what was said of progress and the numbers of the steps."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in steps:
        progress = (line.link and line.link.progress) or ""
        groups.setdefault((line.date, progress), []).append(line)
    told = [
        f"{day(date)} ({_read(progress)}{_numbers(group)})"
        for (date, progress), group in groups.items()
    ]
    return _listed(told)


def _read(progress: str) -> str:
    return f"read as {word('progress', progress).lower()}; " if progress else ""


def _numbers(steps: Iterable[Line]) -> str:
    numbers = [line.number for line in steps]
    return f"step {numbers[0]}" if len(numbers) == 1 else f"steps {_listed(numbers)}"


def _listed(parts: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _of(number: int, total: int) -> str:
    if number == total:
        return "it" if total == 1 else "all of them"
    return f"{number or 'none'} of them" if total > 1 else "none"

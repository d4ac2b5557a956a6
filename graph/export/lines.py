"""A chain as lines, one a step, in the order in which every format shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.export.common import Portfolio
from graph.questions.trace import ActionStep, Chain, CommentStep, Silence, Step
from graph.records import Document, Link, Record, StatusRecord

# What each stage of a chain is called, in the order of the chain.
STAGES = {
    "concern": "Concern",
    "part": "Sub-point",
    "basis": "What it rests on",
    "earlier": "Raised before",
    "restated": "Restated or quoted",
    "recommendation": "Recommendation",
    "action": "Action",
    "evidence": "Evidence",
    "remark": "Later comment on the action",
    "comment": "Later comment",
    "silence": "Later visit, nothing quoted",
    "later": "Raised again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of a chain.

    Attributes:
        number: within the export, such as ``2.5``: fifth step of the second concern.
        concern: id of the concern whose chain it is.
        stage: one of STAGES.
        on: id of the record it bears on: the action for its evidence, else concern or sub-point.
        record: what a paper says; ``None`` for a silence.
        link: how it is linked; ``None`` for the concern, its sub-points and silences.
        paper: the paper that says it, or is silent.
        date: of the paper, ISO; empty if unknown.
        history: for an action, what each paper said of it, oldest first.
        why: of a silence.
        settled: whether papers state or people confirmed every link that leads to it.
    """

    number: str = ""
    concern: str
    stage: str
    on: str
    record: Record | None = None
    link: Link | None = None
    paper: Document | None = None
    date: str = ""
    history: tuple[StatusRecord, ...] = ()
    why: str = ""
    settled: bool = True


def lines(evidence: Portfolio) -> Iterator[Line]:
    """Yield the steps of all chains."""
    for position in range(len(evidence.chains)):
        yield from lines_of(evidence, position)


def lines_of(evidence: Portfolio, position: int) -> list[Line]:
    """Return the steps of one chain, what is settled first, then the proposals.

    Args:
        evidence: the whole.
        position: of the chain in it, from 0.
    """
    chain = evidence.chains[position]
    found = list(_Lines(chain, evidence.parts[chain.concern.id]).all())
    found.sort(key=lambda line: not line.settled)  # stable: the order of the chain stays
    return [
        replace(line, number=f"{position + 1}.{step}") for step, line in enumerate(found, start=1)
    ]


@dataclass(frozen=True, slots=True)
class _Lines:
    chain: Chain
    parts: tuple[Chain, ...]

    def all(self) -> Iterator[Line]:
        chain = self.chain
        yield self._line("concern", chain.concern)
        yield from (self._line("part", part.concern) for part in self.parts)
        yield from self._steps("basis", chain.basis)
        yield from self._steps("earlier", chain.earlier)
        yield from self._steps("restated", chain.restated)
        yield from self._steps("recommendation", chain.recommendations)
        for step in chain.actions:
            yield from self._action(step)
        yield from self._later()
        yield from self._steps("later", chain.later)

    def _action(self, step: ActionStep) -> Iterator[Line]:
        line = self._step("action", step)
        yield replace(line, history=step.history)
        for stage, below in (("evidence", step.evidence), ("remark", step.comments)):
            for one in below:
                hung = self._step(stage, one, on=step.record.id)
                yield replace(hung, settled=line.settled and hung.settled)

    def _later(self) -> list[Line]:
        """Comments and silences in the order of time."""
        found = [self._step("comment", step) for step in self.chain.comments]
        found += [self._silence(silence, self.chain) for silence in self.chain.silent]
        known = {silence.document for silence in self.chain.silent}
        found += [
            self._silence(silence, part)
            for part in self.parts
            for silence in part.silent
            if silence.document not in known
        ]
        return sorted(found, key=lambda line: line.date)

    def _steps(self, stage: str, steps: Iterable[Step]) -> Iterator[Line]:
        return (self._step(stage, step) for step in steps)

    def _step(self, stage: str, step: Step | ActionStep | CommentStep, on: str = "") -> Line:
        link = step.link
        other = link.object if link.subject == step.record.id else link.subject
        line = self._line(stage, step.record, on=on or other)
        return replace(line, link=link, settled=link.settled)

    def _line(self, stage: str, record: Record, *, on: str = "") -> Line:
        paper = self.chain.documents.get(record.document)
        concern = self.chain.concern.id
        return Line(
            concern=concern,
            stage=stage,
            on=on or concern,
            record=record,
            paper=paper,
            date=paper.date if paper else "",
        )

    def _silence(self, silence: Silence, chain: Chain) -> Line:
        return Line(
            concern=self.chain.concern.id,
            stage="silence",
            on=chain.concern.id,
            paper=self.chain.documents.get(silence.document),
            date=silence.date,
            why=silence.why,
        )

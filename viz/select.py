"""Chooses what of a chain goes into a picture: nodes in stages, and the edges between them.

The same picture is drawn as a page of cards and as the snapshot, so that both tell the same story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.questions.gaps import Gap
from graph.questions.trace import ActionStep, Chain, CommentStep, Silence, Step
from graph.records import Concern, Document, Link, Record, StatusRecord

MOST = 300  # nodes in one picture; a canvas stays smooth, and a reader follows, up to here

# In which column a gap stands: where that which is missing would be.
STAGE_OF_GAP = {
    "no_action": "action",
    "planned_only": "action",
    "no_owner": "action",
    "no_due_date": "action",
    "overdue": "action",
    "slipped": "action",
    "no_evidence": "evidence",
    "claimed_without_evidence": "evidence",
    "no_later_comment": "comment",
    "uncovered_comment": "comment",
    "done_but_contradicted": "comment",
    "recurring": "concern",
    "quote_altered": "recommendation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That *target* follows from *source* (both keys of nodes), by a link of this state."""

    source: str
    target: str
    state: str
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One card.

    Attributes:
        key: id of the record; for a gap or a silence a key of its own.
        stage: code of the column.
        role: record, gap or silence.
        words: the exact quote of a record; the sentence of a gap or silence.
        links: by which a record belongs here, the best first; empty for the concern itself.
        gaps: the gaps of one rule that a gap card stands for.
        date: of the paper, ISO; empty if unknown.
    """

    key: str
    stage: str
    role: str
    words: str
    date: str = ""
    record: Record | None = None
    document: Document | None = None
    links: tuple[Link, ...] = ()
    history: tuple[StatusRecord, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def state(self) -> str:
        """State of the best link; ``stated`` for the concern itself."""
        return self.links[0].state if self.links else "stated"

    @property
    def progress(self) -> str | None:
        """What a comment says of progress, by its best link that says something."""
        return next((link.progress for link in self.links if link.progress), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Nodes by date within each stage, their edges, and how many nodes found no room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


def picture(chain: Chain, *, most: int = MOST) -> Picture:
    """Choose the nodes of a chain, at most *most* of them, and join them.

    The concern, gaps and silences always find room; of the rest what is settled comes first.
    """
    drawing = _Drawing(chain)
    drawing.draw()
    nodes = list(drawing.nodes.values())
    kept = {node.key for node in sorted(nodes, key=_worth)[:most]}
    return Picture(
        nodes=tuple(node for node in nodes if node.key in kept),
        edges=tuple(e for e in drawing.edges if e.source in kept and e.target in kept),
        left_out=len(nodes) - len(kept),
    )


def _worth(node: Node) -> tuple[bool, bool]:
    return bool(node.links), node.state not in ("stated", "confirmed")


@dataclass(slots=True)
class _Drawing:
    """A picture in the making."""

    chain: Chain
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def draw(self) -> None:
        chain, root = self.chain, self.chain.concern.id
        for step in chain.earlier:
            self._node("concern", step)
            self._edge(step.record.id, root, step.link)
        self._put(self._card("concern", chain.concern))
        for step in self._second():
            self._node("recommendation", step)
            self._edge(root, step.record.id, step.link)
        for action in chain.actions:
            self._action(action)
        self._comments(chain.comments)
        for step in chain.later:
            paper = chain.documents.get(step.record.document)
            # Inspectors alone speak in the last column, whoever else raises the same again.
            stage = "comment" if paper and paper.inspection else "recommendation"
            self._node(stage, step)
            self._edge(root, step.record.id, step.link)
        self._silences(chain.silent)
        self._gaps(chain.gaps)

    def _second(self) -> Iterator[Step]:
        """What carries the concern on: recommendations, and concerns that restate it."""
        yield from self.chain.recommendations
        yield from (step for step in self.chain.restated if isinstance(step.record, Concern))

    def _action(self, step: ActionStep) -> None:
        action = step.record
        self._node("action", step, history=step.history)
        source = action.under if action.under in self.nodes else None
        self._edge(source or self._end(step.link), action.id, step.link)
        for evidence in step.evidence:
            self._node("evidence", evidence)
            self._edge(action.id, evidence.record.id, evidence.link)
        self._comments(step.comments)

    def _comments(self, steps: Iterable[CommentStep]) -> None:
        for step in steps:
            self._node("comment", step)
            self._edge(self._end(step.link), step.record.id, step.link)

    def _silences(self, silences: Iterable[Silence]) -> None:
        for silence in silences:
            self._put(
                Node(
                    key=f"silent-{silence.document}-{silence.date}-{silence.part or ''}",
                    stage="comment",
                    role="silence",
                    words=silence.why,
                    date=silence.date,
                    document=self.chain.documents.get(silence.document),
                )
            )

    def _gaps(self, gaps: Iterable[Gap]) -> None:
        """One card for each rule, after the records of its column."""
        rules: dict[str, list[Gap]] = {}
        for gap in gaps:
            rules.setdefault(gap.rule, []).append(gap)
        for rule, found in rules.items():
            key, stage = f"gap-{rule}", STAGE_OF_GAP.get(rule, "comment")
            self._put(
                Node(key=key, stage=stage, role="gap", words=found[0].text, gaps=tuple(found))
            )
            for gap in found:
                if gap.subject in self.nodes:
                    self.edges.append(Edge(source=gap.subject, target=key, state="gap"))

    def _end(self, link: Link) -> str:
        """The node that a link leads to; the concern itself for its sub-points and its whole."""
        return link.object if link.object in self.nodes else self.chain.concern.id

    def _node(
        self,
        stage: str,
        step: Step | ActionStep | CommentStep,
        history: tuple[StatusRecord, ...] = (),
    ) -> None:
        """Put a record down; one that comes twice keeps its place and gains a link."""
        old = self.nodes.get(step.record.id)
        links = (*old.links, step.link) if old else (step.link,)
        best = tuple(sorted(links, key=lambda link: not link.settled))
        self._put(
            self._card(old.stage if old else stage, step.record, links=best, history=history)
        )

    def _card(
        self,
        stage: str,
        record: Record,
        *,
        links: tuple[Link, ...] = (),
        history: tuple[StatusRecord, ...] = (),
    ) -> Node:
        document = self.chain.documents.get(record.document)
        return Node(
            key=record.id,
            stage=stage,
            role="record",
            words=record.text,
            date=document.date if document else "",
            record=record,
            document=document,
            links=links,
            history=history,
        )

    def _put(self, node: Node) -> None:
        self.nodes[node.key] = node

    def _edge(self, source: str, target: str, link: Link) -> None:
        self.edges.append(Edge(source=source, target=target, state=link.state, link=link))

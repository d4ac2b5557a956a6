"""What loaders share: the shape of a loader, and the draft in which it collects its records.

Strict reading: every block of a paper is used, passed over for a stated reason, or becomes an
issue with its words. The draft keeps count, so that no loader can lose a line in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graph.ids import make_id
from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Document, Evidence, Issue, Paper, Passage
from loaders.reading.blocks import Block, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Loader:
    """One kind of paper: how to know it, and how to take its records.

    Attributes:
        name: what it reads, in words, for messages.
        recognise: the document kind (vocabulary ``kinds``) if this loader reads the paper, else
            ``None``. Looks at the words of the paper first; the file name only decides ties.
        load: the paper's records. Raises LoadError where the paper contradicts its kind.
        corrected: the same loader where a person has said what columns hold (heading -> field);
            ``None`` for papers without tables of actions or figures.
    """

    name: str
    recognise: Callable[[Reading], str | None]
    load: Callable[[Reading, str], Paper]
    corrected: Callable[[Mapping[str, str]], Loader] | None = None


def document_id(sha256: str) -> str:
    """Return the id of the document with these bytes."""
    return f"document-{sha256[:16]}"


@dataclass(slots=True, kw_only=True)
class Draft:
    """Records of one paper in the making."""

    reading: Reading
    document: Document
    concerns: dict[str, Concern] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    _placed: set[int] = field(default_factory=set)
    _ignored: list[Issue] = field(default_factory=list)
    _issues: list[Issue] = field(default_factory=list)

    def quote(
        self,
        block: Block,
        start: int | None = None,
        end: int | None = None,
        *,
        paragraph: str | None = None,
    ) -> Quote:
        """Quote *block*, or the part of it between two offsets within its text; marks it used."""
        first = block.start + (start or 0)
        last = block.end if end is None else block.start + end
        self.use(block)
        return Quote(
            document=self.document.id,
            text=self.reading.text[first:last],
            start=first,
            end=last,
            page=block.page_at(first),
            paragraph=paragraph,
        )

    def use(self, *blocks: Block) -> None:
        """Mark blocks as used, such as a heading that gives records their section."""
        self._placed.update(block.start for block in blocks)

    def ignore(self, block: Block, why: str) -> None:
        """Pass over a block on purpose, for a reason that the paper's page will show."""
        self._placed.add(block.start)
        self._ignored.append(self._issue(block, why))

    def doubt(self, block: Block, why: str, *, text: str | None = None) -> None:
        """Log a block, or words of it, as an issue for a person to look at."""
        self._placed.add(block.start)
        self._issues.append(self._issue(block, why, text))

    def add(self, *records: Concern | Comment | Action | Evidence) -> None:
        """Collect records; one whose id is there already is the same words again, and goes."""
        for record in records:
            if isinstance(record, Concern):
                self.concerns.setdefault(record.id, record)
            elif isinstance(record, Comment):
                self.comments.setdefault(record.id, record)
            elif isinstance(record, Action):
                self.actions.setdefault(record.id, record)
            else:
                self.evidence.setdefault(record.id, record)

    def record_id(self, kind: str, words: str, *scope: str | None) -> str:
        """Return the id of a record of this paper.

        What inspectors say belongs to their visit, so the same words at two visits are two
        records. What an authority says it does is the same action in every version of its plan.
        """
        visit = self.document.inspection
        when = f"{visit.kind} {visit.start or self.document.published}" if visit else None
        return make_id(kind, self.document.authority, when, *scope, words)

    def finish(self) -> Paper:
        """Return the paper; every block that nothing placed becomes an issue."""
        for block in self.reading:
            if block.start not in self._placed:
                self._issues.append(self._issue(block, "no rule placed this line"))
        return Paper(
            document=self.document,
            text=self.reading.text,
            passages=tuple(self._passage(block) for block in self.reading),
            concerns=tuple(self.concerns.values()),
            comments=tuple(self.comments.values()),
            actions=tuple(self.actions.values()),
            evidence=tuple(self.evidence.values()),
            issues=tuple(self._issues),
            ignored=tuple(self._ignored),
        )

    def _issue(self, block: Block, why: str, text: str | None = None) -> Issue:
        return Issue(
            document=self.document.id,
            text=text or block.text,
            why=why,
            page=block.page,
            paragraph=place(block),
        )

    def _passage(self, block: Block) -> Passage:
        quote = Quote(
            document=self.document.id,
            text=block.text,
            start=block.start,
            end=block.end,
            page=block.page,
            paragraph=place(block),
        )
        return Passage(kind=block.kind, quote=quote, label=block.label)


def place(block: Block) -> str | None:
    """What the paper calls the place of *block*: sheet and cell, or a printed paragraph number."""
    if block.sheet is not None and block.row is not None and block.column is not None:
        return f"{block.sheet}!{_column(block.column)}{block.row + 1}"
    if block.label and block.label[0].isdigit():
        return block.label.rstrip(".)")
    return None


def _column(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

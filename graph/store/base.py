"""What every store can do. Questions (trace, gaps, matrix) are asked of a View, never of SQL.

A record may be stated by several papers (two copies of a letter, an action in two versions of a
plan). A store keeps every statement; ``record`` and ``records`` give the statement of the latest
paper, by date and then by id, so that the answer never depends on the order of loading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from graph.records import (
    Comment,
    Decision,
    Document,
    Issue,
    Link,
    Paper,
    Passage,
    Record,
    StatusRecord,
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """All that one concern's chain is made of, fetched at once.

    ``records`` holds the concern, its parent and sub-points, and every record within reach over
    live links (any state but rejected): what restates or recurs, actions, their evidence and
    comments. ``documents`` holds the papers of all of these, and every paper about the same
    authority that has a visit (to tell silence from a paper not held). ``reported`` holds the
    sentences by which other papers of the authority tell of visits.
    """

    concern: str
    records: Mapping[str, Record]
    links: Sequence[Link]
    history: Mapping[str, Sequence[StatusRecord]]
    documents: Mapping[str, Document]
    reported: Sequence[Comment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    r"""A passage found by search, the better the lower its rank.

    ``marked`` holds the words around it, each word found between ``\x02`` and ``\x03``.
    """

    passage: Passage
    document: Document
    rank: float
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each a store holds, for a line of summary."""

    documents: int
    records: int
    links: int
    decisions: int
    by_kind: Mapping[str, int] = field(default_factory=dict)


class View(Protocol):
    """Read-only questions. Every sequence is in a fixed order: by date, document, place, id."""

    def authorities(self) -> list[str]:
        """Names of all authorities that a held paper is about, sorted."""

    def documents(self, *, authority: str | None = None) -> list[Document]:
        """All papers, by date and then id."""

    def document(self, document_id: str) -> Document:
        """One paper. Raises UnknownRecordError."""

    def text(self, document_id: str) -> str:
        """The whole text that quotes' offsets count in. Raises UnknownRecordError."""

    def passages(self, document_id: str) -> list[Passage]:
        """The paper as blocks in reading order. Raises UnknownRecordError."""

    def original(self, document_id: str) -> bytes:
        """The file as received. Raises UnknownRecordError."""

    def record(self, record_id: str) -> Record:
        """One record (a concern, comment, action or evidence). Raises UnknownRecordError."""

    def records(
        self,
        kind: type[R],
        *,
        authority: str | None = None,
        document: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[R]:
        """All records of one class (``Record``: of every class) that fit every filter.

        With ``document``, each as that very paper states it, and not as the latest paper does.
        """

    def find(self, prefix: str) -> list[str]:
        """Ids of documents, records and links that begin with *prefix*, at most ten, sorted."""

    def history(self, actions: Collection[str]) -> dict[str, list[StatusRecord]]:
        """For each action, what each paper said of its status, oldest first."""

    def links(
        self,
        *,
        authority: str | None = None,
        relation: str | None = None,
        state: str | None = None,
        subjects: Collection[str] | None = None,
        objects: Collection[str] | None = None,
    ) -> list[Link]:
        """All links that fit every filter, each with its decisions, by id."""

    def link(self, link_id: str) -> Link:
        """One link with its decisions. Raises UnknownRecordError."""

    def decisions(self) -> list[Decision]:
        """The whole log, oldest first."""

    def neighbourhood(self, concern_id: str, *, as_of: str | None = None) -> Neighbourhood:
        """What the chain of one concern is made of. Raises UnknownRecordError.

        With ``as_of``, an ISO date: as it was at the end of that day (month, year), without
        papers, statuses and decisions after it.
        """

    def search(
        self, text: str, *, authority: str | None = None, kind: str | None = None, limit: int = 50
    ) -> list[Hit]:
        """Passages that hold all words of *text*, best first; ``kind`` is a document's kind."""

    def issues(self, *, document: str | None = None) -> list[Issue]:
        """Lines that no rule could place, in reading order."""

    def ignored(self, *, document: str | None = None) -> list[Issue]:
        """Lines left out on purpose, each with the reason, in reading order."""

    def unlinked(self) -> list[str]:
        """Authorities whose papers changed since their links were last made, sorted."""

    def counts(self) -> Counts:
        """How much is held."""


class Store(View, Protocol):
    """A view that can be written to."""

    def holds(self, sha256: str) -> Document | None:
        """The paper with these very bytes, if it is held with them."""

    def replace(self, paper: Paper, *, data: bytes, origin: str) -> None:
        """Take a paper in, whole, in one transaction; its authority becomes unlinked.

        Args:
            paper: what the loader made of it.
            data: the file as received; empty where only what it says came, out of an RDF file.
                ``original`` then raises, and ``holds`` says no, so that the file can still come.
            origin: where the file came from (its absolute path): a paper of other bytes from the
                same origin is an earlier version and goes.
        """

    def meet(self, document_id: str, *, origin: str) -> None:
        """Note that the very bytes of a held paper lie at *origin* too (another path).

        The paper then stays when the file at its first origin changes, and its ``file`` is the
        smallest of its names. Where this name is the smallest and a loader could take something
        from it (a date), ``replace`` the paper under it instead. Raises UnknownRecordError.
        """

    def forget(self, document_id: str) -> None:
        """Take a paper out, with all that only it states; decisions stay.

        Raises UnknownRecordError.
        """

    def relink(self, authority: str, links: Iterable[Link]) -> None:
        """Put *links* in the place of all links of *authority*, whose links are then up to date.

        Decisions stay in the log and give each link its state again. A link joins what is held:
        one with an end that is not (a record of a paper that is missing) is left out. Where that
        paper comes, its authority becomes unlinked and the link is made again.
        """

    def decide(self, decision: Decision) -> Link:
        """Append a decision and return the link in its new state.

        A person may enter a link that nobody proposed: confirming or doubting one that joins two
        held records makes it. A standing decision may be undone although its link is gone with a
        paper; the link then stays away. Raises UnknownRecordError otherwise.
        """

    def adopt(self, decisions: Iterable[Decision]) -> None:
        """Append decisions that were taken in another store, in their order, as they are.

        They need no link and change none: the authorities that they concern become unlinked, and
        the next ``relink`` gives their links the states that follow.
        """

    def mirror(self, authority: str, links: Iterable[Link], *, linked: bool) -> None:
        """Put an authority's links as another store has them, states and all; for copies.

        A link with an end that is not held is left out, as by ``relink``.

        Args:
            authority: whose links they are.
            links: what then are all its links; their states follow from the same log of
                decisions, which must have been adopted before.
            linked: whether they are up to date there.
        """

    def origins(self, document_id: str) -> list[str]:
        """Where the file of a paper came from, sorted. Raises UnknownRecordError."""

    def settings(self) -> dict[str, str]:
        """All that ``remember`` kept, by key."""

    def remember(self, key: str, value: str) -> None:
        """Keep a setting, such as a mapping of columns learned for one council."""

    def recall(self, key: str) -> str | None:
        """A setting kept before."""

    def revision(self) -> str:
        """A mark that is another after every change, whoever made it, in whatever process.

        What was worked out from this opened store may be kept for as long as its revision, asked
        for beforehand, stays the same. Marks of two opened stores do not compare.
        """

    def close(self) -> None:
        """Let go of files and connections."""

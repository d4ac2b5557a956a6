"""What the rules look at: the records and links of one authority or one chain, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from graph.mentions import Mention, mentions
from graph.records import (
    Action,
    Comment,
    Concern,
    Document,
    Evidence,
    Link,
    Record,
    StatusRecord,
)
from graph.store.base import Neighbourhood, R, View
from graph.visits import Visit, visits

INSPECTORS = ("inspector", "inspector_quoted")  # whose own words may say that a concern improved


class _Ends(NamedTuple):
    """Links of one relation by their objects, and by their subjects."""

    into: dict[str, list[Link]]
    out: dict[str, list[Link]]


_NONE = _Ends({}, {})


def _by_ends(links: Iterable[Link]) -> dict[str, _Ends]:
    found: dict[str, _Ends] = {}
    for link in links:
        ends = found.get(link.relation)
        if ends is None:
            ends = found[link.relation] = _Ends({}, {})
        ends.into.setdefault(link.object, []).append(link)
        ends.out.setdefault(link.subject, []).append(link)
    return found


class Facts:
    """Records, live links and histories with the questions that trace, gaps and matrix share.

    Args:
        records: by id.
        links: every one that no person rejected.
        history: what each paper says of each action, oldest first.
        documents: by id; all papers of the records, and all visits of the authority.
        today: the day for which to ask, ISO.
        reported: sentences that may tell of visits not held, beside those among the records.
    """

    def __init__(
        self,
        *,
        records: Mapping[str, Record],
        links: Iterable[Link],
        history: Mapping[str, Sequence[StatusRecord]],
        documents: Mapping[str, Document],
        today: str,
        reported: Iterable[Comment] = (),
    ) -> None:
        self.records = records
        self._reported = list(reported)
        self._history = history
        self.documents = documents
        self.today = today
        self._links = [link for link in links if link.state != "rejected"]
        self._dates = {key: paper.date for key, paper in documents.items()}
        self._ends = _by_ends(self._links)

    @property
    def links(self) -> list[Link]:
        """Every link that no person rejected."""
        return self._links

    @property
    def history(self) -> Mapping[str, Sequence[StatusRecord]]:
        """What each paper says of each action, oldest first."""
        return self._history

    def into(self, relation: str, *ids: str) -> list[Link]:
        """Links of this relation whose object is one of *ids*."""
        links = self._of(relation).into
        return [link for key in ids for link in links.get(key, ())]

    def out(self, relation: str, *ids: str) -> list[Link]:
        """Links of this relation whose subject is one of *ids*."""
        links = self._of(relation).out
        return [link for key in ids for link in links.get(key, ())]

    def _of(self, relation: str) -> _Ends:
        return self._ends.get(relation, _NONE)

    def subjects(self, relation: str) -> list[Record]:
        """Records that are the subject of a link of this relation, in the order of ``of``."""
        ends = (self.records.get(key) for key in self._of(relation).out)
        return sorted((end for end in ends if end is not None), key=self.place)

    def of(self, kind: type[R]) -> list[R]:
        """Records of one class, by date, paper, place and id."""
        return [record for record in self._ordered if isinstance(record, kind)]

    @cached_property
    def _ordered(self) -> list[Record]:
        return sorted(self.records.values(), key=self.place)

    @cached_property
    def concerns(self) -> list[Concern]:
        """All concerns."""
        return self.of(Concern)

    @cached_property
    def comments(self) -> list[Comment]:
        """All comments."""
        return self.of(Comment)

    @cached_property
    def actions(self) -> list[Action]:
        """All actions."""
        return self.of(Action)

    @cached_property
    def visits(self) -> list[Visit]:
        """All visits, by date."""
        return visits(self.documents.values())

    @cached_property
    def mentions(self) -> list[Mention]:
        """Visits known only by mention, by month."""
        return mentions([*self.comments, *self._reported], self.documents)

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = defaultdict(list)
        for concern in self.concerns:
            if concern.parent:
                parts[concern.parent].append(concern.id)
        return parts

    def whole(self, concern_id: str) -> list[str]:
        """The concern and all its sub-points, the concern first."""
        found = [concern_id]
        for key in found:  # grows while it is read; a sub-point already there is not taken twice
            found += [part for part in self._parts.get(key, ()) if part not in found]
        return found

    def above(self, concern_id: str) -> list[str]:
        """The concerns of which this one is a sub-point, the nearest first."""
        found: list[str] = []
        concern = self.records.get(concern_id)
        while isinstance(concern, Concern) and concern.parent and concern.parent not in found:
            found.append(concern.parent)
            concern = self.records.get(concern.parent)
        return found

    def restates(self, concern_id: str) -> bool:
        """Whether this concern only repeats another one, as far as anybody knows."""
        return any(link.state != "unsure" for link in self.out("restates", concern_id))

    def own(self, concern: Concern) -> bool:
        """Whether the authority has to answer this concern under these very words."""
        return concern.addressed_to is None and not self.restates(concern.id)

    def printed(self, concern: Concern) -> bool:
        """Whether inspectors printed this concern in a paper on a visit of theirs."""
        paper = self.documents.get(concern.document)
        return concern.kind != "self_identified" and paper is not None and bool(paper.inspection)

    def evidence(self, action_id: str) -> list[tuple[Link, Evidence]]:
        """What is offered for an action, each with its link."""
        get = self.records.get
        return [
            (link, end)
            for link in self.out("evidencedBy", action_id)
            if isinstance(end := get(link.object), Evidence)
        ]

    def remarks(self, *ids: str) -> list[tuple[Link, Comment]]:
        """What is said about any of these concerns or actions, each with its link, by date."""
        get = self.records.get
        found = [
            (link, end)
            for link in self.into("commentsOn", *ids)
            if isinstance(end := get(link.subject), Comment)
        ]
        if len(found) > 1:  # most concerns and actions have one comment or none
            found.sort(key=lambda pair: (self.place(pair[1]), pair[0].id))
        return found

    def date(self, record: Record) -> str:
        """Date of the paper that says it; empty if unknown."""
        return self._dates.get(record.quote.document, "")

    def place(self, record: Record) -> tuple[str, str, int, str]:
        """What records are put in order by: date, paper, place, id."""
        quote = record.quote
        return self._dates.get(quote.document, ""), quote.document, quote.start, record.id


class HeldFacts(Facts):
    """Facts of one authority, each kind of record and of link read when first looked at.

    For a question that looks at few of them: which concerns no action answers is told without
    reading any comment, and most records are comments. Not for keeping, since what is read later
    may be of a later moment.
    """

    def __init__(self, view: View, authority: str, *, today: str) -> None:
        self._records = _HeldRecords(view, authority)
        super().__init__(
            records=self._records,
            links=(),
            history={},
            documents={paper.id: paper for paper in view.documents(authority=authority)},
            today=today,
        )
        self._view = view
        self._authority = authority

    @cached_property
    def links(self) -> list[Link]:
        """Every link that no person rejected."""
        found = self._view.links(authority=self._authority)
        return [link for link in found if link.state != "rejected"]

    @cached_property
    def history(self) -> Mapping[str, Sequence[StatusRecord]]:
        """What each paper says of each action, oldest first."""
        return self._view.history([action.id for action in self.actions])

    def of(self, kind: type[R]) -> list[R]:
        """Records of one class, by date, paper, place and id."""
        return sorted(self._records.of(kind), key=self.place)

    def _of(self, relation: str) -> _Ends:
        if relation not in self._ends:
            found = self._view.links(authority=self._authority, relation=relation)
            live = _by_ends(link for link in found if link.state != "rejected")
            self._ends[relation] = live.get(relation, _NONE)
        return self._ends[relation]


class _HeldRecords(Mapping[str, Record]):
    """Records of one authority by id; all of a kind are read when one of them is asked for."""

    def __init__(self, view: View, authority: str) -> None:
        self._view = view
        self._authority = authority
        self._known: dict[str, Record] = {}
        self._unread: dict[str, type[Record]] = {
            "concern": Concern,
            "comment": Comment,
            "action": Action,
            "evidence": Evidence,
        }

    def of(self, kind: type[R]) -> list[R]:
        """Records of one class."""
        self._read(*(name for name, one in self._unread.items() if issubclass(one, kind)))
        return [record for record in self._known.values() if isinstance(record, kind)]

    def __getitem__(self, key: str) -> Record:
        """Return one record; its id begins with its kind, or every kind is looked through."""
        if key not in self._known:
            self._read(key.partition("-")[0])
        if key not in self._known:
            self._read(*self._unread)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of all records."""
        self._read(*self._unread)
        return iter(self._known)

    def __len__(self) -> int:
        """Return how many records there are."""
        self._read(*self._unread)
        return len(self._known)

    def _read(self, *names: str) -> None:
        for name in names:
            kind = self._unread.pop(name, None)
            if kind is not None:
                found = self._view.records(kind, authority=self._authority)
                self._known |= {record.id: record for record in found}


def facts_of(view: View, authority: str, *, today: str) -> Facts:
    """Fetch everything about one authority, in five questions however large it is."""
    records = {record.id: record for record in view.records(Record, authority=authority)}
    actions = [key for key, record in records.items() if isinstance(record, Action)]
    return Facts(
        records=records,
        links=view.links(authority=authority),
        history=view.history(actions),
        documents={paper.id: paper for paper in view.documents(authority=authority)},
        today=today,
    )


def facts_near(near: Neighbourhood, *, today: str, settled: bool = False) -> Facts:
    """Take the facts of one chain; with ``settled``, without what is only proposed."""
    return Facts(
        records=near.records,
        links=[link for link in near.links if link.settled or not settled],
        history=near.history,
        documents=near.documents,
        today=today,
        reported=near.reported,
    )

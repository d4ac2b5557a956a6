"""What the rules look at: the records and links of one authority or one chain, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

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
        self.history = history
        self.documents = documents
        self.today = today
        self.links = [link for link in links if link.state != "rejected"]
        self._dates = {key: paper.date for key, paper in documents.items()}
        self._into: dict[tuple[str, str], list[Link]] = defaultdict(list)
        self._out: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.links:
            self._into[link.relation, link.object].append(link)
            self._out[link.relation, link.subject].append(link)

    def into(self, relation: str, *ids: str) -> list[Link]:
        """Links of this relation whose object is one of *ids*."""
        return [link for key in ids for link in self._into.get((relation, key), ())]

    def out(self, relation: str, *ids: str) -> list[Link]:
        """Links of this relation whose subject is one of *ids*."""
        return [link for key in ids for link in self._out.get((relation, key), ())]

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
        ends = ((k, self.records.get(k.object)) for k in self.out("evidencedBy", action_id))
        return [(link, end) for link, end in ends if isinstance(end, Evidence)]

    def remarks(self, *ids: str) -> list[tuple[Link, Comment]]:
        """What is said about any of these concerns or actions, each with its link, by date."""
        ends = ((link, self.records.get(link.subject)) for link in self.into("commentsOn", *ids))
        found = [(link, end) for link, end in ends if isinstance(end, Comment)]
        return sorted(found, key=lambda pair: (self.place(pair[1]), pair[0].id))

    def date(self, record: Record) -> str:
        """Date of the paper that says it; empty if unknown."""
        return self._dates.get(record.quote.document, "")

    def place(self, record: Record) -> tuple[str, str, int, str]:
        """What records are put in order by: date, paper, place, id."""
        quote = record.quote
        return self._dates.get(quote.document, ""), quote.document, quote.start, record.id


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

"""An authority as it was known at the end of a day, out of what is held now.

A store keeps the dates of papers and the log of decisions, and not the day on which a paper was
loaded. So a paper counts from the day on which it was published, in whichever order papers came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.questions.facts import Facts
from graph.records import Action, Document, Link, Record, StatusRecord
from graph.standing import after, as_known
from graph.store.base import View


def known_on(paper: Document) -> str:
    """Return the ISO date from which a paper counts; empty if it carries none.

    A letter is known from its publication, weeks after the visit. Where that is not known the
    end of the visit stands for it, and where it lies before that end one of the two is misread.
    """
    return max(paper.published or "", paper.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything about one authority, fetched once.

    Attributes:
        papers: by date and then id.
        stated: the records that each paper states, by its id.
        links: with all their decisions.
        history: of each action, what each paper says, oldest first.
    """

    papers: Sequence[Document]
    stated: dict[str, list[Record]]
    links: Sequence[Link]
    history: dict[str, list[StatusRecord]]


def held(view: View, authority: str) -> Held:
    """Fetch everything about one authority."""
    papers = view.documents(authority=authority)
    stated = {paper.id: view.records(Record, document=paper.id) for paper in papers}
    actions = {
        record.id
        for records in stated.values()
        for record in records
        if isinstance(record, Action)
    }
    return Held(
        papers=papers,
        stated=stated,
        links=view.links(authority=authority),
        history=view.history(sorted(actions)),
    )


class Past:
    """What was known at the end of one day.

    Args:
        everything: as ``held`` gives it.
        day: ISO date.
    """

    def __init__(self, everything: Held, day: str) -> None:
        self.day = day
        self.everything = everything
        self.documents = {
            paper.id: paper for paper in everything.papers if not after(known_on(paper), day)
        }
        self.records: dict[str, Record] = {}
        for key in self.documents:  # the latest paper's statement stays
            self.records |= {record.id: record for record in everything.stated[key]}
        actions = (one for one in self.records.values() if isinstance(one, Action))
        ends = {*self.records, *(owner.id for action in actions for owner in action.owners)}
        self.links = [
            known
            for link in everything.links
            if link.document is None or link.document in self.documents
            if link.subject in ends and link.object in ends
            for known in [as_known(link, day)]
        ]
        self.history = {
            key: [said for said in told if said.document in self.documents]
            for key, told in everything.history.items()
            if key in self.records
        }

    @cached_property
    def whole(self) -> Facts:
        """What was known, proposals too."""
        return self._facts(self.links)

    @cached_property
    def bare(self) -> Facts:
        """What papers stated and people had confirmed."""
        return self._facts([link for link in self.links if link.settled])

    def _facts(self, links: Collection[Link]) -> Facts:
        return Facts(
            records=self.records,
            links=links,
            history=self.history,
            documents=self.documents,
            today=self.day,
        )

    def statuses(self) -> Counter[str]:
        """Count the actions by status, each as the last paper that says something of it has it."""
        latest = (told[-1].status for told in self.history.values() if told)
        return Counter(latest)

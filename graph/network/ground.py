"""What a walk through the network knows: it asks the store for many nodes at once, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from graph.network.holdings import Holdings, holdings_of
from graph.network.nodes import Thing
from graph.records import Document, Link, Owner, Record
from graph.store.base import View


class Ground:
    """Nodes and links of one store, fetched as they are needed."""

    def __init__(self, view: View, holdings: Callable[[str], Holdings] | None = None) -> None:
        """Take the store, and what gives the holdings of an authority if they are kept."""
        self._view = view
        self._work_out = holdings or partial(holdings_of, view)
        self._holdings: dict[str, Holdings] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._papers: dict[str, dict[str, Document]] = {}
        self.things: dict[str, Thing] = {}
        self.authority: dict[str, str] = {}

    def meet(self, ids: Iterable[str], authority: str | None = None) -> None:
        """Fetch the nodes of these ids; *authority* tells whose owners are meant, if known."""
        wanted = {one for one in ids if one not in self.things}
        records = {one for one in wanted if not one.startswith("owner-")}
        for record in self._view.records(Record, ids=sorted(records)) if records else ():
            self.things[record.id] = record
            self.authority[record.id] = record.authority
        for one in sorted(wanted - records):
            self._owner(one, authority)

    def _owner(self, owner: str, authority: str | None) -> None:
        named = [authority] if authority else self._view.authorities()
        for name in dict.fromkeys((*self._holdings, *named)):  # those at hand cost nothing
            held = self.holdings(name).owners.get(owner)
            if held is not None:
                self.things[owner] = held
                self.authority[owner] = name
                return

    def explore(self, ids: Iterable[str]) -> None:
        """Fetch all links of these nodes, which have been met."""
        new = sorted({one for one in ids if one not in self._links and one in self.things})
        if not new:
            return
        for one in new:
            held = self.holdings(self.authority[one]).links.get(one, ())
            self._links[one] = {link.id: link for link in held}
        for link in (*self._view.links(subjects=new), *self._view.links(objects=new)):
            for end in (link.subject, link.object):
                if end in self._links:
                    self._links[end][link.id] = link

    def links(self, node: str) -> Mapping[str, Link]:
        """The links of a node that has been explored, by id."""
        return self._links.get(node, {})

    def holdings(self, authority: str) -> Holdings:
        """Owners and wholes of one authority."""
        if authority not in self._holdings:
            self._holdings[authority] = self._work_out(authority)
        return self._holdings[authority]

    def papers(self, authority: str) -> Mapping[str, Document]:
        """The papers about one authority, by id."""
        if authority not in self._papers:
            held = self._view.documents(authority=authority)
            self._papers[authority] = {paper.id: paper for paper in held}
        return self._papers[authority]

    def date(self, node: str) -> str:
        """Date of the paper that states a node; empty for an owner, and where it is not known."""
        thing = self.things[node]
        if isinstance(thing, Owner):
            return ""
        paper = self.papers(thing.authority).get(thing.document)
        return paper.date if paper else ""


def other(link: Link, node: str) -> str:
    """Return the other end of a link."""
    return link.object if link.subject == node else link.subject


def worth(link: Link) -> tuple[bool, float, str]:
    """Sort links: what papers state and people confirmed first, then the likeliest."""
    return not link.settled, -(link.score or 0.0), link.id

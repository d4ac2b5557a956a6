"""The neighbourhood of a concern, put together in the same way by every store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.records import Comment, Document, Link, Record, StatusRecord
from graph.standing import as_known
from graph.store.base import Neighbourhood
from ontology.errors import UnknownRecordError


def live(links: Iterable[Link], as_of: str | None) -> list[Link]:
    """Return the links that no person has rejected, as they stood at the end of *as_of*."""
    known = links if as_of is None else (as_known(link, as_of) for link in links)
    return [link for link in known if link.state != "rejected"]


def joining(
    concern: str, records: Collection[str], links: Iterable[Link], as_of: str | None
) -> list[Link]:
    """Return the links both of whose ends are among *records*.

    Raises:
        UnknownRecordError: the concern itself is not, at least not in papers up to *as_of*.
    """
    if concern not in records:
        known = f" in papers up to {as_of}" if as_of else ""
        raise UnknownRecordError(f"the store holds no concern {concern}{known}")
    return [link for link in links if link.subject in records and link.object in records]


def assembled(
    concern: str,
    *,
    records: Mapping[str, Record],
    links: Iterable[Link],
    history: Mapping[str, Sequence[StatusRecord]],
    documents: Mapping[str, Document],
    reported: Sequence[Comment],
) -> Neighbourhood:
    """Return the neighbourhood; a link that a paper states is known from that paper on."""
    known = (link for link in links if link.document is None or link.document in documents)
    return Neighbourhood(
        concern=concern,
        records=records,
        links=sorted(known, key=lambda link: link.id),
        history=history,
        documents=documents,
        reported=reported,
    )

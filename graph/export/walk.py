"""Gathers the evidence about some concerns into a portfolio: the one walk that formats share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from graph.export.common import Portfolio, steps_of
from graph.export.settled import settled, undecided
from graph.questions.gaps import SEVERITIES, Gap
from graph.questions.trace import Chain, trace_near
from graph.records import Concern, Document, Record
from graph.store.base import View
from ontology.errors import SightlineError


def portfolio(
    view: View,
    concerns: Sequence[str],
    *,
    as_of: str | None = None,
    only: str = "settled",
    filters: Iterable[tuple[str, str]] = (),
    today: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Portfolio:
    """Gather the chains of these concerns with their sub-points, gaps and papers.

    Args:
        view: the store.
        concerns: ids, in the order in which they are shown; one given twice is shown once.
        as_of: ISO date; papers, statuses and decisions after it are left out.
        only: ``settled`` or ``all``, as for ``trace``.
        filters: how the concerns were chosen, in words.
        today: ISO day by which due dates are judged; ``as_of``, else the day of
            ``SOURCE_DATE_EPOCH`` or this day if not given.
        environ: where ``SOURCE_DATE_EPOCH`` is looked up.

    Raises:
        UnknownRecordError: one of them is no concern, or not yet at that date.
        SightlineError: none is given, or ``SOURCE_DATE_EPOCH`` is no number.
        ValueError: ``only`` is neither of the two.
    """
    if not concerns:
        raise SightlineError("name at least one concern to export, or an authority")
    epoch = epoch_of(environ)
    day = today or as_of or (epoch or datetime.now()).date().isoformat()
    walk = _Walk(view=view, as_of=as_of, only=only, day=day)
    pairs = [walk.chain(key) for key in dict.fromkeys(concerns)]
    chains = tuple(chain for chain, _ in pairs)
    apart = {chain.concern.id: walk.parts(chain) for chain in chains}
    parts = {key: tuple(chain for chain, _ in found) for key, found in apart.items()}
    left_out = {
        chain.concern.id: left.union(*(more for _, more in apart[chain.concern.id]))
        for chain, left in pairs
    }
    every = [one for chain in chains for one in (chain, *parts[chain.concern.id])]
    return Portfolio(
        title=_title([chain.concern for chain in chains]),
        chains=chains,
        parts=parts,
        records={record.id: record for chain in every for record in records_of(chain)},
        links={step.link.id: step.link for chain in every for step in steps_of(chain)},
        sources=_sources(every),
        gaps=_gaps(every),
        as_of=as_of,
        day=day,
        only=only,
        left_out={} if only == "all" else left_out,
        filters=tuple(filters),
        stamp=epoch or _midnight(day),
        view=view,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """How each chain is followed."""

    view: View
    as_of: str | None
    only: str
    day: str

    def chain(self, concern: str) -> tuple[Chain, frozenset[str]]:
        """Return a chain, and the undecided links that it leaves out."""
        near = self.view.neighbourhood(concern, as_of=self.as_of)
        if self.only != "settled":
            return trace_near(near, only=self.only, today=self.day), frozenset()
        whole = trace_near(near, today=self.day)
        bare = trace_near(near, only="settled", today=self.day)
        return settled(whole, bare), undecided(whole)

    def parts(self, chain: Chain) -> list[tuple[Chain, frozenset[str]]]:
        """Return the same for each sub-point of a concern, as printed."""
        held = self.view.records(Concern, document=chain.concern.document)
        parts = [concern for concern in held if concern.parent == chain.concern.id]
        parts.sort(key=lambda concern: (concern.quote.start, concern.id))
        return [self.chain(concern.id) for concern in parts]


def records_of(chain: Chain) -> Iterator[Record]:
    """Yield every record of a chain, in its order."""
    yield chain.concern
    yield from (step.record for step in steps_of(chain))


def _sources(chains: Sequence[Chain]) -> dict[str, Document]:
    """Papers quoted, papers that say something of a status, and papers that are silent."""
    used: set[str] = set()
    known: dict[str, Document] = {}
    for chain in chains:
        known |= chain.documents
        used |= {record.document for record in records_of(chain)}
        used |= {said.document for action in chain.actions for said in action.history}
        used |= {step.link.document for step in steps_of(chain) if step.link.document}
        used |= {silence.document for silence in chain.silent}
        used |= {quote.document for gap in chain.gaps for quote in gap.quotes}
    held = [known[key] for key in used if key in known]
    return {paper.id: paper for paper in sorted(held, key=lambda paper: (paper.date, paper.id))}


def _gaps(chains: Sequence[Chain]) -> tuple[Gap, ...]:
    """Each gap once, as the first chain that has it tells it, the gravest first."""
    found: dict[tuple[str, str], Gap] = {}
    for chain in chains:
        for gap in chain.gaps:
            found.setdefault((gap.rule, gap.subject), gap)
    return tuple(sorted(found.values(), key=lambda gap: SEVERITIES.index(gap.severity)))


def _title(concerns: Sequence[Concern]) -> str:
    """Name the authority and how many concerns there are."""
    names = list(dict.fromkeys(concern.authority for concern in concerns))
    number = len(concerns)
    what = "evidence on one concern" if number == 1 else f"evidence on {number} concerns"
    return f"{names[0]}: {what}" if len(names) == 1 else f"{len(names)} authorities: {what}"


def epoch_of(environ: Mapping[str, str]) -> datetime | None:
    """Return the time of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), if it is set."""
    said = environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(said), UTC) if said else None
    except (ValueError, OverflowError, OSError):
        raise SightlineError(
            f"SOURCE_DATE_EPOCH is {said!r}, which is no number of seconds since 1970"
        ) from None


def _midnight(day: str) -> datetime:
    """Return the first moment of an ISO day, month or year."""
    first = date.fromisoformat((day + "-01-01")[:10])
    return datetime(first.year, first.month, first.day, tzinfo=UTC)

"""A chain without proposals whose gaps still say what a decision on proposals would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.export.common import steps_of
from graph.questions.gaps import GAPS, Gap
from graph.questions.trace import Chain

_DOUBTFUL = {rule.name for rule in GAPS if rule.doubt}


def settled(whole: Chain, bare: Chain) -> Chain:
    """Return *bare* with the gaps that hold in the light of the *whole* chain.

    Args:
        whole: the chain with proposals.
        bare: the chain of the same concern without.
    """
    return replace(bare, gaps=tuple(settled_gaps(whole.gaps, bare.gaps)))


def settled_gaps(whole: Iterable[Gap], bare: Iterable[Gap]) -> Iterator[Gap]:
    """Yield the gaps of *bare*, found without proposals, in the light of *whole*, found with them.

    Gaps say how many proposals would close them; what rests on proposals alone is left out.
    """
    known = {(gap.rule, gap.subject): gap for gap in whole}
    for gap in bare:
        fuller = known.get((gap.rule, gap.subject))
        if fuller is None or gap.rule in _DOUBTFUL:
            yield gap
        else:
            yield replace(gap, severity=fuller.severity, why=fuller.why, proposed=fuller.proposed)


def undecided(chain: Chain) -> frozenset[str]:
    """Return the ids of the links of *chain* that are neither stated nor confirmed."""
    return frozenset(step.link.id for step in steps_of(chain) if not step.link.settled)

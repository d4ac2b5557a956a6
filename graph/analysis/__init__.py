"""Questions that algorithms on graphs answer: on networkx, which is loaded when first asked."""

from graph.analysis.absence import Absence, absence, owners_like
from graph.analysis.communities import Communities, communities
from graph.analysis.multigraph import to_networkx
from graph.analysis.paths import Explanation, Step, explanations

__all__ = [
    "Absence",
    "Communities",
    "Explanation",
    "Step",
    "absence",
    "communities",
    "explanations",
    "owners_like",
    "to_networkx",
]

"""The graph as one walks it: from any record outwards, link by link, as far as one asks."""

from graph.network.asked import Asked, Opening
from graph.network.nodes import KINDS, Network, Node, Rest
from graph.network.walk import MOST, STEP, explore

__all__ = ["KINDS", "MOST", "STEP", "Asked", "Network", "Node", "Opening", "Rest", "explore"]

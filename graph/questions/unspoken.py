"""Which part of a compound concern nobody spoke of, where somebody spoke of another part.

``The response to children who go missing, and the supervision of social workers`` is two matters:
a visit that praised the supervision was silent about the children who go missing.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.linking.parts import parts_named
from graph.linking.targets import targets_of
from graph.questions.facts import Facts
from graph.records import Concern


def unspoken(facts: Facts, concern: Concern, papers: Collection[str]) -> tuple[str, ...]:
    """Return the parts of *concern* of which no comment in *papers* speaks, in its own words.

    None where nothing in *papers* speaks of it at all, where something speaks of the whole, and
    where the concern prints its parts as points of their own.

    Args:
        facts: what is known.
        concern: the concern.
        papers: ids of the papers of one visit, or of several.
    """
    if len(facts.whole(concern.id)) > 1:
        return ()
    named = [
        parts_named(link.reasons)
        for link, comment in facts.remarks(concern.id)
        if comment.document in papers
    ]
    if not named or not all(named):
        return ()
    said = {part for parts in named for part in parts}
    parts = (target.part for target in targets_of([concern]))
    return tuple(part for part in parts if part and part not in said)

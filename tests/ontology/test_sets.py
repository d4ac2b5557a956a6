"""A negation is turned into MINUS where it says the same, and left alone everywhere else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ontology.sets import by_sets

DATA = """
@prefix : <http://x/> .
:a :p 1 , 3 ; :q 2 . :b :p 5 ; :r :a . :c :q 4 ; :r :b . :d :p 3 ; :q 3 ; :r :a , :c .
"""


def answers(pattern: str) -> set[str]:
    """What a pattern finds in a small graph."""
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    query = f"PREFIX : <http://x/> SELECT * WHERE {{ {pattern} }}"
    return {str(solution) for solution in store.query(query)}


@pytest.mark.parametrize(
    ("group", "turned"),
    [
        ("?s :p ?n FILTER NOT EXISTS { ?s :q ?m }", 1),
        ("?s :p ?n FILTER NOT EXISTS { ?s :q ?m . FILTER(?m > 2) }", 1),
        ("?s :r ?o FILTER NOT EXISTS { ?o :p ?n FILTER NOT EXISTS { ?o :q ?m } }", 2),
        ("FILTER NOT EXISTS { ?s :q ?m . FILTER(?m > 2) } ?s :r ?o", 1),
        ("{ SELECT ?s WHERE { ?s :r ?o } } FILTER NOT EXISTS { ?s :q ?m }", 1),
        ("{ SELECT ?s WHERE { OPTIONAL { ?s :r :a } } } FILTER NOT EXISTS { ?s :q ?m }", 0),
        # compared with what is bound outside, or with what BIND gives there
        ("?s :p ?n FILTER NOT EXISTS { ?s :q ?m . FILTER(?m > ?n) }", 0),
        ("?s :p ?n BIND(?n + 1 AS ?k) FILTER NOT EXISTS { ?s :q ?m . FILTER(?m > ?k) }", 0),
        # joined by nothing, or only by what need not be bound
        ("?s :p ?n FILTER NOT EXISTS { ?z :q ?m . FILTER(?m > 9) }", 0),
        ("?s :r ?o OPTIONAL { ?o :q ?m } FILTER NOT EXISTS { ?z :p ?m }", 0),
        ("?s :p ?n FILTER NOT EXISTS { ?z :q ?m OPTIONAL { ?s :r ?z } }", 0),
        # joined to the group around the one that it stands in
        ("?s :p ?n FILTER NOT EXISTS { ?z :r ?s FILTER NOT EXISTS { ?z :q ?n } }", 0),
        # part of a condition, or of a group of its own: not looked at
        ("?s :p ?n FILTER(NOT EXISTS { ?s :q ?m } || ?n > 2)", 0),
        ("{ ?s :p ?n FILTER NOT EXISTS { ?s :q ?m } } UNION { ?s :r ?n }", 0),
    ],
)
def test_the_answer_stays_the_same(group: str, turned: int) -> None:
    """However many negations are turned, the pattern finds what it found before."""
    changed = by_sets(group)

    assert changed.count("MINUS") == turned
    assert answers(changed) == answers(group)


def test_a_comment_is_no_part_of_a_pattern() -> None:
    """Words of a comment are neither variables nor brackets."""
    group = "?s :p ?n .\n  # FILTER NOT EXISTS { ?n (\n FILTER NOT EXISTS { ?s :q ?m }"

    assert by_sets(group).count("MINUS") == 1
    assert answers(by_sets(group)) == answers(group)


def test_a_bracket_must_be_closed() -> None:
    """A pattern that is no pattern is refused."""
    with pytest.raises(ValueError, match="not closed"):
        by_sets("?s :p ?n FILTER NOT EXISTS { ?s :q ?m")

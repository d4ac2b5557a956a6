"""The named queries: Oxigraph, rdflib and Python give the same answer."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions.gaps import GAPS, gaps
from graph.rdf.terms import ID
from graph.sparql.projection import Projection
from graph.store import open_store
from graph.store.base import Store
from ontology.errors import QueryError
from ontology.named import named, named_queries
from ontology.schema import VOCAB
from tests.graph.sparql.answers import ANSWERS, TODAY, Rows
from tests.graph.sparql.worlds import fill


def plain(term: object) -> object:
    """A value as Python has it; names without what all of them begin with."""
    if term is None:
        return None
    if isinstance(term, ox.Literal | rdflib.Literal):
        value = str(term.value) if isinstance(term, ox.Literal) else str(term)
        kind = str(term.datatype).strip("<>").rsplit("#", 1)[-1] if term.datatype else ""
        if kind == "boolean":
            return value == "true"
        return int(value) if kind == "integer" else value
    text = term.value if isinstance(term, ox.NamedNode) else str(term)
    return text.removeprefix(ID).removeprefix(f"{VOCAB}themes/")


def text_of(name: str) -> str:
    """The query as of the day that these tests are about."""
    query = named(name)
    day = {p.name: TODAY for p in query.parameters if p.today}
    return query.filled(day)


def by_oxigraph(store: ox.Store, name: str) -> list[tuple[object, ...]]:
    """Rows of the columns that are compared."""
    found = store.query(text_of(name), use_default_graph_as_union=True)
    return [tuple(plain(row[column]) for column in ANSWERS[name][0]) for row in found]


def by_rdflib(graph: rdflib.Graph, name: str) -> list[tuple[object, ...]]:
    """The same, asked of the other engine."""
    return [
        tuple(plain(row[column]) for column in ANSWERS[name][0])
        for row in graph.query(text_of(name))
    ]


def projected(store: Store) -> ox.Store:
    """The projection of a store."""
    made = Projection()
    made.follow(store)
    return made.store


def other_engine(store: ox.Store) -> rdflib.Graph:
    """All statements in one graph of rdflib: the named queries name no graph."""
    buffer = io.BytesIO()
    store.dump(buffer, format=ox.RdfFormat.N_QUADS)
    quads = ox.parse(buffer.getvalue(), format=ox.RdfFormat.N_QUADS)
    triples = "".join(f"{quad.triple} .\n" for quad in quads)
    return rdflib.Graph().parse(data=triples, format="nt")


def differences(store: Store, asked: ox.Store) -> dict[str, tuple[Rows, Rows]]:
    """For each query, what only it and what only Python finds."""
    found = {}
    for name, (_, answer) in ANSWERS.items():
        ours, theirs = answer(store), set(by_oxigraph(asked, name))
        if ours != theirs:
            found[name] = (theirs - ours, ours - theirs)
    return found


def test_every_query_has_an_answer_to_be_held_against() -> None:
    """No named query is without its Python answer, and there are at least twenty."""
    assert set(ANSWERS) == set(named_queries())
    assert len(ANSWERS) >= 20


def test_queries_agree_with_python_on_the_example(marlbury: Store) -> None:
    """Every query finds in the example authority just what the Python questions find."""
    assert differences(marlbury, projected(marlbury)) == {}


def test_most_queries_find_something_in_the_example(marlbury: Store) -> None:
    """The example is no proof by emptiness: nearly every query finds something in it."""
    asked = projected(marlbury)
    silent = {name for name in ANSWERS if not by_oxigraph(asked, name)}

    assert len(silent) <= 4, silent


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_queries_agree_with_python_on_generated_graphs(seed: int) -> None:
    """Whatever records, links and decisions there are, both find the same."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "made.db"), create=True)
        fill(store, seed)
        assert differences(store, projected(store)) == {}
        store.close()


def test_generated_graphs_give_every_query_something_to_find(tmp_path: Path) -> None:
    """Over thirty generated graphs, no query is empty in all of them."""
    silent = set(ANSWERS)
    for seed in range(30):
        store = open_store(str(tmp_path / f"{seed}.db"), create=True)
        fill(store, seed)
        asked = projected(store)
        silent -= {name for name in silent if by_oxigraph(asked, name)}
        store.close()

    assert silent == set()


@pytest.fixture(scope="module")
def both(marlbury: Store) -> tuple[ox.Store, rdflib.Graph]:
    """The example authority in both engines."""
    made = projected(marlbury)
    return made, other_engine(made)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_two_engines_agree(name: str, both: tuple[ox.Store, rdflib.Graph]) -> None:
    """Rdflib, an independent engine, gives row for row what Oxigraph gives."""
    made, graph = both

    assert sorted(map(repr, by_oxigraph(made, name))) == sorted(map(repr, by_rdflib(graph, name)))


def test_two_engines_agree_on_a_generated_graph(store: Store) -> None:
    """The same on a graph with every state of links and with parts of concerns."""
    fill(store, 20201126)
    made = projected(store)
    graph = other_engine(made)
    for name in ANSWERS:
        assert sorted(map(repr, by_oxigraph(made, name))) == sorted(
            map(repr, by_rdflib(graph, name))
        ), name


# For each rule of the gaps, the query that asks the same, and what of its rows the gaps leave out.
QUERIES = {
    "no_action": "concerns-without-action",
    "planned_only": "concerns-only-planned",
    "no_owner": "actions-without-owner",
    "no_due_date": "actions-without-date",
    "no_evidence": "actions-without-evidence",
    "overdue": "actions-overdue",
    "slipped": "due-dates-moved",
    "claimed_without_evidence": "done-without-proof",
    "done_but_contradicted": "done-but-contradicted",
    "quote_altered": "altered-quotations",
    "recurring": "recurring-concerns",
    "no_later_comment": "concerns-without-later-comment",
    "uncovered_comment": "weaknesses-no-plan-answers",
}
SUBJECTS = ("concern", "action", "comment", "record")  # the column that holds a gap's subject


def gaps_of(asked: ox.Store, rule: str) -> set[object]:
    """Subjects of the gaps of a rule, by its query; a move that is explained is no gap."""
    found = asked.query(text_of(QUERIES[rule]), use_default_graph_as_union=True)
    columns = [variable.value for variable in found.variables]
    (subject,) = [name for name in columns if name in SUBJECTS][:1]
    return {
        plain(row[subject])
        for row in found
        if "explained" not in columns or not plain(row["explained"])
    }


def test_every_rule_of_the_gaps_has_its_query() -> None:
    """No rule can only be asked on the command line."""
    assert set(QUERIES) == {rule.name for rule in GAPS}


def differing(store: Store) -> dict[str, tuple[set[object], set[object]]]:
    """For each rule, what only its query and what only the gaps find."""
    asked, told = projected(store), gaps(store, today=TODAY)
    found = {}
    for rule in QUERIES:
        ours, theirs = gaps_of(asked, rule), {gap.subject for gap in told if gap.rule == rule}
        if ours != theirs:
            found[rule] = (ours - theirs, theirs - ours)
    return found


def test_the_gaps_by_query_are_the_gaps(marlbury: Store) -> None:
    """Whoever asks in SPARQL finds the gaps that `sightline gaps` lists, all and no others."""
    assert differing(marlbury) == {}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_the_gaps_by_query_are_the_gaps_of_generated_graphs(seed: int) -> None:
    """The same whatever records, links and decisions there are."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "made.db"), create=True)
        fill(store, seed)
        assert differing(store) == {}
        store.close()


def test_a_contradiction_is_certain_where_its_links_are(tmp_path: Path) -> None:
    """A gap that rests on proposals has no row that is certain, and any other has one."""
    certain, told = set(), set()
    for seed in range(30):
        store = open_store(str(tmp_path / f"{seed}.db"), create=True)
        fill(store, seed)
        rows = projected(store).query(
            text_of("done-but-contradicted"), use_default_graph_as_union=True
        )
        certain |= {(seed, plain(row["action"])) for row in rows if plain(row["certain"])}
        found = gaps(store, rules=["done_but_contradicted"], today=TODAY)
        told |= {(seed, gap.subject) for gap in found if not gap.proposed}
        store.close()

    assert certain == told
    assert told


def test_an_authority_narrows_a_query(marlbury: Store) -> None:
    """A parameter is a value and never a piece of the query, whatever it holds."""
    asked = projected(marlbury)
    query = named("concerns-without-action")
    hostile = 'x" } DROP ALL #\\'

    def rows(authority: str) -> int:
        text = query.filled({"authority": authority})
        return sum(1 for _ in asked.query(text, use_default_graph_as_union=True))

    assert rows("Marlbury County Council") == rows("") > 0
    assert rows("Another Council") == rows(hostile) == 0


def test_an_unknown_parameter_is_refused() -> None:
    """A parameter that a query does not have is named, with those that it has."""
    with pytest.raises(QueryError, match="it has authority"):
        named("silent-visits").filled({"autority": "x"})
    with pytest.raises(QueryError, match="--list"):
        named("no-such-query")

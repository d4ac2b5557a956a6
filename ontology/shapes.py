"""Reads ``shapes.ttl`` and turns each shape into a query for what breaks it.

A SHACL engine walks from node to node and needs minutes where a query needs a second. Only what
our shapes use is understood: classes as targets, paths, the constraints below, ``sh:or`` and
``sh:not``, and constraints in SPARQL. A test holds this against pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

import pyoxigraph as ox

from ontology.errors import OntologyError
from ontology.sets import by_sets
from ontology.turtle import HERE

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SEVERITIES = ("Violation", "Warning", "Info")  # the gravest first
Term = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What must hold of every thing of some classes.

    Attributes:
        shape: name of the shape.
        severity: Violation, Warning or Info.
        message: what must hold, or the gap, in a sentence.
        query: gives ``?this`` for each thing that breaks it.
    """

    shape: str
    severity: str
    message: str
    query: str


@cache
def checks() -> tuple[Check, ...]:
    """Return the checks of the shapes, in the order of the file.

    Raises:
        OntologyError: the file cannot be read, or uses what is not understood here.
    """
    return tuple(checks_of((HERE / "shapes.ttl").read_bytes()))


def checks_of(turtle: bytes) -> Iterator[Check]:
    """Yield the checks of shapes in Turtle; raises OntologyError as ``checks`` does."""
    try:
        quads = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as fault:
        raise OntologyError(f"shapes.ttl cannot be read as Turtle: {fault}") from fault
    shapes = _Shapes(quads)
    for shape in dict.fromkeys(quad.subject for quad in quads):
        if isinstance(shape, ox.NamedNode) and shapes.all(shape, "targetClass"):
            yield from shapes.checks(shape)


class _Shapes:
    """The statements of the file, and their way into SPARQL.

    ``target`` below is a pattern that binds ``var`` to the things that are looked at; what is
    returned are whole patterns that bind it to those that break a constraint.
    """

    # What says nothing of the values, or is read together with its neighbours.
    _ASIDE = frozenset(
        "targetClass path severity message property qualifiedMinCount prefixes".split()
    )

    def __init__(self, quads: list[ox.Quad]) -> None:
        self._said: dict[Term, dict[str, list[Term]]] = {}
        for quad in quads:
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                raise OntologyError("shapes.ttl: statements about statements are not understood")
            values = self._said.setdefault(quad.subject, {})
            values.setdefault(quad.predicate.value, []).append(quad.object)
        self._numbers = count(1)

    def all(self, node: Term, name: str) -> list[Term]:
        return self._said.get(node, {}).get(_SH + name, [])

    def checks(self, shape: ox.NamedNode) -> Iterator[Check]:
        classes = " ".join(str(one) for one in self.all(shape, "targetClass"))
        target = (
            f"{{ SELECT DISTINCT ?this WHERE {{ VALUES ?class {{ {classes} }} ?this a ?class }} }}"
        )
        for part in self.all(shape, "property"):
            yield self._check(shape, part, list(self._property(part, target, "?this")))
        whole = list(self._constraints(shape, target, "?this", path=None))
        if whole:
            yield self._check(shape, shape, whole)

    def _check(self, shape: ox.NamedNode, part: Term, broken: list[str]) -> Check:
        severity = [*self.all(part, "severity"), *self.all(shape, "severity")]
        message = [*self.all(part, "message"), *self.all(shape, "message")]
        if not message or not broken:
            raise OntologyError(f"shapes.ttl: {shape.value} has a part without message or meaning")
        return Check(
            shape=shape.value.rsplit("#", 1)[-1],
            severity=severity[0].value.removeprefix(_SH) if severity else SEVERITIES[0],
            message=message[0].value,
            query=f"{self._prologue()}SELECT DISTINCT ?this WHERE {{ {_either(broken)} }}",
        )

    def _prologue(self) -> str:
        """Prefixes of the constraints in SPARQL."""
        declared = (one for said in self._said.values() for one in said.get(f"{_SH}declare", []))
        return "".join(
            f"PREFIX {self.all(one, 'prefix')[0].value}: <{self.all(one, 'namespace')[0].value}> "
            for one in declared
        )

    def _shape(self, shape: Term, target: str, var: str) -> list[str]:
        """Patterns for what breaks a whole shape."""
        broken = [
            one for p in self.all(shape, "property") for one in self._property(p, target, var)
        ]
        path = self.all(shape, "path")
        if path:
            return [*broken, *self._property(shape, target, var)]
        return [*broken, *self._constraints(shape, target, var, path=None)]

    def _property(self, shape: Term, target: str, var: str) -> Iterator[str]:
        (path,) = self.all(shape, "path")
        yield from self._constraints(shape, target, var, path=self._path(path))

    def _constraints(
        self, shape: Term, target: str, var: str, *, path: str | None
    ) -> Iterator[str]:
        for iri, values in self._said.get(shape, {}).items():
            name = iri.removeprefix(_SH)
            if not iri.startswith(_SH) or name in self._ASIDE:
                continue
            for value in values:
                if path is None:
                    yield self._whole(name, value, target, var)
                else:
                    yield self._of_values(shape, name, value, target, var, path)

    def _whole(self, name: str, value: Term, target: str, var: str) -> str:
        """A constraint on the thing itself."""
        if name == "or":
            alternatives = (self._shape(one, target, var) for one in self._list(value))
            return " ".join(
                f"{{ SELECT DISTINCT {var} WHERE {{ {_either(broken)} }} }}"
                for broken in alternatives
            )
        if name == "not":
            return f"{target} MINUS {{ {_either(self._shape(value, target, var))} }}"
        if name == "sparql":
            (select,) = self.all(value, "select")
            head, _, body = select.value.replace("$this", var).partition("{")
            if head.split() != ["SELECT", var, "WHERE"]:
                raise OntologyError(
                    "shapes.ttl: a constraint in SPARQL begins SELECT $this WHERE {"
                )
            try:
                bare = by_sets(body.rpartition("}")[0], bound=frozenset((var,)))
            except ValueError as fault:
                raise OntologyError(f"shapes.ttl: {fault}") from fault
            return f"{target} {bare}"
        raise OntologyError(f"shapes.ttl: sh:{name} is not understood on a node")

    def _of_values(
        self, shape: Term, name: str, value: Term, target: str, var: str, path: str
    ) -> str:
        """A constraint on what a path leads to."""
        held = f"?v{next(self._numbers)}"
        leads = f"{var} {path} {held} ."
        if name in ("minCount", "maxCount"):
            return self._counted(name, int(value.value), target, var, leads, held)
        if name == "hasValue":
            return f"{target} MINUS {{ {var} {path} {value} }}"
        if name == "class":
            kind = f"{held} <{_RDF}type>/<{_RDFS}subClassOf>* {value}"
            return f"{target} {leads} MINUS {{ {kind} }}"
        if name == "qualifiedValueShape":
            # Each value is looked at once, however many things lead to it.
            values = f"{{ SELECT DISTINCT {held} WHERE {{ {target} {leads} }} }}"
            fitting = f"{leads} MINUS {{ {_either(self._shape(value, values, held))} }}"
            if [one.value for one in self.all(shape, "qualifiedMinCount")] != ["1"]:
                raise OntologyError("shapes.ttl: only sh:qualifiedMinCount 1 is understood")
            return f"{target} MINUS {{ {fitting} }}"
        if name == "lessThan":
            other = f"?v{next(self._numbers)}"
            return f"{target} {leads} {var} {value} {other} {_unless(f'{held} < {other}')}"
        if name == "in":
            listed = ", ".join(str(one) for one in self._list(value))
            return f"{target} {leads} FILTER({held} NOT IN ({listed}))"
        if name not in _TESTS:
            raise OntologyError(f"shapes.ttl: sh:{name} is not understood on a property")
        return f"{target} {leads} {_unless(_TESTS[name](held, value))}"

    def _counted(
        self, name: str, number: int, target: str, var: str, leads: str, held: str
    ) -> str:
        if name == "maxCount":
            return (
                f"{{ SELECT {var} WHERE {{ {target} {leads} }} "
                f"GROUP BY {var} HAVING(COUNT(DISTINCT {held}) > {number}) }}"
            )
        if number != 1:
            raise OntologyError("shapes.ttl: only sh:minCount 1 is understood")
        return f"{target} MINUS {{ {leads} }}"

    def _path(self, path: Term) -> str:
        if isinstance(path, ox.NamedNode):
            return str(path)
        if self._said[path].get(f"{_RDF}first"):
            return f"({'/'.join(map(self._path, self._list(path)))})"
        for name, form in _PATHS.items():
            for inner in self.all(path, name):
                if name == "alternativePath":
                    return f"({'|'.join(map(self._path, self._list(inner)))})"
                return form.format(self._path(inner))
        raise OntologyError("shapes.ttl: a path is not understood")

    def _list(self, head: Term) -> Iterator[Term]:
        while head != ox.NamedNode(f"{_RDF}nil"):
            yield self._said[head][f"{_RDF}first"][0]
            head = self._said[head][f"{_RDF}rest"][0]


_PATHS = {
    "inversePath": "^{}",
    "zeroOrMorePath": "({})*",
    "oneOrMorePath": "({})+",
    "alternativePath": "",
}
# Tests that a value must pass, from its variable and what the shape asks for.
_TESTS: dict[str, Callable[[str, Term], str]] = {
    "pattern": lambda held, wanted: f"REGEX(STR({held}), {wanted})",
    "minLength": lambda held, wanted: f"STRLEN(STR({held})) >= {wanted.value}",
    "minInclusive": lambda held, wanted: f"{held} >= {wanted}",
    "maxInclusive": lambda held, wanted: f"{held} <= {wanted}",
}


def _unless(test: str) -> str:
    """A filter that lets through what does not pass, and what cannot even be tested."""
    return f"FILTER(!COALESCE({test}, false))"


def _either(patterns: list[str]) -> str:
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)

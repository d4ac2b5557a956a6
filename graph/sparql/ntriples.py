"""Dataclasses as lines of N-Triples, by the ontology: the same names as ``graph.rdf``, less of it.

The projection holds what questions are about. What only exchange needs (the text of papers, their
passages, selectors of quotes, lists in order) is left out: two thirds of all statements. Lines of
text are made, and read by the engine, in a third of the time that objects would take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from graph.rdf.terms import FOAF, ID, ORG, TYPE, XSD, authority_iri, code_iri, iri_of
from ontology.schema import NS, Field, record_classes

Line = str
_AUTHORITY = f"{ORG}FormalOrganization"
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    # Half of a pair that no text may hold alone; Python can carry it, RDF cannot.
    | {chr(code): "\N{REPLACEMENT CHARACTER}" for code in range(0xD800, 0xE000)}
)
# Turns one value of a field into a term, in the syntax of N-Triples.
Term = Callable[[object], str]


def name(iri: str) -> str:
    """Return the name of a thing as a term."""
    return f"<{iri}>"


def text(value: object) -> str:
    """Return a text as a term."""
    return f'"{str(value).translate(_ESCAPES)}"'


def number(value: object) -> str:
    """Return a number or a truth as a term; floats as decimals, as in ``graph.rdf``."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD}boolean>'
    if isinstance(value, int):
        return f'"{value}"^^<{XSD}integer>'
    plain = format(Decimal(repr(value)), "f")
    return f'"{plain}"^^<{XSD}decimal>'


def says(subject: str, prop: str, value: str) -> Line:
    """Return one statement; *subject* and *value* are terms, *prop* is an IRI."""
    return f"{subject} <{prop}> {value} .\n"


def authority(called: str) -> list[Line]:
    """Return what is said of an authority: that it is one, and its name."""
    about = name(authority_iri(called))
    return [says(about, TYPE, name(_AUTHORITY)), says(about, f"{FOAF}name", text(called))]


def fields(
    thing: object, about: str, *, but: Iterable[str] = (), named: Iterable[str] = ()
) -> list[Line]:
    """Return the type of a thing and those of its fields that hold plain values, codes or ids.

    Args:
        thing: a record class of the ontology.
        about: its name, as a term.
        but: names of fields to leave out, because the caller describes them.
        named: more classes that it belongs to, as IRIs.
    """
    shape, plain = _plan(type(thing).__name__)
    lines = [says(about, TYPE, name(one)) for one in (shape, *named)]
    left = frozenset(but)
    for field, prop, many, term in plain:
        if field in left:
            continue
        held = getattr(thing, field)
        if many:
            lines += [f"{about} {prop} {term(value)} .\n" for value in dict.fromkeys(held)]
        elif held is not None:
            lines.append(f"{about} {prop} {term(held)} .\n")
    return lines


@cache
def _plan(kind: str) -> tuple[str, tuple[tuple[str, str, bool, Term], ...]]:
    """The class of a thing, and for each plain field its name, property and way to a term."""
    shape = record_classes()[kind]
    plain = (
        (place.name, f"<{place.iri}>", place.many, _term_of(place))
        for place in shape.fields.values()
    )
    return shape.iri, tuple(plain)


def _term_of(place: Field) -> Term:
    """How a value of this field becomes a term."""
    if place.scheme:
        scheme = place.scheme
        return lambda value: _code(scheme, str(value))
    if place.range == _AUTHORITY:
        return lambda value: _authority(str(value))
    if place.range == f"{NS}LinkRelation":
        return lambda value: f"<{NS}{value}>"
    if place.range in (f"{XSD}integer", f"{XSD}decimal", f"{XSD}boolean"):
        return number
    if place.range.startswith(XSD):
        return text
    return lambda value: _id(place, value)


@cache
def _code(scheme: str, code: str) -> str:
    return name(code_iri(scheme, code))


@cache
def _authority(called: str) -> str:
    return name(authority_iri(called))


def _id(place: Field, identity: object) -> str:
    if not isinstance(identity, str):
        raise TypeError(f"{place.iri} holds a thing, which the caller must describe")
    # What ids are made of needs no escape, but for names that somebody else gave.
    plain = identity.replace("-", "").isalnum() and identity.isascii()
    return f"<{ID}{identity}>" if plain else name(iri_of(identity))

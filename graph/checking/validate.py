"""Whether the shapes of the ontology hold of what a store says, thing by thing.

A Violation is a broken structure, a Warning a gap that the authority has to close, an Info a
silence. The gaps are the same that ``graph.questions.gaps`` finds by rules of that name; a
test proves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from graph.rdf.terms import FOAF, ID, id_of
from graph.sparql.projection import Progress, Projection
from graph.store.base import Store
from ontology.schema import NS
from ontology.shapes import SEVERITIES, Check, checks

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_AUTHORITY = (f"{NS}authority", f"{NS}linkAuthority", f"{NS}aboutAuthority")
_QUOTE = (f"{NS}quote", f"{NS}judgementQuote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that breaks one shape.

    Attributes:
        severity: Violation, Warning or Info.
        shape: name of the shape.
        message: what must hold, or the gap.
        subject: id of the record, link, document or quote.
        text: its words, where it has any; of a link those of its subject.
        file: name of its paper, and ``page`` in it.
    """

    severity: str
    shape: str
    message: str
    subject: str
    authority: str | None = None
    text: str | None = None
    file: str | None = None
    page: int | None = None


def validate(
    view: Store,
    *,
    authority: str | None = None,
    today: str | None = None,
    progress: Progress = lambda done, of: None,
) -> list[Result]:
    """Return what breaks a shape: the gravest first, then by shape, file, page and id.

    Args:
        view: the store.
        authority: look at this one only; everybody if not given.
        today: the day after which a due date has passed, ISO; today if not given.
        progress: told how many graphs and checks are done, and of how many.
    """
    projection = Projection(authority=authority)
    projection.follow(view, progress=progress)
    projection.store.add(_asked_on(today or date.today().isoformat()))
    return results_in(projection.store)


def _asked_on(today: str) -> ox.Quad:
    """Say for which day the shapes are asked."""
    asked = ox.NamedNode(f"{ID}today")
    return ox.Quad(asked, ox.NamedNode(f"{NS}today"), ox.Literal(today), asked)


def results_in(
    store: ox.Store,
    *,
    asked: Iterable[Check] | None = None,
    name: Callable[[str], str] = id_of,
) -> list[Result]:
    """Return what breaks a shape in the graphs of an RDF store, all taken together.

    Args:
        store: with the vocabularies among its graphs.
        asked: the checks; those of ``shapes.ttl`` if not given.
        name: from IRI to the id that is shown.
    """
    found = [result for check in asked or checks() for result in _broken(store, check, name)]
    return sorted(
        found,
        key=lambda one: (
            SEVERITIES.index(one.severity),
            one.shape,
            one.message,
            one.file or "",
            one.page or 0,
            one.subject,
        ),
    )


def _broken(store: ox.Store, check: Check, name: Callable[[str], str]) -> Iterable[Result]:
    found = store.query(check.query, use_default_graph_as_union=True)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("only a SELECT gives rows")
    things = [row["this"] for row in found]
    for thing in things:
        if isinstance(thing, ox.NamedNode | ox.BlankNode):
            yield _told(store, check, thing, name)


def _told(
    store: ox.Store, check: Check, thing: ox.NamedNode | ox.BlankNode, name: Callable[[str], str]
) -> Result:
    """Say of a thing whose it is, and where its words stand; of a link, those of its subject."""
    quote = _one(store, thing, *_QUOTE) or _one(store, _one(store, thing, f"{NS}subject"), *_QUOTE)
    page = _text(store, quote, f"{NS}page")
    return Result(
        severity=check.severity,
        shape=check.shape,
        message=check.message,
        subject=name(thing.value),
        authority=_text(store, _one(store, thing, *_AUTHORITY), f"{FOAF}name"),
        text=_text(store, quote or thing, f"{NS}exact"),
        file=_text(store, _one(store, quote or thing, f"{NS}quotedDocument"), f"{NS}fileName"),
        page=int(page) if page and page.isdecimal() else None,
    )


def _one(store: ox.Store, about: _Term | None, *props: str) -> _Term | None:
    """The first value of the first of these properties that is said of a thing."""
    if not isinstance(about, ox.NamedNode | ox.BlankNode):
        return None
    for prop in props:
        for quad in store.quads_for_pattern(about, ox.NamedNode(prop), None, None):
            return quad.object
    return None


def _text(store: ox.Store, about: _Term | None, prop: str) -> str | None:
    found = _one(store, about, prop)
    return found.value if isinstance(found, ox.Literal) else None

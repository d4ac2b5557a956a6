"""Records as RDF. The ontology says which property each field is; this module only follows it.

Each paper is a named graph of its own, because several papers may state one record, each in its
way. What the words are (oa:TextQuoteSelector) is the authority; where they stood is a cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph.quotes import Quote
from graph.rdf.terms import (
    DCTERMS,
    DECISIONS,
    FOAF,
    LINKS_OF,
    OA,
    ORG,
    PDF_FRAGMENTS,
    PROV,
    RDF,
    TYPE,
    XSD,
    Dataset,
    Graph,
    Iri,
    Node,
    Value,
    authority_iri,
    code_iri,
    digest,
    id_of,
    iri_of,
    links_graph,
    paper_graph,
    settled_graph,
    within,
)
from graph.records import (
    Action,
    Decision,
    Document,
    Inspection,
    Issue,
    Judgement,
    Link,
    Measure,
    Owner,
    Paper,
    Passage,
    Record,
    StatusRecord,
)
from ontology.schema import NS, Field, record_classes, relations

AROUND = 32  # characters of the text before and after a quote, to find it where offsets are lost
_AUTHORITY = f"{ORG}FormalOrganization"
# Properties of other vocabularies are written out where readers of those vocabularies look.
_WRITTEN_OUT = (PROV, OA, FOAF, f"{DCTERMS}title")


def describe_paper(paper: Paper) -> Graph:
    """Return everything that was taken from one paper, as the statements of its graph."""
    graph = _Describer(document=paper.document, text=paper.text)
    graph.name(paper, paper_graph(paper.document.id))
    return graph.statements


def describe_links(links: Iterable[Link], authorities: Iterable[str]) -> Dataset:
    """Return graphs of links, as things and (where settled) as direct statements.

    Args:
        links: links of these authorities.
        authorities: those whose links these are, even where there are none.
    """
    things = {name: _Describer() for name in authorities}
    direct: dict[str, Graph] = {name: {} for name in things}
    for name, graph in things.items():
        about = graph.authority(name)
        graph.put(links_graph(name), {TYPE: [Iri(f"{PROV}Bundle")], LINKS_OF: [about]})
    for link in links:
        things[link.authority].name(link, iri_of(link.id))
        if link.settled:
            subject = direct[link.authority].setdefault(iri_of(link.subject), {})
            relation = relations()[link.relation].iri
            subject.setdefault(relation, []).append(iri_of(link.object))
    found: Dataset = {links_graph(name): graph.statements for name, graph in things.items()}
    found |= {settled_graph(name): graph for name, graph in direct.items() if graph}
    return found


def describe_decisions(decisions: Iterable[Decision]) -> Dataset:
    """Return the log as a graph; decisions about one link are numbered in their order."""
    graph = _Describer()
    count: dict[str, int] = {}
    for decision in decisions:
        count[decision.link] = count.get(decision.link, 0) + 1
        graph.name(decision, decision_iri(decision.link, count[decision.link]))
    return {DECISIONS: graph.statements} if graph.statements else {}


def decision_iri(link: str, number: int) -> Iri:
    """Return the IRI of a decision, by its place in the log of its link, from 1."""
    return within(link, "decision", f"{number:06}")


@dataclass(slots=True, kw_only=True)
class _Describer:
    """Describes dataclasses, each as a node of one graph.

    Attributes:
        document: the paper whose graph it is, if it is one.
        text: its text.
    """

    document: Document | None = None
    text: str = ""
    statements: Graph = field(default_factory=dict)

    def put(self, iri: Iri, node: Node) -> Iri:
        """Add a node. Where one of that name says something else, it gets a name of its own.

        A plan may print one owner in two spellings: one id, two nodes.
        """
        if self.statements.setdefault(iri, node) == node:
            return iri
        facts = sorted((name, *map(str, values)) for name, values in node.items())
        return self.put(Iri(f"{iri}/{digest(facts)}"), node)

    def name(self, thing: object, iri: Iri) -> Iri:
        """Add a dataclass under this name, with all that it holds; return its name."""
        shape = record_classes()[type(thing).__name__]
        node: Node = {TYPE: [Iri(shape.iri)]}
        for place in shape.fields.values():
            held = getattr(thing, place.name)
            values = held if place.many else () if held is None else (held,)
            terms = [self._term(place, v, iri, n, thing) for n, v in enumerate(values, start=1)]
            self._say(node, place, terms)
        if isinstance(thing, Record) and self.document:
            node[f"{PROV}hadPrimarySource"] = [iri_of(self.document.id)]
        if isinstance(thing, Quote):
            node[TYPE].append(Iri(f"{OA}SpecificResource"))
        if isinstance(thing, Action) and self.document:
            self._status(thing, self.document)
        return self.put(iri, node)

    def authority(self, name: str) -> Iri:
        """Add an authority."""
        node: Node = {TYPE: [Iri(_AUTHORITY)], f"{FOAF}name": [name]}
        return self.put(authority_iri(name), node)

    def _say(self, node: Node, place: Field, terms: list[Value]) -> None:
        if not terms:
            return
        distinct = list(dict.fromkeys(terms))
        node[place.iri] = distinct
        if place.ordered and len(terms) > 1:
            node[place.ordered] = [tuple(terms)]
        for other in place.above:
            if other.startswith(_WRITTEN_OUT):
                known = node.setdefault(other, [])
                known += (term for term in distinct if term not in known)

    def _term(self, place: Field, value: object, at: Iri, number: int, holder: object) -> Value:
        """Return the value of a field; what has fields of its own is added as a node."""
        if place.scheme:
            return code_iri(place.scheme, str(value))
        if place.range == _AUTHORITY:
            return self.authority(str(value))
        if place.range == f"{NS}LinkRelation":
            return Iri(NS + str(value))
        if isinstance(value, bool | int):
            return value
        if isinstance(value, float):
            return Decimal(repr(value))
        if isinstance(value, str):
            return value if place.range.startswith(XSD) else iri_of(value)
        if isinstance(value, Decision):
            return decision_iri(value.link, number)  # the log, a graph of its own, describes it
        name = self._name_of(value, at, place, number)
        # A quote's name says all of it, so that one which is there need not be compared.
        quoted = isinstance(value, Quote) and name in self.statements
        iri = name if quoted else self.name(value, name)
        if isinstance(value, Quote) and not isinstance(holder, Passage):
            self._select(value, iri)
        return iri

    def _name_of(self, thing: object, at: Iri, place: Field, number: int) -> Iri:
        """Return the name under which something stands that another record holds."""
        match thing:
            case Quote():
                where = (thing.document, thing.start, thing.end, thing.page, thing.paragraph)
                return iri_of(f"quote-{digest(*where, thing.text)}")
            case Record() | Owner() | Document():
                return iri_of(thing.id)
            case Measure() if self.document:
                return within(self.document.id, id_of(at), "measure")
            case Inspection():
                return Iri(f"{at}/inspection")
            case Passage() | Issue() | Judgement():
                base = at.removesuffix("/paper")
                part = "ignored" if place.name == "ignored" else type(thing).__name__.lower()
                return Iri(f"{base}/{part}/{number:06}")
        raise TypeError(f"{type(thing).__name__} has no name in RDF")

    def _status(self, action: Action, document: Document) -> None:
        """Add what this paper says of an action's status, as one entry of its history."""
        entry = StatusRecord(
            action=action.id,
            status=action.status,
            on=document.date or None,
            document=document.id,
            rating=action.rating,
            due=action.due,
            due_printed=action.due_printed,
        )
        self.name(entry, within(document.id, action.id, "status"))

    def _select(self, quote: Quote, iri: Iri) -> None:
        """Say the same in the terms of the Web Annotation model: words, place, page."""
        node = self.statements[iri]
        if f"{OA}hasSelector" in node:
            return
        selectors = [self.put(Iri(f"{iri}/{part}"), said) for part, said in self._selectors(quote)]
        node[f"{OA}hasSelector"] = list(selectors)

    def _selectors(self, quote: Quote) -> Iterator[tuple[str, Node]]:
        before = self.text[max(0, quote.start - AROUND) : quote.start]
        after = self.text[quote.end : quote.end + AROUND]
        words: Node = {TYPE: [Iri(f"{OA}TextQuoteSelector")], f"{OA}exact": [quote.text]}
        words |= {f"{OA}prefix": [before]} if before else {}
        words |= {f"{OA}suffix": [after]} if after else {}
        yield "words", words
        position: Node = {TYPE: [Iri(f"{OA}TextPositionSelector")]}
        yield "position", position | {f"{OA}start": [quote.start], f"{OA}end": [quote.end]}
        if quote.page is not None:
            page: Node = {TYPE: [Iri(f"{OA}FragmentSelector")]}
            page[f"{RDF}value"] = [f"page={quote.page}"]
            page[f"{DCTERMS}conformsTo"] = [Iri(PDF_FRAGMENTS)]
            yield "page", page

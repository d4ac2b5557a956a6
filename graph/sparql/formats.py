"""Solutions of a SELECT written as SPARQL results: JSON, XML, CSV and TSV.

Oxigraph writes them too, but all of them or none: here rows and bytes are counted on the way.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.rdf.terms import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Row = Sequence[Term]
_STRING = f"{XSD}string"
_BARE = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "boolean"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form of results.

    Attributes:
        media_type: its name on the web.
        head: from the names of the variables to what comes before all rows.
        row: from the names, one row and its number, from 0, to its text.
        tail: what comes after all rows.
    """

    media_type: str
    head: Callable[[Sequence[str]], str]
    row: Callable[[Sequence[str], Row, int], str]
    tail: str


def _json_row(names: Sequence[str], row: Row, number: int) -> str:
    pairs = zip(names, row, strict=True)
    cells = ",".join([f'"{name}":{_as_json(term)}' for name, term in pairs if term is not None])
    return f",{{{cells}}}" if number else f"{{{cells}}}"


@lru_cache(maxsize=100_000)  # the same things stand in many rows
def _as_json(term: Term) -> str:
    found = {"type": "literal", "value": str(term)}
    if isinstance(term, ox.NamedNode):
        found = {"type": "uri", "value": term.value}
    elif isinstance(term, ox.BlankNode):
        found = {"type": "bnode", "value": term.value}
    elif isinstance(term, ox.Literal):
        found["value"] = term.value
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
    return json.dumps(found, ensure_ascii=False)


def _xml_row(names: Sequence[str], row: Row, number: int) -> str:
    pairs = zip(names, row, strict=True)
    cells = (f"<binding name={quoteattr(n)}>{_as_xml(t)}</binding>" for n, t in pairs if t)
    return f"<result>{''.join(cells)}</result>"


def _as_xml(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml(term.value)}</bnode>"
    if isinstance(term, ox.Literal):
        kind = ""
        if term.language:
            kind = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            kind = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{kind}>{_xml(term.value)}</literal>"
    return f"<literal>{_xml(str(term))}</literal>"


def _xml(text: str) -> str:
    """Escape a text; what XML cannot hold at all becomes the sign for it."""
    lawful = "".join(
        sign if sign >= " " or sign in "\t\n\r" else "\N{REPLACEMENT CHARACTER}" for sign in text
    ).translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})
    return escape(lawful, {"\r": "&#13;"})


def _csv_row(names: Sequence[str], row: Row, number: int) -> str:
    return _csv("" if term is None else _as_csv(term) for term in row)


def _as_csv(term: Term) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    value = getattr(term, "value", None)
    return str(term) if value is None else str(value)


def _csv(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(list(cells))
    return buffer.getvalue()


def _tsv_row(names: Sequence[str], row: Row, number: int) -> str:
    return "\t".join("" if term is None else _as_tsv(term) for term in row) + "\n"


def _as_tsv(term: Term) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value in _BARE:
        return term.value
    # As N-Triples, in which a tab may stand as it is; between tabs it may not.
    return str(term).replace("\t", "\\t")


FORMATS = {
    "json": Format(
        media_type="application/sparql-results+json",
        head=lambda names: (
            f'{{"head":{{"vars":{json.dumps(list(names))}}},"results":{{"bindings":['
        ),
        row=_json_row,
        tail="]}}",
    ),
    "xml": Format(
        media_type="application/sparql-results+xml",
        head=lambda names: (
            '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
            + "".join(f"<variable name={quoteattr(name)}/>" for name in names)
            + "</head><results>"
        ),
        row=_xml_row,
        tail="</results></sparql>",
    ),
    "csv": Format(
        media_type="text/csv; charset=utf-8",
        head=_csv,
        row=_csv_row,
        tail="",
    ),
    "tsv": Format(
        media_type="text/tab-separated-values; charset=utf-8",
        head=lambda names: "\t".join(f"?{name}" for name in names) + "\n",
        row=_tsv_row,
        tail="",
    ),
}

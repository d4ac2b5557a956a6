"""``/sparql``: the SPARQL 1.1 protocol for programs, and a page with questions for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Annotated, cast
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from api.deps import StoreDep
from api.failures import status_of
from api.negotiation import chosen
from api.pages import page
from api.wording import query as address
from graph.rdf.terms import ID
from graph.sparql.answering import GRAPHS, KNOWN, Answer
from graph.sparql.endpoint import Endpoint
from graph.sparql.formats import FORMATS
from graph.sparql.refusing import allowed
from graph.store.base import Store
from ontology.errors import QueryError, SightlineError
from ontology.named import NamedQuery, named, named_queries
from ontology.schema import NS, VOCAB

router = APIRouter(include_in_schema=False)

MOST_SHOWN = 500  # rows of a table on the page; files hold all of them
_PAGE = "html"
_TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
_PLAIN = ("application/json", "application/xml", "text/xml")
_OWN = frozenset({"query", "format", "name", "ask", "default-graph-uri", "named-graph-uri"})


def _endpoint(request: Request) -> Endpoint:
    return cast(Endpoint, request.app.state.sparql)


EndpointDep = Annotated[Endpoint, Depends(_endpoint)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is asked, from wherever the protocol puts it.

    Attributes:
        query: the query; ``None`` if the page alone is wanted.
        form: a form of the answer asked for by name; empty to go by ``accept``.
        name: of a named query to show or ask, with ``given`` for its parameters.
    """

    query: str | None
    accept: str | None
    form: str = ""
    name: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    graphs: Sequence[str] = ()
    named: Sequence[str] = ()


@router.get("/sparql")
async def ask(request: Request, endpoint: EndpointDep, store: StoreDep) -> Response:
    """Answer a query in the address, or show the page."""
    pairs = parse_qs(request.url.query, keep_blank_values=True)
    return await _aside(partial(_answered, pairs, _accepted(request), endpoint, store))


@router.post("/sparql")
async def ask_by_post(request: Request, endpoint: EndpointDep, store: StoreDep) -> Response:
    """Answer a query in the body: as a form, or as it is."""
    pairs = parse_qs(request.url.query, keep_blank_values=True)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in ("application/sparql-query", "application/x-www-form-urlencoded"):
        what = "an update" if kind == "application/sparql-update" else kind or "nothing"
        detail = (
            f"{what} came; send a query as application/sparql-query or as a form. "
            "The graph can only be read."
        )
        return _failure(415, "This is not understood", detail)
    try:
        text = (await request.body()).decode()
    except UnicodeDecodeError:
        return _failure(400, "This cannot be done", "the query is no text in UTF-8")
    if kind == "application/sparql-query":
        pairs["query"] = [*pairs.get("query", []), text]
    else:
        for name, values in parse_qs(text, keep_blank_values=True).items():
            pairs.setdefault(name, []).extend(values)
    return await _aside(partial(_answered, pairs, _accepted(request), endpoint, store))


async def _aside(answer: Callable[[], Response]) -> Response:
    """Answer in a thread that no page waits for: queries may take long, and pages go on."""
    return await to_thread.run_sync(answer, limiter=_threads())


@cache
def _threads() -> CapacityLimiter:
    return CapacityLimiter(8)


def _accepted(request: Request) -> str | None:
    return ",".join(request.headers.getlist("accept")) or None


def _call(pairs: Mapping[str, Sequence[str]], accept: str | None) -> Call:
    """Read what was sent; raises QueryError where it makes no sense."""
    if "update" in pairs:
        raise QueryError("update is refused: the graph can only be read here")
    queries = pairs.get("query", [])
    if len(queries) > 1:
        raise QueryError("send one query at a time")
    given = {name: values[-1] for name, values in pairs.items() if name not in _OWN}
    name = pairs.get("name", [""])[-1]
    text = queries[0] if queries else None
    if text is None and name and "ask" in pairs:
        text = named(name).filled(given)
    return Call(
        query=text,
        accept=accept,
        form=pairs.get("format", [""])[-1],
        name=name,
        given=given,
        graphs=pairs.get("default-graph-uri", ()),
        named=pairs.get("named-graph-uri", ()),
    )


def _answered(
    pairs: Mapping[str, Sequence[str]], accept: str | None, endpoint: Endpoint, store: Store
) -> Response:
    human = chosen(accept, {"text/html": _PAGE} | _TABLES | _GRAPHS, default="") == _PAGE
    try:
        call = _call(pairs, accept)
        if call.query is None and not human:
            raise QueryError("there is no query; send one as query=...")
        if human and not call.form:
            return _page(call, endpoint, store)
        return _sent(call, endpoint)
    except SightlineError as error:
        status, title = status_of(error)
        return _failure(status, title, str(error))


def _sent(call: Call, endpoint: Endpoint) -> Response:
    """Answer a program."""
    text = call.query or ""
    table = allowed(text, prefixes=KNOWN).form in ("select", "ask")
    offered, forms = (_TABLES, FORMATS) if table else (_GRAPHS, GRAPHS)
    default = "json" if table else "turtle"
    form = call.form or chosen(call.accept, offered, default=default)
    if form is None or form not in forms:
        known = ", ".join(offered) if form is None else ", ".join(forms)
        return _failure(406, "Not acceptable", f"This answer can be had as {known}.")
    found = endpoint.ask(
        text,
        table=form if table else "json",
        graph="turtle" if table else form,
        graphs=call.graphs,
        named=call.named,
    )
    # What was accepted as plain JSON or XML comes under that name.
    accepted = "" if call.form else (call.accept or "").strip()
    return Response(found.body, media_type=accepted if accepted in _PLAIN else found.media_type)


def _failure(status: int, title: str, detail: str) -> Response:
    error = {"error": {"title": title, "detail": detail}}
    headers = {"Retry-After": "30"} if status == 503 else None
    return JSONResponse(error, status_code=status, headers=headers)


def _page(call: Call, endpoint: Endpoint, store: Store) -> Response:
    """Show the page, with the answer to a query if there is one."""
    fault = found = None
    status = 200
    asked = named_queries().get(call.name)
    text = call.query if call.query is not None else _shown(asked, call.given)
    if call.query is not None:
        try:
            found = _found(endpoint.ask(text, graphs=call.graphs, named=call.named))
        except SightlineError as error:
            status, fault = status_of(error)[0], str(error)
    else:
        endpoint.warm()
    return page(
        "sparql.html",
        status_code=status,
        title="Ask in SPARQL",
        section="/sparql",
        text=text,
        asked=asked,
        given=call.given,
        questions=list(named_queries().values()),
        authorities=store.authorities(),
        found=found,
        fault=fault,
        most=MOST_SHOWN,
        way_to=way_to,
        short_name=short_name,
        limits=endpoint.limits,
        files=[
            (form, address("/sparql", {"query": text, "format": form.casefold()}))
            for form in (("CSV", "TSV", "JSON", "XML") if found and found.names else ())
        ],
    )


def _shown(asked: NamedQuery | None, given: Mapping[str, str]) -> str:
    if asked is None:
        return ""
    known = {parameter.name for parameter in asked.parameters}
    return asked.filled({name: value for name, value in given.items() if name in known})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer to be shown: a table, yes or no, or a graph as text."""

    names: Sequence[str] = ()
    rows: Sequence[Mapping[str, Mapping[str, str]]] = ()
    total: int = 0
    truth: bool | None = None
    graph: str = ""


def _found(answer: Answer) -> Found:
    if not answer.media_type.startswith("application/sparql-results+json"):
        return Found(graph=answer.body.decode("utf-8", "replace")[:200_000], total=answer.rows)
    said = json.loads(answer.body)
    if "boolean" in said:
        return Found(truth=said["boolean"], total=1)
    return Found(names=said["head"]["vars"], rows=said["results"]["bindings"], total=answer.rows)


def way_to(cell: Mapping[str, str]) -> str:
    """Return the address of the page about the thing in a cell; empty if there is none."""
    key = cell["value"].removeprefix(ID)
    kind = key.partition("-")[0]
    if cell["type"] != "uri" or key == cell["value"] or "/" in key:
        return ""
    return f"/{kind}s/{key}" if kind in ("concern", "action", "document") else ""


def short_name(cell: Mapping[str, str]) -> str:
    """Return what a cell says, names without what all of them begin with."""
    value = cell["value"]
    if cell["type"] == "uri":
        for long, short in ((ID, ""), (NS, "sl:"), (VOCAB, "")):
            if value.startswith(long):
                return short + value.removeprefix(long)
    return value

"""What no query may ask for, found in its words before any engine sees it.

A query could fetch from outside (SERVICE, LOAD, FROM) or change something (updates). The process
that answers cannot open a connection either; but a sentence is better than a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontology.errors import QueryError

LONGEST = 100_000  # characters of a query; the longest named query has three thousand
DEEPEST = 200  # brackets within brackets; the engine's parser goes down with its stack
_TOKENS = re.compile(
    r"""
    (?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
            |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<prefixed>(?:[^\W\d_][\w.-]*|_)?:(?:[\w:.%-]|\\.|[^\x00-\x7f])*)
  | (?P<tag>@[a-zA-Z]+(?:-\w+)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[{(\[])
  | (?P<close>[})\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query that may be run, with the graphs that it says it is about.

    Attributes:
        text: the query.
        form: select, ask, construct or describe.
        graphs: IRIs named by FROM; ``named`` those by FROM NAMED.
        chosen: whether they were named beside the query, by the protocol, and go before FROM.
    """

    text: str
    form: str
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    chosen: bool = False


def allowed(
    text: str,
    *,
    prefixes: Mapping[str, str],
    graphs: Sequence[str] = (),
    named: Sequence[str] = (),
) -> Asked:
    """Return the query as it may be run.

    Args:
        text: in SPARQL 1.1.
        prefixes: those that it need not declare.
        graphs: IRIs of the graphs to ask, in the place of those that FROM names.
        named: IRIs of the graphs that GRAPH may name, likewise.

    Raises:
        QueryError: it is too long or nested too deeply, asks for something from outside, or is
            an update.
    """
    if len(text) > LONGEST:
        raise QueryError(
            f"the query has {len(text):,} characters, more than the {LONGEST:,} that are read; "
            "ask for less at once"
        )
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise QueryError("the query holds characters that no text can hold; type it anew")
    for reading in dict.fromkeys((text, _unescaped(text))):
        _refuse(list(_tokens(reading)))
    tokens = list(_tokens(text))
    form = next((word for kind, word in tokens if kind == "word" and word in _FORMS), None)
    if form is None:
        raise QueryError("this is no query: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE")
    chosen = bool(graphs or named)
    if not chosen:
        graphs, named = _from(tokens, prefixes)
    return Asked(
        text=text, form=form.lower(), graphs=tuple(graphs), named=tuple(named), chosen=chosen
    )


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and words of what counts; words of the language in capitals."""
    for match in _TOKENS.finditer(text):
        kind, said = match.lastgroup or "", match.group()
        if kind not in ("text", "comment", "variable", "tag"):
            yield kind, said.upper() if kind == "word" else said


def _unescaped(text: str) -> str:
    r"""Return what a reader of escapes would see: ``\u0053ERVICE`` is SERVICE to some."""
    return _ESCAPED.sub(lambda m: chr(min(int(m.group(1) or m.group(2), 16), 0x10FFFF)), text)


def _refuse(tokens: list[tuple[str, str]]) -> None:
    depth = 0
    for kind, said in tokens:
        depth += (kind == "open") - (kind == "close")
        if depth > DEEPEST:
            raise QueryError(
                f"the query is nested deeper than {DEEPEST} brackets; write it flatter"
            )
        if kind == "word" and said == "SERVICE":
            raise QueryError(
                "SERVICE asks another server, and nothing is fetched from outside; "
                "ask this graph alone"
            )
    first = next(_commands(tokens), "")
    if first == "LOAD":
        raise QueryError(
            "LOAD fetches from outside and changes the graph, which can only be read here; "
            "papers are taken in by: sightline load"
        )
    if first in _UPDATES:
        raise QueryError(
            f"{first} is an update, and the graph can only be read here; "
            "papers are taken in by: sightline load"
        )


def _commands(tokens: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the words after the prologue."""
    prologue = {"PREFIX", "BASE"}
    return (said for kind, said in tokens if kind == "word" and said not in prologue)


def _from(
    tokens: list[tuple[str, str]], prefixes: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the IRIs of FROM and of FROM NAMED."""
    known = dict(prefixes)
    graphs: list[str] = []
    named: list[str] = []
    for place, (kind, said) in enumerate(tokens):
        after = tokens[place + 1 : place + 3]
        if (kind, said) == ("word", "PREFIX") and [k for k, _ in after] == ["prefixed", "iri"]:
            known[after[0][1].removesuffix(":")] = after[1][1][1:-1]
        if (kind, said) == ("word", "FROM") and after:
            second = after[0] == ("word", "NAMED")
            (named if second else graphs).append(_iri(after[second : second + 1], known))
    return graphs, named


def _iri(tokens: list[tuple[str, str]], known: dict[str, str]) -> str:
    kind, said = tokens[0] if tokens else ("", "")
    if kind == "iri":
        return said[1:-1]
    prefix, _, local = said.partition(":")
    if kind == "prefixed" and prefix in known:
        return known[prefix] + local
    raise QueryError("FROM is followed by no graph; name one as <IRI>")

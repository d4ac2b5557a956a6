"""The named queries: questions of an improvement lead in SPARQL, one file each, easy to mend.

A file begins with what it is, in comments (``#+ title:``, ``#+ description:``, and for each
parameter ``#+ parameter NAME: what it is``). A parameter is a variable that ``VALUES ?NAME {...}``
gives a value to in the file, so that the file runs as it stands in any engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ontology.errors import OntologyError, QueryError
from ontology.turtle import HERE

_HEAD = re.compile(r"^#\+ (title|description|parameter) ?(?:(\w+)(?: \((today)\))?)?: (.*)$", re.M)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be given to a query; with ``today`` it is the day itself unless given."""

    name: str
    what: str
    today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name.

    Attributes:
        name: of its file, without ``.rq``.
        title: a few words.
        description: the question in a sentence, and what the answer leaves out.
        text: the query, with its comments.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def filled(self, given: Mapping[str, str] | None = None) -> str:
        """Return the query with the values of its parameters; empty ones are not given.

        Raises:
            QueryError: there is no such parameter.
        """
        values = {name: value for name, value in (given or {}).items() if value}
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise QueryError(f"{self.name} has no parameter {name!r}: {has}")
        for parameter in self.parameters:
            if parameter.today:
                values.setdefault(parameter.name, date.today().isoformat())
        text = self.text
        for name, value in values.items():
            literal = f'VALUES ?{name} {{ "{value.translate(_ESCAPES)}" }}'
            text = _place(name).sub(literal.replace("\\", "\\\\"), text, count=1)
        return text

    @property
    def bare(self) -> str:
        """The query without the comments that say what it is."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("#+"))


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the named queries by name, in the order of the alphabet.

    Raises:
        OntologyError: a file does not say what it is, or has no place for a parameter.
    """
    files = sorted((HERE / "queries").glob("*.rq"))
    return {path.stem: _read(path.stem, path.read_text("utf-8")) for path in files}


def named(name: str) -> NamedQuery:
    """Return one named query.

    Raises:
        QueryError: there is none of that name.
    """
    found = named_queries().get(name)
    if found is None:
        raise QueryError(f"there is no query {name!r}; see: sightline sparql --list")
    return found


def _read(name: str, text: str) -> NamedQuery:
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    for what, parameter, today, words in _HEAD.findall(text):
        if what == "parameter":
            parameters.append(Parameter(name=parameter, what=words, today=bool(today)))
            if not _place(parameter).search(text):
                raise OntologyError(f"{name}.rq has no place for its parameter {parameter}")
        else:
            said[what] = words
    if said.keys() != {"title", "description"}:
        raise OntologyError(f"{name}.rq does not say its title and its description")
    return NamedQuery(name=name, parameters=tuple(parameters), text=text, **said)


def _place(parameter: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{parameter} \{{[^}}]*\}}")

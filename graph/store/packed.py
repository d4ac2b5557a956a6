"""How both stores keep records: each is one compact JSON list, in the order of its fields.

Lists are half the size of objects and faster to read. The order is that of the dataclass, so a
change of its fields needs a new version of the schema; a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from graph.quotes import Quote
from graph.records import (
    Action,
    Comment,
    Concern,
    Decision,
    Document,
    Evidence,
    Link,
    Measure,
    Owner,
    Passage,
    Record,
    StatusRecord,
)

KINDS: dict[str, type[Record]] = {
    "concern": Concern,
    "comment": Comment,
    "action": Action,
    "evidence": Evidence,
}
KIND_OF = {record: kind for kind, record in KINDS.items()}

LINK = "id, subject, relation, object, basis, state, authority, score, reasons, progress, document"
DECISION = "link, subject, relation, object, state, by, at, reason, subject_text, object_text"

Row = tuple[Any, ...]


def pack(value: object) -> str:
    """Return a dataclass as compact JSON."""
    return _encode(_plain(value))


# One encoder for all: json.dumps makes a new one at every call.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    shape: Any = type(value)
    return [_plain(getattr(value, name)) for name in _names(shape)]


@cache
def _names(shape: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass. Raises TypeError for anything else, which cannot be packed."""
    return tuple(field.name for field in fields(shape))


def record_of(kind: str, body: str) -> Record:
    """Return the record of this kind that was packed as *body*."""
    values, _ = _decode(body)
    return _RECORDS[kind](*values)


# json.loads looks for white space before and behind, which takes as long as the reading.
_decode = json.JSONDecoder().raw_decode


# Thousands of records are read for one question: these four are spelled out, because a reader
# that goes by the fields of any dataclass takes twice as long.


def _quote(values: list[Any]) -> Quote:
    document, text, start, end, page, paragraph = values
    return Quote(
        document=document, text=text, start=start, end=end, page=page, paragraph=paragraph
    )


def _concern(
    key: str, authority: str, quote: list[Any], themes: list[str], kind: str, heading: str | None,
    parent: str | None, number: str | None, addressed_to: str | None,
) -> Concern:  # fmt: skip
    return Concern(
        id=key, authority=authority, quote=_quote(quote), themes=tuple(themes), kind=kind,
        heading=heading, parent=parent, number=number, addressed_to=addressed_to,
    )  # fmt: skip


def _comment(
    key: str, authority: str, quote: list[Any], themes: list[str], voice: str, polarity: str,
    section: str | None,
) -> Comment:  # fmt: skip
    return Comment(
        id=key, authority=authority, quote=_quote(quote), themes=tuple(themes), voice=voice,
        polarity=polarity, section=section,
    )  # fmt: skip


def _action(
    key: str, authority: str, quote: list[Any], themes: list[str], status: str, ref: str | None,
    rating: str | None, due: str | None, due_printed: str | None, owners: list[list[str]],
    under: str | None, cites: list[str], voice: str | None,
) -> Action:  # fmt: skip
    return Action(
        id=key, authority=authority, quote=_quote(quote), themes=tuple(themes), status=status,
        ref=ref, rating=rating, due=due, due_printed=due_printed,
        owners=tuple([Owner(id=one, name=name, kind=kind) for one, name, kind in owners]),
        under=under, cites=tuple(cites), voice=voice,
    )  # fmt: skip


def _evidence(
    key: str, authority: str, quote: list[Any], themes: list[str], kind: str, status: str,
    supports: list[str], beside: list[str], measure: list[Any] | None,
) -> Evidence:  # fmt: skip
    return Evidence(
        id=key, authority=authority, quote=_quote(quote), themes=tuple(themes), kind=kind,
        status=status, supports=tuple(supports), beside=tuple(beside),
        measure=None if measure is None else _reader(Measure)(measure),
    )  # fmt: skip


_RECORDS: dict[str, Callable[..., Record]] = {
    "concern": _concern,
    "comment": _comment,
    "action": _action,
    "evidence": _evidence,
}


@lru_cache(maxsize=4096)
def document_of(file: str, body: str) -> Document:
    """Return the document packed as *body*, under the name *file*."""
    values, _ = _decode(body)
    values[_FILE] = file
    document: Document = _reader(Document)(values)
    return document


_FILE = [field.name for field in fields(Document)].index("file")


_Reader = Callable[[list[Any]], Any]
_READERS: dict[type, _Reader] = {}


def _reader(shape: type) -> _Reader:
    if shape not in _READERS:
        _READERS[shape] = _make_reader(shape)
    return _READERS[shape]


def _make_reader(shape: type) -> _Reader:
    """Return what makes a dataclass of the list of its values, nested ones included."""
    hints = get_type_hints(shape)
    names = [field.name for field in fields(shape)]
    nested = [(place, _converter(hints[name])) for place, name in enumerate(names)]
    needed = [(place, convert) for place, convert in nested if convert is not None]

    def read(values: list[Any]) -> object:
        for place, convert in needed:
            if values[place] is not None:
                values[place] = convert(values[place])
        return shape(**dict(zip(names, values, strict=True)))

    return read


def _converter(hint: object) -> Callable[[Any], Any] | None:
    if isinstance(hint, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        inner = _converter(get_args(hint)[0])
        return tuple if inner is None else lambda items: tuple(inner(item) for item in items)
    return _reader(hint) if is_dataclass(hint) and isinstance(hint, type) else None


def status_text(action: Action) -> str:
    """Return what an action's statement says of status and due date, packed."""
    return pack([action.status, action.rating, action.due, action.due_printed])


def status_of(action: str, document: str, date: str, status: str) -> StatusRecord:
    """Return one entry of an action's history from what ``status_text`` made."""
    (word, rating, due, due_printed), _ = _decode(status)
    return StatusRecord(
        action=action,
        status=word,
        on=date or None,
        document=document,
        rating=rating,
        due=due,
        due_printed=due_printed,
    )


def link_row(link: Link, state: str) -> Row:
    """Return a link as a row of the columns LINK, in the state given."""
    return (
        *(link.id, link.subject, link.relation, link.object, link.basis, state),
        *(link.authority, link.score, pack(link.reasons), link.progress, link.document),
    )


def link_of(row: Row, decisions: Iterable[Decision] = ()) -> Link:
    """Return the link in a row of the columns LINK."""
    return Link(
        id=row[0],
        subject=row[1],
        relation=row[2],
        object=row[3],
        basis=row[4],
        state=row[5],
        authority=row[6],
        score=row[7],
        reasons=tuple(_decode(row[8])[0]) if row[8] != "[]" else (),
        progress=row[9],
        document=row[10],
        decisions=tuple(decisions),
    )


def decision_row(decision: Decision) -> Row:
    """Return a decision as a row of the columns DECISION."""
    return tuple(getattr(decision, name) for name in DECISION.split(", "))


def decision_of(row: Row) -> Decision:
    """Return the decision in a row of the columns DECISION."""
    return Decision(**dict(zip(DECISION.split(", "), row, strict=True)))


def passage_of(row: Row, document: str, text: str) -> Passage:
    """Return a passage from its columns kind, label, start, end, page, paragraph."""
    kind, label, start, end, page, paragraph = row
    quote = Quote(
        document=document, text=text, start=start, end=end, page=page, paragraph=paragraph
    )
    return Passage(kind=kind, label=label, quote=quote)


def as_list(ids: Collection[str] | None) -> str | None:
    """Return ids as the JSON array that json_each reads; ``None`` for no filter at all."""
    return None if ids is None else _encode(list(ids))

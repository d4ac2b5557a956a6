"""What people say of columns: ``--map HEADING=FIELD``, kept for each council in the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from graph.records import Paper
from graph.store.base import Store
from loaders.tables.choices import ColumnChoices, fields
from loaders.tables.columns import heading_key
from ontology.errors import SightlineError

_COUNCILS = "columns"  # the setting that lists the councils of which anything is remembered


def parse(mappings: Iterable[str]) -> dict[str, str]:
    """Read "Lead officer=owner" into heading -> field; an empty field takes a mapping back.

    Raises:
        SightlineError: one of them is no mapping, or names no field.
    """
    said: dict[str, str] = {}
    for one in mappings:
        heading, sign, field = one.rpartition("=")
        if not sign or not heading_key(heading):
            raise SightlineError(f"{one!r} is no mapping such as 'Lead officer=owner'")
        if field.strip() and field.strip() not in fields():
            raise SightlineError(
                f"{field.strip()!r} is no field; a column can hold {', '.join(fields())}"
            )
        said[heading.strip()] = field.strip()
    return said


def choices(store: Store | None, given: Mapping[str, str]) -> ColumnChoices:
    """Return what is said now together with what is remembered of every council."""
    if store is None:
        return ColumnChoices(given=dict(given))
    return ColumnChoices(
        given=dict(given),
        remembered={authority: _remembered(store, authority) for authority in _councils(store)},
    )


def remember(store: Store, authority: str, given: Mapping[str, str]) -> None:
    """Keep mappings for later papers of a council, by heading without case and marks."""
    kept = _remembered(store, authority)
    for heading, field in given.items():
        kept.pop(heading_key(heading), None)
        if field:
            kept[heading_key(heading)] = field
    store.remember(_key(authority), json.dumps(kept, ensure_ascii=False, sort_keys=True))
    councils = sorted({*_councils(store), authority})
    store.remember(_COUNCILS, json.dumps(councils, ensure_ascii=False))


def headings_in(paper: Paper, given: Mapping[str, str]) -> dict[str, str]:
    """Return those of the mappings whose heading stands in a cell of this paper."""
    cells = {
        heading_key(passage.quote.text)
        for passage in paper.passages
        if passage.kind == "cell" and len(passage.quote.text) <= 200
    }
    return {heading: field for heading, field in given.items() if heading_key(heading) in cells}


def _key(authority: str) -> str:
    return f"columns of {authority}"


def _councils(store: Store) -> list[str]:
    return list(json.loads(store.recall(_COUNCILS) or "[]"))


def _remembered(store: Store, authority: str) -> dict[str, str]:
    return dict(json.loads(store.recall(_key(authority)) or "{}"))

"""``/api/export``: the evidence as a file, for one concern or for all that filters select."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import Date, FiltersDep, StoreDep
from graph.export import EXPORTERS, Exporter
from graph.export.choose import chosen, in_words
from graph.export.walk import portfolio
from graph.records import Concern
from graph.store.base import View
from ontology.errors import SightlineError, UnknownRecordError

router = APIRouter(prefix="/api", tags=["exports"], default_response_class=Response)

Format = Annotated[
    str, Query(description="What to write.", json_schema_extra={"enum": list(EXPORTERS)})
]
Only = Annotated[
    Literal["settled", "all"],
    Query(description="settled: what papers state and people confirmed; all: proposals too."),
]


@router.get("/export")
def exports(
    store: StoreDep,
    filters: FiltersDep,
    format: Format = "html",
    as_of: Date = None,
    only: Only = "settled",
) -> Response:
    """The concerns of inspectors that the filters select, in one file."""
    words = in_words(filters)
    if not words:
        raise SightlineError("name an authority, or another filter")
    ids = chosen(store, filters, as_of=as_of or None)
    return _file(store, ids, format=format, as_of=as_of, only=only, words=words)


@router.get("/export/{concern_id}")
def export(
    concern_id: str,
    store: StoreDep,
    format: Format = "html",
    as_of: Date = None,
    only: Only = "settled",
) -> Response:
    """One concern with its chain, in one file."""
    if not isinstance(store.record(concern_id), Concern):
        raise UnknownRecordError(f"{concern_id} is no concern")
    words = (("Concerns", concern_id),)
    return _file(store, [concern_id], format=format, as_of=as_of, only=only, words=words)


def _file(
    view: View,
    ids: Sequence[str],
    *,
    format: str,
    as_of: str | None,
    only: str,
    words: Iterable[tuple[str, str]],
) -> Response:
    if format not in EXPORTERS:
        raise SightlineError(f"{format!r} is no format; there are {', '.join(EXPORTERS)}")
    exporter = EXPORTERS[format]
    evidence = portfolio(view, ids, as_of=as_of or None, only=only, filters=words)
    buffer = io.BytesIO()
    exporter.write(evidence, buffer)
    return attachment(buffer.getvalue(), evidence.title, exporter)


def attachment(data: bytes, title: str, exporter: Exporter[Any]) -> Response:
    """Return a file under a name made of letters, digits and dashes of its title."""
    name = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:80].strip("-") or "evidence"
    disposition = f'attachment; filename="{name}{exporter.suffix}"'
    return Response(
        data,
        media_type=exporter.media_type,
        headers={"Content-Disposition": disposition},
    )

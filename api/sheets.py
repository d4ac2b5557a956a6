"""Lists as CSV, for a spreadsheet to open: what a page shows, with the same filters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from starlette.responses import Response

from graph.questions.gaps import Gap
from graph.records import Document

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet runs what begins so
GAPS = (
    "rule severity authority gap why subject quote document file page paragraph proposals"
).split()


def gap_sheet(gaps: Iterable[Gap], documents: Mapping[str, Document]) -> Response:
    """Return gaps as a CSV file, one row for each quote, the gap's own words first."""
    rows = []
    for gap in gaps:
        for quote in gap.quotes:
            paper = documents.get(quote.document)
            place = (quote.document, paper.file if paper else "", quote.page, quote.paragraph)
            about = (gap.rule, gap.severity, gap.authority, gap.text, gap.why, gap.subject)
            rows.append((*about, quote.text, *place, len(gap.proposed)))
    return sheet("gaps.csv", GAPS, rows)


def sheet(name: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """Return rows as a CSV file to keep.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, as people write
    such a cell by hand.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return Response(
        # With a byte order mark, or spreadsheets take the letters for those of another alphabet.
        text.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cell(value: object) -> object:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text

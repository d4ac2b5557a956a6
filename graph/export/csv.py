"""One flat CSV file: a row for each step of a chain.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and would
run it. Such a cell gets an apostrophe in front, and the last column names the columns where that
was done, so that the words can be had back letter for letter.
"""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from graph.export.common import Portfolio
from graph.export.lines import STAGES, Line, lines
from graph.export.wording import facts, state
from graph.records import Action

COLUMNS = (
    "step", "concern", "stage", "words", "told_beside", "document", "file", "title", "date",
    "page", "paragraph", "start", "end", "sha256", "status", "owners", "due", "due_printed",
    "progress", "record", "on", "link", "relation", "basis", "state", "score", "linked",
    "silence", "apostrophe_before",
)  # fmt: skip
# OWASP, CSV injection: what a spreadsheet may take for the beginning of a formula; and the
# apostrophe itself, so that one that the paper prints is never taken for ours.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the steps to an open handle, as UTF-8 with the mark by which Excel knows it."""
    wrapper = io.TextIOWrapper(handle, encoding="utf-8-sig", newline="")
    try:
        rows = csv.writer(wrapper, lineterminator="\r\n")
        rows.writerow(COLUMNS)
        for line in lines(evidence):
            rows.writerow(_safe(_row(line, evidence)))
    finally:
        wrapper.flush()
        wrapper.detach()


def _row(line: Line, evidence: Portfolio) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "")
    row |= {
        "step": line.number,
        "concern": line.concern,
        "stage": STAGES[line.stage],
        "on": line.on,
        "date": line.date,
        "silence": line.why,
    }
    return row | _paper(line) | _record(line) | _link(line, evidence)


def _paper(line: Line) -> dict[str, object]:
    paper = line.paper
    if paper is None:
        return {}
    facts = {"file": paper.file, "title": paper.title, "sha256": paper.sha256}
    return {"document": paper.id, **facts}


def _record(line: Line) -> dict[str, object]:
    record = line.record
    if record is None:
        return {}
    quote = record.quote
    row: dict[str, object] = {
        "record": record.id,
        "words": record.text,
        "told_beside": "; ".join(facts(record)),
        "page": quote.page,
        "paragraph": quote.paragraph,
        "start": quote.start,
        "end": quote.end,
        "status": getattr(record, "status", ""),
    }
    if isinstance(record, Action):
        row["owners"] = "; ".join(owner.name for owner in record.owners)
        row |= {"due": record.due, "due_printed": record.due_printed}
    return row


def _link(line: Line, evidence: Portfolio) -> dict[str, object]:
    link = line.link
    if link is None:
        return {}
    return {
        "link": link.id,
        "relation": link.relation,
        "basis": link.basis,
        "state": link.state,
        "score": link.score,
        "progress": link.progress,
        "linked": state(link, evidence.sources),
    }


def _safe(row: dict[str, object]) -> list[str]:
    """Return the cells with an apostrophe before each that a spreadsheet could run."""
    cells = {name: "" if value is None else str(value) for name, value in row.items()}
    risky = [name for name, cell in cells.items() if cell.startswith(_RISKY)]
    cells |= {name: f"'{cells[name]}" for name in risky}
    cells["apostrophe_before"] = " ".join(risky)
    return [cells[name] for name in COLUMNS]

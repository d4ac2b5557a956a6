"""Answers as JSON objects: a chain, gaps, a matrix and what search found (interface.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.questions.gaps import Gap
from graph.questions.listing import addressed
from graph.questions.matrix import Cell, Matrix
from graph.questions.rows import Json, link_row, quote_row, record_row, status_row
from graph.questions.trace import ActionStep, Chain, CommentStep, Step
from graph.records import Document, Link, Record
from graph.store.base import Hit, View


def chain_json(chain: Chain) -> Json:
    """Return the answer to ``trace``: every record as in ``list``, every step with its link."""
    return _ChainRows(chain).all()


class _ChainRows:
    """Rows of one chain, which need the names of its files and who answers what."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.addresses = addressed(step.link for step in chain.actions)

    def all(self) -> Json:
        chain = self.chain
        return {
            "concern": self.record(chain.concern),
            "basis": self.steps(chain.basis),
            "restated": self.steps(chain.restated),
            "recommendations": self.steps(chain.recommendations),
            "actions": [self.action(step) for step in chain.actions],
            "comments": [self.comment(step) for step in chain.comments],
            "silent": [
                {
                    "document": s.document,
                    "file": self.file(s.document),
                    "date": s.date,
                    "why": s.why,
                    "part": s.part,
                }
                for s in chain.silent
            ],
            "gaps": gap_rows(chain.gaps, chain.documents),
            "earlier": self.steps(chain.earlier),
            "later": self.steps(chain.later),
        }

    def file(self, document: str) -> str | None:
        return _file(self.chain.documents, document)

    def record(self, record: Record) -> Json:
        addresses = self.addresses.get(record.id, ())
        return record_row(record, self.file(record.document), addresses=addresses)

    def steps(self, steps: Iterable[Step]) -> list[Json]:
        return [self.record(step.record) | {"link": link_row(step.link)} for step in steps]

    def action(self, step: ActionStep) -> Json:
        return self.record(step.record) | {
            "link": link_row(step.link),
            "history": [status_row(status) for status in step.history],
            "evidence": self.steps(step.evidence),
            "comments": [self.comment(comment) for comment in step.comments],
        }

    def comment(self, step: CommentStep) -> Json:
        told = {"date": step.date, "progress": step.progress, "link": link_row(step.link)}
        return self.record(step.record) | told


def gap_rows(gaps: Iterable[Gap], documents: Mapping[str, Document]) -> list[Json]:
    """Return the answer to ``gaps``; ``documents`` give the names of the files quoted."""
    return [
        {
            "rule": gap.rule,
            "severity": gap.severity,
            "authority": gap.authority,
            "subject": gap.subject,
            "text": gap.text,
            "why": gap.why,
            "quotes": [quote_row(q, _file(documents, q.document)) for q in gap.quotes],
            "proposed": list(gap.proposed),
        }
        for gap in gaps
    ]


def matrix_json(found: Matrix) -> Json:
    """Return the answer to ``matrix``; a cell's ``state`` says who vouches for its word."""
    return {
        "authority": found.authority,
        "visits": [
            {
                "document": visit.document.id,
                "file": visit.document.file,
                "date": visit.date,
                "kind": visit.document.kind,
                "held": visit.document.held and not visit.second_hand,
            }
            for visit in found.visits
        ],
        "rows": [
            {
                "concern": record_row(row.concern, found.files.get(row.concern.document)),
                "cells": [_cell(cell) for cell in row.cells],
            }
            for row in found.rows
        ],
    }


def _cell(cell: Cell) -> Json:
    return {
        "document": cell.document,
        "date": cell.date,
        "progress": cell.progress,
        "state": cell.state,
        "comments": list(cell.comments),
        "unspoken": list(cell.unspoken),
    }


def hit_rows(hits: Iterable[Hit]) -> list[Json]:
    """Return the answer to ``search``: passages, best first, the words found between marks."""
    return [
        quote_row(hit.passage.quote, hit.document.file)
        | {
            "authority": hit.document.authority,
            "kind": hit.document.kind,
            "date": hit.document.date or None,
            "marked": hit.marked,
            "rank": hit.rank,
        }
        for hit in hits
    ]


def documents_of(view: View, authority: str | None = None) -> dict[str, Document]:
    """Return all papers by id, for ``gap_rows``."""
    return {paper.id: paper for paper in view.documents(authority=authority)}


def ends_of(view: View, links: Iterable[Link]) -> dict[str, Record]:
    """Return the records that these links join, by id; owners have no record."""
    ids = sorted({end for link in links for end in (link.subject, link.object)})
    return {record.id: record for record in view.records(Record, ids=ids)}


def _file(documents: Mapping[str, Document], document: str) -> str | None:
    paper = documents.get(document)
    return paper.file if paper else None

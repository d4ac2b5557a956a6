"""A board pack as one JSON object."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import BinaryIO

from graph.export.board.pack import Board, DateMove, Figures, Move, Said
from graph.export.board.past import known_on
from graph.export.board.pictures import STATUSES
from graph.questions.answers import gap_rows, matrix_json
from graph.questions.gaps import SEVERITIES
from graph.questions.rows import Json, document_row, link_row, record_row, status_row
from graph.records import Decision, Document, Record


def write(pack: Board, handle: BinaryIO) -> None:
    """Write one JSON document to an open handle, as UTF-8."""
    text = json.dumps(board_json(pack), ensure_ascii=False, indent=1)
    handle.write(text.encode() + b"\n")


def board_json(pack: Board) -> Json:
    """Return the pack as one object; records, links, gaps and papers as everywhere else."""
    return {
        "title": pack.title,
        "authority": pack.authority,
        "since": pack.since,
        "until": pack.until,
        "only": pack.only,
        "changed": not pack.empty,
        "proposals_left_out": pack.left_out,
        "proposals_left_out_new": pack.left_out_new,
        "before": _figures(pack.before),
        "after": _figures(pack.after),
        "papers": [
            document_row(paper) | {"counts_from": known_on(paper)} for paper in pack.papers
        ],
        "papers_without_date": pack.undated,
        "concerns": [_record(one, pack.sources) for one in pack.concerns],
        "comments": [_said(one, pack.sources) for one in pack.said],
        "descriptions_left_out": pack.descriptions,
        "quoted_by_others_left_out": pack.quoted,
        "status_moves": [_move(one, pack.sources) for one in pack.statuses],
        "date_moves": [_date(one, pack.sources) for one in pack.dates],
        "new_actions": [_record(one, pack.sources) for one in pack.actions],
        "decisions": [_decision(one) for one in pack.decisions],
        "gaps_opened": gap_rows(pack.opened, pack.sources),
        "gaps_closed": gap_rows(pack.closed, pack.sources),
        "gaps_standing": len(pack.standing),
        "matrix": matrix_json(pack.matrix),
        "actions_over_time": [{"on": on, **_statuses(counts)} for on, counts in pack.over_time],
    }


def _figures(figures: Figures) -> Json:
    return {
        "day": figures.day,
        "papers": figures.papers,
        "concerns": figures.concerns,
        "actions": _statuses(figures.actions),
        "gaps": {name: figures.gaps[name] for name in SEVERITIES},
    }


def _statuses(counts: Counter[str]) -> Json:
    return {status: counts[status] for status in STATUSES}


def _record(record: Record, sources: Mapping[str, Document]) -> Json:
    paper = sources.get(record.document)
    return record_row(record, paper.file if paper else None)


def _said(one: Said, sources: Mapping[str, Document]) -> Json:
    return _record(one.comment, sources) | {
        "on": [{"record": _record(end, sources), "link": link_row(link)} for link, end in one.on],
        "proposals_left_out": one.waiting,
    }


def _move(move: Move, sources: Mapping[str, Document]) -> Json:
    return {
        "action": _record(move.action, sources),
        "old": status_row(move.old),
        "new": status_row(move.new),
    }


def _date(move: DateMove, sources: Mapping[str, Document]) -> Json:
    return _move(move, sources) | {"later": move.later, "explained": move.explained}


def _decision(one: Decision) -> Json:
    return {
        "link": one.link,
        "subject": one.subject,
        "relation": one.relation,
        "object": one.object,
        "state": one.state,
        "by": one.by,
        "at": one.at,
        "reason": one.reason,
        "subject_text": one.subject_text,
        "object_text": one.object_text,
    }

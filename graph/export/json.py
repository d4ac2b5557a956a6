"""The chains as JSON: what ``trace --json`` gives for each, and the papers behind them."""

from __future__ import annotations

import json
from typing import BinaryIO

from graph.export.common import Portfolio
from graph.questions.answers import chain_json, gap_rows
from graph.questions.rows import Json, document_row


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write one JSON document to an open handle, as UTF-8."""
    text = json.dumps(as_json(evidence), ensure_ascii=False, indent=1)
    handle.write(text.encode() + b"\n")


def as_json(evidence: Portfolio) -> Json:
    """Return the evidence as one object.

    ``chains`` is a list of what ``trace`` gives, each with its sub-points as chains of their own
    (``parts``) and the number of undecided links left out of it; ``sources`` are documents as in
    ``list``.
    """
    return {
        "title": evidence.title,
        "as_of": evidence.as_of,
        "day": evidence.day,
        "only": evidence.only,
        "proposals_left_out": evidence.proposals_left_out,
        "filters": [{"name": name, "value": value} for name, value in evidence.filters],
        "chains": [
            chain_json(chain)
            | {
                "parts": [chain_json(part) for part in evidence.parts[chain.concern.id]],
                "proposals_left_out": len(evidence.left_out.get(chain.concern.id, ())),
            }
            for chain in evidence.chains
        ],
        "gaps": gap_rows(evidence.gaps, evidence.sources),
        "sources": [document_row(paper) for paper in evidence.sources.values()],
    }

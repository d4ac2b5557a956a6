"""A PDF that people who cannot see it can read too (PDF/UA-1), set by typst.

typst refuses to write a file of that standard that lacks a title or skips a level of headings. It
is given nothing but its own embedded fonts, so that the same paper looks alike on every machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import typst

from graph.export.blocks import Block
from graph.export.common import Portfolio, printable
from graph.export.report import SUBTITLE, report
from graph.export.wording import day

_TEMPLATE = Path(__file__).with_name("report.typ")


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the paper to an open handle."""
    data = json.dumps(_report(evidence), ensure_ascii=False)
    handle.write(
        typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            sys_inputs={"report": data},
        )
    )


def _report(evidence: Portfolio) -> dict[str, object]:
    """Return the paper as the data that the template reads."""
    stamp = evidence.stamp
    known = day(evidence.as_of or evidence.day)
    return {
        "title": printable(evidence.title),
        "subject": SUBTITLE,
        "footer": printable(f"{evidence.title} · as of {known}"),
        "stamp": {
            "year": stamp.year, "month": stamp.month, "day": stamp.day,
            "hour": stamp.hour, "minute": stamp.minute, "second": stamp.second,
        },
        "blocks": [_block(block) for block in report(evidence)],
    }  # fmt: skip


def _block(block: Block) -> object:
    return _clean({"block": type(block).__name__.lower(), **asdict(block)})


def _clean(value: object) -> object:
    """Return *value* with every text in it printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, (list, tuple)) else value

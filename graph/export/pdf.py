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

from graph.export.blocks import Block, Manuscript
from graph.export.common import Portfolio, printable
from graph.export.report import manuscript

_TEMPLATE = Path(__file__).with_name("report.typ")
_DOTS = 200.0  # per inch, of pictures: sharp enough for print
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 17cm)
"""


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the paper to an open handle."""
    typeset(manuscript(evidence), handle)


def typeset(paper: Manuscript, handle: BinaryIO) -> None:
    """Write any paper to an open handle."""
    data = json.dumps(_report(paper), ensure_ascii=False)
    handle.write(
        typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            sys_inputs={"report": data},
        )
    )


def raster(svg: str) -> bytes:
    """Return a drawing as a PNG picture, for formats that hold no SVG."""
    made = typst.compile(
        _PICTURE, format="png", ppi=_DOTS, ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    if not isinstance(made, bytes):
        raise TypeError("typst set more than one page for one picture")
    return made


def _report(paper: Manuscript) -> dict[str, object]:
    """Return the paper as the data that the template reads."""
    stamp = paper.stamp
    return {
        "title": printable(paper.title),
        "subject": printable(paper.subject),
        "footer": printable(paper.footer),
        "stamp": {
            "year": stamp.year, "month": stamp.month, "day": stamp.day,
            "hour": stamp.hour, "minute": stamp.minute, "second": stamp.second,
        },
        "blocks": [_block(block) for block in paper.blocks],
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

"""Plain text, as it was taken out of PDFs and web pages."""

from __future__ import annotations

import hashlib
import re

from loaders.reading.blocks import Block, Reading, lay_out
from ontology.errors import LoadError

_LABEL = re.compile(
    r"^(?:([\uf000-\uf0ff◼▪■●•◦–−]|-(?=\s)|\*(?=\s))|(\d{1,2}\.\d{1,2}\.?|\d{1,2}[.)]))\s+"
)
_HEADING = re.compile(r"^#{1,6}\s+")


def read(data: bytes, name: str) -> Reading:
    """Read plain text or markdown; raises LoadError where the bytes are not text."""
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            words = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise LoadError(f"{name}: not text in UTF-8 or Windows-1252; save it anew") from error
    text, blocks = lay_out(_blocks(words))
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="text",
        text=text,
        blocks=blocks,
    )


def _blocks(words: str) -> list[Block]:
    blocks: list[Block] = []
    open_ = False
    for raw in re.split(r"[\n\f]", words):
        line = " ".join(raw.split())
        if not line:
            open_ = bool(blocks) and blocks[-1].text[-1] not in ".:;!?”\"'’)"
            continue
        match = _LABEL.match(line)
        if _HEADING.match(line):
            blocks.append(Block(kind="heading", text=_HEADING.sub("", line).strip("* ")))
            open_ = False
        elif match:
            rest = line[match.end() :]
            kind = "item" if match.group(1) else "paragraph"
            if match.group(2) and rest.isupper():
                kind = "heading"
            blocks.append(Block(kind=kind, text=rest, label=match.group(0).strip()))
            open_ = kind != "heading"
        elif blocks and (open_ and (line[0].islower() or raw[:1] != "\n")):
            last = blocks.pop()
            blocks.append(
                Block(kind=last.kind, text=f"{last.text} {line}", label=last.label)
            )
        else:
            blocks.append(Block(kind="paragraph", text=line))
            open_ = True
    return blocks

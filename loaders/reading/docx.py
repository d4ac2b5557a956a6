"""Word papers: paragraphs, lists and tables in their order, with the labels Word would print.

python-docx opens the file; the words are taken from its XML here, because its own text leaves out
what stands in content controls and in tracked insertions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, cast

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from loaders.reading.blocks import Furniture, Reading, lay_out
from loaders.reading.docx_lists import Lists
from loaders.reading.markup import Node
from loaders.reading.pieces import Cell, Piece, mended
from loaders.reading.shaping import shaped
from ontology.errors import LoadError

if TYPE_CHECKING:
    from docx.document import Document

_HEADING = re.compile(r"heading (\d)", re.I)
_TITLE = re.compile(r"title", re.I)
_CONTENTS = re.compile(r"toc \d", re.I)
# Content that stands for other content: deleted words, the older of two drawings.
_PASSED_OVER = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_SPOKEN = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read(data: bytes, name: str) -> Reading:
    """Read a Word file (.docx); raises LoadError where it cannot be opened or has no words."""
    try:
        document = docx.Document(BytesIO(data))
        pieces = list(_Walk(document).pieces(cast("Node", document.element.body)))
        furniture = tuple(_furniture(document))
        properties = document.core_properties
        created = properties.created
    except MemoryError:
        raise
    except Exception as error:  # parts that do not fit together fail in any way the library may
        raise LoadError(
            f"{name}: this Word file is damaged; open it in Word, save it anew and load that"
        ) from error
    text, blocks = lay_out(shaped(pieces))
    if not blocks:
        raise LoadError(f"{name}: this Word file holds no words; check that it is the right one")
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        text=text,
        blocks=blocks,
        title=properties.title or None,
        created=created.date().isoformat() if created else None,
        furniture=furniture,
    )


class _Walk:
    """Walks through the body of one paper."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._lists = Lists(document)
        self._tables = 0

    def pieces(self, parent: Node, cell: Cell | None = None) -> Iterator[Piece]:
        """Yield the pieces of a body, a cell or a content control."""
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, cell)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo")):
                yield from self.pieces(child, cell)

    def _paragraph(self, element: Node, cell: Cell | None) -> Iterator[Piece]:
        words = mended("".join(_words(element))).strip()
        style = self._style_name(element)
        place = self._lists.label(element)
        if words:
            heading = _HEADING.match(style)
            tag = f"H{heading.group(1)}" if heading else "Title" if _TITLE.match(style) else "P"
            yield Piece(
                page=0,
                text=words,
                tag=tag,
                bold=_bold_share(element),
                label=place.label if place else None,
                depth=place.depth if place and tag == "P" else 0,
                left=place.left if place else 0.0,
                cell=cell,
                contents=bool(_CONTENTS.match(style)),
            )
        for box in element.iter(qn("w:txbxContent")):
            if not any(above.tag in _PASSED_OVER for above in box.iterancestors()):
                yield from self.pieces(box, cell)

    def _style_name(self, element: Node) -> str:
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(found.get(qn("w:val")) or "") if found is not None else None
        return (style.name or "") if style is not None else ""

    def _table(self, table: Node) -> Iterator[Piece]:
        number = self._tables
        self._tables += 1
        cells: list[tuple[Cell, Node]] = []
        open_: dict[int, int] = {}
        for row, line in enumerate(_inner(table, qn("w:tr"))):
            column = 0
            for element in _inner(line, qn("w:tc")):
                width = int(_property(element, "w:gridSpan") or 1)
                merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val")) != "restart" and column in open_:
                    cell, first = cells[open_[column]]
                    span = (row - cell.row + 1, cell.span[1])
                    cells[open_[column]] = (Cell(number, cell.row, column, span), first)
                else:
                    open_[column] = len(cells)
                    cells.append((Cell(number, row, column, (1, width)), element))
                column += width
        for cell, element in cells:
            yield from self.pieces(element, cell)


def _inner(parent: Node, tag: str) -> Iterator[Node]:
    """Yield rows or cells, also those in content controls; not those of inner tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _inner(child, tag)


def _property(cell: Node, tag: str) -> str | None:
    found = cell.find(f"{qn('w:tcPr')}/{qn(tag)}")
    return found.get(qn("w:val")) if found is not None else None


def _words(element: Node) -> Iterator[str]:
    for child in element:
        if child.tag in _PASSED_OVER:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SPOKEN:
            yield _SPOKEN[child.tag]
        else:
            yield from _words(child)


def _bold_share(element: Node) -> float:
    bold = total = 0
    for run in element.iter(qn("w:r")):
        count = len("".join(_words(run)).replace(" ", ""))
        mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        total += count
        if mark is not None and mark.get(qn("w:val")) not in ("0", "false"):
            bold += count
    return bold / total if total else 0.0


def _furniture(document: Document) -> Iterator[Furniture]:
    """Yield running lines and footnotes: words of the file that are not of the text."""
    seen: set[tuple[str, str]] = set()
    for part in document.part.package.iter_parts():
        kind = part.content_type.rsplit(".", 1)[-1].removesuffix("+xml")
        if kind not in ("header", "footer", "footnotes", "endnotes", "comments"):
            continue
        root = getattr(part, "element", None)
        if root is None:
            root = parse_xml(part.blob)
        for paragraph in root.iter(qn("w:p")):
            words = mended("".join(_words(paragraph))).strip()
            if words and (kind, words) not in seen:
                seen.add((kind, words))
                yield Furniture(page=None, text=words, why=kind.removesuffix("s"))

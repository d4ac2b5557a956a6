"""A Word file with real styles and headings, which a team can go on editing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.text.paragraph import CT_P
from docx.shared import Length
from docx.text.paragraph import Paragraph as WordParagraph

from graph.export.blocks import (
    Block,
    Bullets,
    Contents,
    Heading,
    Manuscript,
    PageBreak,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Table,
)
from graph.export.common import Portfolio, printable
from graph.export.docx_parts import anchored, contents, field, paragraph, run, table
from graph.export.docx_styles import TABLE, WIDTH, dress
from graph.export.report import manuscript

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can hold
_HEADINGS = ("Title", "Heading 1", "Heading 2")
_PARAGRAPHS = {"text": "Normal", "subtitle": "Subtitle", "note": "Note", "source": "Source"}


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the paper to an open handle."""
    typeset(manuscript(evidence), handle)


def typeset(paper: Manuscript, handle: BinaryIO) -> None:
    """Write any paper to an open handle."""
    word = docx.Document()
    dress(word, title=printable(paper.title))
    _properties(word, paper)
    _Writer(word).all(paper.blocks)
    _footer(word, paper)
    buffer = io.BytesIO()
    word.save(buffer)
    _repack(buffer, handle)


class _Writer:
    """Appends blocks to a document."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.page = False
        self.anchors = 0

    def all(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Contents):
                held = [b for b in blocks if isinstance(b, Heading) and b.level == 1 and b.anchor]
                contents(self.word, [(b.anchor, printable(b.text)) for b in held])
            elif isinstance(block, PageBreak):
                self.page = True
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Picture):
                self._picture(block)
            else:
                self._text(block)

    def _text(self, block: Heading | Paragraph | Quotation | Bullets) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            self._paragraph(block.text, _PARAGRAPHS[block.kind])
        elif isinstance(block, Quotation):
            self._paragraph(f"“{block.text}”", "Quote")
            self._paragraph(block.source, "Source")
        else:
            for item in block.items:
                self._paragraph(item, "List Bullet")

    def _heading(self, heading: Heading) -> None:
        made = self._paragraph(heading.text, _HEADINGS[heading.level])
        made.paragraph_format.page_break_before = self.page or None
        self.page = False
        if heading.anchor:
            self.anchors += 1
            anchored(made._p, heading.anchor, self.anchors)

    def _paragraph(self, text: str, style: str) -> WordParagraph:
        return self.word.add_paragraph(printable(text), style=style)

    def _table(self, block: Table) -> None:
        widths = [Length(WIDTH * width // 100) for width in block.widths]
        made = table(
            [paragraph(head, "CellHead") for head in block.heads],
            ([[_piece(piece) for piece in cell] for cell in row] for row in block.rows),
            widths,
            caption=printable(block.caption),
        )
        self.word.element.body.insert_element_before(made, "w:sectPr")
        # Two tables without a paragraph between them would become one.
        self.word.add_paragraph(style="Cell Small")

    def _picture(self, picture: Picture) -> None:
        from graph.export.pdf import raster  # typst, which most Word files do not need

        made = self._paragraph("", "Normal")
        made.paragraph_format.keep_with_next = True
        shape = made.add_run().add_picture(io.BytesIO(raster(picture.svg)), width=WIDTH)
        shape._inline.docPr.set("descr", printable(picture.alt))
        self._paragraph(picture.caption, "Source")


def _piece(piece: Piece) -> CT_P:
    text = printable(piece.text)
    return paragraph(f"“{text}”" if piece.kind == "quote" else text, TABLE[piece.kind])


def _footer(word: Word, paper: Manuscript) -> None:
    """Put title, day and page number at the foot of every page."""
    foot = word.sections[0].footer.paragraphs[0]
    foot.style = "Cell Small"
    foot._p.append(run(printable(f"{paper.footer} · page ")))
    foot._p.extend(field(" PAGE ", "1"))
    foot._p.append(run(" of "))
    foot._p.extend(field(" NUMPAGES ", "1"))


def _properties(word: Word, paper: Manuscript) -> None:
    told = word.core_properties
    told.author = told.last_modified_by = "Sightline"
    told.comments = ""
    told.subject = printable(paper.subject)
    told.created = told.modified = paper.stamp.replace(tzinfo=None)
    # The picture of an empty page that comes with python-docx's template.
    links = word.part.package.rels
    for key in [k for k, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[key]


def _repack(buffer: io.BytesIO, handle: BinaryIO) -> None:
    """Write the archive again without the time at which it was packed."""
    with (
        zipfile.ZipFile(buffer) as made,
        zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, made.read(name))

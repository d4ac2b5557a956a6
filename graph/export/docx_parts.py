"""Parts of a Word file for which python-docx has no words: fields, anchors, fast tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

Cells = Sequence[Sequence[CT_P]]


def element(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Return ``<w:tag w:attribute="...">`` with these children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def paragraph(text: str, style: str) -> CT_P:
    """Return a paragraph of this style (its id, not its name)."""
    made: CT_P = OxmlElement("w:p")
    made.append(element("pPr", element("pStyle", val=style)))
    made.append(run(text))
    return made


def run(text: str) -> BaseOxmlElement:
    """Return a stretch of text; its line breaks are kept."""
    made = OxmlElement("w:r")
    made.text = text
    return made


def table(
    heads: Sequence[CT_P],
    rows: Iterable[Cells],
    widths: Sequence[Length],
    *,
    caption: str,
) -> CT_Tbl:
    """Return a table whose first row repeats on every page and whose rows are not torn apart."""
    made: CT_Tbl = parse_xml(_TABLE)
    look = made.find(qn("w:tblPr"))
    look.append(element("tblCaption", val=caption))
    made.append(element("tblGrid", *(element("gridCol", w=width.twips) for width in widths)))
    head = element("trPr", element("cantSplit"), element("tblHeader"))
    made.append(_row([[one] for one in heads], widths, head, fill="14375E"))
    for cells in rows:
        made.append(_row(cells, widths, element("trPr", element("cantSplit"))))
    return made


# Thin grey lines below each row, room within the cells, the first row and column as heads.
_TABLE = f"""<w:tbl {nsdecls("w")}><w:tblPr>
<w:tblW w:w="5000" w:type="pct"/>
<w:tblBorders>
<w:top w:val="single" w:sz="8" w:color="14375E"/>
<w:bottom w:val="single" w:sz="8" w:color="14375E"/>
<w:insideH w:val="single" w:sz="4" w:color="9A9A9A"/></w:tblBorders>
<w:tblLayout w:type="fixed"/>
<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
<w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>
<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"
 w:noHBand="1" w:noVBand="1"/></w:tblPr></w:tbl>""".replace("\n", "")


def _row(
    cells: Cells, widths: Sequence[Length], how: BaseOxmlElement, *, fill: str = ""
) -> BaseOxmlElement:
    made = element("tr", how)
    for paragraphs, width in zip(cells, widths, strict=True):
        properties = element("tcPr", element("tcW", w=width.twips, type="dxa"))
        if fill:
            properties.append(element("shd", val="clear", color="auto", fill=fill))
        made.append(element("tc", properties, *(paragraphs or [OxmlElement("w:p")])))
    return made


def anchored(to: CT_P, name: str, number: int) -> None:
    """Put a bookmark around the words of a paragraph, to which the contents lead."""
    to.insert(1, element("bookmarkStart", id=number, name=name))
    to.append(element("bookmarkEnd", id=number))


def field(code: str, shown: str) -> list[BaseOxmlElement]:
    """Return the runs of a field with what it shows until the program works it out."""
    instruction = element("instrText")
    instruction.text = code
    instruction.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def contents(word: Word, entries: Sequence[tuple[str, str]]) -> None:
    """Append the contents: links to the headings, each with a field that gives its page.

    They are no TOC field: LibreOffice works such fields out on opening and Word on printing, but
    neither touches what stands within a TOC, unless the reader asks or is asked.
    """
    for anchor, text in entries:
        tab = element("r", element("tab"))
        number = field(f" PAGEREF {anchor} \\h ", "")
        link = element("hyperlink", run(text), tab, *number, anchor=anchor, history=1)
        made = element("p", element("pPr", element("pStyle", val="toc1")), link)
        word.element.body.insert_element_before(made, "w:sectPr")

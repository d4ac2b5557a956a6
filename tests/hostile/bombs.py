"""Files made to do harm: each a function that makes one, in a list that one can read.

Everything is built from scratch or out of a sound file while the tests run; nothing harmful lies
in the project.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

import docx
import openpyxl

XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# What makes a file known as an inspectors' letter or a plan, so that its words go all the way.
LETTER = (
    "Dear Ms Example",
    "Monitoring visit to Marlbury children’s services",
    "This letter sets out the findings of the monitoring visit to Marlbury children’s services on "
    "23 and 24 January 2024. His Majesty’s Inspectors for this visit were Robin Example and Alex "
    "Example.",
    "Marlbury County Council",
    "Findings and evaluation of progress",
    "Plans for children are late.",
)
PLAN = (
    ("Marlbury County Council: improvement plan", None, None, None, None),
    ("Ref", "Action", "Lead officer", "Due date", "RAG"),
    ("1", "Train every manager in supervision", "Head of Service", date(2024, 3, 31), "Green"),
    ("2", "Audit the plans of all children", "Head of Quality", date(2024, 6, 30), "Amber"),
)
_WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    b"<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]>"
)
OUTSIDE = b"<!DOCTYPE x [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>"
A_TYPE = b"<!DOCTYPE html>"


# --- archives -----------------------------------------------------------------------------------


def packed(members: Mapping[str, bytes]) -> bytes:
    """Pack members into a zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in members.items():
            archive.writestr(name, words)
    return made.getvalue()


def heavy(members: Mapping[str, bytes]) -> bytes:
    """Pack members together with a large picture, so that their density does not tell."""
    picture = Random(0).randbytes(1_500_000)  # noqa: S311 - no secret
    return packed(dict(members) | {"docProps/thumbnail.jpeg": picture})


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word_file(*lines: str) -> bytes:
    """A sound Word file."""
    document = docx.Document()
    for line in lines or LETTER:
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def workbook(rows: Iterable[Iterable[object]] = PLAN) -> bytes:
    """A sound Excel file."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _word_xml(body: bytes) -> bytes:
    return XML + b"<w:document " + _WORD + b"><w:body>" + body + b"</w:body></w:document>"


def _word_with(body: bytes) -> bytes:
    """A letter with something behind its words."""
    members = unpacked(word_file())
    words = members["word/document.xml"].replace(b"<w:sectPr", body + b"<w:sectPr")
    return heavy(members | {"word/document.xml": words})


def _sheet_with(rows: bytes, *, tail: bytes = b"") -> bytes:
    """A plan with something behind its rows."""
    members = unpacked(workbook())
    sheet = members["xl/worksheets/sheet1.xml"]
    sheet = sheet.replace(b"</sheetData>", rows + b"</sheetData>" + tail)
    return heavy(members | {"xl/worksheets/sheet1.xml": sheet})


def _declaring(data: bytes, member: str, declaration: bytes) -> bytes:
    members = unpacked(data)
    head, found, rest = members[member].partition(b"?>")
    words = head + found + declaration + rest if found else declaration + members[member]
    return packed(members | {member: words.replace(b"late", b"&a11;")})


def ratio_bomb() -> bytes:
    """A Word file of 100 KB that unpacks to 100 MB."""
    return packed(unpacked(word_file()) | {"word/media/image1.emf": bytes(100_000_000)})


def nested_zip() -> bytes:
    """Archives in archives, nine deep, each doubling."""
    inner = packed({"zeros": bytes(1_000_000)})
    for depth in range(9):
        inner = packed({f"{depth}-{copy}.zip": inner for copy in range(2)})
    return packed(unpacked(word_file()) | {"word/embeddings/inner.zip": inner})


def many_members() -> bytes:
    """An office file of 20,000 parts."""
    return packed(unpacked(word_file()) | {f"word/{n}.bin": b"" for n in range(20_000)})


def overlapping_members() -> bytes:
    """An archive whose directory lists one large member a thousand times."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        archive.writestr("word/big.bin", bytes(190_000))
        for number in range(1_000):
            info = zipfile.ZipInfo(f"word/{number}.bin")
            big = archive.getinfo("word/big.bin")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(info, field, getattr(big, field))
            archive.filelist.append(info)
    return made.getvalue()


def symlink_member() -> bytes:
    """A Word file whose document is a symbolic link to a file of the machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in unpacked(word_file()).items():
            info = zipfile.ZipInfo(name)
            if name == "word/document.xml":
                info.external_attr = 0o120777 << 16
                words = b"/etc/passwd"
            archive.writestr(info, words)
    return made.getvalue()


def climbing_member() -> bytes:
    """A Word file with members that would be unpacked outside its folder."""
    return packed(unpacked(word_file()) | {"../../../../climbed": b"out", "/climbed": b"out"})


# --- XML ----------------------------------------------------------------------------------------


def entities(make: Callable[[], bytes], member: str, declaration: bytes) -> Callable[[], bytes]:
    """Make a file with a declaration in one of its parts."""
    return lambda: _declaring(make(), member, declaration)


def hidden_entities() -> bytes:
    """A Word file whose document is a part that does not call itself XML."""
    members = unpacked(_declaring(word_file(), "word/document.xml", LAUGHS))
    kinds = members["[Content_Types].xml"].replace(b"/word/document.xml", b"/word/document.svg")
    links = members["_rels/.rels"].replace(b"word/document.xml", b"word/document.svg")
    members["word/document.svg"] = members["word/document.xml"]
    members["word/document.xml"] = _word_xml(b"")
    return packed(members | {"[Content_Types].xml": kinds, "_rels/.rels": links})


def recoded_entities() -> bytes:
    """A Word file that declares its entities in UTF-7, where the marks look like letters."""
    words = _word_xml(b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>").split(b"?>", 1)[1]
    text = (LAUGHS + words).replace(b"<", b"+ADw-").replace(b"!", b"+ACE-")
    body = b'<?xml version="1.0" encoding="UTF-7"?>' + text
    return packed(unpacked(word_file()) | {"word/document.xml": body})


def deep_xml() -> bytes:
    """A Word file with 100,000 elements inside each other."""
    deep = 100_000
    return _word_with(b"<w:sdt><w:sdtContent>" * deep + b"</w:sdtContent></w:sdt>" * deep)


def deep_tables() -> bytes:
    """A Word file with 60 tables inside each other."""
    start, end = b"<w:tbl><w:tr><w:tc>", b"<w:p/></w:tc></w:tr></w:tbl>"
    words = b"<w:p><w:r><w:t>Plans are late.</w:t></w:r></w:p>"
    return _word_with(start * 60 + words + end * 60)


def deep_boxes() -> bytes:
    """A Word file with 40 text boxes inside each other, which a careless reader doubles each."""
    start = b"<w:p><w:r><w:pict><w:txbxContent>"
    words = b"<w:p><w:r><w:t>Plans are late.</w:t></w:r></w:p>"
    return _word_with(start * 40 + words + b"</w:txbxContent></w:pict></w:r></w:p>" * 40)


def wide_merge() -> bytes:
    """A Word table whose one cell says that it is two thousand million columns wide."""
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
    cell += b"<w:p><w:r><w:t>Action</w:t></w:r></w:p></w:tc>"
    return _word_with(b"<w:tbl><w:tr>" + cell * 3 + b"</w:tr></w:tbl>")


def many_paragraphs() -> bytes:
    """A Word file of two million paragraphs."""
    return _word_with(b"<w:p><w:r><w:t>Plans are late.</w:t></w:r></w:p>" * 2_000_000)


# --- sheets -------------------------------------------------------------------------------------


def last_cell() -> bytes:
    """A sheet with one cell, in the last column of the last row."""
    return _sheet_with(b'<row r="1048576"><c r="XFD1048576" t="str"><v>The end</v></c></row>')


def whole_column() -> bytes:
    """A plan whose first cell is merged with all of its column."""
    return _sheet_with(b"", tail=b'<mergeCells><mergeCell ref="A4:A1048576"/></mergeCells>')


def every_last_cell() -> bytes:
    """A sheet with a cell in the last column of each of 20,000 rows."""
    row = b'<row r="%d"><c r="XFD%d" t="str"><v>x</v></c></row>'
    return _sheet_with(b"".join(row % (n, n) for n in range(5, 20_000)))


def beyond_the_last_cell() -> bytes:
    """A sheet with a cell in a row that no sheet has."""
    return _sheet_with(b'<row r="999999999"><c r="A999999999" t="str"><v>x</v></c></row>')


def many_sheets() -> bytes:
    """A workbook of 10,000 sheets, all of them the same part of the file."""
    members = unpacked(workbook([*PLAN, *([n, "Train", "Me"] for n in range(2_000))]))
    sheet = b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheet += b' name="S%d" sheetId="%d" state="visible" r:id="rId1"/>'
    words = members["xl/workbook.xml"]
    start, end = words.index(b"<sheets>") + 8, words.index(b"</sheets>")
    sheets = b"".join(sheet % (n, n) for n in range(1, 10_001))
    return heavy(members | {"xl/workbook.xml": words[:start] + sheets + words[end:]})


def many_merges() -> bytes:
    """A sheet with 60,000 merged areas, each of the whole sheet."""
    merge = b'<mergeCell ref="A1:XFD1048576"/>'
    return _sheet_with(b"", tail=b"<mergeCells>" + merge * 60_000 + b"</mergeCells>")


def open_merges() -> bytes:
    """A sheet with 100,000 merged areas that are begun and never closed."""
    return _sheet_with(b"", tail=b"<!--" + b"<mergeCell " * 100_000 + b"-->")


def huge_cell() -> bytes:
    """A workbook with a cell of 700,000 characters."""
    cell = b'<row r="5"><c r="B5" t="str"><v>' + b"Train staff. " * 60_000 + b"</v></c></row>"
    return _sheet_with(cell)


def odd_numbers() -> bytes:
    """A sheet of numbers that are none, or have no end, or are dates beyond all calendars."""
    values = [b"1e999", b"-1e999", b"9" * 400, b"2958466", b"-1", b"1e15"]
    row = b'<row r="%d"><c r="B%d"><v>%s</v></c><c r="D%d" s="1"><v>%s</v></c></row>'
    return _sheet_with(b"".join(row % (n, n, v, n, v) for n, v in enumerate(values, 5)))


# --- tables and text ----------------------------------------------------------------------------

_TABLE = (
    "Marlbury County Council: improvement plan\nRef,Action,Lead officer,Due date,RAG\n"
    "1,Train every manager in supervision,Head of Service,31/03/2024,Green\n"
    "2,Audit the plans of all children,Head of Quality,30/06/2024,Amber\n"
)


def utf16_table() -> bytes:
    """A sound table in UTF-16."""
    return _TABLE.encode("utf-16")


def zero_bytes() -> bytes:
    """A table with zero bytes in it."""
    return _TABLE.replace("Train", "Tr\x00ain").encode()


def bidi_marks() -> bytes:
    """A table with a million marks that turn the direction of writing."""
    return (_TABLE + "3," + "\u202e" * 1_000_000 + ",Me\n").encode()


def some_bidi_marks() -> bytes:
    """A table with marks that turn the direction of writing in each of its cells."""
    return "".join(f"\u202e{sign}" if sign == "," else sign for sign in _TABLE).encode()


def endless_line() -> bytes:
    """A table whose last line has five million cells."""
    return _TABLE.encode() + b"1,Train," * 2_400_000


def endless_cell() -> bytes:
    """A table whose first quotation mark is never closed."""
    return _TABLE.encode() + b'3,"' + b"Train staff.\n" * 300_000


def many_rows() -> bytes:
    """A table of a million rows."""
    return _TABLE.encode() + b"1,Train,Me\n" * 400_000


def no_table() -> bytes:
    """A table without a single separator."""
    return b"\n" * 4_000_000 + b"Marlbury"


def too_much_text() -> bytes:
    """A text of 40 MB in sentences."""
    return b"Plans for children are late and reviews are not held in time.\n\n" * 640_000


def letter_of(words: bytes) -> Callable[[], bytes]:
    """Make a letter as plain text that goes on with *words*."""
    return lambda: "\n\n".join((*LETTER, "")).encode() + words


# --- web pages ----------------------------------------------------------------------------------


def page_named_pdf() -> bytes:
    """The error page of a web site."""
    return b"<!DOCTYPE html><html><head><title>Moved</title></head><body>Gone</body></html>"


def deep_page() -> bytes:
    """A web page of 200,000 elements inside each other."""
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 200_000 + b"Plans are late.</body></html>"


def long_page() -> bytes:
    """A web page of 300,000 paragraphs."""
    return b"<!DOCTYPE html><html><body><article>" + b"<p>Plans are late.</p>" * 300_000


def page_with_entities() -> bytes:
    """A web page in XML that declares entities."""
    body = b"<body><p>&a11; plans are late</p></body></html>"
    return XML + LAUGHS + b"<html xmlns='http://www.w3.org/1999/xhtml'>" + body


# --- PDF ----------------------------------------------------------------------------------------


def pdf_of(objects: Iterable[bytes], *, trailer: bytes = b"") -> bytes:
    """Write a PDF of numbered objects, the first its catalogue, with a right table of contents."""
    body, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer << /Size %d /Root 1 0 R %s >>\n" % (count, trailer)
        + b"startxref\n%d\n%%%%EOF\n" % len(body)
    )


def _stream(words: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(words), more, words)


_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
    b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
    b"/Encoding /WinAnsiEncoding >> >> >> %s >>"
)


def _lines() -> Iterator[bytes]:
    height = 780
    for paragraph in LETTER:
        for line in textwrap.wrap(paragraph, 80):
            yield b"BT /F 12 Tf 40 %d Td (%s) Tj ET" % (height, line.encode("cp1252"))
            height -= 14
        height -= 20


_WORDS = b"\n".join(_lines())
_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
_ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def small_pdf(content: bytes = _WORDS, *, filters: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A PDF of one page."""
    return pdf_of([_CATALOGUE % catalogue, _ONE_PAGE, _PAGE % b"", _stream(content, filters)])


def page_loop() -> bytes:
    """A PDF whose pages are their own parents."""
    kids = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 900 /Parent 2 0 R >>"
    return pdf_of([_CATALOGUE % b"", kids, _PAGE % b"", _stream(_WORDS)])


def many_pages() -> bytes:
    """A PDF that shows its one page 100,000 times."""
    kids = b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)
    return pdf_of([_CATALOGUE % b"", kids, _PAGE % b"", _stream(_WORDS)])


def one_page_too_many() -> bytes:
    """A PDF of 1,001 pages."""
    kids = b"<< /Type /Pages /Kids [%s] /Count 1001 >>" % (b"3 0 R " * 1_001)
    return pdf_of([_CATALOGUE % b"", kids, _PAGE % b"", _stream(_WORDS)])


def lying_count() -> bytes:
    """A PDF that says it has 900 pages and has one."""
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 900 >>"
    return pdf_of([_CATALOGUE % b"", kids, _PAGE % b"", _stream(_WORDS)])


def deep_outline() -> bytes:
    """A PDF with 20,000 bookmarks inside each other, the last the parent of the first."""
    marks = [
        b"<< /Title (x) /Parent %d 0 R /First %d 0 R /Count 1 >>" % (n - 1, n + 1)
        for n in range(6, 20_006)
    ]
    outline = b"<< /Type /Outlines /First 6 0 R /Count 1 >>"
    catalogue = _CATALOGUE % b"/Outlines 5 0 R"
    marks[-1] = b"<< /Title (x) /Parent 6 0 R /First 6 0 R >>"
    return pdf_of([catalogue, _ONE_PAGE, _PAGE % b"", _stream(_WORDS), outline, *marks])


def huge_stream() -> bytes:
    """A PDF of 2 MB whose page unpacks to 2,000 million spaces."""
    inner = zlib.compress(zlib.compress(b" " * 100_000_000, 9) * 20, 9)
    return small_pdf(inner, filters=b"/Filter [/FlateDecode /FlateDecode]")


def huge_page() -> bytes:
    """A PDF of 200 KB whose one page holds 60 MB of words."""
    words = b"BT /F 1 Tf 1 1 Td " + b"(Plans for children are late and reviews.) Tj " * 1_300_000
    return small_pdf(zlib.compress(words + b"ET", 9), filters=b"/Filter /FlateDecode")


def form_loop() -> bytes:
    """A PDF whose page shows a form that shows itself twice."""
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    page = _PAGE.replace(b"/Resources <<", b"/Resources << /XObject << /X 5 0 R >>") % b""
    return pdf_of(
        [
            _CATALOGUE % b"",
            _ONE_PAGE,
            page,
            _stream(_WORDS + b" /X Do"),
            _stream(b"/X Do /X Do", form),
        ]
    )


def _tagged(tree: Iterable[bytes]) -> bytes:
    catalogue = _CATALOGUE % b"/MarkInfo << /Marked true >> /StructTreeRoot 5 0 R"
    content = b"/P << /MCID 0 >> BDC " + _WORDS + b" EMC"
    return pdf_of([catalogue, _ONE_PAGE, _PAGE % b"/StructParents 0", _stream(content), *tree])


def tag_loop() -> bytes:
    """A tagged PDF whose paragraph holds itself."""
    root = b"<< /Type /StructTreeRoot /K 6 0 R /ParentTree << /Nums [0 [6 0 R]] >> >>"
    return _tagged([root, b"<< /S /P /P 6 0 R /Pg 3 0 R /K [6 0 R 0 6 0 R] >>"])


def deep_tags() -> bytes:
    """A tagged PDF with 20,000 elements inside each other."""
    deep = 20_000
    root = b"<< /Type /StructTreeRoot /K 6 0 R /ParentTree << /Nums [0 [%d 0 R]] >> >>"
    inner = b"<< /S /Div /P %d 0 R /Pg 3 0 R /K [%d 0 R] >>"
    tags = [inner % (max(n - 1, 5), n + 1) for n in range(6, 6 + deep)]
    last = b"<< /S /P /P %d 0 R /Pg 3 0 R /K [0] >>" % (5 + deep)
    return _tagged([root % (6 + deep), *tags, last])


def wide_tags() -> bytes:
    """A tagged PDF with 300,000 elements on one page."""
    root = b"<< /Type /StructTreeRoot /K 6 0 R /ParentTree << /Nums [0 [6 0 R]] >> >>"
    return _tagged([root, b"<< /S /Div /P 5 0 R /Pg 3 0 R /K [%s] >>" % (b"0 " * 300_000)])


def locked_pdf() -> bytes:
    """A PDF that no empty password opens."""
    key = b"A" * 32
    lock = b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (key, key)
    return pdf_of(
        [_CATALOGUE % b"", _ONE_PAGE, _PAGE % b"", _stream(_WORDS), lock],
        trailer=b"/Encrypt 5 0 R /ID [(a) (a)]",
    )


def halves_of_characters() -> bytes:
    """A PDF whose font and title give halves of characters, which no store can keep."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <ff> endcodespacerange "
        b"2 beginbfchar <78> <d800> <6a> <dc00> endbfchar endcmap end end"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"
    page = re.sub(rb"<< /Type /Font [^>]*>>", b"6 0 R", _PAGE) % b""
    title = b"<< /Title <feffd800004100420061dc00> >>"
    return pdf_of(
        [_CATALOGUE % b"", _ONE_PAGE, page, _stream(_WORDS), _stream(cmap), font, title],
        trailer=b"/Info 7 0 R",
    )


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file made to do harm.

    Attributes:
        make: returns its bytes.
        ends: a pattern that the reason of its refusal fits; empty where it is read, as the words
            in it that do no harm deserve.
    """

    make: Callable[[], bytes]
    ends: str = ""


_DENSE = "unpacks to far more"
_DECLARES = "declares XML entities"
_DAMAGED = "is damaged"
_LONG = "million characters"
_MANY = "more than 50,000 rows"
_BROKE = "made the reading process fail|more than 400 MB"

BOMBS: dict[str, Bomb] = {
    "ratio-bomb.docx": Bomb(ratio_bomb, _DENSE),
    "nested-zip.docx": Bomb(nested_zip),
    "many-members.docx": Bomb(many_members, _DENSE),
    "overlapping-members.docx": Bomb(overlapping_members, _DENSE),
    "symlink-member.docx": Bomb(symlink_member, _DAMAGED),
    "climbing-member.docx": Bomb(climbing_member),
    "laughs.docx": Bomb(entities(word_file, "word/document.xml", LAUGHS), _DECLARES),
    "outside-entity.docx": Bomb(entities(word_file, "word/document.xml", OUTSIDE), _DECLARES),
    "document-type.docx": Bomb(entities(word_file, "word/document.xml", A_TYPE), _DECLARES),
    "laughs-in-styles.docx": Bomb(entities(word_file, "word/styles.xml", LAUGHS), _DECLARES),
    "laughs-in-relations.docx": Bomb(
        entities(word_file, "word/_rels/document.xml.rels", LAUGHS), _DECLARES
    ),
    "hidden-entities.docx": Bomb(hidden_entities, _DAMAGED),
    "recoded-entities.docx": Bomb(recoded_entities, _DAMAGED),
    "laughs.xlsx": Bomb(entities(workbook, "xl/worksheets/sheet1.xml", LAUGHS), _DECLARES),
    "outside-entity.xlsx": Bomb(entities(workbook, "xl/workbook.xml", OUTSIDE), _DECLARES),
    "document-type.xlsx": Bomb(entities(workbook, "xl/styles.xml", A_TYPE), _DECLARES),
    "deep-xml.docx": Bomb(deep_xml, _DAMAGED),
    "deep-tables.docx": Bomb(deep_tables),
    "deep-boxes.docx": Bomb(deep_boxes),
    "wide-merge.docx": Bomb(wide_merge),
    "many-paragraphs.docx": Bomb(many_paragraphs, _DENSE),
    "last-cell.xlsx": Bomb(last_cell),
    "whole-column.xlsx": Bomb(whole_column),
    "every-last-cell.xlsx": Bomb(every_last_cell, _MANY),
    "beyond-the-last-cell.xlsx": Bomb(beyond_the_last_cell, _MANY),
    "many-sheets.xlsx": Bomb(many_sheets, "has 10,000 sheets"),
    "many-merges.xlsx": Bomb(many_merges),
    "open-merges.xlsx": Bomb(open_merges),
    "huge-cell.xlsx": Bomb(huge_cell),
    "odd-numbers.xlsx": Bomb(odd_numbers),
    "utf16.csv": Bomb(utf16_table),
    "zero-bytes.csv": Bomb(zero_bytes, "no text that can be read"),
    "bidi-marks.csv": Bomb(bidi_marks, "larger than field limit"),
    "some-bidi-marks.csv": Bomb(some_bidi_marks),
    "endless-line.csv": Bomb(endless_line, _LONG),
    "endless-cell.csv": Bomb(endless_cell, "larger than field limit"),
    "many-rows.csv": Bomb(many_rows, _MANY),
    "no-table.csv": Bomb(no_table, "no kind of paper"),
    "too-much-text.txt": Bomb(too_much_text, _LONG),
    "endless-letter.txt": Bomb(letter_of(b"Plans for children are late.\n\n" * 20_000)),
    "endless-sentence.txt": Bomb(letter_of(b"plans, which are late, and reviews, " * 60_000)),
    "endless-word.txt": Bomb(letter_of(b"a" * 4_000_000)),
    "brackets.txt": Bomb(letter_of(b"(" * 200_000)),
    "digits.txt": Bomb(letter_of(b"1" * 500_000 + b"\n\n" + b"1.1." * 200_000)),
    "spaces.txt": Bomb(letter_of(b"Plans " + b" \t" * 500_000 + b"are late.")),
    "bidi.txt": Bomb(letter_of("Plans \u202e are \u2066 late. ".encode() * 50_000)),
    "page.pdf": Bomb(page_named_pdf, "is a web page and no PDF"),
    "deep-page.html": Bomb(deep_page, "no text of its own"),
    "long-page.html": Bomb(long_page, _BROKE),
    "entities.html": Bomb(page_with_entities, "no text of its own"),
    "page-loop.pdf": Bomb(page_loop, _DAMAGED),
    "many-pages.pdf": Bomb(many_pages, "has 100000 pages"),
    "one-page-too-many.pdf": Bomb(one_page_too_many, "has 1001 pages"),
    "lying-count.pdf": Bomb(lying_count, _DAMAGED),
    "deep-outline.pdf": Bomb(deep_outline),
    "huge-stream.pdf": Bomb(huge_stream, "holds no text"),
    "huge-page.pdf": Bomb(huge_page, _BROKE),
    "form-loop.pdf": Bomb(form_loop, _BROKE),
    "tag-loop.pdf": Bomb(tag_loop),
    "deep-tags.pdf": Bomb(deep_tags),
    "wide-tags.pdf": Bomb(wide_tags),
    "locked.pdf": Bomb(locked_pdf, "protected by a password"),
    "halves-of-characters.pdf": Bomb(halves_of_characters),
}

"""Word files and workbooks made to do harm: packed too densely, lying, or without end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
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

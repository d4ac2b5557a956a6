"""Files made to do harm: each a function that makes one, in a list that one can read.

Everything is built from scratch or out of a sound file while the tests run; nothing harmful lies in
the project.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

import docx
import openpyxl

XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
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


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word_file(*lines: str) -> bytes:
    """A sound Word file."""
    document = docx.Document()
    for line in lines or ("Plans for children are late.",):
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def workbook(rows: Iterable[Iterable[object]] = (("Ref", "Action"), ("1", "Train"))) -> bytes:
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
    return packed(unpacked(word_file()) | {"word/document.xml": _word_xml(body)})


def _sheet_with(rows: bytes, *, tail: bytes = b"") -> bytes:
    sheet = (
        XML
        + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + b"<sheetData>"
        + rows
        + b"</sheetData>"
        + tail
        + b"</worksheet>"
    )
    return packed(unpacked(workbook()) | {"xl/worksheets/sheet1.xml": sheet})


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
    return packed(unpacked(word_file()) | {"../../../../tmp/climbed": b"out", "/tmp/climbed": b"out"})


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


def every_last_cell() -> bytes:
    """A sheet with a cell in the last column of each of 20,000 rows."""
    row = b'<row r="%d"><c r="XFD%d" t="str"><v>x</v></c></row>'
    return _sheet_with(b"".join(row % (n, n) for n in range(1, 20_000)))


def beyond_the_last_cell() -> bytes:
    """A sheet with a cell in a row that no sheet has."""
    return _sheet_with(b'<row r="999999999"><c r="A999999999" t="str"><v>x</v></c></row>')


def many_sheets() -> bytes:
    """A workbook of 10,000 sheets, all of them the same part of the file."""
    members = unpacked(workbook([["Ref", "Action"], *(["1", "Train"] for _ in range(2_000))]))
    sheet = b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheet += b' name="S%d" sheetId="%d" state="visible" r:id="rId1"/>'
    words = members["xl/workbook.xml"]
    start, end = words.index(b"<sheets>") + 8, words.index(b"</sheets>")
    sheets = b"".join(sheet % (n, n) for n in range(1, 10_001))
    return packed(members | {"xl/workbook.xml": words[:start] + sheets + words[end:]})


def many_merges() -> bytes:
    """A sheet with 300,000 merged areas, each of the whole sheet."""
    merge = b'<mergeCell ref="A1:XFD1048576"/>'
    tail = b"<mergeCells>" + merge * 300_000 + b"</mergeCells>"
    return _sheet_with(b'<row r="1"><c r="A1" t="str"><v>Action</v></c></row>', tail=tail)


def huge_cell() -> bytes:
    """A workbook with a cell of five million characters."""
    cell = b'<row r="1"><c r="A1" t="str"><v>' + b"Train staff. " * 400_000 + b"</v></c></row>"
    return _sheet_with(cell)


def odd_numbers() -> bytes:
    """A sheet of numbers that are none, or have no end, or are dates beyond all calendars."""
    values = [b"1e999", b"-1e999", b"NaN", b"9" * 400, b"2958466", b"-1", b"1_0", b"0x10"]
    cell = b'<c r="%s%d" s="0"><v>%s</v></c>'
    row = b'<row r="%d">%s</row>'
    return _sheet_with(
        b"".join(row % (n, n and cell % (b"A", n, value)) for n, value in enumerate(values, 1))
    )


# --- tables and text ----------------------------------------------------------------------------


def utf16_table() -> bytes:
    """A sound table in UTF-16."""
    return "Ref,Action,Lead,RAG\n1,Train every manager,Head of Service,Green\n".encode("utf-16")


def zero_bytes() -> bytes:
    """A table with zero bytes in it."""
    return b"Ref,Action\n1,Tr\x00ain\n" * 100


def bidi_marks() -> bytes:
    """A table with a million marks that turn the direction of writing."""
    return ("Ref,Action,Lead\n" + "1," + "\u202e" * 1_000_000 + ",Me\n").encode()


def endless_line() -> bytes:
    """A table of one line with 20 million cells."""
    return b"Ref,Action," * 10_000_000


def endless_cell() -> bytes:
    """A table whose first quotation mark is never closed."""
    return b'Ref,Action\n1,"' + b"Train staff.\n" * 1_000_000


def many_rows() -> bytes:
    """A table of a million rows."""
    return b"Ref,Action,Lead\n" + b"1,Train,Me\n" * 1_000_000


def endless_word() -> bytes:
    """A text of one word of twenty million letters."""
    return b"a" * 20_000_000


def endless_text() -> bytes:
    """A text of 40 MB in sentences."""
    return b"Plans for children are late and reviews are not held in time.\n\n" * 640_000


def letter_of(words: bytes) -> Callable[[], bytes]:
    """Make a text that is known as an inspectors' letter, so that its words go all the way."""
    head = (
        "Monitoring visit to Marlbury County Council children’s services\n\n"
        "This letter summarises the findings of the monitoring visit to Marlbury children’s "
        "services on 4 and 5 March 2024. His Majesty’s Inspectors for this visit were Robin "
        "Example and Alex Example.\n\nFindings and evaluation of progress\n\n"
    )
    return lambda: head.encode() + words


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
    body = b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>&a11; plans are late</p></body></html>"
    return XML + LAUGHS + body


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
    b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> %s >>"
)
_WORDS = b"BT /F 12 Tf 50 700 Td (Plans for children are late.) Tj ET"
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
    """A PDF with 50,000 bookmarks inside each other, the last the parent of the first."""
    marks = [
        b"<< /Title (x) /Parent %d 0 R /First %d 0 R /Count 1 >>" % (n - 1, n + 1)
        for n in range(6, 50_006)
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
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
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
    return pdf_of(
        [catalogue, _ONE_PAGE, _PAGE % b"/StructParents 0", _stream(content), *tree]
    )


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
        b"2 beginbfchar <61> <d800> <65> <dc00> endbfchar endcmap end end"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"
    page = _PAGE.replace(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"6 0 R"
    ) % b""
    title = b"<< /Title <feffd800004100420061dc00> >>"
    return pdf_of(
        [_CATALOGUE % b"", _ONE_PAGE, page, _stream(_WORDS), _stream(cmap), font, title],
        trailer=b"/Info 7 0 R",
    )


BOMBS: dict[str, Callable[[], bytes]] = {
    "ratio-bomb.docx": ratio_bomb,
    "nested-zip.docx": nested_zip,
    "many-members.docx": many_members,
    "overlapping-members.docx": overlapping_members,
    "symlink-member.docx": symlink_member,
    "climbing-member.docx": climbing_member,
    "laughs.docx": entities(word_file, "word/document.xml", LAUGHS),
    "outside-entity.docx": entities(word_file, "word/document.xml", OUTSIDE),
    "document-type.docx": entities(word_file, "word/document.xml", A_TYPE),
    "laughs-in-styles.docx": entities(word_file, "word/styles.xml", LAUGHS),
    "laughs-in-relations.docx": entities(word_file, "word/_rels/document.xml.rels", LAUGHS),
    "hidden-entities.docx": hidden_entities,
    "recoded-entities.docx": recoded_entities,
    "laughs.xlsx": entities(workbook, "xl/worksheets/sheet1.xml", LAUGHS),
    "outside-entity.xlsx": entities(workbook, "xl/workbook.xml", OUTSIDE),
    "document-type.xlsx": entities(workbook, "xl/styles.xml", A_TYPE),
    "deep-xml.docx": deep_xml,
    "deep-tables.docx": deep_tables,
    "deep-boxes.docx": deep_boxes,
    "wide-merge.docx": wide_merge,
    "many-paragraphs.docx": many_paragraphs,
    "last-cell.xlsx": last_cell,
    "every-last-cell.xlsx": every_last_cell,
    "beyond-the-last-cell.xlsx": beyond_the_last_cell,
    "many-sheets.xlsx": many_sheets,
    "many-merges.xlsx": many_merges,
    "huge-cell.xlsx": huge_cell,
    "odd-numbers.xlsx": odd_numbers,
    "utf16.csv": utf16_table,
    "zero-bytes.csv": zero_bytes,
    "bidi-marks.csv": bidi_marks,
    "endless-line.csv": endless_line,
    "endless-cell.csv": endless_cell,
    "many-rows.csv": many_rows,
    "endless-word.txt": endless_word,
    "endless-text.txt": endless_text,
    "endless-letter.txt": letter_of(b"Plans for children are late.\n\n" * 800_000),
    "endless-sentence.txt": letter_of(b"plans, which are late, and reviews, " * 60_000),
    "brackets.txt": letter_of(b"(" * 200_000),
    "digits.txt": letter_of(b"1" * 500_000 + b"\n\n" + b"1.1." * 200_000),
    "spaces.txt": letter_of(b"Plans " + b" \t" * 500_000 + b"are late."),
    "bidi.txt": letter_of("Plans \u202e are \u2066 late. ".encode() * 50_000),
    "page.pdf": page_named_pdf,
    "deep-page.html": deep_page,
    "long-page.html": long_page,
    "entities.html": page_with_entities,
    "page-loop.pdf": page_loop,
    "many-pages.pdf": many_pages,
    "one-page-too-many.pdf": one_page_too_many,
    "lying-count.pdf": lying_count,
    "deep-outline.pdf": deep_outline,
    "huge-stream.pdf": huge_stream,
    "huge-page.pdf": huge_page,
    "form-loop.pdf": form_loop,
    "tag-loop.pdf": tag_loop,
    "deep-tags.pdf": deep_tags,
    "wide-tags.pdf": wide_tags,
    "locked.pdf": locked_pdf,
    "halves-of-characters.pdf": halves_of_characters,
}

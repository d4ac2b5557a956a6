"""PDF files made to do harm: loops, depths and heights of every kind."""

from __future__ import annotations

import re
import textwrap
import zlib
from collections.abc import Iterable, Iterator

from tests.hostile.bombs_office import LETTER

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

"""The one way to read a file: by its first bytes, then by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from loaders.reading.blocks import Reading
from loaders.reading.limits import check_length, check_office, check_size
from ontology.errors import LoadError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What else is handed in by mistake, by its first bytes.
_FOREIGN = {
    _OLE: "an old Word or Excel file or one protected by a password; save it as .docx or .xlsx",
    b"\x89PNG": "a picture; load the paper itself, or a PDF with searchable text",
    b"\xff\xd8\xff": "a picture; load the paper itself, or a PDF with searchable text",
    b"GIF8": "a picture; load the paper itself, or a PDF with searchable text",
    b"II*\x00": "a picture; load the paper itself, or a PDF with searchable text",
    b"MM\x00*": "a picture; load the paper itself, or a PDF with searchable text",
    b"{\\rtf": "a rich text file; save it as .docx or PDF",
    b"Rar!": "an archive; unpack it and load the papers in it",
    b"7z\xbc\xaf": "an archive; unpack it and load the papers in it",
    b"\x1f\x8b": "an archive; unpack it and load the papers in it",
}
_TEXT = ("txt", "text", "md", "markdown", "")
_TABLE = ("csv", "tsv")
_WEB = ("html", "htm", "xhtml")


def read(data: bytes, name: str) -> Reading:
    """Read one file into blocks.

    Args:
        data: the file's bytes.
        name: its name without folders, for messages and where the bytes do not decide.

    Raises:
        LoadError: the file is empty, damaged, protected, too large or of no known format.
    """
    if not data.strip():
        raise LoadError(f"{name}: the file is empty; fetch it again")
    check_size(data, name)
    reading = _reader(data, name)(data, name)
    check_length(len(reading.text), name)
    return reading


def _reader(data: bytes, name: str) -> Callable[[bytes, str], Reading]:
    """Choose the reader; libraries are only imported for the formats that come."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if b"%PDF-" in data[:1024]:
        from loaders.reading import pdf

        return pdf.read
    if data.startswith(b"PK\x03\x04"):
        return _office_reader(data, name)
    for mark, what in _FOREIGN.items():
        if data.startswith(mark):
            raise LoadError(f"{name}: this is {what}")
    return _text_reader(data, name, suffix)


def _office_reader(data: bytes, name: str) -> Callable[[bytes, str], Reading]:
    check_office(data, name)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        from loaders.reading import docx

        return docx.read
    if "xl/workbook.xml" in names:
        from loaders.reading import spreadsheet

        return spreadsheet.read
    raise LoadError(
        f"{name}: this archive holds neither a Word nor an Excel file; "
        "unpack it and load the papers in it"
    )


def _text_reader(data: bytes, name: str, suffix: str) -> Callable[[bytes, str], Reading]:
    if _is_web_page(data):
        if suffix not in (*_WEB, *_TEXT):
            raise LoadError(
                f"{name}: this is a web page and no {suffix.upper()} file, most likely an error "
                "page saved in its place; fetch the paper again"
            )
        from loaders.reading import html

        return html.read
    if suffix in _TABLE:
        from loaders.reading import csv_file

        return csv_file.read
    if suffix in (*_TEXT, *_WEB):
        from loaders.reading import text

        return text.read
    if suffix == "pdf":
        raise LoadError(f"{name}: this is no PDF, or its beginning is missing; fetch it again")
    raise LoadError(
        f"{name}: files of this format are not read; "
        "Sightline reads PDF, Word (.docx), Excel (.xlsx), CSV, web pages and plain text"
    )


def _is_web_page(data: bytes) -> bool:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )

"""Reads exported files back with libraries that had no part in writing them."""

from __future__ import annotations

import csv
import ctypes
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import networkx as nx
import openpyxl
import pyoxigraph
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from openpyxl.utils.escape import unescape

from graph.export import EXPORTERS
from graph.export.common import Portfolio

READERS = ("html", "docx", "pdf", "xlsx", "csv", "json", "graphml")  # formats that people open
RECORDS = ("concerns", "actions", "evidence", "comments")  # sheets with quotes


def written(evidence: Portfolio, name: str) -> bytes:
    """Return the file in one format."""
    buffer = io.BytesIO()
    EXPORTERS[name].write(evidence, buffer)
    return buffer.getvalue()


class Page(HTMLParser):
    """A web page as its elements, their attributes, and the words within each kind of element."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Put an element down, and open it unless it is one that holds nothing."""
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "col"):
            self.open.append(tag)
            self.words.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last; any other is a fault of the page."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Put words down for every kind of element around them."""
        for tag in set(self.open):
            self.words[tag][-1] += data


def _html(data: bytes) -> list[str]:
    return Page(data).words["bdi"]


def _docx(data: bytes) -> list[str]:
    word = docx.Document(io.BytesIO(data))
    cells = (cell for table in word.tables for row in table.rows for cell in row.cells)
    paragraphs = [*word.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    found = [p.text for p in paragraphs if p.style and p.style.name in ("Quote", "Cell Quote")]
    assert all(text[0] + text[-1] == "“”" for text in found)
    return [text[1:-1] for text in found]


def _xlsx(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = (row for name in RECORDS for row in rows_of(book[name]))
    # Excel reads _x001B_ as the sign it stands for (ECMA-376, 22.9.2.19); openpyxl leaves it.
    return [unescape(str(row["Words of the paper"])) for row in rows]


def rows_of(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[dict[str, object]]:
    """Yield the rows of a sheet by the heads of their columns."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return (dict(zip(map(str, heads), row, strict=True)) for row in rows)


def steps_in(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file, without the apostrophes that the file says it put in."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        for name in row["apostrophe_before"].split():
            assert row[name][0] == "'"
            row[name] = row[name][1:]
    return rows


def _csv(data: bytes) -> list[str]:
    return [row["words"] for row in steps_in(data) if row["record"]]


def records_in(value: object) -> Iterator[dict[str, object]]:
    """Yield every record anywhere in an answer as JSON."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for item in value.values():
            yield from records_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from records_in(item)


def _json(data: bytes) -> list[str]:
    return [str(record["text"]) for record in records_in(json.loads(data))]


def _graphml(data: bytes) -> list[str]:
    graph = nx.read_graphml(io.BytesIO(data))
    return [node["text"] for _, node in graph.nodes(data=True) if "text" in node]


def _trig(data: bytes) -> list[str]:
    return _exact(data, pyoxigraph.RdfFormat.TRIG)


def _jsonld(data: bytes) -> list[str]:
    return _exact(data, pyoxigraph.RdfFormat.JSON_LD)


def _crate(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (graph,) = (name for name in archive.namelist() if name.endswith(".trig"))
        return _trig(archive.read(graph))


def _exact(data: bytes, form: pyoxigraph.RdfFormat) -> list[str]:
    exact = pyoxigraph.NamedNode("http://www.w3.org/ns/oa#exact")
    return [q.object.value for q in pyoxigraph.parse(data, format=form) if q.predicate == exact]


QUOTES: dict[str, Callable[[bytes], list[str]]] = {
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "graphml": _graphml,
    "trig": _trig,
    "jsonld": _jsonld,
    "crate": _crate,
}  # the quotes in a file of each format that keeps them apart; a PDF has lines, see ``folded``


def pdf_words(data: bytes) -> str:
    """Return all words of a PDF in reading order."""
    file = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in file)


def folded(text: str) -> str:
    """Return *text* without white space, and without the marks of line ends in a PDF.

    PDFium gives U+FFFE or U+0002 for a hyphen at the end of a line.
    """
    return re.sub(r"[\s\u200b]", "", re.sub("[\ufffe\x02]", "-", text))


def pdf_tags(data: bytes) -> list[tuple[str, int]]:
    """Return the tags of a PDF with their depth, in reading order; figures with their words."""
    file = pypdfium2.PdfDocument(data)
    found: list[tuple[str, int]] = []
    for page in file:
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            _tags(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), 0, found)
    return found


def _tags(element: object, depth: int, found: list[tuple[str, int]]) -> None:
    name = _told(pdfium.FPDF_StructElement_GetType, element)
    if name == "Figure":
        name = f"Figure: {_told(pdfium.FPDF_StructElement_GetAltText, element)}"
    found.append((name, depth))
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            _tags(child, depth + 1, found)


def _told(ask: Callable[..., int], element: object) -> str:
    """What PDFium says of an element: it tells the size first, then the text."""
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw.decode("utf-16le").rstrip("\0")


def through_office(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """Open a file in LibreOffice, without a window, and return it saved as another kind."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip(
            "LibreOffice is not here; on Debian and Ubuntu: apt-get install "
            "--no-install-recommends libreoffice-writer libreoffice-calc"
        )
    source = folder / f"export{suffix}"
    source.write_bytes(data)
    out = folder / "out"
    home = (folder / "profile").as_uri()  # one of its own: two runs at once would wait
    subprocess.run(
        [program, f"-env:UserInstallation={home}", "--headless", "--convert-to", to,
         "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (out / f"export.{to.split(':')[0]}").read_bytes()

"""Files made to do harm, or far larger than any paper."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from loaders.reading import limits, pdf, spreadsheet
from loaders.reading.child import Workshop
from loaders.reading.files import read
from ontology.errors import LoadError


def workbook(fill):
    """Make a workbook, filled by a function."""
    book = openpyxl.Workbook()
    fill(book.active)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def altered(data, member, change):
    """The archive *data* with one member's bytes changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                words = old.read(name)
                new.writestr(name, change(words) if name == member else words)
    return packed.getvalue()


@pytest.fixture(scope="module")
def plan():
    """Return a small sound workbook."""
    return workbook(lambda sheet: sheet.append(["Action", "Lead"]))


def bomb(members, size):
    """Return an archive of many or large members that pack well."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("word/document.xml", "<w/>")
        for number in range(members):
            new.writestr(f"word/{number}.xml", b" " * size)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bomb(3, 70_000_000), id="too much"),
        pytest.param(bomb(1, 5_000_000), id="too dense"),
        pytest.param(bomb(2_500, 1), id="too many"),
    ],
)
def test_zip_bombs_are_refused(data):
    """A file that unpacks to far more than it should is refused before it fills anything."""
    with pytest.raises(LoadError, match="unpacks to far more"):
        read(data, "plan.docx")


def test_zip_that_lies_about_its_size_is_refused():
    """What comes out is counted too, whatever the archive's directory says."""
    data = bytearray(bomb(1, 60_000_000))
    stated = (60_000_000).to_bytes(4, "little")
    while (place := data.find(stated)) >= 0:
        data[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(LoadError):
        read(bytes(data), "plan.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(plan, encoding):
    """A part that declares entities is not parsed, in whatever encoding it stands."""

    def poisoned(words):
        text = words.decode().split("?>", 1)[-1]
        return ('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text).encode(encoding)

    with pytest.raises(LoadError, match="declares XML entities"):
        read(altered(plan, "xl/workbook.xml", poisoned), "plan.xlsx")


def test_cell_in_the_last_row_costs_no_memory():
    """A sheet with one cell in row 1,048,576 is read in seconds and in little memory."""

    def fill(sheet):
        sheet["A1"] = "Action"
        sheet.cell(1_048_576, 1, "The end")

    with Workshop(read, workers=1, seconds=60, megabytes=150) as readers:
        reading = readers.run(workbook(fill), "plan.xlsx")
    assert [block.row for block in reading if block.kind == "cell"] == [0, 1_048_575]


def test_tables_with_too_many_rows_are_refused(monkeypatch):
    """A table longer than any plan is refused, not cut."""
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 100)
    with pytest.raises(LoadError, match="more than 100 rows"):
        read(b"Action\n" + b"Train\n" * 100, "plan.csv")
    assert len(read(b"Action\n" + b"Train\n" * 99, "plan.csv").blocks) == 100


def test_pdf_with_too_many_pages_is_refused(monkeypatch, make_pdf):
    """A PDF longer than any paper is refused with its number of pages."""
    monkeypatch.setattr(pdf, "MAX_PDF_PAGES", 2)
    with pytest.raises(LoadError, match="has 3 pages"):
        read(make_pdf("a #pagebreak() b #pagebreak() c"), "letter.pdf")


def test_file_larger_than_any_paper_is_refused(monkeypatch):
    """A huge file is refused before it is opened."""
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    with pytest.raises(LoadError, match="more than the"):
        read(b"Plans are late.", "letter.txt")


def test_sound_files_pass(plan):
    """An ordinary workbook passes all checks."""
    limits.check_office(plan, "plan.xlsx")

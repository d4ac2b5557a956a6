"""Word files, workbooks and tables in text."""

from __future__ import annotations

import datetime
import io

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.styles import Font, PatternFill

from loaders.reading.files import read
from ontology.errors import LoadError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(build):
    """Make and read a Word file, filled by a function."""
    document = docx.Document()
    build(document)
    packed = io.BytesIO()
    document.save(packed)
    return read(packed.getvalue(), "plan.docx")


def workbook(build):
    """Make a workbook, filled by a function."""
    book = openpyxl.Workbook()
    build(book.active)
    packed = io.BytesIO()
    book.save(packed)
    return read(packed.getvalue(), "plan.xlsx")


def shown(reading):
    """Return kind, label and words of each block."""
    return [(block.kind, block.label, block.text) for block in reading]


def cells(reading):
    """Return the words of each cell by row and column."""
    return {(block.row, block.column): block.text for block in reading if block.kind == "cell"}


def test_word_keeps_order_of_paragraphs_and_tables():
    """Headings, paragraphs and tables come in the order of the paper."""

    def build(document):
        document.add_heading("Marlbury improvement plan", 1)
        document.add_paragraph("This plan answers the inspection of May 2021.")
        table = document.add_table(2, 2)
        for place, text in enumerate(["Action", "Lead", "Train all teams", "Head of service"]):
            table.cell(place // 2, place % 2).text = text
        document.add_heading("Next steps", 2)

    reading = word(build)
    assert [block.kind for block in reading] == [
        "heading",
        "paragraph",
        *["cell"] * 4,
        "heading",
    ]
    assert [block.level for block in reading if block.kind == "heading"] == [1, 2]
    assert cells(reading)[1, 1] == "Head of service"


def test_word_title_and_numbered_headings_are_headings():
    """The title comes first in rank; a heading keeps the number that somebody typed before it."""

    def build(document):
        document.add_heading("Progress in Marlbury", 0)
        document.add_heading("1. SUMMARY", 1)
        document.add_paragraph("1.1 This report tells what has been done.")
        document.add_heading("Care leavers", 2)

    found = [(block.label, block.text, block.level) for block in word(build)]
    assert found == [
        (None, "Progress in Marlbury", 1),
        ("1.", "SUMMARY", 2),
        ("1.1", "This report tells what has been done.", 1),
        (None, "Care leavers", 3),
    ]


def test_word_lists_get_the_labels_that_word_prints():
    """Automatic numbers, which the file does not hold, are counted; bullets are labels."""

    def build(document):
        for text in ("Plans.", "Visits."):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Records.", style="List Bullet")
        document.add_paragraph("In each team.", style="List Bullet 2")

    reading = word(build)
    numbers = [block for block in reading if block.label in ("1.", "2.")]
    assert [block.text for block in numbers] == ["Plans.", "Visits."]
    assert [(block.kind, block.level) for block in reading] == [
        ("item", 1),
        ("item", 1),
        ("item", 1),
        ("item", 2),
    ]


def test_word_typed_numbers_and_bullets_are_labels():
    """Numbers and bullets that somebody typed are labels too."""

    def build(document):
        document.add_paragraph("3.1 Plans are late.")
        document.add_paragraph("3.2 Leaders know this.")
        document.add_paragraph("• Supervision.")

    assert shown(word(build)) == [
        ("paragraph", "3.1", "Plans are late."),
        ("paragraph", "3.2", "Leaders know this."),
        ("item", "•", "Supervision."),
    ]


def test_word_merged_cells_come_once_with_their_span():
    """A merged cell is one cell that says how many rows and columns it covers."""

    def build(document):
        table = document.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Area"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "Action and lead"

    reading = word(build)
    found = {block.text: (block.row, block.column, block.span) for block in reading}
    assert found["Area"] == (1, 0, (2, 1))
    assert found["Action and lead"] == (0, 1, (1, 2))
    assert found["22"] == (2, 2, (1, 1))
    assert sum(block.text == "Area" for block in reading) == 1


def test_word_reads_insertions_and_controls_but_no_deletions():
    """Tracked insertions and content controls are words of the paper; deleted words are not."""

    def build(document):
        document.add_paragraph("Plans are ")
        paragraph = document.paragraphs[0]._p
        paragraph.append(parse_xml(f"<w:ins {W}><w:r><w:t>good.</w:t></w:r></w:ins>"))
        paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>late.</w:delText></w:r></w:del>"))
        document.element.body.insert(
            1,
            parse_xml(
                f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Chosen words.</w:t></w:r></w:p>"
                "</w:sdtContent></w:sdt>"
            ),
        )

    assert [block.text for block in word(build)] == ["Plans are good.", "Chosen words."]


def test_word_running_lines_are_furniture():
    """Headers and footers are kept apart from the text."""

    def build(document):
        document.sections[0].footer.paragraphs[0].text = "Marlbury County Council, May 2021"
        document.add_paragraph("Plans are late.")

    reading = word(build)
    assert reading.text == "Plans are late."
    assert [(line.text, line.why) for line in reading.furniture] == [
        ("Marlbury County Council, May 2021", "footer")
    ]


def test_word_file_without_words_is_refused():
    """An empty Word file is refused with the reason."""
    with pytest.raises(LoadError, match="holds no words"):
        word(lambda document: None)


def test_workbook_gives_every_cell_its_place():
    """A cell knows its sheet, row and column, counted from 0 as the sheet has them."""

    def build(sheet):
        sheet.title = "Plan"
        sheet["B3"] = "Action"
        sheet["B3"].font = Font(bold=True)
        sheet["C4"] = "Train all\nteams"

    reading = workbook(build)
    assert shown(reading)[0] == ("heading", None, "Plan")
    assert cells(reading) == {(2, 1): "Action", (3, 2): "Train all teams"}
    assert {block.sheet for block in reading} == {"Plan"}
    assert [block.bold for block in reading if block.kind == "cell"] == [1.0, 0.0]


def test_workbook_values_look_as_excel_shows_them():
    """Dates and shares are words in the cell's own format."""

    def build(sheet):
        sheet.append([datetime.date(2021, 3, 31), 0.125, 7.0, 2.5, True, "31/03/2021"])
        sheet["A1"].number_format = "dd mmmm yyyy"
        sheet["B1"].number_format = "0.0%"
        sheet["A2"] = datetime.date(2021, 3, 31)
        sheet["A2"].number_format = "mm-dd-yy"

    assert list(cells(workbook(build)).values()) == [
        "31 March 2021",
        "12.5%",
        "7",
        "2.5",
        "TRUE",
        "31/03/2021",
        "31/03/2021",
    ]


def test_colour_without_a_word_is_kept():
    """A rating that is only a colour is given with its row, one with words as a cell."""

    def build(sheet):
        sheet.append(["Train all teams", None, "Amber"])
        sheet["B1"].fill = PatternFill("solid", fgColor="FFFF0000")
        sheet["C1"].fill = PatternFill("solid", fgColor="FFFFC000")

    first, second = [block for block in workbook(build) if block.kind == "cell"]
    assert first.blank_fills == ((1, "FF0000"),)
    assert (second.text, second.fill, second.blank_fills) == ("Amber", "FFC000", ())


def test_merged_cells_of_a_workbook_say_what_they_cover():
    """The first cell of a merged area has the words and the span."""

    def build(sheet):
        sheet["A1"] = "Area 1"
        sheet["B1"] = "Train all teams"
        sheet["B2"] = "Visit all children"
        sheet.merge_cells("A1:A2")

    [area] = [block for block in workbook(build) if block.text == "Area 1"]
    assert area.span == (2, 1)


@pytest.mark.parametrize(
    ("data", "row", "column", "text"),
    [
        (b"Ref,Action\n1,Train\n", 1, 1, "Train"),
        (b"Ref;Action\n1;Train, visit\n", 1, 1, "Train, visit"),
        (b"Ref\tAction\n1\tTrain\n", 1, 1, "Train"),
        (b"Plan of May 2021\n\nRef,Action\n1,Train\n2,Visit\n", 3, 1, "Train"),
        ("\ufeffRef,Action\n1,Train".encode(), 0, 0, "Ref"),
        ("Ref,Action\n1,Children’s plans".encode("cp1252"), 1, 1, "Children’s plans"),
        (b'Ref,Action\n1,"Train\nall teams"\n', 1, 1, "Train all teams"),
    ],
)
def test_tables_in_text_are_read_however_they_are_set(data, row, column, text):
    """Separators, lines before the head, marks of encodings and line ends in cells do no harm."""
    reading = read(data, "plan.csv")
    assert cells(reading)[row, column] == text
    assert reading.format == "csv"

"""Builds the example authority's papers from their sources; the same sources give the same bytes.

Run by ``make example``. The news page and the scorecard are their own sources.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import typst
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from api.example import PAPERS

SOURCES = Path(__file__).parent / "sources"
NOTICE = "Written for Sightline's example. Marlbury County Council does not exist."
_FILLS = {"Blue": "5B9BD5", "Green": "70AD47", "Amber": "FFC000", "Red": "FF0000"}
_KEY = {
    "Blue": "Complete",
    "Green": "On track",
    "Amber": "Some delay",
    "Red": "Off track or overdue",
}
_HEAD = (
    "No.",
    "Ofsted area for improvement",
    "Action",
    "Lead",
    "By when",
    "Progress",
    "RAG",
    "Evidence",
)
_WIDTHS = (6, 34, 44, 26, 16, 36, 6, 34)
_CSV_HEAD = (
    "Ref",
    "Area",
    "Action",
    "Lead officer",
    "Target date",
    "Progress report",
    "BRAG",
    "Evidence",
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can hold
_HEADINGS = {"#": 0, "##": 1, "###": 2}

Entry = dict[str, Any]


def inspection_paper(source: str) -> bytes:
    """Return the tagged PDF of one Typst source, set in the fonts that Typst brings along."""
    return bytes(typst.compile(str(SOURCES / source), format="pdf", ignore_system_fonts=True))


def committee_report() -> bytes:
    """Return the committee report as a Word file, with headings and bullets as Word styles."""
    document = docx.Document()
    document.core_properties.title = "Improving children’s services"
    document.core_properties.author = "Marlbury County Council"
    document.sections[0].footer.paragraphs[0].text = NOTICE
    for line in (SOURCES / "committee-report.txt").read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark in _HEADINGS:
            document.add_heading(rest, _HEADINGS[mark])
        elif mark == "-":
            document.add_paragraph(rest, style="List Bullet")
        else:
            document.add_paragraph(line)
    return _timeless(document.save)


def improvement_plan(version: int) -> bytes:
    """Return the plan as a workbook: ratings as fill colours, their key on a second sheet."""
    plan = _plan()
    book = openpyxl.Workbook()
    book.properties.creator = "Marlbury County Council"
    book.properties.title = plan["title"]
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    _plan_head(sheet, plan, version)
    for group in plan["group"]:
        _plan_group(sheet, group, version)
    _plan_key(book.create_sheet("Key"))
    return _timeless(book.save)


def improvement_plan_csv(version: int) -> bytes:
    """Return the plan as a CSV file: two lines and a gap, then the head and a row per action."""
    plan = _plan()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([plan["title"]])
    writer.writerow([f"{plan['owner']}, {plan['versions'][version]}"])
    writer.writerow([])
    writer.writerow(_CSV_HEAD)
    for group in plan["group"]:
        for area in group["area"]:
            for action in area["action"]:
                cells = _cells(action, version)
                cells[2] = _day(cells[2], "%d/%m/%Y")
                name = f"Area {area['no']}: {area['text']}"
                writer.writerow([action["no"], name, *cells])
    return text.getvalue().encode("utf-8")


BUILT: dict[str, Callable[[], bytes]] = {
    "2023-05-09-inspection-report.pdf": lambda: inspection_paper("inspection-report.typ"),
    "2023-07-improvement-plan.xlsx": lambda: improvement_plan(0),
    "2023-11-20-committee-report.docx": committee_report,
    "2024-01-improvement-plan.xlsx": lambda: improvement_plan(1),
    "2024-02-22-monitoring-letter.pdf": lambda: inspection_paper("monitoring-letter.typ"),
    "2024-09-improvement-plan.csv": lambda: improvement_plan_csv(2),
    "2025-03-13-focused-visit-letter.pdf": lambda: inspection_paper("focused-letter.typ"),
}


def build(folder: Path) -> None:
    """Write every built paper into *folder*, which must exist."""
    for name, make in BUILT.items():
        (folder / name).write_bytes(make())


def _plan() -> Entry:
    return tomllib.loads((SOURCES / "plan.toml").read_text("utf-8"))


def _at(value: str | list[str], version: int) -> str:
    """Return what an entry says in one version of the plan; one text alone holds for all."""
    return value if isinstance(value, str) else value[version]


def _cells(action: Entry, version: int) -> list[str]:
    names = ("text", "lead", "by", "progress", "rating", "evidence")
    return [_at(action[name], version) for name in names]


def _day(text: str, pattern: str) -> str:
    """Return a day such as ``30 September 2023`` in another pattern; any other text as it is."""
    if not re.fullmatch(r"\d+ \w+ \d{4}", text):
        return text
    return _date(text).strftime(pattern)


def _date(text: str) -> datetime:
    """Return the day, without a zone, as Excel keeps it."""
    return datetime.strptime(text, "%d %B %Y")


def _plan_head(sheet: Worksheet, plan: Entry, version: int) -> None:
    sheet.append([plan["title"]])
    sheet.append([f"{plan['owner']}, {plan['versions'][version]}"])
    sheet.append([])
    sheet.append(_HEAD)
    sheet.merge_cells("A1:H1")
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for cell in (sheet["A1"], *sheet[4]):
        cell.font = Font(bold=True)


def _plan_group(sheet: Worksheet, group: Entry, version: int) -> None:
    sheet.append([group["name"]])
    row = sheet.max_row
    sheet.cell(row, 1).font = Font(bold=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_HEAD))
    for area in group["area"]:
        first = sheet.max_row + 1
        for action in area["action"]:
            _plan_row(sheet, area, action, version)
        if sheet.max_row > first:
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=2, end_column=2)


def _plan_row(sheet: Worksheet, area: Entry, action: Entry, version: int) -> None:
    text, lead, by, progress, rating, evidence = _cells(action, version)
    sheet.append([action["no"], area["text"], text, lead, by, progress, None, evidence])
    row = sheet.max_row
    for column in range(1, len(_HEAD) + 1):
        sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    if _day(by, "%Y") != by:
        sheet.cell(row, 5).value = _date(by)
        sheet.cell(row, 5).number_format = "d mmmm yyyy"
    _fill(sheet.cell(row, 7), rating)


def _plan_key(sheet: Worksheet) -> None:
    sheet.append(["RAG", "What it means"])
    for rating, meaning in _KEY.items():
        sheet.append([rating, meaning])
        _fill(sheet.cell(sheet.max_row, 1), rating)
    sheet.append([])
    sheet.append([NOTICE])


def _fill(cell: Any, rating: str) -> None:  # noqa: ANN401 - a merged cell is of another class
    assert isinstance(cell, Cell)  # noqa: S101 - narrows the type
    cell.fill = PatternFill("solid", start_color=_FILLS[rating])


def _timeless(save: Callable[[io.BytesIO], None]) -> bytes:
    """Return what *save* writes, an Office file, without the time at which it was written."""
    written, kept = io.BytesIO(), io.BytesIO()
    save(written)
    moment = datetime(2023, 1, 1, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(kept, "w") as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment, data)
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            target.writestr(member, data, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


if __name__ == "__main__":
    build(PAPERS)

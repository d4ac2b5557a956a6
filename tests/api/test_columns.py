"""Columns that no vocabulary knows: shown beforehand, named by a person, remembered."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.api.conftest import Sightline
from tests.trackers import brag, scrutiny

Heading = dict[str, str | None]
SHEET = "Plan 2018-19"


def _plan(path: Path, headings: dict[str, str], *, make: Callable[[], bytes] = brag) -> Path:
    """Write a tracker in whose last sheet some cells (``C3``) say something else."""
    book = openpyxl.load_workbook(io.BytesIO(make()))
    for cell, words in headings.items():
        book.worksheets[-1][cell] = words
    book.save(path)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan whose column of leads has a heading that nobody else uses."""
    return _plan(tmp_path / "plan.xlsx", {"C3": "Whose desk"})


def _fields(shown: object) -> Heading:
    assert isinstance(shown, dict)
    return {
        column["heading"]: column["field"]
        for table in shown["previews"][0]["tables"]
        for column in table["columns"]
    }


def test_a_preview_shows_the_columns_and_stores_nothing(
    sightline: Sightline, plan: Path, tmp_path: Path
) -> None:
    """Sheet, header row, headings with their fields, rows, key and wrong cells; and no store."""
    ran = sightline("load", "--preview", plan, "--json")
    assert ran.status == 0
    (shown,) = ran.json["previews"]
    (table,) = shown["tables"]
    assert shown["kind"] == "improvement_plan"
    assert shown["authority"] == "Marlbury County Council"
    assert (table["sheet"], table["header_row"], table["rows"]) == (SHEET, 3, 4)
    assert _fields(ran.json) == {
        "Recommendation": "area",
        "Action": "action",
        "Whose desk": None,
        "Target date": "due",
        "Progress report": "progress",
        "BRAG": "rating",
    }
    assert shown["rating_key"]["blue"] == "Complete and embedded"
    assert {(wrong["cell"], wrong["text"]) for wrong in shown["wrong"]} == {
        (f"{SHEET}!D7", "as soon as possible"),
        (f"{SHEET}!F7", "Ambre"),
    }
    assert not list(tmp_path.glob("*.db*"))


def test_a_preview_speaks_to_people(sightline: Sightline, plan: Path) -> None:
    """Without --json the same is said in words, and what is not read is called so."""
    out = sightline("load", "--preview", plan).out
    assert f"Sheet {SHEET}, headings in row 3, 4 rows taken" in out
    assert "Whose desk" in out
    assert "(not read)" in out
    assert "Nothing is stored yet." in out


def test_a_mapping_is_used_and_remembered_for_the_council(
    sightline: Sightline, plan: Path, tmp_path: Path
) -> None:
    """What --map says holds for this load and for the next plan of the same council."""
    assert sightline("list", "owners", "--json").status == 1  # there is no store yet
    assert sightline("load", plan, "--map", "whose DESK = owner").status == 0
    owners = {row["name"] for row in sightline("list", "owners", "--json").json}
    assert {"Principal Social Worker", "Workforce Lead"} <= owners
    later = _plan(
        tmp_path / "later.xlsx", {"C3": "Whose desk:", "A1": "Marlbury County Council plan 2"}
    )
    shown = sightline("load", "--preview", later, "--json").json
    assert {
        column["heading"]: column["basis"]
        for column in shown["previews"][0]["tables"][0]["columns"]
    }["Whose desk:"] == "remembered"
    assert "remembered" in sightline("load", "--preview", later).out
    assert sightline("load", later).status == 0
    actions = sightline("list", "actions", "--document", "later.xlsx", "--json").json
    assert all(action["owners"] for action in actions)


def test_another_council_knows_nothing_of_it(
    sightline: Sightline, plan: Path, tmp_path: Path
) -> None:
    """A mapping of one council is not used for the plans of another."""
    sightline("load", plan, "--map", "Whose desk=owner")
    other = _plan(
        tmp_path / "other.xlsx", {"C3": "Whose desk", "A1": "Easton County Council plan, May 2019"}
    )
    assert _fields(sightline("load", "--preview", other, "--json").json)["Whose desk"] is None


def test_a_plan_is_known_by_what_a_person_says(sightline: Sightline, tmp_path: Path) -> None:
    """A table whose headings nobody knows says what it lacks, and is a plan once it is told."""
    strange = {"B3": "Doing", "C3": "Whose desk", "D3": "Before", "A3": "Why", "F3": "Colour"}
    path = _plan(tmp_path / "strange.xlsx", strange)
    ran = sightline("load", "--preview", path, "--json")
    (shown,) = ran.json["previews"]
    assert ran.status == 1
    assert shown["kind"] is None
    assert "a column of actions" in shown["refused"]
    assert shown["tables"][0]["missing"]
    maps = ("--map", "Doing=action", "--map", "Whose desk=owner", "--map", "Before=due")
    assert sightline("load", path, *maps).status == 0
    assert len(sightline("list", "actions", "--json").json) == 4


def test_a_mapping_reads_a_held_plan_again(sightline: Sightline, plan: Path) -> None:
    """Naming a column makes Sightline read the very same bytes anew."""
    sightline("load", plan)
    assert sightline("list", "owners", "--json").json == []
    assert len(sightline("load", plan, "--map", "Whose desk=owner", "--json").json["loaded"]) == 1
    assert sightline("list", "owners", "--json").json


def test_a_mapping_can_be_taken_back(sightline: Sightline, plan: Path) -> None:
    """An empty field forgets what was remembered of a heading."""
    sightline("load", plan, "--map", "Whose desk=owner")
    sightline("load", plan, "--map", "Whose desk=")
    assert _fields(sightline("load", "--preview", plan, "--json").json)["Whose desk"] is None


def test_a_known_heading_can_be_read_otherwise(sightline: Sightline, plan: Path) -> None:
    """A person's word goes before the vocabulary's."""
    words = ("load", "--preview", plan, "--json", "--map", "Progress report=evidence")
    assert _fields(sightline(*words).json)["Progress report"] == "evidence"


@pytest.mark.parametrize("mapping", ["Whose desk=ownr", "Whose desk", "=owner"])
def test_a_wrong_mapping_is_told_in_a_sentence(
    mapping: str, sightline: Sightline, plan: Path, tmp_path: Path
) -> None:
    """A field that is none is answered with the fields there are; nothing is loaded."""
    ran = sightline("load", plan, "--map", mapping)
    assert ran.status == 2
    if "ownr" in mapping:
        assert "'ownr' is no field; a column can hold ref, area," in ran.err
        assert "owner" in ran.err
    assert not list(tmp_path.glob("*.db*"))


def test_a_heading_that_no_paper_has_is_told(sightline: Sightline, plan: Path) -> None:
    """A misspelt heading is named on standard error, and nothing is remembered for it."""
    ran = sightline("load", plan, "--map", "Whose dsk=owner")
    assert ran.status == 1
    assert "'Whose dsk'" in ran.err
    assert "--preview" in ran.err


def test_a_file_that_cannot_be_read_is_refused(sightline: Sightline, tmp_path: Path) -> None:
    """A preview of a broken file says why in a sentence, and previews the rest."""
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    good = tmp_path / "good.xlsx"
    good.write_bytes(scrutiny())
    ran = sightline("load", "--preview", broken, good, "--json")
    assert ran.status == 1
    assert [Path(one["file"]).name for one in ran.json["refused"]] == ["broken.xlsx"]
    assert [Path(one["file"]).name for one in ran.json["previews"]] == ["good.xlsx"]
    assert "broken.xlsx" in ran.err


def test_a_paper_without_tables_has_a_preview(sightline: Sightline, example_papers: Path) -> None:
    """A letter is previewed with its kind and counts, without any table."""
    letter = example_papers / "2024-02-22-monitoring-letter.pdf"
    (shown,) = sightline("load", "--preview", letter, "--json").json["previews"]
    assert (shown["kind"], shown["tables"]) == ("monitoring_visit", [])


CARD = """Marlbury County Council scorecard,,,,,
Measure,Period,Value,Target,Good is,RAG
Visits on time,Q3 2023-24,86%,95%,High,Red
Average caseload,Q3 2023-24,15.5,16,Low,Green
Agency staff,Q3 2023-24,12%,10%,,Amber
"""


def test_a_scorecard_shows_the_distance_to_its_target(
    sightline: Sightline, tmp_path: Path
) -> None:
    """The list of evidence says how far off a target is, and that it is met only where known."""
    (tmp_path / "card.csv").write_text(CARD, "utf-8")
    sightline("load", tmp_path / "card.csv")
    listed = sightline("list", "evidence", "--json").json
    told = {row["measure"]["name"]: row["measure"] for row in listed}
    assert (told["Visits on time"]["distance"], told["Visits on time"]["met"]) == (-9.0, False)
    assert (told["Average caseload"]["distance"], told["Average caseload"]["met"]) == (-0.5, True)
    assert (told["Agency staff"]["distance"], told["Agency staff"]["met"]) == (2.0, None)
    out = " ".join(sightline("list", "evidence").out.split())
    assert "95 (-9), not met" in out
    assert "16 (-0.5), met" in out


def test_a_scorecard_has_a_preview(sightline: Sightline, tmp_path: Path) -> None:
    """Columns of figures are shown with their own fields, and can be named like a plan's."""
    (tmp_path / "card.csv").write_text(CARD.replace("Value", "Where we are"), "utf-8")
    words = ("load", "--preview", tmp_path / "card.csv", "--json", "--map", "Where we are=value")
    (shown,) = sightline(*words).json["previews"]
    assert shown["kind"] == "scorecard"
    assert shown["tables"][0]["rows"] == 3
    assert {c["heading"]: c["field"] for c in shown["tables"][0]["columns"]}["Good is"] == (
        "direction"
    )

"""Real papers of many authorities against what a careful reader took from them.

``expectations.csv`` holds facts only (names, days, grades, counts), read off the papers by eye.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.records import Paper
from loaders.registry import load_paper
from ontology.errors import LoadError

EXPECTED = Path(__file__).with_name("expectations.csv")


def rows() -> list[dict[str, str]]:
    """Read the expectations."""
    with EXPECTED.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def told(file: str, paper: Paper) -> dict[str, str]:
    """What was taken from a paper, in the columns of the expectations."""
    document, concerns = paper.document, paper.concerns
    visit = document.inspection
    assert visit is not None
    return {
        "file": file,
        "kind": document.kind,
        "authority": document.authority,
        "start": visit.start or "",
        "end": visit.end or "",
        "published": document.published or "",
        "basis": document.published_basis,
        "lead_inspector": visit.lead_inspector or "",
        "grades": " ".join(f"{one.area}={one.grade}" for one in document.judgements),
        "concerns": str(len(concerns)),
        "top_level": str(sum(one.parent is None for one in concerns)),
        "priority_actions": str(sum(one.kind == "priority_action" for one in concerns)),
        "lscb": str(sum(one.addressed_to == "lscb" for one in concerns)),
    }


@pytest.fixture(scope="module")
def papers(shared: Path) -> dict[str, Paper]:
    """Every expected paper, loaded once."""
    folder = shared / "corpus" / "ofsted"
    return {
        row["file"]: load_paper((folder / row["file"]).read_bytes(), Path(row["file"]).name)
        for row in rows()
    }


@pytest.mark.corpus
@pytest.mark.parametrize("expected", rows(), ids=lambda row: row["file"])
def test_paper_is_read_as_expected(papers, expected):
    """Kind, authority, days, inspector, grades and the number of concerns are those printed."""
    assert told(expected["file"], papers[expected["file"]]) == expected


@pytest.mark.corpus
def test_quotes_stand_in_their_papers(papers):
    """Every record of every paper is found word for word at its place."""
    false = [
        (file, record.text)
        for file, paper in papers.items()
        for record in paper.records
        if not record.quote.stands_in(paper.text)
    ]
    assert false == []


@pytest.mark.corpus
def test_few_lines_are_left_over(papers):
    """In all the papers together, at most one line in a thousand finds no rule."""
    lines = sum(len(paper.passages) for paper in papers.values())
    issues = sum(len(paper.issues) for paper in papers.values())
    assert issues <= lines / 1000


@pytest.mark.corpus
def test_web_page_named_pdf_is_refused(shared: Path):
    """A page of an error message under the name of a report is refused with its reason."""
    [path] = (shared / "corpus" / "ofsted" / "birmingham").glob("ilacs*2012.pdf")
    with pytest.raises(LoadError, match=path.name):
        load_paper(path.read_bytes(), path.name)

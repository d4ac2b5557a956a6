"""Links measured on papers that a person has annotated; skipped where those papers are missing."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest

from graph.ids import words
from graph.linking.build import links_of
from graph.records import Link, Paper, Record
from loaders.registry import load_paper
from tests.memory_view import MemoryView

pytestmark = pytest.mark.corpus
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """Read one table of the annotation."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def annotated(shared: Path) -> list[Annotated]:
    """Every annotated authority whose links were read exhaustively for one report."""
    folders = [path for path in sorted((shared / "gold").iterdir()) if path.is_dir()]
    found = [Annotated(folder, shared / "corpus") for folder in folders]
    if not found:
        pytest.skip("no annotated papers beside the project")
    return found


class Annotated:
    """An annotated authority: its rows, and the records that the loaders make of its papers."""

    def __init__(self, folder: Path, corpus: Path) -> None:
        self.folder, self.corpus = folder, corpus
        self.files = {row["doc_id"]: row["file"] for row in rows(folder / "documents.csv")}

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """Papers by the annotator's name for them."""
        held = list(self.corpus.rglob("*.*"))
        found = {}
        for name, file in self.files.items():
            paths = [path for path in held if file and path.name.endswith(Path(file).name)]
            near = [path for path in paths if self.folder.name in path.parts] or paths
            if near:
                found[name] = load_paper(near[0].read_bytes(), near[0].name)
        return found

    @cached_property
    def links(self) -> dict[tuple[str, str], Link]:
        """Proposed and stated links between records, by their ends."""
        view = MemoryView(self.papers.values())
        made = [link for name in view.authorities() for link in links_of(view, name)]
        wanted = ("commentsOn", "respondsTo")
        return {(link.subject, link.object): link for link in made if link.relation in wanted}

    def records(self, table: str, key: str, kind: str) -> dict[str, set[str]]:
        """Ids of records that hold the words of each annotated row."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows(self.folder / table):
            paper = self.papers.get(row["doc_id"])
            for record in getattr(paper, kind, ()):
                if same(record, row["verbatim"]):
                    found[row[key]].add(record.id)
        return found

    def wanted(self, link_type: str) -> Iterator[tuple[Row, set[str]]]:
        """Annotated links, each with the ids of the concern, its stem and its sub-points."""
        concerns = self.records("concerns.csv", "concern_id", "concerns")
        family: dict[str, set[str]] = defaultdict(set)
        for row in rows(self.folder / "concerns.csv"):
            for one, other in ((row["concern_id"], row["parent_id"] or row["concern_id"]),):
                family[one] |= concerns[one] | concerns[other]
                family[other] |= concerns[one]
        for row in rows(self.folder / "links.csv"):
            if row["link_type"] == link_type:
                yield row, family[row["from_id"]]


def same(record: Record, text: str) -> bool:
    """Whether one of the two holds the words of the other."""
    here, there = " ".join(words(record.text)), " ".join(words(text))
    return here == there or (min(len(here), len(there)) > 25 and (here in there or there in here))


def recall(one: Annotated, link_type: str, ends: dict[str, set[str]]) -> float:
    """The share of certain annotated links that are found, of those whose end was read at all."""
    found = [
        any((end, concern) in one.links for end in ends[row["to_id"]] for concern in concerns)
        for row, concerns in one.wanted(link_type)
        if row["confidence"] == "certain" and ends[row["to_id"]]
    ]
    return sum(found) / len(found)


def test_later_comments(annotated: list[Annotated]) -> None:
    """Of what later inspectors say of a concern, at least seventeen in twenty are found."""
    for one in annotated:
        ends = one.records("statements.csv", "statement_id", "comments")
        assert recall(one, "concern_later_comment", ends) >= 0.85


def test_actions(annotated: list[Annotated]) -> None:
    """Of the actions that were read and answer a concern, at least eight in ten are linked."""
    for one in annotated:
        ends = one.records("actions.csv", "action_id", "actions")
        assert recall(one, "concern_action", ends) >= 0.8


def test_progress(annotated: list[Annotated]) -> None:
    """Of three in four comments found, progress is read as the annotator reads it."""
    for one in annotated:
        ends = one.records("statements.csv", "statement_id", "comments")
        verdicts = [
            link.progress == row["relation"]
            for row, concerns in one.wanted("concern_later_comment")
            for end in ends[row["to_id"]]
            for concern in concerns
            if (link := one.links.get((end, concern))) and row["confidence"] == "certain"
        ]
        assert sum(verdicts) / len(verdicts) >= 0.75

"""A gold folder: what a careful reader found in some papers, as CSV files (docs/trust.md).

Reads the rows and finds for each the records of a store that say the same.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TypeAlias, TypeVar

from graph.ids import fold
from graph.records import Action, Comment, Concern, Evidence, Record
from graph.store.base import View
from ontology.errors import SightlineError

Row: TypeAlias = dict[str, str]
R = TypeVar("R", bound=Record)
OWN_WORDS = ("inspector", "inspector_quoted")
ANSWERS = ("committee_report", "partnership_update")  # papers whose actions are annotated in full
# Kinds of concern that a paper prints in a list; other rows (restatements) only count as known.
PRINTED = frozenset(
    (
        *("area_for_improvement", "area_for_priority_action", "priority_action", "improvement"),
        *("recommendation", "priority_and_immediate_action", "lscb_recommendation"),
        *("lscb_area_for_improvement", "lscb_priority_and_immediate_action"),
    )
)
_SHARED = 0.8  # share of the shorter text's words that make two texts the same
_LEAST = 4  # words that the shorter text must have for that
_WITHIN = 25  # signs that a text must have to count where another one holds it
_WORD = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The rows of a gold folder; only those about papers that are held are kept.

    Attributes:
        documents: rows of papers by ``doc_id``.
        comments: texts of later comments that only links name (``comment_id``), where used.
    """

    documents: Mapping[str, Row]
    concerns: Sequence[Row]
    statements: Sequence[Row]
    comments: Sequence[Row]
    actions: Sequence[Row]
    evidence: Sequence[Row]
    links: Sequence[Row]

    def kind(self, row: Row) -> str:
        """Kind of the paper that a row is about."""
        return self.documents[row["doc_id"]].get("kind", "")


def read_gold(folder: Path) -> Gold:
    """Read the CSV files of *folder*; each but documents and concerns may be missing.

    Raises:
        SightlineError: it is no gold folder, or a file of it cannot be read.
    """
    for name in ("documents", "concerns"):
        if not (folder / f"{name}.csv").is_file():
            raise SightlineError(f"{folder} is no gold folder: it has no file {name}.csv")
    documents = {
        row["doc_id"]: row
        for row in _rows(folder, "documents")
        if row.get("held", "yes") == "yes" and row.get("file")
    }

    def about(*names: str) -> list[Row]:
        found = (row for name in names for row in _rows(folder, name))
        return [row for row in found if row["doc_id"] in documents]

    return Gold(
        documents=documents,
        concerns=about("concerns"),
        statements=about("statements", "statements_sample"),
        comments=about("comments"),
        actions=about("actions"),
        evidence=about("evidence"),
        links=_rows(folder, "links"),
    )


def _rows(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [
                {key: value or "" for key, value in row.items() if key}
                for row in csv.DictReader(lines)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise SightlineError(f"{path} cannot be read as a table: {fault}") from fault
    if name not in ("links",) and any("doc_id" not in row for row in rows):
        raise SightlineError(f"{path} has no column doc_id; see docs/trust.md for the form")
    return rows


class Matched:
    """The records of a store that say what rows of the gold say, by the id of the row."""

    def __init__(self, gold: Gold, view: View) -> None:
        self.gold = gold
        self._view = view
        files = {paper.id: PurePath(paper.file).name for paper in view.documents() if paper.held}
        names = {key: PurePath(row["file"]).name for key, row in gold.documents.items()}
        self._papers = {
            key: {paper for paper, file in files.items() if file.endswith(name)}
            for key, name in names.items()
        }
        self.concerns = self._all(Concern, gold.concerns, "concern_id")
        rows = [
            row | {"statement_id": row.get("statement_id") or text(row)} for row in gold.statements
        ]
        self.comments = self._all(Comment, rows, "statement_id")
        self.comments |= self._all(Comment, gold.comments, "comment_id")
        self.actions = self._all(Action, gold.actions, "action_id")
        self.evidence = self._all(Evidence, gold.evidence, "evidence_id")

    @cached_property
    def ends(self) -> dict[str, set[str]]:
        """Ids of records by the id of any row."""
        found: dict[str, set[str]] = {}
        kinds = (self.concerns, self.comments, self.actions, self.evidence)
        for kind in kinds:
            found |= {key: {record.id for record in records} for key, records in kind.items()}
        return found

    @cached_property
    def family(self) -> dict[str, set[str]]:
        """For each concern of the gold, itself, the whole it is part of, and its parts."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.gold.concerns:
            child, parent = row["concern_id"], row.get("parent_id", "")
            found[child] |= {child}
            if parent:
                found[child].add(parent)
                found[parent] |= {parent, child}
        return found

    def rolled(self, concern: str) -> set[str]:
        """Ids of records that stand for a concern, its whole and its parts."""
        return set().union(*(self.ends.get(key, set()) for key in self.family.get(concern, ())))

    def of(self, kind: type[R], documents: Iterable[str]) -> list[R]:
        """Records of one class in these papers of the gold."""
        papers = set().union(*(self._papers[key] for key in documents))
        return [record for record in self._view.records(kind) if record.document in papers]

    def _all(self, kind: type[R], rows: Iterable[Row], name: str) -> dict[str, list[R]]:
        here: dict[str, list[R]] = defaultdict(list)
        for record in self._view.records(kind):
            here[record.document].append(record)
        found: dict[str, list[R]] = {}
        for row in rows:
            records = [r for paper in sorted(self._papers[row["doc_id"]]) for r in here[paper]]
            found[row[name]] = _saying(records, text(row), exact=kind is Concern)
        return found


def _saying(records: Sequence[R], said: str, *, exact: bool) -> list[R]:
    """Records that say this: word for word if there are any (where asked), else loosely."""
    equal = [r for r in records if plain(r.text) == plain(said)] if exact else []
    return equal or [r for r in records if same(r.text, said)]


def text(row: Row) -> str:
    """The words of a row."""
    return row.get("verbatim") or row.get("sentence", "")


@lru_cache(maxsize=65536)
def plain(words: str) -> str:
    """Return folded words without marks at the ends; what two texts are compared by."""
    return fold(words).strip(" .;:,-•\"'")


@lru_cache(maxsize=65536)
def _set(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(words)))


def same(one: str, other: str) -> bool:
    """Tell whether two texts say the same: equal, one within the other, or 80% of its words."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if a == b or (len(a) > _WITHIN and a in b) or (len(b) > _WITHIN and b in a):
        return True
    here, there = _set(one), _set(other)
    fewer = min(len(here), len(there))
    return fewer >= _LEAST and len(here & there) / fewer >= _SHARED

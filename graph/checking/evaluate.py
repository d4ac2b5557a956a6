"""How good a store's records and links are, measured against what a careful reader found.

The rules by which rows and records are matched, and what each figure means: docs/trust.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.checking.gold import ANSWERS, OWN_WORDS, PRINTED, Gold, Matched, Row, plain, same, text
from graph.questions.findings import LIKELY
from graph.records import Concern, Link, Record
from graph.store.base import View

Figures: TypeAlias = dict[str, float | int | None]
JUDGING = ("strength", "improving", "mixed", "weakness")
PROGRESS = ("resolved", "improved", "some_progress", "insufficient")
# Types of link in the gold: the section of the answer, and the relation that they ask for.
TYPES = {
    "concern_later_comment": ("later_comments", "commentsOn"),
    "concern_action": ("concern_actions", "respondsTo"),
    "concern_basis_same_report": ("basis", "underlies"),
    "action_later_comment": ("action_comments", "commentsOn"),
    "action_evidence": ("action_evidence", "evidencedBy"),
    "concern_recurs": ("recurring", "recursFrom"),
    "concern_restated": ("restated", "restates"),
    "quote_of": ("quotations", "quotes"),
}
IN_FULL = ("concern_later_comment", "concern_action")  # may be annotated in full
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Proposals of one relation whose score is from ``least`` to below ``below``."""

    relation: str
    least: float
    below: float
    proposed: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was measured.

    Attributes:
        figures: by section; ``None`` where there is nothing to divide by.
        reliability: how many proposals of each score are right, where the gold is in full.
        confusion: for ``polarity`` and ``progress``: gold value, given value, how often.
        misses: by section, what the gold has and the store has not.
    """

    figures: dict[str, Figures] = field(default_factory=dict)
    reliability: list[Bin] = field(default_factory=list)
    confusion: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def evaluate(gold: Gold, view: View, *, exhaustive: Collection[str] = ()) -> Evaluation:
    """Measure what *view* holds against *gold*.

    Args:
        gold: rows of a gold folder.
        view: a store into which its papers were loaded.
        exhaustive: ``doc_id`` of papers for whose concerns later comments and actions were
            annotated in full, beside those that documents.csv marks so. Precision is only
            measured on these.
    """
    run = _Run(Matched(gold, view), view, exhaustive)
    run.concerns()
    run.statements()
    run.actions()
    run.evidence()
    for name in TYPES:
        run.links(name)
    run.traps()
    return run.out


class _Run:
    """One measuring: the matched records, the links of the store, and the answer so far."""

    def __init__(self, matched: Matched, view: View, exhaustive: Collection[str]) -> None:
        self.found, self.gold, self.out = matched, matched.gold, Evaluation()
        self.pairs: dict[str, dict[tuple[str, str], Link]] = defaultdict(dict)
        for link in view.links():
            if link.state != "rejected":
                self.pairs[link.relation][link.subject, link.object] = link
        marked = {k for k, row in self.gold.documents.items() if row.get("exhaustive") == "yes"}
        self.full = [
            row["concern_id"]
            for row in self.gold.concerns
            if row["doc_id"] in {*marked, *exhaustive} or row.get("exhaustive") == "yes"
        ]
        # A paper that no reader read has nothing right or wrong in it.
        self.read = {record.id for record in matched.of(Record, self.gold.documents)}

    def concerns(self) -> None:
        rows = [row for row in self.gold.concerns if row.get("kind") in PRINTED]
        hits = {row["concern_id"]: self.found.concerns[row["concern_id"]] for row in rows}
        exact = [
            r for r in rows if any(plain(c.text) == plain(text(r)) for c in hits[r["concern_id"]])
        ]
        given = self.found.of(Concern, {row["doc_id"] for row in rows})
        known = {c.id for records in self.found.concerns.values() for c in records}
        self._missed("concerns", (r for r in rows if not hits[r["concern_id"]]), "concern_id")
        self.out.figures["concerns"] = {
            "gold": len(rows),
            "recall_exact": _share(len(exact), len(rows)),
            "recall": _share(sum(map(bool, hits.values())), len(rows)),
            "given": len(given),
            "precision": _share(sum(c.id in known for c in given), len(given)),
        }

    def statements(self) -> None:
        rows = [r for r in self.gold.statements if r.get("voice", "inspector") in OWN_WORDS]
        hits = [(row, self.found.comments[row.get("statement_id") or text(row)]) for row in rows]
        self._missed("statements", (row for row, found in hits if not found), "statement_id")
        self.out.figures["statements"] = {
            "gold": len(rows),
            "recall": _share(sum(bool(found) for _, found in hits), len(rows)),
        }
        self._confuse(
            "polarity",
            (
                (row["polarity"], [comment.polarity for comment in found])
                for row, found in hits
                if found and row.get("polarity") in JUDGING
            ),
        )

    def actions(self) -> None:
        rows = [row for row in self.gold.actions if self.gold.kind(row) in ANSWERS]
        hits = [(row, self.found.actions[row["action_id"]]) for row in rows]
        found = [(row, actions) for row, actions in hits if actions]
        owned = [
            (row["owner"], [o.name for action in actions for o in action.owners])
            for row, actions in found
            if row.get("owner") and row.get("owner_certainty") == "stated"
        ]
        status = sum(any(a.status == row["status"] for a in actions) for row, actions in found)
        self._missed("actions", (row for row, actions in hits if not actions), "action_id")
        if self.gold.actions:
            self.out.figures["actions"] = {
                "gold": len(rows),
                "recall": _share(len(found), len(rows)),
                "status_accuracy": _share(status, len(found)),
                "stated_owner_recall": _share(
                    sum(any(_named(name, owner) for name in names) for owner, names in owned),
                    len(owned),
                ),
            }

    def evidence(self) -> None:
        rows = [row for row in self.gold.evidence if self.gold.kind(row) in ANSWERS]
        missed = [row for row in rows if not self.found.evidence[row["evidence_id"]]]
        self._missed("evidence", missed, "evidence_id")
        if rows:
            recall = _share(len(rows) - len(missed), len(rows))
            self.out.figures["evidence"] = {"gold": len(rows), "recall": recall}

    def links(self, name: str) -> None:
        """Measure one type of link; precision and order only where the gold is in full."""
        rows = [row for row in self.gold.links if _type(row) == name]
        section, relation = TYPES[name]
        if not rows:
            return
        in_full = bool(self.full) and name in IN_FULL
        # Figures of actions are those of the concerns annotated in full, where there are such.
        asked = (
            rows
            if name != "concern_action" or not in_full
            else [r for r in rows if _from(r) in self.full]
        )
        certain = [row for row in asked if row.get("confidence", "certain") == "certain"]
        joined = {_key(row): self._joined(relation, row) for row in certain}
        hits = [row for row in certain if joined[_key(row)]]
        self.out.misses[section] += [
            f"{_from(row)} - {_to(row)}" for row in certain if not joined[_key(row)]
        ]
        figures: Figures = {
            "gold_certain": len(certain),
            "recall": _share(len(hits), len(certain)),
        }
        if in_full:
            figures |= self._precision(relation, rows)
        self.out.figures[section] = figures
        if name == "concern_later_comment":
            verdicts = {
                row.get("comment_id", ""): row.get("verdict", "") for row in self.gold.comments
            }
            said = [
                (row.get("relation") or verdicts.get(_to(row), ""), joined[_key(row)])
                for row in hits
            ]
            self._confuse(
                "progress",
                (
                    (word, [link.progress or "nothing" for link in links[:1]])
                    for word, links in said
                    if word in PROGRESS
                ),
            )

    def _precision(self, relation: str, rows: Sequence[Row]) -> Figures:
        """Right of given, and how well scores order the proposals, on concerns in full."""
        asked = set().union(*(self.found.ends.get(key, set()) for key in self.full))
        pairs = self.pairs[relation].items()
        given = [link for (one, of), link in pairs if of in asked and one in self.read]
        good = {pair for row in rows for pair in self._ends(row)}
        right = {link.id for link in given if (link.subject, link.object) in good}
        proposed = sorted(
            (link for link in given if link.state == "proposed"),
            key=lambda link: (-(link.score or 0.0), link.id),
        )
        self._bins(relation, proposed, right)
        likely = [link for link in given if link.settled or (link.score or 0.0) >= LIKELY]
        return {
            "given": len(given),
            "precision": _share(len(right), len(given)),
            "likely": len(likely),
            "precision_likely": _share(sum(link.id in right for link in likely), len(likely)),
            "proposed": len(proposed),
            "average_precision": self._order(rows, proposed, right, given),
        }

    def _order(
        self,
        rows: Sequence[Row],
        proposed: Sequence[Link],
        right: Collection[str],
        given: Sequence[Link],
    ) -> float | None:
        """Average precision: each certain row of the gold at the rank where it is first found.

        Rows that settled links find are left out; rows that nothing finds count 0.
        """
        settled = {(link.subject, link.object) for link in given if link.settled}
        ranks = {(link.subject, link.object): n for n, link in enumerate(proposed)}
        correct = [link.id in right for link in proposed]
        total, summed = 0, 0.0
        for row in rows:
            ends = self._ends(row)
            if (
                _from(row) in self.full
                and row.get("confidence") == "certain"
                and not ends & settled
            ):
                total += 1
                first = min((ranks[pair] for pair in ends if pair in ranks), default=None)
                summed += 0.0 if first is None else sum(correct[: first + 1]) / (first + 1)
        return round(summed / total, 3) if total else None

    def _bins(self, relation: str, proposed: Iterable[Link], right: Collection[str]) -> None:
        tens: dict[int, list[bool]] = defaultdict(list)
        for link in proposed:
            tens[min(_BINS - 1, int((link.score or 0.0) * _BINS + 1e-9))].append(link.id in right)
        for place, found in sorted(tens.items()):
            self.out.reliability.append(
                Bin(
                    relation=relation,
                    least=place / _BINS,
                    below=(place + 1) / _BINS,
                    proposed=len(found),
                    right=sum(found),
                )
            )

    def traps(self) -> None:
        """Pairs that must not be linked, whatever the relation and the direction."""
        rows = [
            r
            for r in self.gold.links
            if "hard_negative" in r.get("relation", "") + r.get("link_type", "")
        ]
        fallen = []
        for row in rows:
            a, b = (self.found.ends.get(key, set()) for key in (_from(row), _to(row)))
            pairs = {(x, y) for x in a for y in b} | {(y, x) for x in a for y in b}
            fallen += [row] if any(pairs & table.keys() for table in self.pairs.values()) else []
        if rows:
            self.out.figures["hard_negatives"] = {"gold": len(rows), "fallen_for": len(fallen)}
            self.out.misses["hard_negatives"] += [f"{_from(r)} - {_to(r)}" for r in fallen]

    def _joined(self, relation: str, row: Row) -> list[Link]:
        table = self.pairs[relation]
        return [table[pair] for pair in sorted(self._ends(row)) if pair in table]

    def _ends(self, row: Row) -> set[tuple[str, str]]:
        """Pairs of records, in the direction of the relation, that a row of links stands for."""
        one, other = (
            self.found.rolled(key)
            if key in self.found.concerns
            else self.found.ends.get(key, set())
            for key in (_from(row), _to(row))
        )
        backwards = _type(row) in (
            "action_evidence",
            "quote_of",
            "concern_recurs",
            "concern_restated",
        )
        if backwards:
            return {(a, b) for a in one for b in other} | {(b, a) for a in one for b in other}
        return {(b, a) for a in one for b in other}

    def _confuse(self, name: str, said: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Count gold and given values; of several given ones the right one counts."""
        table: dict[str, Counter[str]] = defaultdict(Counter)
        for wanted, given in said:
            table[wanted][wanted if wanted in given else given[0]] += 1
        total = sum(sum(row.values()) for row in table.values())
        right = sum(row[wanted] for wanted, row in table.items())
        if total:
            self.out.figures[name] = {"judged": total, "accuracy": _share(right, total)}
            self.out.confusion[name] = {wanted: dict(row) for wanted, row in sorted(table.items())}

    def _missed(self, section: str, rows: Iterable[Row], key: str) -> None:
        self.out.misses[section] += [f"{row.get(key, '')}: {text(row)[:110]}" for row in rows]


def _type(row: Row) -> str:
    return row.get("link_type") or "concern_later_comment"


def _from(row: Row) -> str:
    return row.get("from_id") or row.get("concern_id", "")


def _to(row: Row) -> str:
    return row.get("to_id") or row.get("comment_id", "")


def _key(row: Row) -> tuple[str, str, str]:
    return _type(row), _from(row), _to(row)


def _named(name: str, owner: str) -> bool:
    return same(name, owner) or plain(name) == plain(owner)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None

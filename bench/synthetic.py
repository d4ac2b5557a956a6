"""Papers of authorities that do not exist, as many as are asked for, the same every time.

Each authority has five to eight rounds of inspection report, plan and two progress reports, with
8 to 12 concerns a round, 3 to 7 actions a concern (none for a tenth), and one to five comments of
later visits on each concern: about a thousand edges a round. An edge is whatever joins two things
here: a link, a record to the paper that states it, a passage to its paper, a record to a theme, an
action to an owner or a status, a paper to its visit and authority.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.ids import link_id, make_id
from graph.quotes import Quote
from graph.records import (
    Action,
    Comment,
    Concern,
    Document,
    Evidence,
    Inspection,
    Link,
    Owner,
    Paper,
    Passage,
    Record,
)

SEED = 20201126
WORDS = (
    "children young people care leavers social workers assessment plans supervision caseloads "
    "thresholds hub strategy discussions timeliness quality recording oversight managers leaders "
    "improvement practice consistent delay drift neglect exploitation missing episodes return "
    "interviews placements sufficiency foster residential permanence adoption reviews independent "
    "officers voice visits direct work health needs education attendance virtual school pathway "
    "personal advisers accommodation homelessness workforce stability recruitment retention audit "
    "learning performance data scrutiny corporate parenting partnership police safeguarding early "
    "help domestic abuse misuse private disabled short breaks allegations court outline kinship "
    "special guardianship wellbeing support risk analysis chronologies contingency child "
    "protection conferences core groups measurable escalation challenge senior members ambition"
).split()
THEMES = [f"theme_{number}" for number in range(20)]
STATUSES = ("planned", "under_way", "under_way", "done")
PROGRESS = ("insufficient", "some_progress", "improved", "resolved")


@dataclass
class Draft:
    """A paper in the making."""

    document: Document
    length: int = 0
    parts: list[str] = field(default_factory=list)
    records: list[Any] = field(default_factory=list)

    def add(self, shape: type[Record], name: str, words: str, **facts: object) -> Record:
        """Append a paragraph and the record that quotes it; the same words are the same record."""
        end = self.length + len(words)
        quote = Quote(
            document=self.document.id, text=words, start=self.length, end=end, page=end // 3000 + 1
        )
        self.parts.append(words)
        self.length = end + 2
        made = make_id(name, self.document.authority, words)
        record = shape(id=made, authority=self.document.authority, quote=quote, **facts)
        self.records.append(record)
        return record

    def paper(self) -> Paper:
        """Return the paper."""
        by_kind = {
            kind: tuple(record for record in self.records if type(record) is kind)
            for kind in (Concern, Comment, Action, Evidence)
        }
        return Paper(
            document=self.document,
            text="\n\n".join(self.parts),
            passages=tuple(Passage(kind="paragraph", quote=r.quote) for r in self.records),
            concerns=by_kind[Concern],
            comments=by_kind[Comment],
            actions=by_kind[Action],
            evidence=by_kind[Evidence],
        )


@dataclass
class Authority:
    """One authority: its papers and the links between their records."""

    name: str
    papers: list[Paper]
    links: list[Link]

    @property
    def edges(self) -> int:
        """How many edges all of it makes."""
        return len(self.links) + sum(map(_edges, self.papers))


def authorities(edges: int, *, seed: int = SEED) -> Iterator[Authority]:
    """Yield authorities, one after the other, until they make *edges* edges or a little more."""
    made = number = 0
    while made < edges:
        number += 1
        authority = _Maker(number, seed).make()
        made += authority.edges
        yield authority


def _edges(paper: Paper) -> int:
    owned = sum(len(action.owners) + 1 for action in paper.actions)
    themed = sum(len(record.themes) for record in paper.records)
    visit = 2 if paper.document.inspection else 1
    return len(paper.records) + len(paper.passages) + owned + themed + visit


class _Maker:
    """Writes the papers of one authority."""

    def __init__(self, number: int, seed: int) -> None:
        self.dice = random.Random(f"{seed}-{number}")  # noqa: S311 no secret: a benchmark
        self.name = f"Authority {number} Council"
        self.links: list[Link] = []
        self.rounds = self.dice.choice((5, 6, 7, 8))
        self.owners = [
            Owner(id=make_id("owner", self.name, f"{n}"), name=f"Head of Service {n}", kind="post")
            for n in range(8)
        ]

    def make(self) -> Authority:
        """Write everything."""
        reports = [self.report(number) for number in range(self.rounds + 1)]
        papers: list[Draft] = []
        for number in range(self.rounds):
            papers += self.answer(number, reports)
        return Authority(self.name, [draft.paper() for draft in (*reports, *papers)], self.links)

    def words(self, kind: str, length: int) -> str:
        """A sentence that no other record of this authority has."""
        chosen: list[str] = []
        while sum(map(len, chosen)) + len(chosen) < length:
            chosen.append(self.dice.choice(WORDS))
        mark = f"{self.dice.getrandbits(40):x}"
        return f"{kind} {' '.join(chosen)} {mark}."

    def draft(self, title: str, kind: str, date: dt.date, *, visit: bool = False) -> Draft:
        """Start a paper."""
        sha256 = hashlib.sha256(f"{self.name} {title}".encode()).hexdigest()
        day = date.isoformat()
        return Draft(
            Document(
                id=f"document-{sha256[:16]}",
                file=f"{self.name} {title}.pdf",
                sha256=sha256,
                kind=kind,
                title=title,
                authority=self.name,
                published=day,
                published_basis="stated",
                inspection=Inspection(kind="ilacs", start=day, end=day) if visit else None,
            )
        )

    def report(self, number: int) -> Draft:
        """A report with its concerns; its comments come with the concerns they speak of."""
        date = _day(number, self.dice.randint(0, 300))
        draft = self.draft(f"report {number}", "ilacs_report", date, visit=True)
        for _ in range(self.dice.randint(8, 12) if number < self.rounds else 0):
            theme = (self.dice.choice(THEMES),)
            draft.add(
                Concern,
                "concern",
                self.words("The", 80),
                kind="area_for_improvement",
                themes=theme,
            )
        return draft

    def answer(self, number: int, reports: list[Draft]) -> list[Draft]:
        """The plan that answers one report, two papers on its progress, and what visits said."""
        plan = self.draft(f"plan {number}", "improvement_plan", _day(number, 310))
        progress = [
            self.draft(f"progress {number}.{n}", "committee_report", _day(number, 400 + n * 90))
            for n in range(2)
        ]
        concerns = [record for record in reports[number].records if isinstance(record, Concern)]
        for concern in concerns:
            count = 0 if self.dice.random() < 0.1 else self.dice.randint(3, 7)
            for _ in range(count):
                self.action(concern, plan, progress)
            for _ in range(self.dice.randint(1, 5)):
                later = reports[self.dice.randint(number + 1, self.rounds)]
                said = {"voice": "inspector", "polarity": "weakness"}
                comment = later.add(Comment, "comment", self.words("Inspectors", 200), **said)
                progress_word = self.dice.choice(PROGRESS)
                self.link(comment, "commentsOn", concern, None, progress=progress_word)
        return [plan, *progress]

    def action(self, concern: Record, plan: Draft, progress: list[Draft]) -> None:
        """An action, its statuses in up to three papers, and its evidence."""
        sentence = self.words("We will", 90)
        owners = (self.dice.choice(self.owners),) if self.dice.random() < 0.95 else ()
        due = _day(0, self.dice.randint(330, 6000)).isoformat()
        facts: dict[str, Any] = {"owners": owners, "due": due}
        action = plan.add(Action, "action", sentence, status="planned", **facts)
        self.link(action, "respondsTo", concern, plan)
        for paper, status in zip(progress[: self.dice.randint(0, 2)], STATUSES[2:], strict=False):
            paper.add(Action, "action", sentence, status=status, **facts)
        for _ in range(self.dice.randint(1, 5)):
            paper = self.dice.choice(progress)
            offered = {"kind": "audit", "status": "available"}
            item = paper.add(Evidence, "evidence", self.words("An audit of", 70), **offered)
            self.link(action, "evidencedBy", item, paper)

    def link(
        self, subject: Record, relation: str, target: Record, paper: Draft | None, **facts: object
    ) -> None:
        """Join two records: stated by *paper*, or proposed."""
        stated = paper is not None
        self.links.append(
            Link(
                id=link_id(subject.id, relation, target.id),
                subject=subject.id,
                relation=relation,
                object=target.id,
                basis="stated" if stated else "matched",
                state="stated" if stated else "proposed",
                authority=self.name,
                score=None if stated else 0.5,
                reasons=("stands under its heading",) if stated else ("shares rare words",),
                document=paper.document.id if paper else None,
                **facts,
            )
        )


def _day(round_number: int, offset: int) -> dt.date:
    return dt.date(2001, 1, 1) + dt.timedelta(days=round_number * 700 + offset)

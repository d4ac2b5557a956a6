"""Random small authorities: papers that repeat each other, links of every kind, decisions."""

from __future__ import annotations

import random

from graph.decisions.review import review
from graph.records import Link, Record
from graph.store.base import Store
from ontology.errors import ReviewError
from ontology.schema import relations
from tests.builders import PaperBuilder, a_link, a_paper, load

WORDS = (
    "children plans social workers assess assessments timely visit inspection managers audit care"
    " leavers health Café naïve re-assess 2020 Supervision oversight"
).split()
KINDS = ("improvement_plan", "committee_report", "monitoring_visit", "ilacs_report")
CHOICES = {
    "concern": {"kind": ("area_for_improvement", "priority_action", "recommendation")},
    "comment": {
        "voice": ("inspector", "reported_by_authority"),
        "polarity": ("strength", "improving", "mixed", "weakness", "context"),
    },
    "action": {"status": ("planned", "under_way", "done"), "due": (None, "2020-12", "2021-03-31")},
    "evidence": {"kind": ("audit", "indicator"), "status": ("available", "planned")},
}
THEMES = ("health", "supervision", "workforce")


class RandomAuthority:
    """One authority that follows from its seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 no secret
        self.name = f"Borough of {seed}"
        # The same sentences come up again in several papers.
        self.sentences = [self._sentence() for _ in range(6)]
        self.papers = [self._paper(number) for number in range(self.chance.randint(1, 3))]
        self.links = self._links()

    def fill(self, store: Store) -> None:
        """Take it all in, with decisions, and now and then with a paper that goes again."""
        load(store, *self.papers, links=self.links)
        for number, link in enumerate(self.links[:2]):
            state = self._one(("confirmed", "rejected", "unsure", "undone"))
            try:
                at = f"2021-0{number + 2}-05T10:00:00+00:00"
                review(store, link.id, state=state, by="R. Reviewer", reason="read", at=at)
            except ReviewError:
                pass  # there was nothing to undo
        if self.chance.random() < 0.3:
            store.forget(self.papers[0].document.id)
        if self.chance.random() < 0.3:
            load(store, self.papers[-1])

    def _one(self, choices: tuple[str | None, ...]) -> str | None:
        return self.chance.choice(choices)

    def _sentence(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(2, 9))) + "."

    def _paper(self, number: int) -> PaperBuilder:
        kind = self._one(KINDS)
        date = f"{self.chance.randint(2019, 2022)}-{self.chance.randint(1, 12):02}-15"
        visit = {"visit": date} if kind in KINDS[2:] else {"published": date}
        made = a_paper(f"{self.name} {number}.pdf", authority=self.name, kind=kind, **visit)
        parent = None
        for words in self.chance.sample(self.sentences, k=self.chance.randint(1, 5)):
            name = self._one(tuple(CHOICES))
            facts = {key: self._one(values) for key, values in CHOICES[name].items()}
            facts["themes"] = tuple(self.chance.sample(THEMES, k=self.chance.randint(0, 2)))
            if name == "concern" and parent is not None and self.chance.random() < 0.5:
                facts["parent"] = parent
            if name == "action":
                facts["owner"] = self._one((None, "Head of Care", "Principal Social Worker"))
            record = getattr(made, name)(words, **facts)
            parent = record.id if name == "concern" else parent
        return made

    def _links(self) -> list[Link]:
        """Links by every relation that fits two records, some stated and some proposed."""
        records = {record.id: record for paper in self.papers for record in paper.records}
        made = {}
        pairs = [(a, b) for a in records.values() for b in records.values() if a is not b]
        for one, other in self.chance.sample(pairs, k=min(len(pairs), 25)):
            fitting = [name for name in relations() if self._fits(name, one, other)]
            if fitting:
                link = a_link(one, self.chance.choice(fitting), other, **self._basis(one))
                made[link.id] = link
        return list(made.values())

    def _fits(self, relation: str, one: Record, other: Record) -> bool:
        return relations()[relation].joins(type(one).__name__, type(other).__name__)

    def _basis(self, one: Record) -> dict[str, str | None]:
        progress = self._one((None, "improved", "insufficient"))
        if self.chance.random() < 0.5:
            return {"basis": "matched", "progress": progress}
        return {"basis": "stated", "document": one.document, "progress": progress}

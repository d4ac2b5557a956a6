"""Small graphs made by chance, the same for the same seed, in which every question has an answer.

Concerns with parts, for other bodies and repeated; actions that several papers state anew with
other dates; evidence, comments of several voices; links in every state, decided by people.
"""

from __future__ import annotations

import random
from dataclasses import replace

from graph.decisions.review import review
from graph.ids import link_id
from graph.linking.parts import about_part, parts_of
from graph.records import (
    Action,
    Comment,
    Concern,
    Evidence,
    Inspection,
    Judgement,
    Link,
    Measure,
    Record,
)
from graph.store.base import Store
from tests.builders import PaperBuilder, a_link, a_paper, load

THEMES = ("health", "missing_children", "supervision")
STATUSES = ("planned", "under_way", "done", "superseded")
DAYS = ("2020-01-31", "2021-03", "2022-06-15", "2023", "2024-11-05")
FRAMEWORKS = ("ilacs", "sif")


def fill(store: Store, seed: int) -> None:
    """Put a small graph into a store."""
    dice = random.Random(seed)  # noqa: S311 no secret: a test
    visits = [_visit(dice, number) for number in range(dice.randint(2, 4))]
    plans = [_plan(dice, number) for number in range(dice.randint(1, 3))]
    concerns = [r for paper in visits + plans for r in paper.records if isinstance(r, Concern)]
    links = _links(dice, visits + plans, concerns)
    load(store, *visits, *plans, links=links)
    for link in dice.sample(links, min(len(links), 6)):
        for state in dice.choices(("confirmed", "rejected", "unsure"), k=dice.randint(1, 2)):
            at = f"2025-01-0{dice.randint(1, 9)}T10:00:00+00:00"
            review(store, link.id, state=state, by="A. Reviewer", reason="Read both.", at=at)


def _themes(dice: random.Random) -> tuple[str, ...]:
    return tuple(dice.sample(THEMES, dice.randint(0, 2)))


def _visit(dice: random.Random, number: int) -> PaperBuilder:
    kind = "ilacs_report" if number == 0 else dice.choice(("monitoring_visit", "ilacs_report"))
    day = DAYS[0] if number == 0 else dice.choice(DAYS)
    visit = Inspection(kind=kind, start=day, end=day, framework=dice.choice((*FRAMEWORKS, None)))
    paper = a_paper(f"visit-{number}.pdf", kind=kind, inspection=visit)
    paper.issue(f"A line of visit {number} that nothing placed.")
    if number == 0:
        quote = paper.quote("Overall: requires improvement.")
        grade = Judgement(
            area="overall",
            grade="requires_improvement",
            printed="Requires improvement",
            quote=quote,
        )
        paper.document = replace(paper.document, judgements=(grade,))
    parent = None
    for place in range(dice.randint(1, 4)):
        facts = {"parent": parent} if parent and dice.random() < 0.4 else {}
        if dice.random() < 0.15:
            facts["addressed_to"] = "lscb"
        words = f"The timeliness of matter {dice.randint(0, 5)}.{number}.{place}."
        if dice.random() < 0.4:  # two matters, of which a comment may name one
            words = (
                f"The supervision of staff, and the timeliness of health matter {number}.{place}."
            )
        parent = paper.concern(words, themes=_themes(dice), **facts).id
    for place in range(dice.randint(1, 4)):
        paper.comment(
            f"Inspectors saw thing {number}.{place}.",
            voice=dice.choice(("inspector", "inspector", "inspector_quoted")),
            polarity=dice.choice(("weakness", "weakness", "improving")),
            themes=_themes(dice),
        )
        paper.records[-1] = _numbered(paper.records[-1], dice.choice((None, "1", "2")))
    return paper


def _numbered(record: Record, paragraph: str | None) -> Record:
    """The record as a paragraph of this number prints it."""
    return replace(record, quote=replace(record.quote, paragraph=paragraph))


def _plan(dice: random.Random, number: int) -> PaperBuilder:
    day = dice.choice(DAYS)
    paper = a_paper(f"plan-{number}.xlsx", kind="improvement_plan", published=day)
    if dice.random() < 0.5:
        paper.concern(f"Own matter {number}.", kind="self_identified", themes=_themes(dice))
    for place in range(dice.randint(1, 5)):
        due = dice.choice((None, "2024-03", "2025-06-30", "2026"))
        paper.action(
            f"We will do thing {place}.",  # the same words in every plan: the same action
            owner=dice.choice((None, "Head of Health", "Head Of Health", "Board")),
            status=dice.choice(STATUSES),
            due=due,
            due_printed=dice.choice((None, due, "Ongoing", "Moved because of a vacancy")),
            themes=_themes(dice),
            voice=dice.choice((None, None, None, "reported_by_authority")),
        )
    for place in range(dice.randint(0, 3)):
        measure = Measure(
            name="Seen in time",
            value=float(dice.randint(1, 99)),
            target=50.0,
            higher_is_better=dice.choice((True, False, None)),
        )
        paper.evidence(
            f"Proof {number}.{place}{dice.choice(('', ', awaiting the board'))}.",
            kind=dice.choice(("audit", "claimed_outcome")),
            status=dice.choice(("available", "claimed")),
            measure=measure if dice.random() < 0.5 else None,
        )
    said = dice.choice(("reported_by_authority", "press_paraphrase"))
    paper.comment(f"Inspectors are said to like {number}.", voice=said)
    return paper


def _links(dice: random.Random, papers: list[PaperBuilder], concerns: list[Concern]) -> list[Link]:
    records = [record for paper in papers for record in paper.records]
    found: dict[str, Link] = {}
    for subject in records:
        for relation, target in _targets(dice, subject, records, concerns):
            if dice.random() < 0.45 and subject.id != target.id:
                key = link_id(subject.id, relation, target.id)
                found[key] = _link(dice, subject, relation, target)
    return list(found.values())


def _targets(dice, subject, records, concerns):
    if isinstance(subject, Action):
        yield "respondsTo", dice.choice(concerns)
        proofs = [record for record in records if isinstance(record, Evidence)]
        if proofs:
            yield "evidencedBy", dice.choice(proofs)
    elif isinstance(subject, Comment):
        yield "commentsOn", dice.choice(concerns)
        yield "underlies", dice.choice(concerns)
        actions = [record for record in records if isinstance(record, Action)]
        yield "commentsOn", dice.choice(actions)
        yield "quotes", dice.choice([r for r in records if isinstance(r, Comment)])
    elif isinstance(subject, Concern):
        yield "recursFrom", dice.choice(concerns)
        if dice.random() < 0.4:
            yield "restates", dice.choice(concerns)


def _link(dice: random.Random, subject, relation: str, target) -> Link:
    facts: dict[str, object] = {"score": round(dice.random(), 3)}
    if dice.random() < 0.5:
        facts = {"basis": "stated", "document": subject.document}
    if relation == "commentsOn" and dice.random() < 0.8:
        facts["progress"] = dice.choice(
            ("resolved", "improved", "some_progress", "insufficient", "insufficient")
        )
    if relation == "commentsOn" and isinstance(target, Concern):
        named = dice.sample(parts_of(target.text), dice.randint(0, 1))
        facts["reasons"] = ("shares rare words", *map(about_part, named))
    if relation == "quotes":
        facts["reasons"] = (dice.choice(("altered: 'many' became 'some'", "exact words")),)
    return a_link(subject, relation, target, **facts)

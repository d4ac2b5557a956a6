"""Explanations, absences and families of concerns as JSON objects, with no key left out."""

from __future__ import annotations

from collections.abc import Mapping

from graph.analysis.absence import Absence
from graph.analysis.communities import Communities, Group
from graph.analysis.paths import Explanation, Step
from graph.questions.rows import Json, link_row, record_row
from graph.records import Document, Owner, Record
from ontology.vocabulary import scheme


def explanation_json(way: Explanation, documents: Mapping[str, Document]) -> Json:
    """Return one explanation; ``documents`` give the names of the files quoted."""
    return {
        "start": _record(way.start, documents),
        "steps": [_step(step, documents) for step in way.steps],
        "proposed": way.proposed,
        "equal": way.equal,
    }


def _step(step: Step, documents: Mapping[str, Document]) -> Json:
    return {
        "relation": step.relation,
        "forward": step.forward,
        "state": step.state,
        "link": step.link and link_row(step.link),
        "record": step.record and _record(step.record, documents),
        "owner": None if step.record else {"id": step.to, "name": step.name},
    }


def absence_json(found: Absence) -> Json:
    """Return what an absence would leave."""
    papers = found.documents
    return {
        "authority": found.authority,
        "owners": [_owner(owner) for owner in found.owners],
        "perhaps_the_same": [_owner(owner) for owner in found.perhaps],
        "unowned": [_record(action, papers) for action in found.alone],
        "shared": [_record(action, papers) for action in found.shared],
        "done": found.done,
        "concerns": [
            {
                "concern": _record(left.concern, papers),
                "actions": list(left.actions),
                "state": left.state,
                "proposed": list(left.proposed),
            }
            for left in found.concerns
        ],
    }


def communities_json(
    found: Communities, documents: Mapping[str, Document], *, authority: str | None = None
) -> Json:
    """Return families of concerns; themes as codes with their labels.

    Args:
        found: the families.
        documents: by id; they give the names of the files quoted.
        authority: only what came back at this one; everywhere if not given.
    """
    return {
        "authorities": found.authorities,
        "concerns": found.concerns,
        "enough": found.enough,
        "groups": [_group(group, documents, authority) for group in found.groups],
    }


def _group(group: Group, documents: Mapping[str, Document], authority: str | None) -> Json:
    return {
        "themes": [_theme(theme) for theme in group.themes],
        "raised": group.raised,
        "came_back": len(group.returns),
        "by_chance": group.by_chance,
        "pairs": [
            {
                "themes": [_theme(theme) for theme in pair.themes],
                "concerns": pair.concerns,
                "by_chance": pair.by_chance,
                "luck": pair.luck,
            }
            for pair in group.pairs
        ],
        "returns": [
            {
                "authority": back.authority,
                "concerns": [
                    {"date": date, **_record(concern, documents)}
                    for date, concern in back.concerns
                ],
            }
            for back in group.returns
            if authority in (None, back.authority)
        ],
    }


def _record(record: Record, documents: Mapping[str, Document]) -> Json:
    paper = documents.get(record.document)
    return record_row(record, paper.file if paper else None)


def _owner(owner: Owner) -> Json:
    return {"id": owner.id, "name": owner.name, "kind": owner.kind}


def _theme(code: str) -> Json:
    return {"id": code, "label": scheme("themes")[code].label}

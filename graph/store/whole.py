"""A paper put together again from what a store holds of it."""

from __future__ import annotations

from graph.records import Action, Comment, Concern, Document, Evidence, Paper
from graph.store.base import View


def paper_of(view: View, document: Document) -> Paper:
    """Return a paper as its loader made it and the store holds it."""
    key = document.id
    return Paper(
        document=document,
        text=view.text(key),
        passages=tuple(view.passages(key)),
        concerns=tuple(view.records(Concern, document=key)),
        comments=tuple(view.records(Comment, document=key)),
        actions=tuple(view.records(Action, document=key)),
        evidence=tuple(view.records(Evidence, document=key)),
        issues=tuple(view.issues(document=key)),
        ignored=tuple(view.ignored(document=key)),
    )

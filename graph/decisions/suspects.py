"""Decisions whose words are no longer held: a paper has changed under them.

Ids come from words, so a changed quote is another record and the old one is gone. The decision
stays in the log and holds again when its words come back; until then it is suspect, and a person
should look at what stands there now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.ids import words
from graph.records import Action, Decision, Record
from graph.standing import standing
from graph.store.base import View

NEAR = 85  # of 100 alike: then a record may be the old one with a few words changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A standing decision about a link of which one end, or both, is no longer held.

    Attributes:
        decision: the decision, with the words that were decided on.
        ends: which ends are not held as they were: subject, object.
        now: by end, the record of the same kind that may be the old one with other words.
    """

    decision: Decision
    ends: tuple[str, ...]
    now: dict[str, Record]

    @property
    def why(self) -> str:
        """What is wrong, in words."""
        words = " and ".join(f"the words of the {end}" for end in self.ends)
        return f"{words} that were decided on are no longer in a held paper"


def suspects(view: View, *, authority: str | None = None) -> list[Suspect]:
    """Return the standing decisions whose words have changed or gone, oldest first.

    Args:
        view: the store.
        authority: only decisions of which an end, or what may be one now, is about this one.
    """
    log: dict[str, list[Decision]] = {}
    for decision in view.decisions():
        log.setdefault(decision.link, []).append(decision)
    stand = [last for decisions in log.values() if (last := standing(decisions))]
    held = _held(view, stand)
    found = [one for decision in stand if (one := _suspect(view, decision, held))]
    return [one for one in found if authority in (None, *_about(one, held))]


def _held(view: View, decisions: Sequence[Decision]) -> dict[str, Record | None]:
    """Return the ends of *decisions* that are held: a record, or nothing where it is an owner."""
    ends = sorted({end for d in decisions for end in (d.subject, d.object)})
    held: dict[str, Record | None] = {r.id: r for r in view.records(Record, ids=ends)}
    if any(end.startswith("owner-") for end in ends):
        # An owner whom only an older version of a plan names is held while its link is.
        owners = {owner.id for action in view.records(Action) for owner in action.owners}
        owners |= {end for k in view.links(relation="sameAs") for end in (k.subject, k.object)}
        held |= {end: None for end in ends if end in owners}
    return held


def _suspect(view: View, decision: Decision, held: dict[str, Record | None]) -> Suspect | None:
    ends = {
        "subject": (decision.subject, decision.subject_text),
        "object": (decision.object, decision.object_text),
    }
    gone = [end for end, (key, text) in ends.items() if not _as_it_was(held, key, text)]
    if not gone:
        return None
    about = {
        record.authority
        for key in (decision.subject, decision.object)
        if (record := held.get(key))
    }
    now = {end: near for end in gone if (near := _near(view, *ends[end], about))}
    return Suspect(decision=decision, ends=tuple(gone), now=now)


def _as_it_was(held: dict[str, Record | None], key: str, text: str) -> bool:
    record = held.get(key)
    if record is None or not text:
        return key in held
    return words(record.text) == words(text)


def _near(view: View, key: str, text: str, about: set[str]) -> Record | None:
    """The record of the same kind whose words are the nearest, if they are near enough."""
    kind = key.rsplit("-", 1)[0]
    shape = next((c for c in Record.__subclasses__() if c.__name__.lower() == kind), None)
    if shape is None or not text:
        return None
    names: list[str | None] = [*sorted(about)] or [None]
    found = [record for name in names for record in view.records(shape, authority=name)]
    texts = [" ".join(words(record.text)) for record in found]
    best = process.extractOne(" ".join(words(text)), texts, scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[best[2]] if best else None


def _about(one: Suspect, held: dict[str, Record | None]) -> Iterator[str]:
    ends = (held.get(one.decision.subject), held.get(one.decision.object), *one.now.values())
    yield from (record.authority for record in ends if record is not None)

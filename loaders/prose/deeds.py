"""Actions that somebody else tells of: what inspectors, or a news page, say an authority did.

Inspectors describe how things are, judge them, and now and then say what the authority did:
"leaders have introduced a tracker". Only that last is an action. Four ways of telling it are
read, so that no sentence of mere practice ("social workers visit regularly") counts:

- those who lead did, are doing or plan a thing that changes the service;
- something of the service was made, or is being made;
- it is named as done ("the introduction of a tracker"), or as the means ("by introducing it");
- there is now something new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.prose.actions import Told
from loaders.prose.clauses import Clause, clauses_of
from loaders.prose.cues import plain
from loaders.prose.deed_names import named_in
from loaders.prose.deed_signs import may_tell, signs
from loaders.prose.deed_words import (
    AGAINST,
    HEDGED,
    NONE,
    acts,
    bases,
    head,
    head_is,
    is_vague,
    names,
    verbs,
)
from loaders.prose.status import PLANNED, UNDER_WAY, status_of
from loaders.prose.verbs import VerbGroup
from ontology.phrases import split

_PLANS = re.compile(r"(?:[\w-]+ ){0,3}?plans? (?:in place )?to (?P<verb>[\w-]+)")
_IN_PROCESS = re.compile(r"(?:now |also |currently |still )*in the process of\b")
_IN_POST = re.compile(r"(?:up|into) (?:his |her |their |the )?posts?\b")
# "11 have been adopted", "only half of the audits are being completed": counted, not done.
_COUNTED = re.compile(
    r"^\W*[\d,]+\W*$|\b(?:only|half|fewer|proportion|percentage|the (?:\w+ )?number of)\b"
)
_NEAR = 9  # words behind a verb that tell what was made
_SHORTEST = 4  # words of an action
_SUBJECT = 5  # words: "the help that the council commissioned ..." is no subject with its verb


def deeds_in(sentence: str) -> list[Told]:
    """Return the actions that a sentence of somebody else tells of, in order, none overlapping.

    Args:
        sentence: one sentence, exactly as printed.
    """
    words = frozenset(split(sentence))
    if signs().isdisjoint(words):
        return []
    lower = plain(sentence)
    found: list[Told] = []
    for told in (*_of_clauses(sentence, lower, words), *named_in(sentence, lower, words)):
        apart = all(told.end <= one.start or one.end <= told.start for one in found)
        if apart and len(sentence[told.start : told.end].split()) >= _SHORTEST:
            found.append(told)
    return sorted(found, key=lambda told: told.start)


def _of_clauses(sentence: str, lower: str, words: frozenset[str]) -> Iterator[Told]:
    if may_tell(lower, words):
        for clause in clauses_of(sentence):
            yield from _of_clause(clause)


def _of_clause(clause: Clause) -> Iterator[Told]:
    group = clause.groups[0]
    cut = AGAINST.search(plain(clause.text), clause.tokens[group.first].start, clause.end)
    end = cut.start() if cut else clause.end
    if group.negated or group.parts[:1] == ("had",):
        return  # "had been completed" tells of a child's case, looked at afterwards
    if HEDGED.search(plain(clause.text[clause.start : end])):
        return
    subject = clause.before(group)
    near = " ".join(plain(clause.text[clause.tokens[group.last].end : end]).split()[:_NEAR])
    status = None if is_vague(near) else _status(group, clause, plain(subject), near)
    if status:
        yield Told(
            start=clause.start,
            end=end,
            status=status,
            subject=subject.strip(),
            active=not group.passive,
        )


def _status(group: VerbGroup, clause: Clause, subject: str, near: str) -> str | None:
    """Return the status of the action that a clause tells of; None if it tells of none."""
    if group.passive:
        return status_of(clause, [group]) if _made(group, subject, near) else None
    if not head_is(subject, "leading"):
        return None
    if group.form == "copula":
        return _about_to(group, near)
    if not group.parts and len(head(subject).split()) > _SUBJECT:
        return None
    return status_of(clause, [group]) if _did(group, near) else None


def _made(group: VerbGroup, subject: str, near: str) -> bool:
    """Tell whether a passive verb says that something of the service was or is being made."""
    verb = bases().get(group.verb, group.verb)
    past = group.parts[:1] in (("was",), ("were",))
    if not (past or {"been", "being"} & set(group.parts)):
        return verb in verbs("planning") and group.inner is not None and acts(group.inner)
    if NONE.match(head(subject)) or _COUNTED.search(head(subject)):
        return False
    if head_is(subject, "staff"):
        given = verb in ("provide", "give", "offer") and names(near, "means", 5)
        return given or verb in ("train", "recruit", "appoint")
    if any(head_is(subject, code) for code in ("practice", "vague")):
        return False
    if verb in verbs("working"):
        return names(subject, "works", 12) or (verb == "put" and near.startswith("in place"))
    return verb in verbs("making")


def _did(group: VerbGroup, near: str) -> bool:
    """Tell whether an active verb says what those who lead did, are doing or plan."""
    verb = bases().get(group.verb, group.verb)
    if group.inner and (verb in verbs("planning") or verb in verbs("deciding")):
        return acts(group.inner)
    if verb in ("come", "take") and _IN_POST.match(near):
        return True
    going = group.form == "ing"
    if not (going or group.form == "ed" or group.parts[:1] == ("will",)):
        return False
    if verb in ("begin", "start", "commence") and group.inner:
        return group.inner in verbs("making")
    if verb in verbs("consulting") and going:
        return True
    if verb in ("provide", "allocate", "commit", "receive"):
        return names(near, "means", 5)
    if verb in verbs("working"):
        return names(near, "works", 6)
    return verb in verbs("making")


def _about_to(group: VerbGroup, near: str) -> str | None:
    """Return the status where those who lead have plans to act, or are about to."""
    if group.verb == "have":
        plans = _PLANS.match(near)
        return PLANNED if plans and acts(plans["verb"]) else None
    if _IN_PROCESS.match(near):
        return UNDER_WAY
    return PLANNED if group.inner and group.inner in verbs("making") else None

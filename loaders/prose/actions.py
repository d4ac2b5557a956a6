"""Actions in prose: one record per action, also where one sentence holds three.

Which clauses tell of one is decided in ``loaders.prose.acting``; here they are cut out.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.prose.acting import acts, doing, of_paper, works_subject
from loaders.prose.clauses import Clause, clauses_of
from loaders.prose.cues import cue_pattern, cue_words, plain
from loaders.prose.status import DONE, PLANNED, UNDER_WAY, status_of, words_status
from loaders.prose.verbs import VerbGroup, forms, tokens_of, verb_groups

_SHORT = 4  # words: a clause no longer than this stays with the one before it
_BEHIND_NOUN = frozenset("of for and in to with on by at from is are has".split())
_DETERMINERS = (
    "a an the our all its their his her every each new more further additional regular weekly"
    " monthly two three four five six ten some both additional".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An action as a sentence tells it: where in the sentence, its status and its subject.

    Attributes:
        subject: the words before its verb, exactly as printed; empty where it has none.
        active: whether the subject is the one who acts.
        own: whether it is a clause of its own, not one of several things said of one subject.
    """

    start: int
    end: int
    status: str
    subject: str = ""
    active: bool = False
    own: bool = True


def actions_in(sentence: str, *, follows: bool = False, bodies: Container[str] = ()) -> list[Told]:
    """Return the actions that *sentence* tells of, in order; spans do not overlap.

    Args:
        sentence: one sentence, exactly as printed.
        follows: whether the sentence before told of an action, so that "this has included"
            goes on with it.
        bodies: short names of bodies that the paper explains ("IRT").
    """
    found: list[Told] = []
    for clause in clauses_of(sentence, bodies=bodies):
        listed = _listed(clause, follows=follows or bool(found))
        for told in listed or _one(clause):
            _append(found, told, sentence)
    return _whole(found, sentence)


def named_action(words: str, *, default: str = PLANNED) -> Told | None:
    """Return the action that a phrase without main verb names, or None if it names none."""
    elliptic = _elliptic(words)
    if not elliptic and not opens_action(words) and not _imperative(words):
        return None
    status = words_status(words, default=DONE if elliptic else default)
    return Told(start=0, end=len(words), status=status)


def opens_action(words: str) -> bool:
    """Tell whether a phrase opens like the name of an action ("a review of", "increased ...")."""
    bare = re.sub(r"^\W*(?:(?:a|an|the|our|further|new|full|initial|joint)\s+)*", "", plain(words))
    first = re.match(r"[a-z][\w-]*(?: sampling| dive)?", bare)
    if first is None:
        return False
    word = first.group()
    known = forms().get(word.split()[0])
    gerund = known is not None and known[1] == "ing"
    naming = cue_pattern("actions", "naming").match(bare) is not None
    works = cue_pattern("actions", "works").match(bare) or _described(bare)
    return naming or gerund or works is not None


def _imperative(words: str) -> bool:
    """Tell whether a phrase says what to do: "Train all call handlers"."""
    tokens = tokens_of(words)
    if len(tokens) < 3 or forms().get(tokens[0].word, ("", ""))[0] != tokens[0].word:
        return False
    return tokens[0].word in doing() and tokens[1].word not in _BEHIND_NOUN


def _described(words: str) -> re.Match[str] | None:
    """Match a noun of action behind one or two words: "multi-agency audit of repeat referrals"."""
    works = cue_pattern("actions", "works").pattern
    return re.match(rf"(?:[a-z][\w-]+\s+){{1,2}}?{works}\s+(?:of|for|with|on|to|by)\b", words)


def _elliptic(words: str) -> bool:
    """Tell whether a phrase leaves out "has been": "Two team managers recruited in May"."""
    tokens = tokens_of(words)
    if verb_groups(tokens):
        return False
    told = (forms().get(token.word, ("", "")) for token in tokens[1:])
    participles = [base for base, form in told if form == "ed" and base in doing()]
    return bool(participles) and tokens[0].word not in ("to", "for")


def _one(clause: Clause) -> list[Told]:
    """Return the action of one clause, cut where it lists several with one subject."""
    acting = [group for group in clause.groups if acts(group, clause)]
    status = status_of(clause, acting) if acting else None
    if status is None:
        return []
    group = acting[0]
    active = (not group.passive and group.verb != "receive") or (
        group.verb in cue_words("actions", "obliging") and group.inner is not None
    )
    cuts = _objects(clause, group) if not group.passive else []
    bounds = [clause.start, *cuts, clause.end]
    subject = clause.text[clause.start : clause.tokens[group.first].start].strip()
    return [
        Told(
            start=start,
            end=_shorten(clause.text, start, end) if end != clause.end else end,
            status=status,
            subject=subject,
            active=active,
            own=start == clause.start,
        )
        for start, end in pairwise(bounds)
    ]


def _listed(clause: Clause, *, follows: bool) -> list[Told]:
    """Return the actions that stand in a list after "has included"; [] if there is no list."""
    group = clause.groups[0]
    if group.verb not in cue_words("actions", "containing") or group.passive:
        return []
    subject = plain(clause.before(group))
    pronoun = subject.split()[-1:] in (["this"], ["these"], ["they"], ["it"])
    if not (works_subject(subject) or (pronoun and follows)) or of_paper(subject):
        return []
    status = status_of(clause, [group])
    if status is None:
        return []
    first = clause.tokens[group.last].end
    items = _items(clause.text, first, clause.end)
    return [Told(start=s, end=e, status=status) for s, e in items]


def _items(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a list at the joints behind which the name of another action opens."""
    starts = [first + len(text[first:last]) - len(text[first:last].lstrip(" :"))]
    if not opens_action(text[starts[0] : last]):
        return []
    for joint in re.finditer(r",\s+and\s+|;\s+(?:and\s+)?|,\s+|\s+and\s+", text[first:last]):
        at = first + joint.end()
        if _in_brackets(text, at) or not opens_action(text[at:last]):
            continue
        bare = joint.group().strip() == "and"
        if len(text[at:last].split()) < 3 or (bare and at - starts[-1] < 25):
            continue  # "audit and review of ...", "such as visits and supervision": one name
        starts.append(at)
    ends = [*starts[1:], last]
    return [(start, _shorten(text, start, end)) for start, end in zip(starts, ends, strict=True)]


def _objects(clause: Clause, group: VerbGroup) -> list[int]:
    """Return where further actions of one subject begin: "has A, launched B and trained C"."""
    tokens = clause.tokens
    cuts: list[int] = []
    last = group.last
    for i in range(group.last + 2, len(tokens) - 1):
        token = tokens[i]
        if token.start >= clause.end:
            break
        known = forms().get(token.word)
        if known is None or known[1] != group.form or known[0] not in doing():
            continue
        joint, after = tokens[i - 1].word, tokens[i + 1].word
        own_object = after in _DETERMINERS or (
            group.form != "base" and after not in ("and", "by", "to", "in", "with", ",", ".")
        )
        if joint in (",", "and", ";") and own_object and i - last > 2:
            cuts.append(token.start)
            last = i
    return cuts


def _append(found: list[Told], told: Told, sentence: str) -> None:
    """Add an action; a clause of very few words belongs to the one before it."""
    if (
        found
        and len(sentence[told.start : told.end].split()) <= _SHORT
        and told.own
        and told.subject
    ):
        before = found[-1]
        status = before.status if before.status == told.status else UNDER_WAY
        found[-1] = replace(before, end=told.end, status=status)
        return
    if found and told.start < found[-1].end:
        return
    found.append(told)


def _whole(found: list[Told], sentence: str) -> list[Told]:
    """Give an action that begins the sentence and ends with it the full stop too."""
    return [told for told in found if len(sentence[told.start : told.end].split()) > 2]


def presented_in(sentence: str) -> list[Told]:
    """Return the work that a meeting heard about: "... reported on the set up of the new team"."""
    cue = cue_pattern("actions", "presenting").search(plain(sentence))
    if cue is None:
        return []
    rest = re.compile(r"(?:\s+(?:the|members|us)\b(?:\s+\w+){0,3}?\s+(?:about|on))?\s*")
    skipped = rest.match(plain(sentence), cue.end())
    first = skipped.end() if skipped else cue.end()
    last = len(sentence.rstrip(" ."))
    return [
        Told(start=start, end=end, status=words_status(sentence[start:end], default=UNDER_WAY))
        for start, end in _items(sentence, first, last)
    ]


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _shorten(text: str, start: int, end: int) -> int:
    """Take the joint to the next action off the end of a span."""
    words = text[start:end].rstrip(" ,;")
    for joint in (" and", " as well as"):
        words = words.removesuffix(joint).rstrip(" ,;")
    return start + len(words)

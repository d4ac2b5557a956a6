"""Actions in prose: one record per action, also where one sentence holds three.

A clause tells of an action if its main verb is one of doing ("was appointed", "are recruiting"), or
a light verb with a noun of action ("work has taken place", "has weekly oversight of"). What papers,
visits and inspectors do is no action of the authority, and neither is a state of affairs ("is
improving") or a need ("should").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.clauses import Clause, clauses_of
from loaders.cues import cue_pattern, cue_words, has_cue, plain
from loaders.owners import is_agent, parties_in
from loaders.status import PLANNED, UNDER_WAY, group_status, repeated, status_of, words_status
from loaders.verbs import VerbGroup, forms, tokens_of

_SHORT = 4  # words: a clause no longer than this stays with the one before it
_DETERMINERS = (
    "a an the our all its their his her every each new more further additional regular weekly"
    " monthly two three four five six ten some both additional".split()
)
_THERE = re.compile(
    r"\bthere (?:is|are|has been|have been|will be)\b.{0,40}?"
    r"\b(?:being (?:\w+ed|done|made|taken)|under ?way|planned|in progress|in development)\b"
)
_PAPER = re.compile(
    r"\s*(?:the|a|an|her|his|its|their)\s+(?:[\w-]+\s+){0,3}?(?:report|letter|paper)s?\b"
)
# What does not happen, or is only counted, is no action.
_NOBODY = re.compile(
    r"\s*(?:however, |in addition, )?(?:no|none|neither|nothing|few|fewer)\b"
    r"|.*\b\d+\s?%|.*\b(?:number|percentage|proportion|rate|majority|speed|timeliness) of\b"
)
_PARTICLES = frozenset({("carry", "out"), ("go", "through"), ("go", "over"), ("set", "up")})
_CHANGING = frozenset("improve increase reduce change double expand progress grow".split())
_ADJUNCT = r"\b(?:of|in|for|from|by|following|after|since|during|to|at|with|on|under)\b"


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


def actions_in(sentence: str, *, follows: bool = False) -> list[Told]:
    """Return the actions that *sentence* tells of, in order; spans do not overlap.

    Args:
        sentence: one sentence, exactly as printed.
        follows: whether the sentence before told of an action, so that "this has included"
            goes on with it.
    """
    found: list[Told] = []
    for clause in clauses_of(sentence):
        listed = _listed(clause, follows=follows or bool(found))
        for told in listed or _one(clause):
            _append(found, told, sentence)
    return _whole(found, sentence)


def named_action(words: str, *, default: str = PLANNED) -> Told | None:
    """Return the action that a phrase without main verb names, or None if it names none."""
    if not opens_action(words):
        return None
    return Told(start=0, end=len(words), status=words_status(words, default=default))


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
    works = cue_pattern("actions", "works").match(bare) is not None
    return naming or gerund or works


def _one(clause: Clause) -> list[Told]:
    """Return the action of one clause, cut where it lists several with one subject."""
    acting = [group for group in clause.groups if _acts(group, clause)]
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


def _acts(group: VerbGroup, clause: Clause) -> bool:
    """Tell whether a main verb tells of an action of the authority."""
    printed, behind = clause.before(group), clause.behind(group)
    subject = plain(printed)
    if _THERE.search(plain(clause.words)):
        return True
    if group.negated or _NOBODY.match(subject) or group_status(group, clause) is None:
        return False
    if _of_paper(subject) and not (group.passive and repeated(behind)):
        return False
    near = " ".join(behind.split()[:8])
    if group.form == "copula":
        return _state_acts(group, printed, near)
    if group.verb in cue_words("actions", "planning"):
        return _planned_acts(group, printed, near)
    if group.verb in cue_words("actions", "deciding"):
        return group.inner is not None and group.inner in _doing()
    if group.verb in cue_words("actions", "obliging") and group.passive:
        return group.inner is not None and group.inner in _doing()
    if group.verb in _light() and group.verb not in _doing():
        return _light_acts(group, printed, near)
    if group.verb in _light() and re.match(r"to\b|in\b(?!\s+place)|about\b", near):
        return False
    return group.verb in _doing() and _does(group, printed, clause)


def _does(group: VerbGroup, subject: str, clause: Clause) -> bool:
    """Tell whether a verb of doing is used as one, by its voice and its subject."""
    if group.verb == "lead" and not group.passive and re.match(r"\s*to\b", clause.behind(group)):
        return False
    if group.passive:
        present = group.parts[0] in ("is", "are", "am") and "being" not in group.parts
        standing = group.verb in cue_words("actions", "standing")
        return not present or standing or _repeated(clause)
    if not is_agent(subject) and (group.verb in _CHANGING or not _works_subject(subject)):
        return False  # "caseloads are reducing" is what came of it, not what was done
    if group.verb in ("review", "present", "publish") and _PAPER.match(clause.behind(group)):
        return False  # reading a paper at a meeting
    if group.form in ("s", "base") and not (group.parts and group.parts[0] != "do"):
        return _repeated(clause) or has_cue("actions", "recurring", clause.words)
    return True


def _repeated(clause: Clause) -> bool:
    return repeated(clause.words) or re.search(r"\bnow\b", plain(clause.words)) is not None


def _light_acts(group: VerbGroup, subject: str, near: str) -> bool:
    onward = cue_words("actions", "continuing") | cue_words("actions", "starting")
    if group.verb in onward and group.inner:
        does = group.inner in _doing() | _light()
        return does and (is_agent(subject) or _works_subject(subject))
    if (group.verb, near.split(" ", 1)[0]) in _PARTICLES:
        return True
    if group.verb == "remain":
        return is_agent(subject) or bool(re.match(r"(?:involved|in place|in post)", near))
    if re.match(r"(?:to|in)\b", near) and group.verb in ("lead", "see", "result"):
        return False
    if group.verb in ("receive", "meet"):
        return repeated(f"{subject}, {near}")
    if group.verb == "see" or group.verb == "become":
        return False
    if group.verb == "take":
        return bool(re.match(r"place|(?:the )?form|(?:the |a )?decision to|forward|steps|action|up|over|on", near))
    if group.verb == "put":
        return bool(re.match(r"in place|in", near)) or has_cue("actions", "works", near)
    first = _plural_free(" ".join(near.split()[:5]))
    return _works_subject(subject) or has_cue("actions", "works", first)


def _planned_acts(group: VerbGroup, subject: str, near: str) -> bool:
    if group.inner:
        return group.inner in _doing() or group.inner in _light()
    if group.verb in ("expect", "anticipate"):
        return False
    return group.passive or is_agent(subject)


def _state_acts(group: VerbGroup, subject: str, near: str) -> bool:
    """Tell whether "is", "will be" or "has" with its complement tells of an action."""
    if group.verb == "have":
        works = has_cue("actions", "works", _plural_free(" ".join(near.split()[:5])))
        return works and is_agent(subject) and not re.match(r"(?:no|not|to)\b", near)
    if re.match(r"\s*there\s*$", subject.rsplit(",", 1)[-1], re.IGNORECASE):
        return _exists(group, near)
    if group.inner:
        return group.inner in _doing() and group.parts[-1] in ("is", "are")
    cues = any(has_cue("actions", code, near) for code in ("coming", "being"))
    ended = has_cue("actions", "ended", " ".join(near.split()[:3]))
    if cues or ended:
        return True
    if group.parts[0] in ("will", "would", "shall"):
        return bool(re.match(r"(?:an?|the|further|additional)\s", near)) and has_cue(
            "actions", "works", " ".join(near.split()[:4])
        )
    return False


def _exists(group: VerbGroup, near: str) -> bool:
    """Tell whether "there are plans to ..." or "there has been investment in ..." is an action."""
    if re.match(r"(?:\w+ )?plans? to\b", near):
        return True
    outcome = re.match(
        r"(?:[\w-]+ ){0,3}?(?:improvement|progress|change|increase|reduction)", near
    )
    works = has_cue("actions", "works", " ".join(near.split()[:4]))
    return "been" in group.parts and works and not outcome


def _listed(clause: Clause, *, follows: bool) -> list[Told]:
    """Return the actions that stand in a list after "has included"; [] if there is no list."""
    group = clause.groups[0]
    if group.verb not in cue_words("actions", "containing") or group.passive:
        return []
    subject = plain(clause.before(group))
    pronoun = subject.split()[-1:] in (["this"], ["these"], ["they"], ["it"])
    if not (_works_subject(subject) or (pronoun and follows)) or _of_paper(subject):
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
    """Return where further actions with the same subject begin: "has A, launched B and trained C"."""
    tokens = clause.tokens
    cuts: list[int] = []
    last = group.last
    for i in range(group.last + 2, len(tokens) - 1):
        token = tokens[i]
        if token.start >= clause.end:
            break
        known = forms().get(token.word)
        if known is None or known[1] != group.form or known[0] not in _doing():
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


def _works_subject(subject: str) -> bool:
    return has_cue("actions", "works", " ".join(_plural_free(plain(subject)).split()[-9:]))


def _plural_free(words: str) -> str:
    return re.sub(r"(?<=[a-z]{3})s\b", "", words) + " " + words


def _of_paper(subject: str) -> bool:
    """Tell whether the subject is a paper, a visit or inspectors."""
    papers = cue_pattern("actions", "papers")
    head, *rest = re.split(_ADJUNCT, subject.strip(" ,").rsplit(",", 1)[-1].strip(), maxsplit=1)
    if head.strip() and not re.fullmatch(r"\s*\w+ly\s*", head):
        return papers.search(head) is not None
    # "During the visit inspectors ...": only the word before the verb tells who acts.
    return bool(rest) and papers.search(rest[0].split()[-1]) is not None


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _shorten(text: str, start: int, end: int) -> int:
    """Take the joint to the next action off the end of a span."""
    words = text[start:end].rstrip(" ,;")
    for joint in (" and", " as well as"):
        words = words.removesuffix(joint).rstrip(" ,;")
    return start + len(words)


def _doing() -> frozenset[str]:
    return frozenset(word.split()[0] for word in cue_words("actions", "doing"))


def _light() -> frozenset[str]:
    return cue_words("actions", "light")


__all__ = ["Told", "actions_in", "named_action", "opens_action", "tokens_of"]

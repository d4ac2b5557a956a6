"""Whether a verb tells of an action of the authority.

A clause tells of an action if its main verb is one of doing ("was appointed", "are recruiting"),
or a light verb with a noun of action ("work has taken place", "has weekly oversight of"). What
papers, visits and inspectors do is no action of the authority, and neither is a state of affairs
("is improving") or a need ("should").
"""

from __future__ import annotations

import re
from functools import cache

from loaders.prose.clauses import Clause
from loaders.prose.cues import cue_pattern, cue_words, has_cue, plain
from loaders.prose.owners import is_agent
from loaders.prose.status import group_status, repeated
from loaders.prose.verbs import VerbGroup

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


def acts(group: VerbGroup, clause: Clause) -> bool:
    """Tell whether a main verb tells of an action of the authority."""
    printed, behind = clause.before(clause.groups[0]), clause.behind(group)
    subject = plain(printed)
    if _THERE.search(plain(clause.words)):
        return True
    if group.negated or _NOBODY.match(subject) or group_status(group, clause) is None:
        return False
    if of_paper(subject) and not (group.passive and repeated(behind)):
        return False
    near = " ".join(behind.split()[:8])
    if group.form == "copula":
        return _state_acts(group, clause, near)
    if group.verb in cue_words("actions", "planning"):
        return _planned_acts(group, clause, near)
    if group.verb in cue_words("actions", "deciding"):
        return group.inner is not None and group.inner in doing()
    if group.verb in cue_words("actions", "obliging") and group.passive:
        return group.inner is not None and group.inner in doing()
    if group.verb in light() and group.verb not in doing():
        return _light_acts(group, clause, near)
    if group.verb in light() and re.match(r"to\b|in\b(?!\s+place)|about\b", near):
        return False
    return group.verb in doing() and _does(group, printed, clause)


def _does(group: VerbGroup, subject: str, clause: Clause) -> bool:
    """Tell whether a verb of doing is used as one, by its voice and its subject."""
    if group.verb == "lead" and not group.passive and re.match(r"\s*to\b", clause.behind(group)):
        return False
    if group.passive:
        present = group.parts[0] in ("is", "are", "am") and "being" not in group.parts
        standing = group.verb in cue_words("actions", "standing")
        return not present or standing or _repeated(clause)
    if clause.frame == "decided":
        return True  # "it is proposed that the Board oversees the plan"
    if not _agent(clause) and (group.verb in _CHANGING or not works_subject(subject)):
        return False  # "caseloads are reducing" is what came of it, not what was done
    if group.verb in ("review", "present", "publish") and _PAPER.match(clause.behind(group)):
        return False  # reading a paper at a meeting
    if group.form in ("s", "base") and not (group.parts and group.parts[0] != "do"):
        return _repeated(clause) or has_cue("actions", "recurring", clause.words)
    return True


def _repeated(clause: Clause) -> bool:
    return repeated(clause.words) or re.search(r"\bnow\b", plain(clause.words)) is not None


def _agent(clause: Clause) -> bool:
    """Tell whether the subject of a clause ends in someone who can act."""
    return is_agent(clause.before(clause.groups[0]), bodies=clause.bodies)


def _light_acts(group: VerbGroup, clause: Clause, near: str) -> bool:
    subject = clause.before(clause.groups[0])
    onward = cue_words("actions", "continuing") | cue_words("actions", "starting")
    if group.verb in onward and group.inner:
        does = group.inner in doing() | light()
        return does and (_agent(clause) or works_subject(subject))
    if (group.verb, near.split(" ", 1)[0]) in _PARTICLES:
        return True
    if group.verb == "remain":
        return _agent(clause) or bool(re.match(r"(?:involved|in place|in post)", near))
    if re.match(r"(?:to|in)\b", near) and group.verb in ("lead", "see", "result"):
        return False
    if group.verb in ("receive", "meet"):
        return repeated(f"{subject}, {near}")
    if group.verb == "see" or group.verb == "become":
        return False
    if group.verb == "take":
        return bool(
            re.match(
                r"place|(?:the )?form|(?:the |a )?decision to|forward|steps|action|up|over|on",
                near,
            )
        )
    if group.verb == "put":
        return bool(re.match(r"in place|in", near)) or has_cue("actions", "works", near)
    first = _plural_free(" ".join(near.split()[:5]))
    return works_subject(subject) or has_cue("actions", "works", first)


def _planned_acts(group: VerbGroup, clause: Clause, near: str) -> bool:
    if group.inner:
        return group.inner in doing() or group.inner in light()
    if group.verb in ("expect", "anticipate"):
        return False
    return group.passive or _agent(clause)


def _state_acts(group: VerbGroup, clause: Clause, near: str) -> bool:
    """Tell whether "is", "will be" or "has" with its complement tells of an action."""
    subject = clause.before(clause.groups[0])
    if group.verb == "have":
        works = has_cue("actions", "works", _plural_free(" ".join(near.split()[:5])))
        return works and _agent(clause) and not re.match(r"(?:no|not|to)\b", near)
    if re.match(r"\s*there\s*$", subject.rsplit(",", 1)[-1], re.IGNORECASE):
        return _exists(group, near)
    if group.inner:
        return group.inner in doing() and group.parts[-1] in ("is", "are")
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


def works_subject(subject: str) -> bool:
    """Tell whether a subject ends with a noun of action ("development work with partners")."""
    return has_cue("actions", "works", " ".join(_plural_free(plain(subject)).split()[-9:]))


def _plural_free(words: str) -> str:
    return re.sub(r"(?<=[a-z]{3})s\b", "", words) + " " + words


def of_paper(subject: str) -> bool:
    """Tell whether the subject is a paper, a visit or inspectors."""
    papers = cue_pattern("actions", "papers")
    head, *rest = re.split(_ADJUNCT, subject.strip(" ,").rsplit(",", 1)[-1].strip(), maxsplit=1)
    if head.strip() and not re.fullmatch(r"\s*\w+ly\s*", head):
        return papers.search(head) is not None
    # "During the visit inspectors ...": only the word before the verb tells who acts.
    return bool(rest) and papers.search(rest[0].split()[-1]) is not None


@cache
def doing() -> frozenset[str]:
    """Return the verbs that alone tell of an action, in their base form."""
    return frozenset(word.split()[0] for word in cue_words("actions", "doing"))


@cache
def light() -> frozenset[str]:
    """Return the verbs that tell of an action only with a noun of action."""
    return cue_words("actions", "light")

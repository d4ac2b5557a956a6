"""Clauses: one sentence cut at its main verbs, so that one sentence may hold several actions."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.prose.cues import cue_words, plain
from loaders.prose.owners import is_agent
from loaders.prose.verbs import Token, VerbGroup, is_adverb, tokens_of, verb_groups

_JOINTS = frozenset({"and", "but", ",", ";", ":", "–", "-", "or"})
# Each of these takes the next verb for its own clause.
_WAITING = frozenset(
    "that which who whom whose where when if whether how what why ensure ensuring".split()
)
# These do so only where they stand in the clause itself: elsewhere they are prepositions.
_OPENERS = frozenset("while whilst because as until unless although though since".split())
_MEETINGS = frozenset(
    "it we members board partnership committee group panel meeting executive cabinet".split()
)
_BEHIND_AS = frozenset("we they it the this these there our many some i he she".split())
_CONCEDING = frozenset({"while", "whilst", "although", "though"})
_PREPOSITIONS = frozenset("of in at on by for from with since to after before during".split())
_ELLIPTIC = frozenset("needed required appropriate necessary possible relevant applicable".split())


@dataclass(slots=True, kw_only=True)
class Clause:
    """A stretch of a sentence with its main verbs.

    Attributes:
        start: offset of its first character in the sentence; ``end`` is behind its last.
        subject: the words before its first main verb, plain.
        groups: its main verb groups; those of relative and other dependent clauses are left out.
        frame: decided or relayed, where "it was agreed that" or "it was confirmed that" opens it.
        strong: whether a comma, semicolon or "but" parts it from the clause before.
        bodies: short names of bodies that the paper explains.
    """

    text: str
    start: int
    end: int
    subject: str
    groups: list[VerbGroup] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    frame: str | None = None
    strong: bool = True
    bodies: Container[str] = ()

    @property
    def words(self) -> str:
        """The clause's own words, exactly as printed."""
        return self.text[self.start : self.end]

    def behind(self, group: VerbGroup) -> str:
        """The words behind a verb group up to the end of the clause, plain."""
        return plain(self.text[self.tokens[group.last].end : self.end])

    def before(self, group: VerbGroup) -> str:
        """The words of the clause before a verb group, exactly as printed."""
        return self.text[self.start : self.tokens[group.first].start]


def clauses_of(text: str, *, bodies: Container[str] = ()) -> list[Clause]:
    """Cut a sentence into its main clauses, in order; they cover its verbs, not every comma.

    A sentence without a finite verb gives no clause. *bodies* are short names of bodies that the
    paper explains ("IRT").
    """
    tokens = tokens_of(text)
    groups = verb_groups(tokens)
    cutter = _Cutter(text, tokens, groups, bodies)
    for index in range(len(groups)):
        cutter.place(index)
    return cutter.finish()


class _Cutter:
    """Walks over the verb groups of one sentence and opens a clause at each new subject."""

    def __init__(
        self, text: str, tokens: list[Token], groups: list[VerbGroup], bodies: Container[str]
    ) -> None:
        self.text, self.tokens, self.groups, self.bodies = text, tokens, groups, bodies
        self.clauses: list[Clause] = []
        self.frame: str | None = None
        self.frame_start = 0
        self.pending = 0  # words like "that" and "who" that still wait for their verb
        self.last_dependent: VerbGroup | None = None

    def place(self, index: int) -> None:
        """Add the verb group to the open clause, open a new one, or pass it over as dependent."""
        group = self.groups[index]
        since = self.groups[index - 1].last + 1 if index else 0
        joint = self._joint(since, group.first) if index else None
        if self._dependent(group, since, joint):
            self.last_dependent = group
            return
        if not self.clauses or joint is not None:
            if not group.parts and self.clauses and not self._acts(joint, group):
                return  # "... and partners to develop improved approaches": no finite verb
            self._open(group, joint, since)
        elif not self._coordinated(group):
            return
        self.last_dependent = None
        self.clauses[-1].groups.append(group)
        self._note_frame(group)

    def finish(self) -> list[Clause]:
        """Close the last clause and return all that hold a main verb."""
        for one, following in pairwise(self.clauses):
            one.end = following.start
        for clause in self.clauses:
            _trim(clause)
        return [clause for clause in self.clauses if clause.groups]

    def _joint(self, since: int, until: int) -> int | None:
        """Return the index of the first token of a new clause between two verb groups, if any."""
        best: int | None = None
        strong = False
        for i in range(since, until):
            word = self.tokens[i].word
            if word == "there" and until - i <= 2:
                return i
            if word not in _JOINTS:
                continue
            heavy = word in (";", "but") or (
                word == "," and i + 1 < until and self.tokens[i + 1].word in ("and", "but")
            )
            begin = i + 1
            while begin < until and self.tokens[begin].word in ("and", "but", ",", "–"):
                begin += 1
            if (heavy or not strong) and self._subject_from(begin, until):
                best, strong = begin, strong or heavy
        return best

    def _subject_from(self, begin: int, until: int) -> bool:
        words = [self.tokens[i].word for i in range(begin, until)]
        while words and is_adverb(words[0]):
            words.pop(0)
        return bool(words) and words[0] not in ("to", "of", "for", "with", "by", "from", "or")

    def _dependent(self, group: VerbGroup, since: int, joint: int | None) -> bool:
        """Tell whether the group is the verb of a relative or other dependent clause."""
        words = [token.word for token in self.tokens[since : group.first]]
        if any(self._fresh(i) for i in range(since, group.first)):
            self.pending = 0
        waiting = [i for i in range(since, group.first) if self._waits(i)]
        if self.frame and [self.tokens[i].word for i in waiting] == ["that"]:
            self.pending = 0
            return False  # "and that ...": goes on with what a meeting agreed or was told
        self.pending += len(waiting)
        if self.pending:
            self.pending -= 1
            return True
        if self.clauses and self._contact(group):
            return True
        own = words if joint is None else words[joint - since :]
        if not since and words[:1] == ["since"] and not self._comma_later(group):
            return False  # "Since May a charity has ...": a time, not a clause
        if any(_opens(word, own[i + 1 : i + 2]) for i, word in enumerate(own)):
            return not (own[0] in _OPENERS and "," in own)
        return self._same_again(group, joint)

    def _comma_later(self, group: VerbGroup) -> bool:
        """Tell whether another verb follows behind a comma."""
        later = [one.first for one in self.groups if one.first > group.last]
        rest = self.tokens[group.last : later[-1]] if later else []
        return any(token.word == "," for token in rest)

    def _contact(self, group: VerbGroup) -> bool:
        """Tell whether a relative clause without pronoun begins here ("people we work with")."""
        at = group.first - 1
        while at > 0 and is_adverb(self.tokens[at].word):
            at -= 1
        if at < 1 or self.tokens[at].word not in ("we", "they", "i", "you", "he", "she"):
            return False
        before = self.tokens[at - 1].word
        return before.isalpha() and before not in _JOINTS and not is_adverb(before)

    def _fresh(self, at: int) -> bool:
        word = self.tokens[at].word
        return word == ";" or (word == "but" and self.tokens[at - 1].word == ",")

    def _waits(self, at: int) -> bool:
        word, before = self.tokens[at].word, self.tokens[at - 1].word if at else ""
        after = self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""
        if word not in _WAITING or (word == "that" and before in _PREPOSITIONS):
            return False
        if word in ("ensure", "ensuring"):
            return after != "that"
        return not (word in ("where", "when", "if") and (after in _ELLIPTIC or after[-2:] == "ed"))

    def _same_again(self, group: VerbGroup, joint: int | None) -> bool:
        """Tell whether "... of which 21% were good and 11% were poor" goes on in the same way."""
        before = self.last_dependent
        if before is None or joint is None or self.tokens[joint - 1].word != "and":
            return False
        existential = self.tokens[joint].word == "there" and group.form == "copula"
        return existential or (bool(group.parts) and before.parts[:1] == group.parts[:1])

    def _acts(self, joint: int | None, group: VerbGroup) -> bool:
        subject = [token.word for token in self.tokens[joint or 0 : group.first]]
        goes_on = group.verb in cue_words("actions", "continuing")
        short = len(subject) <= 5 and "to" not in subject
        first = self.tokens[joint or 0].start
        before = self.text[first : self.tokens[group.first].start]
        return short and (goes_on or is_agent(before, bodies=self.bodies))

    def _coordinated(self, group: VerbGroup) -> bool:
        """Tell whether the group shares the clause's subject ("... and is being reviewed")."""
        if not self.clauses[-1].groups:
            return True
        at = group.first - 1
        while at > 0 and is_adverb(self.tokens[at].word):
            at -= 1
        joined = self.tokens[at].word in ("and", "but", "or", ",")
        return joined or (self.last_dependent is not None and bool(group.parts))

    def _open(self, group: VerbGroup, joint: int | None, since: int) -> None:
        begin = joint if joint is not None else 0
        if self.frame and joint is None:
            begin = since
        while begin < group.first and self.tokens[begin].word in ("that", ",", "and", "but"):
            begin += 1
        before = self.tokens[joint - 1].word if joint else ","
        conceded = joint is not None and self.tokens[0].word in _CONCEDING
        conceded |= self.frame == "relayed"
        start = self.tokens[begin].start if self.clauses or conceded else 0
        frame = self.frame
        if frame == "decided" and start > self.frame_start:
            start = self.frame_start
            self.frame_start = len(self.text)
        self.clauses.append(
            Clause(
                bodies=self.bodies,
                text=self.text,
                start=start,
                end=len(self.text),
                subject=plain(
                    self.text[self.tokens[begin].start : self.tokens[group.first].start]
                ),
                tokens=self.tokens,
                frame=frame,
                strong=before != "and",
            )
        )

    def _note_frame(self, group: VerbGroup) -> None:
        """Remember "it was agreed that": what follows is told as its own main clause."""
        follows = self.tokens[group.last + 1].word if group.last + 1 < len(self.tokens) else ""
        if follows != "that" or not (group.passive or group.form in ("ed", "s")):
            return
        clause = self.clauses[-1]
        if not _speaks_for_meeting(clause.subject):
            return
        if group.verb in cue_words("actions", "deciding"):
            self.frame, self.frame_start = "decided", clause.start
        elif group.verb in cue_words("actions", "relaying"):
            self.frame = "relayed"
        if self.frame:
            self.clauses.pop()


def _opens(word: str, after: list[str]) -> bool:
    """Tell whether a word opens a dependent clause here; "as part of" does not."""
    if word == "as":
        return bool(after) and after[0] in _BEHIND_AS
    return word in _OPENERS


def _speaks_for_meeting(subject: str) -> bool:
    words = subject.replace("also", "").split()
    return bool(words) and words[-1] in _MEETINGS


def _trim(clause: Clause) -> None:
    """Take joints and white space off the end of a clause that another follows."""
    words = clause.text[: clause.end]
    while clause.end < len(clause.text):
        shorter = words.rstrip(" ,;–-\n")
        for joint in (" and", " but", " or"):
            shorter = shorter.removesuffix(joint)
        if shorter == words:
            break
        words = shorter
    clause.end = len(words) if clause.end < len(clause.text) else len(clause.text)

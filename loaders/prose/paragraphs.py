"""Prose of council papers, sentence by sentence: what was done, what shows it, what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from graph.quotes import Quote
from graph.records import Action, Comment, Evidence, Owner
from loaders.common import Draft, place
from loaders.polarity import polarity
from loaders.prose.actions import Told, actions_in, named_action, presented_in
from loaders.prose.dues import Due, due_in
from loaders.prose.evidence import AVAILABLE, evidence_in
from loaders.prose.offering import Offered, found_by_inspectors, offered_for
from loaders.prose.owners import (
    Bodies,
    Party,
    agents_by,
    agents_of,
    bodies_of,
    named_leads,
    only_leads,
    owner,
    person_in,
)
from loaders.prose.reported import Listener, about_another
from loaders.prose.status import PLANNED, UNDER_WAY
from loaders.reading.blocks import Block
from loaders.reading.sentences import split
from ontology.themes import themes_in

_REFERS = re.compile(r"(?:the|this|that|it)\s+(?P<noun>[\w-]+(?:\s[\w-]+)?)?", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:area|priority|recommendation|action|paragraph|para|finding)s?\.?\s+\d+(?:\.\d+)*\b",
    re.I,
)
_STOPS = re.compile(
    r"\b(?:has|have|will|is|are|was|were)(?:\s+(?:also|now|since|already|then|further|been|be))*"
    r"\s*[:;–-]*\s*$"
)


@dataclass(slots=True, kw_only=True)
class Prose:
    """Takes the records out of paragraphs; remembers what the next sentence may refer to.

    Attributes:
        under: id of the concern whose heading the paragraph stands under.
        section: that heading as printed.
        signature: who signs the paper, for sentences that say "I".
    """

    draft: Draft
    under: str | None = None
    section: str | None = None
    signature: Party | None = None
    listener: Listener = field(init=False)
    bodies: Bodies = field(init=False)
    _actions: list[Action] = field(default_factory=list)
    _above: list[Action] = field(default_factory=list)  # those of the paragraph before
    _examined: set[str] = field(default_factory=set)  # ids of actions that are evidence too
    _last: int = 0
    _before: str = ""
    _passing_list: bool = False  # the line before opens a list of what inspectors found
    _opening: str | None = None  # the line before stops at its verb: "The council has also:"

    def __post_init__(self) -> None:
        """Start listening for inspectors' words about this paper's authority."""
        self.bodies = bodies_of(self.draft.reading.text)
        self.listener = Listener(authority=self.draft.document.authority)

    def heading(self, concern: str | None, words: str | None) -> None:
        """Enter the part of the paper under a heading."""
        self.under, self.section = concern, words
        self._opening = None
        self._above = self._actions = []
        self.listener.new_section()
        if words:
            self.listener.hears(words)  # a heading may name the visit
            self.listener.new_paragraph()

    def paragraph(self, block: Block) -> bool:
        """Take the records of one paragraph; return whether there were any."""
        if self._leads(block.text):
            self.draft.use(block)
            return True
        self._begin()
        self._before = ""
        listed = self._passing_list and block.kind == "item"
        self.listener.new_paragraph()
        before = self._count()
        for start, end in split(block.text):
            if listed:
                self._pass_on(block, start, end)
            elif start == 0 and block.kind == "item" and self._opening:
                self._go_on(block, end, self._opening)
            else:
                self._sentence(block, start, end)
            self._before = block.text[start:end]
        if not listed:
            self._passing_list = self.listener.passing and block.text.rstrip()[-1:] in (":", ";")
        if block.kind != "item":
            self._opening = self._before if _STOPS.search(self._before) else None
        return self._count() > before

    def _go_on(self, block: Block, end: int, opening: str) -> None:
        """Take the first sentence of an item that goes on with the line that opens its list."""
        opened = f"{opening.rstrip(' :;')} "
        told = [
            replace(one, start=max(0, one.start - len(opened)), end=one.end - len(opened))
            for one in actions_in(opened + block.text[:end], bodies=self.bodies)
            if one.end > len(opened)
        ]
        self._record(block, 0, end, told)

    def item(self, block: Block, default: str | None) -> bool:
        """Take the records of a list item.

        Args:
            block: the item.
            default: status of an action that the item only names, from the line that opens the
                list; None if that line does not open a list of actions.
        """
        if self._passing_list or only_leads(block.text):
            return self.paragraph(block)
        self._begin()
        self.listener.new_paragraph()
        before = self._count()
        told = presented_in(block.text)
        if told:
            self._record(block, 0, len(block.text), told, elsewhere=True)
        elif default is not None:
            whole = named_action(block.text, default=default)
            if whole is None:
                whole = Told(start=0, end=len(block.text), status=default)
            told = actions_in(block.text, bodies=self.bodies) or [whole]
            self._record(block, 0, len(block.text), told)
        else:
            return self.paragraph(block)
        return self._count() > before

    def listed(self, block: Block, default: str) -> bool:
        """Take an item that names an action, if it does; else read it as prose."""
        whole = None if only_leads(block.text) else named_action(block.text, default=default)
        if whole is None or self._opening or actions_in(block.text, bodies=self.bodies):
            return self.paragraph(block)
        self._begin()
        self._record(block, 0, len(block.text), [whole])
        return True

    def _begin(self) -> None:
        """Turn to the next block."""
        self._above = self._actions or self._above
        self._actions, self._last = [], 0

    def _count(self) -> int:
        draft = self.draft
        return len(draft.actions) + len(draft.evidence) + len(draft.comments)

    def _sentence(self, block: Block, start: int, end: int) -> None:
        words = block.text[start:end]
        if _quoted(block.text, start, end) or self._leads(words):
            return
        follows = bool(self._actions) and self._last == len(self._actions)
        told = actions_in(words, follows=follows, bodies=self.bodies)
        if self.listener.hears(words):
            told = [one for one in told if one.start > 0 and one.own]
            self._pass_on(block, start, told[0].start + start if told else end)
            if told:
                self._record(block, start, end, told, quietly=True)
            return
        if about_another(words, self.draft.document.authority):
            return
        if self._only_dates(words, told):
            return
        self._record(block, start, end, told)

    def _leads(self, words: str) -> bool:
        """Take "Lead: Head of Service" as the owner of what the lines before it say is done."""
        named = only_leads(words, bodies=self.bodies) if self._actions else []
        authority = self.draft.document.authority
        leads = tuple(owner(one.name, one.kind, authority) for one in named)
        for told in self._actions if leads else ():
            action = self.draft.actions[told.id]
            if not action.owners:
                self.draft.actions[told.id] = replace(action, owners=leads)
        return bool(leads)

    def _pass_on(self, block: Block, start: int, end: int) -> None:
        """Record what inspectors found, as the authority tells it."""
        words = block.text[start:end].rstrip(" ,;")
        for joint in (" and", " but"):
            words = words.removesuffix(joint)
        quote = self._quote(block, start, start + len(words))
        said = polarity(quote.text, before=self._before) if self.listener.later else "context"
        self.draft.add(
            Comment(
                id=self._id("comment", quote.text, self.draft.document.title),
                authority=self.draft.document.authority,
                quote=quote,
                themes=themes_in(quote.text),
                voice="reported_by_authority",
                polarity=said,
                section=self.section,
            )
        )
        if said in ("strength", "improving"):
            offered = found_by_inspectors(quote.text, self._actions)
            self._add_evidence(quote, "inspection_finding_reported", AVAILABLE, offered)

    def _record(
        self,
        block: Block,
        start: int,
        end: int,
        told: list[Told],
        *,
        elsewhere: bool = False,
        quietly: bool = False,
    ) -> None:
        """Record the actions of a sentence and the evidence in it."""
        words = block.text[start:end]
        actions = [self._action(block, start, one, words) for one in told]
        self.draft.add(*actions)
        shown = [] if quietly else evidence_in(words, told, elsewhere=elsewhere)
        self._examined.update(actions[one.action].id for one in shown if one.action is not None)
        for one in shown:
            quote = self._quote(block, start + one.start, start + one.end)
            offered = offered_for(
                one,
                words,
                own=actions,
                earlier=self._actions,
                above=self._above,
                examined=self._examined,
            )
            self._add_evidence(quote, one.kind, one.status, offered)
        if actions or not shown:
            self._actions += actions
            self._last = len(self._actions)

    def _action(self, block: Block, start: int, told: Told, sentence: str) -> Action:
        quote = self._quote(block, start + told.start, start + told.end)
        due = self._due(sentence if not told.start else quote.text, told.status)
        return Action(
            id=self._id("action", quote.text),
            authority=self.draft.document.authority,
            quote=quote,
            themes=themes_in(quote.text),
            status=told.status,
            owners=self._owners(told, quote.text),
            due=due.iso if due else None,
            due_printed=due.printed if due else None,
            under=self.under,
            cites=tuple(_REFERENCE.findall(quote.text)),
        )

    def _due(self, words: str, status: str) -> Due | None:
        if status not in (PLANNED, UNDER_WAY):
            return None
        document = self.draft.document
        return due_in(
            words,
            near=document.published,
            near_is_stated=document.published_basis == "stated",
            planned=status == PLANNED,
        )

    def _owners(self, told: Told, words: str) -> tuple[Owner, ...]:
        parties = named_leads(words, bodies=self.bodies)
        if told.active and told.own:
            subject = told.subject
            parties += agents_of(subject, bodies=self.bodies)
            person = self.signature if subject.split()[-1:] == ["I"] else None
            if not parties:
                person = person or self._person(subject)
            parties += [person] if person else []
        parties += agents_by(words, bodies=self.bodies)
        named = {
            one.id: one
            for party in parties
            for one in [owner(party.name, party.kind, self.draft.document.authority)]
        }
        return tuple(named.values())

    def _person(self, subject: str) -> Party | None:
        """Return the person that a subject names, if its last words are a name."""
        last = re.search(r"(?:[A-Z][\w’'-]+\s+){0,2}[A-Z][\w’'-]+$", subject.strip())
        if last is None:
            return None
        named = person_in(last.group(), self.draft.reading.text)
        if named or " " not in last.group():
            return named
        return person_in(last.group().split()[-1], self.draft.reading.text)

    def _only_dates(self, words: str, told: list[Told]) -> bool:
        """Take "The diagnostic is planned for November" as the date of the action before it."""
        if len(told) != 1 or told[0].status != PLANNED or len(words.split()) > 10:
            return False
        refers = _REFERS.fullmatch(told[0].subject.strip())
        noun = (refers["noun"] or "") if refers else None
        due = self._due(words, PLANNED)
        if noun is None or due is None:
            return False
        for action in reversed(self._actions):
            if noun.lower() in action.text.lower() and action.due_printed is None:
                dated = replace(action, due=due.iso, due_printed=due.printed)
                self.draft.actions[action.id] = dated
                return True
        return False

    def _add_evidence(self, quote: Quote, kind: str, status: str, offered: Offered) -> None:
        self.draft.add(
            Evidence(
                id=self._id("evidence", quote.text),
                authority=self.draft.document.authority,
                quote=quote,
                themes=themes_in(quote.text),
                kind=kind,
                status=status,
                supports=offered.supports,
                beside=offered.beside,
            )
        )

    def _quote(self, block: Block, start: int, end: int) -> Quote:
        return self.draft.quote(block, start, end, paragraph=place(block))

    def _id(self, kind: str, words: str, *scope: str) -> str:
        return self.draft.record_id(kind, words, *scope)


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence stands inside a quotation of several sentences."""
    before = text[: start + 1]
    opened = before.count("“") > before.count("”")
    return opened and text.count("“", start + 1, end) == 0

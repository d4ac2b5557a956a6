"""Updates of an improvement partnership or board: what the meeting agreed, was told and was shown.

Lists after "it was agreed that priorities are" are actions agreed; presentations name work that is
under way, and their presenters are not its owners; "I" is whoever signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from graph.records import Paper
from loaders.common import Draft, Loader
from loaders.council.cover import draft_by_date
from loaders.prose.clauses import clauses_of
from loaders.prose.cues import has_cue, plain
from loaders.prose.owners import Party, only_leads, parties_in
from loaders.prose.paragraphs import Prose
from loaders.prose.status import heading_status, list_status
from loaders.reading.blocks import Block, Reading
from loaders.reading.sentences import split
from loaders.tables.in_prose import TablesInProse
from loaders.tables.plan_columns import Overrides

_SIGNS = (
    r"\b(?:partnership|board|executive)\s+(?:met|considered|heard|agreed|received|discussed|asked)\b",
    r"\bit was (?:also )?(?:agreed|confirmed|noted)\b|\b(?:we|board|partnership) agreed\b",
    r"\bimprovement (?:plan|partnership|board) (?:update|bulletin|newsletter|briefing)\b",
    r"\b(?:chaired the meeting|papers from the meeting|next meeting|board meeting|the meeting)\b",
    r"\bpresentations?\b|\bupdated (?:on|the)\b",
    r"\bhighlight report\b|\bexception report\b",
    r"\b(?:this|next|last|reporting) (?:reporting )?period\b|\bkey achievements\b",
    r"\bimprovement board\b|\bimprovement partnership\b",
)
_NAME = re.compile(r"[A-Z][a-z’'-]+(?:\s+[A-Z][\w’'-]+){1,2}")


def recognise(reading: Reading) -> str | None:
    """Return partnership_update if the words of the paper are those of one."""
    lower = plain(reading.text)
    numbered = any(re.match(r"\d+\.\d+", block.label or "") for block in reading)
    signs = sum(re.search(sign, lower) is not None for sign in _SIGNS)
    return "partnership_update" if signs >= 3 and not numbered and "improvement" in lower else None


def load(reading: Reading, kind: str, *, overrides: Overrides = None) -> Paper:
    """Take the records of an update; *overrides* hold for its tables of actions."""
    title = _title(reading)
    name = title.text if title else reading.name
    draft = draft_by_date(reading, kind, title=name, top=8)
    signature = _signature(reading)
    prose = Prose(draft=draft, signature=signature)
    _Walk(draft=draft, prose=prose, title=title, overrides=overrides).through()
    return draft.finish()


def loader(overrides: Overrides = None) -> Loader:
    """Return the loader of updates, with columns as a person has corrected them."""
    return Loader(
        name="update of an improvement partnership",
        recognise=recognise,
        load=partial(load, overrides=overrides),
        corrected=loader,
    )


LOADER = loader()


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Goes through the blocks in order; remembers what opened a list."""

    draft: Draft
    prose: Prose
    title: Block | None
    overrides: Overrides = None
    lead: str | None = None
    under_heading: str | None = None

    def through(self) -> None:
        """Place every block."""
        begun = self.title is None
        blocks = self.draft.reading.blocks
        tables = TablesInProse(draft=self.draft, overrides=self.overrides)
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if block is self.title:
                begun = True
                self.draft.ignore(block, "title of the paper")
            elif not begun:
                self.draft.ignore(block, "menu of the web page")
            elif tables.takes(block):
                self.lead = None
            elif _heads(block, following):
                self.prose.heading(None, block.text)
                self.under_heading = heading_status(block.text)
                self.lead = None
                self.draft.use(block)
            elif block.kind == "item":
                self._item(block)
            else:
                self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        last = block.text[split(block.text)[-1][0] :] if split(block.text) else block.text
        status = list_status(last)
        agreed = status is not None and has_cue("actions", "agendas", last)
        self.lead = status if agreed else None
        if not self.prose.paragraph(block):
            self.draft.ignore(block, _why(block.text, opens=status is not None))

    def _item(self, block: Block) -> None:
        status = self.under_heading
        listed = self.lead is None and status is not None
        found = (
            self.prose.listed(block, status)
            if listed and status
            else self.prose.item(block, self.lead)
        )
        if not found:
            self.draft.ignore(block, "names a subject, no action, evidence or finding")


def _heads(block: Block, following: Block | None) -> bool:
    """Tell whether a block stands over what follows; a line that names a lead does not."""
    heads = block.kind == "heading" or _heads_list(block, following)
    return heads and not only_leads(block.text)


def _heads_list(block: Block, following: Block | None) -> bool:
    """Tell whether a short line without verb stands over a list."""
    if following is None or following.kind != "item" or block.kind != "paragraph":
        return False
    short = len(block.text.split()) <= 9 and block.text.rstrip()[-1:] not in ".:;"
    return short and not clauses_of(block.text)


def _why(words: str, *, opens: bool) -> str:
    if opens:
        return "opens a list"
    signs = len(words) < 80 and not words.endswith(".")
    return (
        "line without a verb: a name, date or contact"
        if signs
        else "tells of no action, evidence or finding"
    )


def _title(reading: Reading) -> Block | None:
    """Return the block that names the paper: the first that says update, bulletin or briefing."""
    for block in reading.blocks[:8]:
        if re.search(r"(?i)\b(?:update|bulletin|newsletter|briefing|highlights?)\b", block.text):
            return block
    return None


def _signature(reading: Reading) -> Party | None:
    """Return the person whose name stands above a post near the end of the paper."""
    blocks = reading.blocks[-6:]
    for index, block in enumerate(blocks):
        match = _NAME.match(block.text)
        if match is None or len(block.text) > 90:
            continue
        rest = block.text[match.end() :] or (
            blocks[index + 1].text if index + 1 < len(blocks) else ""
        )
        name = _person(block.text, rest)
        if name:
            return Party(name=name, kind="person", start=0, end=len(name))
    return None


def _person(words: str, rest: str) -> str | None:
    """Return "Name Surname" where a post follows on the same or the next line."""
    names = words.split()
    for count in (2, 3):
        tail = " ".join([*names[count:], rest])[:80]
        posts = [party for party in parties_in(tail) if party.kind == "post" and party.start < 3]
        if posts and len(names) >= count and not parties_in(" ".join(names[:count])):
            return " ".join(names[:count])
    return None

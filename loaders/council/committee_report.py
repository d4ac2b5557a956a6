"""Committee and scrutiny reports: the council tells what it did about the inspectors' concerns.

Numbered paragraphs stand under sub-headings that restate the concerns; each is kept as a concern
of the paper's own wording, so that a stated heading, and not a guess, joins its actions to the
real one. Sections of form (legal, financial, equality ...) hold no action.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from graph.records import Concern, Paper
from loaders.common import Draft, Loader, place
from loaders.council.cover import draft_by_date
from loaders.prose.clauses import clauses_of
from loaders.prose.cues import has_cue, plain
from loaders.prose.owners import only_leads
from loaders.prose.paragraphs import Prose
from loaders.prose.status import heading_status, list_status
from loaders.reading.blocks import Block, Reading
from loaders.reading.sentences import split
from loaders.tables.in_prose import TablesInProse
from loaders.tables.plan_columns import Overrides
from ontology.authorities import canonical
from ontology.themes import themes_in

_SIGNS = (
    r"\breport of the\b",
    r"\b(?:scrutiny|select|cabinet|overview|policy)\b[^.\n]{0,40}\b(?:committee|panel|report)\b",
    r"\b(?:legal|financial|equality|equalities|resource)\s+(?:considerations|implications)\b",
    r"\b(?:committee|cabinet|members|panel)\s+(?:is|are)\s+(?:asked|recommended|requested)\s+to\b",
    r"\bcontact for enquiries\b|\breport author\b|\bwards? affected\b|\belectoral divisions?\b",
    r"\bpurpose of (?:the )?report\b",
)
_SUBJECT = re.compile(r"\bofsted\b|\binspect", re.IGNORECASE)
_CITED = re.compile(
    r"(?:ofsted\s+)?(?:areas? for improvement|priority actions?|recommendation|priority area|area)"
    r"\s+(?P<number>\d+(?:\.\d+)?)\s*[:.–-]\s*",
    re.IGNORECASE,
)
_NUMBERED_TITLE = re.compile(r"\d{1,2}\.?\s+[A-Z][^.;:!?]{2,80}")
_FRONT = re.compile(
    r"^report of\b|^report (?:to|by)\b|\b(?:council|committee|cabinet|panel|board)(?:,.*)?$|^\W*$"
    r"|^\d{1,2}\s+\w+\s+\d{4}$",
    re.IGNORECASE,
)
_TRAILING = " ;:,"
_NEED = re.compile(r"\b(?:is|are|includes?)\s+(?:the need\s+)?to\b|\bthe need to\b", re.IGNORECASE)


def recognise(reading: Reading) -> str | None:
    """Return committee_report if the words of the paper are those of one."""
    lower = plain(reading.text)
    signs = sum(re.search(sign, lower) is not None for sign in _SIGNS)
    numbered = sum(re.match(r"\d+\.\d+", block.label or "") is not None for block in reading)
    if signs >= 2 and (numbered >= 3 or signs >= 3) and _SUBJECT.search(lower):
        return "committee_report"
    return None


def load(reading: Reading, kind: str, *, overrides: Overrides = None) -> Paper:
    """Take the records of a committee report; *overrides* hold for its tables of actions."""
    draft = draft_by_date(reading, kind, title=_title(reading), top=6)
    _Walk(draft=draft, prose=Prose(draft=draft), overrides=overrides).through()
    return draft.finish()


def loader(overrides: Overrides = None) -> Loader:
    """Return the loader of committee reports, with columns as a person has corrected them."""
    return Loader(
        name="committee report",
        recognise=recognise,
        load=partial(load, overrides=overrides),
        corrected=loader,
    )


LOADER = loader()


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Goes through the blocks in order; remembers section, lead-in and list."""

    draft: Draft
    prose: Prose
    overrides: Overrides = None
    form: str | None = None
    answering: bool = False
    listing: str | None = None
    under_heading: str | None = None
    started: bool = False

    def through(self) -> None:
        """Place every block of the paper."""
        blocks = self.draft.reading.blocks
        tables = TablesInProse(draft=self.draft, overrides=self.overrides)
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if not tables.takes(block, under=self.prose.under):
                self._place(block, following)

    def _place(self, block: Block, following: Block | None) -> None:
        if _is_section(block):
            self._section(block)
        elif not self.started:
            self._front(block)
        elif self.form is not None:
            self.draft.ignore(block, self.form)
        elif _is_heading(block, following):
            self._heading(block)
        elif block.kind == "item":
            self._item(block)
        else:
            self._paragraph(block)

    def _front(self, block: Block) -> None:
        if re.match(r"\d+\.\d+", block.label or "") or len(split(block.text)) > 1:
            self.started = True
            self._paragraph(block)
        else:
            self.draft.ignore(block, "title and front matter of the report")

    def _section(self, block: Block) -> None:
        self.started, self.answering = True, False
        self.listing = self.under_heading = heading_status(block.text)
        self.form = None
        words = block.text
        if has_cue("council_sections", "form", words):
            self.form = f"section of form: {' '.join(words.split()[:6])}"
        elif has_cue("council_sections", "asked", words) and not _answers(words):
            self.form = "what the committee is asked to do, no action for children"
        self.answering = _answers(words)
        self.prose.heading(None, words)
        self.draft.use(block)

    def _heading(self, block: Block) -> None:
        self.listing = self.under_heading = heading_status(block.text)
        if self.answering or has_cue(
            "council_sections", "restating", " ".join(block.text.split()[:5])
        ):
            cited = _CITED.match(block.text)
            start = cited.end() if cited and cited.end() < len(block.text) else 0
            number = cited["number"] if cited else None
            self._concern(block, start, len(block.text.rstrip(_TRAILING)), number=number)
            return
        self.prose.heading(None, block.text)
        self.draft.use(block)

    def _concern(self, block: Block, start: int, end: int, *, number: str | None = None) -> None:
        quote = self.draft.quote(block, start, end, paragraph=place(block))
        concern = Concern(
            id=self.draft.record_id("concern", quote.text),
            authority=self.draft.document.authority,
            quote=quote,
            themes=themes_in(quote.text),
            kind="self_identified",
            heading=self.prose.section,
            number=number,
        )
        self.draft.add(concern)
        self.prose.heading(concern.id, quote.text)

    def _paragraph(self, block: Block) -> None:
        self.listing = list_status(block.text) or self.under_heading
        if _lead_in(block.text) and _answers(block.text):
            self.answering = True
            self.draft.use(block)
            return
        found = self._own_priority(block)
        found |= self.prose.paragraph(block)
        if not found:
            if block.text.rstrip().endswith((":", ";")):
                self.draft.use(block)
            else:
                self.draft.ignore(block, "tells of no action, evidence or finding")

    def _own_priority(self, block: Block) -> bool:
        """Take "A further priority ... is the need to ..." as the council's own concern."""
        for start, end in split(block.text):
            words = block.text[start:end]
            if has_cue("council_sections", "further", words) and _NEED.search(words):
                self._concern(block, start, start + len(words.rstrip(" .;")))
                return True
        return False

    def _item(self, block: Block) -> None:
        found = (
            self.prose.listed(block, self.listing) if self.listing else self.prose.paragraph(block)
        )
        if not found:
            self.draft.ignore(block, "names a subject, no action, evidence or finding")


def _is_section(block: Block) -> bool:
    """Tell whether a block is the heading of a numbered or capital-letter section."""
    if block.label is None and _NUMBERED_TITLE.fullmatch(block.text):
        return block.kind in ("heading", "paragraph") and not clauses_of(block.text)
    letters = [char for char in block.text if char.isalpha()]
    capitals = bool(letters) and all(char.isupper() for char in letters)
    if re.fullmatch(r"\d+\.?", block.label or ""):
        return block.kind == "heading" or capitals
    return block.kind == "heading" and block.label is None and capitals


def _is_heading(block: Block, following: Block | None) -> bool:
    """Tell whether a block without number heads the paragraphs that follow it."""
    if only_leads(block.text):
        return False
    if block.kind == "heading":
        return True
    if block.label is not None or block.kind != "paragraph":
        return False
    short = len(block.text) <= 220 and block.text.rstrip()[-1:] not in '.!?”"'
    heads = following is not None and bool(re.match(r"\d", following.label or ""))
    return short and heads and not clauses_of(block.text)


def _answers(words: str) -> bool:
    return has_cue("council_sections", "answering", words)


def _lead_in(words: str) -> bool:
    """Tell whether a paragraph only opens what follows: no full stop, no main verb of its own."""
    return words.rstrip()[-1:] in ":;" or not words.rstrip().endswith(".")


def _title(reading: Reading) -> str:
    """Return the report's title: the first line that names no council, committee or author."""
    lines = [re.split(r"\s+(?=Report of\b)", block.text)[0] for block in reading.blocks[:6]]
    titles = (line for line in lines if not _FRONT.search(line) and canonical(line) is None)
    return next(titles, lines[0] if lines else reading.name)

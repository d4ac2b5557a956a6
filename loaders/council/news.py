"""News of a council and press articles about an inspection: what they quote of the inspectors.

A page's selection is not the letter's balance, and its headline is its own. Sentences that quote
inspectors and sentences that tell their words again are kept apart; what the council or a
councillor says is never a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.records import Comment, Paper
from loaders.common import Draft, Loader, place
from loaders.council.cover import draft_of, stated_date
from loaders.council.speakers import INSPECTORS, Floor, curled, quotations, quoted_share
from loaders.polarity import polarity
from loaders.prose.cues import has_cue, phrase_pattern, plain
from loaders.prose.reported import attributed
from loaders.prose.telling import add_deeds
from loaders.reading.blocks import Block, Reading
from loaders.reading.sentences import split
from ontology.themes import themes_in
from ontology.vocabulary import scheme

_HARDLY = 0.125  # of the words: less than that quoted, and the sentence is the writer's own
_PUBLISHER = re.compile(
    r"content from ([A-Z][\w’'& ]+?)\s*[.|]|©\s*(?:\d{4}\s+)?([A-Z][\w’'& ]+)"
    r"|^([A-Z][\w’'& ]+) (?:News|Newsroom)$"
)
_REFERS = re.compile(r"“(?:This|These|They|It|Such)\b")


def recognise(reading: Reading) -> str | None:
    """Return council_news or press if the words are those of a news page about an inspection."""
    text = reading.text
    if len(text) > 20_000 or any(re.match(r"\d+\.\d*", b.label or "") for b in reading):
        return None
    quotes = len(re.findall(r"“|(?<!\w)\"", text))
    told = sum(attributed(block.text) for block in reading)
    if quotes < 2 or told < 1 or re.search(r"\bYours sincerely\b|\bDear \w+", text):
        return None
    return "press" if _press_signs(reading) >= 2 else "council_news"


def load(reading: Reading, kind: str) -> Paper:
    """Take what a page quotes or tells of inspectors' words."""
    title = _title(reading)
    stated = stated_date(reading.blocks[:10])
    draft = draft_of(
        reading,
        kind,
        title=title.text if title else reading.name,
        published=stated,
        basis="stated" if stated else "unknown",
        publisher=_publisher(reading) if kind == "press" else None,
    )
    _Page(draft=draft, title=title).through()
    return draft.finish()


LOADER = Loader(name="news page", recognise=recognise, load=load)


@dataclass(slots=True, kw_only=True)
class _Page:
    """Goes through the article; remembers who has the floor."""

    draft: Draft
    title: Block | None
    floor: Floor = field(default_factory=Floor)

    def through(self) -> None:
        """Place every block."""
        blocks = self.draft.reading.blocks
        begun = self.title is None
        for index, block in enumerate(blocks):
            if block is self.title:
                begun = True
                self.draft.ignore(block, "headline: the page's own words")
            elif not begun or _is_chrome(block):
                self.draft.ignore(block, "menu, date or notice of the web page")
            else:
                following = blocks[index + 1].text if index + 1 < len(blocks) else ""
                self._paragraph(block, following)

    def _paragraph(self, block: Block, following: str) -> None:
        text = curled(block.text)
        carried = self.floor.open and text.lstrip().startswith("“")
        found = doubtful = False
        spans = split(block.text)
        for index, (start, end) in enumerate(spans):
            words = text[start:end]
            said = self.floor.hear(words)
            last = index == len(spans) - 1
            voice = self._voice(words, said, following if last else "")
            if voice:
                before = block.text[slice(*spans[index - 1])] if index else ""
                self._comment(block, start, end, voice, before=before)
                found = True
            elif quotations(words) and said is None and self.floor.speaker != INSPECTORS:
                doubtful |= not carried and not text.lstrip().startswith("“")
        if found:
            return
        if doubtful:
            self.draft.doubt(block, "quotes somebody, but the page does not say whom")
        else:
            self.draft.ignore(block, "the page's or the council's own words, not inspectors'")

    def _voice(self, words: str, said: str | None, following: str) -> str | None:
        """Return the voice of a sentence, or None if it is not inspectors'."""
        inside = bool(quotations(words)) or self._inside(words)
        speaker = said or self.floor.speaker
        if inside and (speaker == INSPECTORS or (speaker is None and said is None)):
            return "inspector_quoted" if self._mostly(words) else "press_paraphrase"
        if said == INSPECTORS:
            return "press_paraphrase"
        if said is None and not inside and self.floor.speaker == INSPECTORS:
            # "“This is a shift ...”, the report says" speaks of the sentence before it.
            return "press_paraphrase" if _REFERS.match(following.lstrip()) else None
        return None

    def _inside(self, words: str) -> bool:
        """Tell whether a sentence stands in a quotation that began before it."""
        return "“" not in words and words.rstrip().endswith("”")

    def _mostly(self, words: str) -> bool:
        return self._inside(words) or quoted_share(words) >= _HARDLY

    def _comment(self, block: Block, start: int, end: int, voice: str, *, before: str) -> None:
        quote = self.draft.quote(block, start, end, paragraph=place(block))
        document = self.draft.document
        self.draft.add(
            Comment(
                id=self.draft.record_id("comment", quote.text, document.kind, document.title),
                authority=document.authority,
                quote=quote,
                themes=themes_in(quote.text),
                voice=voice,
                polarity=polarity(quote.text, before=before),
            )
        )
        scope = (document.kind, document.title)
        add_deeds(self.draft, block, start, end, voice=voice, paragraph=place(block), scope=scope)


def _is_chrome(block: Block) -> bool:
    words = plain(block.text)
    starts = any(phrase_pattern((word,)).match(words) for word in _chrome_words())
    if starts and len(words.split()) <= 30 and "“" not in block.text:
        return True
    dated = stated_date((block,)) is not None and len(words.split()) <= 8
    return (
        dated
        or has_cue("web", "caption", words)
        or bool(re.match(r"by [a-z’'. -]+(?:,|$)", words))
    )


def _chrome_words() -> tuple[str, ...]:
    return (*scheme("web")["chrome"].hidden, *scheme("web")["date"].hidden)


def _press_signs(reading: Reading) -> int:
    lower = plain(reading.text)
    signs = sum(
        phrase_pattern((word,)).search(lower) is not None
        for word in scheme("web")["byline"].hidden
    )
    byline = any(re.match(r"By [A-Z][\w’'-]+ [A-Z]", block.text) for block in reading.blocks[:12])
    return signs + 2 * byline


def _publisher(reading: Reading) -> str | None:
    """Return the newspaper or station as the page prints it; None if it prints none."""
    for block in (*reading.blocks[:4], *reading.blocks[-4:]):
        match = _PUBLISHER.search(block.text)
        if match:
            return next(name for name in match.groups() if name).strip()
    return None


def _title(reading: Reading) -> Block | None:
    """Return the headline: the first heading, else the first line that is no menu and no text."""
    for block in reading.blocks[:12]:
        if _is_chrome(block):
            continue
        if block.kind == "heading" or not block.text.rstrip().endswith((".", "?", ":")):
            return block
    return None

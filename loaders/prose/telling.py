"""Records of actions that inspectors or a news page tell of, beside the comment they stand in."""

from __future__ import annotations

from graph.records import Action, Owner
from loaders.common import Draft
from loaders.prose.actions import Told
from loaders.prose.cues import cue_words, plain
from loaders.prose.deeds import deeds_in
from loaders.prose.dues import due_in
from loaders.prose.owners import Bodies, agents_by, agents_of, bodies_of, owner
from loaders.prose.status import DONE, PLANNED
from loaders.reading.blocks import Block
from ontology.themes import themes_in


def add_deeds(
    draft: Draft,
    block: Block,
    start: int,
    end: int,
    *,
    voice: str,
    paragraph: str | None = None,
    scope: tuple[str, ...] = (),
) -> None:
    """Add the actions that one sentence of *block* tells of; the sentence stays a comment too.

    Args:
        draft: the paper in the making.
        block: where it stands.
        start: offset of the sentence in the block.
        end: offset behind it.
        voice: who tells of them (vocabulary ``voices``).
        paragraph: printed number of the paragraph.
        scope: what else their ids depend on.
    """
    for told in deeds_in(block.text[start:end]):
        quote = draft.quote(block, start + told.start, start + told.end, paragraph=paragraph)
        document = draft.document
        due = told.status != DONE and due_in(
            quote.text,
            near=document.date or None,
            near_is_stated=document.published_basis == "stated",
            planned=told.status == PLANNED,
        )
        draft.add(
            Action(
                id=draft.record_id("action", quote.text, *scope),
                authority=document.authority,
                quote=quote,
                themes=themes_in(quote.text),
                status=told.status,
                owners=_owners(
                    told, quote.text, document.authority, bodies_of(draft.reading.text)
                ),
                due=due.iso if due else None,
                due_printed=due.printed if due else None,
                voice=voice,
            )
        )


def _owners(told: Told, words: str, authority: str, bodies: Bodies) -> tuple[Owner, ...]:
    """The posts and bodies named as those who do it; "leaders" name nobody."""
    parties = agents_of(told.subject, bodies=bodies) if told.active else []
    parties += agents_by(words, bodies=bodies)
    named = [owner(one.name, one.kind, authority) for one in parties if _names_one(one.name)]
    return tuple({one.id: one for one in named}.values())


def _names_one(name: str) -> bool:
    """Tell whether *name* is that of one post or body, and not of all who are something."""
    first = name.split(" of ")[0]
    everyone = first[1:].islower() and first.endswith("s")
    return plain(name) not in cue_words("deeds", "nobody") and not everyone

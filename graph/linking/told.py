"""Actions in their context: what stands before them in their paragraph, and what leads to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph.linking.spoken import Spoken, points_back
from graph.linking.topics import NOTHING, Topic, together, topic_of
from graph.records import Action, Comment, Passage

_SENTENCE_END = re.compile(r"[.;:!?]\s+")


def told(
    actions: Sequence[Action], passages: Sequence[Passage], said: Sequence[Spoken[Comment]]
) -> list[Spoken[Action]]:
    """Return *actions* of one paper, each with what its surroundings are about.

    Whoever is to act is left out of what an action is about: ``a review was completed by a
    conference chair`` is a review. An action that inspectors tell of has the context of the
    sentence that tells it, and leans on that sentence.

    Args:
        actions: of the paper.
        passages: its blocks.
        said: its comments in their context, in reading order.
    """
    places, sentences = _Places(passages), Sentences(said)
    return [
        _told_in(action, sentence)
        if (sentence := sentences.of(action))
        else Spoken(
            record=action,
            own=topic_of(_without_owners(action)),
            carried=_before(action, places),
            section=NOTHING if action.under else topic_of(places.lead(action)),
        )
        for action in actions
    ]


class Sentences:
    """Comments of one paper, found by the actions that they tell."""

    def __init__(self, said: Sequence[Spoken[Comment]]) -> None:
        self._said = said
        self._starts = [one.record.quote.start for one in said]

    def of(self, action: Action) -> Spoken[Comment] | None:
        """The comment that tells of *action*; ``None`` for one of the authority's own papers."""
        if action.voice is None:
            return None
        found = self.at(action)
        return self._said[found] if found >= 0 else None

    def at(self, action: Action) -> int:
        """The place of that comment among them; -1 where there is none."""
        found = bisect_right(self._starts, action.quote.start) - 1
        inside = found >= 0 and action.quote.end <= self._said[found].record.quote.end
        return found if inside else -1


def _told_in(action: Action, sentence: Spoken[Comment]) -> Spoken[Action]:
    return Spoken(
        record=action,
        own=topic_of(_without_owners(action)),
        carried=together([sentence.own, sentence.carried]),
        block=sentence.block,
        shares=sentence.shares,
        section=sentence.section,
        heading=sentence.heading,
    )


class _Places:
    """Where in its paper an action stands."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = sorted(passages, key=lambda passage: passage.quote.start)
        self._starts = [passage.quote.start for passage in self._passages]

    def before(self, action: Action) -> str:
        """The words of its passage that stand before it."""
        found = self._index(action)
        if found < 0:
            return ""
        quote = self._passages[found].quote
        return quote.text[: max(0, action.quote.start - quote.start)]

    def lead(self, action: Action) -> str:
        """The last sentence before its list, or the heading over it."""
        for passage in self._above(action):
            if passage.kind != "item":
                return _last_sentence(passage.quote.text)
        return ""

    def _above(self, action: Action) -> Iterator[Passage]:
        found = self._index(action)
        item = found >= 0 and self._passages[found].kind == "item"
        for passage in reversed(self._passages[: max(found, 0)]):
            if item or passage.kind == "heading":
                yield passage

    def _index(self, action: Action) -> int:
        return bisect_right(self._starts, action.quote.start) - 1


def _without_owners(action: Action) -> str:
    text = action.text
    for owner in action.owners:
        text = re.sub(rf"\b(?:by\s+)?(?:the\s+|an?\s+)?{re.escape(owner.name)}\b", " ", text)
    return text if text.strip() else action.text


def _before(action: Action, places: _Places) -> Topic:
    """What the sentence is about of which it is the end, or the one that it points back to."""
    before = places.before(action)
    within = bool(before.strip()) and not _SENTENCE_END.search(
        f"{before.rstrip()} ", len(before) - 3
    )
    return topic_of(_last_sentence(before)) if within or points_back(action.text) else NOTHING


def _last_sentence(text: str) -> str:
    return next((one for one in reversed(_SENTENCE_END.split(text)) if one.strip()), "")

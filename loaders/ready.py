"""Vocabularies read and patterns made before the first paper: for the children that read papers.

To import this is to do it. The process from which the children are forked does so once (see
``loaders.reading.child``), so that no child does it again for its own first paper.
"""

from __future__ import annotations

from loaders.polarity import polarity
from loaders.prose.actions import actions_in
from loaders.prose.deeds import deeds_in
from loaders.prose.evidence import evidence_in
from loaders.prose.owners import agents_by, named_leads
from loaders.prose.reported import Listener
from loaders.reading.sentences import split
from ontology.authorities import authority_in
from ontology.themes import themes_in

# Made up, with a word for each of the readers, so that none of them turns away at the door.
_WORDS = (
    "Senior leaders at Marlbury County Council have recently introduced a tracker, following"
    " investment in training, and plan to open a second hub by recruiting more staff."
    " An audit of 30 plans was completed in May by the Head of Service."
    " Inspectors found that children are not always seen in good time."
)


def make_ready(words: str = _WORDS) -> None:
    """Let every reader of prose look at *words* once."""
    authority_in(words)
    listener = Listener(authority="Marlbury")
    for start, end in split(words):
        sentence = words[start:end]
        listener.hears(sentence)
        deeds_in(sentence)
        evidence_in(sentence, actions_in(sentence))
        agents_by(sentence)
        named_leads(sentence)
        polarity(sentence)
        themes_in(sentence)


make_ready()

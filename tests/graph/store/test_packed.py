"""How stores keep records: every field comes back in its own place."""

from __future__ import annotations

import pytest

from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Evidence, Measure, Owner, Record
from graph.store.packed import KIND_OF, pack, record_of

QUOTE = Quote(document="document-1", text="Words.", start=3, end=9, page=2, paragraph="Plan!C7")
BASE = {"id": "the-id", "authority": "Marlbury", "quote": QUOTE, "themes": ("health", "plans")}
FULL = [
    Concern(
        **BASE, kind="recommendation", heading="head", parent="up", number="3", addressed_to="lscb"
    ),
    Comment(**BASE, voice="inspector", polarity="mixed", section="under"),
    Action(
        **BASE,
        status="done",
        ref="A1",
        rating="Blue",
        due="2020-12",
        due_printed="Dec 20",
        owners=(Owner(id="owner-1", name="Head", kind="post"), Owner(id="o", name="n", kind="k")),
        under="concern-1",
        cites=("Area 3", "para 17"),
        voice="press_paraphrase",
    ),
    Evidence(
        **BASE,
        kind="indicator",
        status="available",
        supports=("action-1", "action-2"),
        measure=Measure(
            name="timely",
            period="Q1",
            value=1.5,
            target=2.5,
            unit="%",
            higher_is_better=True,
            rating="Red",
        ),
    ),
]
BARE = [
    Concern(id="a", authority="b", quote=QUOTE, kind="c"),
    Comment(id="a", authority="b", quote=QUOTE, voice="c", polarity="d"),
    Action(id="a", authority="b", quote=QUOTE, status="c"),
    Evidence(id="a", authority="b", quote=QUOTE, kind="c", status="d"),
]


@pytest.mark.parametrize("record", [*FULL, *BARE], ids=lambda one: type(one).__name__)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    """Read by position, with every field filled or none that may be left out."""
    assert record_of(KIND_OF[type(record)], pack(record)) == record


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_no_words_are_taken_on_trust(record: Record) -> None:
    """A quote whose offsets do not hold its words is refused when it is read, too."""
    altered = pack(record).replace("Words.", "Other words.")
    with pytest.raises(ValueError, match="do not hold"):
        record_of(KIND_OF[type(record)], altered)

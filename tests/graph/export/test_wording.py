"""Links in the words of exports."""

from __future__ import annotations

from graph.export.wording import state
from tests.builders import a_link, a_story


def test_a_long_reason_is_cut() -> None:
    """A reason that repeats half a concern is cut at a word; short ones stay whole."""
    story = a_story()
    part = "the timeliness and the quality of " + "very long words about many visits " * 5
    reasons = ("shares 'visits', rare in this field", f"about the part '{part.strip()}'")
    said = state(a_link(story.comment, "commentsOn", story.concern, reasons=reasons), {})

    assert said.startswith("Proposed by Sightline, score 0.50; nobody has decided. Why: shares")
    assert reasons[0] in said
    assert reasons[1] not in said
    assert said.endswith(" ….")
    assert len(said) < 260

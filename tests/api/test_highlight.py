"""Passages cut where quotes begin and end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from api.highlight import cut, segments
from graph.quotes import Quote
from graph.records import Comment, Concern, Passage, Record

TEXT = "Plans are too vague. Visits are late.\n\nManagers do not see this soon enough."


def _quote(start: int, end: int) -> Quote:
    return Quote(document="document-1", text=TEXT[start:end], start=start, end=end)


def _comment(start: int, end: int, name: str = "comment-1") -> Comment:
    quote = _quote(start, end)
    return Comment(id=name, authority="Marlbury", quote=quote, voice="inspector", polarity="mixed")


def _concern(start: int, end: int) -> Concern:
    quote = _quote(start, end)
    return Concern(id="concern-1", authority="Marlbury", quote=quote, kind="recommendation")


def test_a_quote_in_the_middle_makes_three_stretches() -> None:
    """Before, within and behind the quote; only the middle has anchor and kind."""
    found = segments(_quote(0, 37), [_comment(21, 29)], marked={"comment-1"})
    assert [part.text for part in found] == [TEXT[:21], "Visits a", TEXT[29:37]]
    assert [part.kind for part in found] == [None, "comment", None]
    assert [part.anchors for part in found] == [(), ("comment-1",), ()]


def test_the_more_important_kind_gives_the_colour() -> None:
    """Where a concern and a comment overlap, the concern is shown, and both keep their anchors."""
    found = segments(
        _quote(0, 37), [_comment(0, 37), _concern(10, 20)], marked={"comment-1", "concern-1"}
    )
    assert [part.kind for part in found] == ["comment", "concern", "comment"]
    assert [part.anchors for part in found] == [("comment-1",), ("concern-1",), ()]


def test_what_is_not_marked_keeps_its_anchor() -> None:
    """A record that is not marked can still be linked to."""
    (found,) = segments(_quote(0, 37), [_comment(0, 37)], marked=())
    assert (found.kind, found.anchors) == (None, ("comment-1",))


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(
    lambda span: span[0] < span[1] and TEXT[slice(*span)].strip() != ""
)


@settings(max_examples=200, deadline=None)
@given(st.lists(spans, max_size=8))
def test_no_letter_is_lost_whatever_overlaps(found: list[tuple[int, int]]) -> None:
    """Stretches join to the exact words; a record has one anchor, where its quote begins."""
    records: list[Record] = [_comment(*span, f"comment-{n}") for n, span in enumerate(found)]
    ids = {record.id for record in records}
    passages = [Passage(kind="paragraph", quote=_quote(*ends)) for ends in ((0, 37), (39, 75))]
    anchors: list[str] = []
    for passage, parts in cut(passages, records, marked=ids):
        assert "".join(part.text for part in parts) == passage.quote.text
        position = passage.quote.start
        for part in parts:
            middle = {r.id for r in records if r.quote.start <= position < r.quote.end}
            assert (part.kind is not None) == bool(middle)
            anchors += part.anchors
            position += len(part.text)
    inside = [r.id for r in records if r.quote.start < 37 or r.quote.start >= 39]
    assert sorted(anchors) == sorted(inside)

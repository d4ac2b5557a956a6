"""What a rule hands on: one finding, and the words in which it tells what stands against what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ids import words
from graph.questions.facts import Facts
from graph.records import Link, Record

# A proposal that is right less often than this raises no alarm and eases none; it is listed, with
# its score, for a person to decide.
LIKELY = 0.3
_LONGEST = 160  # signs of a quote that a reason repeats; the gap's quotes hold every word


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule saw at one record; ``severity``, ``text`` where they differ from the rule's."""

    subject: Record
    why: str
    others: Sequence[Record] = ()
    proposed: Sequence[Link] = ()
    severity: str | None = None
    text: str | None = None


def open_at(
    subject: Record, links: Sequence[Link], why: str, *, others: Sequence[Record] = ()
) -> Iterator[Finding]:
    """Find a gap at *subject* unless a settled link closes it."""
    if not any(link.settled for link in links):
        why += waiting(links)
        proposed = [link for link in links if likely(link)]
        yield Finding(subject=subject, why=why, others=others, proposed=proposed)


def likely(link: Link) -> bool:
    """Whether a link is settled, or a proposal that is right often enough to be acted upon."""
    return link.settled or (link.score or 0.0) >= LIKELY


def waiting(links: Sequence[Link]) -> str:
    """Say how many proposals would close a gap; nothing where there are none."""
    if not links:
        return ""
    what = "1 proposed link" if len(links) == 1 else f"{len(links)} proposed links"
    return f" Only {what} would close it, and nobody has confirmed any."


def told(facts: Facts, said: Sequence[tuple[Link, Record]]) -> str:
    """Return the two most telling of these sentences with their dates, and how many more.

    The first is the one whose link is the surest; the second the surest of the latest visit. No
    words are told twice, however many links lead to them and papers print them.
    """
    best: dict[str, Record] = {}
    for _, record in sorted(said, key=_surest):
        best.setdefault(" ".join(words(record.text)), record)
    first, *rest = best.values()
    shown = [first, *([max(rest, key=facts.date)] if rest else [])]  # max keeps the surest of it
    shown.sort(key=facts.place)
    told = "; ".join(f"“{cut(record.text)}” ({facts.date(record)})" for record in shown)
    return told if len(rest) < 2 else f"{told}; and {len(rest) - 1} more"


def cut(text: str) -> str:
    """Return *text* on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _surest(pair: tuple[Link, Record]) -> tuple[bool, float, str]:
    link, _ = pair
    return not link.settled, -(link.score or 0.0), link.id

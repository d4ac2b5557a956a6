"""Checks a whole store: every quote stands in its paper, every link joins two records.

The original file is read once more by another way than the loader's, given as a function, and
every quote must be found in its plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.quotes import Quote
from graph.records import Action, Concern, Document, Evidence, Record
from graph.store.base import View
from ontology.errors import SightlineError

PlainWords = Callable[[bytes, str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the store that does not hold.

    Attributes:
        what: quote, original, link or reference.
        subject: id of the record, link or document.
        document: id of the paper, if one is concerned.
        text: the words, or the id, that were not found.
        why: what is wrong, in a sentence.
    """

    what: str
    subject: str
    document: str | None
    text: str
    why: str


def check(view: View, *, plain_words: PlainWords | None = None) -> list[Fault]:
    """Return everything in the store that does not hold, paper by paper, then link by link.

    Args:
        view: the store.
        plain_words: gives the words of a file, page by page, out of its bytes and name; a quote
            whose words are not there is a fault. Without it, originals are not looked at.
    """
    faults: list[Fault] = []
    for paper in view.documents():
        if paper.held:
            faults += _check_paper(view, paper, plain_words)
    for authority in sorted({paper.authority for paper in view.documents()}):
        faults += _check_ends(view, authority)
    return faults


def _check_paper(view: View, paper: Document, plain_words: PlainWords | None) -> Iterator[Fault]:
    text = view.text(paper.id)
    records = view.records(Record, document=paper.id)
    quoted = [(record.id, record.quote) for record in records]
    quoted += [(paper.id, judgement.quote) for judgement in paper.judgements]
    quoted += [(paper.id, quote) for quote in (paper.inspection.scope if paper.inspection else ())]
    for subject, quote in quoted:
        if not quote.stands_in(text):
            why = f"the words are not at {quote.start}-{quote.end} of {paper.file}"
            yield _fault("quote", subject, quote, why)
    if plain_words is not None:
        yield from _check_original(view, paper, records, plain_words)


def _check_original(
    view: View, paper: Document, records: Sequence[Record], plain_words: PlainWords
) -> Iterator[Fault]:
    try:
        pages = plain_words(view.original(paper.id), paper.file)
    except SightlineError as error:
        yield Fault(
            what="original", subject=paper.id, document=paper.id, text=paper.file, why=str(error)
        )
        return
    original = Original(pages)
    for record in records:
        if not original.holds(record.quote):
            why = f"the words are not in the original file {paper.file}"
            yield _fault("original", record.id, record.quote, why)


def _check_ends(view: View, authority: str) -> Iterator[Fault]:
    """Links and references of one authority that lead nowhere."""
    records = view.records(Record, authority=authority)
    known = {record.id for record in records}
    known |= {o.id for record in records if isinstance(record, Action) for o in record.owners}
    for link in view.links(authority=authority):
        for end in (link.subject, link.object):
            if end not in known:
                why = f"{link.relation} joins a record that the store does not hold"
                yield Fault(
                    what="link", subject=link.id, document=link.document, text=end, why=why
                )
    for record in records:
        for role, end in _references(record):
            if end not in known:
                why = f"its {role} is a record that the store does not hold"
                yield Fault(
                    what="reference",
                    subject=record.id,
                    document=record.document,
                    text=end,
                    why=why,
                )


def _references(record: Record) -> Iterable[tuple[str, str]]:
    if isinstance(record, Concern) and record.parent:
        return [("parent", record.parent)]
    if isinstance(record, Action) and record.under:
        return [("heading's concern", record.under)]
    if isinstance(record, Evidence):
        return [("action", action) for action in (*record.supports, *record.beside)]
    return []


def _fault(what: str, subject: str, quote: Quote, why: str) -> Fault:
    return Fault(what=what, subject=subject, document=quote.document, text=quote.text, why=why)


class Original:
    """The plain words of a file, to look quotes up in, whatever breaks its lines and pages.

    White space, hyphens and soft hyphens count for nothing on both sides, because a line end may
    have taken them away or put them in; every other sign counts. Between two pages, page furniture
    may stand (numbers, running titles, footnotes): there a quote may be parted, between words.
    """

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = [_bare(page) for page in pages]
        self._all = "".join(self._pages)

    def holds(self, quote: Quote) -> bool:
        """Tell whether the quote's words are there."""
        words = [_bare(word) for word in _BREAKS.split(quote.text)]
        return "".join(words) in self._all or any(
            self._parted(words, page) for page in self._around(quote.page)
        )

    def _around(self, page: int | None) -> Iterable[int]:
        """Pages, from 0, on which a quote that is said to begin on *page* may begin."""
        everywhere = range(len(self._pages) - 1)
        return everywhere if page is None else [n for n in (page - 2, page - 1) if n in everywhere]

    def _parted(self, words: Sequence[str], page: int) -> bool:
        """Tell whether the words begin near this page's end and go on at the next one's top."""
        foot, head = self._pages[page][-_FURNITURE:], self._pages[page + 1][:_FURNITURE]
        for cut in range(len(words) - 1, 0, -1):
            first, rest = "".join(words[:cut]), "".join(words[cut:])
            if first[-_FURNITURE:] in foot and first in self._pages[page]:
                more = page + 2 < len(self._pages) and len(rest) > len(head)
                return rest in head or (more and self._parted(words[cut:], page + 1))
        return False


# Signs of a page's foot or head among which a parted quote must stand: besides running titles and
# footnotes there may be a box, such as an example of good practice.
_FURNITURE = 2_000
_BREAKS = re.compile(r"\s+|(?<=-)")
_VANISHING = re.compile(r"[\s\u00ad\u2010\u2011\ufffe\x02-]+")


def _bare(text: str) -> str:
    return _VANISHING.sub("", text)

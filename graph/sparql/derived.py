"""What no paper prints as a statement, but its words or their order show, for rules to rest on.

Some rules of the gaps compare words, and SPARQL cannot do that as they do. What they see in the
words is told here as facts, made by the same functions: the matters of a compound concern, the
matter that a link is about, the paragraph a sentence stands in, and the words that say why a date
was moved. Each follows from one paper, or from one link, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.linking.parts import parts_named
from graph.linking.targets import targets_of
from graph.questions.findings import likely
from graph.questions.gap_rules import reasons_in
from graph.questions.uncovered import paragraphs
from graph.rdf.terms import TYPE, code_iri, iri_of
from graph.records import Comment, Concern, Document, Link, Record
from graph.sparql.ntriples import Line, name, number, says, text
from ontology.schema import NS


def matters(concern: Concern) -> Iterator[Line]:
    """Yield the words of each matter of a compound concern, and the themes of all matters."""
    about = name(iri_of(concern.id))
    found = _matters(concern)
    for words in dict.fromkeys(part for part, _ in found if part is not None):
        yield says(about, f"{NS}matter", text(words))
    for theme in sorted(frozenset[str]().union(*(themes for _, themes in found))):
        yield says(about, f"{NS}matterTheme", name(code_iri("themes", theme)))


def trusted(link: Link) -> Iterator[Line]:
    """Yield that a link is settled, or a proposal that is right often enough to be acted upon."""
    if link.state != "rejected" and likely(link):
        yield says(name(iri_of(link.id)), f"{NS}likely", number(True))


def matters_named(link: Link, end: Record | None) -> Iterator[Line]:
    """Yield the matters of a compound concern that a link is about, and their themes.

    Args:
        link: the link.
        end: its object.
    """
    named = parts_named(link.reasons)
    if not named:
        return
    about = name(iri_of(link.id))
    for words in dict.fromkeys(named):
        yield says(about, f"{NS}aboutMatter", text(words))
    found = _matters(end) if isinstance(end, Concern) else ()
    about_it = (themes for part, themes in found if part in named)
    for theme in sorted(frozenset[str]().union(*about_it)):
        yield says(about, f"{NS}aboutTheme", name(code_iri("themes", theme)))


# Many links lead to one concern, and the papers of an authority follow each other.
@lru_cache(maxsize=1_024)
def _matters(concern: Concern) -> tuple[tuple[str | None, frozenset[str]], ...]:
    """The words of each matter, none where the concern is one, with its themes."""
    return tuple((one.part, frozenset(one.themes)) for one in targets_of([concern]))


def placed(document: Document, comments: Iterable[Comment]) -> Iterator[Line]:
    """Yield the paragraphs of a paper on a visit, and which comment stands in which."""
    if document.inspection is None:
        return
    ordered = sorted(comments, key=lambda comment: (comment.quote.start, comment.id))
    for place, paragraph in enumerate(paragraphs(ordered), start=1):
        part = name(f"{iri_of(document.id)}/paragraph/{place:06}")
        yield says(part, TYPE, name(f"{NS}Paragraph"))
        for comment in paragraph:
            yield says(name(iri_of(comment.id)), f"{NS}inParagraph", part)


def reasons(about: str, words: str) -> Iterator[Line]:
    """Yield the reasons for a moved date that *words* give; *about* is a term."""
    for code in dict.fromkeys(reasons_in(words)):
        yield says(about, f"{NS}givesReason", name(code_iri("slips", code)))

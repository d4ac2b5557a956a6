"""``/``, ``/matrix`` and ``/search``: pages over one authority or the whole store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.choices import Choice, in_scope
from api.deps import Authority, KnownDep, StoreDep
from api.known import Known
from api.pages import page
from api.wording import query
from graph.questions.findings import likely
from graph.questions.gaps import GAPS, Gap, Rule
from graph.questions.listing import refuse_unheld, refuse_unlisted
from graph.records import Comment, Document, Evidence, Link
from graph.store.base import Hit, View
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

SHOWN = 50  # passages that a search shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A paper on a visit, and how many proposals about its sentences wait for a person."""

    document: Document
    waiting: int
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What one rule found: how much, and how much of it rests on links nobody has confirmed."""

    rule: str
    text: str
    number: int
    guessed: int
    grave: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The numbers of one authority; ``likely`` counts waiting proposals that are often right."""

    attention: Sequence[Matter]
    letters: Sequence[Letter]
    waiting: int
    likely: int
    held: Mapping[str, int]


@router.get("/")
def home(store: StoreDep, known: KnownDep, authority: Authority = None) -> HTMLResponse:
    """What needs attention, and what is held."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Overview", "/")
    papers = store.documents(authority=about)
    return page(
        "home.html",
        title=about,
        section="/",
        twin=query("/api/gaps", {"authority": about}),
        about=about,
        papers=papers,
        dated=[paper.date for paper in papers if paper.date],
        seen=known.keep(("overview", about), lambda: _overview(store, known, about, papers)),
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
    )


def _overview(store: View, known: Known, about: str, papers: Sequence[Document]) -> Overview:
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for gap in known.gaps(about):
        gaps[gap.rule].append(gap)
    facts = known.facts(about)
    links = [*facts.links, *store.links(authority=about, state="rejected")]
    queue = known.queue(about)
    return Overview(
        attention=[_matter(rule, gaps[rule.name]) for rule in GAPS if rule.name in gaps],
        letters=_letters(papers, facts.comments, links),
        waiting=len(queue),
        likely=sum(likely(item.link) for item in queue),
        held={
            "concerns": len(facts.concerns),
            "actions": len(facts.actions),
            "evidence": len(facts.of(Evidence)),
            "comments": len(facts.comments),
        },
    )


def _matter(rule: Rule, found: Sequence[Gap]) -> Matter:
    """Sum a rule up; where nothing of it is certain, in the words that it has for doubt."""
    guessed = sum(bool(gap.proposed) for gap in found) if rule.doubt else 0
    return Matter(
        rule=rule.name,
        text=rule.doubt if rule.doubt and guessed == len(found) else rule.text,
        number=len(found),
        guessed=guessed,
        grave=any(gap.severity == "high" for gap in found),
    )


def _letters(
    papers: Iterable[Document], comments: Iterable[Comment], links: Iterable[Link]
) -> list[Letter]:
    """Papers on visits with proposals that wait, the latest first.

    One is new while nobody has decided about any link of its sentences.
    """
    paper_of = {comment.id: comment.document for comment in comments}
    waiting: Counter[str] = Counter()
    looked_at: set[str] = set()
    for link in links:
        paper = paper_of.get(link.subject)
        if paper and link.state == "proposed":
            waiting[paper] += 1
        if paper and link.decisions:
            looked_at.add(paper)
    return [
        Letter(document=paper, waiting=waiting[paper.id], new=paper.id not in looked_at)
        for paper in sorted(papers, key=lambda paper: (paper.date, paper.id), reverse=True)
        if paper.inspection and waiting[paper.id]
    ]


def choose(store: View, title: str, address: str) -> HTMLResponse:
    """The page that lets a reader choose an authority, or says that no paper is held."""
    papers = Counter(paper.authority for paper in store.documents() if paper.held)
    return page(
        "choose.html",
        title=title,
        section=address,
        twin="/api/documents",
        address=address,
        papers=sorted(papers.items()),
    )


@router.get("/matrix")
def matrix(store: StoreDep, known: KnownDep, authority: Authority = None) -> HTMLResponse:
    """An authority's concerns by later visits."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Matrix", "/matrix")
    return page(
        "matrix.html",
        title="Matrix",
        section="/matrix",
        twin=query("/api/matrix", {"authority": about}),
        matrix=known.matrix(about),
        papers={paper.id: paper for paper in store.documents(authority=about)},
        by_visit=lambda row: {(cell.document, cell.date): cell for cell in row.cells},
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
    )


@router.get("/search")
def search(
    store: StoreDep,
    q: Annotated[str, Query(max_length=1000)] = "",
    authority: Authority = None,
    kind: str = "",
) -> HTMLResponse:
    """Passages that hold all words, best first."""
    refuse_unheld(store, authority or None)
    refuse_unlisted("kinds", kind or None, "kind of paper")
    found = (
        store.search(q, authority=authority or None, kind=kind or None, limit=SHOWN + 1)
        if q.strip()
        else []
    )
    asked = {"q": q, "authority": authority, "kind": kind}
    kinds = [("", "All"), *((concept.id, concept.label) for concept in scheme("kinds"))]
    return page(
        "search.html",
        title="Search",
        section="/search",
        twin=query("/api/search", asked) if q.strip() else "",
        sought=q,
        hits=[(hit, _marked(hit)) for hit in found[:SHOWN]],
        more_found=len(found) > SHOWN,
        authorities=store.authorities(),
        authority=authority,
        hidden=[("q", q)],
        more=[Choice(name="kind", label="Kind of paper", value=kind, options=tuple(kinds))],
    )


def _marked(hit: Hit) -> list[tuple[str, bool]]:
    """The words around what was found, in parts: text, and whether it was sought."""
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate((hit.marked or hit.passage.quote.text).split("\x02")):
        found, _, after = piece.rpartition("\x03") if number else ("", "", piece)
        parts += [(found, True), (after, False)]
    return [(text, sought) for text, sought in parts if text]

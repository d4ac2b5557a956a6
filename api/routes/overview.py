"""``/``, ``/gaps``, ``/matrix`` and ``/search``: pages over one authority or the whole store."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.choices import Choice, in_scope
from api.deps import Authority, StoreDep
from api.pages import page
from api.questions import known_rules, queue
from api.wording import query
from graph.gaps import GAPS, Gap
from graph.gaps import gaps as find_gaps
from graph.matrix import matrix as lay_out
from graph.records import Action, Comment, Concern, Evidence, Record
from graph.store.base import Hit, View

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def home(store: StoreDep, authority: Authority = None) -> HTMLResponse:
    """What is held, and what needs attention."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Overview", "/")
    papers = store.documents(authority=about)
    gaps = Counter(gap.rule for gap in _gaps(store, about))
    kinds = {
        "concern": Concern,
        "action": Action,
        "evidence": Evidence,
        "comment": Comment,
    }
    return page(
        "home.html",
        title=about,
        section="/",
        twin=query("/api/documents", {"authority": about}),
        about=about,
        papers=papers,
        dated=[paper.date for paper in papers if paper.date],
        held={word: len(store.records(kind, authority=about)) for word, kind in kinds.items()},
        attention=[(rule, gaps[rule.name]) for rule in GAPS if gaps[rule.name]],
        waiting=len(queue(store, about)),
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
    )


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


@router.get("/gaps")
def gaps(store: StoreDep, authority: Authority = None, rule: str = "") -> HTMLResponse:
    """What is missing or contradicted, rule by rule."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Gaps", "/gaps")
    known_rules([rule] if rule else None)
    found = _gaps(store, about)
    counts = Counter(gap.rule for gap in found)
    shown = [gap for gap in found if rule in ("", gap.rule)]
    subjects = {r.id: r for r in store.records(Record, ids=[gap.subject for gap in shown])}
    rules = [("", f"All ({len(found)})")]
    rules += [(r.name, f"{r.text} ({counts[r.name]})") for r in GAPS if counts[r.name]]
    return page(
        "gaps.html",
        title="Gaps",
        section="/gaps",
        twin=query("/api/gaps", {"authority": about, "rule": rule}),
        groups=[(name, list(group)) for name, group in groupby(shown, key=lambda g: g.rule)],
        texts={one.name: one.text for one in GAPS},
        count=len(shown),
        subjects=subjects,
        papers={paper.id: paper for paper in store.documents(authority=about)},
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=[Choice(name="rule", label="Rule", value=rule, options=tuple(rules))],
    )


def _gaps(store: View, authority: str) -> list[Gap]:
    return find_gaps(store, authority=authority, today=date.today().isoformat())


@router.get("/matrix")
def matrix(store: StoreDep, authority: Authority = None) -> HTMLResponse:
    """An authority's concerns by later visits."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Matrix", "/matrix")
    return page(
        "matrix.html",
        title="Matrix",
        section="/matrix",
        twin=query("/api/matrix", {"authority": about}),
        matrix=lay_out(store, about),
        papers={paper.id: paper for paper in store.documents(authority=about)},
        by_visit=lambda row: {cell.document: cell for cell in row.cells},
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
    )


@router.get("/search")
def search(store: StoreDep, q: str = "", authority: Authority = None) -> HTMLResponse:
    """Passages that hold all words, best first."""
    hits = store.search(q, authority=authority or None) if q.strip() else []
    return page(
        "search.html",
        title="Search",
        section="/search",
        twin=query("/api/search", {"q": q, "authority": authority}) if q.strip() else "",
        sought=q,
        hits=[(hit, _marked(hit)) for hit in hits],
        authorities=store.authorities(),
        authority=authority,
    )


def _marked(hit: Hit) -> list[tuple[str, bool]]:
    """The words around what was found, in parts: text, and whether it was sought."""
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate((hit.marked or hit.passage.quote.text).split("\x02")):
        found, _, after = piece.rpartition("\x03") if number else ("", "", piece)
        parts += [(found, True), (after, False)]
    return [(text, sought) for text, sought in parts if text]

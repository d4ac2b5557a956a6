"""``/concerns`` and ``/concerns/{id}``: what must improve, and the whole chain of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.choices import Choice, in_scope
from api.deps import Authority, Date, KnownDep, Me, StoreDep
from api.pages import page
from api.routes.overview import choose
from api.timeline import timeline
from api.wording import count, query
from graph.questions.findings import likely
from graph.questions.gaps import Gap
from graph.questions.trace import Chain
from graph.questions.trace import trace as follow
from graph.records import Concern, Document, Link, Record
from graph.store.base import View
from ontology.vocabulary import scheme
from viz.select import Node, picture
from viz.stages import columns, labels
from viz.words import day

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Only = Literal["settled", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A concern in the list, with its sub-points' depth and its own gaps."""

    concern: Concern
    depth: int
    gaps: tuple[Gap, ...]


@router.get("/concerns")
def concerns(
    store: StoreDep,
    known: KnownDep,
    authority: Authority = None,
    theme: str = "",
    document: str = "",
) -> HTMLResponse:
    """An authority's concerns, under the paper that raised them."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Concerns", "/concerns")
    papers = {paper.id: paper for paper in store.documents(authority=about)}
    every = store.records(Concern, authority=about)
    shown = [c for c in every if theme in ("", *c.themes) and document in ("", c.document)]
    gaps = _by_subject(known.gaps(about))
    asked = {"authority": about, "theme": theme, "document": document}
    return page(
        "concerns.html",
        title="Concerns",
        section="/concerns",
        twin=query("/api/concerns", asked),
        asked=asked,
        groups=_groups(shown, papers, gaps),
        count=len(shown),
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=[_paper_choice(every, papers, document), _theme_choice(every, theme)],
    )


@router.get("/concerns/{concern_id}")
def concern(
    concern_id: str,
    store: StoreDep,
    me: Me,
    as_of: Date = None,
    only: Only = "all",
    view: Literal["stages", "timeline", "table"] = "stages",
) -> HTMLResponse:
    """The chain of one concern: as five stages from left to right, along time, or as a table."""
    chain = follow(store, concern_id, as_of=as_of or None, only=only)
    drawn = picture(chain)
    table = columns(drawn)
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in drawn.edges:
        sources[edge.target].append(edge.source)
    siblings = store.records(Concern, document=chain.concern.document)
    address = f"/concerns/{concern_id}"
    asked = {"as_of": as_of, "only": only if only != "all" else None}
    return page(
        "concern.html",
        title=chain.concern.text,
        section="/concerns",
        twin=query(f"/api{address}/trace", asked),
        address=address,
        asked=asked,
        view=view,
        back=query(address, asked | {"view": view if view != "stages" else None}),
        me=me,
        chain=chain,
        paper=chain.documents[chain.concern.document],
        table=table,
        labels=labels(table),
        sources=sources,
        left_out=drawn.left_out,
        parts=[c for c in siblings if c.parent == concern_id],
        whole=next((c for c in siblings if c.id == chain.concern.parent), None),
        visits=visits(table["comment"]),
        days=timeline(node for nodes in table.values() for node in nodes),
        summary=_summary(chain),
        quoted=[step for step in chain.restated if not isinstance(step.record, Concern)],
        rejected=_rejected(store, chain),
        authority=chain.concern.authority,
        authorities=[],
        hidden=[("view", view)] if view != "stages" else [],
        more=[
            Choice(name="as_of", label="As known on", value=as_of or "", type="date"),
            Choice(name="only", label="Show", value=only, options=ONLY),
        ],
    )


@router.get("/concerns/{concern_id}/snapshot")
def snapshot(
    concern_id: str, store: StoreDep, as_of: Date = None, only: Only = "all"
) -> HTMLResponse:
    """The chain as one file to mail or to keep; it needs nothing from here."""
    from viz.snapshot import snapshot as draw  # pyvis takes long to import

    chain = follow(store, concern_id, as_of=as_of or None, only=only)
    name = f"sightline-{re.sub(r'[^a-z0-9-]', '', concern_id)}.html"
    return HTMLResponse(
        draw(chain), headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _rejected(store: View, chain: Chain) -> list[tuple[Link, Record, Record]]:
    """Links of the chain that people rejected, with both ends, so that they can be undone."""
    ids = [chain.concern.id, *(step.record.id for step in chain.actions)]
    links = {link.id: link for link in store.links(objects=ids, state="rejected")}
    links |= {link.id: link for link in store.links(subjects=ids, state="rejected")}
    if not links:
        return []
    ends = {end for link in links.values() for end in (link.subject, link.object)}
    held = {record.id: record for record in store.records(Record, ids=sorted(ends))}
    return [
        (link, held[link.subject], held[link.object])
        for link in links.values()
        if link.subject in held and link.object in held
    ]


SURE = ("stated", "confirmed")
SHOWN = 3  # proposals of one paper that are shown at once
ONLY = (("all", "Everything, proposals marked"), ("settled", "Only stated and confirmed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCards:
    """What one later paper says: cards to show at once, and proposals to unfold."""

    date: str
    document: Document | None
    first: list[Node]
    rest: list[Node]


def visits(nodes: Iterable[Node]) -> list[VisitCards]:
    """Group later comments and silences by paper, in the order of time.

    Of each paper, what is settled stands first, then the best of the proposals, likely ones that
    find progress insufficient before the others; the rest can be unfolded, so that many guesses
    bury neither what is known nor a warning.
    """
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.role != "gap":
            groups[node.date, node.document.id if node.document else ""].append(node)
    return [
        VisitCards(
            date=date,
            document=group[0].document,
            first=[node for node in group if node.state in SURE] + _proposed(group)[:SHOWN],
            rest=_proposed(group)[SHOWN:],
        )
        for (date, _), group in groups.items()
    ]


def _proposed(nodes: Iterable[Node]) -> list[Node]:
    """Nodes that nothing settled stands behind: warnings, then the others, likely ones first."""
    unsure = [node for node in nodes if node.state not in SURE]
    return sorted(unsure, key=_worth)


def _worth(node: Node) -> tuple[bool, float]:
    warns = node.progress == "insufficient" and any(map(likely, node.links))
    return not warns, -max((link.score or 0.0 for link in node.links), default=0)


def _summary(chain: Chain) -> str:
    """What the chain holds, in a line; what is there none of is not counted but is a gap.

    A comment on two of its records is one comment; a concern raised again is none.
    """
    evidence = {one.record.id for action in chain.actions for one in action.evidence}
    comments = {one.record.id for action in chain.actions for one in action.comments}
    comments |= {one.record.id for one in chain.comments}
    parts = (
        (len(chain.recommendations), "recommendation", None),
        (len(chain.actions), "action", None),
        (len(evidence), "piece of evidence", "pieces of evidence"),
        (len(comments), "later comment", None),
        (len(chain.later), "later concern", None),
        (len(chain.silent), "silent visit", None),
        (len(chain.gaps), "gap", None),
    )
    return ", ".join(count(number, one, many) for number, one, many in parts if number) + "."


def _by_subject(gaps: Iterable[Gap]) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        found[gap.subject].append(gap)
    return found


def _groups(
    concerns: list[Concern], papers: dict[str, Document], gaps: dict[str, list[Gap]]
) -> list[tuple[Document, list[Entry]]]:
    """Concerns by paper, the latest paper first, each list in reading order."""
    ids = {concern.id for concern in concerns}

    def entry(concern: Concern) -> Entry:
        depth = int(concern.parent is not None and concern.parent in ids)
        return Entry(concern=concern, depth=depth, gaps=tuple(gaps.get(concern.id, ())))

    placed = sorted(concerns, key=lambda c: (papers[c.document].date, c.document, c.quote.start))
    groups = [
        (papers[document], [entry(concern) for concern in group])
        for document, group in groupby(placed, key=lambda concern: concern.document)
    ]
    return groups[::-1]


def _paper_choice(concerns: Iterable[Concern], papers: dict[str, Document], chosen: str) -> Choice:
    used = sorted({c.document for c in concerns}, key=lambda key: papers[key].date, reverse=True)
    options = [(key, f"{day(papers[key].date)}: {papers[key].title}"[:80]) for key in used]
    return Choice(name="document", label="Paper", value=chosen, options=(("", "All"), *options))


def _theme_choice(concerns: Iterable[Concern], chosen: str) -> Choice:
    used = {theme for concern in concerns for theme in concern.themes}
    options = [(theme.id, theme.label) for theme in scheme("themes") if theme.id in used]
    return Choice(name="theme", label="Theme", value=chosen, options=(("", "All"), *options))

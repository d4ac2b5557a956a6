"""``/gaps``: what is missing or contradicted, narrowed by rules and theme, page by page."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.choices import Choice, in_scope
from api.deps import Authority, KnownDep, PageNumber, StoreDep
from api.narrowing import about_theme, by_rules, leaf
from api.pages import page
from api.questions import known_rules
from api.routes.overview import choose
from api.wording import query
from graph.questions.gaps import GAPS
from graph.records import Record
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Rules = Annotated[list[str], Query()]


@router.get("/gaps")
def gaps(
    store: StoreDep,
    known: KnownDep,
    authority: Authority = None,
    rule: Rules = [],  # noqa: B006 FastAPI makes a list of its own for each request
    theme: str = "",
    number: PageNumber = 1,
) -> HTMLResponse:
    """What is missing or contradicted, rule by rule."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Gaps", "/gaps")
    rules = known_rules([name for name in rule if name])
    every = known.gaps(about)
    themed = about_theme(store, every, theme)
    counts = Counter(gap.rule for gap in themed)
    order = {rule.name: place for place, rule in enumerate(GAPS)}
    found = sorted(by_rules(themed, rules), key=lambda gap: order[gap.rule])
    shown = leaf(found, number)
    subjects = store.records(Record, ids=sorted({gap.subject for gap in shown.members}))
    asked = {"authority": about, "rule": list(rules or ()), "theme": theme}
    return page(
        "gaps.html",
        title="Gaps",
        section="/gaps",
        twin=query("/api/gaps", asked),
        sheet=query("/api/gaps", asked | {"format": "csv"}),
        groups=[(name, list(group)) for name, group in groupby(shown.members, lambda g: g.rule)],
        rules=[(one.name, counts[one.name], one.name in (rules or ())) for one in GAPS],
        counts=counts,
        shown=shown,
        turn=lambda number: query("/gaps", asked | {"page": number}),
        subjects={record.id: record for record in subjects},
        papers={paper.id: paper for paper in store.documents(authority=about)},
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=[theme_choice(theme)],
    )


def theme_choice(chosen: str) -> Choice:
    """The field that narrows a list down to one theme."""
    options = [(theme.id, theme.label) for theme in scheme("themes")]
    return Choice(name="theme", label="Theme", value=chosen, options=(("", "All"), *options))

"""Turns what is known into HTML: one Jinja environment, everything escaped, nothing missing."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from api import wording
from api.highlight import kind_of
from api.themes import current
from viz import style, words

# What the navigation leads to: names and addresses.
SECTIONS = (
    ("Overview", "/"),
    ("Concerns", "/concerns"),
    ("Actions", "/actions"),
    ("Owners", "/owners"),
    ("Gaps", "/gaps"),
    ("Matrix", "/matrix"),
    ("Board pack", "/board"),
    ("Network", "/network"),
    ("Review", "/review"),
    ("Documents", "/documents"),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=words.day, count=wording.count, anchor=wording.anchor, bullet=wording.bullet
    )
    environment.globals.update(
        word=style.word,
        state=style.state,
        progress=style.progress,
        place=words.place,
        here=wording.here,
        query=wording.query,
        sections=SECTIONS,
        said=wording.JOB_STATES,
        plurals=wording.PLURALS,
        chain_of=lambda record: f"/concerns/{wording.anchor(record.id)}",
        spot_of=lambda record: wording.here(record.quote, record.id),
        spot=wording.spot,
        relation=wording.relation,
        question=wording.question,
        reasons=wording.REASONS,
        stages=style.STAGES,
        kind_of=kind_of,
        nothing=wording.NOTHING,
        themed=lambda authority: current.get().of(authority),
    )
    return environment


def prepare() -> None:
    """Compile every template, so that the first readers do not each do it at the same time."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def page(template: str, *, status_code: int = 200, **context: object) -> HTMLResponse:
    """Render one template to a whole page."""
    html = _environment().get_template(template).render(**context)
    return HTMLResponse(html, status_code=status_code)

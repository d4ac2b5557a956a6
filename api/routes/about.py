"""``/accessibility`` and ``/theme.css``: what the pages say and show of themselves."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.deps import Authority
from api.pages import page
from api.themes import current, style_sheet

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/accessibility")
def accessibility(authority: Authority = None) -> HTMLResponse:
    """What was tested and how, what is not good enough yet, and the keys."""
    return page("accessibility.html", title="Accessibility", section="", authority=authority)


@router.get("/theme.css")
def theme(authority: Authority = None) -> Response:
    """The colour of a council in the place of ours, if it has one."""
    return Response(style_sheet(current.get().of(authority)), media_type="text/css")

"""``/ontology``: what every class, property and code means, as a page or as Turtle."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from api.failures import answer
from api.negotiation import chosen
from api.pages import page
from ontology import pages
from ontology.turtle import HERE

router = APIRouter(include_in_schema=False)

_FORMS = {"text/html": "html", "text/turtle": "turtle", "application/x-turtle": "turtle"}


@router.get("/ontology")
def ontology(request: Request) -> Response:
    """The description for people, the Turtle for programs."""
    form = chosen(request.headers.get("accept"), _FORMS, default="html")
    if form == "turtle":
        return turtle()
    if form is None:
        detail = f"The ontology can be had as {', '.join(_FORMS)}."
        return answer("/api/ontology", 406, "Not acceptable", detail)
    # Made of our own files, and every text in it is escaped where it is put in.
    described = Markup(pages.body())  # noqa: S704
    found = page("ontology.html", title="The ontology", section="/ontology", described=described)
    found.headers["Vary"] = "Accept"
    return found


@router.get("/ontology.ttl")
def turtle() -> Response:
    """The ontology as it is written."""
    return _file("sightline.ttl")


@router.get("/shapes.ttl")
def shapes() -> Response:
    """The shapes that records must have, in SHACL."""
    return _file("shapes.ttl")


def _file(name: str) -> Response:
    data = (HERE / name).read_bytes()
    return Response(data, media_type="text/turtle; charset=utf-8", headers={"Vary": "Accept"})

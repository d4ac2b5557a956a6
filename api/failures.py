"""What goes wrong, told to whoever asked: JSON below ``/api/``, a page elsewhere."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from api.pages import page
from api.settings import HEADERS
from ontology.errors import (
    BusyError,
    LimitError,
    ReviewError,
    SightlineError,
    StoreError,
    UnknownRecordError,
)

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

# The most particular first: an error is answered by the first class it belongs to.
STATUS: tuple[tuple[type[SightlineError], int, str], ...] = (
    (UnknownRecordError, 404, "Not found"),
    (StoreError, 503, "The store does not answer"),
    (ReviewError, 409, "The decision cannot be recorded"),
    (LimitError, 503, "The query was stopped"),
    (BusyError, 503, "Not ready"),
    (SightlineError, 400, "This cannot be done"),
)


def answer(path: str, status: int, title: str, detail: str) -> Response:
    """Tell of a failure in the form that fits what was asked for."""
    if path.startswith("/api/") or path in ("/openapi.json", "/sparql"):
        error = {"error": {"title": title, "detail": detail}}
        return JSONResponse(error, status_code=status)
    return page("error.html", status_code=status, title=title, detail=detail)


def install(app: FastAPI) -> None:
    """Answer every kind of failure in our own form."""
    app.add_exception_handler(SightlineError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def status_of(error: SightlineError) -> tuple[int, str]:
    """Return the status and the title of an error of ours."""
    return next((status, title) for kind, status, title in STATUS if isinstance(error, kind))


async def _ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, SightlineError):
        raise error
    return answer(request.url.path, *status_of(error), str(error))


async def _invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in faults)
    return answer(request.url.path, 422, "The request is not understood", detail)


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = HTTPStatus(status).phrase
    told = str(getattr(error, "detail", "") or "")
    detail = "There is nothing at this address." if status == 404 and told == title else told
    return answer(request.url.path, status, title, detail)


async def _fault(request: Request, error: Exception) -> Response:
    # This answer is made outside the guard, which puts the headers on all others.
    detail = f"Something broke inside ({type(error).__name__}). Please report what you did."
    failure = answer(request.url.path, 500, "Fault", detail)
    failure.headers.update(HEADERS)
    return failure

"""The HTTP application: pages for people and their JSON twins, from one store."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import failures
from api.guard import Guard
from api.routes import decisions, lists, pages, questions
from api.settings import Settings
from api.stores import Stores

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application for one store. The interactive documentation pages stay off.

    They would load their scripts from outside; the OpenAPI document itself is at /openapi.json.
    """
    settings = settings or Settings()
    app = FastAPI(
        title="Sightline",
        version=version("sightline-graph"),
        summary="Traces each concern to actions, evidence and later comments, quote by quote.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.stores = Stores(settings.store)
    app.add_middleware(Guard, hosts=settings.hosts)
    failures.install(app)
    for routes in (lists, questions, decisions, pages):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app

"""The HTTP application: pages for people and their JSON twins, from one store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import failures
from api.guard import Guard
from api.routes import chains, decisions, lists, overview, papers, questions
from api.settings import Settings
from graph.store import open_store

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig

STATIC = Path(__file__).parent / "static"

# What the framework could tell others about the use of this server: nothing.
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


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
        telemetry=SILENT,
        lifespan=_lifespan(settings),
    )
    app.add_middleware(Guard, hosts=settings.hosts)
    failures.install(app)
    for routes in (lists, questions, decisions, overview, chains, papers):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Open the store when the server starts, close it when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.store = open_store(settings.store)
        try:
            yield
        finally:
            app.state.store.close()

    return lifespan

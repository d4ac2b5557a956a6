"""The HTTP application: pages for people and their JSON twins, from one store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from api import failures
from api.guard import Guard
from api.jobs import Jobs
from api.known import Known
from api.pages import prepare
from api.routes import (
    about,
    actions,
    board,
    chains,
    decisions,
    exports,
    gaps,
    lists,
    network,
    ontology,
    overview,
    owners,
    papers,
    questions,
    records,
    review,
    sparql,
    uploads,
)
from api.settings import Settings
from graph.sparql.endpoint import Endpoint
from graph.sparql.keeper import Limits
from graph.store import open_store
from viz.network import engine

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig

STATIC = Path(__file__).parent / "static"
# Pages are made by Python, one at a time whatever the number of threads. A few let a page pass by
# an export; more would only make all that are under way wait for each other.
THREADS = 3

ROUTERS = (
    lists.router,
    questions.router,
    exports.router,
    board.data,
    network.data,
    decisions.router,
    papers.data,
    uploads.data,
    overview.router,
    chains.router,
    gaps.router,
    board.router,
    actions.router,
    owners.router,
    records.router,
    review.router,
    network.router,
    decisions.forms,
    papers.router,
    uploads.router,
    about.router,
    sparql.router,
    ontology.router,
)

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
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(Guard, hosts=settings.hosts, themes=settings.themes)
    failures.install(app)
    for router in ROUTERS:
        app.include_router(router)
    # The picture of the network is drawn by vis-network, which comes inside a Python package.
    app.mount("/static/vendor", StaticFiles(directory=engine()), name="vendor")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Open the store when the server starts, close it when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        store = open_store(settings.store)
        prepare()
        app.state.store, app.state.known, app.state.jobs = (
            store,
            Known(store),
            Jobs(settings.store),
        )
        limits = Limits(seconds=settings.query_seconds)
        app.state.sparql = Endpoint(settings.store, limits=limits, patience=25)
        try:
            yield
        finally:
            app.state.sparql.close()
            app.state.jobs.close()
            store.close()

    return lifespan

"""``sightline serve``: the browser view and the HTTP API."""

from __future__ import annotations

import gc
import socket
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, note, opened
from api.settings import DEFAULT_STORE, LOCAL_NAMES, Settings
from api.themes import Themes, read_themes
from ontology.errors import SightlineError

HostOption = Annotated[str, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)]
AllowOption = Annotated[
    list[str] | None,
    typer.Option("--allow", help="A name under which others call this server; may be repeated."),
]
ThemeOption = Annotated[
    Path | None,
    typer.Option(
        "--theme",
        metavar="FILE",
        envvar="SIGHTLINE_THEME",
        help="Names and colours of councils for the header; docs/browser.md shows one.",
    ),
]


def serve(
    *,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    allow: AllowOption = None,
    theme: ThemeOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Serve the browser view and the HTTP API.

    They answer on this machine only, unless --host and --allow say otherwise.
    """
    with opened(store):
        pass  # a store that cannot be opened is told before the server starts
    hosts = (*LOCAL_NAMES, *(allow or ()), host)
    themes = read_themes(theme) if theme else Themes()
    run(Settings(store=store, hosts=hosts, themes=themes), host=host, port=port)


def run(settings: Settings, *, host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        SightlineError: the address is taken or is not one of this machine.
    """
    import uvicorn

    from api.app import create_app

    _collect_rarely()
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    note(f"Sightline is at http://{shown}:{listener.getsockname()[1]} (Ctrl-C stops it)")
    config = uvicorn.Config(create_app(settings), log_level="warning", server_header=False)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # that is how one stops it
    finally:
        listener.close()


def _collect_rarely() -> None:
    """Look for rings among objects rarely, and never among what is there from the start.

    Records and pages make none, and while the collector looks through all that the server keeps,
    every reader waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send each answer at once; else the kernel holds
    # the second half of it back until the browser has acknowledged the first, 40 ms later.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # who comes before the pages are ready waits, and is not refused
    except OSError as error:
        listener.close()
        why = (error.strerror or str(error)).lower()
        raise SightlineError(f"cannot listen on {host} port {port}: {why}; try --port") from None
    return listener

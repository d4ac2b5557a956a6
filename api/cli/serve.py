"""``sightline serve``: the browser view and the HTTP API."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from api.cli.common import StoreOption, note, opened
from api.settings import DEFAULT_STORE, LOCAL_NAMES, Settings
from ontology.errors import SightlineError

HostOption = Annotated[str, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)]
AllowOption = Annotated[
    list[str] | None,
    typer.Option("--allow", help="A name under which others call this server; may be repeated."),
]


def serve(
    *,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    allow: AllowOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Serve the browser view and the HTTP API.

    They answer on this machine only, unless --host and --allow say otherwise.
    """
    with opened(store):
        pass  # a store that cannot be opened is told before the server starts
    hosts = (*LOCAL_NAMES, *(allow or ()), host)
    run(Settings(store=store, hosts=hosts), host=host, port=port)


def run(settings: Settings, *, host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        SightlineError: the address is taken or is not one of this machine.
    """
    import uvicorn

    from api.app import create_app

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


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # who comes before the pages are ready waits, and is not refused
    except OSError as error:
        listener.close()
        why = (error.strerror or str(error)).lower()
        raise SightlineError(f"cannot listen on {host} port {port}: {why}; try --port") from None
    return listener

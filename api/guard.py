"""Guards every request: known host names only, no writes from other sites, strict headers.

Forms need no token against other sites: every browser of today says where a form comes from (in
``Origin`` or ``Sec-Fetch-Site``), and what comes from elsewhere is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders

from api.failures import answer
from api.settings import MOST_BYTES, SMALL_BYTES, UPLOADS, headers_for
from api.themes import Themes, current

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READS = frozenset({"GET", "HEAD", "OPTIONS"})
Fault = tuple[int, str, str]  # status, title and detail


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], themes: Themes) -> None:
        self.app = app
        self.themes = themes
        self.hosts = frozenset(name.casefold() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on one request, and put the headers on its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        current.set(self.themes)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers_for(scope["path"]))
            await send(message)

        fault = self._fault(scope["method"], scope["path"], Headers(scope=scope))
        if fault:
            status, title, detail = fault
            refusal = answer(scope["path"], status, title, detail)
            await refusal(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)

    def _fault(self, method: str, path: str, headers: Headers) -> Fault | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return 421, "Unknown host", "This server does not answer under that name."
        if method in READS:
            return None
        if not _own(headers, host):
            return 403, "Refused", "Another site may not change anything here."
        return _size(path, headers)


def _name(host: str) -> str:
    """Host name without its port, IPv6 in brackets."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).casefold()


def _own(headers: Headers, host: str) -> bool:
    """Whether a writing request comes from our own pages, or from a program."""
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.casefold() == host.casefold()


def _size(path: str, headers: Headers) -> Fault | None:
    """Refuse what is too large before any of it is read. The server holds senders to the length.

    Without a length nobody could tell, and what comes in pieces without end would fill the disk.
    """
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not length.isdigit():
        return 411, "Length required", "Say beforehand how long the request is."
    most = MOST_BYTES if path in UPLOADS else SMALL_BYTES
    if int(length) > most:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"
        return 413, "Too large", f"At most {size} can be sent at once."
    return None

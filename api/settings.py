"""What the browser view and the HTTP API need to know before they start."""

from __future__ import annotations

from dataclasses import dataclass, field

from api.themes import Themes

DEFAULT_STORE = "sightline.db"
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")

MOST_BYTES = 100_000_000  # of one upload, all its files together
MOST_FILES = 50
SMALL_BYTES = 100_000  # of any other request that carries something
UPLOADS = frozenset({"/upload", "/api/documents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to serve.

    Attributes:
        store: where the papers are: a file, or the address of a server.
        hosts: names under which this server may be called, without port. A page of another site
            can make a browser call 127.0.0.1 under a name of its own (DNS rebinding); such calls
            are refused.
        themes: names and colours of councils in the header.
        query_seconds: after which a query in SPARQL is stopped.
    """

    store: str = DEFAULT_STORE
    hosts: tuple[str, ...] = LOCAL_NAMES
    themes: Themes = field(default_factory=Themes)
    query_seconds: float = 10.0


# No script at all, nothing from outside, no frame around us.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# Pages that a script of ours draws a picture on; it may ask this server, and nobody else.
SCRIPTED = frozenset({"/network"})
SCRIPT_POLICY = f"{POLICY}; script-src 'self'; connect-src 'self'"


def headers_for(path: str) -> dict[str, str]:
    """Return the headers of every answer at this address."""
    if path in SCRIPTED:
        return HEADERS | {"Content-Security-Policy": SCRIPT_POLICY}
    return HEADERS

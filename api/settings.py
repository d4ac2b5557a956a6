"""What the browser view and the HTTP API need to know before they start."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    store: str = DEFAULT_STORE
    hosts: tuple[str, ...] = LOCAL_NAMES


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

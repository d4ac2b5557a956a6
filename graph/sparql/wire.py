"""Messages over a socket: each its length in eight bytes, and then its bytes."""

from __future__ import annotations

import socket
import struct
import time

_LENGTH = struct.Struct(">Q")


def send(line: socket.socket, message: bytes) -> None:
    """Send one message."""
    line.sendall(_LENGTH.pack(len(message)) + message)


def receive(line: socket.socket, *, until: float) -> bytes | None:
    """Receive one message; ``None`` if the other end has hung up.

    Args:
        line: the socket.
        until: the moment, by ``time.monotonic``, after which to wait no longer.

    Raises:
        TimeoutError: the message was not there by then.
    """
    head = _exactly(line, _LENGTH.size, until)
    return None if head is None else _exactly(line, _LENGTH.unpack(head)[0], until)


def _exactly(line: socket.socket, length: int, until: float) -> bytes | None:
    parts: list[bytes] = []
    while length:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)
        try:
            part = line.recv(min(length, 1 << 20))
        except ConnectionError:
            return None
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)

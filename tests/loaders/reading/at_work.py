"""What child processes are given to do in the tests: each word is an order."""

from __future__ import annotations

import ctypes
import os
import time

from ontology.errors import LoadError


def obey(data: bytes, name: str) -> str:
    """Do what the bytes say, and tell who did it."""
    order = data.decode()
    if order == "refuse":
        raise LoadError(f"{name}: this is no paper; load another")
    if order == "fail":
        raise ValueError("not what it seemed")
    if order == "crash":
        ctypes.string_at(0)
    if order == "sleep":
        time.sleep(60)
    if order == "count":
        while True:
            pass
    if order == "fill":
        return str(len(bytearray(10_000_000_000)))
    return f"{order} by {os.getpid()}"

"""Work that can wait steps back, so that those who read do not wait for it."""

from __future__ import annotations

import contextlib
import os

# With 5 a load still took a third more from readers, with 19 it gained them nothing further.
NICENESS = 10


def step_back() -> None:
    """Lower the priority of this process and of those that it will start, for good.

    Nothing happens where the system has no such thing, or where it stands lower already.
    """
    with contextlib.suppress(AttributeError, OSError):  # not on Windows; not for every user
        lower = max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0))
        os.setpriority(os.PRIO_PROCESS, 0, lower)

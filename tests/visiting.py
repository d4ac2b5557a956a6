"""Visits to pages in a real browser: what each asked for, and what it complained of."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

SIGHTLINE = Path(sys.executable).with_name("sightline")
AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Visit:
    """A page with all that it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the start."""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.complaints.append(str(getattr(message, "text", message)))


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Run a server as the command line starts it; gives its address."""
    command = [SIGHTLINE, "serve", "--port", "0", "--store", store]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            address = re.search(r"http://\S+", told)
            assert address, told
            yield address.group()
        finally:
            process.terminate()

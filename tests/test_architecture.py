"""The import contracts of pyproject.toml hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_import_contracts_hold(root: Path) -> None:
    """Imports go one way, each outside library has one home, and no siblings form a ring."""
    lint = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([lint, "--no-cache"], cwd=root, capture_output=True, text=True)

    assert run.returncode == 0, run.stdout + run.stderr

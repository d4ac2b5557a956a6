"""The example authority: a council that does not exist, and papers written for it."""

from __future__ import annotations

from pathlib import Path

PAPERS = Path(__file__).parent / "papers"
AUTHORITY = "Marlbury County Council"

"""Dates and places as people write them; they are at home in ``graph.export.words``."""

from __future__ import annotations

from graph.export.words import day, place

__all__ = ["day", "place"]

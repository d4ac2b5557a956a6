"""Colours of pictures and pages, with the words and marks beside which alone colours are shown.

Words and marks are at home in ``graph.export.looks``, so that exported papers show the same. All
colours keep WCAG 2.2 AA contrast (4.5 to 1) on white.
"""

from __future__ import annotations

from types import MappingProxyType

from graph.export.looks import NO_PROGRESS, PROGRESS, STATES, Look, progress, state, word

__all__ = ["NO_PROGRESS", "PROGRESS", "STAGES", "STATES", "Look", "progress", "state", "word"]

# The five stages of a chain, left to right: code, heading, colour.
STAGES = MappingProxyType(
    {
        "concern": ("Concern", "#a3281c"),
        "recommendation": ("Recommendation", "#8a4b00"),
        "action": ("Action", "#0b6140"),
        "evidence": ("Evidence", "#55318f"),
        "comment": ("Later comment", "#14548c"),
    }
)

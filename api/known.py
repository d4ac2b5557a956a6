"""What takes long to work out, kept for as long as the store stays as it is.

Gaps and the queue of proposals look at everything about an authority. Pages ask for them again
and again; a paper or a decision, from whichever process, makes them be worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from graph.gaps import Gap
from graph.gaps import gaps as find_gaps
from graph.matrix import Matrix
from graph.matrix import matrix as lay_out
from graph.queue import Waiting
from graph.queue import queue as line_up
from graph.store.base import Store

Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Kept:
    """One answer, and the turn to work it out, which one thread has while others wait."""

    turn: Lock = field(default_factory=Lock)
    stamp: tuple[str, str] | None = None
    answer: object = None


class Known:
    """Answers about one store, each with the revision and the day that it holds for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[Hashable, _Kept] = {}
        self._guard = Lock()

    def gaps(self, authority: str) -> Sequence[Gap]:
        """What is missing or contradicted about one authority, as of today."""
        return self._ask(
            ("gaps", authority),
            lambda today: tuple(find_gaps(self.store, authority=authority, today=today)),
        )

    def queue(self, authority: str) -> Sequence[Waiting]:
        """The proposals of one authority that wait for a person, in the order to decide them."""
        return self._ask(
            ("queue", authority),
            lambda today: tuple(line_up(self.store, authority=authority, today=today)),
        )

    def matrix(self, authority: str) -> Matrix:
        """One authority's concerns by later visits."""
        return self._ask(("matrix", authority), lambda today: lay_out(self.store, authority))

    def keep(self, about: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What *answer* gives, worked out once for each state of the store; *about* names it."""
        return self._ask(about, lambda today: answer())

    def _ask(self, about: Hashable, answer: Callable[[str], Answer]) -> Answer:
        with self._guard:
            kept = self._kept.setdefault(about, _Kept())
        with kept.turn:
            # Asked for first: what changes while the answer is made makes it out of date.
            stamp = (self.store.revision(), date.today().isoformat())
            if kept.stamp != stamp:
                kept.answer = answer(stamp[1])
                kept.stamp = stamp
            return cast(Answer, kept.answer)

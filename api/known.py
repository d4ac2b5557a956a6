"""What takes long to work out, kept for as long as the store stays as it is.

Gaps and the queue of proposals look at everything about an authority. Pages ask for them again
and again; a paper or a decision, from whichever process, makes them be worked out anew. What all
of them look at is fetched once for all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from graph.decisions.queue import Waiting, in_order, waiting
from graph.decisions.suspects import Suspect, suspects
from graph.questions.facts import Facts, facts_of
from graph.questions.gaps import Gap, find_gaps
from graph.questions.matrix import Matrix, laid_out
from graph.store.base import Store

Answer = TypeVar("Answer")

AT_HAND = 8  # authorities whose records and links are kept; of each, some megabytes


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
        self._at_hand: list[str] = []
        self._guard = Lock()

    def facts(self, authority: str) -> Facts:
        """All records and live links of one authority, as of today."""
        with self._guard:
            self._at_hand = [name for name in self._at_hand if name != authority] + [authority]
            for name in self._at_hand[:-AT_HAND]:
                self._kept.pop(("facts", name), None)
            self._at_hand = self._at_hand[-AT_HAND:]
        return self._ask(
            ("facts", authority), lambda today: facts_of(self.store, authority, today=today)
        )

    def gaps(self, authority: str) -> Sequence[Gap]:
        """What is missing or contradicted about one authority, as of today."""
        return self._ask(
            ("gaps", authority), lambda today: tuple(find_gaps(self.facts(authority)))
        )

    def queue(self, authority: str) -> Sequence[Waiting]:
        """The proposals of one authority that wait for a person, in the order to decide them."""

        def line_up(today: str) -> tuple[Waiting, ...]:
            found = waiting(self.facts(authority), gaps=self.gaps(authority))
            return tuple(in_order(found))

        return self._ask(("queue", authority), line_up)

    def matrix(self, authority: str) -> Matrix:
        """One authority's concerns by later visits."""
        return self._ask(
            ("matrix", authority), lambda today: laid_out(self.facts(authority), authority)
        )

    def suspects(self, authority: str) -> Sequence[Suspect]:
        """The decisions about one authority whose words have changed or gone.

        Where both ends are gone nothing tells whom they were about; with one authority, about it.
        """

        def find(today: str) -> tuple[Suspect, ...]:
            alone = self.store.authorities() == [authority]
            return tuple(suspects(self.store, authority=None if alone else authority))

        return self._ask(("suspects", authority), find)

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

"""What making the links of an authority anew would add, drop and change, before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.records import Decision, Link
from graph.standing import standing, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinking:
    """What a re-run of the matcher would do to the links of one authority, each list by id.

    Attributes:
        added: links that are not there now, in the state that the log of decisions gives them.
        dropped: links that are there and that nothing makes or keeps any more.
        changed: links whose basis, score or progress would be another: as they are, as they
            would be.
        kept: links that stay although nothing makes them now, because a person spoke of them.
    """

    authority: str
    added: tuple[Link, ...]
    dropped: tuple[Link, ...]
    changed: tuple[tuple[Link, Link], ...]
    kept: tuple[Link, ...]


def relinking(
    authority: str, held: Iterable[Link], made: Iterable[Link], log: Iterable[Decision]
) -> Relinking:
    """Compare the links *held* with those that the matcher would make now.

    Args:
        authority: whose links they are.
        held: all links of the authority, with their decisions.
        made: what the matcher makes of its records.
        log: the whole log of decisions, oldest first.
    """
    decided: dict[str, list[Decision]] = {}
    for decision in log:
        decided.setdefault(decision.link, []).append(decision)
    old = {link.id: link for link in held}
    new = {link.id: _with(link, decided.get(link.id, [])) for link in made}
    left = [link for key, link in sorted(old.items()) if key not in new]
    return Relinking(
        authority=authority,
        added=tuple(link for key, link in sorted(new.items()) if key not in old),
        dropped=tuple(link for link in left if standing(link.decisions) is None),
        changed=tuple(
            (old[key], link)
            for key, link in sorted(new.items())
            if key in old and _worth(old[key]) != _worth(link)
        ),
        kept=tuple(link for link in left if standing(link.decisions) is not None),
    )


def _with(link: Link, decisions: list[Decision]) -> Link:
    return replace(link, decisions=tuple(decisions), state=state_of(link.basis, decisions))


def _worth(link: Link) -> tuple[object, ...]:
    return link.basis, link.score, link.progress

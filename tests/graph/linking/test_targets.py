"""What can be spoken of: the matters of a concern, with their themes."""

from __future__ import annotations

from graph.linking.targets import Target, targets_of
from tests.graph.linking.writing import asks, report


def asked(words: str) -> Target:
    """The one matter of a concern."""
    (target,) = targets_of([asks(report(), words)])
    return target


def test_access_to_several_things_is_no_list_of_verbs() -> None:
    """What stands behind "access to" are things, so that no word of them is lost."""
    target = asked("Access to vocational, training and employment offers.")
    assert "employment_training" in target.themes
    assert "vocational" in target.printed.values()


def test_what_an_actor_is_named_for() -> None:
    """A phrase that holds an actor and says more names a subject: changes of social worker."""
    target = asked("The number of changes of social worker for children.")
    assert "workforce_stability" in target.themes


def test_a_narrower_theme_tells_more_than_the_wider_it_implies() -> None:
    """Adoption support is about adoption first, and about fostering and adoption by the way."""
    target = asked("The adoption support offer.")
    assert target.themes["adoption"] > target.themes["fostering_adoption"]


def test_two_themes_without_a_list_are_one_matter() -> None:
    """The audit of decisions at the front door is one matter; audits and supervision are two."""
    assert asked("The quality assurance of decisions at the front door.").matters == 1
    assert asked("Audits, supervision.").matters == 2


def test_children_missing_from_home_lack_no_homes() -> None:
    """Children who are missing from home and care are no matter of homes for children in care."""
    target = asked("The response to children missing from home and care.")
    assert "exploitation_missing" in target.themes
    assert "placements_sufficiency" not in target.themes

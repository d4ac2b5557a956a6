"""By when something is to be done, as printed and as a date."""

from __future__ import annotations

import pytest

from loaders.prose.dues import due_in


@pytest.mark.parametrize(
    ("words", "printed", "iso"),
    [
        ("An audit is planned this autumn.", "this autumn", "2024-11"),
        ("A review will start in November.", "in November", "2024-11"),
        ("Training will begin in April.", "in April", "2025-04"),
        ("Work goes on to the end of the term.", "to the end of the term", None),
        ("Visits go on until the end of this financial year.", None, "2025-03-31"),
        ("The tool will be rolled out by 31 January 2025.", "by 31 January 2025", "2025-01-31"),
        ("This will be done over the coming months.", "over the coming months", None),
    ],
)  # fmt: skip
def test_dates_ahead(words: str, printed: str | None, iso: str | None) -> None:
    """A date without a year lies ahead of the paper; what has no date is kept as printed."""
    due = due_in(words, near="2024-10", near_is_stated=True, planned=True)
    assert due is not None
    assert due.iso == iso
    assert due.printed == (printed or "until the end of this financial year")


def test_this_month_needs_a_stated_date() -> None:
    """Where the paper's own date is only inferred, "this month" cannot be fixed."""
    sentence = "An audit is planned this month."
    stated = due_in(sentence, near="2024-10", near_is_stated=True, planned=True)
    inferred = due_in(sentence, near="2024-10", near_is_stated=False, planned=True)
    assert stated is not None
    assert inferred is not None
    assert (stated.iso, inferred.iso) == ("2024-10-31", None)


def test_a_time_in_the_past_is_no_date_ahead() -> None:
    """What has gone on since July is not due in July."""
    sentence = "The tool has been in use since July 2024."
    assert due_in(sentence, near="2024-10", near_is_stated=True, planned=False) is None

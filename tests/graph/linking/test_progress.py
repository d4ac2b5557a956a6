from __future__ import annotations

import pytest

from graph.linking.progress import progress
from tests.graph.linking.writing import letter, says


@pytest.mark.parametrize(
    ("polarity", "words", "verdict"),
    [
        ("strength", "Supervision is regular and reflective.", "resolved"),
        ("strength", "Supervision is much improved and reflective.", "improved"),
        (
            "strength",
            "The backlog of visits has been eradicated and is no longer a risk.",
            "resolved",
        ),
        ("improving", "Supervision has improved since the last inspection.", "improved"),
        ("improving", "Supervision is starting to improve.", "some_progress"),
        ("improving", "Supervision has improved, but there is more to do.", "some_progress"),
        ("mixed", "Supervision is better, but it is not yet fully embedded.", "some_progress"),
        ("improving", "Supervision is now recorded.", "improved"),
        ("mixed", "Supervision is frequent, but it does not challenge.", "some_progress"),
        ("mixed", "The quality of supervision is inconsistent.", "insufficient"),
        ("mixed", "Supervision is better, but caseloads remain a challenge.", "insufficient"),
        ("weakness", "Supervision is too infrequent.", "insufficient"),
        ("weakness", "There is still room for improvement.", "some_progress"),
        ("context", "Supervision takes place in four offices.", None),
    ],
)
def test_progress(polarity: str, words: str, verdict: str | None) -> None:
    """Progress follows from what a sentence says of movement, within its judgement."""
    (said,) = says(letter(), words, polarity=polarity)
    assert progress(said) == verdict


def test_only_inspectors_own_words_tell_of_progress() -> None:
    """Of a sentence that quotes inspectors in part, what another says around it does not count."""
    news = letter()
    (said,) = says(
        news,
        "He noted that supervision had become more frequent “but is yet to challenge workers”.",
        polarity="mixed",
        voice="inspector_quoted",
    )
    assert progress(said) == "insufficient"

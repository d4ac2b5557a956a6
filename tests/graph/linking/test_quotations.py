from __future__ import annotations

from graph.linking.quotations import Quotation, quotations
from tests.builders import a_paper
from tests.graph.linking.writing import letter, says

SAID = "Workers have found careful ways to engage families, and this has a positive impact."


def found(printed: str, source: str = SAID) -> list[Quotation]:
    """The quotations of one sentence of a news page from one sentence of a letter."""
    paper, news = letter(), a_paper("news.html", kind="council_news", published="2024-03-01")
    sources = says(paper, source)
    return quotations(says(news, printed, voice="inspector_quoted"), sources)


def test_same_words() -> None:
    """The same words are a quotation, whatever the marks around them."""
    (one,) = found(f"“{SAID}”")
    assert one.alike == 100
    assert not any("altered" in reason for reason in one.reasons)


def test_altered_word() -> None:
    """A quotation with a changed word is still one, and the reason says what was changed."""
    (one,) = found(SAID.replace("careful", "creative"))
    assert "altered: 'careful' became 'creative'" in one.reasons


def test_part_of_a_sentence() -> None:
    """Words cut from a sentence are a quotation that says it is only a part."""
    (one,) = found("Workers have found careful ways to engage families.")
    assert "quotes only a part of the sentence" in one.reasons


def test_broken_up() -> None:
    """A quotation broken by the paper's own words is found by its pieces, and is not altered."""
    (one,) = found(
        "“Workers have found careful ways to engage families,” the inspectors write of the team"
        " at the council's northern office, “and this has a positive impact.”"
    )
    assert not any("altered" in reason for reason in one.reasons)


def test_words_around_the_marks() -> None:
    """What a paper says around the marks in its own words alters nothing; a word inside does."""
    (faithful,) = found("Staff at the council found “careful ways to engage families”, it says.")
    (altered,) = found(
        "Since May staff “have found careful way to engage families”, which the council is"
        " proud of after years of building up its teams in the north."
    )
    assert not any("altered" in reason for reason in faithful.reasons)
    assert "altered: 'ways' became 'way'" in altered.reasons


def test_other_words() -> None:
    """A sentence about the same in other words is no quotation."""
    assert found("Inspectors praise how staff work with families in Marlbury.") == []


def test_few_words() -> None:
    """Four words alike are no quotation."""
    assert found("Have a positive impact.", "This has a positive impact.") == []


def test_same_paper() -> None:
    """A paper does not quote itself."""
    paper = letter()
    one, other = says(paper, SAID, f"{SAID} Indeed.")
    assert quotations([other], [one]) == []

"""News pages and press: who is quoted, who only tells, and what is the page's own."""

# ruff: noqa: E501 - a paragraph of the pages below is one line
from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.records import Paper
from loaders.council import news
from loaders.reading.files import read

PAGE = """Skip to content

Progress for children in Marlbury

Published 23 February 2024

Inspectors who visited Marlbury County Council in January have published their letter.

“Leaders have acted with pace on the areas of concern,” inspectors say in the letter. “Social workers now have time for children.”

But there is a great deal still to do.

Inspectors also note that care leavers get help more quickly than before.

The new hub for families is open in all towns.

“This is a marked change from the time of the inspection,” the report says.

Councillor Ann Reid, the Council’s Cabinet Member for Children, said:

“I am pleased that inspectors see what our staff have done.

“We will not stop here.”
"""

ARTICLE = """Marlbury’s children’s services make progress, watchdog says

By Sam Hill, local democracy reporter

Saturday, 24 February 2024

Marlbury County Council is doing better, four years after a poor report.

“The front door is safe and well managed,” inspector Dana West said.

However, she noted that audits “do not yet tell leaders enough about practice”.

Ms West added: “Recording remains weak in one team.

“Managers do not always notice.”

Ofsted, the regulator, recognised that leaders know the “front door” well and that caseloads are lower.

Councillor Ann Reid said: “We know what to do next.”

More from Local News
"""


def _load(words: str) -> Paper:
    reading = read(words.encode(), "page.txt")
    kind = news.LOADER.recognise(reading)
    assert kind is not None
    return news.LOADER.load(reading, kind)


def test_quotations_of_inspectors() -> None:
    """Each sentence that quotes inspectors is one comment, with its attribution, as printed."""
    quoted = [c.text for c in _load(PAGE).comments if c.voice == "inspector_quoted"]
    assert quoted == [
        "“Leaders have acted with pace on the areas of concern,” inspectors say in the letter.",
        "“Social workers now have time for children.”",
        "“This is a marked change from the time of the inspection,” the report says.",
    ]


def test_words_told_again_rank_lower() -> None:
    """A sentence that only tells what inspectors say is a paraphrase, and so is what a quotation refers to."""
    told = [c.text for c in _load(PAGE).comments if c.voice == "press_paraphrase"]
    assert told == [
        "Inspectors also note that care leavers get help more quickly than before.",
        "The new hub for families is open in all towns.",
    ]


def test_the_councils_own_words_are_no_comment() -> None:
    """What a councillor says is passed over with the reason, also in a quotation that runs on."""
    paper = _load(PAGE)
    assert not any("pleased" in c.text or "stop here" in c.text for c in paper.comments)
    assert any("stop here" in issue.text for issue in paper.ignored)


def test_kinds_dates_and_publisher() -> None:
    """A byline makes an article of the press; the date is the one the page prints."""
    page, article = _load(PAGE).document, _load(ARTICLE).document
    assert (page.kind, page.published, page.published_basis) == (
        "council_news",
        "2024-02-23",
        "stated",
    )
    assert (article.kind, article.published) == ("press", "2024-02-24")
    assert page.title == "Progress for children in Marlbury"


def test_a_named_inspector_keeps_the_floor() -> None:
    """An inspector named once is known by surname and pronoun, also over paragraphs."""
    voices = {c.text: c.voice for c in _load(ARTICLE).comments}
    assert voices["“The front door is safe and well managed,” inspector Dana West said."]
    assert voices[
        "However, she noted that audits “do not yet tell leaders enough about practice”."
    ]
    assert voices["Ms West added: “Recording remains weak in one team."] == "inspector_quoted"
    assert voices["“Managers do not always notice.”"] == "inspector_quoted"
    told = "Ofsted, the regulator, recognised that leaders know the “front door” well and that caseloads are lower."
    assert voices[told] == "press_paraphrase"
    assert not any("what to do next" in text for text in voices)


def test_no_line_is_lost() -> None:
    """Each line of a page is used or passed over for a reason."""
    for words in (PAGE, ARTICLE):
        paper = _load(words)
        assert not [issue for issue in paper.issues if issue.why.startswith("no rule")]
        assert all(record.quote.stands_in(paper.text) for record in paper.records)


SHARED = Path(__file__).resolve().parents[4] / "shared"


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.exists(), reason="the real papers are not here")
@pytest.mark.parametrize("paper_id", ["N22", "N24"])
def test_real_pages(paper_id: str) -> None:
    """On real pages every quotation annotated by hand is found, and no words of the council."""

    def rows(name: str) -> list[dict[str, str]]:
        with (SHARED / "gold" / "devon" / name).open(encoding="utf-8-sig", newline="") as handle:
            return [row for row in csv.DictReader(handle) if row["doc_id"] == paper_id]

    def fold(words: str) -> str:
        return "".join(char for char in words.casefold() if char.isalnum())

    (document,) = rows("documents.csv")
    data = (SHARED / "corpus" / "seeds" / document["file"]).read_bytes()
    reading = read(data, document["file"])
    paper = news.LOADER.load(reading, news.LOADER.recognise(reading) or "")
    given = [fold(comment.text) for comment in paper.comments]
    statements = rows("statements.csv")
    quoted = [fold(row["verbatim"]) for row in statements if row["voice"] == "inspector_quoted"]
    own = [fold(row["verbatim"]) for row in statements if row["voice"] in ("councillor", "press")]
    assert all(any(one in other or other in one for other in given) for one in quoted)
    assert not any(one in other for one in own for other in given)


STRAIGHT = """Marlbury hits back after inspection

Image caption

Marlbury County Council has said the findings do not "tell the whole story" of its services.

The watchdog has found that the front door is slow.

It added: "Leaders have been slow to act.

"Despite this, children in care do well."

Deputy mayor Ann Reid said the council had already put this right. She said she was pleased that inspectors saw good work in schools.

"We were not heard by inspectors in the way we wanted," Reid said.

"Recording has improved in two teams," Ofsted note in the letter. 'Most plans are clear and up to date,' they write.
"""


def test_straight_quotation_marks_and_who_speaks_first() -> None:
    """Straight marks count as curled ones; the attribution that comes first decides the speaker."""
    told = [(c.text, c.voice) for c in _load(STRAIGHT).comments]
    assert told == [
        ("The watchdog has found that the front door is slow.", "press_paraphrase"),
        ('It added: "Leaders have been slow to act.', "inspector_quoted"),
        ('"Despite this, children in care do well."', "inspector_quoted"),
        ('"Recording has improved in two teams," Ofsted note in the letter.', "inspector_quoted"),
        ("'Most plans are clear and up to date,' they write.", "inspector_quoted"),
    ]

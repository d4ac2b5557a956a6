"""Quotations of inspectors in others' papers: exact, altered, not found, source not held."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.ids import link_id
from graph.linking.build import links_of
from graph.questions.fidelity import Quotation, fidelity
from graph.questions.listing import Filters, listing
from graph.records import Decision
from graph.store import open_store
from graph.store.base import Store
from tests.builders import MARLBURY, PaperBuilder, a_paper, load

WAITING = "Too many children in Marlbury wait several months for a first health assessment."
PRAISE = (
    "Foster carers feel well supported by their supervising social workers and value training."
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store(str(tmp_path / "quotations.db"), create=True)


def _letter(day: str = "2024-02-08", **facts: object) -> PaperBuilder:
    letter = a_paper(f"letter {day}.pdf", visit=day, kind="monitoring_visit", **facts)
    letter.comment(WAITING)
    letter.comment(PRAISE, polarity="strength")
    return letter


def _news(*sentences: str, voice: str = "inspector_quoted", day: str | None = "2024-03-01"):
    news = a_paper("news.html", kind="council_news", published=day)
    for words in sentences:
        news.comment(words, voice=voice)
    return news


def _told(store: Store, *papers: PaperBuilder) -> list[Quotation]:
    load(store, *papers)
    store.relink(MARLBURY, links_of(store, MARLBURY))
    return fidelity(store, MARLBURY)


def test_the_same_words_are_exact(store: Store) -> None:
    """Words as they stand in the letter, whatever the marks and capitals, are exact."""
    news = _news(
        "“too many children in Marlbury wait several months for a first health assessment”."
    )
    (one,) = _told(store, _letter(), news)
    assert (one.status, one.difference) == ("exact", "")
    assert one.source is not None
    assert one.source.text == WAITING


def test_a_part_of_a_sentence_is_exact(store: Store) -> None:
    """A few words out of the letter, too few to be linked, are found in it all the same."""
    (one,) = _told(store, _letter(), _news("Inspectors saw that some “wait several months”."))
    assert one.status == "exact"
    assert one.source is not None
    assert one.source.text == WAITING


def test_a_quotation_broken_up_is_exact(store: Store) -> None:
    """Words of the writer between the pieces of a quotation do not alter it."""
    broken = "“Foster carers feel well supported,” they say, “by their supervising social workers and value training.”"  # noqa: E501
    (one,) = _told(store, _letter(), _news(broken))
    assert one.status == "exact"


@pytest.mark.parametrize(
    ("printed", "difference"),
    [
        (WAITING.replace("Too many", "Some"), "'many' became 'some'"),
        (WAITING.replace("several months ", ""), "'several months' left out"),
        (PRAISE.replace("well", "very well"), "'very' put in"),
        (PRAISE.removeprefix("Foster carers ").replace("feel", "feels"), "'feel' became 'feels'"),
    ],
)
def test_changed_words_are_altered_and_shown(store: Store, printed: str, difference: str) -> None:
    """What became of the words is told, and the source is named."""
    (one,) = _told(store, _letter(), _news(f"“{printed}”"))
    assert (one.status, one.difference) == ("altered", difference)
    assert one.source is not None
    assert one.source.text in (WAITING, PRAISE)


def test_a_quotation_with_an_invented_piece_is_not_found(store: Store) -> None:
    """Words of the letter do not vouch for others put between marks in the same sentence."""
    mixed = f"“{WAITING}” and “Marlbury is among the best in the country”, inspectors wrote."
    (one,) = _told(store, _letter(), _news(mixed))
    assert one.status == "not_found"


def test_words_that_the_letter_does_not_print_are_not_found(store: Store) -> None:
    """Where the letter is held and prints no such words, the quotation is not found."""
    (one,) = _told(store, _letter(), _news("“Marlbury is now among the best in the country.”"))
    assert (one.status, one.source) == ("not_found", None)
    assert [paper.file for paper in one.searched] == ["letter 2024-02-08.pdf"]
    assert "2024-02-08" in one.why


@pytest.mark.parametrize("visit", ["2024-04-01", "2023-02-01"])
def test_a_letter_of_another_time_is_no_source(store: Store, visit: str) -> None:
    """A letter after the quoting page, or more than a year before it, is not its source."""
    (one,) = _told(store, _letter(visit), _news("“Marlbury is among the best in the country.”"))
    assert one.status == "source_not_held"
    assert one.searched == ()


def test_a_letter_known_only_by_mention_is_not_held(store: Store) -> None:
    """The last visit counts: where its letter is not held, an older one does not stand in."""
    later = a_paper("later.pdf", visit="2024-02-20", kind="monitoring_visit", held=False)
    news = _news("“Marlbury is now among the best in the country.”")
    (one,) = _told(store, _letter(), later, news)
    assert one.status == "source_not_held"
    assert "2024-02-20" in one.why


def test_a_page_without_date_speaks_of_the_letter_it_quotes(store: Store) -> None:
    """Other quotations of an undated page tell which letter it is about."""
    news = _news(f"“{WAITING}”", "“Marlbury is among the best in the country.”", day=None)
    found = _told(store, _letter(), _letter("2022-01-10"), news)
    assert {one.status for one in found} == {"exact", "not_found"}


def test_a_page_without_date_or_source_is_not_judged(store: Store) -> None:
    """An undated page none of whose words are found is not accused of inventing them."""
    news = _news("“Marlbury is among the best in the country.”", day=None)
    (one,) = _told(store, _letter(), news)
    assert one.status == "source_not_held"
    assert "no date" in one.why


def test_paraphrase_is_no_quotation(store: Store) -> None:
    """Only words between marks are quoted; a sentence in the paper's own words is left out."""
    told = ("Inspectors found that waiting times are too long.", "They spoke of “drift”.")
    assert _told(store, _letter(), _news(*told, voice="reported_by_authority")) == []


def test_marks_in_a_committee_report_are_quotations(store: Store) -> None:
    """A report to a committee that prints inspectors' words between marks is held to them."""
    report = a_paper("report.docx", published="2024-03")
    report.comment(f'Ofsted wrote that "{WAITING.lower()}"', voice="reported_by_authority")
    (one,) = _told(store, _letter(), report)
    assert one.status == "exact"


def test_inspectors_quoting_themselves_are_left_out(store: Store) -> None:
    """A letter that repeats an earlier letter is no paper of others."""
    again = a_paper("again.pdf", visit="2024-08-01", kind="monitoring_visit")
    again.comment(f"The last letter said: “{WAITING}”")
    assert _told(store, _letter(), again) == []


def test_a_rejected_link_is_no_source(store: Store) -> None:
    """What a person has rejected as the source of a quotation is not named as one."""
    (one,) = _told(store, _letter(), _news(f"“{WAITING}”"))
    assert one.source is not None
    store.decide(
        Decision(
            link=link_id(one.quoting.id, "quotes", one.source.id),
            subject=one.quoting.id,
            relation="quotes",
            object=one.source.id,
            state="rejected",
            by="A. Reviewer",
            at="2024-03-02T10:00:00+00:00",
            reason="Another council's letter prints the same words.",
        )
    )
    (again,) = fidelity(store, MARLBURY)
    assert (again.status, again.source) == ("not_found", None)


def test_the_list_has_every_key_and_filters(store: Store) -> None:
    """As a list, quotations come with source and papers searched, by status and paper."""
    _told(store, _letter(), _news(f"“{WAITING}”", "“Marlbury is the best in the country.”"))
    rows = listing(store, "quotations")
    assert [row["status"] for row in rows] == ["exact", "not_found"]
    assert rows[0]["source"]["text"] == WAITING  # type: ignore[index]
    assert rows[0]["source"]["file"] == "letter 2024-02-08.pdf"  # type: ignore[index]
    assert rows[1]["source"] is None
    assert set(rows[0]) == set(rows[1])
    assert [r["text"] for r in listing(store, "quotations", Filters(state="not_found"))] == [
        "“Marlbury is the best in the country.”"
    ]
    assert listing(store, "quotations", Filters(document="letter 2024-02-08.pdf")) == []

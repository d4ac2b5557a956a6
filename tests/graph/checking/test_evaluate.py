"""Measuring a store against a gold folder: the rules of matching, and what each figure means."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.checking.evaluate import Evaluation, evaluate
from graph.checking.gold import plain, read_gold, same
from graph.decisions.review import review
from graph.records import Link
from graph.store.base import Store
from ontology.errors import SightlineError
from tests.builders import a_link, a_paper, load

DOCUMENTS = (
    "doc_id,file,held,kind,exhaustive\n"
    "R,report.pdf,yes,ilacs_report,yes\n"
    "L,letter.pdf,yes,monitoring_visit,\n"
    "X,,no,press,\n"
)
CONCERNS = (
    "concern_id,doc_id,kind,parent_id,verbatim\n"
    "C1,R,area_for_improvement,,Services to care leavers:\n"
    "C1a,R,area_for_improvement,C1,suitable accommodation\n"
    "C2,R,area_for_improvement,,The supervision of social workers.\n"
    "C9,R,area_for_improvement,,A concern that no loader found at all.\n"
)
STATEMENTS = (
    "statement_id,doc_id,polarity,voice,verbatim\n"
    "S1,L,weakness,inspector,Accommodation for care leavers is still poor.\n"
    "S2,L,improving,inspector,Supervision of social workers is better now.\n"
    "S3,L,strength,inspector,Foster carers feel well supported by their workers.\n"
    "S4,L,context,inspector,A sentence that the store does not hold.\n"
)
LINKS = (
    "link_id,link_type,from_id,to_id,relation,confidence\n"
    "1,concern_later_comment,C1a,S1,insufficient,certain\n"
    "2,concern_later_comment,C2,S2,improved,certain\n"
    "3,concern_later_comment,C2,S1,insufficient,arguable\n"
    "4,concern_later_comment,C9,S1,insufficient,certain\n"
    "5,hard_negative:concern_later_comment,C2,S3,must_not_link,certain\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small gold folder."""
    for name, rows in (
        ("documents", DOCUMENTS),
        ("concerns", CONCERNS),
        ("statements", STATEMENTS),
        ("links", LINKS),
    ):
        (tmp_path / f"{name}.csv").write_text(rows, "utf-8")
    return tmp_path


def linked(store: Store) -> list[Link]:
    """Load what a program made of these papers: one polarity and one link are wrong."""
    report = a_paper("report.pdf", visit="2020-01-31")
    whole = report.concern("Services to care leavers:")
    report.concern("Suitable accommodation", parent=whole.id)
    staff = report.concern("The supervision of social workers.")
    report.concern("A line that is no concern.")
    letter = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    poor = letter.comment("Accommodation for care leavers is still poor.")
    better = letter.comment("Supervision of social workers is better now.", polarity="strength")
    carers = letter.comment(
        "Foster carers feel well supported by their workers.", polarity="strength"
    )
    links = [
        a_link(carers, "commentsOn", staff, progress="improved", score=0.9),
        a_link(better, "commentsOn", staff, progress="some_progress", score=0.8),
        a_link(poor, "commentsOn", whole, progress="insufficient", score=0.4),
    ]
    load(store, report, letter, links=links)
    return links


def measured(store: Store, folder: Path) -> Evaluation:
    """What is measured."""
    return evaluate(read_gold(folder), store)


def test_recall_and_precision_of_records(store: Store, folder: Path) -> None:
    """Concerns and statements found of those there are; concerns given that there are."""
    linked(store)
    figures = measured(store, folder).figures

    assert figures["concerns"] == {
        "gold": 4,
        "recall_exact": 0.75,
        "recall": 0.75,
        "given": 4,
        "precision": 0.75,
    }
    assert figures["statements"] == {"gold": 4, "recall": 0.75}
    assert figures["polarity"] == {"judged": 3, "accuracy": 0.667}


def test_recall_precision_and_order_of_links(store: Store, folder: Path) -> None:
    """A link to the whole counts for a part; order counts each certain row where it is found."""
    linked(store)
    found = measured(store, folder)

    assert found.figures["later_comments"] == {
        "gold_certain": 3,
        "recall": 0.667,
        "given": 3,
        "precision": 0.667,
        "likely": 3,
        "precision_likely": 0.667,
        "proposed": 3,
        "average_precision": round((1 / 2 + 2 / 3 + 0) / 3, 3),
    }
    assert found.figures["progress"] == {"judged": 2, "accuracy": 0.5}
    assert found.confusion["progress"] == {
        "improved": {"some_progress": 1},
        "insufficient": {"insufficient": 1},
    }
    assert found.figures["hard_negatives"] == {"gold": 1, "fallen_for": 1}
    assert found.misses["later_comments"] == ["C9 - S1"]
    assert found.misses["hard_negatives"] == ["C2 - S3"]


def test_how_many_of_each_score_are_right(store: Store, folder: Path) -> None:
    """A score on an edge belongs to the bin that begins there."""
    linked(store)
    bins = [(b.least, b.below, b.proposed, b.right) for b in measured(store, folder).reliability]

    assert bins == [(0.4, 0.5, 1, 1), (0.8, 0.9, 1, 1), (0.9, 1.0, 1, 0)]


def test_decisions_count(store: Store, folder: Path) -> None:
    """A rejected link is not given; a confirmed one is given, but no proposal."""
    links = linked(store)
    review(store, links[0].id, state="rejected", by="R. Reviewer", reason="another subject")
    review(store, links[1].id, state="confirmed", by="R. Reviewer", reason="it names it")
    figures = measured(store, folder).figures

    assert figures["later_comments"]["given"] == 2
    assert figures["later_comments"]["precision"] == 1.0
    assert figures["later_comments"]["proposed"] == 1
    assert figures["later_comments"]["average_precision"] == 0.5
    assert figures["hard_negatives"]["fallen_for"] == 0


def test_without_papers_in_full_there_is_no_precision(store: Store, folder: Path) -> None:
    """Of concerns annotated in part, only recall can be told."""
    linked(store)
    path = folder / "documents.csv"
    path.write_text(path.read_text("utf-8").replace("ilacs_report,yes", "ilacs_report,"), "utf-8")
    gold = read_gold(folder)

    assert evaluate(gold, store).figures["later_comments"] == {"gold_certain": 3, "recall": 0.667}
    assert evaluate(gold, store).reliability == []
    assert evaluate(gold, store, exhaustive=["R"]).figures["later_comments"]["precision"] == 0.667


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("The quality of plans.", "the  quality of plans", True),
        ("Don’t wait", "don't wait", True),
        ("The quality of plans for children in need", "The quality of plans for children", True),
        ("Plans for children are good", "Plans for all children are now good", True),
        ("Plans for children", "Plans for adults", False),
        ("Plans", "Plans for children in need are late", False),
        ("", "", False),
    ],
)
def test_texts_are_the_same_by_their_words(one: str, other: str, alike: bool) -> None:
    """Equal but for marks, one within the other, or sharing four fifths of the shorter's words."""
    assert same(one, other) is same(other, one) is alike


def test_marks_at_the_ends_do_not_count() -> None:
    """Bullets, full stops and quotation marks at the ends are no part of the words."""
    assert plain("• “The quality of plans.”") == "the quality of plans"


def test_what_is_no_gold_folder_is_refused(tmp_path: Path) -> None:
    """With the file that is missing, or the column."""
    with pytest.raises(SightlineError, match=r"no gold folder: it has no file documents\.csv"):
        read_gold(tmp_path)
    (tmp_path / "documents.csv").write_text("doc_id,file\nR,report.pdf\n")
    (tmp_path / "concerns.csv").write_text("concern,verbatim\nC1,Plans\n")
    with pytest.raises(SightlineError, match=r"concerns.csv has no column doc_id"):
        read_gold(tmp_path)
    (tmp_path / "concerns.csv").write_bytes(b"doc_id,verbatim\nR,\xff\xfe\n")
    with pytest.raises(SightlineError, match=r"concerns.csv cannot be read as a table"):
        read_gold(tmp_path)

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.linking.build import links_of
from graph.linking.closeness import CLOSE, Closeness, Lines
from graph.linking.remaking import remake
from graph.records import Paper
from graph.store import open_store
from graph.store.base import Store
from tests.builders import MARLBURY, a_paper
from tests.graph.linking.writing import asks, does, letter, report, says
from tests.memory_view import MemoryView

WORKING = "The quality and timeliness of life-story work"
FILES = ("report.pdf", "letter.pdf", "committee.docx", "plan.xlsx", "news.html", "second.pdf")
VERSIONS = (
    WORKING,
    f"{WORKING} for all children",
    "The effective use of pre-proceedings, including case audits",
)


def written(file: str, version: int) -> Paper:
    """A paper in one of three versions, which print one concern in other words."""
    words, data = VERSIONS[version], f"{file} {version}".encode()
    if file == "report.pdf":
        paper = report(data=data)
        asks(paper, f"{words}.", number="1")
        says(paper, "Life-story work is begun too late.", "Case audits are weak.")
    elif file == "letter.pdf":
        paper = letter(data=data)
        asks(paper, f"To improve {words.lower()}.")
        said = ("Life-story work is now begun early.", "There is still more to do.")
        says(paper, *said[: 1 + version % 2], polarity="improving")
    elif file == "second.pdf":
        paper = letter("2024-02-20", file, data=data)
        asks(paper, f"{words}!")
        says(paper, "Case audits have become better.", polarity="improving")
    elif file == "committee.docx":
        paper = a_paper(file, published="2023-11-01", data=data)
        heading = asks(paper, words, kind="self_identified")
        does(paper, "Practice champions were appointed.", under=heading.id, owner="Area Managers")
    elif file == "plan.xlsx":
        paper = a_paper(file, kind="improvement_plan", published="2024-06-01", data=data)
        heading = asks(paper, f"Area 1: {words}", kind="self_identified", number="1")
        does(paper, "Begin it for every child.", under=heading.id, owner="Area Leads")
    else:
        paper = a_paper(file, kind="council_news", published="2024-03-01", data=data)
        said = "Life-story work is now begun early."
        says(paper, f"“{said}”", polarity="improving", voice="inspector_quoted")
    return paper.paper()


def test_the_papers_restate() -> None:
    """The papers of these tests print concerns again, so that there is closeness to keep."""
    held = [written(file, 0) for file in FILES]
    relations = {link.relation for link in links_of(MemoryView(held), MARLBURY)}
    assert {"restates", "respondsTo", "commentsOn", "quotes"} <= relations


steps = st.lists(
    st.tuples(st.sampled_from(FILES), st.sampled_from((None, 0, 1, 2))), min_size=1, max_size=12
)


@settings(max_examples=40, deadline=None)
@given(steps=steps, worth=st.sampled_from((0, 5, 1_000_000)))
def test_as_if_from_nothing(steps: list[tuple[str, int | None]], worth: int) -> None:
    """Whatever comes, changes and goes, links are those of the same papers loaded at once."""
    held: dict[str, Paper] = {}
    with TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "store.db"), create=True)
        for file, version in steps:
            _take(store, held, file, version)
            remake(store, MARLBURY, worth=worth)
            wanted = links_of(MemoryView(held.values()), MARLBURY)
            assert store.links(authority=MARLBURY) == wanted
        store.close()


def _take(store: Store, held: dict[str, Paper], file: str, version: int | None) -> None:
    """Load a version of a paper, or take the paper out."""
    if version is not None:
        paper = held[file] = written(file, version)
        store.replace(paper, data=paper.document.title.encode(), origin=f"/papers/{file}")
    elif file in held:
        store.forget(held.pop(file).document.id)


@settings(max_examples=20, deadline=None)
@given(st.permutations(FILES))
def test_what_is_kept_follows_from_the_papers(order: list[str]) -> None:
    """What is kept between two times does not depend on the order of loading."""
    kept = []
    for files in (FILES, order):
        with TemporaryDirectory() as folder:
            store = open_store(str(Path(folder) / "store.db"), create=True)
            for file in files:
                _take(store, {}, file, 0)
                remake(store, MARLBURY, worth=0)
            kept.append(store.settings())
            store.close()
    assert kept[0] == kept[1]
    assert kept[0]


def test_little_is_not_worth_keeping(store: Store) -> None:
    """Few papers leave nothing behind, and what many left goes when they have gone."""
    for file in FILES:
        _take(store, {}, file, 0)
    remake(store, MARLBURY)
    assert store.settings() == {}
    remake(store, MARLBURY, worth=0)
    assert any(store.settings().values())
    remake(store, MARLBURY)
    assert not any(store.settings().values())


HEADINGS = Lines(cores=("quality of work", "use of audits"))
PRINTED = [Lines(cores=("use of audit", "quality of work")), Lines(cores=()), Lines(cores=("x",))]


def test_close_lines() -> None:
    """Of each paper come the lines that are close to a heading, by heading and in its order."""
    found = Closeness().of(HEADINGS, PRINTED)
    assert [[(place, line) for place, line, _ in hits] for hits in found] == [
        [(0, 1), (1, 0)],
        [],
        [],
    ]
    assert all(CLOSE <= alike <= 100 for hits in found for _, _, alike in hits)


def test_kept_closeness_is_used() -> None:
    """What was found before is not worked out again, and gives the same."""
    first = Closeness(worth=0)
    found = first.of(HEADINGS, PRINTED)
    told = first.told()
    assert told is not None
    assert Closeness(told).of(HEADINGS, PRINTED) == found
    # A number that no comparison gives shows that it was not made again.
    moved = told.replace("100.0", "99.5")
    assert Closeness(moved).of(HEADINGS, PRINTED)[0][0] == (0, 1, 99.5)


@pytest.mark.parametrize("kept", ["", "{}", '{"close":{"a":{"b":[]}},"measure":"another"}'])
def test_another_measure(kept: str) -> None:
    """What another version of the measure found is worked out anew."""
    assert Closeness(kept).of(HEADINGS, PRINTED) == Closeness().of(HEADINGS, PRINTED)


def test_only_what_was_asked_for_is_kept() -> None:
    """Papers that have gone do not stay in what is kept."""
    first = Closeness(worth=0)
    first.of(HEADINGS, PRINTED)
    second = Closeness(first.told(), worth=0)
    second.of(HEADINGS, PRINTED[:1])
    third = Closeness(worth=0)
    third.of(HEADINGS, PRINTED[:1])
    assert second.told() == third.told()

from __future__ import annotations

import gc

from graph.records import Link
from tests.builders import a_paper
from tests.graph.linking.writing import asks, between, letter, linked, report, says

LIFE_STORY = "The quality and timeliness of life-story work."
CHAIRS = "The effectiveness of child protection conference chairs in challenging slow progress."


def comment_on(concern: str, *sentences: str, about: int = 0, **facts: str) -> Link | None:
    """The link from one sentence of a later letter to a concern, if any."""
    first, later = report(), letter()
    asked = asks(first, concern)
    said = says(later, *sentences, **facts)
    return between(linked(first, later), said[about], asked, "commentsOn")


def test_same_theme() -> None:
    """A later sentence about the theme of a concern is proposed as a comment on it."""
    link = comment_on(LIFE_STORY, "Too many children wait a long time for life-story work.")
    assert link is not None
    assert (link.basis, link.state, link.progress) == ("matched", "proposed", "insufficient")
    assert link.document is None
    assert "both are about life-story work" in link.reasons


def test_synonym() -> None:
    """Another name of the theme is enough: no word need be shared."""
    asked = "The effective use of pre-proceedings."
    assert comment_on(asked, "The public law outline is used too late for too many children.")


def test_nothing_is_said() -> None:
    """Words about something else are no comment."""
    assert comment_on(LIFE_STORY, "Strategy meetings are held late.") is None


def test_wider_theme_is_not_enough() -> None:
    """Health assessments are no child protection medicals, though both are about health."""
    asked = "The consideration of child protection medicals when children are injured."
    said = "Most children in care have up-to-date annual health assessments."
    assert comment_on(asked, said, polarity="strength") is None


def test_permanent_staff() -> None:
    """A permanent leadership team says nothing of permanence for children."""
    said = "The authority has recruited a permanent chief officer and permanent staff."
    assert comment_on("Permanence planning for children.", said, polarity="strength") is None


def test_same_report() -> None:
    """A finding of the same report is the basis of its concern, never a later comment on it."""
    paper = report()
    asked = asks(paper, LIFE_STORY)
    said = says(paper, "Life-story work starts much too late for most children.")
    found = [link.relation for link in linked(paper) if link.object == asked.id]
    assert found == ["underlies"]
    assert between(linked(paper), said[0], asked, "underlies")


def test_earlier_paper() -> None:
    """What was said before a concern was raised is no comment on it."""
    later, earlier = report("2023-05-12"), letter("2022-01-10")
    asked = asks(later, LIFE_STORY)
    said = says(earlier, "Life-story work starts much too late for most children.")
    assert between(linked(later, earlier), said[0], asked) is None


def test_leaning_sentence() -> None:
    """A sentence that leans on the one before is about what that one is about."""
    link = comment_on(
        "The effective use of pre-proceedings.",
        "Better use is being made of pre-proceedings.",
        "There is, however, still more work to do.",
        about=1,
    )
    assert link is not None
    assert any("named in the sentence before" in reason for reason in link.reasons)


def test_other_group_of_children() -> None:
    """What is said of children in care says nothing of care leavers."""
    asked = "The sufficiency of accommodation for care leavers."
    said = "Homes for children in care whose needs are complex are in short supply."
    assert comment_on(asked, said) is None


def test_same_group_of_children() -> None:
    """A concern about a service to one group is met by words about that service."""
    link = comment_on(
        "Services to care leavers.", "Care leavers are not well supported by their advisers."
    )
    assert link is not None
    assert "both speak of care leavers" in link.reasons


def test_other_post() -> None:
    """Managers who do not challenge are not conference chairs who do not."""
    said = "Managers do not provide the right level of critical challenge."
    assert comment_on(CHAIRS, said) is None


def test_same_post() -> None:
    """Words about conference chairs meet a concern about them, under another name too."""
    assert comment_on(CHAIRS, "CP chairs have little impact on the work with children.")


def test_the_part_is_named() -> None:
    """Of a compound concern, the reason names the part that the sentence is about."""
    asked = "The work with children who experience neglect, and the use of pre-proceedings."
    link = comment_on(asked, "Pre-proceedings work is delayed for too many children.")
    assert link is not None
    assert "about the part 'the use of pre-proceedings'" in link.reasons


def test_unsaid_remainder() -> None:
    """The more a concern says that a sentence does not, the lower the score."""
    said = "Assessments are of variable quality."
    short = comment_on("The quality of assessments.", said)
    long = comment_on(
        "The quality of assessments of parental substance misuse, radicalisation and bereavement.",
        said,
    )
    assert short is not None
    assert long is None or long.score < short.score


def test_context_is_no_comment() -> None:
    """A sentence that judges nothing is no comment."""
    said = "Life-story work is done by a team of four."
    assert comment_on(LIFE_STORY, said, polarity="context") is None


def test_history_is_no_comment() -> None:
    """A sentence that only tells what the last inspection found is no comment."""
    said = "At the last inspection, life-story work started too late."
    assert comment_on(LIFE_STORY, said) is None


def test_following_up() -> None:
    """A sentence that says what came of a finding is a comment, and says that it refers back."""
    said = "Since the last inspection, life-story work has improved."
    link = comment_on(LIFE_STORY, said, polarity="improving")
    assert link is not None
    assert "refers back to an earlier inspection" in link.reasons
    assert link.progress == "improved"


def test_quotation_is_no_second_comment() -> None:
    """A sentence that a news page quotes from a held letter is not a comment of its own."""
    first, later = report(), letter()
    news = a_paper("news.html", kind="council_news", published="2024-03-01")
    asked = asks(first, LIFE_STORY)
    said = says(later, "Life-story work is now thoughtful and well paced.", polarity="strength")
    again = says(
        news,
        "Life-story work is now thoughtful and well paced.",
        polarity="strength",
        voice="inspector_quoted",
    )
    links = linked(first, later, news)
    assert between(links, said[0], asked, "commentsOn")
    assert between(links, again[0], said[0], "quotes")
    assert between(links, again[0], asked) is None


def test_council_that_names_no_visit() -> None:
    """A finding that a council passes on without naming a visit tells again what it answers."""
    first = report()
    paper = a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, LIFE_STORY)
    told = says(paper, "Inspectors found life-story work late.", voice="reported_by_authority")
    assert between(linked(first, paper), told[0], asked) is None


def test_council_that_names_the_visit() -> None:
    """A finding of a later visit that a council passes on is a comment."""
    first = report()
    paper = a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, LIFE_STORY)
    told = says(
        paper,
        "In the monitoring visit inspectors found that life-story work is still late.",
        voice="reported_by_authority",
    )
    assert between(linked(first, paper), told[0], asked, "commentsOn")


def test_sub_point_before_its_stem() -> None:
    """A comment on a sub-point is not proposed for the stem as well."""
    first, later = report(), letter()
    stem = asks(first, "Services to care leavers, including:")
    point = asks(first, "access to information about their health histories", parent=stem.id)
    said = says(later, "Care leavers still do not receive their health histories.")
    links = linked(first, later)
    assert between(links, said[0], point, "commentsOn")
    assert between(links, said[0], stem) is None


def test_other_body() -> None:
    """What inspectors asked of another body gets no comments about the authority."""
    first, later = report(), letter()
    asked = asks(first, LIFE_STORY, addressed_to="lscb")
    says(later, "Too many children wait a long time for life-story work.")
    assert [link for link in linked(first, later) if link.object == asked.id] == []


def test_inspection_in_between() -> None:
    """A full inspection in between, with concerns of its own, lowers the score and is named."""
    said = "Too many children wait a long time for life-story work."
    near = comment_on(LIFE_STORY, said)
    first, second, later = report(), report("2023-11-02", "second.pdf"), letter()
    asked = asks(first, LIFE_STORY)
    words = says(later, said)
    far = between(linked(first, second, later), words[0], asked)
    assert near is not None and far is not None
    assert far.score < near.score
    assert "one full inspection lies between the two" in far.reasons


def test_other_half_of_the_work() -> None:
    """What stands under a heading about care says less of a concern about protection."""
    asked = "The quality of child in need and child protection plans."
    said = "Plans are not good enough and do not lead to change."
    here = comment_on(asked, said, section="Children who need help and protection")
    there = comment_on(asked, said, section="Children in care and care leavers")
    assert here is not None
    assert there is None or there.score < here.score


def test_far_weaker_beside_the_best() -> None:
    """Where a paper speaks of a concern outright, what only borders on it is not proposed."""
    first, later = report(), letter()
    concern = asks(first, "The quality of supervision of social workers.")
    bordering = "Management oversight is weak for some disabled children."
    weak = says(later, bordering)[0]
    assert between(linked(first, later), weak, concern)
    strong = says(later, "The quality of supervision of social workers is poor.")[0]
    links = linked(first, later)
    assert between(links, strong, concern)
    assert between(links, weak, concern) is None


def test_name_of_the_authority() -> None:
    """That both name the authority brings no two sentences together."""
    asked = "The offer of hobbies across Marlbury County."
    assert comment_on(asked, "Marlbury County lies by the sea.") is None


def test_one_word_alone() -> None:
    """Where two texts share no theme, one word that is not rare is not enough; a rare one is."""
    assert comment_on("A good standard of it all.", "The standard of furniture is low.") is None
    assert comment_on("The canteen.", "The canteen is closed.")


def test_basis_is_bounded() -> None:
    """For one concern no more than sixteen findings, however strong, are proposed as its basis."""
    paper = report()
    asked = asks(paper, LIFE_STORY)
    for number in range(20):
        says(paper, f"Life-story work starts too late in team {number}.")
    found = [link for link in linked(paper) if link.object == asked.id]
    assert len(found) == 16


def test_weak_basis_is_bounded() -> None:
    """Of findings that only border on a concern, the eight best are proposed as its basis."""
    paper = report()
    asked = asks(paper, "The quality of assessments and of plans for children.")
    for number in range(20):
        says(paper, f"Records of visits, supervision and plans are late in team {number}.")
    found = [link for link in linked(paper) if link.object == asked.id]
    assert 0 < len(found) <= 8


def test_linking_leaves_the_collector_as_it_was() -> None:
    """The collector of cycles, kept out while links are made, is back afterwards."""
    assert gc.isenabled()
    comment_on(LIFE_STORY, "Life-story work starts too late.")
    assert gc.isenabled()

"""What an action cites: the number, the paragraph or the place in its list of a printed concern.

Many reports print their list without numbers, and plans count it: ``Area 3`` is its third. Such
a reference is stated only where no other report can be meant: the citing paper prints concerns of
that report as headings, or no other report has such an item. Else it is proposed, and so is one
that the paper may as well take from headings of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.ids import fold
from graph.linking.case import Case
from graph.linking.links import proposed, stated
from graph.records import Action, Concern, Link

_NUMBER = re.compile(
    r"(?P<word>recommendation|rec|priority action|area for priority action|priority area"
    r"|area for improvement|area|priority|action|concern|afi|item|no|number|paragraph|para|¶)?s?"
    r"[\s.:#]*(?P<number>\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_PARAGRAPH = ("paragraph", "para", "¶")
_KINDS = {
    "recommendation": "recommendation",
    "rec": "recommendation",
    "priority action": "priority_action",
    "area for priority action": "priority_action",
    "area for improvement": "area_for_improvement",
    "afi": "area_for_improvement",
}
# Words that name an item of a list, whatever its kind.
_ITEMS = ("area", "priority area", "concern", "item")
_LATEST, _OWN_NUMBER = 0.6, 0.5  # scores: the latest of several reports; perhaps its own heading


def cited(case: Case) -> Iterator[Link]:
    """Yield a link from each action to what it cites, stated or proposed."""
    lists, answered = _lists(case), _answered(case)
    for action in case.held.actions:
        for words in action.cites:
            for match in _NUMBER.finditer(fold(words)):
                yield from _resolve(case, action, words, match, lists, answered)


def _resolve(
    case: Case,
    action: Action,
    words: str,
    match: re.Match[str],
    lists: Mapping[str, Sequence[Concern]],
    answered: Mapping[str, set[str]],
) -> Iterator[Link]:
    word, number = match["word"] or "", match["number"]
    fitting = {
        document: found
        for document in _before(case, action, lists)
        if (found := _items(lists[document], word, number))
    }
    named = [document for document in fitting if document in answered[action.document]]
    if not fitting:
        return
    report = (named or list(fitting))[-1]
    sure = bool(named) or len(fitting) == 1
    for concern in fitting[report]:
        counted = concern.number != number and word not in _PARAGRAPH
        place = f", the {_ordinal(number)} of that report's list" if counted else ""
        reason = f"cites '{words}'{place}"
        if sure and not (counted and _of_its_own(case, action, concern, number)):
            yield stated(
                action.id,
                "respondsTo",
                concern.id,
                authority=case.authority,
                document=action.document,
                reasons=(reason,),
            )
            continue
        doubt = "the number of its own heading" if sure else "several reports have such an item"
        yield proposed(
            action.id,
            "respondsTo",
            concern.id,
            authority=case.authority,
            score=_OWN_NUMBER if sure else _LATEST,
            reasons=(reason, doubt),
        )


def _lists(case: Case) -> dict[str, list[Concern]]:
    """By report, its printed concerns in order; reports by date."""
    found: dict[str, list[Concern]] = defaultdict(list)
    for concern in case.held.printed:
        found[concern.document].append(concern)
    return found


def _answered(case: Case) -> dict[str, set[str]]:
    """By paper, the reports whose concerns its headings print again."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in case.repeated:
        if one.stated:
            found[one.heading.document].add(one.concern.document)
    return found


def _before(case: Case, action: Action, lists: Mapping[str, Sequence[Concern]]) -> list[str]:
    papers = case.held.papers
    day = papers[action.document].date
    return [
        document
        for document in lists
        if document != action.document and (not day or papers[document].date <= day)
    ]


def _items(concerns: Sequence[Concern], word: str, number: str) -> list[Concern]:
    """Return what a reference names in one report: by printed number, else by its place."""
    if word in _PARAGRAPH:
        return [concern for concern in concerns if concern.quote.paragraph == number]
    own = [one for one in concerns if not one.addressed_to]
    kind = _KINDS.get(word)
    listed = [one for one in own if kind in (None, one.kind)]
    printed = [one for one in listed or own if one.number == number]
    if printed or any(one.number for one in own) or not (kind or word in _ITEMS):
        return printed
    if kind is None and len({one.kind for one in listed}) > 1:
        return []  # two lists: nobody can say which of them is counted
    return _by_place(listed, [int(part) for part in number.split(".")])


def _by_place(listed: Sequence[Concern], places: Sequence[int]) -> list[Concern]:
    parent: str | None = None
    found: list[Concern] = []
    for place in places:
        row = [one for one in listed if one.parent == parent]
        if not 0 < place <= len(row):
            return []
        found = [row[place - 1]]
        parent = found[0].id
    return found


def _of_its_own(case: Case, action: Action, concern: Concern, number: str) -> bool:
    """Whether the paper numbers a heading of its own so, in other words than the concern's."""
    restating = {one.heading.id for one in case.repeated if one.concern.id == concern.id}
    return any(
        heading.document == action.document
        and heading.number == number
        and heading.id not in restating
        for heading in case.held.headings
    )


def _ordinal(number: str) -> str:
    if not number.isdigit():
        return number
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return f"{number}{'th' if number[-2:] in ('11', '12', '13') else ending}"

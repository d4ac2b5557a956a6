"""What is missing or contradicted: the list of rules, and the gaps that they find.

Only what papers state and people confirmed closes a gap. A gap that proposals would close is
still a gap, and says so, so that nobody mistakes a guess for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from graph.questions import gap_rules as rule
from graph.questions.claims import done_but_contradicted
from graph.questions.facts import Facts, HeldFacts
from graph.questions.findings import Finding
from graph.questions.uncovered import uncovered_comment
from graph.quotes import Quote
from graph.store.base import View

SEVERITIES = ("high", "medium", "low")  # the gravest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing missing or contradicted.

    Attributes:
        rule: name of the rule that found it.
        severity: high (papers contradict each other), medium (something is missing), or low
            (nothing to be missed yet, or proposals stand ready that would close it).
        subject: id of the record it is about.
        text: what is wrong, in a sentence.
        why: what the rule saw, in words.
        quotes: the subject's words first, then those of what speaks against it.
        proposed: ids of links that would close it, or on which it rests, until people decide.
    """

    rule: str
    severity: str
    authority: str
    subject: str
    text: str
    why: str
    quotes: tuple[Quote, ...]
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its name in the interface, and what it says of a record that it finds.

    Attributes:
        text: what it says.
        doubt: what it says instead where it rests on links that nobody has confirmed, if that
            would make a fact of a proposal.
    """

    name: str
    severity: str
    text: str
    find: Callable[[Facts], Iterator[Finding]]
    doubt: str | None = None

    def gaps(self, facts: Facts) -> Iterator[Gap]:
        """Find all gaps of this rule."""
        for found in self.find(facts):
            yield Gap(
                rule=self.name,
                severity=found.severity or ("low" if found.proposed else self.severity),
                authority=found.subject.authority,
                subject=found.subject.id,
                text=found.text or (found.proposed and self.doubt) or self.text,
                why=found.why,
                quotes=tuple(
                    dict.fromkeys([record.quote for record in (found.subject, *found.others)])
                ),
                proposed=tuple(sorted([link.id for link in found.proposed])),
            )


def gaps(
    view: View,
    *,
    authority: str | None = None,
    rules: Collection[str] | None = None,
    today: str,
) -> list[Gap]:
    """Return what is missing or contradicted, by authority, severity, rule and then place.

    Args:
        view: the store.
        authority: of whom; everybody if not given.
        rules: names of rules of GAPS to ask; all if not given.
        today: the day after which a due date has passed, ISO.
    """
    names = view.authorities() if authority is None else [authority]
    return [
        gap for name in names for gap in find_gaps(HeldFacts(view, name, today=today), rules=rules)
    ]


def find_gaps(facts: Facts, *, rules: Collection[str] | None = None) -> list[Gap]:
    """Return the gaps in *facts*: the gravest first, then in the order of GAPS, then by place."""
    asked = (asked for asked in GAPS if rules is None or asked.name in rules)
    found = [gap for one in asked for gap in one.gaps(facts)]
    return sorted(found, key=lambda gap: SEVERITIES.index(gap.severity))


GAPS: list[Rule] = [
    Rule(
        name="done_but_contradicted",
        severity="high",
        text="Called done or working, and a later comment says that it is not enough.",
        doubt="Called done or working, and a later comment may say that it is not enough.",
        find=done_but_contradicted,
    ),
    Rule(
        name="quote_altered",
        severity="high",
        text="Given as a quotation, but the words differ from those of the paper.",
        find=rule.quote_altered,
    ),
    Rule(
        name="recurring",
        severity="high",
        text="Inspectors raised this before.",
        doubt="Inspectors may have raised this before.",
        find=rule.recurring,
    ),
    Rule(
        name="no_action",
        severity="medium",
        text="No action answers this concern.",
        find=rule.no_action,
    ),
    Rule(
        name="planned_only",
        severity="medium",
        text="Everything that answers this concern is only planned.",
        find=rule.planned_only,
    ),
    Rule(
        name="no_owner",
        severity="medium",
        text="No owner is named for this action.",
        find=rule.no_owner,
    ),
    Rule(
        name="no_due_date",
        severity="medium",
        text="No date is given by which this action is to be done.",
        find=rule.no_due_date,
    ),
    Rule(
        name="overdue",
        severity="medium",
        text="The date for this action has passed.",
        find=rule.overdue,
    ),
    Rule(
        name="slipped",
        severity="medium",
        text="The date for this action was moved without a word of why.",
        find=rule.slipped,
    ),
    Rule(
        name="no_evidence",
        severity="medium",
        text="No evidence is offered for this action.",
        find=rule.no_evidence,
    ),
    Rule(
        name="claimed_without_evidence",
        severity="medium",
        text="Called done, and no evidence at hand bears that out.",
        find=rule.claimed_without_evidence,
    ),
    Rule(
        name="no_later_comment",
        severity="medium",
        text="No later inspector has commented on this concern.",
        find=rule.no_later_comment,
    ),
    Rule(
        name="uncovered_comment",
        severity="medium",
        text="A later weakness that no plan answers.",
        find=uncovered_comment,
    ),
]

"""The records: what Sightline knows, each fact with the quote it rests on.

Terms are the field's own. Dates are ISO 8601 text, to the day (``2020-01-31``) or, where a paper
says no more, to the month (``2020-10``) or year; they sort as text. Closed lists of codes (kinds,
voices, statuses...) are the vocabularies in ``ontology/vocabularies``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.quotes import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The visit that a report or letter is about; scope holds its list of matters looked at."""

    kind: str
    start: str | None = None
    end: str | None = None
    lead_inspector: str | None = None
    framework: str | None = None
    scope: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A grade given to an area: both as codes, and the grade as printed."""

    area: str
    grade: str
    printed: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper. Its id comes from its bytes, so the same file is one document under any name.

    Attributes:
        file: name as loaded, without folders.
        authority: name of the authority that the paper is about.
        published_basis: how the date is known: stated, file_name, inferred or unknown.
        held: false for a paper known only by mention.
    """

    id: str
    file: str
    sha256: str
    kind: str
    title: str
    authority: str
    publisher: str | None = None
    published: str | None = None
    published_basis: str = "unknown"
    pages: int | None = None
    inspection: Inspection | None = None
    judgements: tuple[Judgement, ...] = ()
    held: bool = True

    @property
    def date(self) -> str:
        """The day this paper speaks of: end of the visit, else publication; empty if unknown."""
        visit = self.inspection
        return (visit and (visit.end or visit.start)) or self.published or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything that a paper says: an id, the authority it is about, its quote and its themes."""

    id: str
    authority: str
    quote: Quote
    themes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The exact words."""
        return self.quote.text

    @property
    def document(self) -> str:
        """Id of the document that says it."""
        return self.quote.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Record):
    """What must improve.

    Attributes:
        kind: area_for_improvement, priority_action, recommendation or self_identified.
        heading: the heading of the list it stands in, as printed.
        parent: id of the concern of which it is a sub-point.
        number: printed number of the item, for references from plans.
        addressed_to: the body it is for where that is not the authority itself (``lscb``).
    """

    kind: str
    heading: str | None = None
    parent: str | None = None
    number: str | None = None
    addressed_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Record):
    """A sentence of inspectors, or one that passes on their words.

    Attributes:
        voice: inspector, inspector_quoted, reported_by_authority or press_paraphrase.
        polarity: strength, improving, mixed, weakness or context.
        section: the heading it stands under, as printed.
    """

    voice: str
    polarity: str
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who is to do something: a person, a post or a body, as one authority names it."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Something the authority did, does or will do.

    Attributes:
        ref: printed reference in a plan.
        status: planned, under_way, done or superseded, as this paper has it.
        rating: the rating as printed (``Amber``, ``BLUE``), never translated.
        due: the date by which, ISO; ``due_printed`` is what the paper prints.
        under: id of the concern, as this paper restates it, whose heading it stands under.
        cites: printed references to what it answers (``Area 3``, ``para 17``), as printed.
        voice: who tells of it where the authority's own papers do not: inspector,
            inspector_quoted, reported_by_authority or press_paraphrase.
    """

    status: str
    ref: str | None = None
    rating: str | None = None
    due: str | None = None
    due_printed: str | None = None
    owners: tuple[Owner, ...] = ()
    under: str | None = None
    cites: tuple[str, ...] = ()
    voice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure of a scorecard, as printed, with numbers where the print is a number."""

    name: str
    period: str | None = None
    value: float | None = None
    target: float | None = None
    unit: str | None = None
    higher_is_better: bool | None = None
    rating: str | None = None

    @property
    def distance(self) -> float | None:
        """How far the value lies above the target, in the unit of both; below it is negative."""
        if self.value is None or self.target is None:
            return None
        return round(self.value - self.target, 6)

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; ``None`` where a figure or the direction is not known."""
        if self.distance is None or self.higher_is_better is None:
            return None
        return self.distance >= 0 if self.higher_is_better else self.distance <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What is offered to show that something was done or worked.

    Attributes:
        kind: what it is (audit, review, indicator, claimed_outcome ...).
        status: available, claimed, planned, under_way or not_held.
        supports: ids of actions of the same paper that it is offered for, as the paper says.
        beside: ids of further actions that it stands beside: the paper does not say for which of
            them it is offered.
    """

    kind: str
    status: str
    supports: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRecord:
    """What one paper said of an action's status and due date; a history is never edited."""

    action: str
    status: str
    on: str | None
    document: str
    rating: str | None = None
    due: str | None = None
    due_printed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A line of a paper that no rule could place, with its words and why."""

    document: str
    text: str
    why: str
    page: int | None = None
    paragraph: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a named person decided about a link, when and why. Decisions follow one another.

    Attributes:
        state: confirmed, rejected, unsure, or undone (takes the last standing decision back).
        subject_text: words of the subject when it was decided, to notice a changed paper.
        object_text: words of the object likewise.
    """

    link: str
    subject: str
    relation: str
    object: str
    state: str
    by: str
    at: str
    reason: str
    subject_text: str = ""
    object_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That one record bears on another, on what basis, and what people decided about it.

    Attributes:
        basis: stated (a paper says so), matched (a matcher proposes it) or entered (a person).
        state: stated, proposed, confirmed, rejected or unsure; follows from basis and decisions.
        score: 0..1 for matched links.
        reasons: why, in words.
        progress: on commentsOn only: resolved, improved, some_progress or insufficient.
        document: id of the paper that states it; ``None`` for a matched link.
    """

    id: str
    subject: str
    relation: str
    object: str
    basis: str
    state: str
    authority: str
    score: float | None = None
    reasons: tuple[str, ...] = ()
    progress: str | None = None
    document: str | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether a paper states it or a person confirmed it."""
        return self.state in ("stated", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a paper as a reader sees it: the unit of search and of the reading page."""

    kind: str
    quote: Quote
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything a loader took from one file: what a store replaces as a whole.

    ``text`` is the document's whole text; every quote's offsets count in it.
    """

    document: Document
    text: str
    passages: tuple[Passage, ...]
    concerns: tuple[Concern, ...] = ()
    comments: tuple[Comment, ...] = ()
    actions: tuple[Action, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    issues: tuple[Issue, ...] = ()
    ignored: tuple[Issue, ...] = field(default=())

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order of their kinds."""
        return (*self.concerns, *self.comments, *self.actions, *self.evidence)

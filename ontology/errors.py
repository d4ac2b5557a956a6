"""Errors that Sightline raises on purpose: one family, each message a sentence for people."""

from __future__ import annotations


class SightlineError(Exception):
    """Raised when something is wrong that a person can mend; the message says what and how."""


class OntologyError(SightlineError):
    """Raised when the Turtle files of the ontology do not say what the program needs."""


class LoadError(SightlineError):
    """Raised when a paper cannot be read; the message names the file and the reason."""


class StoreError(SightlineError):
    """Raised when a store cannot be opened, read or written."""


class UnknownRecordError(StoreError):
    """Raised when an id is asked for that the store does not hold."""


class ReviewError(SightlineError):
    """Raised when a decision cannot be recorded (no name, no reason, nothing to undo)."""


class QueryError(SightlineError):
    """Raised when a query cannot be answered: it is refused, or went beyond a limit."""


class LimitError(QueryError):
    """Raised when an answer needs more time, memory or rows than one query may use."""


class BusyError(SightlineError):
    """Raised when an answer is not to be had yet: something is being made, or many ask at once."""


class SettingsError(SightlineError):
    """Raised when a setting cannot be used; the message names it and what it may be."""

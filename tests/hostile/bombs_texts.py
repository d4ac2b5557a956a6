"""Tables, texts and web pages made to do harm."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.bombs_office import LAUGHS, LETTER, XML

# --- tables and text ----------------------------------------------------------------------------

_TABLE = (
    "Marlbury County Council: improvement plan\nRef,Action,Lead officer,Due date,RAG\n"
    "1,Train every manager in supervision,Head of Service,31/03/2024,Green\n"
    "2,Audit the plans of all children,Head of Quality,30/06/2024,Amber\n"
)


def utf16_table() -> bytes:
    """A sound table in UTF-16."""
    return _TABLE.encode("utf-16")


def zero_bytes() -> bytes:
    """A table with zero bytes in it."""
    return _TABLE.replace("Train", "Tr\x00ain").encode()


def bidi_marks() -> bytes:
    """A table with a million marks that turn the direction of writing."""
    return (_TABLE + "3," + "\u202e" * 1_000_000 + ",Me\n").encode()


def some_bidi_marks() -> bytes:
    """A table with marks that turn the direction of writing in each of its cells."""
    return "".join(f"\u202e{sign}" if sign == "," else sign for sign in _TABLE).encode()


def endless_line() -> bytes:
    """A table whose last line has five million cells."""
    return _TABLE.encode() + b"1,Train," * 2_400_000


def endless_cell() -> bytes:
    """A table whose first quotation mark is never closed."""
    return _TABLE.encode() + b'3,"' + b"Train staff.\n" * 300_000


def many_rows() -> bytes:
    """A table of a million rows."""
    return _TABLE.encode() + b"1,Train,Me\n" * 400_000


def no_table() -> bytes:
    """A table without a single separator."""
    return b"\n" * 4_000_000 + b"Marlbury"


def too_much_text() -> bytes:
    """A text of 40 MB in sentences."""
    return b"Plans for children are late and reviews are not held in time.\n\n" * 640_000


def letter_of(words: bytes) -> Callable[[], bytes]:
    """Make a letter as plain text that goes on with *words*."""
    return lambda: "\n\n".join((*LETTER, "")).encode() + words


# --- web pages ----------------------------------------------------------------------------------


def page_named_pdf() -> bytes:
    """The error page of a web site."""
    return b"<!DOCTYPE html><html><head><title>Moved</title></head><body>Gone</body></html>"


def deep_page() -> bytes:
    """A web page of 200,000 elements inside each other."""
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 200_000 + b"Plans are late.</body></html>"


def long_page() -> bytes:
    """A web page of 300,000 paragraphs."""
    return b"<!DOCTYPE html><html><body><article>" + b"<p>Plans are late.</p>" * 300_000


def page_with_entities() -> bytes:
    """A web page in XML that declares entities."""
    body = b"<body><p>&a11; plans are late</p></body></html>"
    return XML + LAUGHS + b"<html xmlns='http://www.w3.org/1999/xhtml'>" + body

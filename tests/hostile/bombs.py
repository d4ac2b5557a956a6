"""Files made to do harm: each a function that makes one, in a list that one can read.

Everything is built from scratch or out of a sound file while the tests run; nothing harmful lies
in the project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.bombs_office import (
    A_TYPE,
    LAUGHS,
    OUTSIDE,
    beyond_the_last_cell,
    climbing_member,
    deep_boxes,
    deep_tables,
    deep_xml,
    entities,
    every_last_cell,
    hidden_entities,
    huge_cell,
    last_cell,
    many_members,
    many_merges,
    many_paragraphs,
    many_sheets,
    nested_zip,
    odd_numbers,
    open_merges,
    overlapping_members,
    ratio_bomb,
    recoded_entities,
    symlink_member,
    whole_column,
    wide_merge,
    word_file,
    workbook,
)
from tests.hostile.bombs_pdfs import (
    deep_outline,
    deep_tags,
    form_loop,
    halves_of_characters,
    huge_page,
    huge_stream,
    locked_pdf,
    lying_count,
    many_pages,
    one_page_too_many,
    page_loop,
    tag_loop,
    wide_tags,
)
from tests.hostile.bombs_texts import (
    bidi_marks,
    deep_page,
    endless_cell,
    endless_line,
    letter_of,
    long_page,
    many_rows,
    no_table,
    page_named_pdf,
    page_with_entities,
    some_bidi_marks,
    too_much_text,
    utf16_table,
    zero_bytes,
)


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file made to do harm.

    Attributes:
        make: returns its bytes.
        ends: a pattern that the reason of its refusal fits; empty where it is read, as the words
            in it that do no harm deserve.
    """

    make: Callable[[], bytes]
    ends: str = ""


_DENSE = "unpacks to far more"
_DECLARES = "declares XML entities"
_DAMAGED = "is damaged"
_LONG = "million characters"
_MANY = "more than 50,000 rows"
_BROKE = "made the reading process fail|more than 400 MB"

BOMBS: dict[str, Bomb] = {
    "ratio-bomb.docx": Bomb(ratio_bomb, _DENSE),
    "nested-zip.docx": Bomb(nested_zip),
    "many-members.docx": Bomb(many_members, _DENSE),
    "overlapping-members.docx": Bomb(overlapping_members, _DENSE),
    "symlink-member.docx": Bomb(symlink_member, _DAMAGED),
    "climbing-member.docx": Bomb(climbing_member),
    "laughs.docx": Bomb(entities(word_file, "word/document.xml", LAUGHS), _DECLARES),
    "outside-entity.docx": Bomb(entities(word_file, "word/document.xml", OUTSIDE), _DECLARES),
    "document-type.docx": Bomb(entities(word_file, "word/document.xml", A_TYPE), _DECLARES),
    "laughs-in-styles.docx": Bomb(entities(word_file, "word/styles.xml", LAUGHS), _DECLARES),
    "laughs-in-relations.docx": Bomb(
        entities(word_file, "word/_rels/document.xml.rels", LAUGHS), _DECLARES
    ),
    "hidden-entities.docx": Bomb(hidden_entities, _DAMAGED),
    "recoded-entities.docx": Bomb(recoded_entities, _DAMAGED),
    "laughs.xlsx": Bomb(entities(workbook, "xl/worksheets/sheet1.xml", LAUGHS), _DECLARES),
    "outside-entity.xlsx": Bomb(entities(workbook, "xl/workbook.xml", OUTSIDE), _DECLARES),
    "document-type.xlsx": Bomb(entities(workbook, "xl/styles.xml", A_TYPE), _DECLARES),
    "deep-xml.docx": Bomb(deep_xml, _DAMAGED),
    "deep-tables.docx": Bomb(deep_tables),
    "deep-boxes.docx": Bomb(deep_boxes),
    "wide-merge.docx": Bomb(wide_merge),
    "many-paragraphs.docx": Bomb(many_paragraphs, _DENSE),
    "last-cell.xlsx": Bomb(last_cell),
    "whole-column.xlsx": Bomb(whole_column),
    "every-last-cell.xlsx": Bomb(every_last_cell, _MANY),
    "beyond-the-last-cell.xlsx": Bomb(beyond_the_last_cell, _MANY),
    "many-sheets.xlsx": Bomb(many_sheets, "has 10,000 sheets"),
    "many-merges.xlsx": Bomb(many_merges),
    "open-merges.xlsx": Bomb(open_merges),
    "huge-cell.xlsx": Bomb(huge_cell),
    "odd-numbers.xlsx": Bomb(odd_numbers),
    "utf16.csv": Bomb(utf16_table),
    "zero-bytes.csv": Bomb(zero_bytes, "no text that can be read"),
    "bidi-marks.csv": Bomb(bidi_marks, "larger than field limit"),
    "some-bidi-marks.csv": Bomb(some_bidi_marks),
    "endless-line.csv": Bomb(endless_line, _LONG),
    "endless-cell.csv": Bomb(endless_cell, "larger than field limit"),
    "many-rows.csv": Bomb(many_rows, _MANY),
    "no-table.csv": Bomb(no_table, "no kind of paper"),
    "too-much-text.txt": Bomb(too_much_text, _LONG),
    "endless-letter.txt": Bomb(letter_of(b"Plans for children are late.\n\n" * 20_000)),
    "endless-sentence.txt": Bomb(letter_of(b"plans, which are late, and reviews, " * 60_000)),
    "endless-word.txt": Bomb(letter_of(b"a" * 4_000_000)),
    "brackets.txt": Bomb(letter_of(b"(" * 200_000)),
    "digits.txt": Bomb(letter_of(b"1" * 500_000 + b"\n\n" + b"1.1." * 200_000)),
    "spaces.txt": Bomb(letter_of(b"Plans " + b" \t" * 500_000 + b"are late.")),
    "bidi.txt": Bomb(letter_of("Plans \u202e are \u2066 late. ".encode() * 50_000)),
    "page.pdf": Bomb(page_named_pdf, "is a web page and no PDF"),
    "deep-page.html": Bomb(deep_page, "no text of its own"),
    "long-page.html": Bomb(long_page, _BROKE),
    "entities.html": Bomb(page_with_entities, "no text of its own"),
    "page-loop.pdf": Bomb(page_loop, _DAMAGED),
    "many-pages.pdf": Bomb(many_pages, "has 100000 pages"),
    "one-page-too-many.pdf": Bomb(one_page_too_many, "has 1001 pages"),
    "lying-count.pdf": Bomb(lying_count, _DAMAGED),
    "deep-outline.pdf": Bomb(deep_outline),
    "huge-stream.pdf": Bomb(huge_stream, "holds no text"),
    "huge-page.pdf": Bomb(huge_page, _BROKE),
    "form-loop.pdf": Bomb(form_loop, _BROKE),
    "tag-loop.pdf": Bomb(tag_loop),
    "deep-tags.pdf": Bomb(deep_tags),
    "wide-tags.pdf": Bomb(wide_tags),
    "locked.pdf": Bomb(locked_pdf, "protected by a password"),
    "halves-of-characters.pdf": Bomb(halves_of_characters),
}

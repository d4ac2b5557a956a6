"""One web page that needs nothing beside it: no script, nothing from outside, ready to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import BinaryIO

from graph.export.blocks import (
    Block,
    Bullets,
    Contents,
    Heading,
    Manuscript,
    PageBreak,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Table,
)
from graph.export.common import Portfolio, printable
from graph.export.report import manuscript

# Everything escaped, and this as a second wall: a page that may run and fetch nothing at all.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color: #1a1a1a; background: #fff; font: 16px/1.5 "Segoe UI", Arial, sans-serif }
body { max-width: 62rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 }
h2 { font-size: 1.4rem; margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 3px solid #14375e }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .4rem }
.subtitle { font-size: 1.15rem; color: #14375e; margin: .3rem 0 1.5rem }
blockquote { margin: 1rem 0; padding: .2rem 0 .2rem 1rem; border-left: 4px solid #a3281c }
blockquote p { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
cite, .small { font-size: .875rem; font-style: normal; color: #4a4a4a }
.note { padding: .6rem 1rem; border: 2px dashed #8a4b00; background: #fff8ef }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; table-layout: fixed }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; font-weight: normal;
  border-bottom: 1px solid #9a9a9a; overflow-wrap: anywhere }
thead th { background: #14375e; color: #fff; font-weight: 600 }
td p, th p { margin: 0 0 .3rem; white-space: pre-line }
code { font-size: .8rem }
figure { margin: 1rem 0; break-inside: avoid } figure svg { width: 100%; height: auto }
figcaption { font-weight: 600; padding: .3rem 0 }
a { color: #14375e }
@media print {
  :root { font-size: 10pt } body { max-width: none; padding: 0 }
  h2.page { break-before: page } h2, h3, caption { break-after: avoid }
  tr, blockquote { break-inside: avoid } thead { display: table-header-group }
}
@page { size: A4; margin: 18mm }
"""


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the page to an open handle, as UTF-8."""
    typeset(manuscript(evidence), handle)


def typeset(paper: Manuscript, handle: BinaryIO) -> None:
    """Write a paper as a page to an open handle, as UTF-8."""
    title = _text(paper.title)
    head = (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    handle.write(head.encode())
    for part in body(paper.blocks):
        handle.write(part.encode())
    handle.write(b"</main>\n</body>\n</html>\n")


def body(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what stands within the page, block by block."""
    page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            page = True
        elif isinstance(block, Heading):
            yield _heading(block, page=page)
            page = False
        elif isinstance(block, Contents):
            yield _contents(block for block in blocks if isinstance(block, Heading))
        else:
            yield _block(block)


class Markup(str):
    """HTML of ours, all words in it escaped: templates that ask for ``__html__`` let it stand."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself."""
        return self


def within(blocks: Iterable[Block]) -> Markup:
    """Return a paper as a part of another page, which has its own title and no room for contents.

    Columns are as wide as their words: a page whose policy allows no styles could not set widths.
    """
    shown = [
        block
        for block in blocks
        if not isinstance(block, Contents | PageBreak)
        and not (isinstance(block, Heading) and not block.anchor)
        and not (isinstance(block, Paragraph) and block.kind == "subtitle")
    ]
    text = "".join(body(shown)).replace("<figure>", '<figure class="scroll" tabindex="0">')
    return Markup(_COLUMNS.sub(_scrolling, text))


_COLUMNS = re.compile(r"<table><caption>(.*?)</caption><colgroup>.*?</colgroup>|</table>")


def _scrolling(found: re.Match[str]) -> str:
    """A table that is wider than the window scrolls in a region of its own."""
    if found[1] is None:
        return "</table></div>"
    region = f'<div class="scroll" role="region" aria-label="{found[1]}" tabindex="0">'
    return f"{region}<table><caption>{found[1]}</caption>"


def _heading(heading: Heading, *, page: bool) -> str:
    level = heading.level + 1
    anchor = f' id="{escape(heading.anchor)}"' if heading.anchor else ""
    kind = ' class="page"' if page else ""
    return f"<h{level}{anchor}{kind}>{_text(heading.text)}</h{level}>\n"


def _contents(headings: Iterable[Heading]) -> str:
    items = "".join(
        f'<li><a href="#{escape(one.anchor)}">{_text(one.text)}</a></li>\n'
        for one in headings
        if one.level == 1 and one.anchor
    )
    return f'<nav aria-label="Contents">\n<ul>\n{items}</ul>\n</nav>\n'


def _block(block: Paragraph | Quotation | Bullets | Table | Picture) -> str:
    if isinstance(block, Picture):
        return _picture(block)
    if isinstance(block, Paragraph):
        return f'<p class="{block.kind}">{_text(block.text)}</p>\n'
    if isinstance(block, Quotation):
        return (
            f"<blockquote><p>“<bdi>{_text(block.text)}</bdi>”</p>"
            f"<footer><cite>{_text(block.source)}</cite></footer></blockquote>\n"
        )
    if isinstance(block, Bullets):
        items = "".join(f"<li>{_text(item)}</li>" for item in block.items)
        return f"<ul>{items}</ul>\n"
    return _table(block)


def _picture(picture: Picture) -> str:
    """The drawing itself is our own and escaped already; readers aloud are given its sentence."""
    named = f'<svg role="img" aria-label="{_text(picture.alt)}" '
    return (
        f"<figure>{picture.svg.replace('<svg ', named, 1)}"
        f"<figcaption>{_text(picture.caption)}</figcaption></figure>\n"
    )


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in table.widths)
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in table.heads)
    rows = "".join(_row(row) for row in table.rows)
    return (
        f"<table><caption>{_text(table.caption)}</caption><colgroup>{columns}</colgroup>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
    )


def _row(row: tuple[tuple[Piece, ...], ...]) -> str:
    first, *rest = ("".join(map(_piece, cell)) for cell in row)
    cells = "".join(f"<td>{cell}</td>" for cell in rest)
    return f'<tr><th scope="row">{first}</th>{cells}</tr>\n'


def _piece(piece: Piece) -> str:
    text = _text(piece.text)
    if piece.kind == "quote":
        return f"<p>“<bdi>{text}</bdi>”</p>"
    if piece.kind == "strong":
        return f"<p><strong>{text}</strong></p>"
    if piece.kind == "code":
        return f"<p><code>{text}</code></p>"
    return f'<p class="small">{text}</p>' if piece.kind == "small" else f"<p>{text}</p>"


def _text(text: str) -> str:
    return escape(printable(text))

"""``sightline list``: everything of one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from api.cli.common import (
    AuthorityOption,
    JsonOption,
    StoreOption,
    console,
    fits,
    iso_date,
    opened,
    plain,
    print_json,
    short,
    shorten,
)
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

    from graph.questions.rows import Json


class Kind(StrEnum):
    """What can be listed."""

    documents = "documents"
    concerns = "concerns"
    comments = "comments"
    actions = "actions"
    evidence = "evidence"
    owners = "owners"
    links = "links"
    themes = "themes"
    issues = "issues"
    ignored = "ignored"
    quotations = "quotations"


KindArgument = Annotated[Kind, typer.Argument(help="What to list.", show_choices=True)]
DocumentOption = Annotated[str | None, typer.Option(help="Only this paper: its id or file name.")]
ThemeOption = Annotated[str | None, typer.Option(help="Only this theme, by its code.")]
SinceOption = Annotated[str | None, typer.Option(help="Only papers from this date on (ISO).")]
UntilOption = Annotated[str | None, typer.Option(help="Only papers up to this date (ISO).")]
StateOption = Annotated[str | None, typer.Option(help="Only links of this state, records or "
                                                 "quotations of this status.")]  # fmt: skip


def list_(
    kind: KindArgument,
    *,
    authority: AuthorityOption = None,
    document: DocumentOption = None,
    theme: ThemeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    state: StateOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """List everything of one kind: concerns, actions, links and so on."""
    from graph.questions.listing import Filters, listing

    filters = Filters(
        authority=authority,
        document=document,
        theme=theme,
        since=iso_date(since),
        until=iso_date(until),
        state=state,
    )
    with opened(store) as held:
        rows = listing(held, kind.value, filters)
    if json:
        print_json(rows)
    else:
        show(kind.value, rows)


Cell = Callable[["Json"], object]


def _text(row: Json) -> str:
    return shorten(str(row["text"]), 200)


def _place(row: Json) -> str:
    page = f"p. {row['page']}" if row["page"] is not None else ""
    return f"{page} {row['paragraph'] or ''}".strip()


def _owners(row: Json) -> str:
    return ", ".join(owner["name"] for owner in cast("list[Mapping[str, str]]", row["owners"]))


def _dated(row: Json) -> object:
    visit = cast("Mapping[str, object] | None", row["inspection"])
    return (visit and (visit["end"] or visit["start"])) or row["published"] or ""


def _told(row: Json) -> str:
    return shorten(str(row["difference"] or row["why"]), 200)


def _target(row: Json) -> str:
    """The target of a measure, how far off it is, and whether it is met."""
    measure = cast("Mapping[str, object] | None", row["measure"])
    if measure is None or measure["target"] is None:
        return ""
    off = measure["distance"]
    told = "" if off is None else f" ({off:+g})"
    word = {True: ", met", False: ", not met"}.get(cast("bool", measure["met"]), "")
    return f"{measure['target']:g}{told}{word}"


def _score(row: Json) -> str:
    return "" if row["score"] is None else f"{row['score']:.2f}"


def _id(row: Json) -> str:
    return short(str(row["id"]))


def _key(name: str) -> Cell:
    return lambda row: "" if row[name] is None else row[name]


_PLACED: dict[str, Cell] = {"Paper": _key("file"), "Place": _place}
COLUMNS: dict[str, dict[str, Cell]] = {
    "documents": {
        "Id": _id, "Date": _dated, "Kind": _key("kind"), "Authority": _key("authority"),
        "Title": _key("title"), "File": _key("file"),
    },
    "concerns": {"Id": _id, "Concern": _text, "Kind": _key("kind"), **_PLACED},
    "comments": {"Id": _id, "Comment": _text, "Polarity": _key("polarity"), **_PLACED},
    "actions": {
        "Id": _id, "Action": _text, "Status": _key("status"), "Due": _key("due"),
        "Owners": _owners, **_PLACED,
    },
    "evidence": {
        "Id": _id, "Evidence": _text, "Status": _key("status"), "Target": _target, **_PLACED,
    },
    "owners": {
        "Id": _id, "Owner": _key("name"), "Kind": _key("kind"),
        "Actions": lambda row: len(cast("list[str]", row["actions"])),
    },
    "links": {
        "Id": _id, "Subject": lambda row: short(str(row["subject"])), "Relation": _key("relation"),
        "Object": lambda row: short(str(row["object"])), "State": _key("state"), "Score": _score,
        "Progress": _key("progress"),
    },
    "themes": {
        "Theme": _key("id"), "Label": _key("label"), "Concerns": _key("concerns"),
        "Comments": _key("comments"), "Actions": _key("actions"), "Evidence": _key("evidence"),
    },
    "issues": {"Line": _text, "Why": _key("why"), **_PLACED},
    "ignored": {"Line": _text, "Why": _key("why"), **_PLACED},
    "quotations": {
        "Id": _id, "Quotation": _text, "Status": lambda row: str(row["status"]).replace("_", " "),
        "Difference, or why": _told, **_PLACED,
    },
}  # fmt: skip


def show(kind: str, rows: list[Json]) -> None:
    """Print a table of the rows, or each below the other where it is too wide, and how many."""
    out = console()
    if rows:
        room = fits(out, _table(kind, rows[:200]))  # enough to tell; measuring takes time
        out.print((_table if room else _listed)(kind, rows))
    out.print(f"{len(rows)} {kind if len(rows) != 1 else kind.removesuffix('s')}")


def _listed(kind: str, rows: list[Json]) -> Group:
    """Each row as lines of a name and what it is; what is empty is left out."""
    from rich.console import Group
    from rich.text import Text

    def lines(row: Json) -> Iterator[Text]:
        for head, cell in COLUMNS[kind].items():
            if said := plain(str(cell(row))):
                yield Text.assemble((f"{head}: ", "bold"), said)
        yield Text()

    return Group(*(line for row in rows for line in lines(row)))


def _table(kind: str, rows: list[Json]) -> Table:
    from rich.table import Table
    from rich.text import Text

    columns = COLUMNS[kind]
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in columns:
        wide = 36 if columns[head] is _text else None
        table.add_column(head, overflow="fold", no_wrap=head == "Id", min_width=wide)
    for row in rows:
        table.add_row(*(Text(plain(str(cell(row)))) for cell in columns.values()))
    return table

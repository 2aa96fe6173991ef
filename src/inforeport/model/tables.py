"""What an office says of the tables on its papers: which columns, in which order, of which rows.

It is data of a scheme file (`[[table]]`); what stands in a column is found in `documents.tables`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from inforeport.words import N_

PaperWithTables = Literal["circular", "ranking", "statistics"]
"""The papers whose tables an office may lay out: `score` on the screen draws those of `ranking`."""

Shows = Literal[
    "number", "place", "unit", "group", "person",
    "owed", "counted", "missing", "met",
    "sent", "used", "uses", "reports", "rate", "pictured",
    "points", "running", "rounding", "change",
    "instructions", "forwardings", "commissions", "late", "marks",
    "ref", "title", "titles", "flags", "duty", "blank",
]  # fmt: skip
"""What a column can show; `documents.tables.figures` finds each."""

HEADS: Mapping[Shows, str] = {
    "number": N_("serial number"),
    "place": N_("place"),
    "unit": N_("unit"),
    "group": N_("group"),
    "person": N_("person"),
    "owed": N_("due"),
    "counted": N_("counted"),
    "missing": N_("missing"),
    "met": N_("share of the duty, %"),
    "sent": N_("reports sent"),
    "used": N_("of them used"),
    "uses": N_("uses"),
    "reports": N_("reports used"),
    "rate": N_("adoption rate, %"),
    "pictured": N_("with pictures"),
    "points": N_("points"),
    "running": N_("running total"),
    "rounding": N_("rounding"),
    "change": N_("change in place"),
    "instructions": N_("number of instructions"),
    "forwardings": N_("number sent up"),
    "commissions": N_("number of commissions"),
    "late": N_("number late"),
    "marks": N_("number of marks"),
    "ref": N_("report"),
    "title": N_("title"),
    "titles": N_("titles"),
    "flags": N_("remarks"),
    "duty": N_("duty"),
    "blank": N_("remarks"),
}
"""The usual head of what a column shows."""

Span = Literal["period", "to date", "before", "year before", "difference"]
"""Over which time a column counts; the difference is that to the period before."""

Each = Literal["part", "level", "form", "publication", "category", "kind"]
"""What a column may stand for one by one."""

Owing = Literal["submitted", "adopted", "points"]


class ColumnTerms(Struct, frozen=True, kw_only=True):
    """A column of a `[[table]]`: what it shows, of what, over which time, under which head.

    Of neighbours with the same `each` and the same `under` the columns take turns, word by word.
    """

    shows: Annotated[Shows, N_("what stands in it")]
    head: Annotated[str, N_("its head, else the usual one")] = ""
    under: Annotated[str, N_("the head over it and its neighbours with the same")] = ""
    over: Annotated[Span, N_("over which time it counts")] = "period"
    each: Annotated[Each | None, N_("a column for each of these")] = None
    part: Annotated[str | None, N_("only the points of this part")] = None
    level: Annotated[str | None, N_("only what this level used")] = None
    form: Annotated[str | None, N_("only what was used in this form")] = None
    publication: Annotated[str | None, N_("only what this publication used")] = None
    category: Annotated[str | None, N_("only reports of this category")] = None
    kind: Annotated[str | None, N_("only reports of this kind")] = None
    code: Annotated[str | None, N_("only marks of this code")] = None
    duty: Annotated[Owing, N_("which duty: reports sent, used, or points")] = "submitted"
    place: Annotated[bool, N_("the place by this figure instead of the figure")] = False
    digits: Annotated[int | None, N_("decimals, else as many as the figure has")] = None
    zero: Annotated[str | None, N_("what stands for nought, such as —")] = None
    spare: Annotated[bool, N_("whether it is left out where nothing stands in it")] = False
    merged: Annotated[bool, N_("whether a unit's rows share one cell of it")] = False
    signs: Annotated[
        Mapping[str, str], N_("the sign behind a title for each level, publication or form")
    ] = {}

    summary = N_("a column of a table on a paper")


class TableTerms(Struct, frozen=True, kw_only=True):
    """`[[table]]`: a table of a paper, for some groups or for all of them."""

    paper: Annotated[PaperWithTables, N_("the paper it stands on")]
    columns: Annotated[tuple[ColumnTerms, ...], N_("its columns, from the left")]
    groups: Annotated[tuple[str, ...], N_("the groups it is of, else all")] = ()
    caption: Annotated[str, N_("its title, with {period} and {group}; else the usual one")] = ""
    note: Annotated[str | None, N_("what stands right above it, such as 单位：篇")] = None
    rows: Annotated[
        Literal["unit", "report", "person"], N_("whether a row is a unit, a report or a person")
    ] = "unit"
    order: Annotated[
        str, N_("the order of the rows: place, register, or the head of a column, largest first")
    ] = "place"
    total: Annotated[bool, N_("whether a last row holds the sums")] = True
    pairs: Annotated[int, N_("how many units stand side by side on a line")] = 1
    turned: Annotated[bool, N_("whether units stand across and the columns down")] = False

    summary = N_("a table of a paper: its columns, order and sums")

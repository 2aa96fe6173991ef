"""Lists for the screen and for spreadsheets: what is on file, one row each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from inforeport.documents.events import OF_A_USE, about, adoptions
from inforeport.documents.page import Block, Cell, Page, Paragraph, Table, grid, trimmed
from inforeport.documents.ranking import period_text
from inforeport.model import (
    Adoption,
    Attachment,
    Due,
    Office,
    Reporter,
    Result,
    Score,
    StoredScheme,
    Submission,
    Unit,
)
from inforeport.parts import part_head
from inforeport.words import N_, Message, Text, message

Words = Mapping[str, str]

OF_A_UNIT = ("headcount", "counts_for")
"""The columns of a unit that few offices fill."""

_COUNTED = {
    "submitted": N_("reports sent"),
    "adopted": N_("reports used"),
    "points": N_("points"),
}


def units(known: Iterable[Unit], groups: Words) -> Table:
    """The units with their groups, aliases and days."""
    return grid(
        message("Units"),
        {
            "id": message("no."),
            "unit": message("unit"),
            "group": message("group"),
            "aliases": message("other names"),
            "since": message("from"),
            "until": message("until"),
            "headcount": message("staff"),
            "counts_for": message("counts for"),
        },
        [
            (
                *(one.id, one.name, groups.get(one.group, one.group), "；".join(one.aliases)),
                *(one.since, one.until, one.headcount, one.counts_for),
            )
            for one in known
        ],
    )


def reporters(known: Iterable[Reporter]) -> Table:
    """The reporters; telephone and mailbox only where they were asked for and so are given."""
    return grid(
        message("Reporters"),
        {
            "id": message("no."),
            "unit": message("unit"),
            "name": message("name"),
            "post": message("post"),
            "phone": message("telephone"),
            "mobile": message("mobile"),
            "email": message("mailbox"),
            "since": message("from"),
            "until": message("until"),
        },
        [
            (
                one.id,
                one.unit,
                one.name,
                one.post,
                one.phone,
                one.mobile,
                one.email,
                one.since,
                one.until,
            )
            for one in known
        ],
    )


def submissions(known: Iterable[Submission]) -> Table:
    """What arrived, in order of arrival."""
    return grid(
        message("Reports"),
        {
            "ref": message("no."),
            "received": message("day of receipt"),
            "unit": message("unit"),
            "title": message("title"),
            "kind": message("kind"),
            "category": message("category"),
            "withdrawn": message("withdrawn"),
        },
        [
            (one.label, one.received, one.unit, one.title, one.kind, one.category, one.withdrawn)
            for one in known
        ],
    )


def submission_page(
    known: Submission,
    uses: Sequence[Adoption],
    pictures: Sequence[Attachment],
    *,
    words: Words,
    office: Office,
) -> Page:
    """One report: what is on file of it, its text, its pictures by name, and its uses."""
    table = submissions([known])
    text = [Paragraph(known.text)] if known.text else []
    named = [Paragraph(message("picture: {name}", name=one.name), "note") for one in pictures]
    told = [Paragraph(one, "note") for one in about(known, words)]
    used = [trimmed(adoptions(uses, words), *OF_A_USE)] if uses else []
    blocks: tuple[Block, ...] = (table, *told, *text, *named, *used)
    return Page(table.caption, office.name, known.received, blocks)


def schemes(known: Iterable[StoredScheme]) -> Table:
    """The schemes of the office, the earliest first."""
    return grid(
        message("Schemes"),
        {
            "begins": message("in force from"),
            "title": message("title"),
            "sha256": message("fingerprint"),
        },
        [(one.begins, one.title, one.sha256) for one in known],
    )


def dues(known: Iterable[Due]) -> Table:
    """What is owed and was received, window by window; of several duties, by which clause."""
    known = list(known)
    heads: dict[str, Text] = {
        "unit": message("unit"),
        "from": message("from"),
        "deadline": message("deadline"),
        "owed": message("owed"),
        "received": message("counted"),
        "missing": message("missing"),
    }
    rows: list[tuple[Cell, ...]] = [
        (one.unit, one.window.start, one.window.last, one.owed, one.received, one.missing)
        for one in known
    ]
    if len({(one.clause, one.name, one.what) for one in known}) > 1:
        heads |= {"clause": message("clause"), "what": message("what is counted")}
        rows = [
            (*row, one.clause, Message(_COUNTED[one.what]))
            for row, one in zip(rows, known, strict=True)
        ]
    return grid(message("What is owed"), heads, rows)


def lines_page(result: Result, office: Office, day: date) -> Page:
    """Every line of every score, unit by unit and then person by person, each with its sum."""
    scores = [one.score for group in result.groups for one in group.standings]
    tables = [_lines(one, message("{unit}: every point", unit=one.unit)) for one in scores]
    for one in result.persons:
        caption = message("{person} of {unit}: every point", person=one.unit, unit=one.group)
        tables.append(_lines(one, caption))
    title = message("Every point, {period}", period=period_text(result.period))
    return page(title, tables, issuer=office.name, day=day)


def _lines(score: Score, caption: Text) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (line.clause, part_head(line.part), line.item, line.on, line.points, line.because)
        for line in score.lines
    ]
    rows.append((None, message("total"), None, None, score.points, None))
    return grid(
        caption,
        {
            "clause": message("clause"),
            "part": message("part"),
            "item": message("report"),
            "on": message("day"),
            "points": message("points"),
            "because": message("because"),
        },
        rows,
    )


def page(title: Text, tables: Sequence[Table], *, issuer: str, day: date) -> Page:
    """A page of nothing but tables."""
    return Page(title, issuer, day, tuple(tables))

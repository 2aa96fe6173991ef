"""Lists for the screen and for spreadsheets: what is on file, one row each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from inforeport.documents.manner import manner_of_result
from inforeport.documents.page import Block, Cell, Page, Paragraph, Several, Table, grid, trimmed
from inforeport.documents.windows import period_text, windows_of
from inforeport.fields import ADOPTION, SUBMISSION, Fact, Field, Kind
from inforeport.model import (
    Adoption,
    Attachment,
    Profile,
    Result,
    Score,
    ScoreLine,
    StoredScheme,
    Submission,
    number_of,
)
from inforeport.rules.columns import part_head
from inforeport.words import Message, Text, message

Words = Mapping[str, str]


def facts(fact: Fact[Any], records: Iterable[Any], words: Words | None = None) -> Table:
    """What is on file of a kind of fact, one row each, in the order of `records`.

    `words` are the scheme's for its keys; without them it is as programs want it, keys and all.
    """
    fields = fact.listed
    heads = {field.key: Message(field.word) for field in fields}
    rows = [tuple([cell(field, record, words) for field in fields]) for record in records]
    return grid(Message(fact.caption), heads, rows)


def filled(fact: Fact[Any], records: Iterable[Any], words: Words) -> Table:
    """The same for people, without the rare columns in which nothing stands."""
    return trimmed(facts(fact, records, words), *fact.rare)


def cell(field: Field, record: Any, words: Words | None) -> Cell:
    """What a list, or a paper, shows of a field of a record."""
    value: Any = getattr(record, field.shown or field.name, None)
    if field.kind is Kind.NAMES:
        return Several(tuple(value or ()))
    if words is not None and value and (field.kind is Kind.REPORT or field.shown == "label"):
        return number_of(value)
    if field.kind is Kind.FLAG and words is not None:
        return message("yes") if value else None
    if field.kind is Kind.WORD and words is not None:
        own = words if isinstance(field.words, str) else field.words
        value = own.get(value, value)
    shown: Cell = value
    return shown


def submission_page(
    report: Submission,
    uses: Sequence[Adoption],
    pictures: Sequence[Attachment],
    *,
    words: Words,
    office: Profile,
) -> Page:
    """One report: what is on file of it, its text, its pictures by name, and its uses."""
    table = facts(SUBMISSION, [report], words)
    text = [Paragraph(report.text)] if report.text else []
    named = [Paragraph(_named(one), "note") for one in pictures]
    notes = [Paragraph(note, "note") for note in _about(report, words)]
    used = [filled(ADOPTION, uses, words)] if uses else []
    blocks: tuple[Block, ...] = (table, *notes, *text, *named, *used)
    return Page(table.caption, office.name, report.received, blocks)


def _named(picture: Attachment) -> Message:
    if picture.caption:
        return message("picture: {name}, {caption}", name=picture.name, caption=picture.caption)
    return message("picture: {name}", name=picture.name)


def _about(report: Submission, words: Words) -> Iterator[Text]:
    """What is on file of a report beside what every list of reports shows."""
    if report.partners:
        yield message("together with {units}", units=report.partners)
    if report.authors:
        names = [
            message("{name} ({unit})", name=author.name, unit=author.unit)
            for author in report.authors
        ]
        yield message("signed by {names}", names=names)
    if report.chars is not None:
        yield message("characters: {n}", n=report.chars)
    if report.pictures is not None:
        yield message("pictures with it: {n}", n=report.pictures)
    if report.late:
        yield message("came late")
    if report.urgent:
        yield message("urgent")
    if report.requested_by:
        yield message(
            "asked for by {level}", level=words.get(report.requested_by, report.requested_by)
        )


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


def lines_page(result: Result, office: Profile, day: date) -> Page:
    """Every line of every score, unit by unit and then person by person, each with its sum."""
    manner = manner_of_result(result)
    result = manner.figures(result)
    scores = [standing.score for group in result.groups for standing in group.standings]
    tables = [
        _lines(score, message("{unit}: every point", unit=score.unit), result) for score in scores
    ]
    for person in result.persons:
        caption = message("{person} of {unit}: every point", person=person.unit, unit=person.group)
        tables.append(_lines(person, caption, result))
    title = message("Every point, {period}", period=period_text(result.period))
    return manner.page(page(title, tables, issuer=office.name, day=day))


LINE_HEADS: Mapping[str, Text] = {
    "clause": message("clause"),
    "part": message("part"),
    "item": message("report"),
    "on": message("day"),
    "points": message("points"),
    "because": message("because"),
}
"""What is listed of a line of points."""


def line_cells(line: ScoreLine) -> tuple[Cell, ...]:
    """A line of points, column by column."""
    item = number_of(line.item) if line.item else None
    return (line.clause, part_head(line.part), item, line.on, line.points, line.because)


def _lines(score: Score, caption: Text, result: Result) -> Table:
    rows, heads = [line_cells(line) for line in score.lines], {**LINE_HEADS}
    if windows := windows_of(score.lines, result, period_text):
        heads["window"] = message("window")
        rows = [(*row, window) for row, window in zip(rows, windows, strict=True)]
    blank = (None,) * (len(heads) - 5)
    rows.append((None, message("total"), None, None, score.points, *blank))
    return grid(caption, heads, rows)


def page(title: Text, tables: Sequence[Table], *, issuer: str, day: date) -> Page:
    """A page of nothing but tables."""
    return Page(title, issuer, day, tuple(tables))

"""Lists for the screen and for spreadsheets: what is on file, one row each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from inforeport.documents.page import Block, Cell, Column, Page, Paragraph, Table
from inforeport.documents.ranking import part_head, period_text
from inforeport.model import (
    Adoption,
    Attachment,
    Bulletin,
    Due,
    Office,
    Prize,
    Reporter,
    Result,
    Score,
    StoredScheme,
    Submission,
    Undecided,
    Unit,
)
from inforeport.words import N_, Message, Text, message

Words = Mapping[str, str]


def units(known: Iterable[Unit], groups: Words) -> Table:
    """The units with their groups, aliases and days."""
    return _table(
        message("Units"),
        {
            "id": message("no."),
            "unit": message("unit"),
            "group": message("group"),
            "aliases": message("other names"),
            "since": message("from"),
            "until": message("until"),
        },
        [
            (
                one.id,
                one.name,
                groups.get(one.group, one.group),
                "；".join(one.aliases),
                one.since,
                one.until,
            )
            for one in known
        ],
    )


def reporters(known: Iterable[Reporter]) -> Table:
    """The reporters; telephone and mailbox only where they were asked for and so are given."""
    return _table(
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
    return _table(
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
    used = [adoptions(uses, words)] if uses else []
    return Page(table.caption, office.name, known.received, (table, *text, *named, *used))


def adoptions(known: Iterable[Adoption], words: Words) -> Table:
    """Uses, in order of their days."""
    return _table(
        message("Uses of reports"),
        {
            "id": message("no."),
            "adopted": message("used"),
            "unit": message("unit"),
            "ref": message("report"),
            "title": message("title"),
            "level": message("level"),
            "form": message("form"),
            "publication": message("publication"),
            "issue": message("issue"),
        },
        [
            (
                one.id,
                one.on,
                one.unit,
                one.item,
                one.title,
                words.get(one.level, one.level),
                words.get(one.form, one.form),
                one.publication,
                one.issue,
            )
            for one in known
        ],
    )


def schemes(known: Iterable[StoredScheme]) -> Table:
    """The schemes of the office, the earliest first."""
    return _table(
        message("Schemes"),
        {
            "begins": message("in force from"),
            "title": message("title"),
            "sha256": message("fingerprint"),
        },
        [(one.begins, one.title, one.sha256) for one in known],
    )


def bulletins(known: Iterable[Bulletin]) -> Table:
    """Issues and drafts of the bulletin."""
    return _table(
        message("Issues"),
        {
            "id": message("no."),
            "name": message("bulletin"),
            "created": message("begun"),
            "issued": message("issued"),
            "number": message("issue"),
            "total": message("running issue"),
        },
        [(one.id, one.name, one.created, one.issued, one.number, one.total) for one in known],
    )


def bulletin_items(issue: Bulletin, words: Words) -> Table:
    """The reports chosen for an issue, in their order."""
    return _table(
        message("Issue {number} of {name}", number=issue.number, name=issue.name)
        if issue.number
        else message("Draft {number} of {name}", number=issue.id, name=issue.name),
        {
            "position": message("position"),
            "ref": message("report"),
            "unit": message("unit"),
            "title": message("title"),
            "form": message("form"),
            "pictures": message("pictures"),
        },
        [
            (
                place,
                one.submission.label,
                one.submission.unit,
                one.submission.title,
                words.get(one.form, one.form),
                len(one.pictures),
            )
            for place, one in enumerate(issue.items, 1)
        ],
    )


def dues(known: Iterable[Due]) -> Table:
    """What is owed and was received, window by window."""
    return _table(
        message("What is owed"),
        {
            "unit": message("unit"),
            "from": message("from"),
            "deadline": message("deadline"),
            "owed": message("owed"),
            "received": message("counted"),
            "missing": message("missing"),
        },
        [
            (
                one.unit,
                one.window.start,
                one.window.last,
                one.owed,
                one.received,
                max(one.owed - one.received, 0),
            )
            for one in known
        ],
    )


def lines_page(result: Result, office: Office, day: date) -> Page:
    """Every line of every score, unit by unit, each with its sum."""
    scores = [one.score for group in result.groups for one in group.standings]
    title = message("Every point, {period}", period=period_text(result.period))
    return page(title, [_lines(score) for score in scores], issuer=office.name, day=day)


def _lines(score: Score) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (line.clause, part_head(line.part), line.item, line.on, line.points, line.because)
        for line in score.lines
    ]
    rows.append((None, message("total"), None, None, score.points, None))
    return _table(
        message("{unit}: every point", unit=score.unit),
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


Outcome = Mapping[str, tuple[Sequence[Prize], Sequence[Undecided]]]


def prizes_page(result: Result, outcome: Outcome, office: Office, day: date) -> Page:
    """By group, what each place is paid and what people must decide; below, the readings."""
    blocks: list[Block] = []
    for group in result.groups:
        paid, undecided = outcome.get(group.key, ((), ()))
        blocks.append(_prizes(group.word, paid))
        blocks += [Paragraph(_undecided(one), "note") for one in undecided]
    blocks += [Paragraph(one, "note") for one in result.readings]
    title = message("Prizes, {period}", period=period_text(result.period))
    return Page(title, office.name, day, tuple(blocks))


def _prizes(word: str, paid: Iterable[Prize]) -> Table:
    return _table(
        message("Prizes of {group}", group=word),
        {
            "place": message("place"),
            "unit": message("unit"),
            "amount": message("amount, yuan"),
            "note": message("note"),
        },
        [(one.place, one.unit, one.amount, one.note) for one in paid],
    )


def _undecided(one: Undecided) -> Message:
    return message(
        "Not decided: {units}, places {places}: {because}. {ways}.",
        units=one.units,
        places=one.places,
        because=one.because,
        ways=[Message(_WAYS[way], {"amount": amount}) for way, amount in one.ways.items()],
    )


def page(title: Text, tables: Sequence[Table], *, issuer: str, day: date) -> Page:
    """A page of nothing but tables."""
    return Page(title, issuer, day, tuple(tables))


def _table(caption: Text, heads: Mapping[str, Text], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """A table whose figures stand right and whose long words stand left."""
    columns = []
    for index, (key, head) in enumerate(heads.items()):
        figures = all(isinstance(row[index], int | Decimal | None) for row in rows)
        columns.append(Column(key, head, "right" if figures and rows else "left"))
    return Table(caption, tuple(columns), tuple(rows))


_WAYS = {
    "shared": N_("shared: {amount} each"),
    "highest": N_("the highest to all: {amount} each"),
    "lowest": N_("the lowest to all: {amount} each"),
}

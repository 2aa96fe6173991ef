"""What may be told of a report beside its unit, title and day, or told otherwise of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec.structs import replace

from inforeport.cli._named import (
    day_named,
    edited,
    edited_whole,
    edited_word,
    name,
    optional,
    titled,
    unit_named,
    word,
)
from inforeport.cli._session import Session
from inforeport.cli._streams import taken_in
from inforeport.errors import UnknownUnit, WrongUsage
from inforeport.model import Author, Submission
from inforeport.text import BETWEEN, one_line, person_name, plain
from inforeport.words import N_, Message, message

TitleOpt = Annotated[str | None, typer.Option(metavar="TITLE", help="title of the report")]
NewDayOpt = Annotated[
    str | None, typer.Option("--received", metavar="DAY", help="the day of receipt")
]
FromUnitOpt = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="the unit it comes from")
]
Listed = Literal["kind", "category"]
LISTED: Mapping[Listed, str] = {"kind": N_("kind"), "category": N_("category")}


@dataclass(repr=False)  # compared with one that says nothing
class About:
    """What may be told of a report beside its unit, title and day."""

    kind: Annotated[str | None, typer.Option(metavar="TEXT", help="kind, as 信息 or 简报")] = None
    form: Annotated[str | None, typer.Option(metavar="FORM", help="whole or brief, as sent")] = None
    category: Annotated[
        str | None, typer.Option(metavar="TEXT", help="category, as 动态 or 经验")
    ] = None
    channel: Annotated[str | None, typer.Option(metavar="TEXT", help="by which way it came")] = None
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="UNIT", help="a partner's name; may be repeated"),
    ] = None
    author: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME/UNIT", help="who signed it, in order; may be repeated"),
    ] = None
    chars: Annotated[str | None, typer.Option(metavar="N", help="its length in characters")] = None
    pictures: Annotated[
        str | None, typer.Option(metavar="N", help="how many pictures came with it")
    ] = None
    late: Annotated[
        bool | None, typer.Option("--late/--not-late", help="it came after its time")
    ] = None
    urgent: Annotated[
        bool | None, typer.Option("--urgent/--not-urgent", help="it was an urgent one")
    ] = None
    requested_by: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="the level that asked for it")
    ] = None
    text: Annotated[
        Path | None,
        typer.Option(
            "--text",
            metavar="FILE",
            help="a Word or text file with the report itself, - for standard input",
        ),
    ] = None

    def applied_to(self, session: Session, report: Submission) -> Submission:
        """The report with what was given."""
        scheme, at = session.office.scheme(), message("level")
        return replace(
            self._signed(session, report),
            kind=_listed(session, "kind", self.kind, report.kind),
            form=edited_word(scheme.forms, self.form, report.form, what=message("form")),
            category=_listed(session, "category", self.category, report.category),
            channel=edited(self.channel, report.channel),
            chars=edited_whole(self.chars, report.chars, what="--chars"),
            pictures=edited_whole(self.pictures, report.pictures, what="--pictures"),
            late=report.late if self.late is None else self.late,
            urgent=report.urgent if self.urgent is None else self.urgent,
            requested_by=edited_word(
                scheme.levels, self.requested_by, report.requested_by, what=at
            ),
            text=_text(self.text) or report.text,
        )

    def _signed(self, session: Session, report: Submission) -> Submission:
        """The report with the partners and authors that were given; an empty one clears them."""
        with_, author = self.with_ or (), self.author or ()
        partners = tuple(name for one in with_ if optional(one) for name in _units(session, one))
        authors = tuple(_author(session, one) for one in author if optional(one))
        return replace(
            report,
            partners=partners if self.with_ else report.partners,
            authors=authors if self.author else report.authors,
        )


@dataclass(repr=False)  # compared with one that says nothing
class AboutName:
    """What may be told otherwise of a report than it was put on file by."""

    unit: FromUnitOpt = None
    title: TitleOpt = None
    ref_: Annotated[
        str | None, typer.Option("--ref", metavar="REF", help="the office's own number")
    ] = None
    received: NewDayOpt = None

    def check(self, count: int) -> None:
        """That no two reports are given one title or number. Raises `WrongUsage`."""
        for option, given in (("--title", self.title), ("--ref", self.ref_)):
            if given is not None and count > 1:
                what = message("{option} is of one report; {n} are named", option=option, n=count)
                raise WrongUsage(what=what, command="inforeport submission edit")

    def applied_to(self, session: Session, report: Submission) -> Submission:
        """The report with what was given."""
        return replace(
            report,
            unit=unit_named(session, self.unit).name if self.unit else report.unit,
            title=titled(self.title, what="--title") if self.title else report.title,
            ref=edited(self.ref_ and plain(self.ref_), report.ref),
            received=day_named(session, self.received) or report.received,
            moment=report.moment if self.received is None else None,
        )


def _listed(session: Session, field: Listed, given: str | None, known: str | None) -> str | None:
    """A kind or category after an edit; where the scheme lists them it must be one of those."""
    words = session.office.schemes.listed(field)
    if given is not None and one_line(given) and words:
        word(words, given, what=Message(LISTED[field]))
    return edited(given, known)


def _text(file: Path | None) -> str | None:
    from inforeport import intake

    return intake.text(taken_in(file), one_line(str(file))) if file else None


def _units(session: Session, given: str) -> list[str]:
    """The units that are named, one or with 、 between them."""
    try:
        return [unit_named(session, given).name]
    except UnknownUnit:
        several = [one for one in re.split(BETWEEN, given) if one_line(one)]
        if len(several) < 2:  # noqa: PLR2004  then it is one that nobody knows
            raise
    return [unit_named(session, one).name for one in several]


def _author(session: Session, given: str) -> Author:
    """One who signed, as `name/unit`; without a unit, for the report's own."""
    called, _, unit = given.replace("／", "/").partition("/")
    its = unit_named(session, unit).name if unit else ""
    return Author(person_name(name(called, what="--author")), its)

"""`submission`: the reports that arrived."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec.structs import replace

from inforeport.cli._common import Check, Import, answer_facts, import_facts
from inforeport.cli._editor import changed_in_editor
from inforeport.cli._listing import Listing
from inforeport.cli._named import (
    day_named,
    edited,
    edited_whole,
    edited_word,
    name,
    optional,
    report_named,
    reports_named,
    unit_named,
    word,
)
from inforeport.cli._options import (
    DryRun,
    FilesArg,
    ListsArg,
    Reading,
    RefArg,
    RefsArg,
    Sink,
    UnitOpt,
    When,
    Yes,
)
from inforeport.cli._output import answer, ask, done, doubt, note, remark
from inforeport.cli._reports import Wanted
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._sitting import Entered, Sitting, read_report, sit
from inforeport.cli._streams import taken_in
from inforeport.documents import lists, records
from inforeport.documents.page import Page
from inforeport.errors import EmptyName, NothingToChange, WrongUsage
from inforeport.fields import SUBMISSION
from inforeport.model import Author, Draft, Problem, Submission
from inforeport.period import Period
from inforeport.store import adoption as adoption_store
from inforeport.store import submission as store
from inforeport.store import taking
from inforeport.store import unit as unit_store
from inforeport.text import TITLE, fold, one_line, spellings
from inforeport.words import N_, Message, day_text, message

app = Noun()

SpareUnitArg = Annotated[
    str | None, typer.Argument(metavar="UNIT", help="name, alias or number of a unit")
]
SpareTitleArg = Annotated[str | None, typer.Argument(metavar="TITLE", help="title of the report")]
TitleOpt = Annotated[str | None, typer.Option(metavar="TITLE", help="title of the report")]
RefOpt = Annotated[str | None, typer.Option(metavar="REF", help="the office's own number")]
ReceivedOpt = Annotated[
    str | None, typer.Option(metavar="DAY", help="the day of receipt, else today")
]
NewDayOpt = Annotated[
    str | None, typer.Option("--received", metavar="DAY", help="the day of receipt")
]
CaptionOpt = Annotated[
    str | None, typer.Option(metavar="TEXT", help="what stands below it, else its name in words")
]
_ATTACHED = {
    "attached": N_("attached to {ref}: {file}"),
    "caption changed": N_("attached to {ref}: {file}, caption changed"),
    "attached already": N_("{file} is attached to {ref} already; nothing was changed"),
}
Listed = Literal["kind", "category"]
_LISTED: Mapping[Listed, str] = {"kind": N_("kind"), "category": N_("category")}
UpdateOpt = Annotated[
    bool, typer.Option("--update", help="write what a row says otherwise of a report on file")
]
TwiceOpt = Annotated[bool, typer.Option("--twice", help="two like rows are two reports")]
FromUnitOpt = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="the unit it comes from")
]


@dataclass(frozen=True)
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
        partners = tuple(unit_named(session, one).name for one in with_ if optional(one))
        authors = tuple(_author(session, one) for one in author if optional(one))
        return replace(
            report,
            partners=partners if self.with_ else report.partners,
            authors=authors if self.author else report.authors,
        )


@dataclass(frozen=True)
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
            title=name(self.title, what="--title", most=TITLE) if self.title else report.title,
            ref=edited(self.ref_, report.ref),
            received=day_named(session, self.received) or report.received,
            moment=report.moment if self.received is None else None,
        )


@app.command("add")
def add(
    session: Session,
    about: About,
    unit: SpareUnitArg = None,
    title: SpareTitleArg = None,
    received: ReceivedOpt = None,
    ref: RefOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put a report on file; or many, a line each: UNIT TITLE [DAY].

    Without UNIT and TITLE the lines are asked for at a terminal, where each is on file at once, or
    come in on standard input, all in one transaction. A line without a day has that of the one
    before, a line of one word is a title of the same unit.
    """
    day = day_named(session, received) or session.today
    if unit is None:
        sit(session, _sitting(session, about, day), dry_run=dry_run)
        return
    if title is None:
        what = message("{name} is missing", name="TITLE")
        raise WrongUsage(what=what, command="inforeport submission add")
    with session.ledger.writing(keep=not dry_run):
        added = _added(session, about, _new(unit, title, day, ref))
    _remark(session, added)
    done(session, _told(added), dry_run=dry_run)


def _new(unit: str, title: str, day: date, ref: str | None = None) -> Submission:
    """A report as it is typed, of a unit as it is named."""
    return Submission(
        unit,
        name(title, what="TITLE", most=TITLE),
        day,
        ref=name(ref, what="--ref") if ref is not None else None,
    )


def _added(session: Session, about: About, new: Submission) -> Submission:
    """The report, put on file of the unit that is meant."""
    new = about.applied_to(session, replace(new, unit=unit_named(session, new.unit).name))
    return store.add(session.ledger, new)


def _remark(session: Session, added: Submission) -> None:
    """Tell what is odd of a report that was put on file."""
    doubt(session, SUBMISSION, added)
    for near in store.near(session.ledger, added):
        told = {"ref": near.number, "day": near.received}
        note(session, message("{ref} of {day} has the same title", **told))


def _told(added: Submission) -> Message:
    facts = {"ref": added.number, "title": added.title, "unit": added.unit}
    return message("added: {ref}, {title} ({unit})", **facts)


def _sitting(session: Session, about: About, day: date) -> Sitting:
    """Reports entered a line each; what a line does not say is as in the one before."""
    last = ("", day)

    def enter(words: Sequence[str]) -> Entered:
        nonlocal last
        typed = read_report(words, session.today)
        if not (typed.unit or last[0]):
            raise EmptyName(what=message("unit"))
        on = typed.day or last[1]
        added = _added(session, about, _new(typed.unit or last[0], typed.title, on))
        last = added.unit, on
        what = message("{what}, {day}", what=_told(added), day=day_text(on))
        return what, lambda: _remark(session, added)

    return Sitting(
        ("submission", "add"),
        message("a line for each report: unit title [day]"),
        enter,
        lambda n: message("{n} reports", n=n),
        lambda: [one.name for one in unit_store.units(session.ledger)],
    )


@app.command("list")
def list_(
    session: Session, when: When, sink: Listing, wanted: Wanted, unit: UnitOpt = None
) -> None:
    """List what arrived, in order of arrival."""
    of_unit = unit_named(session, unit).name if unit else None
    period = when.of(session.office.calendar, session.today) or Period()
    reports = wanted.among(session, store.submissions(session.ledger, period, of_unit))
    answer_facts(session, SUBMISSION, reports, {}, sink)


@app.command("show")
def show(session: Session, ref: RefArg, sink: Sink) -> None:
    """Show one report with its text, its pictures and who used it."""
    report = report_named(session, ref)
    uses = adoption_store.of(session.ledger, report)
    pictures = store.attachments(session.ledger, report)
    spoken = session.office.scheme().words()

    def draw() -> Page:
        return lists.submission_page(report, uses, pictures, words=spoken, office=session.profile)

    answer(session, draw, records.submission(report, uses, pictures), sink)


@app.command("edit")
def edit(
    session: Session,
    ref: RefsArg,
    about: About,
    named: AboutName,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of reports, of each the same.

    At a terminal and without any option the text of the report is opened in an editor.
    """
    reports = reports_named(session, ref)
    named.check(len(reports))
    if session.at_terminal and len(reports) == 1 and (about, named) == (About(), AboutName()):
        _edit_text(session, reports[0], dry_run=dry_run)
        return
    with session.ledger.writing(keep=not dry_run):
        before = [store.submission(session.ledger, f"#{one.id}") for one in reports]
        after = [about.applied_to(session, named.applied_to(session, one)) for one in before]
        if before == after:
            raise NothingToChange(what=[one.number for one in before])
        for report, changed in zip(before, after, strict=True):
            store.edit(session.ledger, report, changed)
    for report, changed in zip(before, after, strict=True):
        doubt(session, SUBMISSION, changed)
        done(session, message("changed: {ref}", ref=report.number), dry_run=dry_run)


def _edit_text(session: Session, report: Submission, *, dry_run: bool) -> None:
    """Put the text of a report on file as somebody leaves it in an editor."""
    text = changed_in_editor(report.text or "")
    with session.ledger.writing(keep=not dry_run):
        before = store.submission(session.ledger, f"#{report.id}")
        if text.strip() in {"", (report.text or "").strip()}:
            raise NothingToChange(what=report.number)
        store.edit(session.ledger, before, replace(before, text=text))
    done(session, message("changed: {ref}", ref=report.number), dry_run=dry_run)


@app.command("attach")
def attach(
    session: Session,
    ref: RefArg,
    file: FilesArg,
    caption: CaptionOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Keep pictures that came with a report; the bulletin prints them."""
    from inforeport import intake

    below = name(caption, what="--caption") if caption else None
    contents = {one_line(one.name): intake.picture(one) for one in file}
    report = report_named(session, ref)
    with session.ledger.writing(keep=not dry_run):
        outcomes = {
            called: store.attach(session.ledger, report, called, content, caption=below)
            for called, content in contents.items()
        }
    for called, outcome in outcomes.items():
        sentence = Message(_ATTACHED[outcome], {"ref": report.number, "file": called})
        done(session, sentence, dry_run=dry_run)


@app.command("withdraw")
def withdraw(
    session: Session,
    ref: RefsArg,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Take reports back: they stay on file and count nowhere."""
    why = name(reason, what="--reason")
    reports = reports_named(session, ref)
    for report in reports:
        gone = [message("goes with it: {what}", what=one) for one in session.office.stakes(report)]
        if dry_run:
            remark(session, gone)
        else:
            facts = {"ref": report.number, "title": report.title, "unit": report.unit}
            question = message("Withdraw {ref}, {title} of {unit}, for good?", **facts)
            ask(session, question, yes=yes, knowing=gone)
    with session.ledger.writing(keep=not dry_run):
        for report in reports:
            store.withdraw(session.ledger, report, why)
    for report in reports:
        done(session, message("withdrawn: {ref}", ref=report.number), dry_run=dry_run)


@app.command("import")
def import_(
    session: Session,
    reading: Reading,
    files: ListsArg = None,
    update: UpdateOpt = False,
    twice: TwiceOpt = False,
) -> None:
    """Put the reports of lists on file; the same rows again change nothing.

    A list may tell who used a report as well. What was corrected on file since is known; a title
    of the unit that is on file of another day near to it is asked about.
    """
    take = partial(taking.take, update=update, twice=twice)
    how = Import(SUBMISSION, take, _check(session), adoption_store.take)
    import_facts(session, how, files, reading)


def _listed(session: Session, field: Listed, given: str | None, known: str | None) -> str | None:
    """A kind or category after an edit; where the scheme lists them it must be one of those."""
    words = session.office.schemes.listed(field)
    if given is not None and one_line(given) and words:
        word(words, given, what=Message(_LISTED[field]))
    return edited(given, known)


def _check(session: Session) -> Check:
    """What there is against a row: a kind or category that the scheme does not list."""
    words = {field: session.office.schemes.listed(field) for field in _LISTED}
    keys = {field: spellings(its) for field, its in words.items()}

    def check(draft: Draft[Submission]) -> Iterator[Problem]:
        for field, its in words.items():
            given = getattr(draft.record, field)
            if its and given and fold(given) not in keys[field]:
                said = {"text": given, "words": list(its.values())}
                what = message("{text} is not known; write one of {words}", **said)
                yield Problem(f"{draft.place}:{draft.heads[field]}", "unknown-word", what)

    return check


def _text(file: Path | None) -> str | None:
    from inforeport import intake

    return intake.text(taken_in(file), one_line(str(file))) if file else None


def _author(session: Session, given: str) -> Author:
    """One who signed, as `name/unit`; without a unit, for the report's own."""
    called, _, unit = given.replace("／", "/").partition("/")
    its = unit_named(session, unit).name if unit else ""
    return Author(name(called, what="--author"), its)

"""`submission`: the reports that arrived."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._about import LISTED, About, AboutName
from inforeport.cli._common import Check, Import, answer_facts, import_facts
from inforeport.cli._editor import changed_in_editor
from inforeport.cli._listing import Listing
from inforeport.cli._named import (
    day_named,
    name,
    report_named,
    reports_named,
    titled,
    unit_named,
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
from inforeport.cli._sitting import Entered, Putting, ReportLine, Sitting, read_report, sit
from inforeport.documents import lists, records
from inforeport.documents.page import Page
from inforeport.errors import EmptyName, NothingToChange, WrongUsage
from inforeport.fields import SUBMISSION
from inforeport.model import Draft, Problem, Submission
from inforeport.period import Period
from inforeport.store import adoption as adoption_store
from inforeport.store import submission as store
from inforeport.store import taking
from inforeport.store import unit as unit_store
from inforeport.text import fold, one_line, plain, spellings
from inforeport.words import N_, Message, day_text, message

app = Noun()

_NO_TITLE = message("{name} is missing", name=Message("TITLE"))

SpareUnitArg = Annotated[
    str | None, typer.Argument(metavar="UNIT", help="name, alias or number of a unit")
]
SpareTitleArg = Annotated[str | None, typer.Argument(metavar="TITLE", help="title of the report")]
RefOpt = Annotated[str | None, typer.Option(metavar="REF", help="the office's own number")]
ReceivedOpt = Annotated[
    str | None, typer.Option(metavar="DAY", help="the day of receipt, else today")
]
CaptionOpt = Annotated[
    str | None, typer.Option(metavar="TEXT", help="what stands below it, else its name in words")
]
_ATTACHED = {
    "attached": N_("attached to {ref}: {file}"),
    "caption changed": N_("attached to {ref}: {file}, caption changed"),
    "attached already": N_("{file} is attached to {ref} already; nothing was changed"),
}
UpdateOpt = Annotated[
    bool, typer.Option("--update", help="write what a row says otherwise of a report on file")
]
TwiceOpt = Annotated[bool, typer.Option("--twice", help="two like rows are two reports")]


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
        raise WrongUsage(what=_NO_TITLE, command="inforeport submission add")
    with session.ledger.writing(keep=not dry_run):
        added = _added(session, about, _new(unit, title, day, ref))
    _remark(session, added)
    done(session, _added_line(added), dry_run=dry_run, number=added.id)


def _new(unit: str, title: str, day: date, ref: str | None = None) -> Submission:
    """A report as it is typed, of a unit as it is named."""
    return Submission(
        unit,
        titled(title, what="TITLE"),
        day,
        ref=name(plain(ref), what="--ref") if ref is not None else None,
    )


def _added(session: Session, about: About, new: Submission) -> Submission:
    """The report, put on file of the unit that is meant."""
    new = about.applied_to(session, replace(new, unit=unit_named(session, new.unit).name))
    numbering = session.office.schemes.numbering(session.today)
    return store.add(session.ledger, new, numbering=numbering)


def _remark(session: Session, added: Submission) -> None:
    """Tell what is odd of a report that was put on file."""
    doubt(session, SUBMISSION, added)
    for near in store.near(session.ledger, added):
        told = {"ref": near.number, "day": near.received}
        note(session, message("{ref} of {day} has the same title", **told))


def _added_line(added: Submission) -> Message:
    facts = {"ref": added.number, "title": added.title, "unit": added.unit}
    return message("added: {ref}, {title} ({unit})", **facts)


def _sitting(session: Session, about: About, day: date) -> Sitting:
    """Reports entered a line each; what a line does not say is as in the one before."""
    last = ("", day)

    def read(words: Sequence[str]) -> Putting:
        typed = _line(session, words)
        if not (typed.unit or last[0]):
            raise EmptyName(what=message("unit"))
        on = typed.day or last[1]
        return partial(put, _new(typed.unit or last[0], typed.title, on), on)

    def put(new: Submission, on: date) -> Entered:
        nonlocal last
        added = _added(session, about, new)
        last = added.unit, on
        what = message("{what}, {day}", what=_added_line(added), day=day_text(on))
        return what, lambda: _remark(session, added)

    return Sitting(
        ("submission", "add"),
        message("a line for each report: unit title [day]"),
        read,
        lambda n: message("{n} reports", n=n),
        lambda: [one.name for one in unit_store.units(session.ledger)],
    )


def _line(session: Session, words: Sequence[str]) -> ReportLine:
    """What a line says, also where commas stand between its words and a unit before the first.

    Raises `EmptyName` for a key or a command that strayed there.
    """
    unit, *rest = re.split("[，,]", words[0])
    if len(words) == 1 and rest and unit_store.directory(session.ledger).meant(unit):
        words = [unit, *filter(None, rest)]
    typed = read_report(words, session.today)
    if not typed.unit and typed.title.isascii():
        raise EmptyName(what=message("unit"))
    return typed


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
    session: Session, ref: RefsArg, about: About, named: AboutName, dry_run: DryRun = False
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
        before = store.submissions_of(session.ledger, [one.id for one in reports])
        after = [about.applied_to(session, named.applied_to(session, one)) for one in before]
        if before == after:
            raise NothingToChange(what=[one.number for one in before])
        for report, changed in zip(before, after, strict=True):
            store.edit(session.ledger, report, changed)
    for changed in after:
        doubt(session, SUBMISSION, changed)
        said = message("changed: {ref}", ref=changed.number)
        done(session, said, dry_run=dry_run, number=changed.id)


def _edit_text(session: Session, report: Submission, *, dry_run: bool) -> None:
    """Put the text of a report on file as somebody leaves it in an editor."""
    text = changed_in_editor(report.text or "")
    with session.ledger.writing(keep=not dry_run):
        before = store.submission(session.ledger, f"#{report.id}")
        if text.strip() in {"", (report.text or "").strip()}:
            raise NothingToChange(what=report.number)
        store.edit(session.ledger, before, replace(before, text=text))
    said = message("changed: {ref}", ref=report.number)
    done(session, said, dry_run=dry_run, number=report.id)


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
        done(session, sentence, dry_run=dry_run, number=report.id)


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
        said = message("withdrawn: {ref}", ref=report.number)
        done(session, said, dry_run=dry_run, number=report.id)


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
    numbering = session.office.schemes.numbering(session.today)
    take = partial(taking.take, update=update, twice=twice, numbering=numbering)
    how = Import(SUBMISSION, take, _check(session), adoption_store.take)
    import_facts(session, how, files, reading)


def _check(session: Session) -> Check:
    """What there is against a row: a kind or category that the scheme does not list."""
    words = {field: session.office.schemes.listed(field) for field in LISTED}
    keys = {field: spellings(spelled) for field, spelled in words.items()}

    def check(draft: Draft[Submission]) -> Iterator[Problem]:
        for field, spelled in words.items():
            given = getattr(draft.record, field)
            if spelled and given and fold(given) not in keys[field]:
                said = {"text": given, "words": list(spelled.values())}
                what = message("{text} is not known; write one of {words}", **said)
                yield Problem(f"{draft.place}:{draft.heads[field]}", "unknown-word", what)

    return check

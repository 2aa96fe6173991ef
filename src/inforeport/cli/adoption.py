"""`adoption`: who used a report, and how."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, TypeVar

import typer
from msgspec.structs import replace

from inforeport.cli._common import Import, answer_facts, import_facts
from inforeport.cli._listing import Listing
from inforeport.cli._named import (
    day_named,
    edited,
    edited_day,
    edited_figure,
    edited_word,
    of_report,
    report_named,
    reports_named,
    unit_named,
    word,
)
from inforeport.cli._options import (
    DayOpt,
    DryRun,
    ListsArg,
    NewLevelOpt,
    PublicationOpt,
    Reading,
    SpareRefsArg,
    UnitOpt,
    When,
    Yes,
)
from inforeport.cli._output import ask, done, doubt, note
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._sitting import Entered, Putting, Sitting, UseLine, read_use, sit
from inforeport.errors import EmptyName, NothingToChange, WrongUsage
from inforeport.fields import ADOPTION
from inforeport.model import Adoption, Use, number_of
from inforeport.period import Period
from inforeport.scheme import Scheme
from inforeport.store import adoption as store
from inforeport.store.submission import submissions
from inforeport.text import fold, spellings
from inforeport.words import Message, day_text, message

app = Noun()

_NO_LEVEL = message("{name} is missing", name="--level")

U = TypeVar("U", Use, Adoption)

NumberArg = Annotated[int, typer.Argument(metavar="NUMBER", help="number of the use")]
OtherRefOpt = Annotated[
    str | None, typer.Option("--ref", metavar="REF", help="the report that was used instead")
]


@dataclass(frozen=True)
class About:
    """What may be told of a use beside its report, level and day."""

    form: Annotated[str | None, typer.Option(metavar="FORM", help="a form of the scheme")] = None
    publication: PublicationOpt = None
    issue: Annotated[str | None, typer.Option(metavar="TEXT", help="which issue of it")] = None
    position: Annotated[
        str | None, typer.Option(metavar="TEXT", help="where in it, as 头版 or 参阅")
    ] = None
    share: Annotated[
        str | None, typer.Option(metavar="N", help="the unit's part of the use, as 0.5")
    ] = None
    rewritten: Annotated[
        str | None, typer.Option(metavar="N", help="how much the office rewrote, as 0.3")
    ] = None
    proof: Annotated[str | None, typer.Option(metavar="TEXT", help="what proves it")] = None
    proof_on: Annotated[
        str | None, typer.Option(metavar="DAY", help="the day on which the proof came in")
    ] = None

    def applied_to(self, session: Session, use: U, forms: Mapping[str, str]) -> U:
        """The use with what was given."""
        return replace(
            use,
            form=edited_word(forms, self.form, use.form, what=message("form")),
            publication=edited(self.publication, use.publication),
            issue=edited(self.issue, use.issue),
            position=edited(self.position, use.position),
            share=edited_figure(self.share, use.share, what="--share"),
            rewritten=edited_figure(self.rewritten, use.rewritten, what="--rewritten"),
            proof=edited(self.proof, use.proof),
            proof_on=edited_day(session, self.proof_on, use.proof_on),
        )


@dataclass(frozen=True)
class Wanted:
    """Which uses are listed."""

    level: NewLevelOpt = None
    form: Annotated[str | None, typer.Option(metavar="FORM", help="a form of the scheme")] = None
    publication: PublicationOpt = None

    def among(self, session: Session, uses: Iterable[Adoption]) -> list[Adoption]:
        """Those of the uses that are wanted. Raises `UnknownWord`."""
        schemes = session.office.schemes
        level = word(schemes.levels, self.level, what=message("level")) if self.level else None
        form = word(schemes.forms, self.form, what=message("form")) if self.form else None
        words = fold(self.publication or "")
        return [
            use
            for use in uses
            if level in {None, use.level}
            and form in {None, use.form}
            and words in fold(use.publication or "")
        ]


@app.command("add")
def add(
    session: Session,
    about: About,
    ref: SpareRefsArg = None,
    level: NewLevelOpt = None,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Record that reports were used, each in the same way; or, without REF, a line each.

    A line is REF LEVEL [FORM] [DAY] [PUBLICATION], typed or piped in; a lone REF is as the last.
    """
    used_on = day_named(session, on) or session.today
    if not ref:
        sit(session, _sitting(session, about, used_on), dry_run=dry_run)
        return
    if level is None:
        raise WrongUsage(what=_NO_LEVEL, command="inforeport adoption add")
    use, reports = _used(session, about, level, used_on), reports_named(session, ref)
    with session.ledger.writing(keep=not dry_run):
        uses = [store.add(session.ledger, replace(use, ref=f"#{one.id}")) for one in reports]
    for added in uses:
        _remark(session, added)
        said = _added(added, session.office.scheme(added.on))
        done(session, said, dry_run=dry_run, number=added.id)


def _used(session: Session, about: About, level: str, on: date) -> Use:
    """A use as it is typed, of no report yet."""
    scheme = session.office.scheme(on)
    at, form = _read_level(scheme, level)
    return about.applied_to(session, Use(level=at, form=form, on=on), scheme.forms)


def _read_level(scheme: Scheme, typed: str) -> tuple[str, str | None]:
    """A level, and the form that may stand behind it: 区委, 街道简讯. Raises `UnknownWord`."""
    text = fold(typed)
    if text not in spellings(scheme.levels):
        for form, spoken in scheme.forms.items():
            level = text.removesuffix(fold(spoken))
            if level not in {"", text}:
                return word(scheme.levels, level, what=message("level")), form
    return word(scheme.levels, typed, what=message("level")), None


def _remark(session: Session, added: Adoption) -> None:
    """Tell what is odd of a use that was put on file."""
    doubt(session, ADOPTION, added)
    for other in store.again(session.ledger, added):
        facts = {"ref": number_of(added.item), "number": other.id}
        note(
            session, message("it may be use {number} of {ref}, of the same level and day", **facts)
        )


def _sitting(session: Session, about: About, day: date) -> Sitting:
    """Uses entered a line each; what a line does not say is as in the one before."""
    last: Use | None = None

    def read(words: Sequence[str]) -> Putting:
        nonlocal last
        typed = read_use(words, session.office.schemes.forms, session.today)
        last = _like(session, about, typed, last, day)
        return partial(put, replace(last, ref=f"#{report_named(session, typed.ref).id}"))

    def put(use: Use) -> Entered:
        added = store.add(session.ledger, use)
        what = message("{what}, {day}", what=_titled(session, added), day=day_text(added.on))
        return what, lambda: _remark(session, added)

    return Sitting(
        ("adoption", "add"),
        message("a line for each use: number or title, level [form] [day] [publication]"),
        read,
        lambda n: message("{n} uses", n=n),
        lambda: _completed(session),
    )


def _like(session: Session, about: About, typed: UseLine, last: Use | None, day: date) -> Use:
    """A use as a line tells it; what it does not say is as in the one before."""
    if not typed.level and last is None:
        raise EmptyName(what=message("level"))
    if last and not typed.level:
        return last
    use = _used(session, about, typed.level, typed.day or (last.on if last else day))
    forms = session.office.schemes.forms
    form = edited_word(forms, typed.form, use.form, what=message("form"))
    return replace(use, form=form, publication=typed.publication or use.publication)


def _titled(session: Session, added: Adoption) -> Message:
    """That a use was put on file, and of which report."""
    told = _added(added, session.office.scheme(added.on))
    return message("{what}: {title}", what=told, title=added.title)


def _completed(session: Session) -> list[str]:
    """What a terminal completes: titles of reports, levels, forms."""
    schemes = session.office.schemes
    titles = [report.title for report in submissions(session.ledger, Period())]
    return [*schemes.levels.values(), *schemes.forms.values(), *titles]


@app.command("list")
def list_(
    session: Session, when: When, sink: Listing, wanted: Wanted, unit: UnitOpt = None
) -> None:
    """List uses, in order of their days."""
    of_unit = unit_named(session, unit).name if unit else None
    period = when.of(session.office.calendar, session.today) or Period()
    uses = wanted.among(session, store.adoptions(session.ledger, period, of_unit))
    answer_facts(session, ADOPTION, uses, session.office.scheme().words(), sink)


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    level: NewLevelOpt = None,
    on: DayOpt = None,
    ref: OtherRefOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a use."""
    report = report_named(session, ref) if ref is not None else None
    with session.ledger.writing(keep=not dry_run):
        before = store.adoption(session.ledger, number)
        scheme = session.office.scheme(day := day_named(session, on) or before.on)
        at, form = _read_level(scheme, level) if level else (before.level, None)
        moved = replace(before, level=at, form=form or before.form, on=day)
        changed = about.applied_to(session, moved, scheme.forms)
        if report is not None:
            changed = replace(changed, **of_report(ADOPTION, report))
        if changed == before:
            raise NothingToChange(what=number_of(before.item))
        store.edit(session.ledger, before, changed)
    doubt(session, ADOPTION, changed)
    said = message("changed: use {number} of {ref}", number=number, ref=number_of(before.item))
    done(session, said, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a use off the file that was entered by mistake."""
    use = store.adoption(session.ledger, number)
    facts = {"number": number, "ref": number_of(use.item), "title": use.title}
    if not dry_run:
        ask(session, message("Remove use {number} of {ref}, {title}?", **facts), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        store.remove(session.ledger, use)
    done(session, message("removed: use {number} of {ref}", **facts), dry_run=dry_run)


def _added(use: Adoption, scheme: Scheme) -> Message:
    """That a use was put on file, with its level and form in the scheme's words."""
    facts = {"ref": number_of(use.item), "level": scheme.levels[use.level], "number": use.id}
    if not use.form:
        return message("added: {ref} used by {level} (no. {number})", **facts)
    form = scheme.forms[use.form]
    return message("added: {ref} used by {level}, {form} (no. {number})", **facts, form=form)


@app.command("import")
def import_(session: Session, reading: Reading, files: ListsArg = None) -> None:
    """Put the uses of lists on file; the same rows again change nothing."""
    import_facts(session, Import(ADOPTION, store.take), files, reading)

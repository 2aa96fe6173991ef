"""`adoption`: who used a report, and how."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar

import typer
from msgspec.structs import replace

from inforeport.cli._common import Import, answer_facts, import_facts
from inforeport.cli._named import (
    day_named,
    edited,
    edited_day,
    edited_figure,
    edited_word,
    report_named,
    unit_named,
    word,
)
from inforeport.cli._options import (
    DayOpt,
    DryRun,
    FilesArg,
    LevelOpt,
    NewLevelOpt,
    PublicationOpt,
    Reading,
    RefArg,
    Sink,
    UnitOpt,
    When,
    Yes,
)
from inforeport.cli._output import ask, done, doubt
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.errors import NothingToChange
from inforeport.fields import ADOPTION
from inforeport.model import Adoption, Use
from inforeport.period import Period
from inforeport.store import adoption as store
from inforeport.words import message

app = Noun()

U = TypeVar("U", Use, Adoption)

NumberArg = Annotated[int, typer.Argument(metavar="NUMBER", help="number of the use")]


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


@app.command("add")
def add(
    session: Session,
    ref: RefArg,
    level: LevelOpt,
    about: About,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a report was used."""
    used_on = day_named(session, on) or session.today
    scheme = session.office.scheme(used_on)
    at = word(scheme.levels, level, what=message("level"))
    use = about.applied_to(session, Use(level=at, form=None, on=used_on), scheme.forms)
    with session.ledger.writing(keep=not dry_run):
        report = report_named(session, ref)
        added = store.add(session.ledger, replace(use, ref=f"#{report.id}"))
    doubt(session, ADOPTION, added)
    facts = {"ref": report.label, "level": scheme.levels[at], "number": added.id}
    sentence = message("added: {ref} used by {level} (no. {number})", **facts)
    if added.form:
        form = scheme.forms[added.form]
        sentence = message(
            "added: {ref} used by {level}, {form} (no. {number})", **facts, form=form
        )
    done(session, sentence, dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List uses, in order of their days."""
    of_unit = unit_named(session, unit).name if unit else None
    period = when.of(session.office.calendar, session.today) or Period()
    uses = store.adoptions(session.ledger, period, of_unit)
    answer_facts(session, ADOPTION, uses, session.office.scheme().words(), sink)


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    level: NewLevelOpt = None,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a use."""
    with session.ledger.writing(keep=not dry_run):
        before = store.adoption(session.ledger, number)
        scheme = session.office.scheme(day_named(session, on) or before.on)
        at = word(scheme.levels, level, what=message("level")) if level else before.level
        moved = replace(before, level=at, on=day_named(session, on) or before.on)
        changed = about.applied_to(session, moved, scheme.forms)
        if changed == before:
            raise NothingToChange(what=before.item)
        store.edit(session.ledger, before, changed)
    doubt(session, ADOPTION, changed)
    said = message("changed: use {number} of {ref}", number=number, ref=before.item)
    done(session, said, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a use off the file that was entered by mistake."""
    use = store.adoption(session.ledger, number)
    facts = {"number": number, "ref": use.item, "title": use.title}
    if not dry_run:
        ask(session, message("Remove use {number} of {ref}, {title}?", **facts), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        store.remove(session.ledger, use)
    done(session, message("removed: use {number} of {ref}", **facts), dry_run=dry_run)


@app.command("import")
def import_(session: Session, reading: Reading, files: FilesArg = None) -> None:
    """Put the uses of lists on file; the same rows again change nothing."""
    import_facts(session, Import(ADOPTION, store.take), files, reading)

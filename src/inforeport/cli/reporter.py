"""`reporter`: the people who write for the units. Telephones are shown only when asked for."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._common import Import, answer_facts, answer_list, import_facts
from inforeport.cli._listing import Listing
from inforeport.cli._named import day_named, day_wanted, edited, name, optional, unit_named
from inforeport.cli._options import (
    ContactsOpt,
    DryRun,
    LastDayOpt,
    ListsArg,
    Reading,
    SinceOpt,
    UnitArg,
    UntilOpt,
    Yes,
)
from inforeport.cli._output import ask, done, note
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import contacts, lists
from inforeport.errors import InforeportError, NothingToChange
from inforeport.fields import REPORTER, UNIT
from inforeport.model import Reporter
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.store import reporter as store
from inforeport.store import unit as unit_store
from inforeport.text import person_name
from inforeport.words import message

app = Noun()

NameArg = Annotated[str, typer.Argument(metavar="NAME", help="name or number of a reporter")]
OfUnitOpt = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="the reporter's unit")
]
KindOpt = Annotated[
    str | None, typer.Option(metavar="TEXT", help="kind of person, by which a scheme has duties")
]
PostOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="post in the unit")]
PhoneOpt = Annotated[str | None, typer.Option(metavar="PHONE", help="office telephone")]
MobileOpt = Annotated[str | None, typer.Option(metavar="PHONE", help="mobile telephone")]
EmailOpt = Annotated[str | None, typer.Option(metavar="ADDRESS", help="mailbox")]
LeaderOpt = Annotated[
    str | None, typer.Option(metavar="NAME", help="the leader in charge of the reporter's work")
]
RemarkOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="what else is to be known")]
WithoutOpt = Annotated[
    bool, typer.Option("--without", help="the units that have named no reporter")
]


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    reporter: Annotated[str, typer.Argument(metavar="NAME", help="the reporter's name")],
    kind: KindOpt = None,
    post: PostOpt = None,
    phone: PhoneOpt = None,
    mobile: MobileOpt = None,
    email: EmailOpt = None,
    leader: LeaderOpt = None,
    remark: RemarkOpt = None,
    since: SinceOpt = None,
    until: UntilOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put a unit's reporter on file."""
    with session.ledger.writing(keep=not dry_run):
        of_unit = unit_named(session, unit)
        called = person_name(name(reporter, what="NAME"))
        new = Reporter(
            unit=of_unit.name,
            name=called,
            kind=optional(kind),
            post=optional(post),
            phone=optional(phone),
            mobile=optional(mobile),
            email=optional(email),
            leader=optional(leader),
            remark=optional(remark),
            since=day_named(session, since),
            until=day_named(session, until),
        )
        added = store.add(session.ledger, new)
    sentence = message(
        "added: {name} of {unit} (no. {number})", name=added.name, unit=added.unit, number=added.id
    )
    done(session, sentence, dry_run=dry_run)


@app.command("list")
def list_(
    session: Session,
    sink: Listing,
    show_contact: ContactsOpt = False,
    without: WithoutOpt = False,
) -> None:
    """List the reporters, or the units without one."""
    people = store.reporters(session.ledger)
    if not without:
        answer_facts(session, REPORTER, people if show_contact else _masked(people), {}, sink)
    else:
        today = Period(session.today, session.today + timedelta(days=1))
        named = {one.unit for one in people if there(one, today)}
        units = [
            one
            for one in unit_store.units(session.ledger)
            if there(one, today) and one.name not in named
        ]
        table = lists.filled(UNIT, units, session.office.scheme().groups)
        answer_list(session, "units", table, sink)


@app.command("edit")
def edit(
    session: Session,
    reporter: NameArg,
    unit: OfUnitOpt = None,
    name_: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="the reporter's new name")
    ] = None,
    kind: KindOpt = None,
    post: PostOpt = None,
    phone: PhoneOpt = None,
    mobile: MobileOpt = None,
    email: EmailOpt = None,
    leader: LeaderOpt = None,
    remark: RemarkOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a reporter."""
    with session.ledger.writing(keep=not dry_run):
        before = _meant(session, reporter, unit)
        changed = replace(
            before,
            name=person_name(name(name_, what="--name")) if name_ else before.name,
            kind=edited(kind, before.kind),
            post=edited(post, before.post),
            phone=edited(phone, before.phone),
            mobile=edited(mobile, before.mobile),
            email=edited(email, before.email),
            leader=edited(leader, before.leader),
            remark=edited(remark, before.remark),
        )
        if changed == before:
            raise NothingToChange(what=before.name)
        store.edit(session.ledger, before, changed)
    said = message("changed: {name} of {unit}", name=changed.name, unit=changed.unit)
    done(session, said, dry_run=dry_run)


def _meant(session: Session, wanted: str, unit: str | None) -> Reporter:
    """The reporter of that name or number, of a unit as it is named."""
    of_unit = unit_named(session, unit).name if unit else None
    return store.reporter(session.ledger, wanted, of_unit)


@app.command("leave")
def leave(
    session: Session,
    reporter: NameArg,
    on: LastDayOpt,
    unit: OfUnitOpt = None,
    dry_run: DryRun = False,
) -> None:
    """End a reporter's time with a day."""
    with session.ledger.writing(keep=not dry_run):
        leaving = _meant(session, reporter, unit)
        last = day_wanted(session, on)
        store.edit(session.ledger, leaving, replace(leaving, until=last))
    deed = message(
        "left on {day}: {name} of {unit}", name=leaving.name, unit=leaving.unit, day=last
    )
    done(session, deed, dry_run=dry_run)


@app.command("forget")
def forget(
    session: Session,
    reporter: NameArg,
    unit: OfUnitOpt = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Empty all telephones and mailboxes that were ever on file of a reporter.

    The lists and forms in which they came in go too. Neither undo nor anything else in the file
    brings them back. The name stays, and every score.
    """
    leaver = _meant(session, reporter, unit)
    facts = {"name": leaver.name, "unit": leaver.unit}
    if not dry_run:
        question = message("Forget for good how to reach {name} of {unit}?", **facts)
        ask(session, question, yes=yes)
    with session.ledger.writing(keep=not dry_run):
        store.forget(session.ledger, leaver)
    if not dry_run:
        with suppress(InforeportError):  # what was deleted is overwritten already; this is more
            session.ledger.compact()
    note(session, message("copies that were made before still hold the contacts"))
    done(session, message("forgotten: how to reach {name} of {unit}", **facts), dry_run=dry_run)


@app.command("import")
def import_(session: Session, reading: Reading, files: ListsArg = None) -> None:
    """Put the reporters of lists on file; the same rows again change nothing."""
    import_facts(session, Import(REPORTER, store.take), files, reading)


def _masked(known: Iterable[Reporter]) -> list[Reporter]:
    """The same people with their contacts covered: enough to see that there is one."""
    return [
        replace(
            one,
            phone=_covered(one.phone),
            mobile=_covered(one.mobile),
            email=_covered(one.email),
        )
        for one in known
    ]


def _covered(contact: str | None) -> str | None:
    return contacts.covered(contact) if contact else None

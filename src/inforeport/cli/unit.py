"""`unit`: the bodies that report to the office."""

from dataclasses import dataclass
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._common import Import, answer_facts, import_facts
from inforeport.cli._listing import Listing
from inforeport.cli._named import (
    day_wanted,
    edited_day,
    edited_whole,
    name,
    optional,
    unit_named,
    word,
)
from inforeport.cli._options import (
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
from inforeport.errors import NothingToChange, UnitMergedIntoItself, WrongUsage
from inforeport.fields import UNIT
from inforeport.model import Unit
from inforeport.store import references
from inforeport.store import unit as store
from inforeport.words import Message, message

app = Noun()

GroupArg = Annotated[
    str | None, typer.Argument(metavar="GROUP", help="a group of the scheme, or with --group")
]
GroupOpt = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help="a group of the scheme")
]
NewNameOpt = Annotated[str | None, typer.Option("--name", metavar="NAME", help="a new name")]
ReasonOpt = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="why")]
WantedGroupOpt = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help="one group only")
]
AliasArg = Annotated[list[str], typer.Argument(metavar="ALIAS…", help="other names of the unit")]
NameArg = Annotated[str, typer.Argument(metavar="NAME", help="its new name")]
IntoArg = Annotated[str, typer.Argument(metavar="UNIT", help="the unit that stays")]
HeadcountOpt = Annotated[str | None, typer.Option(metavar="N", help="how many people work there")]
CountsForOpt = Annotated[
    str | None, typer.Option(metavar="UNIT", help="the unit that is given all its points")
]
AliasesOpt = Annotated[
    list[str] | None, typer.Option("--alias", metavar="NAME", help="another name; may be repeated")
]


@dataclass(frozen=True)
class About:
    """What may be told of a unit beside its name and group."""

    since: SinceOpt = None
    until: UntilOpt = None
    headcount: HeadcountOpt = None
    counts_for: CountsForOpt = None

    def applied_to(self, session: Session, unit: Unit) -> Unit:
        """The unit with what was given."""
        other = unit.counts_for
        if self.counts_for is not None:
            wanted = optional(self.counts_for)
            other = unit_named(session, wanted).name if wanted else None
        return replace(
            unit,
            since=edited_day(session, self.since, unit.since),
            until=edited_day(session, self.until, unit.until),
            headcount=edited_whole(self.headcount, unit.headcount, what="--headcount", least=1),
            counts_for=other,
        )


@app.command("add")
def add(
    session: Session,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="the unit's name")],
    about: About,
    group: GroupArg = None,
    in_group: GroupOpt = None,
    alias: AliasesOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put a unit on file."""
    key = _group_named(session, _group(group, in_group))
    aliases = tuple(name(one, what="--alias") for one in alias or ())
    new = Unit(_one_unit(unit), key, aliases=aliases)
    with session.ledger.writing(keep=not dry_run):
        added = store.add(session.ledger, about.applied_to(session, new))
    said = message("added: {unit} (no. {number})", unit=added.name, number=added.id)
    done(session, said, dry_run=dry_run)


@app.command("list")
def list_(session: Session, sink: Listing, group: WantedGroupOpt = None) -> None:
    """List the units with their groups, other names and days."""
    groups = session.office.scheme().groups
    key = word(groups, group, what=message("group")) if group else None
    units = store.units(session.ledger)
    _answer(session, tuple(unit for unit in units if key in {None, unit.group}), sink)


@app.command("show")
def show(session: Session, unit: UnitArg, sink: Listing) -> None:
    """Show one unit."""
    _answer(session, (unit_named(session, unit),), sink)


@app.command("edit")
def edit(
    session: Session,
    unit: UnitArg,
    about: About,
    name_: NewNameOpt = None,
    group: Annotated[str | None, typer.Option(metavar="GROUP", help="another group")] = None,
    dry_run: DryRun = False,
) -> None:
    """Change a unit; its old name goes on being understood."""
    with session.ledger.writing(keep=not dry_run):
        before = unit_named(session, unit)
        named = name(name_, what="--name") if name_ else before.name
        key = _group_named(session, group) if group else before.group
        changed = replace(about.applied_to(session, before), name=named, group=key)
        if changed == before:
            raise NothingToChange(what=before.name)
        store.edit(session.ledger, before, changed)
    if changed.group != before.group:
        note(
            session, message("the group is that of every period which is not sealed, past ones too")
        )
    said = message("changed: {unit}", unit=changed.name)
    done(session, said, dry_run=dry_run, number=changed.id)


def _one_unit(given: str) -> str:
    """The name of a unit; raises `WrongUsage` where several are named: 甲社区、乙社区."""
    from inforeport.intake.around import units_in

    called = name(given, what="UNIT")
    if len(units_in(called)) > 1:
        several = message("{text} names several units; add them one by one", text=called)
        raise WrongUsage(what=several, command="inforeport unit add")
    return called


def _group_named(session: Session, group: str) -> str:
    """The key of a group of the scheme. Raises `UnknownWord`."""
    return word(session.office.scheme().groups, group, what=message("group"))


@app.command("retire")
def retire(
    session: Session,
    unit: UnitArg,
    on: LastDayOpt,
    reason: ReasonOpt = None,
    dry_run: DryRun = False,
) -> None:
    """End a unit with a day; the periods up to then keep what it sent and what was used."""
    with session.ledger.writing(keep=not dry_run):
        before = unit_named(session, unit)
        last = day_wanted(session, on)
        store.edit(
            session.ledger,
            before,
            replace(before, until=last, reason=optional(reason) or before.reason),
        )
    said = message("ended on {day}: {unit}", unit=before.name, day=last)
    done(session, said, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, unit: UnitArg, dry_run: DryRun = False) -> None:
    """Take a unit off the file that was entered by mistake, and of which nothing is on file."""
    with session.ledger.writing(keep=not dry_run):
        gone = unit_named(session, unit)
        references.remove(session.ledger, gone)
    done(session, message("removed: {unit}", unit=gone.name), dry_run=dry_run)


@app.command("rename")
def rename(session: Session, unit: UnitArg, name_: NameArg, dry_run: DryRun = False) -> None:
    """Give a unit another name; the old one goes on being understood."""
    edit(session, unit, About(), name_, dry_run=dry_run)


@app.command("merge")
def merge(
    session: Session, unit: UnitArg, into: IntoArg, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Make one unit of two: all that is on file of the first is of the second."""
    gone, other = unit_named(session, unit), unit_named(session, into)
    if gone == other:
        raise UnitMergedIntoItself(unit=gone.name)
    if not dry_run:
        rows = sum(references.of_unit(session.ledger, gone).values())
        facts = {"unit": gone.name, "other": other.name, "n": rows}
        ask(session, message("Make {unit} one with {other}? Rows: {n}", **facts), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        references.merge(session.ledger, gone, other)
    facts = {"unit": gone.name, "other": other.name}
    done(session, message("{unit} is now one with {other}", **facts), dry_run=dry_run)


@app.command("alias")
def alias(session: Session, unit: UnitArg, alias: AliasArg, dry_run: DryRun = False) -> None:
    """Let a unit be known by other names as well."""
    with session.ledger.writing(keep=not dry_run):
        before = unit_named(session, unit)
        called = [name(one, what="ALIAS") for one in alias]
        for one in called:
            store.add_alias(session.ledger, before, one)
    said = message("{unit} is also called {aliases}", unit=before.name, aliases=called)
    done(session, said, dry_run=dry_run)


@app.command("import")
def import_(session: Session, reading: Reading, files: ListsArg = None) -> None:
    """Put the units of lists on file; the same rows again change nothing."""
    import_facts(session, Import(UNIT, store.take), files, reading)


def _group(named: str | None, in_group: str | None) -> str:
    """The group that was typed, as an argument or an option. Raises `WrongUsage`."""
    if named and in_group:
        wrong = message("{a} and {b} say the same", a=Message("GROUP"), b="--group")
        raise WrongUsage(what=wrong, command="inforeport unit add")
    given = named or in_group
    if given is None:
        wrong = message("{name} is missing", name=Message("GROUP"))
        raise WrongUsage(what=wrong, command="inforeport unit add")
    return given


def _answer(session: Session, units: tuple[Unit, ...], sink: Listing) -> None:
    answer_facts(session, UNIT, units, session.office.scheme().groups, sink)

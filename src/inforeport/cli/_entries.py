"""The six nouns of facts that are entered one by one: their commands, all made by `noun`.

Their options come from the fields of the fact; what is a noun's own is its `Entry`.
"""

from collections.abc import Callable
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import asdict, replace

from inforeport.cli._common import Import, answer_facts, import_facts
from inforeport.cli._entry import Entry, option
from inforeport.cli._listing import Listing
from inforeport.cli._named import unit_named
from inforeport.cli._options import DryRun, ListsArg, NumberArg, Reading, UnitOpt, When, Yes
from inforeport.cli._output import ask, done, doubt
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._values import Given, applied, with_reports_named
from inforeport.errors import NothingToChange
from inforeport.fields import Field, Kind
from inforeport.period import Period
from inforeport.words import message

Command = Callable[..., None]


def noun(entry: Entry) -> Noun:
    """The commands of a noun."""
    app = Noun()
    commands = (("add", _add), ("list", _list), ("edit", _edit), ("remove", _remove))
    for name, made in (*commands, ("import", _import)):
        command = made(entry)
        command.__doc__ = entry.helps[name]
        app.command(name)(command)
    return app


def _add(entry: Entry) -> Command:
    def add(session: Session, *, dry_run: bool, **given: Given) -> None:
        known = {entry.today: session.today} if entry.today else {}
        new = entry.fact.record(**applied(session, entry, given, known))
        with session.ledger.writing(keep=not dry_run):
            added = entry.register.add(session.ledger, new)
        facts = {"what": entry.fact.what, "unit": added.unit, "number": added.id}
        doubt(session, entry.fact, added)
        done(session, message("added: {what} of {unit} (no. {number})", **facts), dry_run=dry_run)

    asked = [_asked(entry, one) for one in entry.asked()]
    return _typed(add, [_SESSION, *asked, *map(_option, entry.more()), _DRY_RUN])


def _list(entry: Entry) -> Command:
    def list_(session: Session, sink: Listing, unit: str | None, when: When | None = None) -> None:
        period = when.of(session.office.calendar, session.today) if when else None
        of = unit_named(session, unit).name if unit else None
        records = entry.register.among(session.ledger, period or Period(), of)
        words = session.office.scheme().words() if entry.fact.word_sets else {}
        answer_facts(session, entry.fact, records, words, sink)

    when = [_plain("when", When)] if entry.fact.day else []
    return _typed(list_, [_SESSION, *when, _plain("sink", Listing), _plain("unit", UnitOpt, None)])


def _edit(entry: Entry) -> Command:
    def edit(session: Session, number: int, *, dry_run: bool, **given: Given) -> None:
        facts = {"what": entry.fact.what, "number": number}
        given = with_reports_named(session, entry, given)
        with session.ledger.writing(keep=not dry_run):
            before = entry.register.one(session.ledger, number)
            changed = replace(before, **applied(session, entry, given, asdict(before)))
            if changed == before:
                raise NothingToChange(what=message("{what} {number}", **facts))
            entry.register.edit(session.ledger, before, changed)
        doubt(session, entry.fact, changed)
        what = message("changed: {what} {number} of {unit}", **facts, unit=before.unit)
        done(session, what, dry_run=dry_run)

    return _typed(edit, [_SESSION, _NUMBER, *map(_option, entry.changeable()), _DRY_RUN])


def _remove(entry: Entry) -> Command:
    def remove(session: Session, number: int, *, yes: bool, dry_run: bool) -> None:
        record = entry.register.one(session.ledger, number)
        facts = {"what": entry.fact.what, "number": number, "unit": record.unit}
        if not dry_run:
            ask(session, message("Remove {what} {number} of {unit}?", **facts), yes=yes)
        with session.ledger.writing(keep=not dry_run):
            entry.register.remove(session.ledger, record)
        done(session, message("removed: {what} {number} of {unit}", **facts), dry_run=dry_run)

    return _typed(remove, [_SESSION, _NUMBER, _plain("yes", Yes, False), _DRY_RUN])


def _import(entry: Entry) -> Command:
    def import_(session: Session, reading: Reading, files: list[Path] | None = None) -> None:
        import_facts(session, Import(entry.fact, entry.register.take), files, reading)

    return _typed(import_, [_SESSION, _plain("reading", Reading), _plain("files", ListsArg, None)])


def _typed(command: Command, parameters: list[Parameter]) -> Command:
    """The command as it is typed: Typer and the bundles go by its signature."""
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _asked(entry: Entry, field: Field) -> Parameter:
    """An argument, or an option that must be given."""
    if field.name in entry.arguments:
        help_ = entry.argument_helps.get(field.name, field.help)
        argument = typer.Argument(metavar=field.metavar, help=help_)
        return _plain(field.name, Annotated[str, argument])
    return _plain(field.name, Annotated[str, _typed_as(field)])


def _option(field: Field) -> Parameter:
    """An option that may be given."""
    kind: Any = bool if field.kind is Kind.FLAG else str
    return _plain(field.name, Annotated[kind | None, _typed_as(field)], None)


def _typed_as(field: Field) -> Any:
    if field.kind is Kind.FLAG:
        return typer.Option(f"--{field.key}/--not-{field.key}", help=field.help)
    return typer.Option(option(field), metavar=field.metavar, help=field.help)


def _plain(name: str, annotation: Any, default: object = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


_SESSION = _plain("session", Session)
_NUMBER = _plain("number", NumberArg)
_DRY_RUN = _plain("dry_run", DryRun, False)

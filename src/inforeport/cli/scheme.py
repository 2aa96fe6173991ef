"""`scheme`: the office's rules, checked and put in force from a day."""

from collections.abc import Iterator
from typing import Annotated

import typer

from inforeport import scheme as schemes
from inforeport.cli._common import answer_list
from inforeport.cli._options import DayOpt, DryRun, JsonOpt, Sink, day
from inforeport.cli._output import done, emit, note
from inforeport.cli._reigns import check_follows
from inforeport.cli._root import Noun
from inforeport.cli._schemes import stored, text_of
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.errors import Status
from inforeport.scheme.readings import Taken, taken, unreadable
from inforeport.store import scheme as store
from inforeport.words import Message, message

app = Noun()

WantedArg = Annotated[
    str, typer.Argument(metavar="FILE", help="a TOML file, or a scheme that ships: street")
]


@app.command("check")
def check(session: Session, file: WantedArg, json: JsonOpt = False) -> None:
    """Name every mistake in a scheme, how it reads its notice, and what it leaves open.

    Exits with 8 where something is left open.
    """
    text, place = text_of(file)
    scheme = schemes.read(text, place)
    readings, unread = list(taken(scheme)), unreadable(scheme)
    if json:
        emit(_record(session, scheme.title, readings=readings, unread=unread))
    else:
        print(session.say(message("{title}: no mistakes", title=scheme.title)))
        for line in _report(readings, unread):
            print(f"  {session.say(line)}")
    if unread or not all(one.named for one in readings):
        raise typer.Exit(Status.FINDINGS)


def _report(readings: list[Taken], unread: tuple[Message, ...]) -> Iterator[Message]:
    """What is stated, then what is left open."""
    yield from (one.sentence for one in readings if one.named)
    yield from (message("open: {what}", what=what) for what in unread)
    for one in readings:
        if not one.named:
            yield from _open(one)


def _record(
    session: Session, title: str, *, readings: list[Taken], unread: tuple[Message, ...]
) -> dict[str, object]:
    """The same for programs: each reading with its key, the way taken, and whether it is stated."""
    stated = [
        {
            "key": one.reading.key,
            "value": one.value,
            "named": one.named,
            "sentence": session.say(one.sentence),
        }
        for one in readings
    ]
    unreadable = [session.say(what) for what in unread]
    return {"schema": 1, "title": title, "readings": stated, "unreadable": unreadable}


def _open(one: Taken) -> Iterator[Message]:
    """What is left open, how it is taken meanwhile, and the other ways to read it."""
    question = Message(one.reading.question)
    yield message(
        "open: {what}", what=message("{question} ({key})", question=question, key=one.reading.key)
    )
    yield message("  taken as: {way}", way=one.sentence)
    for way in map(Message, one.reading.ways.values()):
        if way != one.sentence:
            yield message("  or: {way}", way=way)


@app.command("use")
def use(
    session: Session,
    file: WantedArg,
    begins: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="first day, else the scheme's own")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Keep a dated copy of a scheme in the office's file; the periods before keep theirs."""
    new = stored(file, begins)
    check_follows(session, new)
    with session.ledger.writing(keep=not dry_run):
        fresh = store.use(session.ledger, new)
    words = {"title": new.title, "day": new.begins}
    if not fresh:
        note(session, message("{title} is in force from {day} already", **words))
        return
    done(session, message("in force from {day}: {title}", **words), dry_run=dry_run)


@app.command("list")
def list_(session: Session, sink: Sink) -> None:
    """List the schemes of the office with their first days."""
    table = lists.schemes(store.schemes(session.ledger))
    answer_list(session, "schemes", table, sink)


@app.command("show")
def show(session: Session, on: DayOpt = None, json: JsonOpt = False) -> None:
    """Print the scheme in force on a day, as it was read."""
    found = store.in_force(session.ledger, day(on) or session.today)
    if json:
        emit(records.scheme(found))
    else:
        print(found.text, end="")

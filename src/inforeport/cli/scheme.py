"""`scheme`: the office's rules, checked and put in force from a day."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from inforeport import scheme as schemes
from inforeport.cli._common import answer_list
from inforeport.cli._options import DayOpt, DryRun, Sink, day
from inforeport.cli._output import done, note
from inforeport.cli._root import Noun
from inforeport.cli._schemes import stored, text_of
from inforeport.cli._session import Session
from inforeport.documents import lists
from inforeport.errors import Status
from inforeport.scheme.readings import Taken, taken, unreadable
from inforeport.store import scheme as store
from inforeport.words import Message, Text, message

app = Noun()

WantedArg = Annotated[
    str, typer.Argument(metavar="FILE", help="a TOML file, or a scheme that ships: street")
]


@app.command("check")
def check(session: Session, file: WantedArg) -> None:
    """Name every mistake in a scheme, how it reads its notice, and what it leaves open."""
    text, place = text_of(file)
    scheme = schemes.read(text, place)
    print(session.say(message("{title}: no mistakes", title=scheme.title)))
    readings = list(taken(scheme))
    still_open = [one for one in readings if not one.named]
    unread = unreadable(scheme)
    lines: list[Text] = [one.sentence for one in readings if one.named]
    lines += [message("open: {what}", what=what) for what in unread]
    for one in still_open:
        lines += _open(one)
    for line in lines:
        print(f"  {session.say(line)}")
    if still_open or unread:
        raise typer.Exit(Status.FINDINGS)


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
def show(session: Session, on: DayOpt = None) -> None:
    """Print the scheme in force on a day, as it was read."""
    found = store.in_force(session.ledger, day(on) or session.today)
    sys.stdout.write(found.text)

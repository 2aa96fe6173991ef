"""`scheme`: the office's rules, checked and put in force from a day."""

from collections.abc import Container, Iterator
from datetime import date
from difflib import unified_diff
from functools import reduce
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from inforeport import scheme as schemes
from inforeport.cli._common import answer_list
from inforeport.cli._kinds import keys_of, list_of_kinds, named, record
from inforeport.cli._listing import Listing
from inforeport.cli._named import day_named, day_wanted
from inforeport.cli._options import (
    DayOpt,
    DryRun,
    FileArg,
    ForceOpt,
    JsonOpt,
    LastDayOpt,
    Sink,
    When,
    Yes,
)
from inforeport.cli._output import answer, ask, done, lines_out, note, put_file, remark, save
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._schemes import stored, text_of
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_json, put_out_text
from inforeport.documents import lists, records
from inforeport.documents.page import Page
from inforeport.documents.whatif import whatif_page, whatif_record
from inforeport.errors import (
    EndsBeforeStart,
    NoSchemeInForce,
    NothingToChange,
    Status,
    UnknownFormat,
    WrongUsage,
)
from inforeport.files.disk import PUBLIC
from inforeport.model import StoredScheme
from inforeport.office.schemes import checked
from inforeport.rules.columns import part_head
from inforeport.scheme import Scheme, upgraded
from inforeport.scheme.clauses import clauses, sentences
from inforeport.scheme.leftovers import unused
from inforeport.scheme.readings import Taken, unreadable, ways_taken
from inforeport.store import scheme as store
from inforeport.text import one_line
from inforeport.words import Message, Text, message

app = Noun()

_READINGS = {"ranking", "counting"}
"""The clauses whose sentences are readings for the most part."""
_NO_DAY = date(2000, 1, 1)
"""What `kinds` prints is of no office and of no day; a Word file wants one all the same."""

UpgradedOpt = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="into another file, else the same"),
]
WantedArg = Annotated[
    str, typer.Argument(metavar="FILE", help="a TOML file, or a scheme that ships: street, schools")
]


@app.command("check")
def check(session: Session, file: WantedArg, json: JsonOpt = False) -> None:
    """Name every mistake in a scheme, how it is understood, and what it leaves open.

    Exits with 8 where something is left open, or declared and never used.
    """
    text, place = text_of(file)
    scheme = schemes.read(text, place)
    findings = _Findings(list(ways_taken(scheme)), unreadable(scheme), unused(scheme))
    if json:
        put_out_json(_record(session, scheme, findings))
    else:
        first = session.say(message("{title}: no mistakes", title=scheme.title))
        lines_out(session, (first, *_report_lines(session, scheme, findings)))
    if findings.unread or findings.unused or any(one.is_open for one in findings.readings):
        raise typer.Exit(Status.FINDINGS)


class _Findings(NamedTuple):
    """What there is to say of a scheme without mistakes."""

    readings: list[Taken]
    unread: tuple[Message, ...]
    unused: tuple[Message, ...]


def _report_lines(session: Session, scheme: Scheme, findings: _Findings) -> Iterator[str]:
    """The clauses, then the readings, which also say what counts when and how equals stand."""
    yield session.say(message("understood as:"))
    yield from (f"  {line}" for line in _numbered(session, scheme, but=_READINGS))
    if scheme.parts:
        words = [_part(session, part) for part in scheme.parts]
        yield session.say(message("parts that rules may name: {words}", words=words))
    yield session.say(message("how it reads its notice:"))
    yield from (f"  {session.say(line)}" for line in _report(findings))


def _part(session: Session, key: str) -> Text:
    """A part as rules name it, with the word that people read where that is another."""
    word = session.say(part_head(key))
    return key if word == key else message("{key} ({word})", key=key, word=word)


def _numbered(session: Session, scheme: Scheme, but: Container[str] = ()) -> Iterator[str]:
    """Each clause with the notice's number before its first sentence, the others below."""
    for clause in clauses(scheme):
        if clause.kind not in but:
            first, *rest = map(one_line, sentences(clause, session.language))
            yield f"{clause.clause}  {first}" if clause.clause else first
            yield from (f"  {line}" for line in rest)


def _clause_records(session: Session, scheme: Scheme) -> list[dict[str, object]]:
    """The clauses for programs."""
    return [
        {"clause": one.clause, "kind": one.kind, "says": sentences(one, session.language)}
        for one in clauses(scheme)
    ]


def _report(findings: _Findings) -> Iterator[Message]:
    """What is stated or usual, then what is left open, then what is never used."""
    yield from (way.sentence for way in findings.readings if not way.is_open)
    yield from (message("open: {what}", what=what) for what in findings.unread)
    for way in findings.readings:
        if way.is_open:
            yield from _open(way)
    yield from (message("unused: {what}", what=what) for what in findings.unused)


def _record(session: Session, scheme: Scheme, findings: _Findings) -> dict[str, object]:
    """The same for programs: each reading with its key, the way taken, and whether it is stated."""
    stated = [
        {
            "key": one.key,
            "value": one.value,
            "named": one.named,
            "open": one.is_open,
            "sentence": session.say(one.sentence),
        }
        for one in findings.readings
    ]
    return {
        "schema": 1,
        "title": scheme.title,
        "clauses": _clause_records(session, scheme),
        "parts": list(scheme.parts),
        "readings": stated,
        "unreadable": [session.say(what) for what in findings.unread],
        "unused": [session.say(what) for what in findings.unused],
    }


def _open(taken: Taken) -> Iterator[Message]:
    """What is left open, how it is taken meanwhile, and the other ways to read it."""
    question = Message(taken.reading.question)
    yield message(
        "open: {what}", what=message("{question} ({key})", question=question, key=taken.key)
    )
    yield message("  taken as: {way}", way=taken.sentence)
    for way in taken.others:
        yield message("  or: {way}", way=way)


@app.command("use")
def use(
    session: Session,
    file: WantedArg,
    begins: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="first day, else the scheme's own")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Keep a dated copy of a scheme in the office's file; the periods before keep theirs.

    Asks where a window begins under another scheme, and one of the two makes something of its sum.
    """
    new = stored(file, begins)
    session.office.check_follows(new)
    if windows := session.office.divides(new):
        told = message("{windows} Put it in force?", windows=reduce(_after, windows))
        ask(session, told, yes=yes)
    with session.ledger.writing(keep=not dry_run):
        fresh = store.use(session.ledger, new)
    words = {"title": new.title, "day": new.begins}
    if not fresh:
        note(session, message("{title} is in force from {day} already", **words))
        return
    done(session, message("in force from {day}: {title}", **words), dry_run=dry_run)


@app.command("end")
def end(session: Session, on: LastDayOpt, dry_run: DryRun = False) -> None:
    """Give the campaign that runs its last day, or another one than the text of its scheme."""
    last = day_wanted(session, on)
    with session.ledger.writing(keep=not dry_run):
        in_order = store.schemes(session.ledger)
        if not in_order:
            raise NoSchemeInForce
        running = in_order[-1]
        scheme = checked(running)
        if last < running.begins:
            raise EndsBeforeStart(name=scheme.title, since=running.begins, until=last)
        if scheme.until == last:
            raise NothingToChange(what=scheme.title)
        store.end(session.ledger, running, last)
    said = message("{title}: the last day is {day}", title=scheme.title, day=last)
    done(session, said, dry_run=dry_run)


def _after(sentences: Text, another: Text) -> Text:
    return message("{sentences} {another}", sentences=sentences, another=another)


@app.command("list")
def list_(session: Session, sink: Listing) -> None:
    """List the schemes of the office with their first days."""
    table = lists.schemes(store.schemes(session.ledger))
    answer_list(session, "schemes", table, sink)


@app.command("show")
def show(
    session: Session,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="a TOML file, or a scheme that ships; else in force"),
    ] = None,
    on: DayOpt = None,
    text: Annotated[bool, typer.Option("--text", help="the TOML as it was read")] = False,
    json: JsonOpt = False,
) -> None:
    """Print the scheme in force on a day, or that of a file, as numbered clauses."""
    if file and on:
        what = message("{name} says which scheme is in force: it needs no file", name="--on")
        raise WrongUsage(what=what, command="inforeport scheme show")
    stored_scheme = stored(file, None) if file else _in_force(session, on)
    if text and not json:
        put_out_text(stored_scheme.text)
        return
    scheme = checked(stored_scheme)
    if json:
        put_out_json({**records.scheme(stored_scheme), "clauses": _clause_records(session, scheme)})
        return
    lines_out(session, (one_line(scheme.title), *_numbered(session, scheme)))


def _in_force(session: Session, on: str | None) -> StoredScheme:
    return store.in_force(session.ledger, day_named(session, on) or session.today)


@app.command("upgrade")
def upgrade(
    session: Session,
    file: FileArg,
    output: UpgradedOpt = None,
    force: ForceOpt = False,
    dry_run: DryRun = False,
) -> None:
    """Rewrite a scheme of the first edition into the second: keys only, nothing else is touched.

    Both are checked and compared: one that would be read otherwise is refused.
    """
    text, place = text_of(str(file))
    new = upgraded(text, place)
    if new == text and output is None:
        done(session, message("{file} is of the second edition already", file=place))
        return
    if dry_run:
        put_out_text("".join(_difference(text, new, place)))
    else:
        lines = b"\r\n" if b"\r\n" in file.read_bytes() else b"\n"
        content = new.encode().replace(b"\n", lines)
        put_file(session, output or file, content, force=force or output is None, mode=PUBLIC)
    done(session, message("wrote: {path}", path=output or file), dry_run=dry_run)


def _difference(old: str, new: str, place: str) -> Iterator[str]:
    """The lines that change, each old one before the new one."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return unified_diff(before, after, place, place)


@app.command("what-if")
def what_if(session: Session, file: WantedArg, when: When, sink: Sink) -> None:
    """Hold another scheme against the same facts: who moves, whose duty, which prize.

    Nothing is stored.
    """
    period = when.wanted(session.office)
    with working(session, message("counting")):
        now, then = session.office.what_if(stored(file, None), period)
    remark(session, now.result.remarks)
    answer(
        session,
        lambda: whatif_page(now, then, session.profile, session.today),
        whatif_record(now, then, session.say),
        sink,
    )


@app.command("kinds")
def kinds(
    session: Session,
    sink: Sink,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help="a kind of rule, or another table of the file"),
    ] = None,
    json_schema: Annotated[
        bool, typer.Option("--json-schema", help="a JSON Schema of scheme files, for editors")
    ] = False,
) -> None:
    """Document the language of scheme files: every kind of rule, or one with all its keys."""
    if kind:
        kind = named(kind, "inforeport scheme kinds")
    table = keys_of(kind) if kind else list_of_kinds()
    if json_schema:
        _write_schema(session, sink)
    else:
        page = Page(table.caption, "", _NO_DAY, (table,))
        answer(session, lambda: page, record(session, kind), sink)


def _write_schema(session: Session, sink: Sink) -> None:
    """The JSON Schema on stdout, or into a file. Raises `UnknownFormat` for no .json."""
    from inforeport.scheme.json_schema import json_schema

    schema = json_schema(session.say)
    if sink.output is None:
        put_out_json(schema)
    elif sink.output.suffix.lower() == ".json":
        page = Page("", "", _NO_DAY, ())
        save(session, page, sink.output, force=sink.force, record=schema)
    else:
        raise UnknownFormat(path=sink.output, endings=[".json"])

"""`intake`: what lies on the desk comes in, and what is held is settled."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.cli._corrected import corrected
from inforeport.cli._desk import Arrivals, settling, tell_settled
from inforeport.cli._named import day_named, name, report_named, unit_named
from inforeport.cli._options import (
    ContactsOpt,
    DryRun,
    EncodingOpt,
    ForceOpt,
    JsonOpt,
    RefArg,
    Sink,
    UnitArg,
    UnitOpt,
    When,
)
from inforeport.cli._output import answer, done, note, put_file
from inforeport.cli._remember import remember as learn
from inforeport.cli._root import Group, Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_json
from inforeport.cli._unclear import columns_told, whose
from inforeport.documents import desk as morning
from inforeport.documents import lists
from inforeport.documents import pieces as pages
from inforeport.errors import EmptyName, InforeportError, LetterForgotten, Status
from inforeport.model.desk import Kept, Remark
from inforeport.period import Period
from inforeport.store import letter as store
from inforeport.store import unit as unit_store
from inforeport.text import TITLE
from inforeport.words import Message, message


class _Intake(Group):
    """A noun whose plain name takes files in, or lists: `intake x.xlsx` is `intake add x.xlsx`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; where no verb is named, `add` is meant, of nothing `list`."""
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["add", *args] if args else ["list"]
        return super().parse_args(ctx, args)


app = Noun(cls=_Intake)

PathsArg = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="files, folders, zips; - reads standard input")
]
ColumnOpt = Annotated[
    list[str] | None,
    typer.Option(metavar="HEAD=FIELD", help="what a column of a list is; kept, may be repeated"),
]
PiecesArg = Annotated[
    list[int], typer.Argument(metavar="NUMBER…", help="numbers of pieces, as the list shows them")
]
MailboxesArg = Annotated[
    list[str] | None, typer.Argument(metavar="NAME…", help="names of mailboxes, else all")
]
AnewOpt = Annotated[bool, typer.Option("--anew", help="fetch everything that lies there once more")]
TimeoutOpt = Annotated[
    float, typer.Option(metavar="SECONDS", min=1, help="how long a server may be silent")
]
PieceArg = Annotated[int, typer.Argument(metavar="NUMBER", help="number of a piece")]
WhyOpt = Annotated[str, typer.Option("--why", metavar="TEXT", help="why it is left out")]
HeldOpt = Annotated[bool, typer.Option("--held", help="only those that wait for somebody")]
RememberOpt = Annotated[
    bool,
    typer.Option("--remember", help="know the unit by what is written there, or by the mailbox"),
]
TitleOpt = Annotated[str | None, typer.Option(metavar="TITLE", help="title of the report")]
NewUnitOpt = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="the unit it comes from")
]
CameOpt = Annotated[
    str | None,
    typer.Option("--received", metavar="DAY", help="the day of reports that do not say theirs"),
]
ReceivedOpt = Annotated[str | None, typer.Option(metavar="DAY", help="the day of receipt")]
SetOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="HEAD=TEXT", help="what stands in another column; may be repeated"
    ),
]
UpdateOpt = Annotated[
    bool, typer.Option("--update", help="write what the piece says otherwise of the report")
]
LetterOpt = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="write the letter there, as it came"),
]


@app.command("add")
def add(
    session: Session,
    paths: PathsArg,
    encoding: EncodingOpt = None,
    column: ColumnOpt = None,
    received: CameOpt = None,
    json: JsonOpt = False,
    dry_run: DryRun = False,
) -> None:
    """Take in lists, reports, forms, folders of them; `add` may be left out.

    What a file is, its bytes say. Good pieces are put on file, a letter in one command; those that
    are doubtful are held with the reason. The same again changes nothing.
    """
    columns = columns_told(column or ())
    day = day_named(session, received)
    arrivals = Arrivals(session, encoding=encoding, columns=columns, received=day, dry_run=dry_run)
    arrivals.take(paths, record=json)
    _answer(session, arrivals, arrivals.summary(), json=json, dry_run=dry_run)
    if arrivals.are_partial:
        raise typer.Exit(Status.PARTIAL)


@app.command("fetch")
def fetch(
    session: Session,
    names: MailboxesArg = None,
    anew: AnewOpt = False,
    timeout: TimeoutOpt = 30,
    json: JsonOpt = False,
) -> None:
    """Take in what is new in mailboxes, of all that are on file where none is named.

    Nothing there is marked, moved or deleted. A message that came before changes nothing, however
    often it is fetched, and from wherever. What one mailbox keeps from its end keeps no other.
    """
    from inforeport.cli import _fetch as fetching

    arrivals = Arrivals(session, encoding=None, columns={}, received=None, dry_run=False)
    mailboxes = fetching.mailboxes(session, names or ())
    failures = fetching.fetch(session, arrivals, mailboxes, anew=anew, seconds=timeout, record=json)
    if failures and not arrivals.are_any:
        raise failures[0]
    _answer(session, arrivals, arrivals.summary_of_mail(), json=json, dry_run=False)
    if failures:
        raise failures[0]
    if arrivals.are_partial:
        raise typer.Exit(Status.PARTIAL)


def _answer(
    session: Session, arrivals: Arrivals, summary: Message, *, json: bool, dry_run: bool
) -> None:
    """Tell what came in; at a terminal, ask whose it is where nobody knows."""
    if json:
        put_out_json(arrivals.record())
        return
    done(session, summary, dry_run=dry_run)
    if session.at_terminal and not dry_run:
        _ask_whose(session)


def _ask_whose(session: Session) -> None:
    """Ask once for each name that nobody knows, and take what is clear then."""
    for written, named in whose(session):
        try:
            unit = unit_named(session, named)
        except InforeportError as error:
            note(session, error.message)
            continue
        with settling(session, dry_run=False) as desk:
            unit_store.add_alias(session.ledger, unit, written)
            settled = [one for one in desk.again() if one.state != "held"]
        tell_settled(session, settled, dry_run=False)


@app.command("list")
def list_(
    session: Session, when: When, sink: Sink, unit: UnitOpt = None, held: HeldOpt = False
) -> None:
    """List what waits, and what came in lately; of a period, what came in then.

    Apart stand what is held, with the reason and the unit that it may be of, corrections, what came
    late, what is like another report, and what is simply new. As CSV it is one table.
    """
    period = when.of(session.office.calendar, session.today)
    kept = _listed(session, period, held=held)
    if unit:
        of = unit_named(session, unit)
        units = unit_store.directory(session.ledger)
        kept = [one for one in kept if units.meant(one.words.cells.get("unit", "")) == of]
    remarks = session.office.remarks_on(kept)
    every = [_record(session, one, remarks.get(one.id, ())) for one in kept]
    whole = pages.pieces(kept, remarks)
    tables = [whole] if sink.is_rows else morning.apart(kept, remarks) or [whole]
    issuer, day = session.profile.name, session.today
    draw = partial(lists.page, whole.caption, tables, issuer=issuer, day=day)
    answer(session, draw, {"schema": 1, "pieces": every}, sink)


def _record(session: Session, kept: Kept, remarks: Sequence[Remark]) -> dict[str, Any]:
    heap = morning.heap(kept, remarks)
    return {**pages.record(pages.covered(kept), session.say, remarks), "heap": heap}


def _listed(session: Session, period: Period | None, *, held: bool) -> list[Kept]:
    """What waits, whenever it came, and what came in a period, else in the last seven days."""
    waiting = store.pieces(session.ledger, state="held")
    if held and period is None:
        return waiting
    came = period or session.office.last_days(7)
    kept = store.pieces(session.ledger, came=(came.start, came.end))
    if period is None:
        kept = sorted({one.id: one for one in (*waiting, *kept)}.values(), key=lambda one: one.id)
    return [one for one in kept if one.same is None and not (held and one.state != "held")]


@app.command("show")
def show(
    session: Session,
    piece: PieceArg,
    output: LetterOpt = None,
    force: ForceOpt = False,
    json: JsonOpt = False,
    show_contact: ContactsOpt = False,
) -> None:
    """Show one piece with all that it says, or write the letter that it is of into a file."""
    kept = store.piece(session.ledger, piece)
    if output:
        _write_letter(session, kept, output, force=force)
        return
    kept = kept if show_contact else pages.covered(kept)
    page = pages.piece_page(kept, session.profile.name, session.today)
    record = {"schema": 1, "piece": pages.record(kept, session.say)}
    answer(session, lambda: page, record, Sink(json=json))


def _write_letter(session: Session, kept: Kept, path: Path, *, force: bool) -> None:
    from inforeport.files.disk import PRIVATE

    content = store.content(session.ledger, kept.letter)
    if content is None:
        raise LetterForgotten(letter=kept.letter.name)
    put_file(session, path, content, force=force, mode=PRIVATE)
    done(session, message("wrote: {path}", path=path))


@app.command("assign")
def assign(
    session: Session,
    pieces: PiecesArg,
    unit: UnitArg,
    remember: RememberOpt = False,
    dry_run: DryRun = False,
) -> None:
    """Say whose held pieces are; with --remember others like them are known from now on.

    What is written there becomes another name of the unit; where nothing is, the mailbox that the
    piece was sent from becomes that of the unit's reporter.
    """
    with settling(session, dry_run=dry_run) as desk:
        meant = unit_named(session, unit)
        before = [desk.held(one) for one in pieces]
        settled = desk.change(pieces, {"unit": meant.name})
        if remember:
            learn(session, meant, before)
            settled += [one for one in desk.again() if one.state != "held"]
    tell_settled(session, settled, dry_run=dry_run)


@app.command("edit")
def edit(
    session: Session,
    piece: PieceArg,
    title: TitleOpt = None,
    unit: NewUnitOpt = None,
    received: ReceivedOpt = None,
    set_: SetOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Say what a held piece ought to say, and try it again."""
    given = {"title": title, "unit": unit, "received": received}
    if not (set_ or any(one is not None for one in given.values())):
        raise EmptyName(what=message("what is to be changed"))
    with settling(session, dry_run=dry_run) as desk:
        cells, uses = corrected(session, desk.held(piece), given, set_ or ())
        settled = desk.change([piece], cells, uses)
    tell_settled(session, settled, dry_run=dry_run)


@app.command("accept")
def accept(session: Session, pieces: PiecesArg, dry_run: DryRun = False) -> None:
    """Say that held pieces are right as they are, and reports of their own."""
    with settling(session, dry_run=dry_run) as desk:
        settled = [desk.accept(one) for one in pieces]
    tell_settled(session, settled, dry_run=dry_run)


@app.command("same")
def same(
    session: Session,
    piece: PieceArg,
    ref: RefArg,
    update: UpdateOpt = False,
    dry_run: DryRun = False,
) -> None:
    """Say that a held piece is a report on file; what that does not say yet is added."""
    with settling(session, dry_run=dry_run) as desk:
        settled = [desk.same(piece, report_named(session, ref), update=update)]
    tell_settled(session, settled, dry_run=dry_run)


@app.command("drop")
def drop(session: Session, pieces: PiecesArg, why: WhyOpt, dry_run: DryRun = False) -> None:
    """Leave held pieces out, and say why; when they come again they stay so."""
    with settling(session, dry_run=dry_run) as desk:
        settled = desk.drop(pieces, name(why, what="--why", most=TITLE))
    tell_settled(session, settled, dry_run=dry_run)

"""`status`: where the office stands, and what to do next; what the program by itself answers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from inforeport.cli._options import Sink
from inforeport.cli._output import answer
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_text
from inforeport.documents import lists
from inforeport.documents.page import Cell, Page, grid
from inforeport.documents.records import span
from inforeport.errors import BeforeSchemes
from inforeport.files.disk import is_there
from inforeport.model.reminders import Reminder
from inforeport.office import Office
from inforeport.period import Period
from inforeport.store import letter
from inforeport.store import unit as unit_store
from inforeport.store.reading import copies
from inforeport.words import Text, message

app = Noun()

_WEEK = 7  # days

_BEGIN: Mapping[str, Text] = {
    "inforeport demo": message("make an example office and look at it"),
    "inforeport init": message("make the office's file"),
    "inforeport --help": message("see all commands"),
}


@app.command()
def status(session: Session, sink: Sink) -> None:
    """Show where the office stands: its months, who owes, what waits, and what to do next.

    It is what the program answers by itself. Without a file it says how to begin.
    """
    if is_there(session.path):
        _answer(session, sink)
        return
    record = {"schema": 1, "file": None, "next": list(_BEGIN)}
    if sink.asks:
        answer(session, lambda: _page(session, {}, _BEGIN), record, sink)
        return
    none = message("there is no office yet at {path}", path=session.path)
    put_out_text(f"{session.say(none)}\n")
    for command, why in _BEGIN.items():
        put_out_text(f"  {command:<20}{session.say(why)}\n")


class _Where(NamedTuple):
    """Where the office stands."""

    last: Period
    is_over: bool
    is_sealed: bool
    reminder: Reminder
    begins: date
    of_week: bool
    held: int
    objections: int
    unread: int
    units: int

    @property
    def unsealed(self) -> str:
        """The name of the last period, where it is over and not sealed."""
        return self.last.name if self.is_over and not self.is_sealed else ""


def _where(session: Session) -> _Where:
    office = session.office
    with office.snapshot():
        last, this = office.last_period, office.schemes.due_period(office.today)
        return _Where(
            last=last,
            is_over=last.last < office.today,
            is_sealed=office.sealed(last) is not None,
            reminder=_reminder(office, this),
            begins=office.schemes.begins,
            of_week=(this.end - this.start).days == _WEEK,
            held=len(letter.pieces(session.ledger, state="held")),
            objections=len(office.open_objections),
            unread=len(copies(session.ledger, unread=True)),
            units=len(unit_store.units(session.ledger)),
        )


def _reminder(office: Office, period: Period) -> Reminder:
    """What is owed in a period; nothing where no scheme is in force yet."""
    try:
        return office.reminder(period)
    except BeforeSchemes:
        return Reminder(day=office.today)


def _answer(session: Session, sink: Sink) -> None:
    office, where = session.office, _where(session)
    todo = dict(_next(session, where))
    record = {
        "schema": 1,
        "file": str(session.path),
        "office": office.profile.name,
        "today": office.today,
        "last": span(where.last) | {"over": where.is_over, "sealed": where.is_sealed},
        "due": {"deadline": where.reminder.deadline, "missing": _missing(where.reminder)},
        "held": where.held,
        "objections": where.objections,
        "unread": where.unread,
        "next": list(todo),
    }
    answer(session, lambda: _page(session, _rows(office, where), todo), record, sink)


def _rows(office: Office, where: _Where) -> dict[str, tuple[Text, Cell]]:
    """What is shown, line by line: what it is, and how it stands."""
    state = message("sealed") if where.is_sealed else message("not sealed")
    missing = message("{n} reports", n=_missing(where.reminder))
    lacking = message("missing this week") if where.of_week else message("missing now")
    return {
        "office": (message("office"), office.profile.name),
        "today": (message("today"), office.today),
        "begins": (
            message("the scheme comes into force on"),
            where.begins if where.begins > office.today else None,
        ),
        "last": (message("last period over"), where.last.name if where.is_over else None),
        "state": (message("it is"), state if where.is_over else None),
        "due": (lacking, missing),
        "deadline": (message("deadline"), where.reminder.deadline),
        "held": (message("waits on the desk"), where.held),
        "objections": (message("open objections"), where.objections),
        "unread": (message("copies of the bulletin not read"), where.unread or None),
    }


def _missing(reminder: Reminder) -> int:
    """How many reports are missing up to the next deadline."""
    return int(sum((*reminder.overdue.values(), *reminder.coming.values())))


def _next(session: Session, where: _Where) -> Iterator[tuple[str, Text]]:
    """What to type next, and why, the most urgent first."""
    unsealed = where.unsealed
    if not where.units:
        command = session.say(message("inforeport unit add NAME GROUP"))
        yield command, message("name the units that report")
    if where.held:
        yield "inforeport intake list", message("see what waits on the desk")
    if _missing(where.reminder):
        yield "inforeport due --message", message("remind who owes reports")
    if where.objections:
        yield "inforeport objection list", message("see what units object to")
    if where.unread:
        yield "inforeport bulletin unread", message("see who has not read the bulletin")
    if unsealed and session.office.scheme().parts:
        yield f"inforeport rank {unsealed}", message("look at the month that is over")
    if unsealed:
        yield f"inforeport close --period {unsealed}", message("seal it as it is printed")
    yield "inforeport submission add", message("enter reports, a line each")


def _page(
    session: Session, rows: Mapping[str, tuple[Text, Cell]], todo: Mapping[str, Text]
) -> Page:
    heads = {"what": message("what"), "how": message("how it stands")}
    filled = [row for row in rows.values() if row[1] is not None]
    steps = grid(
        message("What to do next"),
        {"command": message("command"), "why": message("why")},
        [*todo.items()],
    )
    stands = grid(message("Where the office stands"), heads, filled)
    issuer = session.profile.name if session.path.exists() else ""
    tables = [stands, steps] if filled else [steps]
    return lists.page(stands.caption, tables, issuer=issuer, day=session.today)

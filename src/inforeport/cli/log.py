"""`log`: which command changed what, when, and by whom. Contacts never stand in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from inforeport.cli._common import list_page
from inforeport.cli._named import day_named, report_named, unit_named
from inforeport.cli._options import Sink, UnitOpt
from inforeport.cli._output import answer
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import trail as pages
from inforeport.model import Command
from inforeport.period import zone_of
from inforeport.store import trail

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

app = Noun()

OneArg = Annotated[
    int | None, typer.Argument(metavar="NUMBER", help="one command, with what it changed")
]


@dataclass(frozen=True)
class Which:
    """Which commands are listed."""

    unit: UnitOpt = None
    ref: Annotated[
        str | None, typer.Option(metavar="REF", help="what changed about one report")
    ] = None
    day: Annotated[str | None, typer.Option(metavar="DAY", help="what was done on that day")] = None
    last: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="the last N commands only")
    ] = None

    def of(self, session: Session, zone: "ZoneInfo") -> list[Command]:
        """The commands that are meant."""
        return trail.commands(
            session.ledger,
            _span(day_named(session, self.day), zone),
            unit=unit_named(session, self.unit) if self.unit else None,
            report=report_named(session, self.ref) if self.ref else None,
            last=self.last,
        )


@app.command()
def log(session: Session, which: Which, sink: Sink, number: OneArg = None) -> None:
    """List the commands that changed the file; with a number, what that one changed.

    Moments are those of the clock in the office's zone, whatever --today says.
    """
    zone = zone_of(session.profile.zone)
    if number is None:
        found = which.of(session, zone)
        table, record = pages.log(found, zone), pages.log_record(found, zone)
    else:
        command = trail.command(session.ledger, number)
        changes = trail.changes(session.ledger, number)
        table, record = pages.command(changes), pages.command_record(command, changes, zone)
    answer(session, list_page(session, table), record, sink)


def _span(day: date | None, zone: "ZoneInfo") -> tuple[datetime | None, datetime | None]:
    """From the first moment of a day to that of the next."""
    if day is None:
        return None, None
    start, end = (
        datetime.combine(midnight, time(), zone).astimezone(UTC)
        for midnight in (day, day + timedelta(days=1))
    )
    return start, end

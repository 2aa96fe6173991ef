"""Which reports a list shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import typer

from inforeport.cli._named import word
from inforeport.cli._session import Session
from inforeport.model import Submission
from inforeport.store import unit as unit_store
from inforeport.text import fold
from inforeport.words import message


@dataclass(eq=False, repr=False)
class Wanted:
    """Which reports are listed, beside the period and the unit."""

    title: Annotated[str | None, typer.Option(metavar="TEXT", help="what its title holds")] = None
    kind: Annotated[str | None, typer.Option(metavar="TEXT", help="one kind only")] = None
    category: Annotated[str | None, typer.Option(metavar="TEXT", help="one category only")] = None
    channel: Annotated[str | None, typer.Option(metavar="TEXT", help="one way only")] = None
    group: Annotated[str | None, typer.Option(metavar="GROUP", help="one group only")] = None

    def among(self, session: Session, reports: Iterable[Submission]) -> list[Submission]:
        """Those of the reports that are wanted. Raises `UnknownWord` for a group that is none."""
        stated = {"kind": self.kind, "category": self.category, "channel": self.channel}
        same = {field: fold(given) for field, given in stated.items() if given}
        units, title = self._units(session), fold(self.title or "")
        return [
            report
            for report in reports
            if (not title or title in fold(report.title))
            and (units is None or report.unit in units)
            and all(fold(getattr(report, field) or "") == wanted for field, wanted in same.items())
        ]

    def _units(self, session: Session) -> set[str] | None:
        """The units of the group, where one is asked for."""
        if not self.group:
            return None
        key = word(session.office.scheme().groups, self.group, what=message("group"))
        return {unit.name for unit in unit_store.units(session.ledger) if unit.group == key}

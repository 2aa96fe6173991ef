"""`export`: papers to print, into a file by its ending."""

from collections.abc import Mapping
from dataclasses import field, make_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.cli._material import Gathered
from inforeport.cli._named import unit_named
from inforeport.cli._options import ForceOpt, IssueOpt, UnitOpt, When
from inforeport.cli._output import save
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Command, Noun
from inforeport.cli._session import Session
from inforeport.documents import PAPERS, Paper, write
from inforeport.documents.material import Wanted
from inforeport.errors import NoPoints

app = Noun()

OutputOpt = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="where to: .docx, .csv or .json")
]
CorrectOpt = Annotated[
    bool, typer.Option("--correct", help="what differs from what was printed, as a correction")
]
_OPTIONS: dict[str, tuple[Any, Any]] = {
    "bulletin": (IssueOpt, None),
    "unit": (UnitOpt, None),
    "correct": (CorrectOpt, False),
}
"""The option for what a paper may take of `Wanted`, and what it is if it is not given."""


def _exporting(name: str, paper: Paper) -> Command:
    """The command that exports one paper of the table, with the options that the paper takes."""
    of_period = "period" in paper.takes
    taken = [(key, *_OPTIONS[key]) for key in paper.takes if key != "period"]
    fields = [(key, option, field(default=default)) for key, option, default in taken]
    bases = (When,) if of_period else ()
    asked_for = make_dataclass("Asked", fields, bases=bases, frozen=True)

    def export(session: Session, asked: Any, output: OutputOpt, force: ForceOpt = False) -> None:
        period = asked.wanted(calendar(session), session.today) if of_period else None
        given = {key: getattr(asked, key) for key, _, _ in taken}
        material = Gathered(session, _wanted(session, given), period)
        if paper.of_points and not material.whole.parts:
            raise NoPoints(title=material.whole.scheme.title)
        save(session, write(name, material), output, force=force)

    export.__annotations__["asked"] = asked_for
    export.__doc__ = paper.help
    return export


def _wanted(session: Session, given: Mapping[str, Any]) -> Wanted:
    """What was typed, as papers want it: a unit by its name."""
    unit = given.get("unit")
    return Wanted(**{**given, "unit": unit_named(session, unit).name if unit else None})


for _name, _paper in PAPERS.items():
    app.command(_name)(_exporting(_name, _paper))

"""`export`: papers to print, into a file by its ending."""

from collections.abc import Callable
from dataclasses import field, make_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from inforeport.cli._each import publish_each
from inforeport.cli._named import period_or_last
from inforeport.cli._options import (
    INTO_FILE,
    ContactsOpt,
    ForceOpt,
    HeadsOpt,
    IssueOpt,
    UnitOpt,
    When,
)
from inforeport.cli._output import csv_heads, note, remark
from inforeport.cli._papers import check_over, material_of, written_page
from inforeport.cli._progress import working
from inforeport.cli._publish import Privacy, publish
from inforeport.cli._root import Command, Noun
from inforeport.cli._session import Session
from inforeport.cli._template import drawing
from inforeport.cli._told import complain
from inforeport.cli._wanted import DemandsOpt, DraftOpt, NumberOpt, wanted_of
from inforeport.documents import PAPERS, Paper, file_name
from inforeport.errors import (
    InforeportError,
    NoEnd,
    NoPoints,
    NothingToPrint,
    NotOver,
    OutputExists,
    Status,
    WrongUsage,
)
from inforeport.model.papers import Material
from inforeport.period import Period
from inforeport.words import Message, message

app = Noun()

OutputOpt = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=INTO_FILE)]
FolderOpt = Annotated[
    Path | None,
    typer.Option("--folder", "-o", metavar="FOLDER", help="the folder, else the current one"),
]
TemplateOpt = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE.docx", help="the office's own, for .docx"),
]
CorrectOpt = Annotated[
    bool, typer.Option("--correct", help="what differs from what was printed, as a correction")
]
SoFarOpt = Annotated[
    bool, typer.Option("--so-far", help="of a period that is not over: up to today, marked so")
]
EachOpt = Annotated[
    Path | None,
    typer.Option("--each", metavar="FOLDER", help="a Word file for each, by name, into a folder"),
]
_OPTIONS: dict[str, tuple[Any, Any]] = {
    "bulletin": (IssueOpt, None),
    "unit": (UnitOpt, None),
    "draft": (DraftOpt, False),
    "number": (NumberOpt, ""),
    "demands": (DemandsOpt, None),
    "contacts": (ContactsOpt, False),
    "correct": (CorrectOpt, False),
    "so_far": (SoFarOpt, False),
    "each": (EachOpt, None),
}
"""The option for what a paper may take of `Wanted`, and what it is if it is not given."""


def _exporting(name: str, paper: Paper) -> Command:
    """The command that exports one paper of the table, with the options that the paper takes."""

    def export(
        session: Session,
        asked: Any,
        privacy: Privacy,
        output: OutputOpt = None,
        template: TemplateOpt = None,
        force: ForceOpt = False,
        heads: HeadsOpt = False,
    ) -> None:
        material = _gathered(session, asked, paper)
        page = written_page(name, paper, material)
        remark(session, material.remarks)
        folder = _folder(asked, output, name)
        path = output or (folder or Path()) / file_name(paper, material)
        draw = drawing(session, template, path) or (csv_heads(path) if heads else None)
        put, asked_for = publish_each if folder else publish, material.wanted.contacts
        privacy = replace(privacy, allow_contact=privacy.allow_contact or asked_for)
        put(session, page, folder or path, privacy=privacy, force=force, draw=draw)

    export.__annotations__["asked"] = _bundle(paper)
    export.__doc__ = paper.help
    return export


def _folder(asked: Any, output: Path | None, name: str) -> Path | None:
    """The folder for a file for each, where that is asked for and not one for all.

    Raises `WrongUsage` where both are.
    """
    each: Path | None = getattr(asked, "each", None)
    if each and output:
        both = message("{one} and {other} exclude each other", one="--output", other="--each")
        raise WrongUsage(what=both, command=f"inforeport export {name}")
    return each


def _of_period(period: Period) -> dict[str, Paper]:
    """The papers that are made of a period without being asked for by name."""
    days = (period.end - period.start).days
    every = PAPERS.items()
    return {name: paper for name, paper in every if "period" in paper.takes and days >= paper.least}


@app.command("all")
def all_(
    session: Session,
    when: When,
    privacy: Privacy,
    output: FolderOpt = None,
    template: TemplateOpt = None,
    force: ForceOpt = False,
) -> None:
    """Export all papers of a period into a folder, each under its own name.

    A paper of which there is none, or that is refused, is told, and the others are written.
    """
    folder, status = output or Path(), Status.DONE
    if folder.exists() and not folder.is_dir():
        raise OutputExists(path=folder)
    folder.mkdir(parents=True, exist_ok=True)
    period = period_or_last(session, when)
    batch = _Batch(session, period, folder, template, privacy, force)
    of_periods = _of_period(period)
    for n, (name, paper) in enumerate(of_periods.items(), 1):
        told = {"n": n, "total": len(of_periods), "paper": paper.called}
        write = partial(batch.write, name, paper, message("{n} of {total}: {paper}", **told))
        status = max(status, _tried(session, paper, write))
    if status:
        raise typer.Exit(status)


class _Batch(NamedTuple):
    """All papers of a period, written into one folder in the same way."""

    session: Session
    period: Period
    folder: Path
    template: Path | None
    privacy: Privacy
    force: bool

    def write(self, name: str, paper: Paper, which: Message) -> None:
        """Write one of them, while it is shown which. Raises what its figures and its file do."""
        with working(self.session, which):
            material = material_of(self.session, paper, self.period)
        check_over(self.session, material, paper)
        path = self.folder / file_name(paper, material)
        draw = drawing(self.session, self.template, path)
        page = written_page(name, paper, material)
        publish(self.session, page, path, privacy=self.privacy, force=self.force, draw=draw)


def _tried(session: Session, paper: Paper, written: Callable[[], None]) -> Status:
    """What writing one of many papers ends with; why there is none is told."""
    try:
        written()
    except (NothingToPrint, NoPoints, NotOver, NoEnd) as none:
        note(session, message("{paper}: {why}", paper=paper.called, why=none.message))
        return Status.REFUSED if isinstance(none, NotOver | NoEnd) else Status.DONE
    except InforeportError as error:
        complain(session, error)
        return error.status
    return Status.DONE


def _bundle(paper: Paper) -> type:
    """The options of a paper: those of its period, where it has one, and those that it takes."""
    given = [(key, *_OPTIONS[key]) for key in paper.takes if key != "period"]
    options = [(key, option, field(default=default)) for key, option, default in given]
    bases = (When,) if "period" in paper.takes else ()
    return make_dataclass("Asked", options, bases=bases, frozen=True)


def _gathered(session: Session, asked: Any, paper: Paper) -> Material:
    """What the paper is made of, all of one state of the file. Raises what `check_over` raises."""
    takes = paper.takes
    wanted = wanted_of({key: getattr(asked, key) for key in takes if key != "period"})
    period = period_or_last(session, asked) if "period" in takes else None
    with working(session, message("counting")):
        material = material_of(session, paper, period, wanted)
    check_over(session, material, paper)
    return material


for _name, _paper in PAPERS.items():
    app.command(_name)(_exporting(_name, _paper))

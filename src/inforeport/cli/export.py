"""`export`: papers to print, into a file by its ending."""

from dataclasses import field, make_dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.cli._batch import (
    Into,
    TemplateOpt,
    drawn,
    ended,
    gathered,
    papers_of,
    put_away,
    tell_batch,
)
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
from inforeport.cli._output import csv_heads, done, remark
from inforeport.cli._papers import check_over, material_of, written_page
from inforeport.cli._progress import working
from inforeport.cli._publish import Privacy, publish
from inforeport.cli._root import Command, Noun
from inforeport.cli._session import Session
from inforeport.cli._template import drawing
from inforeport.cli._wanted import DemandsOpt, DraftOpt, NumberOpt, wanted_of
from inforeport.documents import PAPERS, Paper, file_name
from inforeport.errors import WrongUsage
from inforeport.model.papers import Material
from inforeport.words import message

app = Noun()

OutputOpt = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=INTO_FILE)]
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
        path = _file(output or folder or Path(), file_name(paper, material))
        draw = drawing(session, template, path) or (csv_heads(path) if heads else None)
        put, asked_for = publish_each if folder else publish, material.wanted.contacts
        privacy = replace(privacy, allow_contact=privacy.allow_contact or asked_for)
        put(session, page, folder or path, privacy=privacy, force=force, draw=draw)

    export.__annotations__["asked"] = _bundle(paper)
    export.__doc__ = paper.help
    return export


def _file(path: Path, called: str) -> Path:
    """The file that is meant: in a folder that of the paper's own name."""
    return path / called if path.is_dir() and not path.suffix else path


def _folder(asked: Any, output: Path | None, name: str) -> Path | None:
    """The folder for a file for each, where that is asked for and not one for all.

    Raises `WrongUsage` where both are.
    """
    each: Path | None = getattr(asked, "each", None)
    if each and output:
        both = message("{one} and {other} exclude each other", one="--output", other="--each")
        raise WrongUsage(what=both, command=f"inforeport export {name}")
    return each


@app.command("all")
def all_(session: Session, when: When, into: Into, privacy: Privacy) -> None:
    """Export all papers of a period into a folder, each under its own name: all files, or none.

    A paper of which there is none, or that is refused, is told, and the others are written. See
    also: inforeport month, which makes what is due of a month, with a list of what to print.
    """
    period = period_or_last(session, when)
    batch = gathered(session, period, papers_of(period), privacy=privacy)
    tell_batch(session, batch)
    made = drawn(session, batch.papers, [".docx"], template=into.template)
    folder = into.output or Path()
    status = put_away(session, folder, made, force=into.force)
    for name in (name for one in made for name in one.files):
        done(session, message("wrote: {path}", path=folder / name))
    ended(max(status, batch.status))


def _bundle(paper: Paper) -> type:
    """The options of a paper: those of its period, where it has one, and those that it takes."""
    given = [(key, *_OPTIONS[key]) for key in paper.takes if key != "period"]
    options = [(key, option, field(default=default)) for key, option, default in given]
    bases = (When,) if "period" in paper.takes else ()
    return make_dataclass("Asked", options, bases=bases, eq=False, repr=False)


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

"""`template`: the Word template that papers are set in, to be changed in Word and looked over."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._options import FileArg, ForceOpt, JsonOpt, Sink
from inforeport.cli._output import answer, done, save
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._template import Findings, drawing, examined
from inforeport.documents.page import Page, Table, grid
from inforeport.errors import Status, UnknownFormat
from inforeport.words import Message, message

app = Noun()

_NO_DAY = date(1, 1, 1)  # a template is of no day
_DOCX = ".docx"
_INSTALLED = {
    True: message("yes"),
    False: message("no"),
    None: message("cannot be told"),
}

SampleOpt = Annotated[
    Path | None,
    typer.Option("--sample", metavar="FILE.docx", help="write a page with every style by name"),
]
NewOpt = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE.docx", help="where to put the copy")
]


@app.command("new")
def new(session: Session, output: NewOpt, force: ForceOpt = False) -> None:
    """Copy the template that ships, to be changed in Word and given to export --template."""
    from inforeport.render.file import write
    from inforeport.render.template import SHIPPED

    _check_ending(output)
    write(output, SHIPPED.read_bytes(), force=force)
    done(session, message("wrote: {path}", path=output))


@app.command("check")
def check(
    session: Session,
    file: FileArg,
    sample: SampleOpt = None,
    json: JsonOpt = False,
    force: ForceOpt = False,
) -> None:
    """Name the styles that a template lacks, and its fonts that are not installed here.

    Exit status 8 where there are any.
    """
    _, findings = examined(file, with_fonts=True)
    answer(session, lambda: _page(findings), _record(findings), Sink(json=json))
    if sample:
        _write_sample(session, file, sample, force=force)
    if findings:
        raise typer.Exit(Status.FINDINGS)


def _write_sample(session: Session, template: Path, sample: Path, *, force: bool) -> None:
    from inforeport.documents.sample import sample_page

    _check_ending(sample)
    save(session, sample_page(), sample, force=force, draw=drawing(session, template, sample))


def _check_ending(path: Path) -> None:
    if path.suffix.lower() != _DOCX:
        raise UnknownFormat(path=path, endings=[_DOCX])


def _page(findings: Findings) -> Page:
    tables = (_styles(findings), _fonts(findings))
    return Page("", "", _NO_DAY, tuple(table for table in tables if table.rows))


def _styles(findings: Findings) -> Table:
    heads = {"style": message("style"), "instead": message("instead")}
    shipped = message("the one that ships")
    rows = [(name, shipped) for name in findings.styles]
    return grid(message("Styles that are missing"), heads, rows)


def _fonts(findings: Findings) -> Table:
    heads: dict[str, Message] = {
        "font": message("font"),
        "installed": message("installed here"),
        "instead": message("shown with"),
    }
    rows = [(font.name, _INSTALLED[font.installed], font.instead) for font in findings.fonts]
    return grid(message("Fonts"), heads, rows)


def _record(findings: Findings) -> dict[str, object]:
    return {"schema": 1, "missing_styles": findings.styles, "fonts": findings.fonts}

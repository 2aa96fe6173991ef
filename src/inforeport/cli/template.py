"""`template`: the Word template that papers are set in, to be changed in Word and looked over."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._options import FileArg, ForceOpt, JsonOpt, Sink
from inforeport.cli._output import answer, done, save
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._template import Findings, drawing, examined, tell_findings
from inforeport.documents.page import Page, Table, grid
from inforeport.errors import Status, UnknownFormat
from inforeport.words import Message, Text, message

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
    """Name what a template lacks, what in it would spoil a paper, and where it leaves the standard.

    Exit status 8 where styles or fonts are lacking, or something is left out of every paper.
    """
    _, findings = examined(file, with_fonts=True)
    answer(session, lambda: _page(findings), _record(findings, session.say), Sink(json=json))
    if sample:
        _write_sample(session, file, sample, force=force)
    if findings:
        raise typer.Exit(Status.FINDINGS)


@app.command("use")
def use(session: Session, file: FileArg, force: ForceOpt = False) -> None:
    """Keep a template for the office, beside its file: its papers are set in it from now on.

    One named with --template, or in your settings, comes before it. To go back, delete that file.
    """
    from inforeport.render.file import write

    _check_ending(file)
    content, findings = examined(file)
    tell_findings(session, file.name, findings)
    path = session.template
    write(path, content, force=force)
    done(session, message("papers of this office are set in: {path}", path=path))


def _write_sample(session: Session, template: Path, sample: Path, *, force: bool) -> None:
    from inforeport.documents.sample import sample_page
    from inforeport.render.template import chinese_names

    _check_ending(sample)
    page = sample_page(chinese_names() if session.language == "zh" else None)
    save(session, page, sample, force=force, draw=drawing(session, template, sample))


def _check_ending(path: Path) -> None:
    if path.suffix.lower() != _DOCX:
        raise UnknownFormat(path=path, endings=[_DOCX])


def _page(findings: Findings) -> Page:
    tables = (_spoiling(findings), _styles(findings), _fonts(findings), _departures(findings))
    return Page("", "", _NO_DAY, tuple(table for table in tables if table.rows))


def _styles(findings: Findings) -> Table:
    heads = {"style": message("style"), "instead": message("instead")}
    shipped = message("the one that ships")
    rows = [(name, shipped) for name in findings.styles]
    return grid(message("Styles that are missing"), heads, rows)


def _spoiling(findings: Findings) -> Table:
    heads: dict[str, Message] = {"what": message("what")}
    return grid(message("Left out of every paper"), heads, [(one,) for one in findings.spoiling])


def _departures(findings: Findings) -> Table:
    heads = {
        "what": message("what"),
        "found": message("as it is"),
        "wanted": message("as the standard has it"),
    }
    return grid(message("Departures from GB/T 9704-2012"), heads, [*findings.departures])


def _fonts(findings: Findings) -> Table:
    heads: dict[str, Message] = {
        "font": message("font"),
        "installed": message("installed here"),
        "instead": message("shown with"),
    }
    rows = [(font.name, _INSTALLED[font.installed], font.instead) for font in findings.fonts]
    return grid(message("Fonts"), heads, rows)


def _record(findings: Findings, say: Callable[[Text], str]) -> dict[str, object]:
    return {
        "schema": 1,
        "missing_styles": findings.styles,
        "fonts": findings.fonts,
        "left_out": [say(one) for one in findings.spoiling],
        "departures": [
            {"what": say(what), "found": found, "wanted": wanted}
            for what, found, wanted in findings.departures
        ],
    }

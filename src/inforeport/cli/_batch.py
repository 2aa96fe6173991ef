"""Papers of a period made together: of one state of the file, written all of them or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from inforeport.cli._options import ForceOpt
from inforeport.cli._output import note, remark
from inforeport.cli._papers import check_over, material_of, written_page
from inforeport.cli._progress import working
from inforeport.cli._publish import Privacy, look_again, unpersonal
from inforeport.cli._session import Session
from inforeport.cli._template import drawing, fitted
from inforeport.cli._told import complain
from inforeport.documents import PAPERS, Paper, file_name, personal
from inforeport.documents.page import Page
from inforeport.errors import (
    InforeportError,
    NoEnd,
    NoPdfProgram,
    NoPoints,
    NothingToPrint,
    NotOver,
    OutputUnproved,
    PdfNotMade,
    Status,
    UnknownFormat,
)
from inforeport.model.papers import Wanted
from inforeport.period import Period
from inforeport.text import one_line
from inforeport.words import Text, message

if TYPE_CHECKING:
    from inforeport.render import Draw
    from inforeport.render.pdf import Pdf

TemplateOpt = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE.docx", help="the office's own, for .docx and .pdf"),
]
FolderOpt = Annotated[
    Path | None, typer.Option("--folder", "-o", metavar="FOLDER", help="into which folder")
]
_WORD, _PDF = ".docx", ".pdf"
_NONE = (NothingToPrint, NoPoints, NotOver, NoEnd)


@dataclass(frozen=True)
class Into:
    """Where papers go that are made together, and how Word papers are set."""

    output: FolderOpt = None
    template: TemplateOpt = None
    force: ForceOpt = False


class Gathered(NamedTuple):
    """A paper: what it says, its file's name without an ending, the contacts that stand in it."""

    key: str
    paper: Paper
    page: Page
    stem: str
    contacts: Sequence[personal.Found] = ()


class Batch(NamedTuple):
    """The papers of a period, why there are no others, and what is to be remarked."""

    papers: Sequence[Gathered]
    none: Mapping[str, InforeportError]
    remarks: Sequence[Text]

    @property
    def status(self) -> Status:
        """What a run ends with: that there is nothing to print of a paper is no fault."""
        return max((_status(error) for error in self.none.values()), default=Status.DONE)


class Drawn(NamedTuple):
    """The files of a paper by their names, and its pages where they were counted."""

    paper: Gathered
    files: Mapping[str, bytes]
    pages: int | None


def papers_of(period: Period) -> dict[str, Wanted]:
    """The papers of a period that are made unasked, in their plain form, by their keys."""
    days = (period.end - period.start).days
    every = (key for key, paper in PAPERS.items() if "period" in paper.takes)
    return {key: Wanted() for key in every if days >= PAPERS[key].least}


def gathered(
    session: Session, period: Period, asked: Mapping[str, Wanted], *, privacy: Privacy
) -> Batch:
    """The papers of these keys, all of one state of the file."""
    papers, none = [], {}
    remarks: dict[str, Text] = {}
    with session.office.snapshot():
        for n, (key, wanted) in enumerate(asked.items(), 1):
            paper = PAPERS[key]
            place = {"n": n, "total": len(asked), "paper": paper.called}
            try:
                with working(session, message("{n} of {total}: {paper}", **place)):
                    material = material_of(session, paper, period, wanted)
                check_over(session, material, paper)
                page, contacts_left = unpersonal(
                    session, written_page(key, paper, material), privacy
                )
            except InforeportError as error:
                none[key] = error
                continue
            stem = Path(file_name(paper, material)).stem
            papers.append(Gathered(key, paper, page, stem, contacts_left))
            remarks |= {session.say(one): one for one in material.remarks}
    return Batch(papers, none, [*remarks.values()])


def tell_batch(session: Session, batch: Batch) -> None:
    """What there is to remark of the papers, and of which there is none and why."""
    remark(session, batch.remarks)
    for key, error in batch.none.items():
        if isinstance(error, _NONE):
            facts = {"paper": PAPERS[key].called, "why": error.message}
            note(session, message("{paper}: {why}", **facts))
        else:
            complain(session, error)


def drawn(
    session: Session,
    papers: Sequence[Gathered],
    formats: Sequence[str],
    *,
    template: Path | None,
    counting: bool = False,
) -> list[Drawn]:
    """Each paper in these formats, those that it fits, opened again and proved.

    PDFs are made in one start, and with `counting` also to know the pages of Word papers.
    """
    is_word = bool({_WORD, _PDF} & {*formats})
    draw = drawing(session, template, Path(_WORD)) if is_word else None
    set_in = [one._replace(page=fitted(one.page, draw)) for one in papers] if is_word else []
    words = [_drawn(session, one, _WORD, draw) for one in set_in]
    must = _PDF in formats
    pdfs = _pdfs(session, set_in, words, must=must) if words and (counting or must) else []
    made = []
    for at, paper in enumerate(papers):
        ready = {_WORD: words[at]} if words else {}
        ready |= {_PDF: pdfs[at].content} if pdfs else {}
        files = dict(_files(session, paper, formats, ready))
        made.append(Drawn(paper, files, pdfs[at].pages if pdfs else None))
    return made


def _files(
    session: Session, paper: Gathered, formats: Sequence[str], ready: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The files of a paper by their names, in the formats that it fits; some are `ready`."""
    for ending in formats:
        if ending in ready or _fits(session, paper, ending):
            yield f"{paper.stem}{ending}", ready.get(ending) or _drawn(session, paper, ending)


def check_folder(
    folder: Path, papers: Sequence[Gathered], formats: Sequence[str], *, force: bool
) -> None:
    """See that a folder takes the papers, before they are drawn. Raises as `put_away` does."""
    from inforeport.render import endings
    from inforeport.render.file import check_names

    fitting = ((one, ending) for one in papers for ending in formats if ending in endings(one.page))
    check_names(folder, [f"{one.stem}{ending}" for one, ending in fitting], force=force)


def put_away(session: Session, folder: Path, made: Sequence[Drawn], *, force: bool) -> Status:
    """Write all files, then tell what in them wants another look."""
    from inforeport.render.file import write_all

    files = {name: content for one in made for name, content in one.files.items()}
    private = {name for one in made if one.paper.page.bears_contacts for name in one.files}
    write_all(folder, files, force=force, private=private)
    paths = [(one.paper, folder / next(iter(one.files), one.paper.stem)) for one in made]
    looks = (looked(session, paper.page, path, paper.contacts) for paper, path in paths)
    return max(looks, default=Status.DONE)


def looked(session: Session, page: Page, path: Path, found: Sequence[personal.Found]) -> Status:
    """What a run ends with by what in a paper wants another look, which is told."""
    try:
        look_again(session, page, path, found)
    except InforeportError as error:
        complain(session, error)
        return error.status
    return Status.DONE


def _status(error: InforeportError) -> Status:
    if isinstance(error, NothingToPrint | NoPoints):
        return Status.DONE
    return Status.REFUSED if isinstance(error, _NONE) else error.status


def _drawn(session: Session, paper: Gathered, ending: str, draw: "Draw | None" = None) -> bytes:
    from inforeport.render import PAPER
    from inforeport.render.checked import drawn as proved

    language = "zh" if ending in PAPER else session.language
    return proved(paper.page, Path(f"{paper.stem}{ending}"), language, draw=draw)


def _fits(session: Session, paper: Gathered, ending: str) -> bool:
    """Whether a format can hold a paper; where it cannot, that is told."""
    from inforeport.render import endings

    if ending in endings(paper.page):
        return True
    facts = {"paper": paper.paper.called, "format": ending.removeprefix(".")}
    note(session, message("{paper}: not as {format}, which holds tables only", **facts))
    return False


def _pdfs(
    session: Session, papers: Sequence[Gathered], words: Sequence[bytes], *, must: bool
) -> "list[Pdf]":
    """The papers as PDF; none where they are not asked for and cannot be made, which is told."""
    from inforeport.render.pdf import Printout, made

    printouts = [
        Printout(Path(f"{paper.stem}{_PDF}"), paper.page, word)
        for paper, word in zip(papers, words, strict=False)
    ]
    try:
        with working(session, message("making PDFs")):
            return made(printouts, "zh")
    except (NoPdfProgram, PdfNotMade, OutputUnproved) as error:
        if must:
            raise
        note(session, message("pages are not counted: {why}", why=_why(error)))
        return []


def _why(error: InforeportError) -> Text:
    """Why pages are not counted: of no file of that name anybody asked."""
    if isinstance(error, NoPdfProgram):
        return message("LibreOffice was not found")
    return message("LibreOffice made no PDF")


def ended(status: Status) -> None:
    """End a run with this exit status, where it is not that of one that went well."""
    if status:
        raise typer.Exit(status)


def formats_of(text: str) -> list[str]:
    """The endings of formats that are typed as docx,pdf. Raises `UnknownFormat`."""
    from inforeport.render import PDF, RENDERERS

    endings_known = [*RENDERERS, PDF]
    asked = text.replace("，", ",").replace("、", ",").split(",")
    endings = [f".{one_line(one).lower().removeprefix('.')}" for one in asked if one_line(one)]
    for ending in endings or [text]:
        if ending not in endings_known:
            raise UnknownFormat(path=one_line(ending), endings=endings_known)
    return [*dict.fromkeys(endings)]

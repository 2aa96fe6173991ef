"""`verify`: whether a printed circular is what was sealed, and which period it is of."""

from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer, done
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._wanted import DemandsOpt, DraftOpt, NumberOpt, wanted_of
from inforeport.documents import PAPERS, verification, write
from inforeport.documents.reference import Reference, parsed
from inforeport.errors import NotSealed, PaperUnmarked, PaperUnusable, Status
from inforeport.model import Problem, Seal
from inforeport.model.papers import Wanted
from inforeport.office import Office
from inforeport.office.seals import Sealed
from inforeport.period import Period
from inforeport.store import witness
from inforeport.text import one_line
from inforeport.words import message

app = Noun()

PaperArg = Annotated[Path, typer.Argument(metavar="PAPER.docx", help="the circular as a file")]
_CIRCULAR = "circular"


@app.command()
def verify(
    session: Session,
    paper: PaperArg,
    when: When,
    sink: Sink,
    number: NumberOpt = "",
    demands: DemandsOpt = None,
    draft: DraftOpt = False,
) -> None:
    """See which sealed period a printed circular is of, and whether it says what was sealed.

    What was handed in when it was printed, as --number and --demands, is named again. The log is
    held against what the file says of it. Exits with 8 where anything differs, line by line.
    """
    printed, reference, has_own_head = _read(paper)
    wanted = wanted_of({"number": number, "demands": demands, "draft": draft})
    name = one_line(paper.name)
    with session.office.snapshot(), working(session, message("counting")):
        sealed = _sealed(session.office, when, reference, name)
        lines = _lines(session.office, sealed.period, wanted, has_own_head=has_own_head)
        problems = _of_log(session, name, reference)
    problems += verification.differences(name, printed, lines)
    _tell(session, sink, sealed.seal, name, problems)
    if problems:
        raise typer.Exit(Status.FINDINGS)


def _sealed(office: Office, when: When, reference: Reference | None, name: str) -> Sealed:
    """The seal of the period that was asked for, else of the one that the file says it is of."""
    period = when.of(office.calendar, office.today) or (reference.period if reference else None)
    if period is None:
        raise PaperUnmarked(file=name, example=office.last_period.name)
    sealed = office.sealed(period)
    if sealed is None:
        raise NotSealed(period=period.name or f"{period.start}..{period.last}")
    return sealed


def _tell(session: Session, sink: Sink, seal: Seal, name: str, problems: list[Problem]) -> None:
    if problems or sink.asks:
        page = verification.page(problems, session.profile, session.today)
        answer(session, lambda: page, verification.record(problems, seal, session.say), sink)
        return
    facts = {"file": name, "period": seal.period.name, "day": seal.day}
    done(session, message("{file} is the circular of {period}, sealed on {day}", **facts))


def _read(paper: Path) -> tuple[list[str], Reference | None, bool]:
    """The lines of a Word file, what it says of itself, whether its head is a template's.

    Raises `PaperUnusable`.
    """
    from inforeport import intake
    from inforeport.files.package import UnusablePackageError, check
    from inforeport.render import reread

    content = intake.content_of(paper)
    try:
        check(content)
        reference, lines = reread.reference_and_lines(content)
        has_own_head = reread.has_own_head(content)
    except UnusablePackageError as error:
        raise PaperUnusable(file=one_line(paper.name), why=error.reason) from None
    except Exception:  # noqa: BLE001  whatever a reader throws at a stranger's file
        why = message("not a Word file, or a damaged one")
        raise PaperUnusable(file=one_line(paper.name), why=why) from None
    return lines, parsed(reference), has_own_head


def _lines(office: Office, period: Period, wanted: Wanted, *, has_own_head: bool) -> list[str]:
    """The lines of the circular as its seal prints it, without a red head that is a template's."""
    from inforeport.render import reread, template, word

    material = office.material(PAPERS[_CIRCULAR].prints, period, wanted)
    page = write(_CIRCULAR, material)
    page = template.without_masthead(page) if has_own_head else page
    return reread.reference_and_lines(word.draw(page, "zh"))[1]


def _of_log(session: Session, name: str, reference: Reference | None) -> list[Problem]:
    """What the file knows of the log, and the log does not."""
    if reference is None or witness.bears_out(session.ledger, reference.log):
        return []
    return [witness.problem(session.ledger, name, reference.log)]

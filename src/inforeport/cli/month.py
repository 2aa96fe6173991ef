"""`month`: what a period needs, made in its order: what is open, scores, papers, a print list."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from msgspec.structs import replace

from inforeport.cli._batch import (
    Batch,
    Drawn,
    Gathered,
    Into,
    check_folder,
    drawn,
    ended,
    formats_of,
    gathered,
    papers_of,
    put_away,
    tell_batch,
)
from inforeport.cli._named import period_or_last
from inforeport.cli._open import differing, drafts, objections, owing, questions, waiting
from inforeport.cli._options import JsonOpt, Sink, When
from inforeport.cli._output import answer, remark
from inforeport.cli._publish import Privacy
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import PAPERS, print_list
from inforeport.documents.chinese import period_words
from inforeport.documents.page import Page
from inforeport.documents.print_list import CALLED, ToPrint
from inforeport.documents.records import span
from inforeport.model import Result
from inforeport.model.papers import Wanted
from inforeport.office import Office
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.words import Message, Text, message

app = Noun()

FormatsOpt = Annotated[
    str, typer.Option("--format", metavar="LIST", help="in which formats, as docx,pdf")
]


class _State(NamedTuple):
    """How a period stands: whether it is sealed, what is open of it, its units, its scores."""

    period: Period
    is_sealed: bool
    open: Mapping[str, tuple[Message, ...]]
    units: int
    result: Result


@app.command()
def month(
    session: Session,
    when: When,
    into: Into,
    privacy: Privacy,
    formats: FormatsOpt = "docx",
    json: JsonOpt = False,
) -> None:
    """Make what a month needs: tell what is open, then its papers into a folder, and what to print.

    While it is not sealed that is the draft of the circular, for comments; once it is, all papers.
    All files are written or none. The folder is named for the period if not by --folder.
    """
    endings, state = formats_of(formats), _state(session, period_or_last(session, when))
    batch = gathered(session, state.period, _asked(state), privacy=privacy)
    _tell(session, state, batch)
    folder = into.output or Path(period_words(state.period))
    check_folder(folder, batch.papers, endings, force=into.force)
    made = drawn(session, batch.papers, endings, template=into.template, counting=True)
    listed = [_to_print(one, state.units) for one in made]
    made += _list(session, state, listed, endings)
    status = put_away(session, folder, made, force=into.force)
    record = _record(session, state, batch, listed, folder)
    answer(session, lambda: _page(session, state, listed, folder), record, Sink(json=json))
    ended(max(status, batch.status))


def _tell(session: Session, state: _State, batch: Batch) -> None:
    """Tell people what is open, and of which papers there is none; the record has it too."""
    if session.json:
        return
    remark(session, chain.from_iterable(state.open.values()))
    tell_batch(session, batch)


def _state(session: Session, period: Period) -> _State:
    office = session.office
    with office.snapshot() as snapshot:
        return _State(
            period=period,
            is_sealed=office.sealed(period) is not None,
            open={about: those for about, those in _open(office, period) if those},
            units=sum(there(unit, period) for unit in snapshot.units),
            result=office.outcome(period),
        )


def _open(office: Office, period: Period) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """What is still open of a period, by what it is."""
    yield "waiting", tuple(waiting(office, period))
    yield "questions", tuple(questions(office, period))
    yield "owing", tuple(owing(office, period))
    yield "objections", tuple(objections(office, period))
    yield "drafts", tuple(drafts(office))
    yield "differing", tuple(differing(office, period))


def _asked(state: _State) -> dict[str, Wanted]:
    """Which papers are made: before the month is sealed the draft, after that all of them."""
    return papers_of(state.period) if state.is_sealed else {"circular": Wanted(draft=True)}


def _to_print(made: Drawn, units: int) -> ToPrint:
    """A paper as the print list has it: what goes out once for each unit, and one is kept."""
    return ToPrint(
        key=made.paper.key,
        called=made.paper.paper.called,
        files=tuple(made.files),
        pages=made.pages,
        copies=units + 1 if made.paper.paper.goes_out else 1,
    )


def _list(
    session: Session, state: _State, listed: list[ToPrint], endings: list[str]
) -> list[Drawn]:
    """The print list itself, in the same formats but for PDF, for which it would come too late."""
    draft = "" if state.is_sealed else "（征求意见稿）"
    page = print_list.page(
        listed,
        state.period,
        issuer=session.profile.name,
        day=session.today,
        notes=[*_notes(listed)],
    )
    stem = f"{period_words(state.period)}{CALLED}{draft}"
    paper = Gathered("list", PAPERS["circular"], page, stem)
    formats = [one for one in endings if one != ".pdf"] or [".docx"]
    return drawn(session, [paper], formats, template=None) if listed else []


def _notes(listed: list[ToPrint]) -> Iterator[Text]:
    if any(one.copies > 1 for one in listed):
        yield message("Copies of what goes out: one for each unit, one to keep.")
    if any(one.pages is None for one in listed):
        yield message("Pages were not counted; fill them in by hand.")


def _page(session: Session, state: _State, listed: list[ToPrint], folder: Path) -> Page:
    """What the screen shows: the print list, where the files are, and what comes next."""
    where = message("papers: {n}, in {folder}", n=len(listed), folder=folder)
    following = (
        message("sealed; these are the final papers")
        if state.is_sealed
        else message(
            "not sealed, so a draft for comments; then: inforeport close --period {period},"
            " and this command again",
            period=state.period.name,
        )
    )
    page = print_list.page(
        listed,
        state.period,
        issuer=session.profile.name,
        day=session.today,
        notes=(where, following),
    )
    scores = print_list.leaders(state.result)
    return replace(page, blocks=(*([scores] if scores.rows else []), *page.blocks))


def _record(
    session: Session, state: _State, batch: Batch, listed: list[ToPrint], folder: Path
) -> dict[str, object]:
    return {
        "schema": 1,
        "period": span(state.period),
        "sealed": state.is_sealed,
        "folder": str(folder),
        "open": [
            {"about": about, "said": session.say(one)}
            for about, those in state.open.items()
            for one in those
        ],
        "first": print_list.leaders_record(state.result),
        "papers": [print_list.record(one) for one in listed],
        "none": [
            {"paper": key, "code": error.code, "why": session.say(error.message)}
            for key, error in batch.none.items()
        ],
    }

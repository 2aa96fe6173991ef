"""`rollup`: the ledgers of many offices side by side."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from msgspec.structs import replace

from inforeport.cli._options import Sink, Span
from inforeport.cli._output import answer, done, remark
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._schemes import stored
from inforeport.cli._session import Session
from inforeport.documents.rollup import SHOWN, rollup_page, rollup_record
from inforeport.errors import LedgersLeftOut, WrongUsage
from inforeport.model import Problem
from inforeport.model.rollup import Ask, Source, Taken, Told
from inforeport.pace import paced
from inforeport.rollup import facts_written, gather, parquet, together
from inforeport.rollup.asking import Answer, answer_of, first_period, told_by
from inforeport.rollup.engines import Work, cores, on_this_machine
from inforeport.words import Message, message

app = Noun()

T = TypeVar("T")

LedgersArg = Annotated[
    list[Path],
    typer.Argument(
        metavar="FOLDER|LIST|FILE…",
        help="a folder with ledgers (.db) or facts, a list of paths (.txt), or ledgers",
        show_default=False,
    ),
]


class Engine(StrEnum):
    """What runs the work."""

    PROCESSES = "processes"
    DASK = "dask"


EngineOpt = Annotated[
    Engine,
    typer.Option(
        "--engine",
        metavar="processes|dask",
        help="all cores of this machine, or a cluster of Dask's",
    ),
]
SchedulerOpt = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="URL", help="of the cluster, as tcp://10.0.0.1:8786"),
]
SchemeOpt = Annotated[
    str | None,
    typer.Option("--scheme", metavar="FILE", help="score all by this scheme, not each by its own"),
]


FactsOpt = Annotated[
    bool,
    typer.Option("--facts", help="with -o FOLDER, write the facts themselves, to be asked later"),
]


@app.command()
def rollup(
    session: Session,
    ledgers: LedgersArg,
    when: Span,
    sink: Sink,
    scheme: SchemeOpt = None,
    engine: EngineOpt = Engine.PROCESSES,
    scheduler: SchedulerOpt = None,
    facts: FactsOpt = False,
) -> None:
    """Score the ledgers of many offices and rank offices, groups, and all units side by side.

    No ledger is changed. One that cannot be asked is named, the others are answered, and the exit
    status is 3. With -o FOLDER everything is written as Parquet: lines, standings, dues, counts;
    with --facts, the facts of all ledgers, and that folder answers in their place.
    """
    _check_engine(engine, scheduler)
    folder = _folder(sink)
    sources, broken = gather.sources(ledgers)
    run = partial(_run, session, sources, engine, scheduler)
    if facts:
        problems = _keep(session, run, _whole(when, scheme, folder))
    else:
        problems = _tell(session, run(_work(session, when, scheme, sources, folder)), sink, folder)
    _name_left_out([*broken, *problems], len(sources) + len(broken))


def _check_engine(engine: Engine, scheduler: str | None) -> None:
    """That there is something to schedule. Raises `WrongUsage`."""
    if scheduler and engine is not Engine.DASK:
        raise WrongUsage(what=message("--scheduler wants --engine dask"), command="rollup")


def _name_left_out(problems: Sequence[Problem], total: int) -> None:
    """Raise `LedgersLeftOut` where there are problems."""
    if problems:
        raise LedgersLeftOut(count=len(problems), total=total, problems=problems)


def _folder(sink: Sink) -> Path | None:
    """Into which folder Parquet is written, if that is asked for and what writes it is there."""
    folder = sink.output if sink.output and not sink.output.suffix else None
    if folder:
        parquet.check_there()
    return folder


def _whole(when: Span, scheme: str | None, folder: Path | None) -> Path:
    """The folder for facts, which are written whole. Raises `WrongUsage` or `FolderTaken`."""
    if not folder:
        raise WrongUsage(what=message("--facts wants -o FOLDER"), command="rollup")
    if when.is_given or scheme:
        whole = message("--facts takes all there is: no period and no --scheme")
        raise WrongUsage(what=whole, command="rollup")
    facts_written.check_free(folder)
    return folder


def _run(
    session: Session,
    sources: Sequence[Source],
    engine: Engine,
    scheduler: str | None,
    work: Work[Source, T],
) -> Iterator[tuple[Source, T | Problem]]:
    """Each office with what comes of a work on it, while it is shown how many are done."""
    if engine is Engine.DASK:
        from inforeport.rollup.cluster import on_cluster

        answers = on_cluster(work, sources, address=scheduler)
    else:
        answers = on_this_machine(work, sources, workers=cores())
    with working(session, message("asking the ledgers")):
        yield from zip(paced(sources), answers, strict=True)


def _keep(
    session: Session,
    run: Callable[[Work[Source, Taken]], Iterator[tuple[Source, Taken | Problem]]],
    folder: Path,
) -> list[Problem]:
    """Write the facts of all offices; the problems of those that are left out."""
    work = partial(told_by, ask=Ask(wait=session.wait), question=facts_written.taken)
    every, problems = together.sorted_out(run(work))
    if every:
        facts_written.write(every, folder)
        done(session, message("wrote: {path}", path=folder))
    return problems


def _work(
    session: Session,
    when: Span,
    scheme: str | None,
    sources: Sequence[Source],
    folder: Path | None,
) -> Work[Source, Told]:
    """What asks each office; the period is the one that the first of them understands.

    Where a folder is to be written, all rows are asked for, and it must be free.
    """
    other = stored(scheme, None) if scheme else None
    ask = Ask(today=session.day_given, scheme=other, wait=session.wait, rows=folder is not None)
    period = first_period(ask, sources, when.of)
    if not when.is_given and period.name:
        session.note(message("no period is named; taken: {period}", period=period.name))
    if folder:
        parquet.check_free(folder, period)
    return partial(answer_of, replace(ask, period=period))


def _tell(
    session: Session, answers: Iterator[tuple[Source, Answer]], sink: Sink, folder: Path | None
) -> list[Problem]:
    """Give the answer, where there is one; the problems of those that are left out."""
    given, problems = together.sorted_out(answers)
    if given and folder:
        done(session, message("wrote: {path}", path=parquet.write(given, folder)))
    elif given:
        _show(session, given, sink)
    return problems


def _show(session: Session, given: Sequence[Told], sink: Sink) -> None:
    """Show what offices tell, side by side, with what there is to know of it."""
    together_ = together.rollup(given)
    most = None if sink.asks else SHOWN
    remark(session, _remarks(given, len(together_.units), most))
    answer(
        session,
        lambda: rollup_page(together_, only_units=sink.is_rows, most=most),
        rollup_record(together_),
        sink,
    )


def _remarks(given: Sequence[Told], units: int, most: int | None) -> Iterator[Message]:
    """What there is to know of the figures."""
    running = [one.office for one in given if not one.over]
    if running:
        yield message("the period is not over for: {offices}", offices=running)
    schemes = sorted({one.scheme for one in given})
    if len(schemes) > 1:
        yield message(
            "scored by different schemes, so points are of different measures: {schemes};"
            " --scheme FILE scores all by one",
            schemes=schemes,
        )
    if most and units > most:
        yield message(
            "the first {most} of {units} units; all of them: --json, --csv or -o FILE.xlsx",
            most=most,
            units=units,
        )
